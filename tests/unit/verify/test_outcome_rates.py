"""What a choice of instruments makes of acts and campaigns, against the plain functions cell by cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.verification import LEVELS, AlarmRule, Level
from detente.errors import InputError
from detente.verify.alarm import Chances, alarm_rates
from detente.verify.instruments import combined, rates
from detente.verify.means_rates import means_rates
from detente.verify.outcome_rates import combined_by_row, false_alarms_by_row, obligation_rates
from detente.verify.placement import Placement, SitingRule, placement
from tests.unit.verify.case_example import COUNTER, EAR, EYE, PACKAGE, two_sides
from tests.unit.verify.example import figure, northward

CASE = two_sides(EAR, EYE, COUNTER)
LINE = northward(4)
FOUND = placement(CASE, PACKAGE, LINE, siting=SitingRule(offsets_m=(500.0,), copies=3, cell_km=10))


def ones(found: Placement) -> np.ndarray:
    return np.ones(len(found.stands))


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=len(FOUND.stands), max_size=len(FOUND.stands)))
def test_rows_combine_as_instruments_do(counts: list[int]) -> None:
    outcome = combined_by_row(FOUND, np.array(counts, dtype=np.float64))
    for matrix, each in zip(FOUND.detection, outcome, strict=True):
        for block in FOUND.blocks:
            named = [rates(stand.instrument, block.violation) for stand in FOUND.stands]
            for row in range(block.first_row, block.first_row + block.count):
                one = combined(matrix.toarray()[row], [a for a, _ in named], [w for _, w in named], counts)
                assert each.seen[row] == pytest.approx(float(one.seen), abs=1e-9)
                assert each.right[row] == pytest.approx(float(one.right), abs=1e-9)
                assert each.wrong[row] == pytest.approx(float(one.wrong), abs=1e-9)


def test_what_sees_for_certain_leaves_nothing_unseen() -> None:
    sure = replace(EYE, figures=(figure("detection", 1), figure("per-year", 1), figure("attribution", 1)))
    found = placement(two_sides(sure, conditions=()), PACKAGE, LINE)
    (outcome,) = combined_by_row(found, ones(found))
    assert outcome.seen.tolist() == [1.0] * len(found.rows)
    (nothing,) = combined_by_row(found, 0 * ones(found))
    assert nothing.seen.tolist() == [0.0] * len(found.rows)


def test_false_alarms_fall_where_an_instrument_looks() -> None:
    shot, step, empty = FOUND.blocks
    alone = np.zeros(len(FOUND.stands))
    alone[0] = 2
    rows = false_alarms_by_row(FOUND, alone)
    looks = sum(
        scenario.weight * matrix.toarray()[:, 0]
        for scenario, matrix in zip(FOUND.scenarios, FOUND.detection, strict=True)
    )
    expected = 2 * 0.01 * (0.6 + 0.1) / 2 * looks[:4] / looks[:4].sum()
    assert rows[: shot.count] == pytest.approx(expected)
    assert rows[0] > rows[1] > rows[2]
    assert not rows[step.first_row :].any(), "an ear is not known to hear a step"
    alone = np.zeros(len(FOUND.stands))
    alone[-1] = 1
    rows = false_alarms_by_row(FOUND, alone)
    assert rows[: shot.count] == pytest.approx([0.02 * 0.9 / 2 / 4] * 4)
    assert rows[step.first_row :] == pytest.approx([0.02 * 0.9 / 2 / 12] * 12), "of both obligations"
    assert empty.count == 8


def test_the_worst_cell_and_hour_are_those_of_looking_at_all() -> None:
    assert CASE.verification is not None
    rule = CASE.verification.alarm
    assert rule is not None
    counts = ones(FOUND)
    counts[:2] = 0
    found = obligation_rates(FOUND, counts, CASE.verification)
    assert [(item.obligation, item.violation) for item in found] == [
        ("quiet", "shot"), ("quiet", "step"), ("empty", "step"),
    ]  # fmt: skip
    shot = found[0]
    outcome, false = combined_by_row(FOUND, counts), false_alarms_by_row(FOUND, counts)
    by_cell = {}
    for row in range(4):
        chances = {
            light: Chances(
                attributed=tuple(
                    float(each.right[row])
                    for scenario, each in zip(FOUND.scenarios, outcome, strict=True)
                    if scenario.chosen == (light,)
                ),
                weights=(0.75, 0.25),
            )
            for light in ("day", "night")
        }
        by_cell[row] = alarm_rates(rule, chances, false_per_day=float(false[row]))
    assert shot.cell == "part-0"
    assert (shot.choice, shot.beta, shot.alpha) == (by_cell[0].choice, by_cell[0].beta, by_cell[0].alpha)
    assert shot.beta == pytest.approx(min(item.beta for item in by_cell.values()))
    never = np.prod([1 - by_cell[row].alpha for row in (1, 2, 3)])
    assert shot.beta_anywhere == pytest.approx(1 - (1 - shot.beta) * never)
    assert shot.alpha_anywhere == pytest.approx(1 - (1 - shot.alpha) * never)
    assert 0 < shot.attributed < shot.seen < 1


def test_nothing_chosen_catches_nobody() -> None:
    assert CASE.verification is not None
    for item in obligation_rates(FOUND, 0 * ones(FOUND), CASE.verification):
        assert (item.seen, item.beta, item.alpha, item.beta_anywhere) == (0, 0, 0, 0)


def test_an_obligation_may_have_its_own_review_period() -> None:
    assert CASE.verification is not None
    first, *others = CASE.verification.obligations
    own = replace(CASE.verification, obligations=(replace(first, review_days=5), *others))
    found = obligation_rates(FOUND, ones(FOUND), own)
    assert [(item.rule.review_days, item.rule.window_days) for item in found] == [(5, 5), (5, 5), (28, 7)]
    other = AlarmRule(alarms=1, window_days=2, review_days=2, acts=0)
    assert {item.rule for item in obligation_rates(FOUND, ones(FOUND), CASE.verification, rule=other)} == {
        other
    }


@pytest.mark.parametrize("level", LEVELS)
def test_more_instruments_are_seen_more(level: Level) -> None:
    assert CASE.verification is not None
    found = placement(CASE, PACKAGE, LINE, level=level)
    one, two = (obligation_rates(found, times * ones(found), CASE.verification) for times in (1, 2))
    for before, after in zip(one, two, strict=True):
        assert after.seen >= before.seen
        assert after.alpha >= before.alpha


@pytest.mark.parametrize("counts", [[1.0], [-1.0] * len(FOUND.stands), [float("nan")] * len(FOUND.stands)])
def test_counts_that_do_not_fit_are_refused(counts: list[float]) -> None:
    with pytest.raises(InputError, match="one number from 0 for each candidate"):
        combined_by_row(FOUND, np.array(counts))


def test_without_an_alarm_rule_there_are_no_rates() -> None:
    assert CASE.verification is not None
    with pytest.raises(InputError, match="no alarm rule"):
        obligation_rates(FOUND, ones(FOUND), replace(CASE.verification, alarm=None))


# ---------------------------------------------------------------- obligations off the line


def test_one_act_and_one_alarm_for_what_is_counted() -> None:
    assert CASE.verification is not None
    (found,) = means_rates(CASE.verification.obligation("counted"), [EAR, COUNTER], CASE.verification)
    assert (found.instruments, found.seen) == (("counter",), 0.5)
    assert found.rates is not None
    assert found.rates.beta == pytest.approx(0.5)
    assert found.rates.alpha == 0
    assert found.rates.rule == AlarmRule(
        alarms=1, window_days=28, review_days=28, acts=1, why="one act, one alarm"
    )


def test_what_nothing_is_known_to_see_has_no_rates() -> None:
    assert CASE.verification is not None
    (found,) = means_rates(CASE.verification.obligation("counted"), [EAR, EYE], CASE.verification)
    assert (found.instruments, found.seen, found.rates) == ((), None, None)


def test_a_false_alarm_names_the_only_party_that_is_bound() -> None:
    verification = CASE.verification
    assert verification is not None
    noisy = replace(COUNTER, figures=(*COUNTER.figures, figure("false-alarms-per-day", "0.01")))
    both = replace(verification.obligation("counted"), review_days=10)
    alone = replace(both, of=("east",))
    alphas = []
    for item in (both, alone):
        (found,) = means_rates(item, [noisy], replace(verification, alarm=None))
        assert found.rates is not None
        assert found.rates.rule.review_days == 10
        alphas.append(found.rates.alpha)
    assert alphas == pytest.approx([1 - np.exp(-0.05), 1 - np.exp(-0.1)])
    (found,) = means_rates(verification.obligation("counted"), [noisy], replace(verification, alarm=None))
    assert found.rates is not None
    assert found.rates.rule.review_days == 30
