"""Who speaks, over the sentences of an article: names, offices, pronouns; and what is doubted."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from detente.case.statements import Source
from detente.errors import MissingExtraError
from detente.record.extract import parser, read_article
from detente.record.statement import Doubt, DraftStatement

SOURCE = Source(id="s", outlet="The Outlet")

TALKS = """The president of Lorra, Milo Sand, vowed on Sunday to keep the port.
Sand's office later said that he had been misquoted.
Lorra rejected the truce. It also accused Neld of bad faith.
Neld's foreign minister, Ulla Reim, called the charge "hysterical".
She added that talks were over. "There is nothing left to say."
The minister warned of a long winter.
Her Lorran counterpart, Per Holt, denied the report.
The Harbour Post reported that Reim had told aides that she would resign.
"We ask only for what is ours," reads the declaration.
"""


def read(text: str) -> dict[str, DraftStatement]:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")
    return {draft.quote: draft for draft in read_article(text, source=SOURCE, engine="parser").drafts}


def test_speakers_are_found_over_sentences() -> None:
    said = {quote: (draft.speaker, draft.party) for quote, draft in read(TALKS).items()}
    assert said == {
        "to keep the port": ("Milo Sand", "lorra"),
        "he had been misquoted": ("Sand's office", "lorra"),
        "the truce": ("Lorra", "lorra"),
        "Neld of bad faith": ("Lorra", "lorra"),
        'the charge "hysterical"': ("Ulla Reim", "neld"),
        "talks were over": ("Ulla Reim", "neld"),
        "There is nothing left to say.": ("Ulla Reim", "neld"),
        "a long winter": ("Ulla Reim", "neld"),
        "the report": ("Per Holt", said["the report"][1]),
        "she would resign": ("Ulla Reim", "neld"),
        "We ask only for what is ours": ("the declaration", ""),
    }


def test_doubts_tell_what_is_inferred_and_what_is_nested() -> None:
    drafts = read(TALKS)
    assert Doubt.PRONOUN in drafts["talks were over"].doubts
    assert Doubt.PRONOUN in drafts["There is nothing left to say."].doubts
    assert Doubt.PRONOUN in drafts["a long winter"].doubts
    assert Doubt.UNKNOWN_SPEAKER in drafts["We ask only for what is ours"].doubts
    assert Doubt.NESTED in drafts["she would resign"].doubts
    assert drafts["she would resign"].via == ("Harbour Post",)


def test_owners_that_name_each_other_end() -> None:
    circle = "Foreign Karsund's Rao said no. Rao's Karsund said yes."
    read(f"{circle} Rao's Karsund's Rao told Karsund's Rao that it rained.")


def test_a_list_that_a_sentence_announces_is_read_point_by_point() -> None:
    drafts = read(
        "The ministry of Lorra states the following:\n"
        "1. The port belongs to Lorra.\n2. No foreign ship will enter the port.\nSnow fell on the port."
    )
    assert list(drafts) == ["The port belongs to Lorra", "No foreign ship will enter the port"]
    assert {draft.rule for draft in drafts.values()} == {"point"}


def test_without_the_parser_its_lack_is_said_and_the_cues_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(parser, "find_spec", lambda _name: None)
    monkeypatch.setattr(parser, "version", version)
    with pytest.raises(MissingExtraError, match=r"detente\[nlp\]"):
        read_article("Lorra rejected the truce.", source=SOURCE, engine="parser")
    monkeypatch.setattr("detente.record.extract.engine.has_parser", parser.has_parser)
    assert "without a parser" in read_article("Lorra rejected the truce.", source=SOURCE).extractor


def test_contradictions_of_a_party_are_marked() -> None:
    drafts = read(
        "Lorra's president, Milo Sand, accepted a prisoner exchange.\n\n"
        "Lorra's minister, Per Holt, rejected any prisoner exchange."
    )
    assert len(drafts) == 2
    assert all(Doubt.CONTRADICTION in draft.doubts for draft in drafts.values())
