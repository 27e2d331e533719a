"""Ranks of a few packages by each party's drawn utility, and the weights behind first ranks (SMAA-2).

Rank acceptability: how often a package has each rank. Central weights: the mean of the weights that make it
first (Lahdelma and Salminen 2001, Operations Research 49:444-454). Rank 1 + (number of packages worth more);
packages that are worth the same share the better rank. Weights are summed as integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.draws import Draws
from detente.accept.robustness.packages import PackageTable, utility_of
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RankTally:
    """Counts over some draws.

    Attributes:
        ranks: How often each package has each rank for each party, shape (parties, packages, packages).
        first_weights: Sums of drawn weights where a package is first, shape (parties, packages, issues).
        nash_weights: The same where it is a Nash package.
    """

    ranks: Whole
    first_weights: Whole
    nash_weights: Whole

    def __add__(self, other: RankTally) -> RankTally:
        """The counts over both."""
        return RankTally(
            ranks=self.ranks + other.ranks,
            first_weights=self.first_weights + other.first_weights,
            nash_weights=self.nash_weights + other.nash_weights,
        )


def rank_tally(unknowns: Unknowns, table: PackageTable, draws: Draws, nash: NDArray[np.bool_]) -> RankTally:
    """Count ranks in some draws.

    Args:
        unknowns: What is open.
        table: The packages to be ranked.
        draws: The draws.
        nash: Where each of these packages is a Nash package among the candidates, shape (draws, packages).
    """
    parties, count, issues = len(unknowns.parties), len(table), len(unknowns.problem.sizes)
    ranks = np.zeros((parties, count, count), dtype=np.int64)
    first_weights = np.zeros((parties, count, issues), dtype=np.int64)
    nash_weights = np.zeros_like(first_weights)
    for party in range(parties):
        utility = utility_of(unknowns, table, draws, party)
        better = np.stack([(utility > own).sum(axis=0) for own in utility])
        ranks[party] = [np.bincount(own, minlength=count) for own in better]
        first_weights[party] = (better == 0).astype(np.int64) @ draws.weights[party]
        nash_weights[party] = nash.T.astype(np.int64) @ draws.weights[party]
    return RankTally(ranks=ranks, first_weights=first_weights, nash_weights=nash_weights)
