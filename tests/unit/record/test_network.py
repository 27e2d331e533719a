"""Networks of agreement and conflict: the worked example of the manual's definitions, lines, departures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente import network, positions
from detente.record.positions.lines import room_left
from tests.bundled import bundled
from tests.said_cases import said_case, word


def test_yes_and_yes_agree_and_yes_and_no_conflict() -> None:
    case = said_case(
        word("s1", "north", "well", "accept"),
        word("s2", "south", "well", "accept-with-conditions"),
        word("s3", "east", "well", "reject"),
        word("s4", "north", "road", "support"),
        word("s5", "east", "road", "red-line"),
    )
    found = network(positions(case))
    assert found.tie("north", "south").agree == ("well",)
    assert found.tie("east", "north").conflict == ("well", "road")
    assert found.tie("north", "east").subtract == -2
    assert found.tie("north", "east").activity == Fraction(2 + 2, 2)
    assert found.tie("north", "east").normalised == -1
    assert found.tie("south", "north").normalised == Fraction(1, Fraction(2 + 1, 2))
    with pytest.raises(KeyError):
        found.tie("north", "moon")


def test_two_refusals_agree_on_nothing_and_are_compared_by_their_lines() -> None:
    words = (word("s1", "north", "well", "red-line"), word("s2", "south", "well", "red-line"))
    bare = network(positions(said_case(*words))).tie("north", "south")
    assert (bare.agree, bare.conflict, bare.undecided, bare.literal) == ((), (), ("well",), (1, 0))
    lines = {"n": ("north", "well = open", ("s1",)), "s": ("south", "well = closed", ("s2",))}
    drawn = network(positions(said_case(*words, lines=lines))).tie("north", "south")
    assert (drawn.conflict, drawn.by_lines, drawn.undecided) == (("well",), ("well",), ())
    shared = {**lines, "s": ("south", "not well = closed", ("s2",))}
    apart = network(positions(said_case(*words, lines=shared))).tie("north", "south")
    assert (apart.conflict, apart.undecided) == ((), ("well",))


def test_a_line_counts_only_where_words_of_the_position_carry_it() -> None:
    words = (word("s1", "north", "well", "red-line"), word("s2", "south", "well", "red-line", said_on="2024"))
    late = word("s3", "south", "well", "accept", said_on="2025-01-01")
    lines = {"n": ("north", "well = open", ("s1",)), "s": ("south", "well = closed", ("s2",))}
    found = positions(said_case(*words, late, lines=lines))
    assert set(room_left(found)) == {("north", "well")}
    assert network(found).tie("north", "south").by_lines == ()


def test_a_line_over_several_issues_leaves_what_some_package_keeps() -> None:
    case = said_case(
        word("s1", "north", "well", "red-line"),
        lines={
            "n": ("north", "well = open or road = open", ("s1",)),
            "m": ("north", "not well = closed", ("s1",)),
        },
    )
    assert room_left(positions(case)) == {("north", "well"): frozenset({"open", "shared"})}


def test_demands_are_undecided_and_silence_is_nothing() -> None:
    case = said_case(
        word("s1", "north", "well", "demand"),
        word("s2", "south", "well", "accept"),
        word("s3", "east", "well", "silence"),
    )
    found = network(positions(case))
    assert found.tie("north", "south").undecided == ("well",)
    assert found.tie("south", "east").undecided == ()
    assert found.tie("north", "east").normalised is None


def test_who_says_both_agrees_and_conflicts() -> None:
    case = said_case(
        word("s1", "north", "well", "accept"),
        word("s2", "north", "well", "reject"),
        word("s3", "south", "well", "accept"),
    )
    tie = network(positions(case)).tie("north", "south")
    assert (tie.agree, tie.conflict, tie.subtract) == (("well",), ("well",), 0)


def test_the_bundled_case_by_its_lines_and_by_the_letter() -> None:
    found = network(positions(bundled("ukraine-2025-03")))
    tie = found.tie("ukraine", "russia")
    assert tie.agree == ("ceasefire",)
    assert len(tie.conflict) == 6
    assert tie.conflict == tie.by_lines
    assert tie.literal == (7, 0)  # by the letter, two sides who both refuse to give up Crimea agree on it
    assert tie.normalised == Fraction(-10, 17)
