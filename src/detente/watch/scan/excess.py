"""Where and when more was seen than the time before leads one to expect: the scan for truces.

Cells times days, a baseline with the exposure in it, and for every window ``C ln(C/B) + B - C`` over running
sums. Null worlds are drawn from the baseline's own distribution at the same exposure; a cell-day at which
nobody looked is in no sum, neither of what was seen nor of what was expected.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import Fault, InputError
from detente.watch.scan.law import EXCESS, Rates, law
from detente.watch.scan.nulls import Integers, Null, SampledNull
from detente.watch.scan.result import Scan
from detente.watch.scan.run import Drawn, Subject, scanned
from detente.watch.scan.tables import baseline_faults, choice_faults, same_shape, table, whole
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Zones


def scan_excess(
    counts: ArrayLike,
    null: Null,
    zones: Zones,
    *,
    looks: ArrayLike | None = None,
    horizon: Horizon | None = None,
    rates: Rates = "high",
    trial: Trial | None = None,
) -> Scan:
    """Find windows in which more (or less) was seen than expected.

    Args:
        counts: ``[cell, day]``, whole numbers; what stands where nobody looked is not read.
        null: Expected counts, exposure included, and how counts vary where nothing has changed: usually a
            :class:`NegativeBinomialNull` or a :class:`SampledNull`.
        zones: From ``circles``, ``intervals`` or both ``joined``.
        looks: ``[cell, day]``, effective looks; 0: nobody looked. ``None``: somebody looked everywhere.
        horizon: Which runs of days; ``None``: all.
        rates: ``"high"``: more than expected; ``"low"``: fewer; or ``"both"``.
        trial: Draws, seed, level; ``None``: 999 draws from seed 0 at 5 %.

    Returns:
        Clusters that share no cell-day, each with its p-value over all windows.

    Raises:
        InputError: arrays that do not fit or hold no counts, counts where nothing was expected, choices that
            are none.
    """
    horizon, trial = horizon or Horizon(), trial or Trial()
    faults = choice_faults(horizon, trial, rates)
    seen = None if looks is None else table(looks, "looks") > 0
    given = _counts(counts, seen)
    faults += same_shape({"counts": given, "mean": null.mean} | ({} if seen is None else {"looks": seen + 0}))
    if len(given) != zones.cells:
        message = f"there are {len(given)} cells, and zones of {zones.cells}"
        faults.append(Fault(place="zones", message=message, hint="make zones from the same cells"))
    if faults:
        raise InputError(*faults)
    base = null.mean if seen is None else np.where(seen, null.mean, 0.0)
    if faults := baseline_faults(given, base, "mean"):
        raise InputError(*faults)
    sampled = null if isinstance(null, SampledNull) else None
    subject = Subject(
        statistic="excess",
        counts=given,
        base=base,
        population=None,
        form=law(EXCESS, cases=float(given.sum()), total=float(base.sum()), rates=rates),
        null=null.title,
        drawn=_where_seen(null, seen),
        fitted=_where_seen(sampled.fitted, seen) if sampled else None,
        also=(sampled.levels, sampled.sizes) if sampled else (),
        unseen=0 if seen is None else int((~seen).sum()),
        whole_places=False,
    )
    return scanned(subject, zones, horizon, trial)


def _counts(counts: ArrayLike, seen: NDArray[np.bool_] | None) -> Integers:
    """Counts, 0 where nobody looked."""
    given = np.asarray(counts)
    if seen is None or given.shape != seen.shape:
        return whole(counts, "counts")
    return whole(np.where(seen, given, 0), "counts")


def _where_seen(null: Null, seen: NDArray[np.bool_] | None) -> Drawn:
    """Worlds of a null, 0 where nobody looked."""
    if seen is None:
        return null.drawn
    return lambda generator: np.where(seen, null.drawn(generator), 0)
