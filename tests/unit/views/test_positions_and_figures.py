"""The matrix of positions, and the numbers with what they rest on."""

from collections import Counter
from dataclasses import replace

from hypothesis import given

from detente.case.model import Case, Review
from detente.case.preference import Figure
from detente.views.figures import Basis, basis_counts, figures_of
from detente.views.positions import STANCE_WORDS, is_about, positions_of
from tests.bundled import bundled
from tests.strategies import EVERYTHING, cases


def test_the_real_case_puts_each_party_where_it_stands() -> None:
    case = bundled("ukraine-2025-03")
    positions = positions_of(case)
    rows = {row[0].issue: row for row in positions.rows}
    troops = {cell.party: [statement.id for statement in cell.statements] for cell in rows["foreign-troops"]}
    assert troops["russia"][:2] == ["g28", "g31"]
    assert troops["european-states"] == ["g30", "g27"]
    assert troops["ukraine"] == []
    assert rows["foreign-troops"][0].unsure  # g23 is doubtful
    assert not rows["recognition"][1].unsure
    apart = {group.title: [statement.id for statement in group.statements] for group in positions.apart}
    assert apart == {
        "Outlets and analysts": ["g02", "g07", "g40"],
        "Others, no party to the case": ["g20", "g21"],
        "Party not known": ["g44"],
    }


def test_a_rejected_statement_is_left_out_and_counted() -> None:
    case = bundled("ukraine-2025-03")
    rejected = [
        replace(known, review=Review.REJECTED) if known.id == "g05" else known for known in case.statements
    ]
    positions = positions_of(replace(case, statements=tuple(rejected)))
    assert positions.rejected == 1
    assert positions.rows[0][1].statements == ()


@given(cases(EVERYTHING))
def test_every_statement_has_its_place_and_no_other(case: Case) -> None:
    positions = positions_of(case)
    parties = {party.id for party in case.parties}
    shown: Counter[str] = Counter()
    for row in positions.rows:
        for cell in row:
            for statement in cell.statements:
                assert statement.party == cell.party
                assert is_about(statement, cell.issue)
                shown[statement.id] += 1
            assert list(cell.stances) == sorted(set(cell.stances), key=list(STANCE_WORDS).index)
    for group in positions.apart:
        for statement in group.statements:
            assert statement.id not in shown
            if group.title != "Parties, on other subjects":
                assert statement.party not in parties
            shown[statement.id] += 1
    kept = {known.id for known in case.statements if known.review is not Review.REJECTED}
    assert set(shown) == kept
    assert len(kept) + positions.rejected == len(case.statements)


def test_the_real_case_rests_on_statements_and_reasons() -> None:
    case = bundled("ukraine-2025-03")
    entries = figures_of(case)
    counts = basis_counts(entries)
    assert counts[Basis.BARE] == counts[Basis.OPEN] == 0
    assert sum(counts.values()) == len(entries)
    crimea = next(entry for entry in entries if entry.subject == "Crimea (control)")
    assert (crimea.party, crimea.kind, crimea.amount) == ("russia", "weight", "1 to 3")
    assert crimea.statements == ("g09", "g10")
    without = figures_of(case, reservations=False)
    assert {entry.kind for entry in entries} - {entry.kind for entry in without} == {"reservation"}


def test_chances_that_the_case_gives_are_numbers_of_the_case() -> None:
    case = bundled("sunday-market")
    given_chance = Figure(low=case.red_lines[0].held.low / 2, high=case.red_lines[0].held.high, why="a test")
    first = replace(case.red_lines[0], held=given_chance)
    (entry,) = figures_of(replace(case, red_lines=(first, *case.red_lines[1:])))
    assert (entry.kind, entry.party, entry.basis) == ("held", "traders", Basis.WHY)


@given(cases(EVERYTHING))
def test_every_number_that_is_given_is_listed_once(case: Case) -> None:
    entries = figures_of(case)
    for party in case.parties:
        preference = party.preference
        given_values = sum(len(figures) for figures in preference.values.values())
        ranked = sum(len(ranking) for ranking in preference.option_rankings.values())
        own = [entry for entry in entries if entry.party == party.id]
        values = [entry for entry in own if entry.kind == "value" and entry.basis is not Basis.OPEN]
        assert len(values) == given_values + ranked
        weights = [entry for entry in own if entry.kind == "weight"]
        assert len(weights) == (len(case.issues) if preference.is_stated else 0)
        assert sum(entry.kind == "interaction" for entry in own) == len(preference.interactions)
        assert sum(entry.kind == "reservation" for entry in own) == (party.reservation is not None)
    for entry in entries:
        if entry.basis is Basis.STATEMENT:
            assert entry.statements
        elif entry.basis is Basis.WHY:
            assert entry.why
            assert not entry.statements
