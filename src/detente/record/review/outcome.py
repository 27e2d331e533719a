"""Drafts with the decisions laid over them: which statements stand, in which words, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from detente.case.statements import Review, Stance
from detente.record.decision import LISTS, SPAN, Decision, Value, Verb
from detente.record.span import Span
from detente.record.statement import DraftStatement, Kind

if TYPE_CHECKING:
    from detente.record.reading_file import ReadingFile

ADDED = "added"
"""The rule of a statement that no program proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one draft, or of a statement that the reader added.

    Attributes:
        draft: The statement as it stands now, corrections included.
        review: What the reader says of it. A draft that was merged into another counts as rejected.
        merged_into: The id of the draft that it was merged into; ``""`` if it was not.
        changed: Names of the fields that the reader changed, in the order of the change.
        reading: The corrected sense, where the words are garbled or mistranslated.
        note: The reader's note.
        by: Who decided last.
        at: When.
        why: The reason given last.
    """

    draft: DraftStatement
    review: Review = Review.UNREVIEWED
    merged_into: str = ""
    changed: tuple[str, ...] = ()
    reading: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    why: str = ""

    @property
    def is_added(self) -> bool:
        """Whether a reader added it."""
        return self.draft.rule == ADDED


_REVIEW = {
    Verb.ACCEPT: Review.CONFIRMED,
    Verb.CORRECT: Review.CONFIRMED,
    Verb.ADD: Review.CONFIRMED,
    Verb.DOUBT: Review.DOUBTFUL,
    Verb.REJECT: Review.REJECTED,
    Verb.MERGE: Review.REJECTED,
}


def outcomes(file: ReadingFile) -> tuple[Outcome, ...]:
    """What became of each draft, in the order of the text; statements that the reader added among them."""
    found = {draft.id: Outcome(draft=draft) for draft in file.reading.drafts}
    for decision in standing(file.decisions):
        if decision.verb is Verb.ADD:
            found[decision.draft] = Outcome(draft=_added(decision))
        if decision.verb is Verb.MERGE and decision.into in found:
            found[decision.into] = changed_by(found[decision.into], decision.changed)
        if decision.draft in found:
            found[decision.draft] = _decided(found[decision.draft], decision)
    return tuple(sorted(found.values(), key=lambda outcome: outcome.draft.content))


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not undone: an undo takes back the last one about its draft."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.verb is not Verb.UNDO:
            kept.append(decision)
            continue
        for place in range(len(kept) - 1, -1, -1):
            if kept[place].draft == decision.draft:
                del kept[place]
                break
    return tuple(kept)


def changed_by(outcome: Outcome, changed: Mapping[str, Value]) -> Outcome:
    """The outcome with new values in some of its fields."""
    notes = {name: str(changed[name]) for name in ("reading", "note") if name in changed}
    fields = dict(_fields(changed))
    draft = replace(outcome.draft, **fields)  # type: ignore[arg-type]  # names and types were checked at the door
    names = [*outcome.changed, *(name for name in changed if name not in outcome.changed)]
    return replace(outcome, draft=draft, changed=tuple(names), **notes)  # type: ignore[arg-type]  # two texts


def counted(found: Sequence[Outcome]) -> dict[Review, int]:
    """How many there are of each review; merged ones are rejected."""
    reviews = [outcome.review for outcome in found]
    return {review: reviews.count(review) for review in Review}


def _fields(changed: Mapping[str, Value]) -> Iterator[tuple[str, object]]:
    for name, value in changed.items():
        if name == "stance":
            yield name, Stance(str(value))
        elif name == "kind":
            yield name, Kind(str(value))
        elif name not in (*SPAN, "reading", "note"):
            yield name, value
    if "quote" in changed:
        yield "content", Span(cast("int", changed["start"]), cast("int", changed["end"]))
        yield "quote", changed["quote"]


def _decided(outcome: Outcome, decision: Decision) -> Outcome:
    changed = {} if decision.verb is Verb.MERGE else decision.changed
    return replace(
        changed_by(outcome, changed),
        review=_REVIEW[decision.verb],
        merged_into=decision.into,
        by=decision.by,
        at=decision.at,
        why=decision.why,
    )


def _added(decision: Decision) -> DraftStatement:
    start, end = (cast("int", decision.changed[name]) for name in ("start", "end"))
    return DraftStatement(
        id=decision.draft,
        content=Span(start, end),
        quote=str(decision.changed["quote"]),
        stance=Stance.UNCLEAR,
        kind=Kind.INDIRECT,
        rule=ADDED,
        confidence=None,
    )


def names_in(found: Iterable[Outcome], field: str) -> tuple[str, ...]:
    """The values that a text field takes, most frequent first; empty ones left out."""
    counts: dict[str, int] = {}
    for outcome in found:
        value = getattr(outcome.draft, field)
        for name in value if field in LISTS else (value,):
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted((name for name in counts if name), key=lambda name: (-counts[name], name)))
