"""What a case leaves open, as laws to draw from, each on a declared grid of integers.

Laws: weights by rank are uniform on the ordered simplex, weights within bounds uniform on the weights that
are proportional to a vector within them, unstated ones uniform on the simplex; a value, an interaction or a
reservation within bounds is uniform there, an option that nobody valued uniform on [0, 1]; ranked options
are uniform order statistics between 1 for the best and 0 for the worst. The means of these laws are the
centroids of :mod:`~detente.accept.utility`. On a party's own scale (imported domains) weights are as
written, each uniform within its bounds.

A drawn preference is rounded to the grid *before* anything is compared: weights to integers with the sum
:data:`GRID`, values to multiples of ``1 / GRID``. What is known keeps its exact value. A party's utility is
then an integer, ``weight x value``, and equality is exact: two packages that are worth the same under every
weight are so in every draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.laws import (
    GRID,
    Between,
    OpenWeights,
    OrderedWeights,
    Ranked,
    ValueLaw,
    WeightLaw,
)
from detente.accept.robustness.simplex import ratio_law
from detente.case.model import Case, Figure, Issue, Like, Party, Preference, package_numbers
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.accept.problem import Line, Problem
    from detente.case.formula import Formula

EXACT = 2**53
"""Integers up to this size are exact in floating point, so that sums of them may be made there."""

UNVALUED = Figure(low=Fraction(0), high=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartyUnknowns:
    """What is open of one party's preference.

    Attributes:
        weights: Law of the weights, in multiples of ``1 / weight_scale``.
        values: Law of the options' values for each issue, in multiples of ``1 / value_scale``.
        extras: Law of what its interactions add, in multiples of ``1 / value_scale``.
        formulas: When its interactions apply.
        reservation: Law of the utility of no deal (one number), or the package that it is like, or None.
        weight_scale: Denominator of the weights.
        value_scale: Denominator of values, interactions and reservation.
        rounded: Whether stated numbers, too, had to be rounded to the grid.
    """

    party: str
    weights: WeightLaw
    values: tuple[ValueLaw, ...]
    extras: Between
    formulas: tuple[Formula, ...]
    reservation: Between | tuple[int, ...] | None
    weight_scale: int
    value_scale: int
    rounded: bool

    @property
    def scale(self) -> int:
        """A drawn utility is an integer over this."""
        return self.weight_scale * self.value_scale


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUnknowns:
    """A red line that binds, the chance that it is held, and what follows when it is not.

    Attributes:
        levels: What is in force at level 0 (held), 1 (first fallback), ...; past the last the line is gone.
        chance: Bounds of the chance.
    """

    id: str
    party: str
    levels: tuple[Formula, ...]
    chance: tuple[float, float]

    @property
    def is_open(self) -> bool:
        """Whether it may ever be given up."""
        return self.chance[0] < 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unknowns:
    """All that a case leaves open.

    Attributes:
        problem: The case, ready for computing.
        starts: For each issue where its options start in a row of all options, and the end: (issues + 1,).
        parties: Parties that state a preference, as in ``problem.utilities``.
        lines: Red lines, as in ``problem.lines``.
    """

    problem: Problem
    starts: tuple[int, ...]
    parties: tuple[PartyUnknowns, ...]
    lines: tuple[LineUnknowns, ...]


def unknowns_of(problem: Problem) -> Unknowns:
    """What the case of ``problem`` leaves open.

    Raises:
        InputError: if a party's utilities, as written, are too large for the grid.
    """
    case = problem.case
    chances = {line.id: line.held for line in case.red_lines}
    return Unknowns(
        problem=problem,
        starts=tuple(accumulate(problem.sizes, initial=0)),
        parties=tuple(_party(case, case.party(utility.party)) for utility in problem.utilities),
        lines=tuple(_line(line, chances[line.id]) for line in problem.lines),
    )


def _line(line: Line, chance: Figure) -> LineUnknowns:
    return LineUnknowns(
        id=line.id,
        party=line.party,
        levels=(line.formula, *line.fallback),
        chance=(float(chance.low), float(chance.high)),
    )


def _party(case: Case, party: Party) -> PartyUnknowns:
    """Exact numbers where they fit; the grid for all where they do not."""
    exact = _scaled(case, party, _weight_scale(case, party.preference), _value_scale(case, party))
    if _reach(exact) < EXACT:
        return exact
    coarse = _scaled(case, party, _weight_grid(party.preference), _value_grid(case, party), rounded=True)
    if _reach(coarse) < EXACT:
        return coarse
    message = f"party '{party.id}' has utilities, as written, that are too large to be drawn"
    raise InputError(Fault(place=f"parties.{party.id}", message=message, hint="give them in larger units"))


def _scaled(
    case: Case, party: Party, weight_scale: int, value_scale: int, *, rounded: bool = False
) -> PartyUnknowns:
    preference, known = party.preference, party.reservation
    reservation: Between | tuple[int, ...] | None = None
    if isinstance(known, Like):
        reservation = package_numbers(case, known.package)
    elif known is not None:
        reservation = _between([known], value_scale)
    return PartyUnknowns(
        party=party.id,
        weights=_weight_law(case, preference, weight_scale),
        values=tuple(_value_law(issue, preference, value_scale) for issue in case.issues),
        extras=_between([extra.value for extra in preference.interactions], value_scale),
        formulas=tuple(extra.formula for extra in preference.interactions),
        reservation=reservation,
        weight_scale=weight_scale,
        value_scale=value_scale,
        rounded=rounded,
    )


def _between(figures: Sequence[Figure], scale: int) -> Between:
    return Between(
        low=np.array([float(figure.low * scale) for figure in figures]),
        high=np.array([float(figure.high * scale) for figure in figures]),
    )


def _weight_law(case: Case, preference: Preference, scale: int) -> WeightLaw:
    count, figures = len(case.issues), _weight_figures(case, preference)
    if preference.as_written or all(not figure.is_open for figure in figures):
        total = Fraction(1) if preference.as_written else sum((f.low for f in figures), Fraction(0))
        return _between([_over(figure, total) for figure in figures], scale)
    if preference.issue_ranking:
        return OrderedWeights(tuple(preference.issue_ranking.index(issue.id) for issue in case.issues))
    if all(figure.low == 0 for figure in figures):
        return OpenWeights(tuple(n for n, figure in enumerate(figures) if figure.is_open), count)
    return ratio_law([(figure.low, figure.high) for figure in figures])


def _weight_figures(case: Case, preference: Preference) -> list[Figure]:
    """The bounds of each issue's weight; of ranked and of unstated ones [0, 1]."""
    if len(case.issues) == 1 and not preference.as_written:
        return [Figure(low=Fraction(1), high=Fraction(1))]
    unstated = Figure(low=Fraction(1), high=Fraction(1)) if preference.as_written else UNVALUED
    return [preference.weights.get(issue.id, unstated) for issue in case.issues]


