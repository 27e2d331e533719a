"""Text in any state: no crash, and no span that is not in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.extract.blocks import blocks
from detente.record.extract.engine import Engine
from detente.record.extract.quotes import quotations
from detente.record.statement import Reading

ENGINES: tuple[Engine, ...] = ("parser", "cues")
SOURCE = Source(id="s", outlet="The Outlet")
PIECES = [
    "Koren", "said", "that", "“", "”", '"', "'", "’", "‘", "«", "»", "„", ",", ".", "?", "!", ":", ";",
    "…", "—", "\n", "\n\n", "\r\n", "\xa0", "\u200b", "\u202e", "\ud800", "\x00", "if", "the", "truce",
    "rejected", "by", "Belmar", "who", "would", "not", "accept", "According", "to", "TALKS", "STALL",
    "did", "comment", "on", "troops", "and", "but", "warned", "of", "it", "He", "REHN:", "1.", "שלום",
    "مرحبا", "停火", "\U0001f54a", "e\u0301", "among", "demands", "is", "a", "proposed", "refusal", "its",
    "following:", "(", ")", "-",
]  # fmt: skip

texts = st.one_of(
    st.text(alphabet=st.characters(), max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
)


def spans_are_in(text: str, reading: Reading) -> None:
    assert reading.characters == len(text)
    for draft in reading.drafts:
        assert 0 <= draft.content.start < draft.content.end <= len(text)
        assert draft.quote == draft.content.of(text)
        for span in (draft.cue, draft.mention, draft.condition):
            assert span is None or span.end <= len(text)
        if draft.condition is not None:
            assert draft.content.start <= draft.condition.start
            assert draft.condition.end <= draft.content.end
        assert draft.confidence is not None
        assert 0 < draft.confidence < 1
    assert [draft.id for draft in reading.drafts] == [
        f"d{number}" for number in range(1, len(reading.drafts) + 1)
    ]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=60)
@given(text=texts)
def test_any_text_is_read_without_a_crash_and_every_span_is_in_it(engine: Engine, text: str) -> None:
    reading = read_article(text, source=SOURCE, engine=engine)
    spans_are_in(text, reading)
    assert read_article(text, source=SOURCE, engine=engine) == reading


@given(text=texts)
def test_blocks_follow_each_other_and_lose_no_order(text: str) -> None:
    cut = list(blocks(text))
    for block in cut:
        assert 0 <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
    for first, second in pairwise(cut):
        assert first.end <= second.start


@given(text=texts)
def test_quotations_hold_their_words_between_their_marks(text: str) -> None:
    for one in quotations(text, [(0, len(text))] if text else []):
        assert one.outer.start < one.inner.start < one.inner.end <= one.outer.end <= len(text)
        assert one.inner.of(text).strip()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "piece", ['"', "“", "’", "A ", "said ", "\n", "“Yes,” he said. ", "(", "if ", "NO DEAL "]
)
def test_long_monotonous_texts_are_read_to_their_end(engine: Engine, piece: str) -> None:
    text = piece * (4_000 // len(piece))
    spans_are_in(text, read_article(text, source=SOURCE, engine=engine))
