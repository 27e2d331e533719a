"""Canonical JSON: the examples of RFC 8785, fractions as text, and what is refused."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.watch.ledger import Draft, Json, canonical, decided
from detente.watch.ledger.canonical import DEEPEST, GREATEST, instant_text
from detente.watch.ledger.entry import read_line, sealed

HALF: Json = 0.5  # type: ignore[assignment]  # a fraction, which has no canonical text


def test_members_stand_in_the_order_of_rfc_8785() -> None:
    table = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    found = json.loads(canonical(table), object_pairs_hook=list)
    assert [meaning for _, meaning in found] == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
    ]  # fmt: skip


def test_strings_have_the_escapes_of_rfc_8785() -> None:
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/\u007f"
    assert canonical(text) == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"'.encode()
    assert canonical("\b\t\n\f\r\x00\x1f") == b'"\\b\\t\\n\\f\\r\\u0000\\u001f"'
    assert canonical({"literals": [None, True, False], "n": [GREATEST, -GREATEST, 0]}) == (
        b'{"literals":[null,true,false],"n":[9007199254740991,-9007199254740991,0]}'
    )


def nested(levels: int) -> Json:
    value: Json = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": [1, 0.5]}, "a[1]"),
        ({"a": {"b": 2**53}}, "a.b"),
        ({"a": "\ud800"}, "a"),
        ({"\udfff": 1}, ""),
        ({1: 2}, ""),
        ({"a": {1, 2}}, "a"),
        ({"a": 10**5000}, "a"),
        (nested(DEEPEST + 1), "[0]" * DEEPEST),
    ],
)
def test_what_has_no_canonical_text_is_refused_with_its_place(value: Json, place: str) -> None:
    with pytest.raises(InputError) as caught:
        canonical(value)
    (fault,) = caught.value.faults
    assert fault.place == place
    assert fault.hint


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        canonical({"a": HALF, "b": 2**60, "c": "\udc00"})
    assert [fault.place for fault in caught.value.faults] == ["a", "b", "c"]


def test_the_deepest_table_that_is_taken_is_taken() -> None:
    assert canonical(nested(DEEPEST)) == b"[" * DEEPEST + b"1" + b"]" * DEEPEST


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0125, "0.0125"), (-0.0, "0"), (3.0, "3"), (1e-7, "0.0000001"), (1e16, "10000000000000000"),
        (1e22, "10000000000000000000000"), (0.1 + 0.2, "0.30000000000000004"), (100.0, "100"),
        (-2.50, "-2.5"), (5e-324, "0." + "0" * 323 + "5"),
    ],
)  # fmt: skip
def test_a_fraction_is_the_shortest_text_that_reads_as_the_same_number(number: float, text: str) -> None:
    assert decided(number) == text
    assert float(text) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.125, "0.12"), (0.375, "0.38"), (2.0, "2.00"), (-0.001, "0.00"), (1e20, "1" + "0" * 20 + ".00")],
)
def test_a_fraction_can_have_a_stated_number_of_places(number: float, text: str) -> None:
    assert decided(number, places=2) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_fraction_comes_back(number: float) -> None:
    text = decided(number)
    assert isinstance(text, str)
    assert float(text) == number
    assert "e" not in text.lower()


def test_numbers_of_numpy_days_and_times_are_decided() -> None:
    east = timezone(timedelta(hours=3))
    table = {
        "count": np.int64(3), "p": np.float64(0.1), "single": np.float32(0.5), "day": date(2025, 4, 20),
        "at": datetime(2025, 4, 20, 1, 30, 59, 999999, tzinfo=east), "rows": ((1, 2.5), [None, True]),
    }  # fmt: skip
    assert decided(table) == {
        "count": 3, "p": "0.1", "single": "0.5", "day": "2025-04-20", "at": "2025-04-19T22:30:59Z",
        "rows": [[1, "2.5"], [None, True]],
    }  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), datetime(2025, 4, 20), object(), {1: 2}, {"a": b"x"}],  # noqa: DTZ001 - a naive time is what is refused
)
def test_what_has_no_place_in_a_ledger_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        decided(value)


def test_years_have_four_digits() -> None:
    assert instant_text(datetime(476, 9, 4, tzinfo=UTC)) == "0476-09-04T00:00:00Z"


values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-GREATEST, GREATEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_one_value_has_one_text(value: Json) -> None:
    text = canonical(value)
    read: Json = json.loads(text)
    assert read == value
    assert canonical(read) == text


@given(st.dictionaries(st.text(), values, max_size=4))
def test_what_is_written_is_read_back_as_it_is(body: dict[str, Json]) -> None:
    draft = Draft("incident", body)
    entry = sealed(draft, seq=3, at="2025-04-20T00:00:00Z", prev="0" * 64, corrects=None)
    assert read_line(entry.line[:-1]) == entry
