"""What a monitoring plan is chosen from: rows to watch, candidates to watch them with, conditions.

A **row** is something that may happen and should be seen: a violation type in a cell, a cell alone, a
client in a textbook. A **candidate** is an instrument at a place; a plan takes x_j copies of it. Under
condition c one copy of candidate j sees a violation of row i with probability p_ij(c), independently of all
else that c does not settle; so, as far as condition c goes, the chance that a plan x sees it is

    P_ic(x) = 1 - prod_j (1 - p_ij(c)) ^ x_j.

Conditions are of nature (weather, an outage that a class of sensors shares), each with its probability pi_c,
or chosen by the violator (day or night). For each that is chosen there is a mixture over nature, and the
violator takes the worst: P_i(x) = min over chosen g of sum over c in g of pi_c P_ic(x). Probabilities are
mixed after the product, never before: sensors that fail together are no help to one another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.errors import Fault, InputError, shown_value

Floats = NDArray[np.float64]
SLACK_OF_SUM = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An instrument at a place, which a plan may take.

    Attributes:
        id: Its name, unique within a problem.
        cost: Of one copy, in any one unit of money; not negative. Standing copies cost this as well: a plan's
            cost says what it needs in all, and ``Plan.new_cost`` what is to be added.
        most: Most copies at this place.
        standing: Copies that are there already and stay.
        off: Switched off (by an option of a package, a red line): no copy counts, standing ones included.
    """

    id: str
    cost: float
    most: int = 1
    standing: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One state of the world in which violations happen and instruments look.

    Attributes:
        id: Its name.
        detection: Shape (rows, candidates): p of one copy, from 0 to 1. What is not stored is 0.
        probability: Of this condition within its choice; those of one choice sum to 1.
        chosen: What the violator chooses when this condition may come; conditions with the same word are
            one mixture over nature.
    """

    id: str
    detection: csr_array
    probability: float = 1.0
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverProblem:
    """Rows, candidates and conditions. Checked once, by :func:`cover_problem`.

    Attributes:
        rows: Names of what is watched.
        weights: Shape (rows,): how much each counts in a mean; not negative.
        targets: Shape (rows,): the probability that each has to reach; 0 asks for nothing.
        candidates: What may be taken.
        conditions: At least one; matrices of shape (rows, candidates).
    """

    rows: tuple[str, ...]
    weights: Floats
    targets: Floats
    candidates: tuple[Candidate, ...]
    conditions: tuple[Condition, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """What the violator may choose, in the order in which the conditions name it."""
        return tuple(dict.fromkeys(condition.chosen for condition in self.conditions))


def cover_problem(
    *,
    rows: tuple[str, ...],
    candidates: tuple[Candidate, ...],
    conditions: tuple[Condition, ...],
    weights: Floats | None = None,
    targets: Floats | float | None = None,
) -> CoverProblem:
    """Check and freeze a problem.

    Args:
        rows: Names of what is watched.
        candidates: What may be taken.
        conditions: Detection probabilities under each; dense or sparse matrices of shape (rows, candidates).
        weights: Shape (rows,). Omitted: all 1.
        targets: Shape (rows,), or one number for all. Omitted: none.

    Raises:
        InputError: with all faults at once: a name twice, a cost or weight below 0, a probability outside
            [0, 1], shapes that do not match, probabilities of conditions that do not sum to 1.
    """
    count = len(rows)
    problem = CoverProblem(
        rows=tuple(rows),
        weights=_vector(1.0 if weights is None else weights, count),
        targets=_vector(0.0 if targets is None else targets, count),
        candidates=tuple(candidates),
        conditions=tuple(_sparse(condition) for condition in conditions),
    )
    faults = [*_row_faults(problem), *_candidate_faults(problem), *_condition_faults(problem)]
    if faults:
        raise InputError(*faults)
    return problem


def covering(
    reach: csr_array | NDArray[np.bool_],
    *,
    costs: Floats | None = None,
    weights: Floats | None = None,
    required: bool = False,
) -> CoverProblem:
    """The classical problems: a candidate sees a row for certain, or not at all.

    With ``required`` each row has the target 1, and least cost is the set covering problem (Toregas, Swain,
    ReVelle and Bergman 1971, Operations Research 19:1363-1373); without, best mean for a budget is the
    maximal covering location problem (Church and ReVelle 1974, Papers in Regional Science 32:101-118).

    Args:
        reach: Shape (rows, candidates): whether the candidate covers the row.
        costs: Shape (candidates,). Omitted: all 1, so that a budget is a number of sites.
        weights: Shape (rows,). Omitted: all 1.
        required: Whether every row has to be covered.
    """
    matrix = csr_array(reach)
    matrix.eliminate_zeros()
    matrix = csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    prices = _vector(1.0 if costs is None else costs, matrix.shape[1])
    return cover_problem(
        rows=tuple(f"row-{number}" for number in range(matrix.shape[0])),
        candidates=tuple(
            Candidate(id=f"site-{number}", cost=float(price)) for number, price in enumerate(prices)
        ),
        conditions=(Condition(id="always", detection=matrix),),
        weights=weights,
        targets=1.0 if required else None,
    )


def _vector(values: Floats | float, count: int) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    frozen = np.full(count, float(array)) if array.ndim == 0 else array.copy()
    frozen.flags.writeable = False
    return frozen


def _sparse(condition: Condition) -> Condition:
    matrix = csr_array(condition.detection, dtype=np.float64)
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return Condition(
        id=condition.id, detection=matrix, probability=condition.probability, chosen=condition.chosen
    )


def _row_faults(problem: CoverProblem) -> list[Fault]:
    faults = _twice("rows", problem.rows)
    for name, values, top in (("weights", problem.weights, np.inf), ("targets", problem.targets, 1.0)):
        if values.shape != (len(problem.rows),):
            message = f"{values.shape} numbers for {len(problem.rows)} rows"
            faults.append(
                Fault(place=name, message=message, hint="one number for each row", code="bad-shape")
            )
            continue
        wrong = np.flatnonzero(~((values >= 0) & (values <= top) & np.isfinite(values)))
        faults += [
            Fault(
                place=f"{name}: {problem.rows[place]}",
                message=f"{values[place]:g} is not a {'probability' if top == 1 else 'weight of 0 or more'}",
                code="bad-number",
            )
            for place in wrong.tolist()
        ]
    return faults


def _candidate_faults(problem: CoverProblem) -> list[Fault]:
    faults = _twice("candidates", tuple(candidate.id for candidate in problem.candidates))
    for candidate in problem.candidates:
        place = f"candidates: {candidate.id}"
        if not (np.isfinite(candidate.cost) and candidate.cost >= 0):
            message = f"the cost {shown_value(candidate.cost)} is not a number of 0 or more"
            faults.append(Fault(place=place, message=message, code="bad-number"))
        if not 0 <= candidate.standing <= candidate.most:
            message = f"{candidate.standing} standing copies where at most {candidate.most} may be"
            hint = "raise 'most' or lower 'standing'; neither is below 0"
            faults.append(Fault(place=place, message=message, hint=hint, code="bad-number"))
    return faults


def _condition_faults(problem: CoverProblem) -> list[Fault]:
    faults = _twice("conditions", tuple(condition.id for condition in problem.conditions))
    if not problem.conditions:
        message = "there is none"
        faults.append(Fault(place="conditions", message=message, hint="one that always holds", code="empty"))
    shape = (len(problem.rows), len(problem.candidates))
    for condition in problem.conditions:
        place = f"conditions: {condition.id}"
        if condition.detection.shape != shape:
            message = f"a matrix of shape {condition.detection.shape}, not {shape} (rows, candidates)"
            faults.append(Fault(place=place, message=message, code="bad-shape"))
        data = condition.detection.data
        if not bool(np.all((data >= 0) & (data <= 1))):
            worst = data[~((data >= 0) & (data <= 1))][0]
            message = f"the detection probability {worst:g} is outside 0 to 1"
            faults.append(Fault(place=place, message=message, code="bad-number"))
        if not 0 <= condition.probability <= 1:
            message = f"the probability {condition.probability:g} is outside 0 to 1"
            faults.append(Fault(place=place, message=message, code="bad-number"))
    for choice in problem.choices:
        total = sum(each.probability for each in problem.conditions if each.chosen == choice)
        if not abs(total - 1) <= SLACK_OF_SUM:
            place = f"conditions: chosen '{choice}'" if choice else "conditions"
            message = f"their probabilities sum to {total:g}, not 1"
            hint = "probabilities of nature within one choice of the violator sum to 1"
            faults.append(Fault(place=place, message=message, hint=hint, code="bad-number"))
    return faults


def _twice(place: str, names: tuple[str, ...]) -> list[Fault]:
    again = sorted(name for name, times in Counter(names).items() if times > 1)
    return [Fault(place=place, message=f"'{name}' is there twice", code="duplicate") for name in again]
