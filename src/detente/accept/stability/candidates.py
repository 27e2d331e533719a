"""Which deals of a case are looked at: what its solutions select, or what its first openings lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.solutions import CONCEPTS

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.solutions import Concept

WAYS_LOOKED_AT = 3
"""Of how many openings the deal is looked at, where the case has none as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A package whose deal is looked at.

    Attributes:
        package: One option for each issue.
        concepts: The solution concepts that select it, in the case's agreement space or in the one that its
            opening leaves; none for a draft, and for an example of the space where there are no solutions.
        way: The number of its way among ``Answer.ways``, from 0; None where it presumes no concession.
        name: What a draft is called; empty for others.
    """

    package: Mapping[str, str]
    concepts: tuple[Concept, ...] = ()
    way: int | None = None
    name: str = ""


def candidates(answer: Answer) -> tuple[Candidate, ...]:
    """The candidate deals of a case; none where no package is known that could be one.

    Where the agreement space has a package: the first one of each solution concept, or an example where
    there are no solutions. Where it has none: for each of the first openings the first Nash package of the
    space that opens, or an example of it.
    """
    if answer.space.feasible:
        example = answer.space.example
        return _selected(answer) or (() if example is None else (Candidate(package=example),))
    found = []
    for number, way in enumerate(answer.ways[:WAYS_LOOKED_AT]):
        nash = way.solutions.get("nash")
        if nash is not None and nash.points:
            found.append(Candidate(package=nash.points[0].package, concepts=("nash",), way=number))
        elif way.space.example is not None:
            found.append(Candidate(package=way.space.example, way=number))
    return tuple(found)


def _selected(answer: Answer) -> tuple[Candidate, ...]:
    """The first package of each concept; concepts that agree on it share it."""
    found: list[tuple[list[Concept], Mapping[str, str]]] = []
    for concept in CONCEPTS:
        points = answer.solutions[concept].points if concept in answer.solutions else ()
        if not points:
            continue
        same = next((names for names, package in found if package == points[0].package), None)
        if same is None:
            found.append(([concept], points[0].package))
        else:
            same.append(concept)
    return tuple(Candidate(package=package, concepts=tuple(names)) for names, package in found)
