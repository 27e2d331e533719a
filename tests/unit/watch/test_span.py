"""Spans of UTC days: ends, numbers, and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from detente.errors import InputError
from detente.watch.span import Span


def test_a_span_holds_both_its_ends() -> None:
    easter = Span.between(date(2025, 4, 19), date(2025, 4, 20))
    assert (easter.days, easter.last) == (2, date(2025, 4, 20))
    assert easter.start == datetime(2025, 4, 19, tzinfo=UTC)
    assert easter.end == datetime(2025, 4, 21, tzinfo=UTC)
    assert easter.dates == (date(2025, 4, 19), date(2025, 4, 20))


def test_a_day_has_its_number() -> None:
    leap = Span(date(2024, 2, 28), 3)
    assert [leap.index(day) for day in leap.dates] == [0, 1, 2]
    assert leap.dates[1] == date(2024, 2, 29)
    assert leap.index(date(2024, 2, 27)) is None
    assert leap.index(date(2024, 3, 2)) is None


@pytest.mark.parametrize("days", [0, -3, 40_000])
def test_a_span_without_days_is_refused(days: int) -> None:
    with pytest.raises(InputError, match=f"a span of {days} days is none"):
        Span(date(2025, 1, 1), days)
