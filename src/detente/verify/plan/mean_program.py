"""The mean chance as a mixed-integer program: concave terms under their tangents, more where it matters.

For each term a variable z = w . y and one for its f, which lies under tangents of 1 - e^(-z), each with two
coefficients. A copy that sees the row for certain lifts a tangent at z' by what it lacks at 0: its weight
there is 1 + z'. Terms that are seen for certain or not at all need no tangents: f is at most the number of
copies, and at most 1 (Church and ReVelle 1974). Where the violator may choose, the chance of a row is a
variable under each of its mixtures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack

from detente.verify.plan.journal import Journal
from detente.verify.plan.mean_rows import Terms
from detente.verify.plan.problem import Floats
from detente.verify.plan.solver import Program, Solved

FIRST = (0.0, 0.3, 0.8, 1.6, 3.0)
"""Where the first tangents touch."""
LOOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """Rows whose chance is the least of several mixtures of terms: value <= constant + matrix . f.

    Attributes:
        matrix: Shape (mixtures, terms).
        constant: Shape (mixtures,).
        row: Shape (mixtures,): which row each is of.
        omega: Shape (rows,): weights of the rows.
    """

    matrix: csr_array
    constant: Floats
    row: NDArray[np.int64]
    omega: Floats


class MeanProgram:
    """Maximise base + omega . f(y) over whole y within room and budget."""

    def __init__(self, terms: Terms, journal: Journal, *, unit: float, worst: Worst | None = None) -> None:
        """The program with its first tangents.

        Args:
            terms: The mean; with ``worst`` its omegas don't count.
            journal: Of the search.
            unit: The solver works on so many times the mean, as its tolerances are absolute.
            worst: Rows over mixtures of terms.
        """
        self._weights, self._sure = terms.weights, terms.sure
        self._smooth = np.flatnonzero(np.diff(terms.weights.indptr) > 0)
        count, free = terms.weights.shape
        smooth = len(self._smooth)
        rows = 0 if worst is None else len(worst.omega)
        self._free, self._f, self._z = free, free, free + count
        self._s, self._rows = free + count + smooth, free + count + 2 * smooth
        total = self._rows + rows
        objective = np.zeros(total)
        if worst is None:
            objective[self._f : self._z] = -terms.omega * unit
        else:
            objective[self._rows :] = -worst.omega * unit
        self._worst, self._unit = worst, unit
        upper = np.concatenate(
            (terms.room, np.ones(count), np.full(smooth, np.inf), np.ones(smooth), np.ones(rows))
        )
        whole = np.arange(total) < free
        self._program = Program(
            cost=objective, lower=np.zeros(total), upper=upper, whole=whole, journal=journal
        )
        self._total = total
        self._link(terms.cost, terms.budget)
        if worst is not None:
            self._mix(worst)
        for point in FIRST:
            self.touch(np.arange(smooth), np.full(smooth, point))

    def _link(self, cost: Floats, budget: float) -> None:
        """Budget; z = w . y; s <= certain copies; f <= certain copies where nothing else sees."""
        count, smooth = self._weights.shape[0], self._smooth
        plain = np.setdiff1d(np.arange(count), smooth)
        self._add({0: csr_array(cost[None, :])}, -np.inf, budget + 1e-9 * (1 + abs(budget)))
        eye = csr_array(_identity(len(smooth)))
        self._add({0: self._weights[smooth] * -1.0, self._z: eye}, 0.0, 0.0)
        self._add({0: self._sure[smooth] * -1.0, self._s: eye}, -np.inf, 0.0)
        self._add({0: self._sure[plain] * -1.0, self._f: _pick(plain, count)}, -np.inf, 0.0)

    def _mix(self, worst: Worst) -> None:
        pick = _pick(worst.row, len(worst.omega))
        self._add({self._f: worst.matrix * -1.0, self._rows: pick}, -np.inf, worst.constant)

    def touch(self, places: NDArray[np.int64], points: Floats) -> None:
        """Tangents of some of the terms that are not plain covers, by place among these."""
        slope = np.exp(-points)
        height = 1.0 - slope * (1.0 + points)
        count, smooth = self._weights.shape[0], len(self._smooth)
        blocks = {
            self._f: _pick(self._smooth[places], count),
            self._z: _pick(places, smooth, -slope),
            self._s: _pick(places, smooth, -(1.0 - height)),
        }
        self._add(blocks, -np.inf, height)

    def _add(self, blocks: dict[int, csr_array], lower: Floats | float, upper: Floats | float) -> None:
        size = next(iter(blocks.values())).shape[0]
        parts, at = [], 0
        for begin, block in sorted(blocks.items()):
            parts += [csr_array((size, begin - at)), block]
            at = begin + block.shape[1]
        parts.append(csr_array((size, self._total - at)))
        rows = csr_array(hstack(parts, format="csr"))
        rows.eliminate_zeros()
        full = np.ones(size)
        self._program.add(rows, full * lower, full * upper)

    def relax(self) -> Solved:
        """Solve in fractions."""
        return self._scaled(self._program.relax())

    def solve(self, start: Floats | None) -> Solved:
        """Solve in whole copies, from these counts."""
        return self._scaled(self._program.solve(start=None if start is None else self._lifted(start)))

    def _scaled(self, solved: Solved) -> Solved:
        unit = self._unit
        return replace(solved, objective=solved.objective / unit, bound=solved.bound / unit)

    def copies(self, solved: Solved) -> Floats:
        """The counts of a solution."""
        return solved.values[: self._free]

    def sharpen(self, solved: Solved, least: float) -> bool:
        """Tangents where a solution's f exceeds the true one by over ``least``; whether there were any."""
        y, smooth = self.copies(solved), self._smooth
        z = self._weights[smooth] @ y
        s = np.minimum(self._sure[smooth] @ y, 1.0)
        f = solved.values[self._f : self._z][smooth]
        true = np.minimum(1.0, -np.expm1(-z) + s * np.exp(-z) * (1 + z))
        over = np.flatnonzero(f > true + least)
        self.touch(over, z[over])
        return len(over) > 0

    def _lifted(self, y: Floats) -> Floats:
        """All variables for these counts."""
        z = self._weights @ y
        s = np.minimum(self._sure @ y, 1.0)
        f = np.where(s > 0.5, 1.0, -np.expm1(-z))
        smooth = self._smooth
        rows = np.ones(self._total - self._rows)
        if self._worst is not None:
            np.minimum.at(rows, self._worst.row, self._worst.constant + self._worst.matrix @ f)
        return np.concatenate((y, f, z[smooth], s[smooth], rows))


def _identity(size: int) -> coo_array:
    places = np.arange(size)
    return coo_array((np.ones(size), (places, places)), shape=(size, size))


def _pick(places: NDArray[np.int64], width: int, values: Floats | None = None) -> csr_array:
    """A row for each place, with a 1 (or its value) there."""
    data = np.ones(len(places)) if values is None else values
    return csr_array((data, (np.arange(len(places)), places)), shape=(len(places), width))
