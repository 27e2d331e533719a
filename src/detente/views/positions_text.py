"""Positions as a page for people: matrix, networks, timeline, what has moved, what rests on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.record.positions.matrix import Position, Stand
from detente.record.positions.sides import Aside
from detente.record.positions.timeline import timeline
from detente.views.case_head import case_head
from detente.views.numbers import counted, date_text, decimal
from detente.views.page import Grid, Heading, Part, Text
from detente.views.position_words import (
    ASIDE_WORDS,
    INDICATORS,
    METHOD,
    SIDE_WORDS,
    STAND_WORDS,
    WHY_WORDS,
    contradiction_words,
    day_words,
    finding_of,
    issue_names,
    move_words,
    pair_words,
    round_words,
    shift_words,
    tie_words,
)
from detente.views.prose import capital, listed, sentence

if TYPE_CHECKING:
    from detente.case.statements import Statement
    from detente.record.account import Account

LINES_SHOWN = 60
"""How many lines of the timeline are written out; ``--csv timeline`` has all."""


def positions_page(account: Account) -> tuple[Part, ...]:
    """The page of a case's positions."""
    found = account.positions
    day = "" if found.on is None else f", by {date_text(f'{found.on}')}"
    return (
        *case_head(found.case),
        Heading("The finding"),
        *(Text(told) for told in finding_of(account)),
        Heading(f"Who stands where{day}"),
        *_matrix(account),
        Heading("Who agrees with whom"),
        *_ties(account),
        Heading("When it was said"),
        *_timeline(account),
        Heading("What has moved"),
        *drift_parts(account),
        Heading("What makes no position"),
        *_asides(account),
        Heading("Beside the case's own numbers"),
        *_beside(account),
        Heading("Method"),
        Text(METHOD),
    )


def cell_words(cell: Position) -> str:
    """A position in a cell of a table: the stand, the statements behind it, since when."""
    if cell.stand is Stand.UNKNOWN:
        return "perhaps: " + " ".join(known.id for known in cell.perhaps) if cell.perhaps else "unknown"
    names = " ".join(holding.statement.id for holding in cell.current)
    rest = [name for name in cell.statements if name not in names.split()]
    also = f"; also {' '.join(rest)}" if rest else ""
    return f"{STAND_WORDS[cell.stand]} ({names}{also})" if names else STAND_WORDS[cell.stand]


def _matrix(account: Account) -> Iterator[Part]:
    found = account.positions
    case = found.case
    spoken = [row for row in found.rows() if any(cell.stand is not Stand.UNKNOWN for cell in row)]
    quiet = [row[0].issue for row in found.rows() if all(cell.stand is Stand.UNKNOWN for cell in row)]
    heads = ("Issue", *(party.title for party in case.parties))
    titles = {issue.id: issue.title for issue in case.issues}
    if spoken:
        rows = tuple((titles[row[0].issue], *(cell_words(cell) for cell in row)) for row in spoken)
        yield Grid(heads=heads, rows=rows)
    if quiet:
        yield Text(f"Unknown of all parties: {issue_names(case, quiet)}.")
    if found.later:
        yield Text(f"{counted(found.later, 'statement')} came after that day and is left out.")


def tie_grid(account: Account) -> Grid:
    """The pairs of parties as a table."""
    case = account.positions.case
    rows = []
    for tie in account.network.ties:
        share = "none" if tie.normalised is None else decimal(tie.normalised, 2)
        rows.append(
            (
                pair_words(case, tie),
                f"{len(tie.agree)}",
                f"{len(tie.conflict)}",
                f"{len(tie.undecided)}",
                f"{tie.subtract}",
                share,
            )
        )
    heads = ("Parties", "agree", "conflict", "undecided", "difference", "by activity")
    return Grid(heads=heads, rows=tuple(rows), right=(1, 2, 3, 4, 5))


def _ties(account: Account) -> Iterator[Part]:
    case = account.positions.case
    yield tie_grid(account)
    for tie in account.network.ties:
        for told in tie_words(case, tie):
            yield Text(sentence(told), indent=2)


