"""The JSON Schema of ``verification.toml``."""

from __future__ import annotations

from detente.case import keys
from detente.case.schema_parts import (
    DRAFT,
    FULL,
    NUMBER,
    TEXT,
    Schema,
    array,
    by_id,
    definitions,
    ref,
    table,
    titled,
)
from detente.case.verification import By, Certainty, ObligationKind

_SHARE: Schema = {**NUMBER, "minimum": 0, "maximum": 1}


def verification_schema() -> Schema:
    """The schema of ``verification.toml``."""
    top = table(
        keys.VERIFICATION_TOP,
        {
            "format": {"const": keys.FORMAT, "description": "The format of this file."},
            "summary": {**TEXT, "description": "What a reader should know first."},
            "alarm": _alarm(),
            "budget": _budget(),
            "violations": by_id(_violation(), keys.VIOLATIONS_LIMIT, whole=False),
            "conditions": by_id(_condition(), keys.CONDITIONS_LIMIT, whole=False),
            "obligations": by_id(_obligation(), keys.OBLIGATIONS_LIMIT, whole=False),
            "exclusions": array(_exclusion(), keys.RULES_LIMIT),
        },
        required=("format", "violations", "obligations"),
    )
    return {
        "$schema": DRAFT,
        "$id": f"urn:detente:verification:{keys.FORMAT}",
        "title": "How a case of Detente is verified",
        **top,
        "$defs": {**definitions(), **estimate_definitions()},
    }


def _days(description: str, *, least: int = 1) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": keys.DAYS_LIMIT, "description": description}


def _alarm() -> Schema:
    properties = {
        "alarms": _days("Alarms that are put down to a party before it counts as caught."),
        "window_days": _days("Within so many days in a row."),
        "review_days": _days("Days of a review period."),
        "acts": _days("Acts of the campaign against which the rule is judged.", least=0),
        "why": ref("line"),
    }
    return table(keys.ALARM, properties, required=("alarms", "window_days", "review_days", "acts"))


def _budget() -> Schema:
    properties: dict[str, Schema] = {
        "currency": titled("The currency of all costs."),
        "per_year": {**NUMBER, "minimum": 0, "description": "What may be spent a year."},
        "why": ref("line"),
    }
    return table(keys.BUDGET, properties, required=("currency",))


def _violation() -> Schema:
    properties = {"title": titled("A way to break an obligation."), "note": TEXT}
    return table(keys.VIOLATION, properties, required=("title",))


def _condition() -> Schema:
    described = table(
        keys.STATE,
        {
            "title": titled("The state's name."),
            "weight": {**ref("estimate"), "description": "Its share of the time, for conditions of nature."},
            "disables": {**ref("names"), "description": "Sensor classes that see nothing in it."},
        },
        required=("title",),
    )
    states = by_id({"anyOf": [{**ref("line"), "pattern": FULL}, described]}, keys.STATES_LIMIT, whole=True)
    properties: dict[str, Schema] = {
        "title": titled("What detection depends on besides distance."),
        "by": {"enum": [str(by) for by in By], "description": "Who decides: nature, or the violator."},
        "states": states,
        "why": ref("line"),
    }
    return table(keys.CONDITION, properties, required=("title", "by", "states"))


def _obligation() -> Schema:
    some = {**ref("ids"), "minItems": 1}
    properties: dict[str, Schema] = {
        "title": titled("What it forbids or demands."),
        "kind": {"enum": [str(kind) for kind in ObligationKind]},
        "of": {**some, "description": "The parties that it binds."},
        "when": {**ref("rule"), "description": "The packages in which it holds; without it, all."},
        "violations": {**some, "description": "The ways to break it."},
        "target": {**_SHARE, "description": "The probability with which a violation is to be seen."},
        "review_days": _days("Days of its own review period."),
        "within_km": {**NUMBER, "minimum": 0, "description": "How far from the line it reaches, each side."},
        "places": {**ref("names"), "description": "Sites or holdings, by name."},
        "why": ref("line"),
        "statements": ref("ids"),
    }
    return table(keys.OBLIGATION, properties, required=("title", "kind", "of", "violations"))


def _exclusion() -> Schema:
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "instruments": {**ref("names"), "minItems": 1, "description": "What cannot be used."},
        "nationalities": {
            **ref("names"),
            "minItems": 1,
            "description": "What people of these nationalities staff cannot be used.",
        },
        "when": {**ref("rule"), "description": "In which packages; without it, in all."},
        "red_line": {**ref("id"), "description": "The red line that they would cross."},
        "why": {**ref("line"), "pattern": FULL},
        "statements": ref("ids"),
    }
    named = {"anyOf": [{"required": ["instruments"]}, {"required": ["nationalities"]}]}
    return {**table(keys.EXCLUSION, properties, required=("id", "why")), **named}


def estimate_definitions() -> dict[str, Schema]:
    """What schemas with estimates refer to."""
    three: Schema = {"type": "array", "items": NUMBER, "minItems": 3, "maxItems": 3}
    plain: Schema = {"anyOf": [NUMBER, three]}
    described = table(
        keys.ESTIMATE,
        {
            "value": plain,
            "certainty": {"enum": [str(certainty) for certainty in Certainty]},
            "source": ref("line"),
        },
        required=("value",),
    )
    return {
        "estimate": {
            "description": "A number, or [low, mid, high], or a table with what it rests on.",
            "anyOf": [NUMBER, three, described],
        },
        "names": {"type": "array", "items": TEXT, "description": "A list of names."},
    }
