"""A placement as a covering problem: the plan that comes out keeps its targets, recomputed from scratch."""

from __future__ import annotations

import numpy as np
import pytest

from detente.case.verification import ObligationKind
from detente.errors import InputError
from detente.verify.cover import copies_of, cover_of
from detente.verify.outcome_rates import combined_by_row
from detente.verify.placement import SitingRule, attributing, placement
from detente.verify.plan import Status, least_cost
from tests.unit.verify.case_example import EAR, EYE, PACKAGE, obligation, two_sides
from tests.unit.verify.example import northward

SHOTS = obligation("quiet", ObligationKind.LINE, "shot", target="0.5")
CASE = two_sides(EAR, EYE, obligations=(SHOTS,))
FOUND = placement(CASE, PACKAGE, northward(6), siting=SitingRule(offsets_m=(500.0,), copies=2, cell_km=10))


def test_rows_candidates_and_conditions_are_those_of_the_placement() -> None:
    problem = cover_of(FOUND)
    assert problem.rows == FOUND.rows
    assert [(item.id, item.cost, item.most) for item in problem.candidates] == [
        (stand.id, stand.cost, stand.most) for stand in FOUND.stands
    ]
    assert problem.choices == ("day", "night")
    assert [(item.id, item.probability) for item in problem.conditions] == [
        ("day+clear", 0.75), ("day+overcast", 0.25), ("night+clear", 0.75), ("night+overcast", 0.25),
    ]  # fmt: skip
    assert problem.targets.tolist() == [0.5] * 6
    for condition, matrix in zip(problem.conditions, FOUND.detection, strict=True):
        assert condition.detection.toarray() == pytest.approx(matrix.toarray())


def test_the_plan_meets_its_targets_recomputed_row_by_row() -> None:
    problem = cover_of(FOUND)
    plan = least_cost(problem)
    assert plan.status is Status.OPTIMAL
    outcome = combined_by_row(FOUND, copies_of(FOUND, plan.counts))
    seen = {
        light: sum(
            scenario.weight * each.seen
            for scenario, each in zip(FOUND.scenarios, outcome, strict=True)
            if scenario.chosen == (light,)
        )
        for light in ("day", "night")
    }
    worst = np.minimum(seen["day"], seen["night"])
    assert (worst >= 0.5 - 1e-9).all()
    assert worst == pytest.approx(plan.chance)


def test_attribution_asks_for_no_less() -> None:
    by_sight, by_name = (
        least_cost(cover_of(FOUND, channel=channel)) for channel in ("detection", "attribution")
    )
    assert by_name.cost >= by_sight.cost
    matrices = [
        condition.detection.toarray() for condition in cover_of(FOUND, channel="attribution").conditions
    ]
    for matrix, named in zip(matrices, attributing(FOUND), strict=True):
        assert matrix == pytest.approx(named.toarray())


def test_what_stands_already_is_kept() -> None:
    name = FOUND.stands[0].id
    plan = least_cost(cover_of(FOUND, standing={name: 2}))
    assert plan.counts[name] == 2
    assert copies_of(FOUND, plan.counts)[0] == 2
    with pytest.raises(InputError, match="no candidate 'ear@part-9'"):
        cover_of(FOUND, standing={"ear@part-9": 1})
    with pytest.raises(InputError, match="standing copies"):
        cover_of(FOUND, standing={name: 3})
