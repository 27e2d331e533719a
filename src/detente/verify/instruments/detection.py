"""How likely an instrument is to see one violation, by distance and condition.

For an instrument at distance d from a violation of type v, in a scenario with states s:

    p(d) = min(1, p_v * prod_s a_vs) * S(d / (r_v * prod_s b_vs))

with p_v the figure ``detection``, a_vs its ``detection-factor`` in state s, r_v the ``range-m`` and b_vs its
``range-factor``; a factor that is not given is 1. In a state that disables the instrument's sensor class p is
0. The shape S is declared for each instrument; x is the distance in ranges:

    step          S(x) = 1 for x <= 1, else 0
    exponential   S(x) = 2^(-x)
    log-logistic  S(x) = 1 / (1 + x^k), k the figure ``steepness``

so the range is where the step ends, and where the smooth shapes are down to a half. What is left of a smooth
shape below :data:`CUT` counts as nothing. The shapes are conventions of this library, in the manner of the
uniform, negative exponential and hazard-rate detection functions of distance sampling (Buckland et al. 2001,
Introduction to Distance Sampling): no public source has calibrated any of them for these instruments.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2, prod
from typing import TYPE_CHECKING

from detente.case.verification import FigureKey, Instrument, Level, Placing, Shape
from detente.verify.instruments.scenarios import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

CUT = 0.01
"""What is left of a smooth shape below this share counts as nothing."""

STEEPNESS = 4.0
"""The steepness of a log-logistic shape whose instrument gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What an instrument sees of one violation type in one scenario, at one level.

    Attributes:
        peak: The probability of detection at distance 0.
        range_m: The range in metres; None where distance plays no part.
        shape: How detection falls with distance.
        steepness: The exponent of the log-logistic shape.
    """

    peak: float
    range_m: float | None
    shape: Shape
    steepness: float


def sight(instrument: Instrument, violation: str, scenario: Scenario, level: Level = "mid") -> Sight | None:
    """What an instrument sees of a violation type; None where its figures do not say.

    It is unknown where there is no ``detection``, and where an instrument that needs a site has no
    ``range-m``.
    """
    base = instrument.figure(FigureKey.DETECTION, violation=violation)
    reach = instrument.figure(FigureKey.RANGE_M, violation=violation)
    if base is None or (reach is None and instrument.placing is Placing.SITE):
        return None
    steepness = instrument.figure(FigureKey.STEEPNESS)
    peak = base.at(level) * _product(instrument, FigureKey.DETECTION_FACTOR, violation, scenario, level)
    shrunk = _product(instrument, FigureKey.RANGE_FACTOR, violation, scenario, level)
    return Sight(
        peak=0.0 if instrument.sensor in scenario.disabled else min(1.0, peak),
        range_m=None if reach is None else reach.at(level) * shrunk,
        shape=instrument.shape,
        steepness=STEEPNESS if steepness is None else steepness.at(level),
    )


def furthest_m(seen: Sight) -> float:
    """The distance in metres beyond which nothing is seen; infinite where distance plays no part."""
    if seen.range_m is None:
        return float("inf")
    if seen.shape is Shape.STEP:
        return seen.range_m
    if seen.shape is Shape.EXPONENTIAL:
        return seen.range_m * log2(1 / CUT)
    return seen.range_m * float((1 / CUT - 1) ** (1 / seen.steepness))


def curve(
    distance_m: ArrayLike, *, range_m: float, shape: Shape, steepness: float = STEEPNESS
) -> NDArray[np.float64]:
    """The share of the detection at distance 0 that is left at each distance: S of the module's text.

    Args:
        distance_m: Distances in metres, not negative, of any shape.
        range_m: The range in metres; at 0 nothing is seen at any distance above 0.
        shape: The shape.
        steepness: The exponent of the log-logistic shape.

    Raises:
        ValueError: if a distance or the range is negative or not a number.
    """
    import numpy as np

    distance = np.asarray(distance_m, dtype=np.float64)
    if not (range_m >= 0 and bool((distance >= 0).all())):
        raise ValueError("distances and ranges are numbers from 0, in metres")
    if range_m == 0:
        return np.where(distance == 0, 1.0, 0.0)
    with np.errstate(over="ignore", under="ignore"):
        x = distance / range_m
        if shape is Shape.STEP:
            return np.where(x <= 1, 1.0, 0.0)
        left = np.exp2(-x) if shape is Shape.EXPONENTIAL else 1 / (1 + x**steepness)
    return np.where(left < CUT, 0.0, left)


def detection(
    instrument: Instrument,
    violation: str,
    scenario: Scenario,
    distance_m: ArrayLike,
    level: Level = "mid",
) -> NDArray[np.float64] | None:
    """The probability that one instrument sees one violation at each distance; None where it is not known.

    Args:
        instrument: The instrument.
        violation: The id of a violation type.
        scenario: The states of all conditions.
        distance_m: Distances in metres, of any shape; what needs no site sees alike at all of them.
        level: Which end of the figures.

    Raises:
        ValueError: for a negative distance.
    """
    import numpy as np

    seen = sight(instrument, violation, scenario, level)
    if seen is None:
        return None
    distance = np.asarray(distance_m, dtype=np.float64)
    if seen.range_m is None:
        return np.full(distance.shape, seen.peak)
    left = curve(distance, range_m=seen.range_m, shape=seen.shape, steepness=seen.steepness)
    return seen.peak * left


def _product(
    instrument: Instrument, key: FigureKey, violation: str, scenario: Scenario, level: Level
) -> float:
    factors = (instrument.figure(key, violation=violation, state=state) for state in scenario.states)
    return prod(factor.at(level) for factor in factors if factor is not None)
