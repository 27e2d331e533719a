"""The JSON Schema and the reader hold the same documents to the same keys and types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from detente.case.faults import CaseError
from detente.case.schema import schema
from tests.strategies import EVERYTHING, Ingredients, ingredients

SEEN_BY_BOTH = {"unknown-key", "wrong-type", "missing"}
"""Codes of faults that a schema can see, too."""

FREE = {"values", "weights", "like", "options", "parties", "issues"}
"""Tables whose keys are ids: an unknown key in them is a name, which only the reader judges."""

VALIDATOR = Draft202012Validator(schema())

Place = tuple[str | int, ...]


def as_json(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(member) for member in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def codes(changed: Ingredients) -> set[str]:
    """Codes of the faults that the reader finds; none if it reads the document."""
    try:
        changed.case()
    except CaseError as error:
        return {fault.code for fault in error.faults}
    return set()


def tables(value: object, place: Place = ()) -> list[Place]:
    """Places of the tables of a document."""
    if isinstance(value, Mapping):
        return [place, *(deeper for key in value for deeper in tables(value[key], (*place, key)))]
    if isinstance(value, list):
        return [deeper for number, part in enumerate(value) for deeper in tables(part, (*place, number))]
    return []


def changed_at(value: object, place: Place, changes: Mapping[str, object], without: str = "") -> object:
    """A document with entries of one table changed, and one left out."""
    if not place:
        assert isinstance(value, Mapping)
        return {key: entry for key, entry in {**value, **changes}.items() if key != without}
    head, *rest = place
    if isinstance(value, Mapping):
        return {**value, head: changed_at(value[str(head)], tuple(rest), changes, without)}
    assert isinstance(value, list)
    assert isinstance(head, int)
    return [*value[:head], changed_at(value[head], tuple(rest), changes, without), *value[head + 1 :]]


def with_document(good: Ingredients, document: object) -> Ingredients:
    assert isinstance(document, dict)
    return Ingredients(document=document, statements=good.statements, sources=good.sources)


def at(document: object, place: Place) -> Mapping[str, object]:
    for part in place:
        document = document[part]  # type: ignore[index]  # the place was found in the document
    assert isinstance(document, Mapping)
    return document


@given(ingredients(EVERYTHING))
def test_what_the_reader_reads_the_schema_admits(good: Ingredients) -> None:
    good.case()
    assert [error.message for error in VALIDATOR.iter_errors(as_json(good.document))] == []


@given(ingredients(EVERYTHING), st.data())
def test_an_unknown_key_is_refused_by_both(good: Ingredients, data: st.DataObject) -> None:
    fixed = [place for place in tables(good.document) if not _is_free(place)]
    place = data.draw(st.sampled_from(fixed))
    changed = changed_at(good.document, place, {"unheard": data.draw(st.sampled_from([1, "x", True]))})
    assert "unknown-key" in codes(with_document(good, changed))
    assert not VALIDATOR.is_valid(as_json(changed))


@given(ingredients(EVERYTHING), st.data())
def test_a_wrong_type_is_seen_by_both_or_by_neither(good: Ingredients, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place in tables(good.document) if at(good.document, place)]))
    key = data.draw(st.sampled_from(sorted(at(good.document, place))))
    value = data.draw(st.sampled_from([True, 1, Decimal("0.5"), "x", ["x"], [], {}, [1, 2], [True, True]]))
    changed = changed_at(good.document, place, {key: value})
    found = codes(with_document(good, changed))
    admitted = VALIDATOR.is_valid(as_json(changed))
    if found & {"unknown-key", "wrong-type"}:
        assert not admitted
    if not admitted:
        assert found


@given(ingredients(EVERYTHING), st.data())
def test_what_the_schema_misses_the_reader_misses(good: Ingredients, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place in tables(good.document) if at(good.document, place)]))
    key = data.draw(st.sampled_from(sorted(at(good.document, place))))
    changed = changed_at(good.document, place, {}, without=key)
    if not VALIDATOR.is_valid(as_json(changed)):
        assert codes(with_document(good, changed)) & SEEN_BY_BOTH


def _is_free(place: Place) -> bool:
    """Whether the keys of the table at ``place`` are ids."""
    return bool(place) and (place[-1] in FREE or (len(place) > 1 and place[-2] == "values"))
