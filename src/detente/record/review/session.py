"""A review, one step at a time: the queue of drafts, and the decisions that a reader may take about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.case.faults import shown
from detente.case.statements import Review
from detente.errors import Fault, InputError
from detente.record.decision import CHANGEABLE, SPAN, Decision, Value, Verb, refused
from detente.record.reading_file import ReadingFile
from detente.record.review.outcome import Outcome, outcomes, standing
from detente.record.review.risk import by_risk, with_contradictions
from detente.record.span import Span

GAP = 300
"""Code points between two drafts over which a merge makes one quote of them."""


class ReviewError(InputError):
    """A decision that cannot be taken; nothing has changed."""

    code = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Where a review stands.

    Attributes:
        file: The reading with all decisions so far.
        queue: Ids of the drafts that wait, the next one first.
        skipped: Ids of those that were put off.
        taken: How many decisions were taken in this session.
    """

    file: ReadingFile
    queue: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    taken: int = 0

    @property
    def current(self) -> Outcome | None:
        """The draft to decide on, as it stands now; None when nothing waits any more."""
        return outcome_of(self.file, self.queue[0]) if self.queue else None


def begin(file: ReadingFile, *, in_order: bool = False, doubtful: bool = False) -> Session:
    """A session over what waits in a reading file.

    Args:
        file: The reading file; what was decided before stays decided.
        in_order: In the order of the text; by default the riskiest come first.
        doubtful: Over those that were left doubtful, once more, in place of those not yet looked at.
    """
    wanted = Review.DOUBTFUL if doubtful else Review.UNREVIEWED
    found = outcomes(file)
    waiting = {outcome.draft.id for outcome in found if outcome.review is wanted}
    drafts = with_contradictions([outcome.draft for outcome in found])
    ordered = drafts if in_order else by_risk(drafts)
    return Session(file=file, queue=tuple(draft.id for draft in ordered if draft.id in waiting))


def outcome_of(file: ReadingFile, name: str) -> Outcome:
    """What became of one draft, with a doubt where it contradicts another.

    Raises:
        ReviewError: if there is none of that id.
    """
    found = outcomes(file)
    doubted = with_contradictions([outcome.draft for outcome in found])
    for outcome, draft in zip(found, doubted, strict=True):
        if draft.id == name:
            return replace(outcome, draft=draft)
    raise ReviewError(Fault(message=f"there is no draft {shown(name)}", hint="d1, d2, ... as listed"))


def decide(session: Session, decision: Decision) -> Session:
    """The session after a decision, with its draft out of the queue.

    Raises:
        ReviewError: if the draft does not exist, or a new value is none.
    """
    if decision.verb is not Verb.ADD:
        outcome_of(session.file, decision.draft)
    _refuse_values(decision.changed)
    file = replace(session.file, decisions=(*session.file.decisions, decision))
    return replace(
        session,
        file=file,
        queue=tuple(name for name in session.queue if name != decision.draft),
        skipped=tuple(name for name in session.skipped if name != decision.draft),
        taken=session.taken + 1,
    )


def skip(session: Session) -> Session:
    """The session with the current draft put off."""
    if not session.queue:
        return session
    return replace(session, queue=session.queue[1:], skipped=(*session.skipped, session.queue[0]))


def undo(session: Session, *, by: str, at: str) -> Session:
    """The session with the last decision that stands taken back; its draft is the current one again.

    Raises:
        ReviewError: if there is none.
    """
    kept = standing(session.file.decisions)
    if not kept:
        raise ReviewError(Fault(message="there is no decision to undo", hint="a decision first"))
    name = kept[-1].draft
    after = decide(session, Decision(draft=name, verb=Verb.UNDO, by=by, at=at))
    known = {outcome.draft.id for outcome in outcomes(after.file)}
    front = (name,) if name in known else ()
    return replace(after, queue=(*front, *after.queue))


def merging(session: Session, name: str, *, into: str, text: str | None) -> dict[str, Value]:
    """What a merge changes in the draft that takes up another.

    Where the text is at hand and they stand close together, one quote covers both; the issue of the one
    merged becomes a further issue.

    Args:
        session: The session.
        name: The draft to be merged.
        into: The draft that takes it up.
        text: The article's text, if it is at hand.

    Raises:
        ReviewError: if one of the drafts does not exist.
    """
    this, other = outcome_of(session.file, name).draft, outcome_of(session.file, into).draft
    changed: dict[str, Value] = {}
    first, last = sorted((this.content, other.content))
    covers = Span(first.start, max(first.end, last.end))
    if text is not None and last.start - first.end <= GAP and covers != other.content:
        changed |= {"start": covers.start, "end": covers.end, "quote": covers.of(text)}
    issues = (*other.issues_other, *((this.issue,) if this.issue not in ("", other.issue) else ()))
    if tuple(dict.fromkeys(issues)) != other.issues_other:
        changed["issues_other"] = tuple(dict.fromkeys(issues))
    if this.conditional and not other.conditional:
        changed["conditional"] = True
    return changed


def before(session: Session, name: str) -> str:
    """The id of the statement that stands before a draft in the text and is not rejected; "" if none is."""
    last = ""
    for outcome in outcomes(session.file):
        if outcome.draft.id == name:
            return last
        if outcome.review is not Review.REJECTED:
            last = outcome.draft.id
    return ""


def another_quote(words: str, *, text: str | None, near: Span | None) -> dict[str, Value]:
    """The change that makes other words of the text the quote.

    Args:
        words: The words, letter for letter.
        text: The article's text.
        near: Where they stand more than once, the place nearest to this one is meant; None: only one may be.

    Raises:
        ReviewError: if the text is not at hand, or the words do not stand in it.
    """
    if text is None:
        hint = "--text FILE with the article"
        raise ReviewError(
            Fault(message="the text is not at hand, so no words can be taken from it", hint=hint)
        )
    wanted = words.strip()
    found, start = [], text.find(wanted) if wanted else -1
    while start >= 0:
        found.append(start)
        start = text.find(wanted, start + 1)
    if not found:
        hint = "words of the article, letter for letter, quotation marks and dashes included"
        raise ReviewError(Fault(message=f"{shown(wanted)} does not stand in the text", hint=hint))
    if near is None and len(found) > 1:
        message = f"{shown(wanted)} stands {len(found)} times in the text"
        raise ReviewError(Fault(message=message, hint="more of the words around it"))
    best = min(found, key=lambda place: abs(place - near.start) if near else 0)
    return {"start": best, "end": best + len(wanted), "quote": wanted}


def next_added(file: ReadingFile) -> str:
    """The id for the next statement that a reader adds: ``a1``, ``a2``, ..."""
    taken = {draft.id for draft in file.reading.drafts} | {one.draft for one in file.decisions}
    number = 1
    while f"a{number}" in taken:
        number += 1
    return f"a{number}"


def _refuse_values(changed: Mapping[str, Value]) -> None:
    faults = []
    for name, value in changed.items():
        wrong, hint = refused(name, value)
        if wrong:
            faults.append(Fault(place=name, message=wrong, hint=hint, code="bad-value"))
    if faults:
        raise ReviewError(*faults)


EDITABLE = tuple(name for name in CHANGEABLE if name not in SPAN)
"""Fields that a reader sets by name; the quote has a way of its own."""
