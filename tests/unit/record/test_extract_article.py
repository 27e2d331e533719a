"""The extractor on the known answers: what it finds, for whom, and how much of what it says is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.extract.confidence import confidence
from detente.record.span import Span
from detente.record.statement import DraftStatement

SOURCE = Source(id="s", outlet="The Outlet", published_on="2025-03-15")
Gold = list[dict[str, object]]


def matched(drafts: tuple[DraftStatement, ...], gold: Gold) -> list[tuple[DraftStatement, dict[str, object]]]:
    """Pair drafts and known statements one to one, the largest overlap of content first, 0.5 at least."""
    pairs = sorted(
        (
            (_content(known).overlap(draft.content), i, j)
            for i, known in enumerate(gold)
            for j, draft in enumerate(drafts)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: dict[int, int] = {}
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in found and j not in found.values():
            found[i] = j
    return [(drafts[j], gold[i]) for i, j in found.items()]


def _content(known: dict[str, object]) -> Span:
    content = known["content"]
    assert isinstance(content, dict)
    return Span(content["start"], content["end"])


def same_mention(draft: DraftStatement, known: dict[str, object]) -> bool:
    mention = known["speaker_mention"]
    if mention is None or draft.mention is None:
        return mention is None and draft.mention is None
    assert isinstance(mention, dict)
    return draft.mention.overlap(Span(mention["start"], mention["end"])) > 0


def test_the_article_is_read_as_its_coders_read_it(oracles: Path) -> None:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")
    text = (oracles / "record" / "article.txt").read_text(encoding="utf-8")
    gold: Gold = json.loads((oracles / "record" / "gold.json").read_text(encoding="utf-8"))["statements"]
    drafts = read_article(text, source=SOURCE, engine="parser").drafts
    pairs = matched(drafts, gold)
    assert sum(same_mention(draft, known) for draft, known in pairs) >= 33
    assert len(pairs) / len(drafts) >= 0.75


def test_the_synthetic_text_is_read_nearly_whole(oracles: Path) -> None:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")
    known = json.loads((oracles / "record" / "synthetic_cc0.json").read_text(encoding="utf-8"))
    drafts = read_article(known["text"], source=SOURCE, engine="parser").drafts
    pairs = matched(drafts, known["statements"])
    assert sum(same_mention(draft, one) for draft, one in pairs) >= 16
    assert len(pairs) / len(drafts) >= 0.75


def test_without_a_parser_less_is_found_and_the_reading_says_what_read_it(oracles: Path) -> None:
    known = json.loads((oracles / "record" / "synthetic_cc0.json").read_text(encoding="utf-8"))
    reading = read_article(known["text"], source=SOURCE, engine="cues")
    assert "without a parser" in reading.extractor
    assert len(matched(reading.drafts, known["statements"])) >= 8


def test_a_rule_that_was_never_measured_has_no_confidence() -> None:
    assert confidence("no-such-rule") is None
    measured = confidence("according")
    assert measured is not None
    assert 0.5 < measured < 1
