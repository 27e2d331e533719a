"""The JSON Schema of a lexicon's file, made of the same keys as its reader."""

from __future__ import annotations

import json
from collections.abc import Mapping

from detente.case.names import ID_PATTERN
from detente.case.statements import Stance
from detente.record.lexicon import entries

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_LINE: Schema = {"type": "string", "pattern": r"\S", "maxLength": entries.LETTERS_LIMIT}
_WORDS: Schema = {"type": "array", "items": _LINE, "maxItems": entries.WORDS_LIMIT}
_ID: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$"}
_TERM: Schema = {
    "description": "An office, the day on which it began, the day on which it ended; a day may be left out.",
    "type": "array",
    "items": _TEXT,
    "minItems": 1,
    "maxItems": 3,
}


def lexicon_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a lexicon's file.

    What a schema cannot say (an entry that is new needs a title, a person's party exists) the reader checks.
    """
    properties: Mapping[str, Schema] = {
        "format": {"const": entries.FORMAT, "description": "The format of this file."},
        "parties": _by_id("Who can speak, by id: in a case, its own ids.", _party()),
        "people": _by_id("Who speaks for a party, by id.", _person()),
        "outlets": _table(entries.OUTLETS),
        "speakers": _table(entries.SPEAKERS),
        "issues": _by_id("Words that speak of an issue, by id: in a case, its own ids.", _issue()),
        "stances": {
            **_closed({str(stance): _table(entries.STANCE) for stance in Stance}),
            "description": "Words of a stance: in the words that hand a content on (cue), or in it (said).",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:detente:lexicon:1",
        "title": "Words for speakers, parties, issues and stances, in addition to those that are shipped",
        **_closed({key: properties[key] for key in entries.TOP}),
        "required": ["format"],
    }


def lexicon_schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(lexicon_schema(), indent=1, ensure_ascii=False) + "\n"


def _party() -> Schema:
    own: Mapping[str, Schema] = {
        "title": _LINE,
        "what": {"enum": list(entries.KINDS)},
        "members": {"type": "array", "items": _ID, "maxItems": entries.WORDS_LIMIT},
    }
    return _closed({key: own.get(key, _WORDS) for key in entries.PARTY})


def _person() -> Schema:
    own: Mapping[str, Schema] = {"name": _LINE, "party": _ID, "terms": {"type": "array", "items": _TERM}}
    return _closed({key: own.get(key, _WORDS) for key in entries.PERSON})


def _issue() -> Schema:
    own: Mapping[str, Schema] = {"title": _LINE, "like": {"type": "array", "items": _ID}}
    return _closed({key: own.get(key, _WORDS) for key in entries.ISSUE})


def _table(words: tuple[str, ...]) -> Schema:
    return _closed(dict.fromkeys(words, _WORDS))


def _by_id(description: str, value: Schema) -> Schema:
    return {
        "description": description,
        "type": "object",
        "propertyNames": _ID,
        "additionalProperties": value,
        "maxProperties": entries.ENTRIES_LIMIT,
    }


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
