"""The JSON Schema (draft 2020-12) of ``case.toml`` and of overlays, for editors and other programs.

It says which keys there are and of which types; what ids refer to, and whether rules parse, only the reader
can tell. Dates are strings in it, as TOML tools hand them to a schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from detente.case import keys
from detente.case.model import Status, Strength
from detente.case.names import AMOUNT_PATTERN, ID_PATTERN, RULE_WORDS

Schema = dict[str, object]
Kind = Literal["case", "overlay"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LINE = r"^[^\n\t]*$"
_FULL = r"\S"
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}


def schema(kind: Kind = "case") -> Schema:
    """The schema of ``case.toml``, or of a file under ``overlays/``."""
    whole = kind == "case"
    sections: dict[str, Schema] = {
        "case": _table(keys.CASE, _head(), required=("title",) if whole else ()),
        "parties": _by_id(_party(whole=whole), keys.PARTIES_LIMIT, whole=whole),
        "issues": _by_id(_issue(whole=whole), keys.ISSUES_LIMIT, whole=whole),
        "structural": _array(_structural(whole=whole), keys.RULES_LIMIT),
        "red_lines": _array(_red_line(whole=whole), keys.RULES_LIMIT),
    }
    head: dict[str, Schema] = {"format": {"const": keys.FORMAT, "description": "The format of this file."}}
    if whole:
        top = _table(keys.TOP, head | sections, required=("format", "case", "parties", "issues"))
    else:
        head |= {"title": _title("What reading this is."), "private": {"type": "boolean"}}
        top = _table(keys.OVERLAY_TOP, head | sections, required=("format", "title"))
    title = "A case of Detente" if whole else "An overlay: another reading of a case of Detente"
    return {
        "$schema": _DRAFT,
        "$id": f"urn:detente:{kind}:{keys.FORMAT}",
        "title": title,
        **top,
        "$defs": _definitions(),
    }


def schema_text(kind: Kind = "case") -> str:
    """The schema as JSON text, as it is published."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def _table(known: Sequence[str], properties: Mapping[str, Schema], *, required: Sequence[str] = ()) -> Schema:
    table: Schema = {
        "type": "object",
        "properties": {key: properties[key] for key in known},
        "additionalProperties": False,
    }
    return {**table, "required": list(required)} if required else table


def _by_id(value: Schema, limit: int, *, whole: bool) -> Schema:
    return {
        "type": "object",
        "propertyNames": _ref("id"),
        "additionalProperties": value,
        "minProperties": 1 if whole else 0,
        "maxProperties": limit,
    }


def _array(value: Schema, limit: int) -> Schema:
    return {"type": "array", "items": value, "maxItems": limit}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _title(description: str) -> Schema:
    return {**_ref("line"), "pattern": _FULL, "description": description}


def _head() -> dict[str, Schema]:
    return {
        "title": _title("The name of the case."),
        "as_of": {
            "type": "string",
            "pattern": r"^(\d{4}-\d{2}-\d{2})?$",
            "description": "The day that it describes.",
        },
        "summary": {**_TEXT, "description": "One paragraph that stands on the first screen."},
    }


def _party(*, whole: bool) -> Schema:
    per_issue = {"type": "object", "propertyNames": _ref("id")}
    interaction = _table(
        keys.INTERACTION, {"when": _ref("rule"), "value": _ref("figure")}, required=keys.INTERACTION
    )
    ranked = {"type": "array", "items": _ref("option"), "uniqueItems": True}
    ranking = _table(
        keys.RANKING, {"issues": _ref("ids"), "options": {**per_issue, "additionalProperties": ranked}}
    )
    values = {"type": "object", "propertyNames": _ref("option_key"), "additionalProperties": _ref("figure")}
    return _table(
        keys.PARTY,
        {
            "title": _title("The party's name."),
            "reservation": {
                "anyOf": [_ref("figure"), _ref("like")],
                "description": "What no deal is worth to it.",
            },
            "weights": {
                **per_issue,
                "additionalProperties": _ref("figure"),
                "description": "Of all issues, or none.",
            },
            "values": {**per_issue, "additionalProperties": values, "description": "Of options, by issue."},
            "ranking": {**ranking, "description": "Best first, in place of numbers."},
            "interactions": _array(interaction, keys.INTERACTIONS_LIMIT),
            "scale": {"enum": list(keys.SCALES), "description": "as-written: numbers are not normalised."},
            "discount": {**_NUMBER, "minimum": 0, "maximum": 1, "description": "Kept, and not used."},
            "note": _TEXT,
        },
        required=("title",) if whole else (),
    )


