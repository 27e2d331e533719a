"""Without a parser less of a text is found, and the reading says what read it; how sure a rule is."""

from __future__ import annotations

from pathlib import Path

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.extract.confidence import confidence
from detente.record.score.annotation_file import read_annotations
from detente.record.score.labels import STANDARD
from detente.record.score.scoring import score


def test_without_a_parser_less_is_found_and_the_reading_says_what_read_it(oracles: Path) -> None:
    gold = read_annotations(oracles / "record" / "synthetic_cc0.json")
    assert gold.text is not None
    reading = read_article(gold.text, source=Source(id="s", outlet="The Outlet"), engine="cues")
    assert "without a parser" in reading.extractor
    assert 8 <= score(reading, gold, labels=STANDARD).found.hits < len(gold.statements)


def test_a_rule_that_was_never_measured_has_no_confidence() -> None:
    assert confidence("no-such-rule") is None
    measured = confidence("according")
    assert measured is not None
    assert 0.5 < measured < 1
