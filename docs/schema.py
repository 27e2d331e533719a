"""What the shapes of ``docs/shapes.py`` are made of: kinds of values, and tables that several verbs share."""

from __future__ import annotations

from collections.abc import Mapping

Schema = dict[str, object]


def text(meaning: str) -> Schema:
    """A text."""
    return {"type": "string", "description": meaning}


def number(meaning: str) -> Schema:
    """A number: the nearest floating-point number to the exact value."""
    return {"type": "number", "description": meaning}


def whole(meaning: str) -> Schema:
    """A whole number from 0."""
    return {"type": "integer", "minimum": 0, "description": meaning}


def count(meaning: str) -> Schema:
    """A whole number from 0 of any size, as text."""
    return {"type": "string", "pattern": "^[0-9]+$", "description": meaning}


def flag(meaning: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": meaning}


def constant(value: object, meaning: str) -> Schema:
    """One value that never changes within a format."""
    return {"const": value, "description": meaning}


def rows(of: Schema, meaning: str) -> Schema:
    """A list."""
    return {"type": "array", "items": of, "description": meaning}


def texts(meaning: str) -> Schema:
    """A list of texts."""
    return rows({"type": "string"}, meaning)


def table(keys: Mapping[str, Schema], meaning: str) -> Schema:
    """A table with exactly these keys, in this order."""
    return {
        "type": "object",
        "properties": dict(keys),
        "required": list(keys),
        "additionalProperties": False,
        "description": meaning,
    }


def by(key: str, of: Schema, meaning: str) -> Schema:
    """A table with one entry for each ``key``."""
    return {"type": "object", "additionalProperties": of, "description": meaning, "x-key": key}


def maybe(schema: Schema) -> Schema:
    """The same, or null where it is not known or does not apply."""
    kind, choices = schema.get("type"), schema.get("enum")
    if isinstance(choices, list):
        return {**schema, "enum": [*choices, None]}
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}], "description": schema.get("description", "")}


def share(meaning: str, **error: Schema) -> Schema:
    """A share of draws; ``error``: what is said of the error of drawing besides the interval."""
    keys = {
        "count": whole("In how many draws it is so."),
        "draws": whole("Of how many."),
        "value": number("The share."),
        **error,
        "low": number("Lower end of its 95 % score interval (Wilson 1927): the error of drawing."),
        "high": number("Upper end."),
    }
    return table(keys, meaning)


def position(meaning: str) -> Schema:
    """A longitude and a latitude."""
    return {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
        "description": f"{meaning}: longitude and latitude in degrees on WGS 84.",
    }


FORMAT = constant(1, "The format of this table.")
VERSION = text("The version of Detente that wrote it.")

CASE = table(
    {
        "id": text("The case's id, from its folder's name."),
        "title": text("Its title."),
        "as_of": maybe(text("The day that it describes, ISO.")),
        "format": {"enum": ["case", "genius", "geniusweb", "negmas"], "description": "What was read."},
        "digest": text("SHA-256 over the inputs as read, in hex."),
        "overlays": rows(
            table(
                {
                    "id": text("The overlay's id."),
                    "title": maybe(text("Its title; null for a private one.")),
                    "private": flag("Whether it is private."),
                },
                "An overlay.",
            ),
            "The overlays that were laid over it, in the order of the folder.",
        ),
    },
    "Which case it was.",
)

PROBLEM = table(
    {
        "code": text("A short stable word for programs, such as `unknown-name`."),
        "file": text("The file, as its path was given; empty where there is none."),
        "place": text("Where in the file, or which command and option; may be empty."),
        "message": text("What is wrong, with the value."),
        "try": text("A way out; may be empty."),
    },
    "One problem.",
)

PACKAGE = by("issue", {"type": "string"}, "One option's id for each issue's id.")
UTILITY = by("party", {"type": "number"}, "Utility, for each party that states preferences.")
OPTIONS = rows(table({"id": text("Its id."), "title": text("Its title.")}, "An option."), "Its options.")
ISSUE = table(
    {
        "id": text("The key of this issue in all packages."),
        "title": text("Its title."),
        "status": {"enum": ["open", "agreed", "done"], "description": "How far it is settled."},
        "agreed": maybe(text("The option that was agreed.")),
        "unit": maybe(text("The unit of its amounts, if it has a range with one.")),
        "options": OPTIONS,
    },
    "An issue.",
)
