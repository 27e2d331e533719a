"""Kulldorff's scan statistics under his own nulls: what SaTScan computes.

Three ways to say what is expected, in space, or in space and time as cylinders:

:func:`scan_poisson`
    In proportion to a population or to expected cases; null worlds share the cases out at random.
:func:`scan_bernoulli`
    In proportion to cases and controls; null worlds draw which of them are cases.
:func:`scan_permutation`
    From the cases alone: as many in a place as it always has, on a day as there are everywhere; null worlds
    shuffle the days of the cases (Kulldorff, Heffernan, Hartman, Assunção and Mostashari 2005, PLoS Medicine
    2:e59).

Sources: Kulldorff 1997, Communications in Statistics: Theory and Methods 26:1481-1496; Kulldorff, Athas,
Feuer, Miller and Key 1998, American Journal of Public Health 88:1377-1380 (cylinders); Kulldorff 2001,
Journal of the Royal Statistical Society A 164:61-72 (prospective). Departures: secondary clusters are the
best windows that share no place with those listed before, searched for anew (SaTScan keeps one window for
each centre and drops those that overlap); cells at the same distance enter a circle together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from detente.errors import Fault, InputError
from detente.watch.scan.law import BERNOULLI, POISSON, Law, Rates, law
from detente.watch.scan.nulls import Floats, Integers
from detente.watch.scan.places import numbers
from detente.watch.scan.result import Scan
from detente.watch.scan.run import Drawn, Statistic, Subject, scanned
from detente.watch.scan.tables import baseline_faults, choice_faults, same_shape, table, whole
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles, circles

MOST_DRAWN = 400_000_000
"""Cases, and controls, that can be drawn from (a limit of the generator)."""
MOST_SHUFFLED = 100_000_000
"""Cases whose days fit into memory to be shuffled."""
HALF = Horizon(most_share=0.5)
"""Kulldorff's usual limit: up to half of the days."""


def scan_poisson(
    cases: ArrayLike,
    population: ArrayLike,
    coordinates: ArrayLike,
    *,
    limits: Circles | None = None,
    horizon: Horizon = HALF,
    rates: Rates = "high",
    trial: Trial | None = None,
) -> Scan:
    """Kulldorff's Poisson scan: where, and when, is the rate of cases another one?

    Args:
        cases: ``[cell]`` or ``[cell, period]``.
        population: The same shape: the population at risk, or cases expected from covariates
            (``expected_cases``). Only proportions matter.
        coordinates: ``[cell, 2]``: x, y, or longitude, latitude in degrees.
        limits: Which circles; shares are of the population. ``None``: Euclidean, up to half.
        horizon: Which runs of periods.
        rates: ``"high"``, ``"low"`` or ``"both"``.
        trial: Draws, seed, level; ``None``: 999 draws from seed 0 at 5 %.

    Returns:
        Clusters that share no place; their expected cases are in proportion to the population.

    Raises:
        InputError: arrays that do not fit; cases where there is no population; choices that are none.
    """
    trial = trial or Trial()
    given, people = whole(cases, "cases"), table(population, "population")
    _raise(choice_faults(horizon, trial, rates), same_shape({"cases": given, "population": people}))
    _raise(baseline_faults(given, people, "population"), _some(given, "cases"))
    number = int(given.sum())
    base = people * (number / people.sum())
    shares = (people / people.sum()).ravel()

    def drawn(generator: np.random.Generator) -> Integers:
        return generator.multinomial(number, shares).reshape(given.shape)

    form = law(POISSON, cases=number, total=number, rates=rates)
    subject = _subject(
        "poisson", (given, base, people), form, "cases shared out in proportion to the population", drawn
    )
    zones = circles(_points(coordinates, given), weights=people.sum(axis=1), limits=limits)
    return scanned(subject, zones, horizon, trial)


