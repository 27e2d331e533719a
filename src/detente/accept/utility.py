"""A party's utility as exact integers.

Utility of a package: weights (with sum 1) times option values in [0, 1], plus the interactions that apply;
or the same sum as it stands for imported domains. Where a preference leaves something open, its centroid
stands for it: see :mod:`~detente.case.centroid`; an open value takes the middle of its interval. All
fractions of a party are brought to one denominator, ``scale``, so that equality and dominance are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from detente.case.central import central_values, central_weights
from detente.case.formula import Formula, holds
from detente.case.model import Case, Figure, Party, package_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Utility:
    """A party's central utility: ``integer / scale``.

    Attributes:
        party: Its id.
        scale: The common denominator.
        tables: For each issue the contribution of each option.
        extras: Interactions: a formula and what its truth adds.
        reservation: Utility of no deal at the middle of its interval; None if none was stated.
        reservation_ends: The same at both ends of the interval.
    """

    party: str
    scale: int
    tables: tuple[tuple[int, ...], ...]
    extras: tuple[tuple[Formula, int], ...]
    reservation: int | None
    reservation_ends: tuple[int, int] | None

    def of(self, package: Sequence[int]) -> int:
        """Utility of a package (one option number per issue), times ``scale``."""
        plain = sum(table[option] for table, option in zip(self.tables, package, strict=True))
        return plain + sum(value for formula, value in self.extras if holds(formula, package))

    def exact(self, integer: int) -> Fraction:
        """The utility that an integer stands for."""
        return Fraction(integer, self.scale)


def central_utility(case: Case, party: Party) -> Utility | None:
    """The utility of ``party`` with each open figure at its centroid; None if no preference is stated."""
    preference = party.preference
    if not preference.tells_packages_apart:
        return None
    weights = central_weights(case.issues, preference)
    tables = tuple(
        tuple(weight * value for value in central_values(issue, preference))
        for weight, issue in zip(weights, case.issues, strict=True)
    )
    extras = tuple((extra.formula, extra.value.middle) for extra in preference.interactions)
    ends = _reservation_ends(case, party, tables, extras)
    return _integers(party.id, tables, extras, ends)


def _reservation_ends(
    case: Case,
    party: Party,
    tables: tuple[tuple[Fraction, ...], ...],
    extras: tuple[tuple[Formula, Fraction], ...],
) -> tuple[Fraction, Fraction] | None:
    if party.reservation is None:
        return None
    if isinstance(party.reservation, Figure):
        return party.reservation.low, party.reservation.high
    package = package_numbers(case, party.reservation.package)
    worth = sum((table[option] for table, option in zip(tables, package, strict=True)), Fraction(0))
    worth += sum((value for formula, value in extras if holds(formula, package)), Fraction(0))
    return worth, worth


def _integers(
    party: str,
    tables: tuple[tuple[Fraction, ...], ...],
    extras: tuple[tuple[Formula, Fraction], ...],
    ends: tuple[Fraction, Fraction] | None,
) -> Utility:
    numbers = [value for table in tables for value in table] + [value for _, value in extras]
    if ends is not None:
        numbers += [*ends, (ends[0] + ends[1]) / 2]
    scale = lcm(*(number.denominator for number in numbers))
    common = gcd(scale, *(int(number * scale) for number in numbers))
    scale //= common

    def whole(number: Fraction) -> int:
        return int(number * scale)

    return Utility(
        party=party,
        scale=scale,
        tables=tuple(tuple(whole(value) for value in table) for table in tables),
        extras=tuple((formula, whole(value)) for formula, value in extras),
        reservation=None if ends is None else whole((ends[0] + ends[1]) / 2),
        reservation_ends=None if ends is None else (whole(ends[0]), whole(ends[1])),
    )
