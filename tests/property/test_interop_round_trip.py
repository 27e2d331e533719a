"""A case written in a foreign format and read again values each package as before."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from detente.accept.utility import central_utility
from detente.case.interop import read_domain, write_domain
from detente.case.model import Case, Figure, Issue, Like, Party, Preference, Status
from tests.brute_force import weights_of
from tests.strategies import ADDITIVE, EVERYTHING, POINT, cases

TEXTS = replace(
    EVERYTHING, issues=(1, 3), options=(2, 3), parties=(1, 3), interactions=(0, 1), red_lines=(0, 1)
)
OPEN = replace(EVERYTHING, issues=(2, 3), interactions=(0, 0), structural=(0, 0), red_lines=(0, 0))
SMALL = replace(POINT, issues=(1, 3), interactions=(0, 0), structural=(0, 0), red_lines=(0, 0))


def there_and_back(case: Case, kind: str) -> Case:
    """The case that is read where ``case`` was written."""
    with tempfile.TemporaryDirectory() as folder:
        write_domain(case, Path(folder) / "out", kind)
        return read_domain(Path(folder) / "out")


def worth(preference: Preference, issue: Issue, option_id: str) -> Fraction:
    """The central value of an option: ranks evenly spaced, middles of intervals, 1/2 where none is known."""
    ranking = preference.option_rankings.get(issue.id)
    if ranking:
        return 1 - Fraction(ranking.index(option_id), max(len(ranking) - 1, 1))
    figure = preference.values.get(issue.id, {}).get(option_id)
    return Fraction(1, 2) if figure is None else (figure.low + figure.high) / 2


def utilities(case: Case, party: Party) -> list[Fraction]:
    """The additive utility of each package that keeps to what is agreed, in order."""
    preference = party.preference
    weights = weights_of(case, party)
    total = Fraction(1) if preference.as_written else sum(weights, Fraction(0))
    open_options = [
        [option for option in issue.options if issue.status is Status.OPEN or option.id == issue.agreed]
        for issue in case.issues
    ]
    return [
        sum(
            (
                share * worth(preference, issue, option.id)
                for share, issue, option in zip(weights, case.issues, package, strict=True)
            ),
            Fraction(0),
        )
        / total
        for package in product(*open_options)
    ]


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
@settings(max_examples=50)
@given(case=cases(ADDITIVE))
def test_additive_utilities_survive(kind: str, case: Case) -> None:
    again = there_and_back(case, kind)
    for party, other in zip(case.parties, again.parties, strict=True):
        before, after = utilities(case, party), utilities(again, other)
        assert [float(value) for value in after] == pytest.approx(
            [float(value) for value in before], abs=1e-13
        )
        total = sum((figure.low for figure in party.preference.weights.values()), Fraction(0))
        if total in {1, 2, 4, 5, 8, 10}:  # then all numbers have finite decimals
            assert after == before


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
@settings(max_examples=30)
@given(case=cases(TEXTS))
def test_open_preferences_and_any_titles_survive_at_their_middles(kind: str, case: Case) -> None:
    assume(all(party.preference.is_stated for party in case.parties))
    again = there_and_back(case, kind)
    for party, other in zip(case.parties, again.parties, strict=True):
        before, after = utilities(case, party), utilities(again, other)
        assert [float(value) for value in after] == pytest.approx(
            [float(value) for value in before], abs=1e-12
        )


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
@settings(max_examples=30)
@given(
    case=cases(replace(EVERYTHING, issues=(2, 3), interactions=(0, 0), structural=(0, 0), red_lines=(0, 0)))
)
def test_solving_what_was_written_takes_the_same_utilities(kind: str, case: Case) -> None:
    assume(all(party.preference.tells_packages_apart for party in case.parties))
    again = there_and_back(case, kind)
    packages = list(product(*(range(len(issue.options)) for issue in again.issues)))
    agreed = [
        next((place for place, option in enumerate(issue.options) if option.id == issue.agreed), None)
        for issue in case.issues
    ]
    for party, other in zip(case.parties, again.parties, strict=True):
        first, second = central_utility(case, party), central_utility(again, other)
        assert first is not None
        assert second is not None
        for package in packages:
            numbers = [own if place is None else place for own, place in zip(package, agreed, strict=True)]
            assert float(second.exact(second.of(package))) == pytest.approx(
                float(first.exact(first.of(numbers))), abs=1e-12
            )


@settings(max_examples=50)
@given(case=cases(SMALL))
def test_reservations_survive_in_negmas(case: Case) -> None:
    again = there_and_back(case, "negmas")
    for party, other in zip(case.parties, again.parties, strict=True):
        if party.reservation is None:
            assert other.reservation is None
            continue
        if isinstance(party.reservation, Like):
            package = party.reservation.package
            places = [
                [option.id for option in issue.options].index(package[issue.id]) for issue in case.issues
            ]
            number = 0
            for place, issue in zip(places, case.issues, strict=True):
                number = number * len(issue.options) + place
            stated = utilities(case, party)[number]
        else:
            stated = party.reservation.low
        assert isinstance(other.reservation, Figure)
        assert float(other.reservation.low) == pytest.approx(float(stated), abs=1e-13)


@settings(max_examples=50)
@given(case=cases(replace(SMALL, reservations=("like",))))
def test_packages_like_which_no_deal_is_survive_in_geniusweb(case: Case) -> None:
    again = there_and_back(case, "geniusweb")
    for party, other in zip(case.parties, again.parties, strict=True):
        assert isinstance(party.reservation, Like)
        assert isinstance(other.reservation, Like)
        for issue, same in zip(case.issues, again.issues, strict=True):
            before = [option.id for option in issue.options].index(party.reservation.package[issue.id])
            after = [option.id for option in same.options].index(other.reservation.package[same.id])
            assert before == after


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
@settings(max_examples=30)
@given(case=cases(TEXTS))
def test_a_second_round_changes_nothing(kind: str, case: Case) -> None:
    assume(all(party.preference.is_stated for party in case.parties))
    once = there_and_back(case, kind)
    twice = there_and_back(once, kind)
    for first, second in zip(once.parties, twice.parties, strict=True):
        assert utilities(once, first) == utilities(twice, second)
    assert [issue.title for issue in once.issues] == [issue.title for issue in twice.issues]
