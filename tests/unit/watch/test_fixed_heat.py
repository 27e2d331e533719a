"""Fixed heat: a furnace is found, a field and a week of fighting are not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.baseline.fixed_heat import FixedHeat, fixed_cells, fixed_heat, masked, months_of

FURNACE = [date(2019, month, day).toordinal() for month in range(1, 13) for day in (5, 20)]
FIELD = [date(2019, 8, day).toordinal() for day in range(1, 29)]
WEEK = [date(2019, 2, day).toordinal() for day in range(3, 10)]


def test_a_furnace_is_fixed_and_a_field_is_not() -> None:
    x = np.array([10.2] * len(FURNACE) + [40.2] * len(FIELD) + [70.2] * len(WEEK))
    days = np.array(FURNACE + FIELD + WEEK)
    (site,) = fixed_heat(x, np.full(len(x), -3.4), days)
    assert site == FixedHeat(x_km=10.5, y_km=-3.5, radius_km=1.5, days=24, months=12)
    hidden = masked(x, np.full(len(x), -3.4), [site])
    assert hidden.tolist() == [True] * len(FURNACE) + [False] * (len(FIELD) + len(WEEK))


def test_many_pixels_of_one_day_are_one_day() -> None:
    days = np.repeat(np.array(FURNACE[:8]), 30)
    assert fixed_heat(np.zeros(len(days)), np.zeros(len(days)), days) == ()


def test_the_hottest_comes_first() -> None:
    x = np.concatenate([np.full(12, 5.5), np.full(24, 9.5)])
    found = fixed_heat(x, np.zeros(36), np.array(FURNACE[:12] + FURNACE), least_months=6)
    assert [site.days for site in found] == [24, 12]


def test_a_users_list_masks_too() -> None:
    site = FixedHeat(x_km=0.0, y_km=0.0, radius_km=2.0, why="steelworks, known to the mission")
    assert masked(np.array([1.0, 3.0]), np.array([1.0, 0.0]), [site]).tolist() == [True, False]
    assert masked(np.zeros(0), np.zeros(0), [site]).tolist() == []


def test_whole_cells_by_the_same_rule() -> None:
    days = np.arange(date(2019, 1, 1).toordinal(), date(2020, 1, 1).toordinal())
    counts = np.stack([np.isin(days, FURNACE), np.isin(days, FIELD)]).astype(np.int64)
    assert fixed_cells(counts, np.ones(counts.shape), days).tolist() == [True, False]
    assert fixed_cells(counts, np.zeros(counts.shape), days).tolist() == [False, False]


def test_months_are_those_of_the_calendar() -> None:
    days = [date(2020, 2, 29), date(1969, 12, 31), date(2024, 11, 1)]
    assert months_of(np.array([day.toordinal() for day in days])).tolist() == [2, 12, 11]


@pytest.mark.parametrize(
    ("x", "y", "days", "message"),
    [([1.0], [1.0, 2.0], [3], "1 x, 2 y and 1 days"), ([np.nan], [1.0], [3], "no number")],
)
def test_odd_places_are_refused(x: list[float], y: list[float], days: list[int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        fixed_heat(np.array(x), np.array(y), np.array(days))
