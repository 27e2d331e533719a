"""The nouns of a case."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.folder import build_case, read_case
from detente.case.model import Case, Figure, is_inert, vocabulary
from tests.unit.case.example import CASE, edited, write_example


@pytest.fixture
def case(tmp_path: Path) -> Case:
    text = edited(CASE, 'title = "Guards"', 'title = "Guards"\nconsent = ["south"]')
    return read_case(write_example(tmp_path, case=text))


def test_a_figure_has_a_middle_and_may_be_open() -> None:
    figure = Figure(low=Fraction(1), high=Fraction(2))
    assert (figure.middle, figure.is_open) == (Fraction(3, 2), True)
    assert not Figure(low=Fraction(1), high=Fraction(1)).is_open


def test_parts_are_found_by_id(case: Case) -> None:
    assert case.party("south").title == "South"
    assert case.issue("road").title == "The road"
    assert case.statement("s4").party == "north"
    for find in (case.party, case.issue, case.statement):
        with pytest.raises(KeyError):
            find("nobody")


def test_a_line_on_issues_that_are_not_the_party_s_is_inert(case: Case) -> None:
    assert is_inert(case, case.red_lines[0])


def test_a_vocabulary_names_options_or_amounts(case: Case) -> None:
    words = vocabulary(case.issues)
    assert words.issues == {"well": 0, "road": 1, "guards": 2}
    assert words.options[1] == {"open": 0, "closed": 1}
    assert words.amounts[0] is None
    assert words.amounts[2] == [Fraction(count) for count in (0, 10, 20, 30, 40)]
    assert words.size(2) == 5


def test_a_case_from_a_document_in_memory() -> None:
    built = build_case(
        {
            "format": 1,
            "case": {"title": "Toy"},
            "parties": {"a": {"title": "A"}},
            "issues": {"x": {"title": "X", "options": {"y": "Yes"}}},
        },
        case_id="toy",
    )
    assert (built.id, built.title, built.digest) == ("toy", "Toy", "")
