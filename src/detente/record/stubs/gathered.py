"""Reviewed statements of several articles as the rows of one case: ids of their own, every source kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.case.faults import control_in
from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.names import is_id, slug
from detente.case.statements import Review, Source, Statement
from detente.record.reading_file import ReadingFile
from detente.record.review.outcome import Outcome, counted, outcomes

KEPT = (Review.CONFIRMED, Review.DOUBTFUL)
"""What goes into the record of a case; only the first makes stubs."""
OUTLET = "outlet not stated"
LEAST_SHARED = 5
"""Words that a quote has at least, if another quote that holds it is to be the same statement."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What readings add to a record.

    Attributes:
        statements: Confirmed and doubtful statements, by article and place in it.
        sources: The articles that the record does not have yet.
        conditions: The words of the condition, by statement.
        same: For statements that stand in more than one article: the ids of the others.
        left: How many drafts were left out, by their review.
        held: How many statements the record had already, at the same place of the same text.
    """

    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    conditions: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left: Mapping[Review, int] = field(default_factory=dict)
    held: int = 0

    @property
    def confirmed(self) -> tuple[Statement, ...]:
        """The statements that make stubs."""
        return tuple(one for one in self.statements if one.review is Review.CONFIRMED)


def gather(
    files: Sequence[ReadingFile],
    *,
    statements: Sequence[Statement] = (),
    sources: Sequence[Source] = (),
) -> Gathered:
    """The statements of readings, as rows for a record.

    Articles come by the day of publication, then as given. An article that was read twice, or that the record
    has already (known by its SHA-256), is one source. The same statement in two articles is kept twice, each
    row with a note that names the other.

    Args:
        files: The readings with their decisions.
        statements: Those that the record has; their ids are not given again.
        sources: The sources that it has.
    """
    by_text = {source.sha256: source.id for source in sources if source.sha256}
    taken = {source.id for source in sources}
    new_sources: list[Source] = []
    rows: list[Statement] = []
    conditions: dict[str, str] = {}
    left: dict[Review, int] = dict.fromkeys(Review, 0)
    places = {(one.source_id, one.start, one.end, one.speaker) for one in statements}
    ids = _Ids({one.id for one in statements})
    held = 0
    ordered = sorted(enumerate(files), key=lambda pair: (pair[1].reading.source.published_on or "~", pair[0]))
    for _, file in ordered:
        name = by_text.get(file.reading.source.sha256, "")
        if not name:
            source = _source(file.reading.source, taken)
            name = source.id
            taken.add(name)
            by_text[source.sha256 or f"none {name}"] = name
            new_sources.append(source)
        found = outcomes(file)
        for review, number in counted(found).items():
            left[review] += 0 if review in KEPT else number
        fresh = [one for one in found if one.review in KEPT]
        known = [one for one in fresh if _place(one, name) in places]
        held += len(known)
        fresh = [one for one in fresh if _place(one, name) not in places]
        places |= {_place(one, name) for one in fresh}
        named = {one.draft.id: ids.next() for one in fresh}
        rows += [_statement(one, named, name, file.reading.source.published_on) for one in fresh]
        conditions |= {
            named[one.draft.id]: _line(one.draft.condition_words)
            for one in fresh
            if one.draft.condition_words
        }
    same = _same(rows, statements)
    return Gathered(
        statements=tuple(_noted(row, same, [*rows, *statements]) for row in rows),
        sources=tuple(new_sources),
        conditions=conditions,
        same=same,
        left={review: number for review, number in left.items() if number},
        held=held,
    )


class _Ids:
    """Ids ``s1``, ``s2``, ... that nobody has."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._number = 0

    def next(self) -> str:
        self._number += 1
        while f"s{self._number}" in self._taken:
            self._number += 1
        return f"s{self._number}"


def _place(outcome: Outcome, source: str) -> tuple[str, int | None, int | None, str]:
    return source, outcome.draft.content.start, outcome.draft.content.end, _line(outcome.draft.speaker)


def _source(source: Source, taken: set[str]) -> Source:
    is_web = source.url.startswith(("https://", "http://"))
    note = source.note if is_web or not source.url else f"{source.note} found at {source.url}".strip()
    texts = {name: _line(getattr(source, name)) for name in ("title", "author", "licence")}
    return replace(
        source,
        id=slug(source.id, taken=taken, fallback="source"),
        outlet=_line(source.outlet) or OUTLET,
        url=source.url if is_web else "",
        note=_line(note),
        **texts,
    )


def _statement(outcome: Outcome, ids: Mapping[str, str], source: str, published_on: str) -> Statement:
    draft, quote = outcome.draft, outcome.draft.quote
    strange = control_in(quote.replace("\r\n", "\n"))
    notes = [outcome.note, outcome.why if outcome.review is Review.DOUBTFUL else ""]
    if strange:
        quote = _line(quote)
        notes.append("control characters of the text are left out of the quote")
    return Statement(
        id=ids[draft.id],
        source_id=source,
        quote=quote,
        stance=draft.stance,
        review=outcome.review,
        via=tuple(_line(name).replace(";", ",") for name in draft.via),
        start=None if strange else draft.content.start,
        end=None if strange else draft.content.end,
        reading=_line(outcome.reading),
        speaker=_line(draft.speaker),
        speaker_role=_line(draft.speaker_role),
        addressee=_line(draft.addressee),
        party=_name(draft.party),
        issue=_name(draft.issue),
        issues_other=tuple(_name(name) for name in draft.issues_other if name),
        cue=_line(draft.cue_words),
        condition_of=tuple(ids[name] for name in draft.condition_of if name in ids),
        yes_but=draft.yes_but,
        said_on=draft.said_on,
        reported_on=published_on,
        date_basis=_line(draft.date_basis),
        coder=_line(outcome.by),
        note="; ".join(_line(note) for note in notes if note),
    )


def _name(text: str) -> str:
    """An id as a case has it."""
    return text if not text or text in SPEAKERS_OUTSIDE or is_id(text) else slug(text)


def _line(text: str) -> str:
    """A text on one line, without characters that a table refuses."""
    return "".join(sign for sign in " ".join(text.split()) if not control_in(sign))


def _same(rows: Sequence[Statement], held: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    """The same words by the same party on the same issue, in different sources."""
    found: dict[str, tuple[str, ...]] = {}
    groups: dict[tuple[str, str], list[tuple[Statement, str]]] = {}
    for one in (*rows, *held):
        key = (one.party, one.issue)
        groups.setdefault(key, []).append((one, f" {' '.join(_WORD.findall(one.quote.casefold()))} "))
    fresh = {one.id for one in rows}
    for members in groups.values():
        for one, words in members:
            others = [
                other.id
                for other, theirs in members
                if other.source_id != one.source_id and one.id in fresh and _is_same(words, theirs)
            ]
            if others:
                found[one.id] = tuple(others)
    return found


def _is_same(words: str, others: str) -> bool:
    short, long = sorted((words, others), key=len)
    return words == others or (len(short.split()) >= LEAST_SHARED and short in long)


def _noted(row: Statement, same: Mapping[str, tuple[str, ...]], known: Sequence[Statement]) -> Statement:
    if row.id not in same:
        return row
    sources = {one.id: one.source_id for one in known}
    also = "also " + ", ".join(f"{name} ({sources[name]})" for name in same[row.id])
    return replace(row, note="; ".join(part for part in (row.note, also) if part))
