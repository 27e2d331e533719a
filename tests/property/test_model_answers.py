"""Any answer of a language model: drafts whose words stand in the text, and a reason for all else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.record.language_model.answer import AnswerError, answer_of, content_of, together
from detente.record.language_model.question import pieces
from detente.record.span import Span
from tests.language_model import GOOD
from tests.readings import ARTICLE

WHOLE = Span(0, len(ARTICLE))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(max_size=8),
    st.lists(st.text(max_size=3), max_size=3), st.sampled_from(ARTICLE.split()), st.just(ARTICLE[30:60]),
)  # fmt: skip
ROWS = st.one_of(
    VALUES,
    st.dictionaries(st.sampled_from([*GOOD, "surplus"]), VALUES, max_size=6).map(lambda row: {**GOOD, **row}),
)


@given(st.lists(ROWS, max_size=8))
@settings(max_examples=200)
def test_drafts_are_verbatim_and_nothing_is_lost(rows: list[object]) -> None:
    answer = answer_of(json.dumps({"statements": rows}), ARTICLE, WHOLE, endpoint="here")
    assert len(answer.drafts) + len(answer.refused) == len(rows)
    for draft in answer.drafts:
        assert draft.content.of(ARTICLE) == draft.quote
        for span, words in (
            (draft.cue, draft.cue_words),
            (draft.mention, draft.mention_words),
            (draft.condition, draft.condition_words),
        ):
            assert words == (span.of(ARTICLE) if span else "")
        assert draft.speaker.isprintable()
    assert all(refusal.why and refusal.proposed for refusal in answer.refused)
    both = together([answer, answer])
    assert [draft.id for draft in both.drafts] == [f"d{n}" for n in range(1, len(both.drafts) + 1)]
    assert len(both.drafts) + len(both.refused) == 2 * len(rows)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_an_answer_or_refused(data: bytes) -> None:
    with pytest.raises(AnswerError):
        content_of(data, endpoint="here")


@given(st.text("ab .\n“", max_size=200), st.integers(1, 30))
def test_pieces_are_the_text(text: str, at_most: int) -> None:
    spans = pieces(text, at_most=at_most)
    assert all(0 < len(span) <= at_most for span in spans)
    kept = "".join(span.of(text) for span in spans)
    assert kept.replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_a_flood_of_proposals_is_cut() -> None:
    rows = [dict(GOOD, occurrence=1)] * 1_003
    answer = answer_of(json.dumps({"statements": rows}), ARTICLE, WHOLE, endpoint="here")
    assert answer.refused[0].why == "past the first 1,000"
