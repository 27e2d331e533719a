"""What a monitoring plan sees along the line: for each segment the act that is least likely seen, by hour.

Kilometres run along the pieces of the line, one after the other, in the order of the segments. Where the case
sets targets, the acts counted are those of obligations with one; else all that the plan looks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.verify.line.model import Segment
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.verify.monitoring.seen import Watch

MET = 1e-8
"""By how much a chance may be below a target that counts as met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A segment with what is seen on it.

    Attributes:
        segment: The segment.
        from_km, to_km: Where it lies along the whole line.
        seen: By hour, P that the act least likely seen is seen.
        attributed: By hour, P that the act least likely put down to the right side is.
        short: By hour, whether some act misses its target; empty where none is set.
        reachable: Whether every target on it can be reached.
    """

    segment: Segment
    from_km: float
    to_km: float
    seen: Mapping[str, float]
    attributed: Mapping[str, float]
    short: Mapping[str, bool]
    reachable: bool

    @property
    def length_km(self) -> float:
        """Its length along the line."""
        return self.to_km - self.from_km


def aimed(plan: MonitoringPlan) -> list[Watch]:
    """The watches that the plan is for: those with a target, or all of them where none has one."""
    return [watch for watch in plan.watches if watch.target is not None] or list(plan.watches)


def stretches(plan: MonitoringPlan) -> list[Stretch]:
    """The line, segment by segment; those on which nothing is looked for are left out."""
    by_segment: dict[str, list[Watch]] = {}
    for watch in aimed(plan):
        by_segment.setdefault(watch.segment, []).append(watch)
    found, at = [], 0.0
    for segment in plan.segments:
        watches = by_segment.get(segment.id)
        if watches:
            found.append(_stretch(plan, segment, at, watches))
        at += segment.length_km
    return found


def _stretch(plan: MonitoringPlan, segment: Segment, at: float, watches: list[Watch]) -> Stretch:
    hours = [hour.id for hour in plan.hours]
    return Stretch(
        segment=segment,
        from_km=at,
        to_km=at + segment.length_km,
        seen={hour: min(watch.hours[hour].seen for watch in watches) for hour in hours},
        attributed={hour: min(watch.hours[hour].attributed for watch in watches) for hour in hours},
        short={
            hour: any(_aim(plan, watch, hour) < watch.target - MET for watch in watches if watch.target)
            for hour in hours
            if any(watch.target for watch in watches)
        },
        reachable=all(watch.best is None for watch in watches),
    )


def _aim(plan: MonitoringPlan, watch: Watch, hour: str) -> float:
    """P in the channel that the plan's targets are of."""
    chances = watch.hours[hour]
    return chances.attributed if plan.channel == "attribution" else chances.seen


def least(known: list[Stretch], hour: str, *, attributed: bool = False) -> float | None:
    """The least P on any segment at an hour; None where there is no segment."""
    values = [(stretch.attributed if attributed else stretch.seen)[hour] for stretch in known]
    return min(values, default=None)


def share_watched(known: list[Stretch], hour: str) -> float | None:
    """Share of the line, by length, on which all targets are met at an hour; without targets, something sees.

    None where there is no segment.
    """
    whole = sum(stretch.length_km for stretch in known)
    good = sum(stretch.length_km for stretch in known if not stretch.short.get(hour, stretch.seen[hour] <= 0))
    return good / whole if whole else None


def target_of(plan: MonitoringPlan) -> float | None:
    """The one target of the plan; None where there is none, or where obligations differ."""
    targets = {watch.target for watch in plan.watches if watch.target is not None}
    return targets.pop() if len(targets) == 1 else None


def classes_of(plan: MonitoringPlan) -> tuple[float, float, float]:
    """Where P is told apart on a map: three ascending limits, the middle one the target if there is one."""
    target = target_of(plan)
    middle = 0.5 if target is None or not 0 < target < 1 else target
    return middle / 2, middle, (1 + middle) / 2
