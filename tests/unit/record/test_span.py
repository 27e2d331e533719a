"""Spans: what they cover, how far they overlap, and whole words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.span import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (2, 2), (3, 1)])
def test_what_is_no_stretch_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=re.escape(f"[{start}, {end})")):
        Span(start, end)


def test_spans_that_do_not_meet_do_not_overlap() -> None:
    assert Span(0, 2).overlap(Span(2, 5)) == 0.0
    assert Span(0, 4).overlap(Span(0, 4)) == 1.0


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("non", "non-negotiables"),
        ("negotiables", "non-negotiables"),
        ("mid", "so-called mid-term"),
        ("stand ", "stand "),
    ],
)
def test_a_word_cut_at_a_hyphen_is_made_whole(cut: str, whole: str) -> None:
    text = "his non-negotiables - so-called mid-term aims - stand -alone"
    start = text.index(cut)
    expected = whole.rsplit(maxsplit=1)[-1] if cut == "mid" else whole
    assert Span(start, start + len(cut)).whole_words(text).of(text) == expected


@given(st.text(alphabet="ab- \u2011.", min_size=1, max_size=38), st.data())
def test_whole_words_hold_the_span_and_are_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = Span(start, end).whole_words(text)
    assert whole.start <= start < end <= whole.end <= len(text)
    assert whole.whole_words(text) == whole
    grown = text[whole.start : start] + text[end : whole.end]
    assert " " not in grown
    assert "." not in grown