def scan_bernoulli(
    cases: ArrayLike,
    controls: ArrayLike,
    coordinates: ArrayLike,
    *,
    limits: Circles | None = None,
    horizon: Horizon = HALF,
    rates: Rates = "high",
    trial: Trial | None = None,
) -> Scan:
    """Kulldorff's Bernoulli scan: where, and when, is the share of cases another one?

    Args:
        cases: ``[cell]`` or ``[cell, period]``.
        controls: The same shape.
        coordinates: ``[cell, 2]``: x, y, or longitude, latitude in degrees.
        limits: Which circles; shares are of cases and controls together. ``None``: Euclidean, up to half.
        horizon: Which runs of periods.
        rates: ``"high"``, ``"low"`` or ``"both"``.
        trial: Draws, seed, level; ``None``: 999 draws from seed 0 at 5 %.

    Returns:
        Clusters that share no place; ``population`` is cases and controls.

    Raises:
        InputError: arrays that do not fit; no case or no control; choices that are none.
    """
    trial = trial or Trial()
    given, others = whole(cases, "cases", most=MOST_DRAWN), whole(controls, "controls", most=MOST_DRAWN)
    _raise(choice_faults(horizon, trial, rates), same_shape({"cases": given, "controls": others}))
    _raise(_some(given, "cases"), _some(others, "controls"))
    both = given + others
    number, flat = int(given.sum()), both.ravel()

    def drawn(generator: np.random.Generator) -> Integers:
        return generator.multivariate_hypergeometric(flat, number, method="marginals").reshape(given.shape)

    base = both.astype(np.float64)
    form = law(BERNOULLI, cases=number, total=float(base.sum()), rates=rates)
    subject = _subject("bernoulli", (given, base, base), form, "cases drawn from cases and controls", drawn)
    zones = circles(_points(coordinates, given), weights=base.sum(axis=1), limits=limits)
    return scanned(subject, zones, horizon, trial)


def scan_permutation(
    cases: ArrayLike,
    coordinates: ArrayLike,
    *,
    limits: Circles | None = None,
    horizon: Horizon = HALF,
    rates: Rates = "high",
    trial: Trial | None = None,
) -> Scan:
    """The space-time permutation scan: where and when do cases come closer together than by chance?

    Args:
        cases: ``[cell, day]``.
        coordinates: ``[cell, 2]``: x, y, or longitude, latitude in degrees.
        limits: Which circles; shares are of the cases. ``None``: Euclidean, up to half.
        horizon: Which runs of days.
        rates: ``"high"``, ``"low"`` or ``"both"``.
        trial: Draws, seed, level; ``None``: 999 draws from seed 0 at 5 %.

    Returns:
        Clusters that share no place; a cell-day is expected to have its cell's cases times its day's, over
        all cases.

    Raises:
        InputError: arrays that do not fit; no cases; choices that are none.
    """
    trial = trial or Trial()
    given = whole(cases, "cases", most=MOST_SHUFFLED)
    _raise(choice_faults(horizon, trial, rates), _some(given, "cases"))
    by_cell, by_day = given.sum(axis=1), given.sum(axis=0)
    number = int(given.sum())
    base = np.outer(by_cell, by_day) / number
    cells = np.repeat(np.arange(given.shape[0]), by_cell) * given.shape[1]
    days = np.repeat(np.arange(given.shape[1]), by_day)

    def drawn(generator: np.random.Generator) -> Integers:
        shuffled = cells + generator.permutation(days)
        return np.bincount(shuffled, minlength=given.size).reshape(given.shape)

    form = law(POISSON, cases=number, total=number, rates=rates)
    subject = _subject("permutation", (given, base, None), form, "days of the cases shuffled", drawn)
    zones = circles(_points(coordinates, given), weights=by_cell.astype(np.float64), limits=limits)
    return scanned(subject, zones, horizon, trial)


def _subject(
    statistic: Statistic, tables: tuple[Integers, Floats, Floats | None], form: Law, null: str, drawn: Drawn
) -> Subject:
    counts, base, population = tables
    return Subject(
        statistic=statistic,
        counts=counts,
        base=base,
        population=population,
        form=form,
        null=null,
        drawn=drawn,
        fitted=None,
        also=(),
        unseen=0,
        whole_places=True,
    )


def _points(coordinates: ArrayLike, counts: Integers) -> Floats:
    points = numbers(coordinates, "coordinates")
    if len(points.shape) != 2 or len(points) != len(counts):
        message = f"{len(counts)} cells have coordinates of shape {points.shape}"
        hint = "give a row of two numbers for each cell"
        raise InputError(Fault(place="coordinates", message=message, hint=hint))
    return points


def _some(counts: Integers, name: str) -> list[Fault]:
    return (
        []
        if counts.any()
        else [Fault(place=name, message="there are none", hint=f"give at least one of the {name}")]
    )


def _raise(*faults: list[Fault]) -> None:
    if found := [fault for part in faults for fault in part]:
        raise InputError(*found)