def _issue(*, whole: bool) -> Schema:
    described = _table(
        keys.OPTION,
        {"title": _title("The option's name."), "needs": _TEXT, "triggers": _ref("ids"), "note": _TEXT},
        required=("title",) if whole else (),
    )
    options: Schema = {
        "type": "object",
        "propertyNames": _ref("id"),
        "additionalProperties": {"anyOf": [{**_ref("line"), "pattern": _FULL}, described]},
        "minProperties": 1 if whole else 0,
        "maxProperties": keys.OPTIONS_LIMIT,
    }
    scale = _table(
        keys.RANGE,
        {
            "from": _NUMBER,
            "to": _NUMBER,
            "step": {**_NUMBER, "exclusiveMinimum": 0},
            "unit": {**_ref("line"), "description": "What stands behind an amount: km, guards."},
            "one": {**_ref("line"), "description": "What stands behind 1, if that is another word: guard."},
        },
        required=("from", "to", "step"),
    )
    issue = _table(
        keys.ISSUE,
        {
            "title": _title("The issue's name."),
            "consent": {**_ref("ids"), "minItems": 1, "description": "Parties that must agree; default all."},
            "status": {"enum": [str(status) for status in Status]},
            "agreed": {**_ref("option"), "description": "The option that stands in every package."},
            "options": options,
            "range": {**scale, "description": "A numeric scale of options."},
            "note": _TEXT,
        },
        required=("title",) if whole else (),
    )
    one_of: list[Schema] = [{"required": ["options"]}, {"required": ["range"]}]
    return {**issue, "oneOf": one_of} if whole else issue


def _structural(*, whole: bool) -> Schema:
    properties = {"id": _ref("id"), "rule": _ref("rule"), "why": _ref("line"), "statements": _ref("ids")}
    return _entry(keys.STRUCTURAL, properties, ("id", "rule"), whole=whole)


def _red_line(*, whole: bool) -> Schema:
    properties: dict[str, Schema] = {
        "id": _ref("id"),
        "party": _ref("id"),
        "rule": _ref("rule"),
        "title": _ref("line"),
        "strength": {"enum": [str(strength) for strength in Strength]},
        "held": {**_ref("figure"), "description": "The chance that the party holds it."},
        "fallback": {"type": "array", "items": _ref("rule"), "maxItems": keys.FALLBACKS_LIMIT},
        "why": _ref("line"),
        "statements": _ref("ids"),
    }
    return _entry(keys.RED_LINE, properties, ("id", "party", "rule"), whole=whole)


def _entry(
    known: Sequence[str], properties: Mapping[str, Schema], required: Sequence[str], *, whole: bool
) -> Schema:
    """An entry of an array: in an overlay it needs its id only, and may say that it is removed."""
    if whole:
        return _table(known, properties, required=required)
    return _table((*known, "remove"), {**properties, "remove": {"type": "boolean"}}, required=("id",))


def _definitions() -> dict[str, Schema]:
    basis = {"why": _ref("line"), "statements": _ref("ids")}
    interval: Schema = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    plain: Schema = {"anyOf": [_NUMBER, interval]}
    table = _table(keys.FIGURE, {"value": plain, **basis}, required=("value",))
    figure: Schema = {
        "description": "A number, an interval [low, high], or a table with its why and its statements.",
        "anyOf": [_NUMBER, interval, table],
    }
    amount: Schema = {"pattern": f"^{AMOUNT_PATTERN}$"}
    identifier: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$", "not": {"enum": sorted(RULE_WORDS)}}
    package: Schema = {"type": "object", "propertyNames": _ref("id"), "additionalProperties": _ref("option")}
    return {
        "id": identifier,
        "ids": {"type": "array", "items": _ref("id"), "uniqueItems": True},
        "line": {"type": "string", "pattern": _LINE, "description": "A text on one line."},
        "rule": {
            "type": "string",
            "pattern": _FULL,
            "description": "A rule: issue = option, and, or, not, ->.",
        },
        "option": {"type": ["string", "number"], "description": "An option's id, or an amount of a range."},
        "option_key": {"anyOf": [_ref("id"), amount]},
        "like": _table(keys.LIKE, {"like": package, **basis}, required=("like",)),
        "figure": figure,
    }
