"""Counts and baselines as they are handed in: checked at the door, all faults at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, InputError
from detente.watch.scan.law import Rates
from detente.watch.scan.places import numbers
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MOST = 2**53
"""Sums up to here are exact in floating point."""
NEGLIGIBLE = 1e-12
"""A baseline below this share of the whole is lost in the rounding of its sums."""


def choice_faults(horizon: Horizon, trial: Trial, rates: Rates) -> list[Fault]:
    """What is wrong with the choices of a scan."""
    faults = [*horizon.faults(), *trial.faults()]
    if rates not in {"high", "low", "both"}:
        faults.append(Fault(place="rates", message=f"the value is {rates!r}", hint="high, low or both"))
    return faults


def table(values: ArrayLike, name: str) -> Floats:
    """An array ``[cell, day]`` of finite numbers from 0; one number for each cell is one day.

    Raises:
        InputError: another shape; numbers that are negative or not finite.
    """
    given = numbers(values, name)
    given = given[:, None] if given.ndim == 1 else given
    if given.ndim != 2 or not given.shape[1]:
        hint = "give numbers [cell] or [cell, day]"
        raise InputError(Fault(place=name, message=f"the shape is {given.shape}", hint=hint))
    _raise_at(given, ~(np.isfinite(given) & (given >= 0)), name, "give finite numbers from 0")
    return given


def whole(values: ArrayLike, name: str, *, most: int = MOST) -> Integers:
    """The same of whole numbers.

    Raises:
        InputError: as :func:`table`; numbers that are not whole; a sum of more than ``most``.
    """
    given = table(values, name)
    _raise_at(given, given != np.rint(given), name, "give counts, which are whole numbers")
    if given.sum() > most:
        message = f"the sum is {given.sum():g}, more than {most:,}"
        raise InputError(Fault(place=name, message=message, hint="count in larger units", code="too-large"))
    return given.astype(np.int64)


def same_shape(named: dict[str, Floats | Integers]) -> list[Fault]:
    """A fault if the tables differ in shape."""
    shapes = {name: given.shape for name, given in named.items()}
    if len(set(shapes.values())) == 1:
        return []
    told = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
    hint = "give each the same cells and days, in the same order"
    return [Fault(place="shapes", message=f"they differ: {told}", hint=hint)]


def baseline_faults(counts: Integers, base: Floats, name: str) -> list[Fault]:
    """Counts where the baseline says that there can be none, and baselines too small to be summed."""
    impossible = np.argwhere((base <= 0) & (counts > 0))
    if len(impossible):
        cell, day = (int(index) for index in impossible[0])
        message = f"{counts[cell, day]} seen where the baseline is 0 ({len(impossible)} such cell-days)"
        hint = "give a baseline above 0 wherever something can be seen"
        return [Fault(place=f"{name}[{cell}, {day}]", message=message, hint=hint)]
    positive = base[base > 0]
    if len(positive) and positive.min() < NEGLIGIBLE * positive.sum():
        message = f"the smallest baseline above 0 is {positive.min():g}, of {positive.sum():g} in all"
        return [Fault(place=name, message=message, hint="give 0 where nothing can be seen")]
    return []


def _raise_at(given: Floats, wrong: NDArray[np.bool_], name: str, hint: str) -> None:
    bad = np.argwhere(wrong)
    if len(bad):
        faults = [
            Fault(place=f"{name}[{cell}, {day}]", message=f"the value is {given[cell, day]:g}", hint=hint)
            for cell, day in bad[:5]
        ]
        raise InputError(*faults)
