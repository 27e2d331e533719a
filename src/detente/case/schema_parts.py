"""What the JSON Schemas of a case's files are built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.case import keys
from detente.case.names import AMOUNT_PATTERN, ID_PATTERN, RULE_WORDS

Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LINE = r"^[^\n\t]*$"
FULL = r"\S"
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}


def table(known: Sequence[str], properties: Mapping[str, Schema], *, required: Sequence[str] = ()) -> Schema:
    """A closed table with these keys."""
    closed: Schema = {
        "type": "object",
        "properties": {key: properties[key] for key in known},
        "additionalProperties": False,
    }
    return {**closed, "required": list(required)} if required else closed


def by_id(value: Schema, limit: int, *, whole: bool) -> Schema:
    """A table by id, with at least one entry where it is ``whole``."""
    return {
        "type": "object",
        "propertyNames": ref("id"),
        "additionalProperties": value,
        "minProperties": 1 if whole else 0,
        "maxProperties": limit,
    }


def array(value: Schema, limit: int) -> Schema:
    """An array of tables."""
    return {"type": "array", "items": value, "maxItems": limit}


def ref(name: str) -> Schema:
    """What a definition says."""
    return {"$ref": f"#/$defs/{name}"}


def titled(description: str) -> Schema:
    """A title on one line that is not empty."""
    return {**ref("line"), "pattern": FULL, "description": description}


def definitions() -> dict[str, Schema]:
    """What schemas refer to."""
    basis = {"why": ref("line"), "statements": ref("ids")}
    interval: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
    plain: Schema = {"anyOf": [NUMBER, interval]}
    described = table(keys.FIGURE, {"value": plain, **basis}, required=("value",))
    figure: Schema = {
        "description": "A number, an interval [low, high], or a table with its why and its statements.",
        "anyOf": [NUMBER, interval, described],
    }
    amount: Schema = {"pattern": f"^{AMOUNT_PATTERN}$"}
    identifier: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$", "not": {"enum": sorted(RULE_WORDS)}}
    package: Schema = {"type": "object", "propertyNames": ref("id"), "additionalProperties": ref("option")}
    return {
        "id": identifier,
        "ids": {"type": "array", "items": ref("id"), "uniqueItems": True},
        "line": {"type": "string", "pattern": LINE, "description": "A text on one line."},
        "rule": {
            "type": "string",
            "pattern": FULL,
            "description": "A rule: issue = option, and, or, not, ->.",
        },
        "option": {"type": ["string", "number"], "description": "An option's id, or an amount of a range."},
        "option_key": {"anyOf": [ref("id"), amount]},
        "like": table(keys.LIKE, {"like": package, **basis}, required=("like",)),
        "figure": figure,
    }
