"""HiGHS behind a small door: a mixed-integer program that grows by rows, in minutes of nobody's clock.

One thread and a fixed seed, so that the same program gives the same answer; nodes are the budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.verify.plan.journal import Journal
from detente.verify.plan.problem import Floats

if TYPE_CHECKING:
    from highspy.cb import HighsCallbackInput, HighsCallbackOutput, HighsCallbackType

Outcome = Literal["optimal", "infeasible", "stopped"]
FEASIBLE = 1e-9
"""By how much a row may be missed."""
NONE = np.zeros(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What the solver answers.

    Attributes:
        outcome: ``stopped`` if work, time or patience ran out, or the asked objective was reached.
        values: Of the variables; empty where no solution was found.
        objective: Of ``values``.
        bound: No solution has a smaller objective.
    """

    outcome: Outcome
    values: Floats
    objective: float
    bound: float

    @property
    def empty(self) -> bool:
        """Whether no solution was found."""
        return not len(self.values)


class Program:
    """Minimise cost . x over lower <= x <= upper, some of x whole, and the rows added so far."""

    def __init__(
        self, *, cost: Floats, lower: Floats, upper: Floats, whole: NDArray[np.bool_], journal: Journal
    ) -> None:
        """A program without rows."""
        import highspy

        self._journal = journal
        self._whole = whole
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor has no types
        effort = journal.effort
        self._set(
            output_flag=False,
            threads=effort.threads,
            random_seed=effort.seed % 2_147_483_647,
            primal_feasibility_tolerance=FEASIBLE,
            mip_feasibility_tolerance=FEASIBLE,
            # HiGHS 1.15.1 may crash as it presolves the programs of its own heuristics under tolerances so
            # tight; presolve of the whole program stays.
            mip_root_presolve_only=True,
            mip_rel_gap=effort.gap / 2,
            mip_abs_gap=1e-9,
        )
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(cost), 0
        program.col_cost_, program.col_lower_, program.col_upper_ = cost, lower, upper
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[int(flag)] for flag in whole]
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.zeros(1, dtype=np.int32)
        self._highs.passModel(program)
        self._interrupt = highspy.cb.HighsCallbackType.kCallbackMipInterrupt

    def add(self, rows: csr_array, lower: Floats, upper: Floats) -> None:
        """Add rows: lower <= rows . x <= upper."""
        if rows.shape[0] == 0:
            return
        self._highs.addRows(
            rows.shape[0],
            lower,
            upper,
            rows.nnz,
            rows.indptr[:-1].astype(np.int32),
            rows.indices.astype(np.int32),
            rows.data.astype(np.float64),
        )

    def confine(self, columns: NDArray[np.int64], lower: Floats, upper: Floats) -> None:
        """New bounds for some of the variables."""
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def relax(self) -> Solved:
        """Solve with no variable whole."""
        self._set(solve_relaxation=True, time_limit=self._journal.seconds_left)
        self._highs.run()
        return self._read(relaxed=True)

    def solve(self, *, start: Floats | None = None, reach: float | None = None) -> Solved:
        """Solve, from ``start`` if given; done at the first solution whose objective is at most ``reach``."""
        import highspy

        effort, highs = self._journal.effort, self._highs
        self._set(
            solve_relaxation=False,
            time_limit=self._journal.seconds_left,
            mip_max_nodes=max(effort.nodes - self._journal.nodes, 1),
            objective_target=-np.inf if reach is None else reach,
        )
        highs.setCallback(self._watch, None)
        highs.startCallback(self._interrupt)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start
            highs.setSolution(solution)
        highs.run()
        highs.stopCallback(self._interrupt)
        solved = self._read(relaxed=False)
        self._journal.nodes += max(int(highs.getInfo().mip_node_count), 0)
        return solved

    def _set(self, **options: float) -> None:
        for name, value in options.items():
            self._highs.setOptionValue(name, value)

    def _watch(
        self,
        _kind: HighsCallbackType,
        _text: str,
        _said: HighsCallbackOutput,
        ask: HighsCallbackInput,
        _data: object,
    ) -> None:
        if not self._journal.going("branch and bound"):
            ask.user_interrupt = True

    def _read(self, *, relaxed: bool) -> Solved:
        import highspy

        kinds, info = highspy.HighsModelStatus, self._highs.getInfo()
        status = self._highs.getModelStatus()
        if status == kinds.kTimeLimit:
            self._journal.stopped = self._journal.timed = True
        if status in {kinds.kInfeasible, kinds.kUnboundedOrInfeasible}:
            return Solved(outcome="infeasible", values=NONE, objective=np.inf, bound=np.inf)
        solution = self._highs.getSolution()
        there = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = np.array(solution.col_value) if there else NONE
        optimal = status == kinds.kOptimal
        if relaxed:
            bound = info.objective_function_value if optimal else -np.inf
        else:
            bound = info.mip_dual_bound
            values = np.where(self._whole, np.round(values), values) if there else values
        return Solved(
            outcome="optimal" if optimal else "stopped",
            values=values,
            objective=float(info.objective_function_value) if there else np.inf,
            bound=float(bound),
        )
