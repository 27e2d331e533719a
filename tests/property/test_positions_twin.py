"""Positions, networks and shifts beside twins that try everything, on random cases."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import combinations, product

from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import drift, network, positions
from detente.case.formula import holds, scope
from detente.case.model import Case, Review, Stance, Statement
from detente.record.account import account_of
from detente.record.drift.shifts import shifts_of
from detente.record.positions import Position, Stand
from detente.record.positions.days import said
from detente.record.positions.lines import room_left
from detente.report.standing import standing
from detente.views.page import page_lines
from detente.views.positions_csv import TABLES, positions_csv
from detente.views.positions_graphml import NETWORKS, positions_graphml
from detente.views.positions_json import positions_json
from detente.views.positions_text import positions_page
from tests.contracts import assert_follows
from tests.said_cases import ISSUES, PARTIES, said_case, said_cases, word
from tests.unit.report.page_reader import read_page

YES = {Stance.ACCEPT, Stance.OFFER, Stance.SUPPORT, Stance.ACCEPT_WITH_CONDITIONS}
NO = {Stance.REJECT, Stance.RED_LINE}
ASKS = {Stance.DEMAND, Stance.CONDITION}


def twin_words(case: Case, party: str, issue: str) -> list[Statement]:
    """What a party said on an issue that makes a position, found by the table of stances alone."""
    found = []
    for statement in case.statements:
        named = issue == statement.issue or issue in statement.issues_other
        if statement.party != party or statement.review is not Review.CONFIRMED or not named:
            continue
        if statement.stance in NO | ASKS or (statement.stance in YES and statement.issue == issue):
            found.append(statement)
    return found


def twin_latest(words: list[Statement]) -> list[Statement]:
    """Those after which no other came for certain, on whichever days they were said."""
    plain = [known for known in words if known.stance not in ASKS] or words
    return [known for known in plain if not any(said(known).before(said(other)) for other in plain)]


@settings(max_examples=120)
@given(said_cases())
def test_the_stand_is_that_of_the_latest_words(case: Case) -> None:
    found = positions(case)
    by = {known.id: known.party for known in case.statements if known.review is not Review.REJECTED}
    limited = {
        target
        for known in case.statements
        if known.review is Review.CONFIRMED
        for target in known.condition_of
        if by.get(target) == known.party
    }
    for cell in found.cells:
        words = twin_words(case, cell.party, cell.issue)
        latest = twin_latest(words)
        assert sorted(cell.statements) == sorted(known.id for known in words)
        assert {holding.statement.id for holding in cell.current} == {known.id for known in latest}
        yes = [known for known in latest if known.stance in YES]
        no = [known for known in latest if known.stance in NO]
        conditional = any(
            known.stance is Stance.ACCEPT_WITH_CONDITIONS or known.yes_but or known.id in limited
            for known in yes
        )
        if yes and no:
            assert cell.stand is Stand.YES_AND_NO
        elif no:
            assert cell.stand is Stand.REFUSES
        elif yes:
            assert cell.stand is (Stand.ACCEPTS_IF if conditional else Stand.ACCEPTS)
        elif latest:
            assert cell.stand is Stand.ASKS
        else:
            assert cell.stand in {Stand.UNKNOWN, Stand.SILENT}


@settings(max_examples=120)
@given(said_cases())
def test_each_statement_is_somewhere_and_none_is_counted_twice(case: Case) -> None:
    found = positions(case)
    seen = {known.id for cell in found.cells for known in (h.statement for h in cell.holdings)}
    aside = {known.id for cell in found.cells for known, _ in cell.asides}
    apart = {known.id for known in (*found.nobodys, *found.elsewhere)}
    kept = {known.id for known in case.statements if known.review is not Review.REJECTED}
    assert seen | aside | apart == kept
    assert not apart & (seen | aside)
    for cell in found.cells:
        names = [*cell.statements, *(known.id for known, _ in cell.asides)]
        assert len(names) == len(set(names))


@settings(max_examples=120)
@given(said_cases())
def test_the_network_counts_what_a_count_over_all_cells_counts(case: Case) -> None:
    found = positions(case)
    tied = network(found)
    pairs = list(combinations([party.id for party in case.parties], 2))
    assert [tie.parties for tie in tied.ties] == pairs
    for tie in tied.ties:
        congruent = opposed = active = 0
        for issue in (known.id for known in case.issues):
            ours, theirs = (twin_signs(found.of(party, issue)) for party in tie.parties)
            congruent += sum(one == other for one, other in product(ours, theirs))
            opposed += sum(one != other for one, other in product(ours, theirs))
            active += len(ours) + len(theirs)
        assert tie.literal == (congruent, opposed)
        assert tie.activity * 2 == active
        assert set(tie.by_lines) <= set(tie.conflict)
        assert not {*tie.undecided} & ({*tie.agree} | {*tie.conflict})


def twin_signs(cell: Position) -> set[str]:
    """A plus for a yes among the latest words, a minus for a no."""
    stances = {holding.statement.stance for holding in cell.current}
    return {sign for sign, known in (("+", YES), ("-", NO)) if stances & known}


@settings(max_examples=120)
@given(said_cases())
def test_the_network_does_not_depend_on_the_order_of_the_parties(case: Case) -> None:
    turned = replace(case, parties=case.parties[::-1])
    for tie in network(positions(case)).ties:
        same = network(positions(turned)).tie(*tie.parties)
        assert (same.agree, same.conflict, same.undecided) == (tie.agree, tie.conflict, tie.undecided)
        assert same.normalised == tie.normalised


@settings(max_examples=150)
@given(said_cases(12))
def test_a_shift_is_a_pair_with_nothing_between_for_certain(case: Case) -> None:
    for cell in positions(case).cells:
        dated = [(holding.side, holding.when, holding.statement.id) for holding in cell.holdings]
        expected = set()
        for (side, when, name), (later_side, later, later_name) in product(dated, dated):
            between = any(when.before(other) and other.before(later) for _, other, _ in dated)
            if side is not later_side and when.before(later) and not between:
                expected.add((name, later_name))
        found = {(one, other) for shift in shifts_of(cell) for one in shift.earlier for other in shift.later}
        assert found == expected


@settings(max_examples=80)
@given(said_cases())
def test_a_later_day_never_takes_words_away(case: Case) -> None:
    early, late = (positions(case, on=day) for day in ("2025-03-04", "2025-03-08"))
    for before, after in zip(early.cells, late.cells, strict=True):
        assert set(before.statements) <= set(after.statements)
    assert early.later >= late.later
    for move in drift(late).last_moves:
        if move.days is not None:
            assert move.days.least is not None
            assert move.days.least >= 0


@settings(max_examples=60)
@given(said_cases())
def test_no_word_of_others_changes_a_position(case: Case) -> None:
    own = tuple(known for known in case.statements if known.party in {"north", "south", "east"})
    alone = positions(replace(case, statements=own))
    for mine, yours in zip(alone.cells, positions(case).cells, strict=True):
        assert (mine.stand, mine.statements) == (yours.stand, yours.statements)


@settings(max_examples=60)
@given(said_cases(), st.sampled_from((None, "2025-03-05")))
def test_every_view_of_any_record_is_sound(case: Case, on: str | None) -> None:
    account = account_of(case, on=on)
    assert all(line == line.rstrip() for line in page_lines(positions_page(account), width=80))
    assert_follows(json.loads("".join(positions_json(account))), "positions")
    for table in TABLES:
        rows = list(csv.reader(io.StringIO("".join(positions_csv(account, table)))))
        assert len({len(row) for row in rows}) == 1
    for name in NETWORKS:
        fromstring("".join(positions_graphml(account, name)))
    problems = read_page(f"<html><body>{standing(account)}</body></html>").problems
    assert [told for told in problems if not told.endswith("leads nowhere")] == []  # the rest of the page


RULES = (
    "well = open", "not well = closed", "well = open or road = open", "road = closed -> well = shared",
    "well in {open, shared} and not guards = open", "well = open and well = closed",
)  # fmt: skip


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(PARTIES[:2]), st.sampled_from(RULES)), max_size=4))
def test_what_lines_leave_is_what_some_package_keeps(drawn: list[tuple[str, str]]) -> None:
    words = [word(f"{party}-says", party, "well", "red-line", issues_other=ISSUES[1:]) for party in PARTIES]
    lines = {f"l{at}": (party, rule, (f"{party}-says",)) for at, (party, rule) in enumerate(drawn)}
    case = said_case(*words, lines=lines)
    options = [[*range(len(issue.options))] for issue in case.issues]
    expected = {}
    for party, (at, issue) in product(PARTIES, enumerate(case.issues)):
        own = [line for line in case.red_lines if line.party == party and at in scope(line.formula)]
        if own:
            kept = [p for p in product(*options) if all(holds(line.formula, p) for line in own)]
            expected[party, issue.id] = frozenset(issue.options[package[at]].id for package in kept)
    assert room_left(positions(case)) == expected
