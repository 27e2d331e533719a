"""What a monitoring plan sees as a table: a row for each watch and hour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.csv_text import csv_row
from detente.views.plan_json import chance_shape

if TYPE_CHECKING:
    from detente.verify.monitoring.model import MonitoringPlan


def plan_csv(plan: MonitoringPlan) -> Iterator[str]:
    """What is seen, attributed and put down to the wrong side: a row for each watch and hour."""
    heads = (
        "obligation", "violation", "segment", "side", "lon", "lat", "hour", "seen", "attributed",
        "wrong_side", "target", "best",
    )  # fmt: skip
    yield csv_row(heads)
    middles = {segment.id: segment.middle for segment in plan.segments}
    for watch in plan.watches:
        head = (watch.obligation, watch.violation, watch.segment, watch.side, *middles[watch.segment])
        for name, hour in watch.hours.items():
            rates = (chance_shape(hour.seen), chance_shape(hour.attributed), chance_shape(hour.wrong))
            ends = (
                "" if watch.target is None else watch.target,
                "" if watch.best is None else chance_shape(watch.best),
            )
            yield csv_row((*head, name, *rates, *ends))
