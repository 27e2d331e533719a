"""Turns of a transcript whose labels name a side in brackets."""

from __future__ import annotations

import pytest

from detente.case.statements import Source, Stance
from detente.record.extract import read_article

TEXT = """TALKS AT THE OLD CUSTOMS HOUSE
PRESIDENT AMARI (Republic of Sundar): Good evening. We will not give up the Lower Valley.
DEPUTY PRIME MINISTER KOVAL (Ostval): We have heard you. We reject any foreign garrison in the valley.
QUESTION: Will there be a ceasefire by Friday?
PRESIDENT AMARI: Sundar demands that the dam remains under joint control.
"""


@pytest.fixture(autouse=True)
def _with_a_parser() -> None:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")


def test_a_side_in_brackets_is_the_side_of_all_turns_under_that_label() -> None:
    reading = read_article(TEXT, source=Source(id="talks", outlet="Record"), engine="parser")
    told = {(draft.quote, draft.speaker, draft.party, draft.stance) for draft in reading.drafts}
    assert ("We will not give up the Lower Valley.", "Amari", "sundar", Stance.RED_LINE) in told
    assert ("We reject any foreign garrison in the valley.", "Koval", "ostval", Stance.REJECT) in told
    assert (
        "Sundar demands that the dam remains under joint control.",
        "Amari",
        "sundar",
        Stance.DEMAND,
    ) in told
    assert not any("Friday" in draft.quote for draft in reading.drafts)


def test_a_heading_in_capitals_with_brackets_is_nobodys_turn() -> None:
    text = "LOWER VALLEY (Sundar) Rain fell on the valley all of Monday, and two roads were closed."
    assert read_article(text, source=Source(id="rain", outlet="Record"), engine="parser").drafts == ()