def _timeline(account: Account) -> Iterator[Part]:
    found = account.positions
    titles = {party.id: party.title for party in found.case.parties}
    issues = {issue.id: issue.title for issue in found.case.issues}
    rows = [
        (
            day_words(moment.holding.when),
            titles[moment.party],
            issues[moment.issue],
            SIDE_WORDS[moment.holding.side],
            moment.holding.statement.id,
        )
        for moment in timeline(found)
        if moment.holding.main
    ]
    if not rows:
        yield Text("No confirmed statement makes a position.")
        return
    yield Grid(heads=("Said", "Party", "Issue", "Says", "Statement"), rows=tuple(rows[:LINES_SHOWN]))
    if len(rows) > LINES_SHOWN:
        yield Text(f"The first {LINES_SHOWN} of {len(rows)}; --csv timeline has all.")


def drift_parts(account: Account) -> Iterator[Part]:
    """What has moved in words, for a page of text or of HTML."""
    moved, case = account.drift, account.positions.case
    yield Text(INDICATORS)
    yield Text("Shifts in own words:" if moved.shifts else "Shifts in own words: none.")
    for shift in moved.shifts[:LINES_SHOWN]:
        yield Text(sentence(shift_words(case, shift)), indent=2)
    if moved.reported:
        named = listed([f"{known.id} ({known.party or 'party not known'})" for known in moved.reported])
        yield Text(f"Reported shifts, kept apart: {named}.")
    for pair in moved.contradictions[:LINES_SHOWN]:
        yield Text(f"Contradiction between speakers: {contradiction_words(case, pair)}.")
    until = f" before {date_text(f'{moved.until}')}" if moved.until else ""
    yield Text(f"The last yes without a condition{until}:")
    for move in moved.last_moves:
        yield Text(sentence(move_words(case, move)), indent=2)
    conditional = [known for known in moved.rounds if any(turn.conditions for turn in known.rounds)]
    if conditional:
        yield Text("Conditions by round (not repeated is not given up):")
    for known in conditional[:LINES_SHOWN]:
        yield Text(f"{case.party(known.party).title} on {issue_names(case, [known.issue])}:", indent=2)
        for line in round_words(case, known):
            yield Text(sentence(line), indent=4)


def _asides(account: Account) -> Iterator[Part]:
    found = account.positions
    grouped: dict[Aside, dict[str, None]] = {}
    for cell in found.cells:
        for statement, why in cell.asides:
            grouped.setdefault(why, {})[statement.id] = None
    for why, names in grouped.items():
        yield Text(f"{capital(ASIDE_WORDS[why])}: {', '.join(names)}.", indent=2)
    if found.nobodys:
        yield Text(
            f"Of outlets, analysts, others, or a party that is not known: {_ids(found.nobodys)}.", indent=2
        )
    if found.elsewhere:
        yield Text(f"Of parties, on no issue of the case: {_ids(found.elsewhere)}.", indent=2)
    if found.rejected:
        yield Text(f"Rejected on review and left out: {found.rejected}.", indent=2)
    if not (grouped or found.nobodys or found.elsewhere or found.rejected):
        yield Text("Nothing: every statement makes a position.")


def _ids(statements: Sequence[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)


def _beside(account: Account) -> Iterator[Part]:
    beside = account.beside
    if not beside.shared and not any(gap.by_hand for gap in beside.differences):
        yield Text("No number and no red line of the case cites a statement: there is nothing to compare.")
        return
    yield Text(
        f"The statements that the case's weights, values and red lines cite, by party and issue, beside "
        f"those that make positions: the same in {beside.equal} of {beside.cells} cells ({beside.filled} of "
        f"them with statements), {beside.shared} entries shared, {len(beside.differences)} in one only."
    )
    counts = Counter(gap.why for gap in beside.differences)
    for why, count in counts.most_common():
        names = dict.fromkeys(gap.statement for gap in beside.differences if gap.why is why)
        yield Text(f"{count}: {WHY_WORDS[why]} ({', '.join(names)}).", indent=2)
