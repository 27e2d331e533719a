"""When something was said, by the words around it and the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.extract.dates import said_on

FRIDAY = "2025-03-14"


@pytest.mark.parametrize(
    ("words", "day", "basis"),
    [
        ("she said on Friday", "2025-03-14", "on Friday"),
        ("she said on Saturday", "2025-03-08", "on Saturday"),
        ("said late Monday", "2025-03-10", "late Monday"),
        ("he said yesterday", "2025-03-13", "yesterday"),
        ("he told reporters last night", "2025-03-13", "last night"),
        ("he said today", "2025-03-14", "today"),
        ("Earlier this week, it said", "2025-03-10/2025-03-14", "Earlier this week"),
        ("stated last week,", "2025-03-03/2025-03-09", "last week"),
        ("stated last month that", "2025-02", "last month"),
        ("said this month", "2025-03", "this month"),
        ("In June, he indicated", "2024-06", "In June"),
        ("in March it said", "2025-03", "in March"),
        ("in June 2019 it said", "2019-06", "in June 2019"),
        ("in a speech on February 27", "2025-02-27", "February 27"),
        ("in a speech on 27 December", "2024-12-27", "27 December"),
        ("on 3 June 2022", "2022-06-03", "3 June 2022"),
        ("on February 30", "", "February 30"),
        ("said last year", "2024", "last year"),
        ("said in 2011 that", "2011", "in 2011"),
        ("said again and again", "", ""),
        ("urged both to extend the truce, which expires on 1 March, she said", "", ""),
        ('ruled it out, calling it "a matter that was settled in 1991"', "", ""),
        ("ruled it out, calling it “settled in 1991”", "", ""),
        ("the pause, which ends on 1 March, is too short, he said on Tuesday", "2025-03-11", "on Tuesday"),
        ("a truce until 1 March would do, he said last week", "2025-03-03/2025-03-09", "last week"),
        ("a pause by the end of June, it said in May 2024", "2024-05", "in May 2024"),
        ("the envoy, who spoke on Thursday, said", "2025-03-13", "on Thursday"),
    ],
)
def test_dates_are_resolved_against_the_day_of_publication(words: str, day: str, basis: str) -> None:
    assert said_on(words, FRIDAY) == (day, basis)


@pytest.mark.parametrize("published", ["", "spring"])
@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Friday", ""),
        ("last week", ""),
        ("In June", ""),
        ("on 27 May", ""),
        ("in June 2019", "2019-06"),
        ("in 2011", "2011"),
    ],
)
def test_without_a_day_of_publication_full_dates_are_resolved(words: str, day: str, published: str) -> None:
    found, basis = said_on(words, published)
    assert found == day
    assert basis


@given(
    st.dates(),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_a_weekday_is_one_of_the_seven_days_up_to_publication(published: date, weekday: str) -> None:
    found = date.fromisoformat(said_on(f"on {weekday}", published.isoformat())[0])
    assert 0 <= (published - found).days < 7
    assert found.strftime("%A") == weekday
