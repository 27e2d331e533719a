"""Which packages are put through the tests: solutions, efficient packages, what openings lead to, drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.named import Package, way_name
from detente.accept.solutions import CONCEPTS

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.frontier import Frontier
    from detente.case.model import Case

CAP = 5
"""Most efficient packages, openings and ties of a solution that become candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A package that is put through the tests.

    Attributes:
        package: ``{issue: option}``.
        names: Why it is a candidate: ``nash`` and the other solutions, ``frontier`` (an efficient package of
            the agreement space), ``example`` (a package of the space, where no party states preferences),
            ``way:DEMAND+DEMAND`` (what Nash selects where these demands give way, or an example of what
            opens), ``given:NAME``.
    """

    package: Package
    names: tuple[str, ...]


def candidates_of(
    answer: Answer, drafts: Mapping[str, Package] | None = None, *, cap: int = CAP
) -> tuple[Candidate, ...]:
    """The candidates of a case, each once, drafts first.

    Args:
        answer: What :func:`~detente.accept.answer.solve` found.
        drafts: Packages by name.
        cap: Most efficient packages, openings, and ties of a solution that are taken.

    Raises:
        InputError: if a draft is not one option for each issue.
    """
    problem = answer.space.problem
    found: dict[tuple[int, ...], dict[str, None]] = {}
    for name, package in _sources(answer, drafts or {}, cap):
        found.setdefault(problem.numbers(package), {})[name] = None
    return tuple(
        Candidate(package=problem.names(numbers), names=tuple(names)) for numbers, names in found.items()
    )


def rests_on_reservations(case: Case, candidate: Candidate) -> bool:
    """Whether a candidate is there only because a party would take less than its reservation."""
    parties = {party.id for party in case.parties}
    return all(
        name.startswith("way:") and not parties.isdisjoint(name.removeprefix("way:").split("+"))
        for name in candidate.names
    )


def _sources(answer: Answer, drafts: Mapping[str, Package], cap: int) -> Iterator[tuple[str, Package]]:
    yield from ((f"given:{name}", package) for name, package in drafts.items())
    for concept in CONCEPTS:
        if concept in answer.solutions:
            yield from ((concept, package) for package in answer.solutions[concept].packages[:cap])
    if answer.frontier is not None:
        yield from (("frontier", package) for package in _spread(answer.frontier, cap))
    if answer.space.example is not None and not answer.solutions:
        yield "example", answer.space.example
    for way in answer.ways[:cap]:
        packages = way.solutions["nash"].packages if "nash" in way.solutions else ()
        shown = packages[0] if packages else way.space.example
        if shown is not None:
            yield way_name(way.opening), shown


def _spread(frontier: Frontier, cap: int) -> Iterator[Package]:
    """Points that give each party at least its reservation, evenly spread over their order."""
    inside = np.ones(len(frontier), dtype=bool)
    for place, utility in enumerate(frontier.utilities):
        if utility.party in frontier.space.reserved and utility.reservation is not None:
            inside &= frontier.sums[:, place] >= utility.reservation
    places = np.flatnonzero(inside)
    if cap and len(places):
        chosen = np.unique(np.linspace(0, len(places) - 1, min(cap, len(places))).round().astype(int))
        yield from (frontier[int(places[number])].package for number in chosen)
