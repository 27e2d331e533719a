"""Logrolls: exchanges of two issues of a draft from which two parties gain.

Each of two parties gives way on an issue that matters less to it for one that matters more (Froman and Cohen
1970, Behavioral Science 15:180-183; Pruitt 1981, "Negotiation Behavior"; the same in votes: Wilson 1969,
American Economic Review 59:331-341). Here: a package that differs from the draft in two issues, such that,
made alone, one of the two changes serves the first party and not the second, the other the second and not the
first, and at least one of them costs the party that it does not serve; while both together give both parties
strictly more than the draft and nobody else less. Two changes that both parties like anyway, or that each
costs nobody anything, are no exchange; they are improvements
(:mod:`~detente.accept.proposal.negotiating_text`).

An exchange is listed if no other exchange between the same two parties gives everybody at least as much and
somebody more. They are ranked by the smaller of the two parties' gains, each divided by the party's range
over packages within the structural rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with
from detente.accept.frontier import POINT_CAP
from detente.accept.proposal.counted import (
    DRAFTS_OWN,
    GIVEN,
    GIVEN_FREELY,
    TAKEN,
    TAKEN_FREELY,
    Automaton,
    changing,
    counted,
    exchange,
)
from detente.accept.proposal.negotiating_text import columns_of
from detente.accept.proposal.proposal import Proposal, proposal_of
from detente.accept.proposal.search import floored, undominated_packages
from detente.accept.proposal.tabled import Lines, Tabled, lines_to_keep, remarks, table_of
from detente.accept.sweep import SweepTooLargeError
from detente.case.formula import holds, scope

if TYPE_CHECKING:
    from detente.accept.diagram import Diagram
    from detente.accept.problem import Problem
    from detente.accept.utility import Utility
    from detente.case.draft import Draft
    from detente.case.model import Case

Others = Literal["draft", "reservation"]
"""What the other parties get at least: what the draft gives them, or their reservation (if stated)."""

LISTED = 100
"""Most logrolls that an answer lists; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logroll:
    """An exchange between two parties.

    Attributes:
        parties: Their ids, in the order of the case.
        gives: For each of them the issue whose change, made alone, costs it utility; a party that gives way
            at no cost to itself is absent.
        share: The smaller of their gains, each in the party's range.
        proposal: The package, and what it means to everybody.
    """

    parties: tuple[str, str]
    gives: Mapping[str, str]
    share: Fraction
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Logrolls:
    """The logrolls of a draft.

    Attributes:
        exchanges: Whether only exchanges count; else all pairs of changes that give both parties more.
        others: What the other parties get at least.
        lines: Which red lines are kept.
        count: How many there are, equal ones counted once, one package for several pairs of parties several
            times.
        logrolls: The first ``LISTED``, greatest smaller gain first.
        complete: Whether all pairs of parties were searched.
        notes: What could not be compared or searched, in sentences.
    """

    problem: Problem
    draft: Draft
    exchanges: bool
    others: Others
    lines: Lines
    count: int
    logrolls: tuple[Logroll, ...]
    complete: bool
    notes: tuple[str, ...]


