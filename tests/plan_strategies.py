"""Small monitoring plans, drawn and enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.verify.plan import Candidate, Condition, CoverProblem, cover_problem

SURE = (0.0, 0.0, 0.2, 0.5, 0.7, 0.9, 1.0)
UNSURE = (0.0, 0.3, 0.6, 0.9)
TARGETS = (0.0, 0.3, 0.5, 0.75, 0.9, 0.97, 1.0)


@st.composite
def plan_problems(draw: st.DrawFn, *, chances: tuple[float, ...] = SURE, choices: int = 2) -> CoverProblem:
    """A problem of a few rows and candidates, with copies, standing ones, and several conditions."""
    rows, candidates = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    chosen = draw(st.lists(st.sampled_from("ab"[:choices]), min_size=1, max_size=4))
    shares = [draw(st.integers(1, 9)) for _ in chosen]
    table = st.lists(
        st.lists(st.sampled_from(chances), min_size=candidates, max_size=candidates),
        min_size=rows,
        max_size=rows,
    )
    conditions = tuple(
        Condition(
            id=f"c{number}",
            detection=csr_array(np.array(draw(table))),
            chosen=choice,
            probability=shares[number]
            / sum(share for share, other in zip(shares, chosen, strict=True) if other == choice),
        )
        for number, choice in enumerate(chosen)
    )
    return cover_problem(
        rows=tuple(f"r{number}" for number in range(rows)),
        candidates=tuple(draw(_candidates(number)) for number in range(candidates)),
        conditions=conditions,
        weights=np.array(draw(st.lists(st.integers(0, 5), min_size=rows, max_size=rows)), dtype=float),
        targets=np.array(draw(st.lists(st.sampled_from(TARGETS), min_size=rows, max_size=rows))),
    )


@st.composite
def _candidates(draw: st.DrawFn, number: int) -> Candidate:
    most = draw(st.integers(0, 3))
    return Candidate(
        id=f"j{number}",
        cost=draw(st.one_of(st.integers(0, 9), st.sampled_from([0.25, 1.7, 3.3]))),
        most=most,
        standing=draw(st.sampled_from([0, 0, 0, most])),
        off=draw(st.sampled_from([False] * 7 + [True])),
    )


def by_definition(problem: CoverProblem, counts: tuple[int, ...]) -> NDArray[np.float64]:
    """P of each row under the worst choice, one factor at a time."""
    found = np.ones(len(problem.rows))
    for choice in {condition.chosen for condition in problem.conditions}:
        mixed = np.zeros(len(problem.rows))
        for condition in problem.conditions:
            if condition.chosen != choice:
                continue
            table = condition.detection.toarray()
            for row in range(len(problem.rows)):
                miss = 1.0
                for candidate, count in enumerate(counts):
                    for _ in range(count):
                        miss *= 1.0 - table[row, candidate]
                mixed[row] += condition.probability * (1.0 - miss)
        found = np.minimum(found, mixed)
    return found


def every_plan(problem: CoverProblem) -> Iterator[tuple[tuple[int, ...], NDArray[np.float64], float]]:
    """All counts, with P of each row and the cost."""
    ranges = [
        range(0 if each.off else each.standing, (0 if each.off else each.most) + 1)
        for each in problem.candidates
    ]
    for counts in product(*ranges):
        cost = sum(each.cost * count for each, count in zip(problem.candidates, counts, strict=True))
        yield counts, by_definition(problem, counts), cost


def with_more(problem: CoverProblem) -> CoverProblem:
    """The same with one more copy allowed of each candidate."""
    more = tuple(replace(each, most=each.most + 1) for each in problem.candidates)
    return replace(problem, candidates=more)
