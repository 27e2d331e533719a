"""The reader against anything at all: it reads a case, or raises a CaseError with places and ways out."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from detente.case import keys
from detente.case.check import check_case
from detente.case.folder import CaseError, build_case, read_case, write_case
from detente.case.model import vocabulary
from detente.case.rules import RuleError, parse_rule
from detente.errors import Fault
from tests.strategies import EVERYTHING, Ingredients, ingredients
from tests.unit.case.example import CASE, OVERLAY, SOURCES, STATEMENTS, write_example


def assert_reads_or_refuses(read: Callable[[], object]) -> None:
    faults: tuple[Fault, ...] | None = None
    try:
        read()
    except CaseError as error:
        faults = error.faults
    assert faults != ()
    for fault in faults or ():
        assert fault.file
        assert fault.message
        assert fault.hint or fault.code == "more"
        assert len(str(fault).splitlines()) == 1
        assert len(str(fault)) < 2_000


def read_with(name: str, data: bytes) -> None:
    """Read the example with one of its files replaced, then check and write what was read."""
    with tempfile.TemporaryDirectory() as parent:
        folder = write_example(Path(parent) / "case", overlays={"x": OVERLAY})
        (folder / name).write_bytes(data)

        def all_of_it() -> None:
            case = read_case(folder, ["x"])
            check_case(case)
            write_case(case, Path(parent) / "again")

        assert_reads_or_refuses(all_of_it)


FILES = {"case.toml": CASE, "statements.csv": STATEMENTS, "sources.csv": SOURCES, "overlays/x.toml": OVERLAY}


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_random_bytes(name: str, data: st.DataObject) -> None:
    read_with(name, data.draw(st.binary(max_size=200)))


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(name: str, data: st.DataObject) -> None:
    good = FILES[name].encode("utf-8")
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(start + 40, len(good))))
    piece = data.draw(st.binary(max_size=4) | st.text(max_size=6).map(str.encode))
    read_with(name, good[:start] + piece + good[end:])


# ---------------------------------------------------------------- the right keys, the wrong types

ALL_KEYS = sorted(
    {*keys.OVERLAY_TOP, *keys.CASE, *keys.PARTY, *keys.ISSUE, *keys.OPTION, *keys.RANGE}
    | {*keys.FIGURE, *keys.LIKE, *keys.RANKING, *keys.INTERACTION, *keys.STRUCTURAL, *keys.RED_LINE}
)
WORDS = ["north", "well", "shared", "road", "open", "guards", "10", "agreed", "absolute", "as-written", "s1"]

scalars: SearchStrategy[object] = (
    st.booleans()
    | st.integers()
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.sampled_from(
        [10**400, Decimal("1e-500"), Decimal("sNaN"), date(2025, 3, 1), time(8), "well = shared"]
    )
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
values: SearchStrategy[object] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ALL_KEYS, *WORDS]) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*keys.TOP, "x"]), values))
@example({"format": 1, "case": {"title": "x"}, "parties": {"a": {}}, "issues": {"b": {"range": {"from": 1}}}})
def test_documents_of_known_keys_and_any_values(document: Mapping[str, object]) -> None:
    assert_reads_or_refuses(lambda: build_case(document))


def places(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a document."""
    if isinstance(value, Mapping):
        return [place, *(deeper for key in value for deeper in places(value[key], (*place, key)))]
    if isinstance(value, list):
        return [
            place,
            *(deeper for number, part in enumerate(value) for deeper in places(part, (*place, number))),
        ]
    return [place]


def put(value: object, place: tuple[str | int, ...], new: object) -> object:
    """A document with ``new`` at ``place``."""
    if not place:
        return new
    head, *rest = place
    if isinstance(value, Mapping):
        return {**value, head: put(value.get(head), tuple(rest), new)}
    assert isinstance(value, list)
    assert isinstance(head, int)
    return [*value[:head], put(value[head], tuple(rest), new), *value[head + 1 :]]


@given(ingredients(EVERYTHING), st.data())
def test_a_good_document_with_one_value_replaced(good: Ingredients, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(good.document)[1:]))
    document = put(good.document, place, data.draw(values))
    assert isinstance(document, dict)
    changed = Ingredients(document=document, statements=good.statements, sources=good.sources)
    assert_reads_or_refuses(changed.case)


@given(
    st.lists(st.lists(st.sampled_from(["", "s1", "gazette", "2025", "threat", "1"]) | st.text(max_size=4)))
)
def test_tables_of_any_cells(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["id", "source_id", "quote", "stance", "review", "start"], *rows])
    read_with("statements.csv", text.getvalue().encode("utf-8"))


# ---------------------------------------------------------------- rules

GOOD = build_case(
    {
        "format": 1,
        "case": {"title": "x"},
        "parties": {"north": {"title": "North"}},
        "issues": {
            "well": {"title": "The well", "options": {"shared": "Shared", "closed": "Closed"}},
            "guards": {"title": "Guards", "range": {"from": 0, "to": 2, "step": 1}},
        },
    }
)
PIECES = [
    "well",
    "shared",
    "guards",
    "1",
    "-1",
    "1.0",
    "=",
    "<=",
    ">=",
    "in",
    "{",
    "}",
    ",",
    "(",
    ")",
    "->",
    "and",
]


@given(
    st.lists(st.sampled_from([*PIECES, "or", "not", "nor", "\n", "é"]), max_size=12) | st.text(max_size=20)
)
def test_any_text_is_a_rule_or_a_rule_error(pieces: list[str] | str) -> None:
    text = pieces if isinstance(pieces, str) else " ".join(pieces)
    faults: tuple[Fault, ...] = ()
    try:
        parse_rule(text, vocabulary(GOOD.issues))
    except RuleError as error:
        faults = error.faults
    for fault in faults:
        assert fault.place.startswith("column ")
        assert fault.hint
