"""Expected cases by indirect standardisation, and populations between two censuses.

Each stratum (age, sex, season, ...) has one rate over all places and periods: its cases over its
person-time. A place is expected to have what these rates give for its own people (Breslow and Day 1987,
Statistical Methods in Cancer Research II, IARC, chapter 2; Kulldorff, Feuer, Miller and Freedman 1997,
American Journal of Epidemiology 146:161-170, for scans). Expected cases sum to the cases.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, InputError

Floats = NDArray[np.float64]


def expected_cases(cases: ArrayLike, population: ArrayLike) -> Floats:
    """Expected cases of each place and period, strata held apart.

    Args:
        cases: ``[cell, period, stratum]``, or ``[cell, stratum]``.
        population: The same shape: the people of each stratum in each place and period.

    Returns:
        ``[cell, period]``, or ``[cell]``; the sum is the number of cases.

    Raises:
        InputError: shapes that differ, negative numbers, or cases in a stratum that has no people.
    """
    seen, people = np.asarray(cases, dtype=np.float64), np.asarray(population, dtype=np.float64)
    hint = "give both as [cell, period, stratum] or [cell, stratum]"
    if seen.shape != people.shape or seen.ndim not in {2, 3}:
        message = f"cases have the shape {seen.shape}, the population {people.shape}"
        raise InputError(Fault(place="shapes", message=message, hint=hint))
    for name, given in (("cases", seen), ("population", people)):
        if not (np.isfinite(given) & (given >= 0)).all():
            hint = "give finite numbers from 0"
            raise InputError(Fault(place=name, message="some are negative or not finite", hint=hint))
    outer = tuple(range(seen.ndim - 1))
    cases_of, people_of = seen.sum(axis=outer), people.sum(axis=outer)
    empty = np.flatnonzero((people_of == 0) & (cases_of > 0))
    if len(empty):
        message = f"stratum {empty[0]} has {cases_of[empty[0]]:g} cases and no people"
        raise InputError(Fault(place="population", message=message, hint="join it with another stratum"))
    rates = np.divide(cases_of, people_of, out=np.zeros_like(cases_of), where=people_of > 0)
    expected: Floats = people @ rates
    return expected


def between_censuses(population: ArrayLike, counted: Sequence[float], asked: Sequence[float]) -> Floats:
    """Populations at other times than the censuses: straight lines between them, level before and after.

    Args:
        population: ``[cell, census, ...]``.
        counted: The time of each census, ascending.
        asked: The times that are asked for.

    Returns:
        ``[cell, asked, ...]``.

    Raises:
        InputError: times that do not ascend, or do not match the censuses.
    """
    people, times = np.asarray(population, dtype=np.float64), np.asarray(counted, dtype=np.float64)
    if people.ndim < 2 or people.shape[1] != len(times) or not len(times) or not (np.diff(times) > 0).all():
        message = f"{len(times)} times for populations of shape {people.shape}"
        hint = "give [cell, census, ...] and one time for each census, ascending"
        raise InputError(Fault(place="counted", message=message, hint=hint))
    places = np.interp(np.asarray(asked, dtype=np.float64), times, np.arange(len(times)))
    low = np.floor(places).astype(np.int64)
    high = np.minimum(low + 1, len(times) - 1)
    part = (places - low).reshape(-1, *(1,) * (people.ndim - 2))
    between: Floats = people[:, low] * (1 - part) + people[:, high] * part
    return between
