"""A scan from prepared arrays: search, null worlds, clusters.

The parity mode and the scan for truces differ in statistic, baseline and null; this is what they share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.watch.scan.law import BERNOULLI, EXCESS, Law
from detente.watch.scan.result import Cluster, Scan
from detente.watch.scan.search import Search, apart, best_window, engine, hands
from detente.watch.scan.trial import Trial, false_discovery_rates, gumbel_p, p_interval, rank_p, worlds
from detente.watch.scan.windows import Hit, Horizon, Sums, Windows
from detente.watch.scan.zones import Floats, Integers, Zones

TRIFLE = 1e-9
"""A statistic up to here is the rounding of sums that are equal."""

Drawn = Callable[[np.random.Generator], Integers]
Statistic = Literal["excess", "poisson", "permutation", "bernoulli"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """What is scanned.

    Attributes:
        statistic: Its name.
        counts: ``[cell, day]``, 0 where nobody looked.
        base: Expected counts (for bernoulli cases and controls), 0 where nobody looked.
        population: What ``Cluster.population`` sums; ``None``: nothing.
        form: The statistic.
        null: The name of the null.
        drawn: A null world.
        fitted: A null world without what the fit leaves open; ``None`` where that is the same.
        also: What else the null worlds depend on.
        unseen: Cell-days at which nobody looked.
        whole_places: Whether clusters may not share a cell; else they may not share a cell-day.
    """

    statistic: Statistic
    counts: Integers
    base: Floats
    population: Floats | None
    form: Law
    null: str
    drawn: Drawn
    fitted: Drawn | None
    also: tuple[Floats, ...]
    unseen: int
    whole_places: bool


def scanned(subject: Subject, zones: Zones, horizon: Horizon, trial: Trial) -> Scan:
    """Search, draw, list."""
    windows = horizon.windows(zones, subject.counts.shape[1])
    null_windows = horizon.null_windows(windows)
    sides = 2 if subject.fitted else 1
    search = engine(null_windows, 1 + trial.draws * sides)
    hits = _listed(subject, windows, search, trial)
    floor = hits[-1].score if hits else 0.0
    null = _null(subject, subject.drawn, null_windows, search, trial, floor)
    fitted = None
    if subject.fitted is not None:
        alone = _null(subject, subject.fitted, null_windows, search, trial, None)
        fitted = np.array([world[0] for world in alone])
    return Scan(
        clusters=_clusters(subject, hits, horizon, trial, null, fitted, zones),
        observed=int(subject.counts.sum()),
        expected=float(subject.base.sum()) * subject.form.share,
        cells=zones.cells,
        days=subject.counts.shape[1],
        unseen=subject.unseen,
        windows=len(windows),
        statistic=subject.statistic,
        null=subject.null,
        mode=horizon.mode,
        draws=trial.draws,
        seed=trial.seed,
        level=trial.level,
        maxima=tuple(float(world[0]) for world in null),
        inputs=_fingerprint(subject, zones, horizon, trial),
    )


def _listed(subject: Subject, windows: Windows, search: Search, trial: Trial) -> list[Hit]:
    sums = Sums.of(windows, subject.counts, subject.base)
    threads = hands(trial.threads)

    def next_best(taken: NDArray[np.bool_]) -> Hit | None:
        return best_window(search, windows, sums, subject.form, taken=taken, floor=TRIFLE, threads=threads)

    return list(islice(apart(next_best, windows, whole_places=subject.whole_places), trial.clusters))


def _null(
    subject: Subject, drawn: Drawn, windows: Windows, search: Search, trial: Trial, floor: float | None
) -> list[Sequence[float]]:
    """The largest statistic of each world, and where q is asked for also the next ones down to ``floor``."""
    observed = Sums.of(windows, subject.counts, subject.base)

    def measured(generator: np.random.Generator) -> Sequence[float]:
        sums = observed.with_counts(windows, drawn(generator))
        if floor is None or trial.several == "any":
            hit = best_window(search, windows, sums, subject.form, floor=TRIFLE)
            return (hit.score if hit else 0.0,)

        def next_best(taken: NDArray[np.bool_]) -> Hit | None:
            return best_window(search, windows, sums, subject.form, taken=taken, floor=TRIFLE)

        hits = apart(next_best, windows, whole_places=subject.whole_places)
        first = next(hits, None)
        if first is None:
            return (0.0,)
        more = takewhile(lambda hit: hit.score >= floor, islice(hits, trial.clusters - 1))
        return (first.score, *(hit.score for hit in more))

    return worlds(trial, measured)


def _clusters(
    subject: Subject,
    hits: list[Hit],
    horizon: Horizon,
    trial: Trial,
    null: list[Sequence[float]],
    fitted: Floats | None,
    zones: Zones,
) -> tuple[Cluster, ...]:
    maxima = np.array([world[0] for world in null])
    rates: tuple[float | None, ...] = (None,) * len(hits)
    if trial.several == "fdr":
        rates = false_discovery_rates([hit.score for hit in hits], null)
    found = []
    for hit, rate in zip(hits, rates, strict=True):
        p = rank_p(hit.score, maxima)
        cells, days = hit.cells(zones), slice(hit.first_day, hit.last_day + 1)
        seen = int(subject.counts[cells, days].sum())
        base = float(subject.base[cells, days].sum())
        expected = base * subject.form.share
        p_fitted = None if fitted is None else rank_p(hit.score, fitted)
        cluster = Cluster(
            cells=tuple(int(cell) for cell in cells),
            shape=zones.shapes[zones.chain_of(hit.place)],
            reach=float(zones.reach[hit.place]),
            first_day=hit.first_day,
            last_day=hit.last_day,
            rate="high" if seen > expected else "low",
            observed=seen,
            expected=expected,
            relative_risk=_relative_risk(subject, seen, base),
            population=_people(subject, cells, days),
            statistic=hit.score,
            p=p,
            p_interval=p_interval(hit.score, maxima),
            p_gumbel=gumbel_p(hit.score, maxima) if trial.gumbel else None,
            p_fitted=p_fitted,
            survives=None if fitted is None else p <= trial.level,
            q=rate,
            recurrence_days=horizon.every_days / p if horizon.mode == "prospective" else None,
            beyond_all=p * (trial.draws + 1) < 1.5,
        )
        found.append(cluster)
    return tuple(found)


def _people(subject: Subject, cells: Integers, days: slice) -> float | None:
    """The population of a window: the mean over its days; cases and controls: the sum."""
    if subject.population is None:
        return None
    by_day = subject.population[cells, days].sum(axis=0)
    return float(by_day.sum() if subject.form.kind == BERNOULLI else by_day.mean())


def _relative_risk(subject: Subject, seen: int, base: float) -> float | None:
    form = subject.form
    inside = seen / (base * form.share)
    if form.kind == EXCESS:
        return inside
    outside, expected = form.cases - seen, (form.total - base) * form.share
    return inside * expected / outside if outside > 0 and expected > 0 else None


def _fingerprint(subject: Subject, zones: Zones, horizon: Horizon, trial: Trial) -> str:
    digest = hashlib.sha256()
    told = (subject.statistic, subject.null, horizon, trial.draws, trial.seed, trial.several, subject.form)
    digest.update(repr(told).encode())
    for array in (subject.counts, subject.base, *subject.also, zones.starts, zones.members, zones.ends):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
