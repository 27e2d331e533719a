"""The JSON Schema of reading files, made of the same keys as the reader."""

from __future__ import annotations

import json

from detente.case import keys
from detente.case.names import ID_PATTERN
from detente.case.statements import Stance
from detente.record.decision import CHANGEABLE, FLAGS, LISTS, Verb
from detente.record.reading_file_shape import DECISION, DRAFT, STRETCHES, TOP
from detente.record.statement import Doubt, Kind

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_FLAG: Schema = {"type": "boolean"}
_WHOLE: Schema = {"type": "integer", "minimum": 0, "exclusiveMaximum": 10**12}
_ID: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$"}


def reading_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a reading file.

    What a schema cannot say (a span fits its quote, a decision names a draft) the reader checks.
    """
    properties: Schema = {
        "format": {"const": 1},
        "what": _TEXT,
        "recall": _TEXT,
        "source": {
            "type": "object",
            "properties": {column: _ID if column == "id" else _TEXT for column in keys.SOURCE_COLUMNS},
            "required": ["id"],
            "additionalProperties": False,
        },
        "article": _TEXT,
        "characters": _WHOLE,
        "extractor": _TEXT,
        "lexicon": _TEXT,
        "drafts": {"type": "array", "items": _draft()},
        "decisions": {"type": "array", "items": _decision()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:detente:reading:1",
        "title": "Draft statements of one article, with a reader's decisions",
        "type": "object",
        "properties": properties,
        "required": list(TOP),
        "additionalProperties": False,
    }


def reading_schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(reading_schema(), indent=1, ensure_ascii=False) + "\n"


def _draft() -> Schema:
    kinds: Schema = {
        **dict.fromkeys(DRAFT, _TEXT),
        "id": _ID,
        "start": _WHOLE,
        "end": _WHOLE,
        **dict.fromkeys(STRETCHES, _stretch()),
        **dict.fromkeys(("issues_other", "condition_of", "via"), _TEXTS),
        "stance": {"enum": [stance.value for stance in Stance]},
        "kind": {"enum": [kind.value for kind in Kind]},
        **dict.fromkeys(("conditional", "yes_but"), _FLAG),
        "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "doubts": {"type": "array", "items": {"enum": [doubt.value for doubt in Doubt]}, "uniqueItems": True},
    }
    needed = ["id", "start", "end", "quote", "stance", "kind"]
    return {"type": "object", "properties": kinds, "required": needed, "additionalProperties": False}


def _stretch() -> Schema:
    return {
        "type": ["object", "null"],
        "properties": {"start": _WHOLE, "end": _WHOLE, "text": _TEXT},
        "required": ["start", "end", "text"],
        "additionalProperties": False,
    }


def _decision() -> Schema:
    changed: Schema = {
        **dict.fromkeys(CHANGEABLE, _TEXT),
        **dict.fromkeys(LISTS, _TEXTS),
        **dict.fromkeys(FLAGS, _FLAG),
        **dict.fromkeys(("start", "end"), _WHOLE),
        "stance": {"enum": [stance.value for stance in Stance]},
        "kind": {"enum": [kind.value for kind in Kind]},
    }
    properties: Schema = {
        **dict.fromkeys(DECISION, _TEXT),
        "verb": {"enum": [verb.value for verb in Verb]},
        "changed": {"type": "object", "properties": changed, "additionalProperties": False},
        "at": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    }
    needed = ["draft", "verb", "at"]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}
