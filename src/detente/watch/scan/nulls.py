"""What counts look like where nothing has changed: the worlds that a scan is compared with.

Counts of detections vary more than Poisson's: a fire burns for days, a shelling comes in salvos. A null that
has too little spread calls ordinary bursts clusters. So a scan for truces draws from the negative binomial
that was fitted to the time before, and from Poisson only where a user asks for it by name.

:class:`NegativeBinomialNull`
    ``variance = mean + mean^2 / size``, drawn as a Poisson count whose mean is gamma-distributed.
:class:`SampledNull`
    The same with what the fit leaves open: each world takes one sample of the fit's posterior for all of its
    days. Days of a cell then move together, as a baseline that is a tenth too low is so on every day. Draws
    from the predictive distribution day by day would lose that.
:class:`PoissonNull`
    For comparison, and for counts that were shown to be Poisson's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError
from detente.watch.scan.places import numbers

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


MOST_MEAN = 1e12
"""Counts are drawn and summed as whole numbers."""


class Null(Protocol):
    """A world in which nothing has changed."""

    @property
    def mean(self) -> Floats:
        """The expected counts ``[cell, day]``."""
        ...

    @property
    def title(self) -> str:
        """What the worlds are drawn from, in words."""
        ...

    def drawn(self, generator: np.random.Generator) -> Integers:
        """The counts ``[cell, day]`` of one world."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class PoissonNull:
    """Independent Poisson counts.

    Attributes:
        mean: Expected counts ``[cell, day]``, not negative.
    """

    mean: Floats

    def __post_init__(self) -> None:
        """Take what NumPy reads as numbers, and raise all faults."""
        object.__setattr__(self, "mean", numbers(self.mean, "mean"))
        _raise(_mean_faults(self.mean))

    @property
    def title(self) -> str:
        """What the worlds are drawn from, in words."""
        return "Poisson counts"

    def drawn(self, generator: np.random.Generator) -> Integers:
        """The counts of one world."""
        return generator.poisson(self.mean)


@dataclass(frozen=True, slots=True, eq=False)
class NegativeBinomialNull:
    """Independent negative binomial counts.

    Attributes:
        mean: Expected counts ``[cell, day]``, not negative.
        size: Of each cell (or one number for all): ``variance = mean + mean^2 / size``; infinity is Poisson.
    """

    mean: Floats
    size: Floats | float

    def __post_init__(self) -> None:
        """Take what NumPy reads as numbers, and raise all faults."""
        object.__setattr__(self, "mean", numbers(self.mean, "mean"))
        faults = _mean_faults(self.mean)
        _raise(faults or _size_faults(self.size, (), self.mean.shape[0]))

    @property
    def title(self) -> str:
        """What the worlds are drawn from, in words."""
        return "negative binomial counts as fitted"

    def drawn(self, generator: np.random.Generator) -> Integers:
        """The counts of one world."""
        return _negative_binomial(self.mean, np.asarray(self.size, dtype=np.float64), generator)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SampledNull:
    """Negative binomial counts whose parameters are drawn from samples of a fit's posterior.

    Attributes:
        mean: Expected counts ``[cell, day]``: what a window is compared with.
        levels: ``[sample, cell]`` or ``[sample, cell, day]``: what a sample multiplies ``mean`` by; about
            1 on average.
        sizes: ``[sample, cell]`` or ``[sample]``.
    """

    mean: Floats
    levels: Floats
    sizes: Floats
    _middle: NegativeBinomialNull = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take what NumPy reads as numbers, raise all faults; find the fit without what it leaves open."""
        for name in ("mean", "levels", "sizes"):
            object.__setattr__(self, name, numbers(getattr(self, name), name))
        faults = _mean_faults(self.mean) or self._faults()
        _raise(faults)
        middle = np.median(self.sizes, axis=0)
        object.__setattr__(self, "_middle", NegativeBinomialNull(self.mean, middle))

    @property
    def title(self) -> str:
        """What the worlds are drawn from, in words."""
        return f"negative binomial counts, each world with one of {len(self.levels)} samples of the fit"

    @property
    def fitted(self) -> NegativeBinomialNull:
        """The null without what the fit leaves open: ``mean``, and the median of the sizes."""
        return self._middle

    def drawn(self, generator: np.random.Generator) -> Integers:
        """The counts of one world."""
        sample = int(generator.integers(len(self.levels)))
        level = self.levels[sample]
        mean = self.mean * (level[:, None] if level.ndim == 1 else level)
        return _negative_binomial(mean, self.sizes[sample], generator)

    def _faults(self) -> list[Fault]:
        cells, days = self.mean.shape
        samples = len(self.levels)
        hint = f"[sample, cell] or [sample, cell, day] of {cells} cells and {days} days"
        if not samples or self.levels.shape[1:] not in {(cells,), (cells, days)}:
            return [Fault(place="levels", message=f"the shape is {self.levels.shape}", hint=hint)]
        if not (np.isfinite(self.levels).all() and (self.levels >= 0).all()):
            return [Fault(place="levels", message="some are negative or not finite", hint="give 0 or more")]
        return _size_faults(self.sizes, (samples,), cells)


def _negative_binomial(mean: Floats, size: Floats, generator: np.random.Generator) -> Integers:
    sizes = np.broadcast_to(size[:, None] if size.ndim else size, mean.shape)
    if np.isinf(sizes).any():
        finite = np.isfinite(sizes)
        rates = mean.copy()
        rates[finite] *= generator.gamma(sizes[finite]) / sizes[finite]
    else:
        rates = mean * (generator.gamma(sizes) / sizes)
    return generator.poisson(rates)


def _mean_faults(mean: Floats) -> list[Fault]:
    hint = "give expected counts [cell, day], 0 or more"
    if mean.ndim != 2:
        return [Fault(place="mean", message=f"the shape is {mean.shape}", hint=hint)]
    bad = np.argwhere(~((mean >= 0) & (mean <= MOST_MEAN)))
    if len(bad):
        cell, day = (int(index) for index in bad[0])
        told = f"negative, no number or above {MOST_MEAN:g}"
        message = f"{len(bad)} values are {told}, the first {mean[cell, day]:g}"
        return [Fault(place=f"mean[{cell}, {day}]", message=message, hint=hint)]
    return []


def _size_faults(size: Floats | float, before: tuple[int, ...], cells: int) -> list[Fault]:
    given = np.asarray(size, dtype=np.float64)
    if given.shape not in {before, (*before, cells)}:
        message = f"the shape is {given.shape}, where there are {cells} cells"
        return [Fault(place="size", message=message, hint="give one number, or one for each cell")]
    if not (given > 0).all():
        hint = "give numbers above 0; infinity is Poisson"
        return [Fault(place="size", message="some are 0, negative or no number", hint=hint)]
    return []


def _raise(faults: list[Fault]) -> None:
    if faults:
        raise InputError(*faults)