def logrolls(
    case: Case | Problem,
    draft: Draft,
    *,
    exchanges: bool = True,
    others: Others = "draft",
    lines: Lines = "kept",
    cap: int = POINT_CAP,
) -> Logrolls:
    """The logrolls of a draft.

    Args:
        case: The case of the draft.
        draft: What is on the table.
        exchanges: Whether only exchanges count; else all pairs of changes that give both parties more.
        others: What the other parties get at least.
        lines: Which red lines are kept.
        cap: Most partial sums after an issue, for one pair of parties.

    Raises:
        DraftError: if the draft is no package of the case within the structural rules.
    """
    table = table_of(case, draft)
    search = _Search(table=table, exchanges=exchanges, others=others, lines=lines, cap=cap)
    found: list[tuple[Logroll, list[int]]] = []
    missed = []
    diagram = _diagram(search)
    for pair in combinations(range(len(table.problem.utilities)), 2):
        own = None if diagram is None else _between(search, diagram, pair)
        if own is None:
            missed.append(pair)
        else:
            found += own
    found.sort(key=lambda item: (-item[0].share, item[0].parties, item[1]))
    return Logrolls(
        problem=table.problem,
        draft=table.draft,
        exchanges=exchanges,
        others=others,
        lines=lines,
        count=len(found),
        logrolls=tuple(logroll for logroll, _ in found[:LISTED]),
        complete=not missed,
        notes=(*remarks(table), *_unsearched(table, missed)),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Search:
    table: Tabled
    exchanges: bool
    others: Others
    lines: Lines
    cap: int


def _diagram(search: _Search) -> Diagram | None:
    problem = search.table.problem
    if len(problem.utilities) < 2:
        return None
    conditions = [*problem.rules, *lines_to_keep(search.table, search.lines)]
    try:
        return diagram_with(problem.sizes, conditions, columns_of(search.table))
    except DiagramTooLargeError:
        return None


def _between(
    search: _Search, diagram: Diagram, pair: tuple[int, int]
) -> list[tuple[Logroll, list[int]]] | None:
    """The logrolls between two parties, each with its option numbers; None where a cap was reached."""
    table = search.table
    alone = [_alone(table, table.problem.utilities[place]) for place in pair]
    automaton = (
        _exchanges(table, alone) if search.exchanges else changing(table.numbers, table.problem.sizes, 2)
    )
    columns = _columns(search, pair)
    try:
        found = undominated_packages(counted(diagram, automaton), columns, changes=2, cap=search.cap)
    except SweepTooLargeError:
        return None
    rolls = []
    for choices, sums, ties in zip(found.choices.tolist(), found.sums.tolist(), found.ties, strict=True):
        share = min(table.share(sums[place] - table.worth[place], place) for place in pair)
        roll = Logroll(
            parties=(table.problem.utilities[pair[0]].party, table.problem.utilities[pair[1]].party),
            gives=_gives(table, pair, alone, choices),
            share=share,
            proposal=proposal_of(table, choices, ties=ties),
        )
        rolls.append((roll, choices))
    return rolls


def _columns(search: _Search, pair: tuple[int, int]) -> list[Utility]:
    """What is compared: the two parties need more than the draft, the others what ``others`` says."""
    utilities = search.table.problem.utilities
    columns = list(columns_of(search.table))
    for place, (utility, worth) in enumerate(zip(utilities, search.table.worth, strict=True)):
        if place in pair:
            columns[place] = floored(utility, worth + 1)
        elif search.others == "reservation":
            columns[place] = floored(utility, utility.reservation)
    return columns


_Alone = list[list[int]]


def _alone(table: Tabled, utility: Utility) -> _Alone:
    """What each option of each issue adds to the draft's utility if nothing else changes."""
    draft = table.numbers
    added = [
        [value - values[own] for value in values] for values, own in zip(utility.tables, draft, strict=True)
    ]
    for formula, value in utility.extras:
        before = holds(formula, draft)
        for issue in scope(formula):
            for option in range(table.problem.sizes[issue]):
                after = holds(formula, (*draft[:issue], option, *draft[issue + 1 :]))
                added[issue][option] += value * (after - before)
    return added


def _exchanges(table: Tabled, alone: Sequence[_Alone]) -> Automaton:
    """One change that serves the first party only, one that serves the second only, not both for free."""
    first, second = alone
    kinds = []
    for issue, own in enumerate(table.numbers):
        pairs = zip(first[issue], second[issue], strict=True)
        kind = np.array([_kind(mine, theirs) for mine, theirs in pairs], dtype=np.int64)
        kind[own] = DRAFTS_OWN
        kinds.append(kind)
    return exchange(kinds)


def _kind(mine: int, theirs: int) -> int:
    """What a change made alone is to two parties that exchange; -1 where it serves both or neither."""
    if mine <= 0 < theirs:
        return GIVEN if mine < 0 else GIVEN_FREELY
    if theirs <= 0 < mine:
        return TAKEN if theirs < 0 else TAKEN_FREELY
    return -1


def _gives(
    table: Tabled, pair: tuple[int, int], alone: Sequence[_Alone], choices: Sequence[int]
) -> dict[str, str]:
    """On which issue each of the two parties gives way."""
    gives: dict[str, str] = {}
    for place, added in zip(pair, alone, strict=True):
        for number, issue in enumerate(table.problem.case.issues):
            if added[number][choices[number]] < 0:
                gives.setdefault(table.problem.utilities[place].party, issue.id)
    return gives


def _unsearched(table: Tabled, missed: Sequence[tuple[int, int]]) -> list[str]:
    utilities = table.problem.utilities
    if len(utilities) < 2:
        return ["Logrolls were not searched: fewer than two parties state preferences."]
    names = [" and ".join(utilities[place].party for place in pair) for pair in missed]
    return [f"Logrolls between {name} were not searched: a cap was reached." for name in names]
