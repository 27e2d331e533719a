"""What every candidate sees of every row in every scenario, as sparse matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from detente.case.verification import Instrument, Level, ObligationKind
from detente.verify.instruments.detection import Sight, curve, furthest_m, sight
from detente.verify.instruments.scenarios import Scenario
from detente.verify.site import Floats, Ints, Points, pairs_within

HALFWAY_ROUND_M = 21_000_000.0
"""Further than any two points on the globe are apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows of one violation type of one obligation: a row for each of its cells, in their order."""

    obligation: str
    kind: ObligationKind
    violation: str
    first_cell: int
    last_cell: int
    first_row: int
    target: float

    @property
    def count(self) -> int:
        """How many rows."""
        return self.last_cell - self.first_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A candidate: an instrument on a site, or one that needs none.

    Attributes:
        site: The number of its site; None where it needs none.
        cost: What one copy costs a year.
        most: Most copies.
    """

    id: str
    instrument: Instrument
    site: int | None
    cost: float
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """One instrument with its columns, and the pairs of a cell and one of them that may see each other."""

    instrument: Instrument
    cell: Ints
    column: Ints
    distance_m: Floats


def distinct(
    states: Sequence[Scenario], instruments: Sequence[Instrument], violations: Sequence[str], level: Level
) -> tuple[Scenario, ...]:
    """The scenarios, those of one choice in which every instrument sees the same joined into the first."""
    joined: dict[object, Scenario] = {}
    for scenario in states:
        seen = tuple(sight(item, name, scenario, level) for item in instruments for name in violations)
        known = joined.get((scenario.chosen, seen))
        weight = scenario.weight + (0.0 if known is None else known.weight)
        joined[scenario.chosen, seen] = replace(known or scenario, weight=weight)
    return tuple(joined.values())


def matrices(
    blocks: Sequence[Block],
    cells: Points,
    sites: Points,
    stands: Sequence[Stand],
    states: Sequence[Scenario],
    level: Level,
) -> tuple[csr_array, ...]:
    """For each scenario p of one copy, ``(rows, candidates)``; what is 0 or not known is not stored."""
    posts = _posts(blocks, cells, sites, stands, states, level)
    rows = sum(block.count for block in blocks)
    return tuple(_matrix(blocks, posts, scenario, level, (rows, len(stands))) for scenario in states)


def _posts(
    blocks: Sequence[Block],
    cells: Points,
    sites: Points,
    stands: Sequence[Stand],
    states: Sequence[Scenario],
    level: Level,
) -> list[_Post]:
    columns: dict[str, list[int]] = {}
    for column, stand in enumerate(stands):
        columns.setdefault(stand.instrument.id, []).append(column)
    posts = []
    for members in columns.values():
        first = stands[members[0]]
        if first.site is None:
            cell = np.arange(len(cells), dtype=np.int64)
            posts.append(
                _Post(
                    instrument=first.instrument,
                    cell=cell,
                    column=np.full(len(cells), members[0]),
                    distance_m=np.zeros(len(cells)),
                )
            )
            continue
        places = [stands[member].site or 0 for member in members]
        near = pairs_within(cells, sites.only(places), _reach_m(first.instrument, blocks, states, level))
        posts.append(
            _Post(
                instrument=first.instrument,
                cell=near.cell,
                column=np.asarray(members, dtype=np.int64)[near.site],
                distance_m=near.distance_m,
            )
        )
    return posts


def _reach_m(
    instrument: Instrument, blocks: Sequence[Block], states: Sequence[Scenario], level: Level
) -> float:
    names = {block.violation for block in blocks if block.kind in instrument.sees}
    found = (sight(instrument, name, scenario, level) for name in names for scenario in states)
    reaches = [furthest_m(seen) for seen in found if seen is not None]
    return min(max(reaches, default=0.0), HALFWAY_ROUND_M)


def _matrix(
    blocks: Sequence[Block], posts: Sequence[_Post], scenario: Scenario, level: Level, shape: tuple[int, int]
) -> csr_array:
    rows, columns, chances = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for post in posts:
        found: dict[str, Floats] = {}
        for block in blocks:
            if block.kind not in post.instrument.sees:
                continue
            seen = sight(post.instrument, block.violation, scenario, level)
            if seen is None or seen.peak == 0:
                continue
            if block.violation not in found:
                found[block.violation] = _chances(seen, post.distance_m)
            low, high = np.searchsorted(post.cell, [block.first_cell, block.last_cell])
            rows.append(post.cell[low:high] - block.first_cell + block.first_row)
            columns.append(post.column[low:high])
            chances.append(found[block.violation][low:high])
    matrix = csr_array(
        (np.concatenate(chances), (np.concatenate(rows), np.concatenate(columns))), shape=shape
    )
    matrix.eliminate_zeros()
    return matrix


def _chances(seen: Sight, distance_m: Floats) -> Floats:
    if seen.range_m is None:
        return np.full(distance_m.shape, seen.peak)
    left = curve(distance_m, range_m=seen.range_m, shape=seen.shape, steepness=seen.steepness)
    return seen.peak * left
