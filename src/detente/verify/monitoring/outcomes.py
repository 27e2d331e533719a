"""What a plan makes of every segment: seen, attributed, put down to the wrong side, hour by hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.verify.instruments.attribution import Combined
from detente.verify.line.model import Segment
from detente.verify.monitoring.seen import Hour, Watch
from detente.verify.outcome_rates import best_alone_by_row, combined_by_row
from detente.verify.placement import Placement
from detente.verify.reach import Block
from detente.verify.site import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    """By hour, shape (rows,), mixed over nature."""

    seen: Mapping[str, Floats]
    alone: Mapping[str, Floats]
    right: Mapping[str, Floats]
    wrong: Mapping[str, Floats]


def watches(
    found: Placement, segments: Sequence[Segment], counts: Floats, best: Mapping[str, float]
) -> tuple[Watch, ...]:
    """A watch for each violation type of each placed obligation on each segment and side.

    Args:
        found: The placement.
        segments: The segments, as the placement was made from them.
        counts: Copies of each candidate, shape (candidates,).
        best: Of rows whose target nothing reaches, by name, P with everything in place.
    """
    hours = _mixed(found, combined_by_row(found, counts), best_alone_by_row(found, counts))
    names = found.rows
    return tuple(
        watch for block in found.blocks for watch in _of_block(found, segments, block, hours, names, best)
    )


def _mixed(found: Placement, outcome: Sequence[Combined], alone: Sequence[Floats]) -> _Hours:
    parts: list[dict[str, Floats]] = [{}, {}, {}, {}]
    for scenario, each, single in zip(found.scenarios, outcome, alone, strict=True):
        hour = "+".join(scenario.chosen)
        for part, values in zip(parts, (each.seen, each.right, each.wrong, single), strict=True):
            part[hour] = part.get(hour, np.zeros(len(values))) + scenario.weight * values
    return _Hours(seen=parts[0], right=parts[1], wrong=parts[2], alone=parts[3])


def _of_block(
    found: Placement,
    segments: Sequence[Segment],
    block: Block,
    hours: _Hours,
    names: Sequence[str],
    best: Mapping[str, float],
) -> list[Watch]:
    groups: dict[tuple[int, str], list[int]] = {}
    for at in range(block.count):
        cell = block.first_cell + at
        groups.setdefault((found.cells.stretches[cell], found.cells.sides[cell]), []).append(at)
    rows = slice(block.first_row, block.first_row + block.count)
    least = np.min([values[rows] for values in hours.seen.values()], axis=0)
    alone = np.min([values[rows] for values in hours.alone.values()], axis=0)
    made = []
    for (stretch, side), members in groups.items():
        at = members[int(np.argmin(least[members]))]
        row = block.first_row + at
        lost = [best[names[block.first_row + m]] for m in members if names[block.first_row + m] in best]
        made.append(
            Watch(
                obligation=block.obligation,
                violation=block.violation,
                segment=segments[stretch].id,
                side=side,
                cell=found.cells.ids[block.first_cell + at],
                hours={
                    hour: Hour(
                        seen=_share(hours.seen[hour][row]),
                        attributed=_share(hours.right[hour][row]),
                        wrong=_share(hours.wrong[hour][row]),
                    )
                    for hour in hours.seen
                },
                alone=_share(alone[members].min()),
                target=found.targets[row] or None,
                best=min(lost) if lost else None,
            )
        )
    return made


def _share(value: float) -> float:
    return min(1.0, max(0.0, float(value)))
