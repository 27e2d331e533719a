"""The published JSON Schema: it is valid, it is the one in the docs, and good files pass it."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from detente.case import keys
from detente.case.model import Source, Statement
from detente.case.schema import Kind, schema, schema_text
from detente.case.template import new_case
from tests.unit.case.example import CASE, OVERLAY


def as_json(value: object) -> object:
    """A TOML document as JSON tools see it: dates are strings."""
    if isinstance(value, dict):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_json(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def errors(text: str, kind: Kind = "case") -> list[str]:
    found = Draft202012Validator(schema(kind)).iter_errors(as_json(tomllib.loads(text)))
    return [error.message for error in found]


@pytest.mark.parametrize("kind", ["case", "overlay"])
def test_the_schema_is_one_and_the_docs_hold_it(root: Path, kind: Kind) -> None:
    Draft202012Validator.check_schema(schema(kind))
    published = root / "docs" / "reference" / f"{kind}.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text(kind), "write schema_text() to the file anew"


def test_good_files_pass(root: Path, tmp_path: Path) -> None:
    folders = [path.parent for path in sorted((root / "cases").glob("*/case.toml"))]
    assert folders
    assert errors(CASE) == []
    assert errors(OVERLAY, "overlay") == []
    for folder in [*folders, new_case(tmp_path / "new")]:
        assert errors((folder / "case.toml").read_text(encoding="utf-8")) == []
        for overlay in folder.glob("overlays/*.toml"):
            assert errors(overlay.read_text(encoding="utf-8"), "overlay") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("party = 3", "'party' was unexpected"),
        ("parties.north.weights.well = -1", ""),
        ("private = 'no'", "'no' is not of type 'boolean'"),
        ("[[red_lines]]\nrule = 'a = b'", "'id' is a required property"),
        ("[[red_lines]]\nid = 'x'\nremove = 1", "1 is not of type 'boolean'"),
    ],
)
def test_an_overlay_is_held_to_its_own_schema(text: str, message: str) -> None:
    found = errors(f"{OVERLAY}{text}\n", "overlay")
    assert bool(found) is bool(message)
    assert all(message in error for error in found)


def test_columns_are_the_fields_of_the_nouns() -> None:
    assert set(keys.STATEMENT_COLUMNS) == {field.name for field in fields(Statement)}
    assert set(keys.SOURCE_COLUMNS) == {field.name for field in fields(Source)}
