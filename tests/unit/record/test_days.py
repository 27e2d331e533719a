"""Days: dates as stretches, and exact arithmetic with them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from detente.record.positions.days import Count, Days, days_of, days_since, earliest, latest, said
from tests.said_cases import dates, word


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-13", date(2025, 3, 13), date(2025, 3, 13)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-12/2025-01-05", date(2024, 12, 1), date(2025, 1, 5)),
        ("", None, None),
    ],
)
def test_a_date_is_a_stretch(text: str, first: date | None, last: date | None) -> None:
    assert days_of(text) == Days(first, last)
    assert Days(first, last).known == bool(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-03-10/2025-03-01", "2025-01-01-01", "spring"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days_of(text)


def test_a_report_bounds_a_statement_from_one_side() -> None:
    assert said(word("s", "north", "well", "accept", reported_on="2025-03")) == Days(None, date(2025, 3, 31))
    own = word("s", "north", "well", "accept", said_on="2025-02-01", reported_on="2025-03")
    assert said(own) == days_of("2025-02-01")
    assert said(word("s", "north", "well", "accept")) == Days()


@pytest.mark.parametrize(
    ("then", "least", "most"),
    [
        (days_of("2025-03-01"), 14, 14),
        (days_of("2025-02"), 15, 42),
        (days_of("2025-03"), 0, 14),
        (Days(None, date(2025, 3, 1)), 14, None),
        (Days(date(2025, 3, 1), None), 0, 14),
        (Days(), 0, None),
    ],
)
def test_days_since(then: Days, least: int, most: int | None) -> None:
    assert days_since(then, date(2025, 3, 15)) == Count(least, most)


def test_texts() -> None:
    assert [days_of(text).text() for text in ("", "2025-03-01", "2024")] == [
        "", "2025-03-01", "2024-01-01/2024-12-31",
    ]  # fmt: skip
    assert Days(date(2025, 1, 1), None).text() == "2025-01-01/.."
    assert Count(None, 4).text() == "4 or fewer"
    assert Count(4, None).text() == "4 or more"
    assert Count(None, None).text() == "unknown"
    assert (latest([]), earliest([])) == (None, None)


def days_within(stretch: Days) -> list[date]:
    """Every day on which it may have been, within two years; what has no end ends there."""
    first = stretch.first or date(2024, 1, 1)
    last = stretch.last or date(2025, 12, 31)
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]


@given(dates(), dates())
def test_before_is_before_on_every_day_that_is_possible(one: str, other: str) -> None:
    ours, theirs = days_of(one), days_of(other)
    if ours.known and theirs.known:
        every = all(mine < yours for mine in days_within(ours) for yours in (days_within(theirs)[0],))
        assert ours.before(theirs) == (every and days_within(ours)[-1] < days_within(theirs)[0])
    else:
        assert not ours.before(theirs)


@given(dates(), dates(), dates())
def test_the_latest_of_several_lies_between_the_bounds(one: str, two: str, three: str) -> None:
    stretches = [days_of(text) for text in (one, two, three) if text]
    found = latest(stretches)
    if not stretches:
        assert found is None
        return
    assert found is not None
    bounds = [(known.first, known.last) for known in stretches]
    assert (found.first, found.last) == (max(b for b, _ in bounds if b), max(e for _, e in bounds if e))
    start = earliest(stretches)
    assert start is not None
    assert (start.first, start.last) == (min(b for b, _ in bounds if b), min(e for _, e in bounds if e))
