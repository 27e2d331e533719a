"""Pieces of work that can run anywhere: functions of plain arguments, which travel to other processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.disagreement import Disagreement
from detente.accept.robustness.counting import Tally, tally
from detente.accept.robustness.deals import Levels
from detente.accept.robustness.draws import Draws, Group, draw
from detente.accept.robustness.frontiers import Comparison, DrawnPackages, compared, drawn_packages
from detente.accept.robustness.importance import Exchange, Outcomes, outcomes
from detente.accept.robustness.packages import PackageTable, worths
from detente.accept.robustness.ranking import RankTally, rank_tally
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

STREAM = 0
"""The stream of random numbers of the draws."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """What every task needs."""

    unknowns: Unknowns
    seed: int
    disagreement: Disagreement
    leaves: Mapping[Levels, bool | None]

    def drawn(self, rows: Rows) -> Draws:
        """The draws themselves."""
        chunk = draw(self.unknowns, seed=self.seed, stream=STREAM, chunk=rows.chunk)
        return chunk.take(np.array(rows.rows, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Rows:
    """Some draws: a chunk and rows of it."""

    chunk: int
    rows: tuple[int, ...]


def frontiers_task(setting: Setting, best: int, rows: Rows) -> DrawnPackages:
    """Candidate packages from the frontiers of these draws."""
    return drawn_packages(setting.unknowns, setting.drawn(rows), disagreement=setting.disagreement, best=best)


def tally_task(setting: Setting, table: PackageTable, rows: Rows) -> Tally:
    """All counts of a chunk."""
    draws, leaves = setting.drawn(rows), setting.leaves
    return tally(setting.unknowns, table, draws, leaves=leaves, disagreement=setting.disagreement)


def ranks_task(setting: Setting, few: PackageTable, task: tuple[Rows, NDArray[np.bool_]]) -> RankTally:
    """Ranks of the listed packages in a chunk, given where they are Nash packages."""
    rows, nash = task
    return rank_tally(setting.unknowns, few, setting.drawn(rows), nash)


def compared_task(setting: Setting, table: PackageTable, rows: Rows) -> tuple[Comparison | None, ...]:
    """Selection among candidates against the exact frontiers of these draws."""
    return compared(setting.unknowns, table, setting.drawn(rows), disagreement=setting.disagreement)


def outcomes_task(
    setting: Setting, table: PackageTable, groups: tuple[Group, ...], exchange: Exchange
) -> Outcomes:
    """The outcomes of some rows of the two samples."""
    return outcomes(setting.unknowns, table, groups, exchange, seed=setting.seed, leaves=setting.leaves)


def acceptance_task(
    unknowns: Unknowns, table: PackageTable, seed: int, rows: Rows
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """In which draws of a chunk each party accepts each package, and all do.

    Shapes (parties, packages, draws) and (packages, draws).
    """
    draws = draw(unknowns, seed=seed, stream=STREAM, chunk=rows.chunk).take(slice(len(rows.rows)))
    found = list(worths(unknowns, table, draws))
    accepted = np.concatenate([worth.accepted for worth in found], axis=2)
    return accepted, np.concatenate([worth.inside for worth in found], axis=1)
