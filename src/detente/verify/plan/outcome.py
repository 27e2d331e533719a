"""What a plan answers with, how much work it may take, and how it tells of its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from detente.verify.plan.problem import Floats

Aim = Literal["least-cost", "best-mean", "best-worst"]


class Status(StrEnum):
    """How sure a plan is of being the best.

    ``OPTIMAL``: proven, up to the gap 1e-6. ``WITHIN_GAP``: proven up to the gap that was asked for.
    ``STOPPED``: the work that was allowed is done, or somebody asked to stop; the gap is what is known.
    ``INFEASIBLE``: no plan keeps what was asked, and ``Plan.note`` says why.
    """

    OPTIMAL = "optimal"
    WITHIN_GAP = "within-gap"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work may be done. All but ``seconds`` count work, so that the same input gives the same bytes.

    Attributes:
        gap: Relative gap between a plan and the bound at which the search ends.
        rounds: Most rounds of outer cuts.
        nodes: Most nodes of all branch-and-bound trees together.
        sweeps: Most passes of the local search.
        steps: Most steps of the subgradient method.
        seed: Of the local search and of the solver.
        threads: Of the solver. More than one may change the answer from run to run.
        seconds: A limit on the clock, if wanted; a plan that it ended says so.
    """

    gap: float = 1e-6
    rounds: int = 60
    nodes: int = 100_000
    sweeps: int = 400
    steps: int = 2_000
    seed: int = 0
    threads: int = 1
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a search stands.

    Attributes:
        stage: What it does.
        objective: Of the best plan so far; None while there is none.
        bound: Proven so far; None while there is none.
        work: Nodes and steps done.
    """

    stage: str
    objective: float | None
    bound: float | None
    work: int


Listener = Callable[[Progress], bool | None]
"""Told of progress; returns False to ask for a stop, anything else to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """A row that misses its target even if everything is taken.

    Attributes:
        row: Its name.
        target: What was asked.
        best: The chance if everything is taken, under the worst choice of the violator.
    """

    row: str
    target: float
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What was done: rounds of cuts, nodes of branch and bound, steps of the subgradient method, sweeps."""

    rounds: int = 0
    nodes: int = 0
    steps: int = 0
    sweeps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many copies of what, what that sees, what it costs, and how far it may be from the best.

    Attributes:
        aim: What was asked.
        counts: Copies of each candidate that is taken at all, by id, standing ones included.
        cost: Of all copies.
        added_cost: Of the copies that are not standing.
        chance: Shape (rows,): P under the worst choice of the violator, recomputed from the definition.
        by_condition: Shape (rows, conditions): P under each condition.
        objective: Cost, mean P or worst P, by the aim; for the worst, over rows that something can see. None
            where the status is infeasible.
        bound: No plan costs less, or has a better mean or worst P, than this; None where nothing is proven.
        gap: ``|objective - bound|`` as a share of the objective; None where one of them is.
        status: How sure it is.
        unreachable: Rows that miss their target (for best-worst: that nothing sees) whatever is taken.
        binding: Rows that decide: at their target, or at the worst P.
        method: What found and what proved it.
        note: What else is to be said; empty if nothing.
        work: What was done.
        seed: Of the search.
        timed: Whether the clock ended the search, so that another run may give another answer.
        trace: Objective and bound each time that one of them got better.
    """

    aim: Aim
    counts: dict[str, int]
    cost: float
    added_cost: float
    chance: Floats
    by_condition: Floats
    objective: float | None
    bound: float | None
    gap: float | None
    status: Status
    unreachable: tuple[Unreachable, ...]
    binding: tuple[str, ...]
    method: tuple[str, ...]
    note: str
    work: Work
    seed: int
    timed: bool
    trace: tuple[tuple[float | None, float | None], ...]
