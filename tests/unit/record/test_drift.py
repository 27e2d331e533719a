"""Drift: shifts, contradictions, yeses with a but, days since, conditions by round."""

from __future__ import annotations

from datetime import date

import pytest

from detente import drift, positions
from detente.case.model import Case, Review
from detente.record.drift import Drift
from detente.record.positions import Count, Side
from tests.bundled import bundled
from tests.said_cases import said_case, word


def moved(case: Case, on: str | None = None) -> Drift:
    """The drift of a case."""
    return drift(positions(case, on=on))


def test_a_shift_is_a_change_between_neighbours_in_time() -> None:
    case = said_case(
        word("s1", "north", "well", "red-line", said_on="2024-05-01"),
        word("s2", "north", "well", "demand", said_on="2024-06"),
        word("s3", "north", "well", "demand", said_on="2024-06"),
        word("s4", "north", "well", "accept-with-conditions", said_on="2025-01-10"),
        word("s5", "north", "well", "reject", said_on="2025-02-10"),
    )
    told = [
        (shift.before, shift.after, shift.earlier, shift.later, shift.towards) for shift in moved(case).shifts
    ]
    assert told == [
        (Side.NO, Side.ASKS, ("s1",), ("s2", "s3"), True),
        (Side.ASKS, Side.YES_IF, ("s2", "s3"), ("s4",), True),
        (Side.YES_IF, Side.NO, ("s4",), ("s5",), False),
    ]
    assert moved(case).shifts[0].between == Count(31, 60)


@pytest.mark.parametrize("later", ["", "2025-01", "2025"])
def test_no_shift_is_claimed_where_the_dates_do_not_tell(later: str) -> None:
    case = said_case(
        word("s1", "north", "well", "reject", said_on="2025-01-15"),
        word("s2", "north", "well", "accept", said_on=later),
    )
    assert moved(case).shifts == ()


def test_what_is_reported_of_a_shift_is_kept_apart() -> None:
    case = said_case(
        word("s1", "north", "well", "reject", said_on="2024"),
        word("s2", "north", "well", "reported-shift", said_on="2025-01-01"),
        word("s3", "media", "well", "reported-shift", review=Review.DOUBTFUL),
        word("s4", "media", "well", "reported-shift", review=Review.REJECTED),
    )
    found = moved(case)
    assert found.shifts == ()
    assert [statement.id for statement in found.reported] == ["s2", "s3"]
    assert positions(case).of("north", "well").statements == ("s1",)


def test_speakers_of_a_party_contradict_each_other_and_nobody_contradicts_himself() -> None:
    case = said_case(
        word("s1", "north", "well", "accept", speaker="Ana Reyes", said_on="2025-01-01"),
        word("s2", "north", "well", "reject", speaker="ana  reyes", said_on="2025-02-01"),
        word("s3", "north", "well", "reject", speaker="Bo Lind", said_on="2025-03-01"),
        word("s4", "north", "well", "reject", speaker=""),
        word("s5", "south", "well", "reject", speaker="Cy Marsh"),
    )
    (pair,) = moved(case).contradictions
    assert (pair.party, pair.yes, pair.no, pair.order) == ("north", "Ana Reyes", "Bo Lind", "yes-first")
    assert (pair.yes_statements, pair.no_statements) == (("s1",), ("s3",))


@pytest.mark.parametrize(
    ("yes", "no", "order"),
    [("2025-01-01", "2024", "no-first"), ("2025-01", "2025-01-02", "unknown"), ("", "2025", "unknown")],
)
def test_the_order_of_a_contradiction_is_said_or_said_to_be_unknown(yes: str, no: str, order: str) -> None:
    case = said_case(
        word("s1", "north", "well", "accept", speaker="Ana Reyes", said_on=yes),
        word("s2", "north", "well", "reject", speaker="Bo Lind", said_on=no),
    )
    assert [pair.order for pair in moved(case).contradictions] == [order]


def test_the_last_unconditional_move_is_an_interval_of_days() -> None:
    case = said_case(
        word("s1", "north", "well", "offer", said_on="2024-12-01"),
        word("s2", "north", "road", "accept", said_on="2025-02"),
        word("s3", "north", "guards", "accept", said_on="2025-03-10", yes_but=True),
        word("s4", "north", "guards", "accept", said_on="2025-04-01"),
        word("s5", "south", "well", "accept", reported_on="2025-03-01"),
    )
    north, south, east = moved(case).last_moves
    assert (north.statements, north.days) == (("s2",), Count(15, 42))
    assert (south.statements, south.days) == (("s5",), Count(14, None))
    assert (east.when, east.days) == (None, None)
    assert moved(said_case(*case.statements, as_of="")).last_moves[0].days is None
    assert moved(case, on="2025-01-01").last_moves[0].days == Count(31, 31)


def test_conditions_added_and_not_repeated_from_round_to_round() -> None:
    case = said_case(
        word("s1", "north", "well", "offer", said_on="2024-06"),
        word("s2", "north", "road", "condition", condition_of=("s1",), said_on="2024-06"),
        word("s3", "north", "well", "offer", said_on="2025-01-10"),
        word("s4", "north", "guards", "condition", condition_of=("s3",), said_on="2025-01-10"),
        word("s5", "north", "well", "accept", said_on="2025"),
    )
    (rounds,) = moved(case).rounds
    assert [turn.statements for turn in rounds.rounds] == [("s1",), ("s3",), ("s5",)]
    assert rounds.rounds[0].conditions == {"road": ("s2",)}
    assert (rounds.changes[0].added, rounds.changes[0].not_repeated) == (("guards",), ("road",))
    assert (rounds.changes[1].added, rounds.changes[1].not_repeated) == (None, None)
    assert [known.statement for known in moved(case).yes_buts] == ["s1", "s3"]


def test_silences_are_listed() -> None:
    case = said_case(word("s1", "north", "well", "silence"), word("s2", "", "well", "silence"))
    assert [statement.id for statement in moved(case).silences] == ["s1", "s2"]


def test_the_bundled_case_shows_two_conditional_yeses_of_russia_and_one_of_the_united_states() -> None:
    found = moved(bundled("ukraine-2025-03"))
    assert found.until == date(2025, 3, 15)
    assert [(known.party, known.statement, known.conditions) for known in found.yes_buts] == [
        ("russia", "g03", ("g06",)),
        ("russia", "g11", ("g12", "g13")),
        ("united-states", "g38", ()),
    ]
    assert (found.shifts, found.contradictions, found.reported) == ((), (), ())
    assert [statement.id for statement in found.silences] == ["g44"]
    assert [move.statements for move in found.last_moves] == [(), ("g05",), ("g04",), ("g30", "g42")]
