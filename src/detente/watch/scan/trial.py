"""How often worlds without a change show as strong a signal: p-values, their names, and their errors.

A p-value is the rank of the observed statistic among those of null worlds: ``(1 + how many reach it) /
(draws + 1)``, exact at any number of draws (Dwass 1957, Annals of Mathematical Statistics 28:181-187; Besag
and Clifford 1991, Biometrika 78:301-304). Each world contributes the maximum over all of its windows, so
that the p-value holds for the whole search.

The Gumbel approximation goes beyond the rank's smallest value: a Gumbel distribution is fitted to the maxima
by its moments (Abrams, Kulldorff and Kleinman 2010, International Journal of Health Geographics 9:61).

The recurrence interval of a scan that is made each ``n`` days is ``n / p`` days: how long one waits on
average, where nothing changes, for a signal as strong (Kleinman, Lazarus and Platt 2004, American Journal
of Epidemiology 159:217-224).

For several clusters at once, ``q`` estimates the false discovery rate: among clusters with a statistic of
at least ``t`` that share nothing with each other, null worlds have so many on average, and this one so
many; ``q`` is the least ratio over all ``t`` up to the cluster's own (the plug-in estimate of Tusher,
Tibshirani and Chu 2001, Proceedings of the National Academy of Sciences 98:5116-5121, on clusters instead
of genes).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault
from detente.watch.scan.search import hands

Floats = NDArray[np.float64]
Several = Literal["any", "fdr"]

ROUNDING = 1 - 1e-9
"""A null world reaches a statistic from here on: equal windows may differ by a rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How a scan is tested.

    Attributes:
        draws: How many null worlds.
        seed: From which they follow.
        level: The chance of a false alarm that a reader is ready to bear; in (0, 1).
        clusters: The most clusters to list.
        gumbel: Whether to give the Gumbel approximation beside the rank.
        several: ``"any"``: the p-value of each cluster bounds the chance of any false one; ``"fdr"``: each
            cluster also has its ``q``, the false discovery rate.
        threads: How many share the work; ``None``: one for each processor. No result depends on it.
    """

    draws: int = 999
    seed: int = 0
    level: float = 0.05
    clusters: int = 10
    gumbel: bool = False
    several: Several = "any"
    threads: int | None = None

    def faults(self) -> list[Fault]:
        """What is wrong with these numbers."""
        told = (
            (self.draws >= 1, "draws", "at least 1; 999 is usual"),
            (self.seed >= 0, "seed", "0 or more"),
            (0 < self.level < 1, "level", "a chance between 0 and 1, such as 0.05"),
            (self.clusters >= 1, "clusters", "at least 1"),
            (self.several in {"any", "fdr"}, "several", "any or fdr"),
            (self.threads is None or self.threads >= 1, "threads", "at least 1"),
            (not self.gumbel or self.draws >= 2, "draws", "at least 2 for the Gumbel approximation"),
        )
        return [
            Fault(place=name, message=f"the value is {getattr(self, name)!r}", hint=hint)
            for right, name, hint in told
            if not right
        ]


def worlds(trial: Trial, measured: Callable[[np.random.Generator], Sequence[float]]) -> list[Sequence[float]]:
    """What was measured in each null world; the order and the answer do not depend on the threads.

    Args:
        trial: Draws, seed and threads.
        measured: Draws a world from the generator that it is given, and measures it.
    """
    seeds = np.random.SeedSequence(trial.seed).spawn(trial.draws)

    def one(seed: np.random.SeedSequence) -> Sequence[float]:
        return measured(np.random.default_rng(seed))

    count = min(hands(trial.threads), trial.draws)
    if count == 1:
        return [one(seed) for seed in seeds]
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, seeds))


def rank_p(score: float, maxima: Floats) -> float:
    """The rank of a statistic among the maxima of null worlds, as a share."""
    return (1 + int((maxima >= score * ROUNDING).sum())) / (len(maxima) + 1)


def p_interval(score: float, maxima: Floats) -> tuple[float, float]:
    """Where the p-value of infinitely many draws lies, 95 %, by Clopper and Pearson (Biometrika 26, 1934)."""
    from scipy.special import betaincinv

    draws, reach = len(maxima), int((maxima >= score * ROUNDING).sum())
    low = float(betaincinv(reach, draws - reach + 1, 0.025)) if reach else 0.0
    high = float(betaincinv(reach + 1, draws - reach, 0.975)) if reach < draws else 1.0
    return low, high


def gumbel_p(score: float, maxima: Floats) -> float:
    """The chance of a maximum of at least ``score`` under a Gumbel distribution with the maxima's moments.

    Maxima without spread tell nothing: then it is the rank.
    """
    scale = float(maxima.std(ddof=1)) * np.sqrt(6) / np.pi
    if not scale > 0:
        return rank_p(score, maxima)
    middle = float(maxima.mean()) - np.euler_gamma * scale
    return float(-np.expm1(-np.exp(-(score - middle) / scale)))


def false_discovery_rates(found: Sequence[float], null: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """``q`` of each cluster found.

    Args:
        found: Statistics of clusters that share nothing, the largest first.
        null: The same of each null world, down to the smallest of ``found``.
    """
    pooled = np.array([score for world in null for score in world])
    ratios = [
        (1 + int((pooled >= score * ROUNDING).sum())) / (len(null) + 1) / (rank + 1)
        for rank, score in enumerate(found)
    ]
    return tuple(min(1.0, *ratios[rank:]) for rank in range(len(found)))
