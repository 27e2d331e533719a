"""The order in which candidates are chosen anew, a window at a time."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from detente.verify.plan.chance import looks
from detente.verify.plan.problem import Candidate, Condition, cover_problem
from detente.verify.plan.windows import neighbours


@pytest.mark.parametrize("far_sighted", [0, 1, 2])
def test_the_order_is_that_of_the_line_whoever_sees_all_of_it(far_sighted: int) -> None:
    places = np.random.default_rng(7).permutation(60)
    apart = np.abs(np.arange(60)[:, None] - places[None, :])
    near = np.where(apart < 2, 0.5, 0.0)
    table = np.hstack([np.full((60, far_sighted), 0.1), near])
    problem = cover_problem(
        rows=tuple(f"km-{number}" for number in range(60)),
        candidates=tuple(Candidate(id=f"j{number}", cost=1.0) for number in range(60 + far_sighted)),
        conditions=(Condition(id="always", detection=csr_array(table)),),
    )
    order = neighbours(looks(problem))
    along = places[order[: len(order) - far_sighted] - far_sighted]
    assert sorted(order.tolist()) == list(range(60 + far_sighted))
    assert set(order[len(order) - far_sighted :].tolist()) == set(range(far_sighted))
    assert (np.abs(np.diff(along)) <= 2).all()
