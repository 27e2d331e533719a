"""The problem that a monitoring plan answers: what is aimed at, with which figures, what a choice reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.case.model import Case
from detente.case.verification import Level
from detente.verify.cover import cover_of
from detente.verify.instruments.scenarios import scenarios
from detente.verify.line.model import Segment
from detente.verify.monitoring.model import Assumed, Goal
from detente.verify.monitoring.quick import quick_best, quick_cost
from detente.verify.placement import Channel, Placement, SitingRule, placement
from detente.verify.plan.best_mean import best_mean
from detente.verify.plan.best_worst import best_worst
from detente.verify.plan.chance import chances, worst_chances
from detente.verify.plan.least_cost import least_cost
from detente.verify.plan.outcome import Aim, Effort, Listener, Plan
from detente.verify.plan.problem import CoverProblem, Floats
from detente.verify.reach import distinct, matrices


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a plan is asked for.

    Attributes:
        target: In place of the targets of the case; None leaves them.
        standing: Copies that stay, by candidate.
    """

    case: Case
    assumed: Assumed
    segments: Sequence[Segment]
    siting: SitingRule
    goal: Goal
    channel: Channel
    budget: float | None
    target: float | None
    standing: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A problem at one level.

    Attributes:
        aimed: Shape (rows,): whether the plan is for this row. Those of obligations with a target; all of
            them where none has one.
        km: Shape (rows,): the length of the cut of the line that each row is of.
    """

    found: Placement
    problem: CoverProblem
    aimed: NDArray[np.bool_]
    km: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a choice of copies reaches over the rows that are aimed at.

    Attributes:
        worst: P of the worst row that something can see; None where there is none.
        mean: Mean P; None where nothing is aimed at.
        share: Of the line, by length and over the rows with a target, the part on which it is met; None
            where none has one.
    """

    worst: float | None
    mean: float | None
    share: float | None


def posed(asked: Asked, level: Level, *, switched: bool = False) -> Posed:
    """The problem with every figure at one level.

    Args:
        asked: What is asked for.
        level: Which end of the figures.
        switched: The package is another than the one that copies stand for: those that it rules out go.

    Raises:
        InputError: if a copy stands where no candidate is, unless the package was switched.
    """
    found = placement(
        asked.case,
        asked.assumed.package,
        asked.segments,
        level=level,
        siting=asked.siting,
        relaxed=asked.assumed.relaxed,
        standing=asked.standing,
    )
    there = {stand.id for stand in found.stands}
    standing = {
        name: count for name, count in asked.standing.items() if count and (name in there or not switched)
    }
    return _aimed(found, asked, standing)


def at_level(known: Posed, asked: Asked, level: Level) -> Posed:
    """The same candidates on the same sites, with what they see at another level."""
    found, verification = known.found, asked.case.verification
    states = scenarios(() if verification is None else verification.conditions)
    instruments = list({stand.instrument.id: stand.instrument for stand in found.stands}.values())
    merged = distinct(states, instruments, sorted({block.violation for block in found.blocks}), level)
    seen = matrices(found.blocks, found.cells, found.sites, found.stands, merged, level)
    return _aimed(replace(found, level=level, scenarios=merged, detection=seen), asked, {})


def _aimed(found: Placement, asked: Asked, standing: Mapping[str, int]) -> Posed:
    set_by_case = np.array(found.targets) > 0
    aimed = set_by_case if set_by_case.any() else np.ones(len(found.targets), dtype=np.bool_)
    if asked.target is not None:
        found = replace(found, targets=tuple(np.where(aimed, asked.target, 0.0).tolist()))
    return Posed(
        found=found,
        problem=cover_of(found, channel=asked.channel, standing=standing),
        aimed=aimed,
        km=_km(found, asked.segments),
    )


def _km(found: Placement, segments: Sequence[Segment]) -> Floats:
    """Shape (rows,): the length of each row's cut, as the cuts of a segment are equal."""
    lengths = np.array([segment.length_km for segment in segments])
    parts = [np.zeros(0)]
    for block in found.blocks:
        own = np.array(found.cells.stretches[block.first_cell : block.last_cell], dtype=np.int64)
        sides = len(set(found.cells.sides[block.first_cell : block.last_cell]))
        parts.append(sides * lengths[own] / np.bincount(own)[own])
    return np.concatenate(parts)


def solved(
    known: Posed, asked: Asked, effort: Effort | None, listener: Listener | None, *, bounded: bool = True
) -> Plan:
    """The plan for a problem; its arrays are over the rows that are aimed at alone.

    Args:
        known: The problem.
        asked: What is asked for.
        effort: How much work may be done; None for a quick plan.
        listener: Told of progress; may ask for a stop.
        bounded: Whether a quick plan for targets comes with a bound.
    """
    problem = _only_aimed(known)
    if asked.goal == "target" or asked.budget is None:
        if effort is None:
            return quick_cost(problem, listener, bounded=bounded)
        return least_cost(problem, effort=effort, progress=listener)
    if effort is None:
        aim: Aim = "best-mean" if asked.goal == "mean" else "best-worst"
        return quick_best(problem, aim, asked.budget, listener)
    best = best_mean if asked.goal == "mean" else best_worst
    return best(problem, asked.budget, effort=effort, progress=listener)


def _only_aimed(known: Posed) -> CoverProblem:
    problem, rows = known.problem, np.flatnonzero(known.aimed)
    return replace(
        problem,
        rows=tuple(problem.rows[row] for row in rows.tolist()),
        weights=problem.weights[rows],
        targets=problem.targets[rows],
        conditions=tuple(
            replace(condition, detection=csr_array(condition.detection[rows]))
            for condition in problem.conditions
        ),
    )


def reached(known: Posed, counts: Floats, *, made_for: Posed | None = None) -> Reached:
    """What copies of the candidates reach, from the definition.

    Args:
        known: The problem by whose figures they are judged.
        counts: Copies of each candidate.
        made_for: The problem by which they were chosen, with the same rows: those that something can see
            there count here, too, if nothing does.
    """
    problem, aimed = known.problem, known.aimed
    chance = worst_chances(problem, chances(problem, np.round(counts).astype(np.int64)))
    seen = aimed & _within_sight((made_for or known).problem)
    asked, km = problem.targets > 0, known.km
    met = asked & (chance >= problem.targets - MET)
    return Reached(
        worst=float(chance[seen].min()) if seen.any() else None,
        mean=float(chance[aimed].mean()) if aimed.any() else None,
        share=round(float(km[met].sum() / km[asked].sum()), 12) if asked.any() else None,
    )


def _within_sight(problem: CoverProblem) -> NDArray[np.bool_]:
    """Shape (rows,): whether something sees it, with everything in place."""
    most = np.array([0 if each.off else each.most for each in problem.candidates], dtype=np.int64)
    return np.asarray(worst_chances(problem, chances(problem, most)) > 0)


MET = 1e-8
"""By how much a chance may be below a target that counts as met."""
