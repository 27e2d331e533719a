"""One chunk of draws, counted: who accepts which package, which packages are selected, is there a deal.

Everything here is a count, so chunks add up to the same totals in whatever order they are computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.disagreement import Disagreement
from detente.accept.robustness.bounds import gains_start
from detente.accept.robustness.choice import SELECTIONS, Selection, selected
from detente.accept.robustness.deals import DEAL, UNDECIDED, Levels, settle
from detente.accept.robustness.draws import Draws
from detente.accept.robustness.packages import PackageTable, Worth, worths
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Counts over some draws.

    Attributes:
        verdicts: For each draw whether a deal exists: 1, 0, or -1 where that is not decided.
        accepted: In how many draws each party accepts each package, shape (parties of the case, packages).
        agreed: In how many draws all accept it and it breaks no rule, shape (packages,).
        selected: For each concept draw and package of each selection, shape (selections, 2); ties are all
            listed. None where gains have no start (rules that couple too much).
        options: For each concept in how many draws a selected package takes each option, shape (options,).
        covered: In how many draws any package is in the space.
    """

    verdicts: NDArray[np.int8]
    accepted: Whole
    agreed: Whole
    selected: dict[Selection, Whole] | None
    options: dict[Selection, Whole] | None
    covered: int


def tally(
    unknowns: Unknowns,
    table: PackageTable,
    draws: Draws,
    *,
    leaves: Mapping[Levels, bool | None],
    disagreement: Disagreement,
) -> Tally:
    """Count one chunk.

    Args:
        unknowns: What is open.
        table: The candidate packages.
        draws: The chunk.
        leaves: Whether combinations of red-line levels leave a package, where that is known.
        disagreement: Where gains start.
    """
    starts = gains_start(unknowns, draws, disagreement)
    verdicts = np.full(len(draws), UNDECIDED, dtype=np.int8)
    accepted = np.zeros((len(unknowns.problem.case.parties), len(table)), dtype=np.int64)
    agreed = np.zeros(len(table), dtype=np.int64)
    pairs: dict[Selection, list[Whole]] = {concept: [] for concept in SELECTIONS}
    for worth in worths(unknowns, table, draws):
        accepted += np.count_nonzero(worth.accepted, axis=2)
        agreed += np.count_nonzero(worth.inside, axis=1)
        covered = np.flatnonzero(worth.inside.any(axis=0))
        verdicts[worth.rows.start + covered] = DEAL
        if starts is not None and len(covered):
            for concept, found in _selected(unknowns, worth, covered, starts).items():
                pairs[concept].append(found)
    left = np.flatnonzero(verdicts == UNDECIDED)
    verdicts[left] = settle(unknowns, draws.take(left), leaves)
    chosen = None if starts is None else {concept: _joined(found) for concept, found in pairs.items()}
    return Tally(
        verdicts=verdicts,
        accepted=accepted,
        agreed=agreed,
        selected=chosen,
        options=None
        if chosen is None
        else {concept: _options(unknowns, table, found) for concept, found in chosen.items()},
        covered=len(draws) - len(left),
    )


def _selected(unknowns: Unknowns, worth: Worth, covered: Whole, starts: Whole) -> dict[Selection, Whole]:
    """Selections in those draws of ``worth`` that have a package in the space."""
    draws = worth.rows.start + covered
    gains = np.stack([own[:, covered] for own in worth.utility]) - starts[:, np.newaxis, draws]
    scales = [party.scale for party in unknowns.parties]
    found = selected(gains, worth.inside[:, covered], scales)
    return {concept: np.stack([draws[pairs[:, 0]], pairs[:, 1]], axis=1) for concept, pairs in found.items()}


def _joined(pairs: Sequence[Whole]) -> Whole:
    return np.concatenate([np.zeros((0, 2), dtype=np.int64), *pairs])


def _options(unknowns: Unknowns, table: PackageTable, pairs: Whole) -> Whole:
    """In how many draws any of the selected packages takes each option."""
    columns = table.choices[pairs[:, 1]] + np.array(unknowns.starts[:-1], dtype=np.int64)
    whole = unknowns.starts[-1]
    taken = np.unique(pairs[:, :1] * whole + columns) % whole
    return np.bincount(taken, minlength=whole)
