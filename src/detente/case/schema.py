"""The JSON Schemas (draft 2020-12) of the files of a case, for other programs.

They say which keys there are and of which types; what ids refer to, and whether rules parse, only the reader
can tell. Dates are strings in it, as TOML tools hand them to a schema.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from detente.case import keys
from detente.case.model import Status, Strength
from detente.case.schema_enforcement import enforcement_schema
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
from detente.case.schema_verification import verification_schema
from detente.case.schema_watching import watch_schema

Kind = Literal["case", "overlay", "verification", "watch", "enforcement"]


def schema(kind: Kind = "case") -> Schema:
    """The schema of ``case.toml``, of a file under ``overlays/``, or of one of the files beside them."""
    if kind == "verification":
        return verification_schema()
    if kind == "watch":
        return watch_schema()
    if kind == "enforcement":
        return enforcement_schema()
    whole = kind == "case"
    sections: dict[str, Schema] = {
        "case": table(keys.CASE, _head(), required=("title",) if whole else ()),
        "parties": by_id(_party(whole=whole), keys.PARTIES_LIMIT, whole=whole),
        "issues": by_id(_issue(whole=whole), keys.ISSUES_LIMIT, whole=whole),
        "structural": array(_structural(whole=whole), keys.RULES_LIMIT),
        "red_lines": array(_red_line(whole=whole), keys.RULES_LIMIT),
    }
    head: dict[str, Schema] = {"format": {"const": keys.FORMAT, "description": "The format of this file."}}
    if whole:
        top = table(keys.TOP, head | sections, required=("format", "case", "parties", "issues"))
    else:
        head |= {"title": titled("What reading this is."), "private": {"type": "boolean"}}
        top = table(keys.OVERLAY_TOP, head | sections, required=("format", "title"))
    title = "A case of Detente" if whole else "An overlay: another reading of a case of Detente"
    return {
        "$schema": DRAFT,
        "$id": f"urn:detente:{kind}:{keys.FORMAT}",
        "title": title,
        **top,
        "$defs": definitions(),
    }


def schema_text(kind: Kind = "case") -> str:
    """The schema as JSON text, as it is published."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def _head() -> dict[str, Schema]:
    return {
        "title": titled("The name of the case."),
        "as_of": {
            "type": "string",
            "pattern": r"^(\d{4}-\d{2}-\d{2})?$",
            "description": "The day that it describes.",
        },
        "summary": {**TEXT, "description": "One paragraph that stands on the first screen."},
    }


def _party(*, whole: bool) -> Schema:
    per_issue = {"type": "object", "propertyNames": ref("id")}
    interaction = table(
        keys.INTERACTION, {"when": ref("rule"), "value": ref("figure")}, required=keys.INTERACTION
    )
    ranked = {"type": "array", "items": ref("option"), "uniqueItems": True}
    ranking = table(
        keys.RANKING, {"issues": ref("ids"), "options": {**per_issue, "additionalProperties": ranked}}
    )
    values = {"type": "object", "propertyNames": ref("option_key"), "additionalProperties": ref("figure")}
    return table(
        keys.PARTY,
        {
            "title": titled("The party's name."),
            "reservation": {
                "anyOf": [ref("figure"), ref("like")],
                "description": "What no deal is worth to it.",
            },
            "weights": {
                **per_issue,
                "additionalProperties": ref("figure"),
                "description": "Of all issues, or none.",
            },
            "values": {**per_issue, "additionalProperties": values, "description": "Of options, by issue."},
            "ranking": {**ranking, "description": "Best first, in place of numbers."},
            "interactions": array(interaction, keys.INTERACTIONS_LIMIT),
            "scale": {"enum": list(keys.SCALES), "description": "as-written: numbers are not normalised."},
            "discount": {**NUMBER, "minimum": 0, "maximum": 1, "description": "Kept, and not used."},
            "note": TEXT,
        },
        required=("title",) if whole else (),
    )


def _issue(*, whole: bool) -> Schema:
    described = table(
        keys.OPTION,
        {"title": titled("The option's name."), "needs": TEXT, "triggers": ref("ids"), "note": TEXT},
        required=("title",) if whole else (),
    )
    options: Schema = {
        "type": "object",
        "propertyNames": ref("id"),
        "additionalProperties": {"anyOf": [{**ref("line"), "pattern": FULL}, described]},
        "minProperties": 1 if whole else 0,
        "maxProperties": keys.OPTIONS_LIMIT,
    }
    scale = table(
        keys.RANGE,
        {
            "from": NUMBER,
            "to": NUMBER,
            "step": {**NUMBER, "exclusiveMinimum": 0},
            "unit": {**ref("line"), "description": "What stands behind an amount: km, guards."},
            "one": {**ref("line"), "description": "What stands behind 1, if that is another word: guard."},
        },
        required=("from", "to", "step"),
    )
    issue = table(
        keys.ISSUE,
        {
            "title": titled("The issue's name."),
            "consent": {**ref("ids"), "minItems": 1, "description": "Parties that must agree; default all."},
            "status": {"enum": [str(status) for status in Status]},
            "agreed": {**ref("option"), "description": "The option that stands in every package."},
            "options": options,
            "range": {**scale, "description": "A numeric scale of options."},
            "note": TEXT,
        },
        required=("title",) if whole else (),
    )
    one_of: list[Schema] = [{"required": ["options"]}, {"required": ["range"]}]
    return {**issue, "oneOf": one_of} if whole else issue


def _structural(*, whole: bool) -> Schema:
    properties = {"id": ref("id"), "rule": ref("rule"), "why": ref("line"), "statements": ref("ids")}
    return _entry(keys.STRUCTURAL, properties, ("id", "rule"), whole=whole)


def _red_line(*, whole: bool) -> Schema:
    properties: dict[str, Schema] = {
        "id": ref("id"),
        "party": ref("id"),
        "rule": ref("rule"),
        "title": ref("line"),
        "strength": {"enum": [str(strength) for strength in Strength]},
        "held": {**ref("figure"), "description": "The chance that the party holds it."},
        "fallback": {"type": "array", "items": ref("rule"), "maxItems": keys.FALLBACKS_LIMIT},
        "why": ref("line"),
        "statements": ref("ids"),
    }
    return _entry(keys.RED_LINE, properties, ("id", "party", "rule"), whole=whole)


def _entry(
    known: Sequence[str], properties: Mapping[str, Schema], required: Sequence[str], *, whole: bool
) -> Schema:
    """An entry of an array: in an overlay it needs its id only, and may say that it is removed."""
    if whole:
        return table(known, properties, required=required)
    return table((*known, "remove"), {**properties, "remove": {"type": "boolean"}}, required=("id",))
