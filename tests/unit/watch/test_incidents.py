"""Cell-days tested together, grouped, and put on a side of the line."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.baseline.fit import fit_baseline
from detente.watch.baseline.predictive import upper_tail
from detente.watch.incidents.cell_days import CellDays, judge_cell_days, mid_tail
from detente.watch.incidents.discoveries import adjusted
from detente.watch.incidents.grouping import group_incidents, neighbours
from detente.watch.incidents.side import Side, chance_of_a, sides, together
from tests.quiet_worlds import quiet

PAPER = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def flags(rows: list[str]) -> CellDays:
    """Tests from a drawing: # flagged, . looked at, ? not looked at."""
    flagged = np.array([[mark == "#" for mark in row] for row in rows])
    looked = np.array([[mark != "?" for mark in row] for row in rows])
    tail = np.where(looked, np.where(flagged, 0.001, 0.6), np.nan)
    return CellDays(
        seen=np.where(flagged, 5, 0),
        expected=np.where(looked, 0.5, 0.0),
        tail=tail,
        q=np.where(flagged, 0.01, np.where(looked, 0.9, np.nan)),
        flagged=flagged,
        looked=looked,
        level=0.05,
        tests=int(looked.sum()),
    )


def test_the_papers_example_has_four_discoveries() -> None:
    """Benjamini and Hochberg 1995, section 4: fifteen tails of a trial, four discoveries at 5 %."""
    q = adjusted(np.array(PAPER))
    assert int((q <= 0.05).sum()) == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)


def test_what_was_not_tested_does_not_count() -> None:
    q = adjusted(np.array([[0.01, np.nan], [0.04, 0.5]]))
    assert np.isnan(q[0, 1])
    assert q[0, 0] == pytest.approx(0.03)
    assert adjusted(np.array([np.nan])).tolist() == pytest.approx([np.nan], nan_ok=True)


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_a_tail_is_a_chance(wrong: float) -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        adjusted(np.array([0.5, wrong]))


def test_a_planted_violation_is_found_and_a_masked_one_is_not_tested() -> None:
    random = np.random.default_rng(5)
    world = quiet(random, cells=40, baseline=60, size=3.0)
    counts, looks, days = world.counts[:, 60:].copy(), world.looks[:, 60:].copy(), world.days[60:]
    looks[[7, 9], 5] = 2.0
    counts[[7, 9], 5] = 60
    baseline = fit_baseline(world.counts[:, :60], world.looks[:, :60], days=world.days[:60])
    mask = np.zeros(40, dtype=bool)
    mask[9] = True
    found = judge_cell_days(baseline, counts, looks, days=days, mask=mask)
    assert found.flagged[7, 5]
    assert not found.flagged[9].any()
    assert np.isnan(found.tail[9]).all()
    assert found.looked[9, 5]
    assert found.tests == int((looks[np.arange(40) != 9] > 0).sum())
    spread = np.broadcast_to(mask[:, None], looks.shape)
    again = judge_cell_days(baseline, counts, looks, days=days, mask=spread)
    np.testing.assert_array_equal(again.q, found.q)


def test_mid_tails_are_smaller_which_is_why_they_are_not_used() -> None:
    random = np.random.default_rng(6)
    world = quiet(random, cells=5, baseline=30, size=1.0)
    baseline = fit_baseline(world.counts[:, :30], world.looks[:, :30], days=world.days[:30])
    given = (world.counts[:, 30:], world.looks[:, 30:])
    exact = upper_tail(baseline, *given, days=world.days[30:])
    mid = mid_tail(baseline, *given, days=world.days[30:])
    looked = world.looks[:, 30:] > 0
    assert (mid[looked] < exact[looked]).all()
    assert np.isnan(mid[~looked]).all()


@pytest.mark.parametrize(
    ("level", "mask", "message"), [(0.0, [False], "not 0"), (0.05, [False, True, True], "1 cells and 2 days")]
)
def test_odd_tests_are_refused(level: float, mask: list[bool], message: str) -> None:
    baseline = fit_baseline(np.array([[1, 0, 2]]), np.ones((1, 3)), days=np.arange(3))
    with pytest.raises(InputError, match=message):
        judge_cell_days(
            baseline,
            np.array([[1, 1]]),
            np.ones((1, 2)),
            days=np.arange(3, 5),
            level=level,
            mask=np.array(mask),
        )


def test_touching_cell_days_are_one_incident() -> None:
    tests = flags(["##..#", ".#...", "....#"])
    pairs = np.array([[0, 1]])
    found = group_incidents(tests, pairs)
    assert [(one.cells, one.first_day, one.last_day, one.cell_days) for one in found] == [
        ((0, 1), 0, 1, 3),
        ((0,), 4, 4, 1),
        ((2,), 4, 4, 1),
    ]
    assert (found[0].seen, found[0].expected, found[0].tail, found[0].q) == (15, 1.5, 0.001, 0.01)
    assert found[0].side == "not attributable"


def test_a_day_that_nothing_looked_at_does_not_end_an_incident() -> None:
    assert len(group_incidents(flags(["#??#"]), np.zeros((0, 2), dtype=int))) == 1
    assert len(group_incidents(flags(["#?.#"]), np.zeros((0, 2), dtype=int))) == 2


def test_nothing_flagged_is_no_incident() -> None:
    assert group_incidents(flags(["..?"]), np.zeros((0, 2), dtype=int)) == ()


def test_an_incident_has_a_side_only_where_its_cells_agree() -> None:
    tests = flags(["#", "#"])
    pairs = np.array([[0, 1]])
    agreed: list[tuple[tuple[Side, Side], Side]] = [
        (("a", "a"), "a"),
        (("a", "b"), "not attributable"),
        (("b", "b"), "b"),
    ]
    for named, side in agreed:
        assert group_incidents(tests, pairs, cell_sides=named)[0].side == side


def test_neighbours_are_near() -> None:
    x, y = np.array([0.0, 10.0, 20.0, 0.0]), np.array([0.0, 0.0, 0.0, 10.0])
    assert neighbours(x, y, within_km=10.5).tolist() == [[0, 1], [0, 3], [1, 2]]
    with pytest.raises(InputError, match="more than 0 km"):
        neighbours(x, y, within_km=0.0)


def test_odd_pairs_and_sides_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        group_incidents(flags(["#"]), np.array([[0, 5]]), cell_sides=("a", "b"))
    assert [fault.code for fault in caught.value.faults] == ["pairs", "sides"]


def test_a_side_needs_a_distance_that_is_large_against_the_error() -> None:
    chance = chance_of_a(np.array([3.0, 1.0, -3.0, 0.0, np.nan]), 1.0, line_error_km=0.0)
    assert sides(chance) == ("a", "not attributable", "b", "not attributable", "not attributable")
    wide = chance_of_a(np.array([3.0, 10.0]), np.array([1.0, 1.0]), line_error_km=2.0)
    assert sides(wide) == ("not attributable", "a")
    assert sides(chance_of_a(np.array([0.001]), 0.0)) == ("a",)
    assert together(()) == "not attributable"


@pytest.mark.parametrize("sure", [0.5, 1.1])
def test_a_coin_is_no_attribution(sure: float) -> None:
    with pytest.raises(InputError, match=r"more than 0\.5"):
        sides(np.array([0.9]), sure=sure)


@pytest.mark.parametrize(("error", "line"), [(-1.0, 0.0), (np.nan, 0.0), (1.0, -1.0)])
def test_an_error_of_position_is_no_negative_number(error: float, line: float) -> None:
    with pytest.raises(InputError, match="at least 0 km"):
        chance_of_a(np.array([1.0]), error, line_error_km=line)
