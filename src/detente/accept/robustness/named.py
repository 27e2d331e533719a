"""The packages that are followed by name, whatever the draws bring up: solutions, no deal, what is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detente.accept.solutions import CONCEPTS
from detente.case.model import Like

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Opening

Package = Mapping[str, str]

TIES = 5
"""Most tied packages of one solution that are followed."""


def named_packages(answer: Answer, given: Mapping[str, Package]) -> dict[tuple[int, ...], tuple[str, ...]]:
    """Packages as option numbers, each with its names, in order: see ``RobustPackage.names``.

    Raises:
        InputError: if a given package is not one option for each issue, with all that is wrong.
    """
    problem = answer.space.problem
    found: dict[tuple[int, ...], dict[str, None]] = {}
    for name, package in _followed(answer, given):
        found.setdefault(problem.numbers(package), {})[name] = None
    return {package: tuple(names) for package, names in found.items()}


def _followed(answer: Answer, given: Mapping[str, Package]) -> Iterator[tuple[str, Package]]:
    for concept in CONCEPTS:
        if concept in answer.solutions:
            yield from ((concept, package) for package in answer.solutions[concept].packages[:TIES])
    for way in answer.ways:
        if "nash" in way.solutions:
            yield from ((way_name(way.opening), package) for package in way.solutions["nash"].packages[:1])
    for party in answer.case.parties:
        if isinstance(party.reservation, Like):
            yield f"like:{party.id}", party.reservation.package
    for name, package in given.items():
        yield f"given:{name}", package


def way_name(opening: Opening) -> str:
    """The name of the Nash package where an opening is taken: ``way:DEMAND+DEMAND``."""
    return f"way:{'+'.join([*opening.red_lines, *opening.reservations])}"


def central_package(answer: Answer) -> Package | None:
    """What Nash selects at the centroids: in the space, else where the cheapest opening leads; or None."""
    if "nash" in answer.solutions and answer.solutions["nash"].points:
        return answer.solutions["nash"].points[0].package
    for way in answer.ways:
        if "nash" in way.solutions and way.solutions["nash"].points:
            return way.solutions["nash"].points[0].package
    return None
