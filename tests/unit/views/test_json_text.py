"""JSON laid out: what is read back is what was given, and long lists are written as they come."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.views.json_text import json_chunks

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_read_back_is_what_was_given(shape: dict[str, object]) -> None:
    text = "".join(json_chunks(shape))
    assert json.loads(text) == shape
    assert text.endswith("\n")


def test_rows_stand_on_a_line_each() -> None:
    shape = {"a": [{"b": 1}, {"b": [2, {"c": 3}]}], "d": {"e": {"f": 1}}, "g": [], "h": {}, "i": [1, 2]}
    assert "".join(json_chunks(shape)) == (
        '{\n  "a": [\n    {"b": 1},\n    {"b": [2, {"c": 3}]}\n  ],\n  "d": {\n    "e": {"f": 1}\n  },\n'
        '  "g": [],\n  "h": {},\n  "i": [1, 2]\n}\n'
    )


def test_an_iterator_is_read_as_it_is_written() -> None:
    read: list[int] = []

    def rows() -> Iterator[dict[str, int]]:
        for number in range(3):
            read.append(number)
            yield {"n": number}

    chunks = json_chunks({"rows": rows()})
    while '"n": 0' not in next(chunks):
        pass
    assert read == [0]
    assert json.loads("".join(json_chunks({"rows": rows()}))) == {"rows": [{"n": 0}, {"n": 1}, {"n": 2}]}
    assert json.loads("".join(json_chunks({"rows": iter(())}))) == {"rows": []}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_does_not_have_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        "".join(json_chunks({"a": value}))
