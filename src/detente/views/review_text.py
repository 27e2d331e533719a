"""One draft as a reader sees it who has to decide, and how far a review has come."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.record.review.outcome import counted as counted_by
from detente.views.draft_words import DOUBTS, facts
from detente.views.marked import Mark, marked_lines, sentences_around
from detente.views.page import printable

if TYPE_CHECKING:
    from detente.record.review.outcome import Outcome
    from detente.record.review.session import Session

MARKS = {"quote": ("[[", "]]"), "mention": ("{", "}"), "cue": ("<", ">"), "condition": ("(", ")")}
"""The signs around the quote, the speaker's name, the words that introduce the quote, the condition."""
LEGEND = "[[what is said]], {who says it}, <the words that introduce it>, (its condition)"
NARROW = 60
"""Below so many columns the names of fields stand above their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a card is laid out.

    Attributes:
        width: Columns of the terminal.
        styles: A style for each of ``quote``, ``mention``, ``cue``, ``condition`` and ``head``; empty: none.
    """

    width: int = 100
    styles: Mapping[str, Callable[[str], str]]

    def style(self, name: str) -> Callable[[str], str]:
        """The style of a part; plain text where there is none."""
        return self.styles.get(name, str)


def card(outcome: Outcome, *, text: str | None, looks: Looks, place: str) -> Iterator[str]:
    """The lines of a draft: where the review is, the quote in its sentences, what is known, what to look at.

    Args:
        outcome: The draft as it stands now.
        text: The article's text; None where it is not at hand: then the quote stands alone.
        looks: Width and styles.
        place: Which of how many it is.
    """
    draft, room = outcome.draft, max(20, min(looks.width, 110))
    head = f"{draft.id} · {place}" + (f" · {outcome.review.value}" if outcome.at else "")
    yield from (looks.style("head")(line) for line in textwrap.wrap(head, room))
    yield ""
    yield from _quoted(outcome, text, looks, room)
    yield ""
    rows = facts(draft)
    rows += [("reading", outcome.reading), ("note", outcome.note), ("reason", outcome.why)]
    if draft.doubts:
        rows.append(("look at", "; ".join(DOUBTS[doubt] for doubt in draft.doubts)))
    for name, value in rows:
        if value:
            yield from _field(name, value, room)


def progress(session: Session) -> str:
    """How far a review has come, in one line."""
    from detente.record.review.outcome import outcomes

    return told(outcomes(session.file))


def told(found: Sequence[Outcome]) -> str:
    """How many drafts are confirmed, doubtful, rejected or not reviewed, in one line."""
    counts = counted_by(found)
    said = [f"{counts[review]} {review.value}" for review in Review if counts[review]]
    return ", ".join(said) or "no drafts"


def _quoted(outcome: Outcome, text: str | None, looks: Looks, room: int) -> Iterator[str]:
    draft = outcome.draft
    if text is None:
        quote = textwrap.wrap(printable(draft.quote), room - 8) or [""]
        quote[0] = f"[[{quote[0]}"
        quote[-1] += "]]"
        yield from (f"  {looks.style('quote')(line)}" for line in quote)
        return
    spans = {"quote": draft.content, "mention": draft.mention, "cue": draft.cue, "condition": draft.condition}
    near = {name: span for name, span in spans.items() if span is not None}
    close = [span for span in near.values() if abs(span.start - draft.content.start) < 1_000]
    whole = sentences_around(text, [draft.content, *close])
    marks = [
        Mark(span=span, opens=MARKS[name][0], closes=MARKS[name][1], style=looks.style(name))
        for name, span in near.items()
    ]
    for line in marked_lines(text, whole, marks, width=room - 2):
        yield f"  {line}"


def _field(name: str, value: str, room: int) -> Iterator[str]:
    if room < NARROW:
        yield from textwrap.wrap(printable(f"{name}: {value}"), room, subsequent_indent="  ")
        return
    lines = textwrap.wrap(printable(value), room - 16) or [""]
    yield f"{name:>14}  {lines[0]}"
    yield from (" " * 16 + line for line in lines[1:])
