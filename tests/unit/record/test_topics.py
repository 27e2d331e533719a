"""What a statement is about where its own words do not say it: what was said before it, and its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.lexicon import Topics, issues_of, standard_lexicon
from detente.record.statement import Doubt

TEXT = (
    "The reservoir above Tarn is nearly empty, and the dam stays shut.\n"
    "Maro's minister said the sluices would open in May. Venn's minister called it an insult."
)
PHRASES = ("the dam", "a ceasefire", "it", "their prisoners", "an insult", "", "the embassy", "oil and gas")


def test_a_statement_without_an_issue_goes_on_with_the_one_before() -> None:
    topics = Topics.of(standard_lexicon(), "")
    assert topics.issues("it is an insult").found == ()
    topics.issues("the hostages must be freed", at=0)
    told = topics.issues("it is an insult", at=60)
    assert [each.issue for each in told.found] == ["prisoners"]
    assert told.guessed


def test_the_statement_before_weighs_less_the_farther_it_is() -> None:
    near, far = Topics.of(standard_lexicon(), ""), Topics.of(standard_lexicon(), "")
    near.issues("the hostages must be freed", at=0)
    far.issues("the hostages must be freed", at=0)
    assert near.issues("it", at=30).found[0].score > far.issues("it", at=3_000).found[0].score


def test_a_text_tells_what_its_first_statement_is_about() -> None:
    told = Topics.of(standard_lexicon(), TEXT).issues("it an insult")
    assert told.found[0].issue == "water"
    assert told.guessed


def test_words_of_a_statement_stand_against_its_text() -> None:
    told = Topics.of(standard_lexicon(), TEXT).issues("the prisoners of war go home first")
    assert told.found[0].issue == "prisoners"
    assert not told.guessed


def test_a_guessed_issue_is_doubted_in_the_draft() -> None:
    text = 'Maro wants the reservoir filled. The dam is old.\n\n"It is an insult," said Ilse Koren.'
    drafts = read_article(text, source=Source(id="a", outlet="A"), engine="cues").drafts
    insult = next(draft for draft in drafts if "insult" in draft.quote)
    assert insult.issue == "water"
    assert Doubt.NO_ISSUE in insult.doubts


@given(st.lists(st.sampled_from(PHRASES), max_size=6), st.sampled_from(["", TEXT]))
def test_no_cue_is_lost_and_none_invented(quotes: list[str], text: str) -> None:
    topics, lexicon = Topics.of(standard_lexicon(), text), standard_lexicon()
    for number, quote in enumerate(quotes):
        told, alone = topics.issues(quote, at=50 * number), issues_of(lexicon, quote)
        cues = {cue for each in told.found for cue in each.cues}
        assert cues <= {cue for each in alone for cue in each.cues}
        assert told.guessed == (bool(told.found) and not told.found[0].cues)
        assert [each.score for each in told.found] == sorted(
            (each.score for each in told.found), reverse=True
        )
        if not alone and not text and not number:
            assert told.found == ()
