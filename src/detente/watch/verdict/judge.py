"""The verdict on an obligation, stretch by stretch: broken, kept as far as seen, no bound, or not observed.

In this order, for the cells of a stretch that the obligation reaches, over the days of a window:

1. nothing looked at any of them on any day: **not observed**;
2. a count is beyond the ordinary, and the detections are of acts, or of traces whose rise stands out from
   that of ground
   beyond the obligation's reach: **broken**;
3. a rise of traces that does not stand out, or that there is no ground to compare with: **no bound**;
4. the ordinary was a time of fighting and anything at all was seen: **no bound**, since each of them may be
   an act;
5. no chance of detection is stated, or too much was seen by nothing, or may have been (as under a sky whose
   clouds nobody recorded): **no bound**;
6. else **kept as far as seen**, with the number of acts that there can have been at most.

"Kept" never means that nothing happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.verification import LEVELS, Estimate, Level
from detente.case.watching import Evidence, Ordinary
from detente.watch.exposure.chance import chance_seen
from detente.watch.verdict.bound import ActsBound, acts_bound
from detente.watch.verdict.elsewhere import rise_elsewhere, stands_out
from detente.watch.verdict.series import Series, Stretch
from detente.watch.verdict.words import Finding, Ground, Reason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Duty:
    """An obligation as it is judged.

    Attributes:
        id: Its id.
        chance: The chance that one look detects one act; None where nobody has said.
        reach: Which cells it reaches, of (cells,).
        ordinary: What the baseline was a time of.
        level: The share of false incidents, and the chance behind each bound.
        weight: Area of each cell, of (cells,).
    """

    id: str
    chance: Estimate | None
    reach: NDArray[np.bool_]
    ordinary: Ordinary
    level: float
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beyond:
    """Which cell-days of one source are beyond the ordinary, arrays of (cells, days).

    Attributes:
        broken: Those that count as a breach.
        rise: Those that are put down to nobody.
        why: The reason for the latter.
    """

    broken: NDArray[np.bool_]
    rise: NDArray[np.bool_]
    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchVerdict:
    """What can be said of one obligation on one stretch.

    Attributes:
        obligation, stretch: Their ids.
        finding, reason: What, and why.
        observed: Share of its area and days that was looked at enough to count as observed, 0 to 1.
        partly: Share that was looked at, and not enough.
        seen: Detections on what was looked at.
        expected: What the baseline expects there.
        breaches: Cell-days beyond the ordinary that count as a breach.
        rises: Cell-days beyond the ordinary that are put down to nobody.
        ground: Of the detections of the breaches, how many lie on which side of the line.
        bounds: The most acts at the low, middle and high chance of detection; empty where that was not asked.
        unseen: Share of its area and days at which nothing can have been seen.
    """

    obligation: str
    stretch: str
    finding: Finding
    reason: Reason
    observed: float
    partly: float
    seen: int
    expected: float
    breaches: int
    rises: int
    ground: tuple[tuple[Ground, int], ...]
    bounds: tuple[tuple[Level, ActsBound], ...]
    unseen: float

    def at_most(self, level: Level = "mid") -> int | None:
        """The most acts at a chance of detection; None where there is no bound."""
        found = dict(self.bounds).get(level)
        return None if found is None else found.at_most


def beyond(duty: Duty, series: Series) -> Beyond:
    """The cell-days of one source that are beyond the ordinary within the reach of an obligation."""
    import numpy as np

    flagged = series.flagged & duty.reach[:, None]
    none = np.zeros_like(flagged)
    if series.evidence is Evidence.ACT:
        return Beyond(broken=flagged, rise=none, why=Reason.BEYOND)
    elsewhere = rise_elsewhere(series, ~duty.reach)
    if elsewhere is None:
        return Beyond(broken=none, rise=flagged, why=Reason.NO_COMPARISON)
    stays = stands_out(series, duty.reach, elsewhere, level=duty.level)
    return Beyond(broken=flagged & stays, rise=flagged & ~stays, why=Reason.EVERYWHERE)


def judge(
    duty: Duty, sources: Sequence[Series], found: Sequence[Beyond], stretches: Sequence[Stretch]
) -> tuple[StretchVerdict, ...]:
    """The verdict on each stretch.

    Args:
        duty: The obligation.
        sources: The detections that can show it broken, over the same cells and days.
        found: What is beyond the ordinary in each of them.
        stretches: The pieces of ground.
    """
    return tuple(_judged(duty, sources, found, stretch) for stretch in stretches)


def _judged(
    duty: Duty, sources: Sequence[Series], found: Sequence[Beyond], stretch: Stretch
) -> StretchVerdict:
    import numpy as np

    cells = stretch.cells[duty.reach[stretch.cells]]
    looks = np.sum([series.looks[cells] for series in sources], axis=0)
    seen = sum(int(series.seen[cells][series.looks[cells] > 0].sum()) for series in sources)
    expected = sum(float(series.expected[cells][series.looks[cells] > 0].sum()) for series in sources)
    breaches = sum(int(one.broken[cells].sum()) for one in found)
    rises = sum(int(one.rise[cells].sum()) for one in found)
    state = np.max([series.state[cells] for series in sources], axis=0)
    observed, partly = (_share(state == level, duty.weight[cells]) for level in (2, 1))
    bounds: tuple[tuple[Level, ActsBound], ...] = ()
    if duty.chance is not None and (looks > 0).any():
        bounds = tuple((level, _bound(duty, sources, cells, seen, level)) for level in LEVELS)
    finding, reason = _finding(
        duty,
        looked=bool((looks > 0).any()),
        seen=seen,
        breaches=breaches,
        rise=next((one.why for one in found if one.rise[cells].any()), None),
        bounds=[bound for _, bound in bounds],
    )
    return StretchVerdict(
        obligation=duty.id,
        stretch=stretch.id,
        finding=finding,
        reason=reason,
        observed=observed,
        partly=partly,
        seen=seen,
        expected=expected,
        breaches=breaches,
        rises=rises,
        ground=_ground(sources, found, cells),
        bounds=bounds,
        unseen=_share(looks <= 0, duty.weight[cells]),
    )


def _finding(
    duty: Duty, *, looked: bool, seen: int, breaches: int, rise: Reason | None, bounds: Sequence[ActsBound]
) -> tuple[Finding, Reason]:
    """The finding and its reason, in the order that the head of this module gives."""
    if not looked:
        return Finding.NOT_OBSERVED, Reason.NOTHING_LOOKED
    if breaches:
        return Finding.BROKEN, Reason.BEYOND
    if rise is None and seen and duty.ordinary is Ordinary.FIGHTING:
        rise = Reason.AS_BEFORE
    if rise is None and not bounds:
        rise = Reason.NO_CHANCE
    if rise is None and any(bound.at_most is None for bound in bounds):
        rise = Reason.UNSEEN
    return (Finding.KEPT, Reason.QUIET) if rise is None else (Finding.NO_BOUND, rise)


def _bound(
    duty: Duty, sources: Sequence[Series], cells: NDArray[np.int64], seen: int, level: Level
) -> ActsBound:
    """The most acts at an end of the chance and of the looks: an act may be anywhere, on any day."""
    import numpy as np

    chance = duty.chance.at(level) if duty.chance is not None else 0.0
    found = _chances(sources, cells, level, chance)
    weights = np.broadcast_to(duty.weight[cells][:, None], found.shape)
    return acts_bound(seen, found.ravel(), weights.ravel(), risk=duty.level)


def _chances(
    sources: Sequence[Series], cells: NDArray[np.int64], level: Level, chance: float
) -> NDArray[np.float64]:
    """The chance that an act is seen by any source, cells x days.

    All that cloud thins is under the same cloud: a day is clear or closed for the sources together
    (:func:`~detente.watch.exposure.chance.chance_seen`). What cloud does not touch looks on its own.
    """
    import numpy as np

    free, left, whole = (np.zeros((len(cells), sources[0].looks.shape[1])) for _ in range(3))
    for series in sources:
        looks, clear = series.looks_at(level)[cells], series.looks_clear[cells]
        is_thinned = looks < clear
        free += np.where(is_thinned, 0.0, looks)
        left += np.where(is_thinned, looks, 0.0)
        whole += np.where(is_thinned, clear, 0.0)
    return 1.0 - (1.0 - chance) ** free * (1.0 - chance_seen(left, whole, chance))


def _share(which: NDArray[np.bool_], weight: NDArray[np.float64]) -> float:
    """Share of the cell-days, by area; 0 of none."""
    if not which.size:
        return 0.0
    return float((which * weight[:, None]).sum() / (weight.sum() * which.shape[1]))


def _ground(
    sources: Sequence[Series], found: Sequence[Beyond], cells: NDArray[np.int64]
) -> tuple[tuple[Ground, int], ...]:
    """On which side of the line the detections of the breaches lie."""
    inside = outside = total = 0
    for series, one in zip(sources, found, strict=True):
        which = one.broken[cells]
        inside += int(series.inside[cells][which].sum())
        outside += int(series.outside[cells][which].sum())
        total += int(series.seen[cells][which].sum())
    return (
        (Ground.INSIDE, inside),
        (Ground.OUTSIDE, outside),
        (Ground.NOT_ATTRIBUTABLE, total - inside - outside),
    )
