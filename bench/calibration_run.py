"""A contestant: quiet worlds judged cell-day by cell-day, with violations planted in some.

``python -m bench.calibration_run KIND SETTING``: KIND is quiet, power, or intervals; the answer is one line
of JSON. Beside the exact tails of the posterior predictive stand three ways that are common and wrong: mid-p
values of the same distribution, and tails from a baseline plugged in as if it were known (mean by looks, size
by moments, cell by cell), with a negative binomial and with a Poisson law.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from scipy.stats import nbinom, poisson

from detente.watch.baseline.fit import Baseline, fit_baseline
from detente.watch.baseline.predictive import upper_tail
from detente.watch.baseline.span_total import span_total
from detente.watch.before_after import ratio_if_poisson
from detente.watch.incidents.discoveries import adjusted
from detente.watch.onset import reference_value
from detente.watch.run_length import alarm_chance
from detente.watch.silence import bound_after_silence
from tests.quiet_worlds import World, quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL = 0.05
TIES = (0.05, 0.01, 0.001)
PLANTED = (2, 5, 10, 20, 40)
WAYS = ("exact tail", "mid-p", "plug-in", "plug-in, mid-p", "plug-in, Poisson")


class Setting(TypedDict):
    """A kind of world, and how many of them."""

    size: float
    baseline: int
    cells: int
    worlds: int
    seed: int


class QuietAnswer(TypedDict):
    """Worlds with any discovery, way by way; and how often tails without ties are below some levels."""

    setting: Setting
    worlds_with_discoveries: dict[str, int]
    below: dict[str, float]
    cell_days: int


class PowerAnswer(TypedDict):
    """Share of planted violations found, by the counts added; and what else was flagged."""

    setting: Setting
    found: dict[str, float]
    false_share: float


class IntervalsAnswer(TypedDict):
    """Coverage: what, nominal, covered, of how many."""

    rows: list[tuple[str, float, int, int]]


def main() -> None:
    """Answer for the setting on the command line."""
    kind, setting = sys.argv[1], json.loads(sys.argv[2])
    answers = {"quiet": _quiet, "power": _power, "intervals": _intervals}
    print(json.dumps(answers[kind](setting)))


def _split(world: World) -> tuple[Baseline, NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """The baseline, and counts, looks and days of the span."""
    cut = world.baseline
    baseline = fit_baseline(world.counts[:, :cut], world.looks[:, :cut], days=world.days[:cut])
    return baseline, world.counts[:, cut:].copy(), world.looks[:, cut:], world.days[cut:]


def _quiet(setting: Setting) -> QuietAnswer:
    random = np.random.default_rng(setting["seed"])
    hits, below, cell_days = dict.fromkeys(WAYS, 0), np.zeros(len(TIES)), 0
    for _ in range(setting["worlds"]):
        world = quiet(random, cells=setting["cells"], baseline=setting["baseline"], size=setting["size"])
        baseline, counts, looks, days = _split(world)
        tail = upper_tail(baseline, counts, looks, days=days)
        above = upper_tail(baseline, counts + 1, looks, days=days)
        ways = {"exact tail": tail, "mid-p": (tail + above) / 2, **_plugged(world, counts, looks)}
        for way, tails in ways.items():
            hits[way] += bool((adjusted(tails) <= LEVEL).any())
        free = (above + random.random(tail.shape) * (tail - above))[looks > 0]
        below += [(free <= level).sum() for level in TIES]
        cell_days += len(free)
    shares = {str(level): float(number / cell_days) for level, number in zip(TIES, below, strict=True)}
    return QuietAnswer(setting=setting, worlds_with_discoveries=hits, below=shares, cell_days=cell_days)


def _plugged(
    world: World, counts: NDArray[np.int64], looks: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    """Tails from mean and size of each cell as if they were known."""
    before, effort = world.counts[:, : world.baseline], world.looks[:, : world.baseline]
    rate = np.maximum(before.sum(axis=1), 0.5) / np.maximum(effort.sum(axis=1), 1.0)
    mean = rate[:, None] * effort
    looked = effort > 0
    extra = np.where(looked, (before - mean) ** 2 - mean, 0).sum(axis=1)
    size = (np.where(looked, mean**2, 0).sum(axis=1) / np.maximum(extra, 1e-6))[:, None]
    expected = np.maximum(rate[:, None] * looks, 1e-300)
    share = size / (size + expected)
    found = {
        "plug-in": nbinom.sf(counts - 1, size, share),
        "plug-in, mid-p": nbinom.sf(counts, size, share) + nbinom.pmf(counts, size, share) / 2,
        "plug-in, Poisson": poisson.sf(counts - 1, expected),
    }
    return {way: np.where(looks > 0, np.clip(tails, 0, 1), np.nan) for way, tails in found.items()}


def _power(setting: Setting) -> PowerAnswer:
    """One violation of each size in each world, in cells with about half a count a look."""
    random = np.random.default_rng(setting["seed"])
    found, false, flagged = np.zeros(len(PLANTED)), 0, 0
    for _ in range(setting["worlds"]):
        world = quiet(
            random, cells=setting["cells"], baseline=setting["baseline"], size=setting["size"], spread=0.3
        )
        baseline, counts, looks, days = _split(world)
        places = random.permutation(np.argwhere(looks > 0))[: len(PLANTED)]
        planted = np.zeros(counts.shape, dtype=bool)
        for (cell, day), more in zip(places, PLANTED, strict=True):
            counts[cell, day] += more
            planted[cell, day] = True
        hit = adjusted(upper_tail(baseline, counts, looks, days=days)) <= LEVEL
        found += [bool(hit[cell, day]) for cell, day in places]
        false += int((hit & ~planted).sum())
        flagged += int(hit.sum())
    shares = {
        str(more): float(number / setting["worlds"]) for more, number in zip(PLANTED, found, strict=True)
    }
    return PowerAnswer(setting=setting, found=shares, false_share=false / max(1, flagged))


def _intervals(setting: Setting) -> IntervalsAnswer:
    worlds, seed = setting["worlds"], setting["seed"]
    rows = [_totals(size, baseline, worlds, seed) for size in (0.3, 1.0, 5.0) for baseline in (20, 60)]
    rows += [_ratios(size, worlds * 5, seed) for size in (None, 5.0, 1.0, 0.3)]
    return IntervalsAnswer(rows=[*rows, _alarms(worlds, seed), _silences(worlds * 20, seed)])


def _totals(size: float, baseline: int, worlds: int, seed: int) -> tuple[str, float, int, int]:
    random = np.random.default_rng(seed)
    covered = 0
    for number in range(worlds):
        past, counts, looks, days = _split(quiet(random, cells=10, baseline=baseline, size=size))
        total = span_total(past, counts, looks, days=days, draws=999, seed=number)
        covered += total.low <= total.seen <= total.high
    return f"total of 10 cells over 14 days, r = {size:g}, {baseline} days of baseline", 0.9, covered, worlds


def _ratios(size: float | None, worlds: int, seed: int) -> tuple[str, float, int, int]:
    random = np.random.default_rng(seed)
    covered = 0
    for _ in range(worlds):
        burst = np.ones(42) if size is None else random.gamma(size, 1 / size, 42)
        counts = random.poisson(3.0 * burst)
        found = ratio_if_poisson(
            int(counts[:28].sum()), int(counts[28:].sum()), looks_before=28.0, looks_after=14.0
        )
        covered += found.low <= 1 <= found.high
    law = "Poisson counts" if size is None else f"negative binomial counts, r = {size:g}"
    return f'ratio after / before "if counts were Poisson", {law}', 0.95, covered, worlds


def _alarms(worlds: int, seed: int) -> tuple[str, float, int, int]:
    mean = np.array([0.5, 1.0, 2.0] * 10)
    step = reference_value(mean, ratio=2.0, size=1.0)
    truth = alarm_chance(mean, step, threshold=12.0, size=1.0, draws=200_000, seed=seed).chance
    found = [
        alarm_chance(mean, step, threshold=12.0, size=1.0, draws=400, seed=seed + 1 + number)
        for number in range(worlds)
    ]
    covered = sum(one.low <= truth <= one.high for one in found)
    return "chance of a false alarm of the CUSUM, from 400 draws", 0.95, covered, worlds


def _silences(worlds: int, seed: int) -> tuple[str, float, int, int]:
    """One act more than the bound: is something seen as often as the bound promises?"""
    random = np.random.default_rng(seed)
    chances, weights = [0.3, 0.05, 0.0], [0.6, 0.37, 0.03]
    bound = bound_after_silence(chances, weights)
    acts = (bound.at_most or 0) + 1
    chance = np.array(chances)[random.choice(3, p=weights, size=worlds)]
    seen = int((random.binomial(acts, chance) > 0).sum())
    return f"acts after silence: {acts} acts, one more than the bound, are seen", 0.95, seen, worlds


if __name__ == "__main__":
    main()
