"""How the draws are cut into tasks: a matter of the case and the effort, never of who does the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.disagreement import Disagreement
from detente.accept.robustness.deals import Levels, leaves_package, rows_by_levels
from detente.accept.robustness.draws import chunk_size, draw_levels, open_groups
from detente.accept.robustness.importance import Exchange
from detente.accept.robustness.tasks import STREAM, Rows, Setting
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS_IN_FRONTIERS, ROWS_IN_EXCHANGE = 10, 125
"""How many draws make a task of frontiers, and of importance."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """The draws, before anything but their red lines is drawn.

    Attributes:
        setting: What every task needs.
        chunks: All draws, chunk by chunk.
        combinations: The combinations of red-line levels that occur, each with its draws.
        usable: Chunk and row of the draws whose red lines may leave a package, in order; where nothing else
            is open, the first of each combination, as the others are the same.
    """

    setting: Setting
    chunks: tuple[Rows, ...]
    combinations: tuple[tuple[Levels, NDArray[np.int64]], ...]
    usable: tuple[tuple[int, int], ...]


def plan_of(unknowns: Unknowns, *, draws: int, seed: int, disagreement: Disagreement) -> Plan:
    """Draw the red lines and find the combinations that leave no package."""
    chunks = chunks_of(unknowns, draws)
    levels = [
        draw_levels(unknowns, seed=seed, stream=STREAM, chunk=own.chunk)[: len(own.rows)] for own in chunks
    ]
    combinations = rows_by_levels(np.concatenate(levels))
    leaves = leaves_package(unknowns, [kind for kind, _ in combinations])
    alike = all(group.kind == "red-line" for group in open_groups(unknowns))
    shown = {int(rows[0]) for _, rows in combinations} if alike else range(draws)
    size = chunk_size(unknowns)
    return Plan(
        setting=Setting(unknowns=unknowns, seed=seed, disagreement=disagreement, leaves=leaves),
        chunks=chunks,
        combinations=tuple(combinations),
        usable=tuple(
            divmod(number, size)
            for number, kind in enumerate(np.concatenate(levels).tolist())
            if number in shown and leaves[tuple(kind)] is not False
        ),
    )


def chunks_of(unknowns: Unknowns, draws: int) -> tuple[Rows, ...]:
    """So many draws in whole chunks, the last one cut off."""
    size = chunk_size(unknowns)
    return tuple(
        Rows(number, tuple(range(min(size, draws - number * size)))) for number in range(-(-draws // size))
    )


def few_at_a_time(draws: Sequence[tuple[int, int]]) -> tuple[Rows, ...]:
    """Some draws, given by chunk and row, in tasks of a few of one chunk each."""
    tasks: list[Rows] = []
    for chunk, own in groupby(draws, key=lambda pair: pair[0]):
        rows = [row for _, row in own]
        tasks += [
            Rows(chunk, tuple(rows[start : start + ROWS_IN_FRONTIERS]))
            for start in range(0, len(rows), ROWS_IN_FRONTIERS)
        ]
    return tuple(tasks)


def exchanges_of(unknowns: Unknowns, draws: int) -> tuple[Exchange, ...]:
    """So many rows of the two samples of importance, in tasks."""
    return tuple(
        Exchange(chunk=own.chunk, start=start, stop=min(start + ROWS_IN_EXCHANGE, len(own.rows)))
        for own in chunks_of(unknowns, draws)
        for start in range(0, len(own.rows), ROWS_IN_EXCHANGE)
    )
