"""Positions: which statements make one, which do not, and what the dates decide."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from detente import positions
from detente.case.model import Figure, Interaction, Preference, Review, Stance, vocabulary
from detente.case.rules import parse_rule
from detente.errors import InputError
from detente.record.positions import Aside, Side, Stand, Why, beside_the_case, cited_by_hand
from detente.record.positions.timeline import timeline
from tests.bundled import bundled
from tests.said_cases import said_case, word

MAKES: dict[Stance, Stand] = {
    Stance.ACCEPT: Stand.ACCEPTS,
    Stance.OFFER: Stand.ACCEPTS,
    Stance.SUPPORT: Stand.ACCEPTS,
    Stance.ACCEPT_WITH_CONDITIONS: Stand.ACCEPTS_IF,
    Stance.DEMAND: Stand.ASKS,
    Stance.CONDITION: Stand.ASKS,
    Stance.REJECT: Stand.REFUSES,
    Stance.RED_LINE: Stand.REFUSES,
    Stance.SILENCE: Stand.SILENT,
}


@pytest.mark.parametrize("stance", list(Stance))
def test_each_stance_makes_the_position_that_the_table_says(stance: Stance) -> None:
    cell = positions(said_case(word("s1", "north", "well", stance))).of("north", "well")
    assert cell.stand is MAKES.get(stance, Stand.UNKNOWN)
    assert bool(cell.holdings) == (stance in MAKES and stance is not Stance.SILENCE)
    assert [why for _, why in cell.asides] == (
        [] if cell.holdings else [Aside.SILENCE if stance is Stance.SILENCE else Aside.NO_POSITION]
    )


@pytest.mark.parametrize("party", ["media", "other", "", "nobody-at-the-table"])
def test_words_of_nobody_at_the_table_are_nobodys_position(party: str) -> None:
    found = positions(said_case(word("s1", party, "well", "reject")))
    assert {cell.stand for cell in found.cells} == {Stand.UNKNOWN}
    assert [statement.id for statement in found.nobodys] == ["s1"]


def test_only_confirmed_words_count_and_the_others_are_listed() -> None:
    found = positions(
        said_case(
            word("s1", "north", "well", "reject", review=Review.DOUBTFUL),
            word("s2", "north", "well", "accept", review=Review.UNREVIEWED),
            word("s3", "north", "well", "demand", review=Review.REJECTED),
        )
    )
    cell = found.of("north", "well")
    assert cell.stand is Stand.UNKNOWN
    assert [(statement.id, why) for statement, why in cell.asides] == [
        ("s1", Aside.DOUBTFUL),
        ("s2", Aside.UNREVIEWED),
    ]
    assert found.rejected == 1


def test_silence_is_said_and_nothing_is_unknown() -> None:
    found = positions(said_case(word("s1", "north", "well", "silence")))
    assert found.of("north", "well").stand is Stand.SILENT
    assert found.of("south", "well").stand is Stand.UNKNOWN
    both = positions(said_case(word("s1", "north", "well", "silence"), word("s2", "north", "well", "accept")))
    assert both.of("north", "well").stand is Stand.ACCEPTS


def test_a_no_reaches_every_issue_that_it_names_and_a_yes_its_main_one() -> None:
    found = positions(
        said_case(
            word("s1", "north", "well", "red-line", issues_other=("road",)),
            word("s2", "south", "well", "accept", issues_other=("road",)),
        )
    )
    assert found.of("north", "road").stand is Stand.REFUSES
    assert not found.of("north", "road").holdings[0].main
    assert found.of("south", "road").stand is Stand.UNKNOWN
    assert [why for _, why in found.of("south", "road").asides] == [Aside.BESIDE]


@pytest.mark.parametrize(
    ("yes_but", "conditions", "stand"),
    [(False, (), Stand.ACCEPTS), (True, (), Stand.ACCEPTS_IF), (False, ("s1",), Stand.ACCEPTS_IF)],
)
def test_a_yes_with_a_but_or_a_condition_is_a_yes_if(
    yes_but: bool, conditions: tuple[str, ...], stand: Stand
) -> None:
    case = said_case(
        word("s1", "north", "well", "offer", yes_but=yes_but),
        word("s2", "north", "road", "condition", condition_of=conditions),
    )
    assert positions(case).of("north", "well").stand is stand


def test_a_doubtful_condition_makes_no_yes_conditional() -> None:
    case = said_case(
        word("s1", "north", "well", "offer"),
        word("s2", "north", "road", "condition", condition_of=("s1",), review=Review.DOUBTFUL),
    )
    assert positions(case).of("north", "well").stand is Stand.ACCEPTS


def test_a_condition_that_another_names_limits_nobodys_yes() -> None:
    case = said_case(
        word("s1", "north", "well", "offer"),
        word("s2", "south", "road", "condition", condition_of=("s1",)),
        word("s3", "media", "road", "condition", condition_of=("s1",)),
    )
    assert positions(case).of("north", "well").stand is Stand.ACCEPTS


@pytest.mark.parametrize(
    ("yes", "no", "stand", "current"),
    [
        ("2025-01", "2025-02", Stand.REFUSES, ["s2"]),
        ("2025-02", "2025-01", Stand.ACCEPTS, ["s1"]),
        ("2025-01", "2025-01-15", Stand.YES_AND_NO, ["s2", "s1"]),
        ("2025-01", "", Stand.YES_AND_NO, ["s1", "s2"]),
        ("", "", Stand.YES_AND_NO, ["s1", "s2"]),
    ],
)
def test_later_words_stand_for_earlier_ones_only_where_the_dates_tell(
    yes: str, no: str, stand: Stand, current: list[str]
) -> None:
    case = said_case(
        word("s1", "north", "well", "accept", said_on=yes), word("s2", "north", "well", "reject", said_on=no)
    )
    cell = positions(case).of("north", "well")
    assert cell.stand is stand
    assert [holding.statement.id for holding in cell.current] == current


def test_a_demand_stands_beside_and_replaces_nothing() -> None:
    cell = positions(
        said_case(
            word("s1", "north", "well", "reject", said_on="2024"),
            word("s2", "north", "well", "demand", said_on="2025-03-01"),
        )
    ).of("north", "well")
    assert cell.stand is Stand.REFUSES
    assert [holding.statement.id for holding in cell.asks] == ["s2"]


def test_since_is_the_first_of_an_unbroken_run() -> None:
    cell = positions(
        said_case(
            word("s1", "north", "well", "accept", said_on="2024-01-05"),
            word("s2", "north", "well", "reject", said_on="2024-06-01"),
            word("s3", "north", "well", "accept", said_on="2025-01-10"),
            word("s4", "north", "well", "support", said_on="2025-02"),
        )
    ).of("north", "well")
    assert cell.stand is Stand.ACCEPTS
    assert cell.since is not None
    assert cell.since.text() == "2025-01-10"
    undated = positions(said_case(word("s1", "north", "well", "accept", reported_on="2025-03-02")))
    since = undated.of("north", "well").since
    assert since is not None
    assert since.text() == "../2025-03-02"


def test_on_a_day_only_what_was_said_by_then_for_certain_counts() -> None:
    case = said_case(
        word("s1", "north", "well", "accept", said_on="2025-01-10"),
        word("s2", "north", "well", "reject", said_on="2025-02"),
        word("s3", "north", "well", "reject", reported_on="2025-03-01"),
        word("s4", "north", "well", "reject", said_on="2025-04-01"),
    )
    found = positions(case, on="2025-02-10")
    cell = found.of("north", "well")
    assert (cell.stand, cell.statements) == (Stand.ACCEPTS, ("s1",))
    assert [statement.id for statement in cell.perhaps] == ["s2", "s3"]
    assert found.later == 1
    with pytest.raises(InputError, match=r"'soon' is no day\. Try: an ISO date"):
        positions(case, on="soon")


def test_a_cell_that_the_case_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        positions(said_case()).of("north", "moon")


def test_the_timeline_is_in_the_order_of_the_last_possible_day() -> None:
    case = said_case(
        word("s1", "north", "well", "accept"),
        word("s2", "north", "well", "reject", said_on="2025"),
        word("s3", "south", "road", "reject", said_on="2025-02-01"),
    )
    told = [(moment.holding.statement.id, moment.current) for moment in timeline(positions(case))]
    assert told == [("s3", True), ("s2", True), ("s1", True)]


# ---------------------------------------------------------------- the bundled case beside its own file


def test_the_bundled_case_equals_the_matrix_made_by_hand_but_for_four_explained_cells(root: Path) -> None:
    found = positions(bundled("ukraine-2025-03"))
    text = (root / "docs/background/positions-by-hand.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(found.cells) == 88
    other = {
        (row["party"], row["issue"]): (row["stand"], found.of(row["party"], row["issue"]))
        for row in rows
        if row["stand"] != found.of(row["party"], row["issue"]).stand
    }
    assert {cell: (hand, made.stand.value) for cell, (hand, made) in other.items()} == {
        ("russia", "recognition"): ("asks", "unknown"),
        ("russia", "forces"): ("asks", "unknown"),
        ("russia", "assets"): ("refuses", "unknown"),
        ("european-states", "guarantees"): ("accepts", "unknown"),
    }
    reasons = {
        cell: [(known.id, why.value) for known, why in made.asides] for cell, (_, made) in other.items()
    }
    assert reasons == {
        ("russia", "recognition"): [("g10", "no-position")],
        ("russia", "forces"): [("g16", "doubtful")],
        ("russia", "assets"): [("g41", "doubtful")],
        ("european-states", "guarantees"): [("g27", "no-position"), ("g30", "beside")],
    }


def test_each_statement_that_only_the_file_or_only_the_record_has_is_explained() -> None:
    case = bundled("ukraine-2025-03")
    compared = beside_the_case(positions(case))
    assert (compared.cells, compared.equal, compared.filled, compared.shared) == (88, 59, 14, 37)
    counts = {why: sum(gap.why is why for gap in compared.differences) for why in Why}
    assert counts == {
        Why.BESIDE: 11,
        Why.NO_POSITION: 10,
        Why.NOT_CITED: 8,
        Why.OTHER_ISSUE: 6,
        Why.OF_ANOTHER: 4,
        Why.CONDITION: 2,
        Why.DOUBTFUL: 2,
        Why.LATER: 0,
        Why.NO_NUMBERS: 0,
    }
    cited = cited_by_hand(case)
    entries = sum(len(names) for names in cited.values())
    assert entries == compared.shared + sum(gap.by_hand for gap in compared.differences)


def test_what_was_not_said_by_the_day_is_said_to_be_later() -> None:
    compared = beside_the_case(positions(bundled("ukraine-2025-03"), on="2025-03-10"))
    assert {gap.why for gap in compared.differences if gap.statement == "g03"} == {Why.BESIDE, Why.LATER}


def test_every_line_of_the_bundled_case_rests_on_a_refusal_or_on_words_that_ask() -> None:
    case = bundled("ukraine-2025-03")
    found = positions(case)
    for line in case.red_lines:
        sides = {
            holding.side
            for cell in found.cells
            if cell.party == line.party
            for holding in cell.holdings
            if holding.statement.id in line.statements
        }
        assert sides & {Side.NO, Side.ASKS, Side.YES_IF}


def test_what_an_interaction_cites_is_cited_on_each_of_its_issues() -> None:
    case = said_case(word("s1", "north", "well", "accept"), word("s2", "south", "road", "reject"))
    words = vocabulary(case.issues)
    rule = "well = shared and guards = open"
    extra = Interaction(
        text=rule,
        formula=parse_rule(rule, words),
        value=Figure(low=Fraction(1), high=Fraction(1), statements=("s1", "s2")),
    )
    north = replace(case.parties[0], preference=Preference(interactions=(extra,)))
    changed = replace(case, parties=(north, *case.parties[1:]))
    assert cited_by_hand(changed) == {("north", "well"): ("s1", "s2"), ("north", "guards"): ("s1", "s2")}
    reasons = {(gap.issue, gap.statement): gap.why for gap in beside_the_case(positions(changed)).differences}
    assert reasons == {
        ("well", "s2"): Why.OF_ANOTHER,
        ("guards", "s1"): Why.OTHER_ISSUE,
        ("guards", "s2"): Why.OF_ANOTHER,
        ("road", "s2"): Why.NO_NUMBERS,
    }
