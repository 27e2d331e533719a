"""Exact numbers and their text, names, and how faults are worded."""

from __future__ import annotations

import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.exact import DIGITS_LIMIT, decimal_text, is_exact, range_options
from detente.case.faults import LISTED_FAULTS, Faults, control_in, shown, shown_place
from detente.case.model import Range
from detente.case.names import is_id, slug
from detente.errors import Fault, nearest, shown_value, unknown_name_hint

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)


@given(decimals)
def test_decimal_text_loses_nothing(value: Decimal) -> None:
    text = decimal_text(Fraction(value))
    assert Fraction(Decimal(text)) == Fraction(value)
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(22, 7), Fraction(-1, 60)])
def test_what_no_decimal_equals(value: Fraction) -> None:
    with pytest.raises(ValueError, match="has no finite decimal"):
        decimal_text(value)


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (0, True),
        (10**80, True),
        (10**120, False),
        (Decimal("1e-100"), True),
        (Decimal("1e-101"), False),
        (Decimal("9e99"), True),
        (Decimal("1e100"), False),
        (Decimal("NaN"), False),
        (Decimal("-Infinity"), False),
    ],
)
def test_numbers_within_limits(value: int | Decimal, exact: bool) -> None:
    assert DIGITS_LIMIT == 100
    assert is_exact(value) is exact


@given(st.integers(-5, 5), st.integers(1, 20), st.fractions(Fraction(1, 8), 3, max_denominator=8))
def test_a_range_counts_up_to_its_end(start: int, count: int, step: Fraction) -> None:
    if step.denominator & (step.denominator - 1):
        return
    stop = start + (count - 1) * step
    options = range_options(Range(start=Fraction(start), stop=stop, step=step))
    assert [option.amount for option in options] == [start + place * step for place in range(count)]
    assert [option.id for option in options] == [
        decimal_text(option.amount or Fraction(0)) for option in options
    ]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("a", True),
        ("a1-b", True),
        ("a--b", True),
        ("", False),
        ("1a", False),
        ("a-", False),
        ("A", False),
        ("a_b", False),
        ("a b", False),
        ("a\n", False),
        ("é", False),
        ("not", False),
        ("in", False),
    ],
)
def test_ids(name: str, good: bool) -> None:
    assert is_id(name) is good


@given(st.text(max_size=100), st.sets(st.text(max_size=10)))
def test_a_slug_is_an_id_that_is_not_taken(text: str, taken: set[str]) -> None:
    first = slug(text, taken=taken)
    second = slug(text, taken=taken | {first})
    assert is_id(first)
    assert is_id(second)
    assert first not in taken
    assert second not in taken | {first}


@pytest.mark.parametrize(
    ("text", "name"), [("Not", "not-item"), ("2025", "n2025"), ("", "item"), ("É", "item"), ("A -- b", "a-b")]
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


# ---------------------------------------------------------------- faults


def test_a_fault_is_one_line_with_a_way_out() -> None:
    fault = Fault(file="case.toml", place="parties.a", message="no party 'b'", hint="'a'")
    assert str(fault) == "case.toml: parties.a: no party 'b'. Try: 'a'."
    assert str(Fault(message="What now?")) == "What now?"


def test_the_nearest_name_or_all_of_them() -> None:
    assert nearest("Rusia", ["russia", "ukraine"]) == "russia"
    assert nearest("x", ["russia"]) == ""
    assert unknown_name_hint("rusia", ["russia"]) == "'russia'"
    assert unknown_name_hint("x", [f"n{number}" for number in range(14)]).endswith("n11, ...")
    assert unknown_name_hint("x", []) == ""
    assert shown_value("a" * 100) == "'" + "a" * 56 + "..."


def test_values_in_the_words_of_the_file() -> None:
    assert shown(False) == "false"
    assert shown(10**100) == "an integer of 333 bits"
    assert shown(Decimal("0.10")) == "0.10"
    assert shown({}) == "a table"
    assert shown(("a", "b")) == "a list of 2"
    assert shown("a\nb") == "'a\\nb'"
    assert shown(b"") == "a bytes"
    assert len(shown("x" * 10_000)) < 70


def test_controls_and_separators_have_no_place_in_a_text() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        strange = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in "\n\t"
        assert control_in(f"a{character}") == (character if strange else "")


def test_places() -> None:
    assert shown_place(("parties", "north", "weights")) == "parties.north.weights"
    assert shown_place(("red_lines", 2, "rule")) == "red_lines[2].rule"
    assert shown_place(("parties", "a b\n")) == "parties.'a b\\n'"
    assert shown_place(()) == ""


@given(st.text(), st.text(), st.text())
def test_whatever_is_noted_stays_on_one_line(key: str, message: str, hint: str) -> None:
    faults = Faults(f"{message}.toml")
    faults.add((key,), message, hint=hint)
    assert len(str(faults.found[0]).splitlines()) <= 1


def test_faults_beyond_the_listing_are_counted() -> None:
    faults = Faults("x")
    for _ in range(LISTED_FAULTS + 3):
        faults.add("here", "wrong")
    assert faults.count == LISTED_FAULTS + 3
    assert faults.all_found()[-1].message == "3 more faults are not listed"
