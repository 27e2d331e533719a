"""What the states of a case's graph are worth to a party, as far as the case says.

See :mod:`~detente.accept.stability.case_graph` for the states. Comparisons are exact: by tier first (what
crosses a red line, or is worth less than the reservation, is below no deal), then by central utility.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.accept.problem import Problem
from detente.case.formula import holds
from detente.case.graph import StatePreference
from detente.case.graph_build import partial_preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One state of a case's graph.

    Attributes:
        package: The candidate on the table or in force, counted from 1; 0 where there is none.
        accepted: Who has accepted it; it is in force once all signatories have.
        broken: Who has broken it or withdrawn since.
    """

    package: int = 0
    accepted: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worth:
    """What a state is worth to a party: its tier first (below no deal, or not), then its utility.

    Attributes:
        tier: False where the party is known to like it less than no deal; None where that is unknown.
        utility: None where it is unknown.
        is_no_deal: Whether the state is worth what no deal is.
    """

    tier: bool | None
    utility: Fraction | None
    is_no_deal: bool = False


def party_preference(
    problem: Problem,
    party: str,
    places: Sequence[Place],
    numbers: Sequence[tuple[int, ...]],
    gains: Mapping[str, Fraction],
) -> StatePreference:
    """What is known of a party's preference between the states of a case's graph.

    Args:
        problem: The case.
        party: A signatory.
        places: The states, in the order of the graph.
        numbers: The candidate packages as option numbers.
        gains: For some signatories what breaking a deal that all others keep adds to its utility.
    """
    everybody = max((place.accepted for place in places), key=len)
    groups: dict[object, list[int]] = {}
    worths: list[_Worth | None] = []
    for state, place in enumerate(places):
        worth = _worth(problem, party, place, everybody, numbers, gains)
        comparable = worth is not None and (worth.is_no_deal or worth.utility is not None)
        key = (worth.tier, worth.utility) if comparable and worth is not None else state
        if key not in groups:
            worths.append(worth)
        groups.setdefault(key, []).append(state)
    return partial_preference(
        [tuple(group) for group in groups.values()],
        lambda one, other: _compared(worths[one], worths[other]),
    )


def _worth(
    problem: Problem,
    party: str,
    place: Place,
    everybody: frozenset[str],
    numbers: Sequence[tuple[int, ...]],
    gains: Mapping[str, Fraction],
) -> _Worth | None:
    """What a state is worth to a party; None where nothing at all is known of it."""
    utility = next((known for known in problem.utilities if known.party == party), None)
    reserved = None
    if utility is not None and utility.reservation is not None:
        reserved = utility.exact(utility.reservation)
    if place.accepted != everybody or place.broken == everybody:
        return _Worth(tier=True, utility=reserved, is_no_deal=True)
    gain = gains.get(party) if place.broken == frozenset({party}) else None
    if place.broken and gain is None:
        return None
    package = numbers[place.package - 1]
    worth = None if utility is None else utility.exact(utility.of(package)) + (gain or 0)
    if any(line.party == party and not holds(line.formula, package) for line in problem.lines):
        return _Worth(tier=False, utility=worth)
    tier = None if worth is None or reserved is None else worth >= reserved
    return _Worth(tier=tier, utility=worth)


def _compared(one: _Worth | None, other: _Worth | None) -> int | None:
    """Which is preferred: positive, negative, or None where it is unknown. The two are not tied."""
    if one is None or other is None:
        return None
    if one.tier is not None and other.tier is not None and one.tier != other.tier:
        return one.tier - other.tier
    if one.utility is None or other.utility is None:
        return None
    order = 1 if one.utility > other.utility else -1
    if one.tier == other.tier:
        return order
    # One crosses a red line, the other may be worth less than no deal or more: only one order is sure.
    return order if (one.tier is None) == (order > 0) and one.utility != other.utility else None
