"""Weights and values with what is open at its centroid, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from detente.case.central import central_values, central_weights
from detente.case.model import Preference
from tests.small_cases import case_of, figure


def test_normalised_weights_sum_to_one_and_written_ones_stay() -> None:
    case = case_of([2, 2], {"north": [[0, 1], [1, 0]]})
    north = case.parties[0]
    weights = {"i0": figure(3), "i1": figure(1)}
    written = replace(north.preference, weights=weights)
    assert central_weights(case.issues, written) == (Fraction(3), Fraction(1))
    assert central_weights(case.issues, replace(written, as_written=False)) == (
        Fraction(3, 4),
        Fraction(1, 4),
    )
    ranked = Preference(issue_ranking=("i1", "i0"))
    assert central_weights(case.issues, ranked) == (Fraction(1, 4), Fraction(3, 4))
    assert central_weights(case.issues, Preference()) == (Fraction(1, 2), Fraction(1, 2))


def test_what_nobody_valued_lies_in_the_middle() -> None:
    case = case_of([3], {"north": [[0, 0, 0]]})
    (issue,) = case.issues
    some = Preference(values={"i0": {"o0": figure(1), "o1": figure(0, Fraction(1, 5))}})
    assert central_values(issue, some) == (Fraction(1), Fraction(1, 10), Fraction(1, 2))
    ranked = Preference(option_rankings={"i0": ("o2", "o0", "o1")})
    assert central_values(issue, ranked) == (Fraction(1, 2), Fraction(0), Fraction(1))


def test_ratio_bounds_have_the_centroid_and_written_intervals_their_middles() -> None:
    """Of two weights proportional to (1..5, 1) the mean share of the first is 1 - ln(6/2)/4 ... by hand."""
    case = case_of([2, 2], {"north": [[0, 1], [1, 0]]})
    bounds = Preference(weights={"i0": figure(1, 5), "i1": figure(1)})
    first, second = central_weights(case.issues, bounds)
    assert first + second == 1
    assert abs(first - Fraction(2, 3)) < Fraction(1, 10**6)  # uniform on [1/2, 5/6], and not 3/4
    assert central_weights(case.issues, replace(bounds, as_written=True)) == (Fraction(3), Fraction(1))
