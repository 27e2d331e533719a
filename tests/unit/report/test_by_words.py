"""Positions in the brief: pictures, the statements behind each, the same words for every party."""

from __future__ import annotations

import importlib.util
from datetime import date

import pytest

from detente.case.model import Case, Review
from detente.record.account import account_of
from detente.record.positions.days import Days, days_of
from detente.report import standing as by_words
from detente.report.matrix import matrix_section
from detente.views.drawing import altair_chart
from detente.views.position_words import day_words, since_words
from detente.views.positions_chart import LANES, network_chart, timeline_chart
from tests.bundled import bundled
from tests.said_cases import said_case, word
from tests.unit.report.page_reader import read_page


def section_of(case: Case) -> str:
    """The section as HTML."""
    return f"<html><body>{matrix_section(case)}</body></html>"


def test_the_section_shows_pictures_statements_and_what_moved() -> None:
    page = section_of(bundled("ukraine-2025-03"))
    for words in (
        "By confirmed words alone",
        "When it was said",
        "All 21 statements that make positions, in the order of their days",
        "Who agrees with whom",
        "What has moved in words",
        "indicators of words, never of intent",
        "Russia and European states are in conflict over",
    ):
        assert words in page, words
    assert page.count("<svg") - page.count('<svg class="i') == 2
    assert "Russia: no, by 16 March 2025: g09, g26, g28" in page
    assert "Position: <b>yes, if</b>, since 13 March 2025, by " in page
    assert "Position: <b>no</b>, at the latest since 16 March 2025, by " in page
    assert read_page(page).text.count("Position: unknown.") > 5


def test_without_the_plot_extra_the_tables_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_words, "find_spec", lambda name: None if name == "vl_convert" else name)
    page = section_of(bundled("ukraine-2025-03"))
    assert importlib.util.find_spec("vl_convert") is not None
    assert page.count("<svg") == page.count('<svg class="i')
    assert "in the order of their days" in page
    assert "The same as numbers" in page


def test_a_record_without_confirmed_words_says_so() -> None:
    page = section_of(said_case(word("s1", "north", "well", "accept", review=Review.UNREVIEWED)))
    assert "No confirmed statement makes a position yet." in page
    assert "Who agrees with whom" not in page


def test_words_with_no_tie_and_no_date_make_no_picture() -> None:
    account = account_of(said_case(word("s1", "north", "well", "accept")))
    assert timeline_chart(account) is None
    assert network_chart(account) is None
    page = section_of(account.positions.case)
    assert page.count("<svg") == page.count('<svg class="i')
    assert "since when is not known" in page


def test_a_silence_has_its_row_in_the_matrix_and_no_moment() -> None:
    page = section_of(
        said_case(word("s1", "north", "well", "silence"), word("s2", "south", "well", "accept"))
    )
    assert "Position: <b>silent</b>." in page


def test_more_marks_than_rows_share_the_last_row() -> None:
    sides = ("accept", "reject", "demand", "accept-with-conditions")
    words = [
        word(f"s{number}", "north", "well", sides[number % 4], said_on=f"2025-03-{1 + number // 4:02d}")
        for number in range(60)
    ]
    spec = timeline_chart(account_of(said_case(*words)))
    assert spec is not None
    height = spec["height"]
    assert isinstance(height, int)
    assert height < (LANES + 4) * 15 + 60


@pytest.mark.parametrize("parties", [("north", "south"), ("north", "south", "east")])
def test_parties_stand_apart_in_the_network(parties: tuple[str, ...]) -> None:
    words = [word(f"s{at}", party, "well", "accept") for at, party in enumerate(parties)]
    spec = network_chart(account_of(said_case(*words, parties=parties)))
    assert spec is not None
    assert len(str(spec)) > 500


def test_days_in_words() -> None:
    assert day_words(None) == day_words(days_of("")) == "day not known"
    assert day_words(Days(date(2025, 3, 1), None)) == "on or after 1 March 2025"
    assert since_words(days_of("2025-03")) == ", since 1 to 31 March 2025"
    assert since_words(days_of("")) == ", since when is not known"


def test_both_sides_in_the_same_words() -> None:
    ours = said_case(
        word("s1", "north", "well", "red-line", said_on="2025-03-01"), word("s2", "south", "well", "accept")
    )
    theirs = said_case(
        word("s1", "south", "well", "red-line", said_on="2025-03-01"), word("s2", "north", "well", "accept")
    )
    told = [[*map(str, account_of(case).network.ties[0].conflict)] for case in (ours, theirs)]
    assert told[0] == told[1] == ["well"]
    one, other = (read_page(section_of(case)).text for case in (ours, theirs))
    for phrase in (
        "is in conflict",
        "are in conflict over",
        "Position: no, since 1 March 2025",
        "Position: yes",
    ):
        assert one.count(phrase) == other.count(phrase)


def test_the_pictures_are_charts_for_a_notebook_too() -> None:
    account = account_of(bundled("ukraine-2025-03"))
    for spec in (timeline_chart(account), network_chart(account)):
        assert spec is not None
        assert altair_chart(spec).to_dict()["layer"]
