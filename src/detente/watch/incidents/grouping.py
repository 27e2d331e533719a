"""Incidents: flagged cell-days that touch each other in space and time, with their figures.

Two flagged cell-days belong together if they are in the same cell with no day between on which the cell was
looked at, or in neighbouring cells at most one day apart. A group's total was chosen by its counts, so that
no tail of the total is given: an incident carries the least tail and q of its cell-days, which the tests of
the span have accounted for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.incidents.cell_days import CellDays
from detente.watch.incidents.side import Side, together

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Counts beyond the ordinary in one place and time.

    Attributes:
        cells: Indices of its cells, rising.
        first_day: Index of its first
        last_day: and last day within the span.
        cell_days: How many flagged cell-days it has.
        members: These, as pairs of cell and day, by cell.
        seen: Their counts together.
        expected: What "as before" expects of them together.
        tail: Least tail among them.
        q: Least adjusted tail among them.
        side: On whose side of the line they lie, if they agree; where something was hit, not who fired.
    """

    cells: tuple[int, ...]
    first_day: int
    last_day: int
    cell_days: int
    members: tuple[tuple[int, int], ...]
    seen: int
    expected: float
    tail: float
    q: float
    side: Side


def neighbours(
    x_km: NDArray[np.float64], y_km: NDArray[np.float64], *, within_km: float
) -> NDArray[np.int64]:
    """Pairs of cells whose middles are at most so far apart, of (pairs, 2).

    Raises:
        InputError: if the distance is not positive.
    """
    import numpy as np
    from scipy.spatial import cKDTree

    if not within_km > 0:
        message = f"neighbours need a distance of more than 0 km, not {within_km}"
        raise InputError(Fault(message=message, hint="1.5 times the side of a cell", code="distance"))
    tree = cKDTree(np.column_stack([x_km, y_km]))
    found: NDArray[np.int64] = tree.query_pairs(within_km, output_type="ndarray").astype(np.int64)
    return found[np.lexsort((found[:, 1], found[:, 0]))]


def group_incidents(
    tests: CellDays, pairs: NDArray[np.int64], *, cell_sides: Sequence[Side] | None = None
) -> tuple[Incident, ...]:
    """Group the flagged cell-days, least q first.

    Args:
        tests: The tests of a span.
        pairs: Neighbouring cells, of (pairs, 2).
        cell_sides: Side of each cell; without a line nothing is attributable.

    Raises:
        InputError: if a pair or the sides don't fit the cells.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    cells = tests.flagged.shape[0]
    _refuse(cells, pairs, cell_sides)
    cell, day = np.nonzero(tests.flagged)
    if not len(cell):
        return ()
    links = np.concatenate([_same_cell(tests, cell, day), _next_to(tests, pairs, cell, day)])
    graph = coo_array((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(len(cell), len(cell)))
    number, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.searchsorted(label[order], np.arange(1, number)))
    found = [_incident(tests, cell[part], day[part], cell_sides) for part in parts]
    return tuple(sorted(found, key=lambda one: (one.q, one.tail, one.first_day, one.cells)))


def _same_cell(tests: CellDays, cell: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Links of a cell's flagged days with no day between that was looked at."""
    import numpy as np

    rank = np.cumsum(tests.looked, axis=1)[cell, day]
    index = np.arange(len(cell) - 1)
    touch = (cell[1:] == cell[:-1]) & (rank[1:] - rank[:-1] <= 1)
    return np.column_stack([index[touch], index[touch] + 1])


def _next_to(
    tests: CellDays, pairs: NDArray[np.int64], cell: NDArray[np.int64], day: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Links between neighbouring cells on the same day and on days in a row."""
    import numpy as np

    span = tests.flagged.shape[1]
    place = np.full(tests.flagged.shape, -1, dtype=np.int64)
    place[cell, day] = np.arange(len(cell))
    some: NDArray[np.bool_] = np.asarray(tests.flagged.any(axis=1))
    near = pairs[some[pairs[:, 0]] & some[pairs[:, 1]]]
    found = [np.zeros((0, 2), dtype=np.int64)]
    for one, other, lag in ((0, 1, 0), (0, 1, 1), (1, 0, 1)):
        early = place[near[:, one], : span - lag]
        late = place[near[:, other], lag:]
        both = (early >= 0) & (late >= 0)
        found.append(np.column_stack([early[both], late[both]]))
    return np.concatenate(found)


def _incident(
    tests: CellDays, cell: NDArray[np.int64], day: NDArray[np.int64], cell_sides: Sequence[Side] | None
) -> Incident:
    import numpy as np

    cells = tuple(int(one) for one in np.unique(cell))
    return Incident(
        cells=cells,
        first_day=int(day.min()),
        last_day=int(day.max()),
        cell_days=len(cell),
        members=tuple(zip(cell.tolist(), day.tolist(), strict=True)),
        seen=int(tests.seen[cell, day].sum()),
        expected=float(tests.expected[cell, day].sum()),
        tail=float(tests.tail[cell, day].min()),
        q=float(tests.q[cell, day].min()),
        side=together(tuple(cell_sides[one] for one in cells))
        if cell_sides is not None
        else "not attributable",
    )


def _refuse(cells: int, pairs: NDArray[np.int64], cell_sides: Sequence[Side] | None) -> None:
    faults = []
    if (
        pairs.ndim != 2
        or pairs.shape[1:] != (2,)
        or (pairs.size and not 0 <= pairs.min() <= pairs.max() < cells)
    ):
        message = f"pairs of neighbours have to name two of {cells} cells each"
        faults.append(Fault(message=message, hint="neighbours(x_km, y_km, within_km=...)", code="pairs"))
    if cell_sides is not None and len(cell_sides) != cells:
        message = f"there are {len(cell_sides)} sides for {cells} cells"
        faults.append(Fault(message=message, hint="one side for each cell", code="sides"))
    if faults:
        raise InputError(*faults)
