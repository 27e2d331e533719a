"""A short invented article with its drafts, and random reading files for Hypothesis."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.case.statements import Source, Stance
from detente.record.decision import Decision, Value, Verb
from detente.record.reading_file import ReadingFile
from detente.record.reading_file_head import NOT_MEASURED
from detente.record.span import Span
from detente.record.statement import Doubt, DraftStatement, Kind, Reading, with_words

ARTICLE = (
    "BRIDGE TALKS RESUME\n"
    "Arvania’s president, Ilse Koren, said her country would reopen the bridge if the guns fall silent. "
    "“We will never cede the harbour,” she added.\n"
    "A spokesman for Beltova, Tomas Reyk, rejected the offer. Beltova demands a ban on patrols.\n"
)
"""Invented for these tests, and free of any right (CC0)."""

AT = "2025-03-15T09:30:00Z"


def draft(name: str, quote: str, stance: Stance, **fields: object) -> DraftStatement:
    """A draft whose quote stands in the article; spans are given as the words that they cover."""
    for key in ("cue", "mention", "condition"):
        if key in fields:
            fields[key] = span_of(str(fields[key]))
    given: dict[str, object] = {"kind": Kind.INDIRECT, "rule": "said-that", "confidence": 0.8, **fields}
    return DraftStatement(
        id=name,
        content=span_of(quote),
        quote=quote,
        stance=stance,
        **given,  # type: ignore[arg-type]  # fields by name
    )


def span_of(words: str) -> Span:
    """Where these words stand in the article for the first time."""
    start = ARTICLE.index(words)
    return Span(start, start + len(words))


DRAFTS = (
    draft(
        "d1",
        "her country would reopen the bridge if the guns fall silent",
        Stance.ACCEPT_WITH_CONDITIONS,
        cue="said",
        mention="Arvania’s president, Ilse Koren",
        condition="if the guns fall silent",
        conditional=True,
        speaker="Ilse Koren",
        speaker_role="president",
        party="arvania",
        issue="bridge",
        doubts=(Doubt.CONDITIONAL,),
    ),
    draft(
        "d2",
        "We will never cede the harbour",
        Stance.RED_LINE,
        cue="added",
        mention="she",
        kind=Kind.DIRECT,
        speaker="Ilse Koren",
        party="arvania",
        issue="harbour",
        doubts=(Doubt.PRONOUN,),
        confidence=None,
    ),
    draft(
        "d3",
        "the offer",
        Stance.REJECT,
        cue="rejected",
        mention="A spokesman for Beltova, Tomas Reyk",
        speaker="Tomas Reyk",
        party="beltova",
        issue="bridge",
    ),
    draft(
        "d4",
        "a ban on patrols",
        Stance.DEMAND,
        cue="demands",
        mention="Beltova",
        party="beltova",
        doubts=(Doubt.NO_ISSUE,),
        confidence=0.6,
    ),
)


def reading(text: str = ARTICLE, drafts: tuple[DraftStatement, ...] = DRAFTS) -> Reading:
    """The article, read."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    source = Source(id="bridge-talks", outlet="The Test", published_on="2025-03-14", sha256=digest)
    made = Reading(source=source, characters=len(text), extractor="cues 1", lexicon="0" * 64, drafts=drafts)
    return with_words(made, text)


def reading_file(*decisions: Decision) -> ReadingFile:
    """The article, read, with decisions."""
    return ReadingFile(reading=reading(), article="talks.txt", recall=NOT_MEASURED, decisions=decisions)


def decided(draft: str, verb: Verb, into: str = "", why: str = "", **changed: Value) -> Decision:
    """A decision of somebody on the day of the article."""
    return Decision(draft=draft, verb=verb, changed=changed, into=into, by="ann", at=AT, why=why)


def write_article(folder: Path) -> Path:
    """The article as a file."""
    path = folder / "talks.txt"
    path.write_bytes(ARTICLE.encode("utf-8"))
    return path


CHANGES: list[dict[str, Value]] = [
    {},
    {"party": "beltova"},
    {"stance": "reject", "issue": "bridge"},
    {"issues_other": ("harbour",), "yes_but": True},
    {"reading": "the sense", "note": "a note", "said_on": "2025-03"},
    {"start": 0, "end": 12, "quote": "BRIDGE TALKS"},
]


@st.composite
def reading_files(draw: DrawFn) -> ReadingFile:
    """The drafts of the article with up to eight decisions that a reader may have made, in any order."""
    known = [one.id for one in DRAFTS]
    found: list[Decision] = []
    for number in range(draw(st.integers(0, 8))):
        verb = draw(st.sampled_from(Verb))
        name = draw(st.sampled_from(known))
        changed = dict(draw(st.sampled_from(CHANGES)))
        into = ""
        if verb is Verb.ADD:
            name, changed = f"a{number}", {**changed, **CHANGES[-1]}
            known.append(name)
        if verb is Verb.MERGE:
            into = draw(st.sampled_from([other for other in known if other != name]))
        if verb in (Verb.ACCEPT, Verb.REJECT, Verb.UNDO):
            changed = {}
        why = draw(st.sampled_from(["", "no statement", "“a reason”\n"]))
        found.append(decided(name, verb, into, why, **changed))
    return reading_file(*found)
