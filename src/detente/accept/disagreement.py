"""What each party has without a deal: the disagreement point of Nash (1950), where gains start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import UndecidedError, diagram_with
from detente.accept.sweep import arrow_gains
from detente.errors import Fault, InputError, unknown_name_hint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from detente.accept.problem import Problem
    from detente.accept.space import Space
    from detente.accept.utility import Utility

Disagreement = Literal["reserved", "max-reserved-min"]


def disagreement_point(space: Space, convention: Disagreement = "reserved") -> dict[str, Fraction]:
    """What each party has without a deal.

    ``reserved``: its reservation; a party without one, or whose reservation is not in force, starts at its
    minimum over the packages that break no structural rule. ``max-reserved-min``: the reservation, raised
    to that minimum.

    Raises:
        InputError: if there is no such convention.
        UndecidedError: if such a minimum matters and the structural rules couple too much to find it.
    """
    return {
        utility.party: utility.exact(value)
        for utility, value in zip(space.problem.utilities, starts(space, convention), strict=True)
    }


def starts(space: Space, convention: Disagreement) -> list[int]:
    """The same in units of ``1 / scale`` of each party's utility, in the order of the parties."""
    refuse_unknown("disagreement", convention, get_args(Disagreement))
    stated = {
        utility.party: utility.reservation for utility in space.utilities if utility.reservation is not None
    }
    utilities = space.problem.utilities
    if convention == "reserved":
        utilities = tuple(utility for utility in utilities if utility.party not in stated)
    lowest = _lowest_within_rules(space.problem, utilities)
    return [
        max(own[utility.party] for own in (stated, lowest) if utility.party in own)
        for utility in space.problem.utilities
    ]


def refuse_unknown(what: str, value: str, known: tuple[str, ...]) -> None:
    """Refuse a word that is none of those known.

    Raises:
        InputError: with the nearest of them.
    """
    if value not in known:
        message = f"there is no {what} '{value}'"
        raise InputError(Fault(place=what, message=message, hint=unknown_name_hint(value, known)))


def _lowest_within_rules(problem: Problem, utilities: Sequence[Utility]) -> dict[str, int]:
    """The least that each party gets from a package within the structural rules; 0 where there is none."""
    if not utilities:
        return {}
    try:
        diagram = diagram_with(problem.sizes, problem.rules, utilities)
    except DiagramTooLargeError as error:
        raise UndecidedError(str(error)) from error
    if diagram.is_empty:
        return {utility.party: 0 for utility in utilities}
    gains = arrow_gains(diagram, utilities, utilities)
    least = gains.lowest[0][0].tolist()
    return {utility.party: int(value) for utility, value in zip(utilities, least, strict=True)}
