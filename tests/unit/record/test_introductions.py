"""Whose side somebody is on that the article names with the office alone, and what it tells later."""

from __future__ import annotations

import pytest

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.extract.introductions import Introductions, committed
from detente.record.lexicon import standard_lexicon
from detente.record.statement import Doubt, DraftStatement

CASES = [
    # An office without its holder, whose name is told in the next sentence.
    (
        'Belmar\'s trade minister said the port would open. "We keep our word," Ana Roe told reporters.',
        [("Ana Roe", "belmar"), ("Ana Roe", "belmar")],
    ),
    # The office with the owner first, and the office with the name later.
    (
        "Belmar's prime minister said he was ready. Prime Minister Ana Roe said that Arvania should answer.",
        [("Ana Roe", "belmar"), ("Ana Roe", "belmar")],
    ),
    # An official of the state that acted last.
    (
        "Belmar welcomed the truce. But Defense Secretary Paul Odd said on Monday that it would not last.",
        [("Belmar", "belmar"), ("Paul Odd", "belmar")],
    ),
    # A mayor is of the dateline, whoever acted last.
    (
        "SORRA - The rebels of Belmar rejected the truce. Mayor Ana Roe said that Sorra would wait in Sorra.",
        [("The rebels of Belmar", "belmar"), ("Ana Roe", "sorra")],
    ),
    # A name that a group gives itself.
    (
        "The rebels, who call themselves the Old Bay Army, spoke. Spokesman Bo Ren said it would wait.",
        [("Bo Ren", "old-bay-army")],
    ),
    # Of whom an envoy of many states is, the state that acted last does not tell.
    (
        "Belmar welcomed the truce. Special Envoy Ana Roe said that it would hold.",
        [("Belmar", "belmar"), ("Ana Roe", "")],
    ),
]
INTERVIEW = """The chief negotiator of Belmar, Ana Roe, spoke to the paper on Monday about the talks.

MERIDIAN: Ms Roe, do you expect a truce? The others call it a trap. Is it one?

ROE: We will never give up the harbour of the old town.

MERIDIAN: And in return?

ROE: In return we want the army of Arvania to leave.
"""


def read(text: str) -> tuple[DraftStatement, ...]:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")
    return read_article(text, source=Source(id="s", outlet="The Outlet"), engine="parser").drafts


@pytest.mark.parametrize(("text", "speakers"), CASES)
def test_a_side_is_told_elsewhere(text: str, speakers: list[tuple[str, str]]) -> None:
    found = read(text)
    assert list(dict.fromkeys((draft.speaker, draft.party) for draft in found)) == list(
        dict.fromkeys(speakers)
    )


def test_a_side_that_is_inferred_is_doubted() -> None:
    _, second = read(CASES[2][0])
    assert Doubt.PRONOUN in second.doubts


def test_labels_are_introduced_and_who_asks_takes_no_position() -> None:
    assert {(draft.speaker, draft.party) for draft in read(INTERVIEW)} == {("Ana Roe", "belmar")}


def test_an_introduction_is_read_before_and_behind_the_name() -> None:
    lexicon = standard_lexicon()
    text = "MILL END, Belmar - Talks began. He told Bo Ren, a spokesman for Belmar, to wait.\nDr. Ren left."
    found = Introductions(text=text, lexicon=lexicon)
    assert found.of("REN") == ("Bo Ren, a spokesman for Belmar",)
    assert found.of("Roe") == ()
    assert found.home(("belmar",)) == "belmar"
    assert found.home(("mill-end",)) == "mill-end"
    assert found.home(()) == ""
    assert found.self_named("the rebels") == ""
    assert found.completed("Belmar's envoy", text.index(" Bo Ren")) == "Belmar's envoy Bo Ren"
    assert found.completed("Belmar", text.index(" Bo Ren")) == "Belmar"
    assert Introductions(text="Nothing.", lexicon=lexicon).home(("nothing",)) == ""


def test_who_is_committed_begins_what_is_said() -> None:
    assert committed("The republic of Belmar will wait") == "Belmar"
    assert committed("There will be a truce") == ""
    assert committed("a truce") == ""
