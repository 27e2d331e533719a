"""An answer as a page for people: the finding first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.case.model import LINE_STANCES, Strength
from detente.views.case_head import case_head
from detente.views.demands import collision, demand_names, lines_of
from detente.views.edition import edition_of
from detente.views.finding import finding
from detente.views.method import SOUGHT_AMONG
from detente.views.numbers import count_or_unknown, counted, decimal, signed
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed
from detente.views.solutions_text import solutions_parts
from detente.views.words import count_labels, evidence, fallback_name, line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Opening
    from detente.accept.sensitivity import Lever
    from detente.accept.way import Way
    from detente.case.model import Case, RedLine

SHOWN = 5
"""How many blockers and openings are written out; ``--json`` has all."""


def solve_page(answer: Answer) -> tuple[Part, ...]:
    """The page of an answer."""
    return (
        *case_head(answer.case),
        Heading("The finding"),
        *(Text(sentence) for sentence in finding(edition_of(answer), answer)),
        *_counts(answer),
        *_blockers(answer),
        *_openings(answer),
        *_deals(answer),
        *_rest(answer),
    )


def _counts(answer: Answer) -> Iterator[Part]:
    counts = answer.counts
    every, within = count_labels(answer.case)
    rows = (
        (every, counts.total),
        (within, counts.within_rules),
        ("and within the red lines", counts.within_red_lines),
        ("and no party below its reservation", counts.feasible),
    )
    yield Heading("Packages: one option for each issue")
    yield Grid(("", ""), tuple((count_or_unknown(count), label) for label, count in rows), right=(0,))


def _blockers(answer: Answer) -> Iterator[Part]:
    if not len(answer.blockers) or answer.counts.within_rules == 0:
        return
    case = answer.case
    yield Heading("What collides (blockers): demands that no package meets together")
    for place, blocker in enumerate(answer.blockers.smallest(SHOWN), start=1):
        yield Text(collision(case, blocker), mark=f"{place}.")
        for line in lines_of(case, blocker):
            yield from _line(case, line)
        for party in blocker.reservations:
            yield Text(f"{party_title(case, party)} accepts no less than it has without a deal", indent=3)
    yield from _more(len(answer.blockers), complete=answer.blockers.complete)


def _line(case: Case, line: RedLine) -> Iterator[Part]:
    """A red line with what it rests on; an analyst's line says why."""
    strength = f"{party_title(case, line.party)}, {line.strength.value}"
    yield Text(f"{line_name(case, line)} ({strength})", indent=3)
    statements = [case.statement(name) for name in line.statements]
    for statement in statements:
        yield Text(evidence(case, statement), indent=5)
    if line.why and not any(statement.stance in LINE_STANCES for statement in statements):
        yield Text(f"No statement draws this line; the reason given: {line.why}", indent=5)


def _openings(answer: Answer) -> Iterator[Part]:
    if not len(answer.openings):
        return
    case = answer.case
    yield Heading("What would open a deal (openings): smallest concessions, and who makes them")
    for place, opening in enumerate(answer.openings.cheapest(SHOWN), start=1):
        way = answer.ways[place - 1] if place <= len(answer.ways) else None
        yield Text(f"{listed(demand_names(case, opening))} would give way.", mark=f"{place}.")
        if way is not None:
            for name, fallback in way.fallback.items():
                line = line_of(case, name)
                weaker = fallback_name(case, line.fallback[fallback])
                yield Text(f"Enough: {party_title(case, line.party)} falls back to: {weaker}.", indent=3)
        for party in case.parties:
            yield Text(_cost(answer, opening, way, party.id), indent=3)
    yield from _more(len(answer.openings), complete=answer.openings.complete)


def _cost(answer: Answer, opening: Opening, way: Way | None, party: str) -> str:
    own = [line for line in lines_of(answer.case, opening) if line.party == party]
    weaker = {} if way is None else way.fallback
    parts = [
        f"{verb} {_lines(lines)}"
        for verb, lines in (
            ("weakens", [line for line in own if line.id in weaker]),
            ("gives up", [line for line in own if line.id not in weaker]),
        )
        if lines
    ] or ["gives up no red line"]
    if party in opening.reservations:
        parts.append("accepts less than no deal")
    gain = None if way is None else way.cost[party].gain
    if gain is not None:
        parts.append(f"gain over no deal at the Nash package {signed(gain)}")
    return f"{party_title(answer.case, party)}: {', '.join(parts)}."


def _lines(lines: Sequence[RedLine]) -> str:
    """``2 absolute and 1 stated red lines``."""
    strengths = [line.strength for line in lines]
    given = [f"{strengths.count(known)} {known.value}" for known in Strength if known in strengths]
    return f"{listed(given)} red line{'s' if len(lines) > 1 else ''}"


def _deals(answer: Answer) -> Iterator[Part]:
    if answer.space.feasible and answer.frontier is not None:
        yield from solutions_parts(answer.case, answer.frontier, answer.solutions, "Efficient and fair")
    elif answer.ways and answer.ways[0].frontier is not None:
        title = "Efficient and fair, if the first opening is taken"
        way = answer.ways[0]
        yield from solutions_parts(answer.case, way.frontier, way.solutions, title)


def _rest(answer: Answer) -> Iterator[Part]:
    if answer.levers:
        yield Heading("What would help most: open inputs that move the Nash package")
        rows = tuple(
            (
                lever.place,
                f"{decimal(lever.low)} to {decimal(lever.high)}",
                _moved(lever),
            )
            for lever in answer.levers
        )
        yield Grid(("input", "open between", "what moves"), rows)
        yield Text(SOUGHT_AMONG)
    if answer.could_not:
        yield Heading("What could not be computed")
        for sentence in answer.could_not:
            yield Text(sentence, mark="-")
    if answer.case.notes:
        yield Heading("Notes of the reader of the files")
        for sentence in answer.case.notes:
            yield Text(sentence, mark="-")


def _moved(lever: Lever) -> str:
    if lever.verdict_changes:
        return "whether there is a deal"
    return f"{counted(lever.issues_changed, 'issue')} of the package"


def _more(found: int, *, complete: bool) -> Iterator[Part]:
    if found > SHOWN:
        yield Text(f"{found - SHOWN} more: see --json.")
    if not complete:
        yield Text("The list is not complete: a cap on work was reached.")