def _over(figure: Figure, total: Fraction) -> Figure:
    return Figure(low=figure.low / total, high=figure.high / total)


def _value_law(issue: Issue, preference: Preference, scale: int) -> ValueLaw:
    ranking = preference.option_rankings.get(issue.id)
    if ranking:
        return Ranked(tuple(ranking.index(option.id) for option in issue.options), scale)
    known = preference.values.get(issue.id, {})
    return _between([known.get(option.id, UNVALUED) for option in issue.options], scale)


# ---------------------------------------------------------------- grids


def _weight_scale(case: Case, preference: Preference) -> int:
    figures = _weight_figures(case, preference)
    if preference.as_written:
        return lcm(_denominator(figures), _weight_grid(preference) if _any_open(figures) else 1)
    if _any_open(figures):
        return GRID
    total = sum((figure.low for figure in figures), Fraction(0))
    return lcm(*((figure.low / total).denominator for figure in figures))


def _value_scale(case: Case, party: Party) -> int:
    figures = _value_figures(case, party)
    ranked = [len(order) for order in party.preference.option_rankings.values()]
    drawn = _any_open(figures) or any(count > 2 for count in ranked)
    return lcm(_denominator(figures), _value_grid(case, party) if drawn else 1)


def _value_figures(case: Case, party: Party) -> list[Figure]:
    preference = party.preference
    figures = [
        preference.values.get(issue.id, {}).get(option.id, UNVALUED)
        for issue in case.issues
        if issue.id not in preference.option_rankings
        for option in issue.options
    ]
    figures += [extra.value for extra in preference.interactions]
    return [*figures, party.reservation] if isinstance(party.reservation, Figure) else figures


def _weight_grid(preference: Preference) -> int:
    return _grid(preference.weights.values()) if preference.as_written else GRID


def _value_grid(case: Case, party: Party) -> int:
    return _grid(_value_figures(case, party)) if party.preference.as_written else GRID


def _grid(figures: Iterable[Figure]) -> int:
    """``GRID`` steps in the next power of ten above the greatest number; no step is larger than one."""
    greatest = max((max(abs(figure.low), abs(figure.high)) for figure in figures), default=Fraction(1))
    grid = Fraction(GRID)
    while greatest > 1 and grid > 1:
        greatest, grid = greatest / 10, grid / 10
    while 0 < greatest <= Fraction(1, 10):
        greatest, grid = greatest * 10, grid * 10
    return max(int(grid), 1)


def _denominator(figures: Iterable[Figure]) -> int:
    return lcm(*(figure.low.denominator for figure in figures if not figure.is_open))


def _any_open(figures: Iterable[Figure]) -> bool:
    return any(figure.is_open for figure in figures)


def _reach(unknowns: PartyUnknowns) -> float:
    """A bound on every sum that makes up a drawn utility, in units of the party's grid."""
    greatest = [
        float(law.top) if isinstance(law, Ranked) else float(np.abs([law.low, law.high]).max())
        for law in unknowns.values
    ]
    if isinstance(unknowns.weights, Between):
        reach = float(unknowns.weights.high @ np.array(greatest))
    else:
        reach = unknowns.weight_scale * max(greatest)
    rest = [unknowns.extras.low, unknowns.extras.high]
    if isinstance(unknowns.reservation, Between):
        rest += [unknowns.reservation.low, unknowns.reservation.high]
    return reach + sum(float(np.abs(numbers).sum()) for numbers in rest) * unknowns.weight_scale
