"""What would change our mind: places of figures, brackets by hand, every reversal put through the chain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.answer import solve
from detente.accept.space import agreement_space
from detente.assess.candidates import Candidate, candidates_of
from detente.assess.challenge import Challenge, _Search, challenge
from detente.assess.conclusions import Conclusion, Margins
from detente.assess.inputs import open_inputs, with_value
from detente.assess.reversal import Challenged, Reversal, along, replayed
from detente.assess.tried import TrialEffort
from detente.case.enforcement import Lasting
from detente.case.entry import open_case
from detente.case.model import Case
from detente.case.preference import Figure
from detente.enforce.deal.rates import Alarms, PlanRates
from detente.enforce.deal.standing import standing_under
from detente.enforce.deal.steps import steps_under
from detente.enforce.sequence.order import best_order
from detente.views.challenge_json import challenge_csv
from detente.views.challenge_words import also_words, turned_words
from tests.bundled import bundled, solved
from tests.unit.case.enforcement_example import write_enforced

F = Fraction
UKRAINE = "ukraine-2025-03"
PACKAGE = {"well": "shared", "road": "open", "guards": "10"}


def turned(found: Challenge, one: Challenged) -> None:
    """Each reversal of a conclusion turns it when the whole chain is computed again."""
    for reversal in one.reversals:
        margin = one.conclusion.runs[reversal.run] if reversal.run else one.conclusion.margin
        margins = margin(replayed(found.case, reversal))
        assert margins is not None
        assert (min(margins) >= 0) != one.conclusion.yes


def within(one: Challenged) -> None:
    """No figure is moved out of its bounds."""
    for reversal in one.reversals:
        for move in reversal.moves:
            assert move.input.figure.low <= move.value <= move.input.figure.high


# ---------------------------------------------------------------- figures and their places


def test_figures_are_found_named_and_set() -> None:
    case = bundled(UKRAINE)
    held = open_inputs(case, ("red_lines", 0, "held"))
    assert [each.place for each in held] == [f"red_lines.{line.id}.held" for line in case.red_lines]
    pact = {each.place: each for each in open_inputs(case, ("enforcement", "sides"))}
    gain = pact["enforcement.sides.russia.breaches.advance.gain"]
    assert (gain.figure.low, gain.figure.high) == (F(1, 2), F(3))
    changed = with_value(case, gain, F(2))
    assert changed.enforcement is not None
    assert changed.enforcement.sides[0].breaches[1].gain.middle == 2
    assert changed.enforcement.sides[1] == case.enforcement.sides[1] if case.enforcement else False
    assert changed.red_lines == case.red_lines
    steps = {each.place for each in open_inputs(case, ("enforcement", "steps"))}
    assert "enforcement.steps.mission.values.russia" in steps


# ---------------------------------------------------------------- brackets


def made(case: Case, margin: object, *, yes: bool) -> Conclusion:
    assert callable(margin)
    inputs = open_inputs(case, ("red_lines", 0, "held"))
    return Conclusion(id="made", about="", candidate=None, margin=margin, inputs=inputs, yes=yes)


def searched(case: Case, margin: object, *, yes: bool = True) -> tuple[_Search, list[Reversal | None]]:
    """A search, and what each figure by itself comes to."""
    conclusion = made(case, margin, yes=yes)
    search = _Search(case, conclusion)
    return search, [search.single(each) for each in conclusion.inputs]


def held(case: Case, *lows: Fraction) -> Case:
    figures = [Figure(low=low, high=F(1)) for low in lows]
    lines = tuple(replace(line, held=each) for line, each in zip(case.red_lines, figures, strict=False))
    return replace(case, red_lines=lines)


@given(st.fractions(F(1, 10), F(9, 10), max_denominator=50))
def test_the_bracket_holds_where_the_margin_turns(threshold: Fraction) -> None:
    case = held(bundled(UKRAINE), F(0))

    def margin(changed: Case) -> Margins:
        return (changed.red_lines[0].held.middle - threshold,)

    conclusion = made(case, margin, yes=F(1, 2) >= threshold)
    found = _Search(case, conclusion).single(conclusion.inputs[0])
    assert found is not None
    start, step = F(1, 2), -F(1, 2) if conclusion.yes else F(1, 2)
    before, after = start + found.keeps * step, start + found.size * step
    assert min(before, after) <= threshold <= max(before, after)
    assert abs(after - before) <= F(1, 2) / 2**12
    assert found.moves[0].value == after


def test_what_turns_at_the_middle_already_is_said_to() -> None:
    """A conclusion that hangs on the spread of a figure turns once the figure is known."""
    case = held(bundled(UKRAINE), F(0))
    _, (found, *_) = searched(case, lambda changed: (F(1) if changed.red_lines[0].held.is_open else F(-1),))
    assert found is not None
    assert found.size == found.keeps == 0
    assert found.moves[0].value == F(1, 2)


def test_a_pair_turns_what_neither_does() -> None:
    case = held(bundled(UKRAINE), F(0), F(0))

    def margin(changed: Case) -> Margins:
        return (sum((line.held.middle for line in changed.red_lines[:2]), F(0)) - F(1, 4),)

    search, alone = searched(case, margin)
    assert alone == [None, None]
    kind, (found,) = search.several()
    assert kind == "pair"
    assert sum(move.value for move in found.moves) < F(1, 4)
    assert found.size == pytest.approx(3 / 4, abs=2**-12)


def test_all_together_turn_what_no_pair_does_and_nothing_turns_the_rest() -> None:
    case = held(bundled(UKRAINE), F(0), F(0), F(0))
    lines = 3

    def sums(changed: Case) -> Fraction:
        return sum((line.held.middle for line in changed.red_lines[:lines]), F(0))

    search, alone = searched(case, lambda changed: (sums(changed) - F(1, 4),))
    assert alone == [None] * lines
    assert search.several()[0] == "all"
    safe, alone = searched(case, lambda changed: (sums(changed) + 1,))
    assert alone == [None] * lines
    assert safe.several() == ("none", [])
    never, alone = searched(case, lambda changed: (sums(changed) - 4,), yes=False)
    assert alone == [None] * lines
    assert never.several() == ("none", [])


def test_the_margin_that_binds_at_the_end_counts_though_another_is_least_at_the_middle() -> None:
    """One figure moves only the second margin, which is not the least before both figures have moved."""
    case = held(bundled(UKRAINE), F(0), F(0))

    def margin(changed: Case) -> Margins:
        one, two = (line.held.middle for line in changed.red_lines[:2])
        return (F(1, 100), one + two - F(1, 4))

    search, alone = searched(case, margin)
    assert alone == [None, None]
    assert search.several()[0] == "pair"


# ---------------------------------------------------------------- periods, and the plan's runs


def test_numbers_of_periods_move_by_whole_ones() -> None:
    case = bundled(UKRAINE)
    conflict = next(
        each for each in open_inputs(case, ("enforcement", "period")) if each.place.endswith(".conflict")
    )
    assert (conflict.middle, conflict.figure.low, conflict.figure.high) == (F(6), F(1), F(12))
    values = [along(conflict, F(12), F(step, 12)) for step in range(13)]
    assert values == sorted(values)
    assert (values[0], values[1], values[2], values[12]) == (F(6), F(6), F(7), F(12))
    assert along(conflict, F(1), F(1, 10)) == 6
    assert along(conflict, F(1), F(1, 5)) == 5
    changed = with_value(case, conflict, F(4))
    assert changed.enforcement is not None
    assert changed.enforcement.period is not None
    assert (changed.enforcement.period.conflict.least, changed.enforcement.period.conflict.most) == (4, 4)


def test_a_number_of_periods_that_may_have_no_end_stays() -> None:
    case = bundled(UKRAINE)
    assert case.enforcement is not None
    assert case.enforcement.period is not None
    for good in (Lasting(least=2, most=None), Lasting(least=None, most=None), Lasting(least=3, most=3)):
        period = replace(case.enforcement.period, conflict=good)
        changed = replace(case, enforcement=replace(case.enforcement, period=period))
        places = [each.place for each in open_inputs(changed, ("enforcement", "period"))]
        assert places == ["enforcement.period.discount"]


def test_a_run_of_the_plan_that_turns_a_conclusion_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """At middle figures most breaches are put down to a side; by cautious ones few, by hopeful ones more."""

    def alarms(beta: float) -> dict[str, dict[str, Alarms]]:
        rate = Alarms(beta=beta, alpha=0.01, review_days=30)
        return {"no-fire-across-the-line": {"indirect-fire": rate, "advance": rate}}

    rates = PlanRates(alarms=alarms(0.9), runs=(alarms(0.02), alarms(0.95), alarms(0.9)))
    monkeypatch.setattr("detente.assess.challenge._rates", lambda *_: (rates,))
    answer = solved(UKRAINE)
    found = challenge(answer, candidates_of(answer, cap=1), effort=TrialEffort(draws=20))
    kept = [one for one in found.conclusions if one.conclusion.id.startswith(("keeps", "stake"))]
    assert len(kept) == 4
    for one in kept:
        assert set(one.conclusion.runs) == {"cautious", "hopeful"}
        runs = [each for each in one.reversals if each.run]
        assert [each.run for each in runs] == (["cautious"] if one.conclusion.yes else [])
        for each in runs:
            margins = one.conclusion.runs[each.run](found.case)
            assert margins is not None
            assert (min(margins) >= 0) != one.conclusion.yes
            assert min(margins) == each.margin
        told = [turned_words(found.case, one), *also_words(found.case, one)]
        assert any("all instruments of the plan see less, as their cautious figures say" in x for x in told)
    assert any(one.found == "run" for one in kept)
    assert "instruments.cautious" in "".join(challenge_csv(found))


# ---------------------------------------------------------------- cases


def test_every_reversal_of_the_bundled_case_turns_its_conclusion() -> None:
    answer = solved(UKRAINE)
    found = challenge(answer, candidates_of(answer, cap=1), effort=TrialEffort(draws=80))
    by_id = {(one.conclusion.id, one.conclusion.candidate): one for one in found.conclusions}
    deal = by_id["deal", None]
    assert (deal.conclusion.yes, deal.found) == (False, "lines")
    assert [each.lines for each in deal.reversals][:2] == [
        ("russia-keeps-territory",),
        ("ukraine-no-surrender",),
    ]
    for reversal in deal.reversals:
        assert agreement_space(replayed(found.case, reversal)).feasible
    assert by_id["needed.russia-keeps-territory", None].found == "nothing-open"
    accepted = by_id["accepted", 0]
    assert not accepted.conclusion.yes
    for one in found.conclusions:
        turned(found, one)
        if one.found != "outside":
            within(one)


def test_every_reversal_of_the_villages_turns_its_conclusion(tmp_path: Path) -> None:
    case = open_case(write_enforced(tmp_path))
    assert case.enforcement is not None
    rare = Figure(low=F(0), high=F(1, 10))
    sides = tuple(
        replace(
            side,
            false_alarm=rare,
            breaches=tuple(replace(each, detection=Figure(low=F(0), high=F(1))) for each in side.breaches),
        )
        for side in case.enforcement.sides
    )
    case = replace(case, enforcement=replace(case.enforcement, sides=sides))
    found = challenge(
        solve(case), [Candidate(package=PACKAGE, names=("given:a",))], effort=TrialEffort(draws=60)
    )
    kinds = {one.conclusion.id: one for one in found.conclusions}
    assert {
        "deal",
        "accepted",
        "keeps.north",
        "keeps.south",
        "stake.north",
        "stake.south",
        "exposure",
    } <= set(kinds)
    assert any(one.found == "one" for one in found.conclusions)
    for one in found.conclusions:
        turned(found, one)
        sizes = [each.size for each in one.reversals]
        assert sizes == sorted(sizes)
        if one.found != "outside":
            within(one)


def test_a_chance_far_from_what_is_said_is_named_as_such() -> None:
    """Two packages that cross one line each: only a chance below what the case says makes them likely."""
    answer = solved(UKRAINE)
    found = challenge(answer, candidates_of(answer, cap=1), effort=TrialEffort(draws=200))
    accepted = next(one for one in found.conclusions if one.conclusion.id == "accepted")
    assert accepted.found == "outside"
    move = accepted.reversals[0].moves[0]
    assert move.input.place == "red_lines.russia-keeps-territory.held"
    assert move.value < move.input.figure.low
    assert float(move.value) == pytest.approx(0.5, abs=0.12)


def test_the_margins_of_an_order_are_those_of_its_parties() -> None:
    answer = solved(UKRAINE)
    candidates = candidates_of(answer, cap=1)
    found = challenge(answer, candidates, effort=TrialEffort(draws=20))
    exposure = next(one for one in found.conclusions if one.conclusion.id == "exposure")
    under = steps_under(standing_under(answer.case, candidates[0].package))
    assert under is not None
    assert exposure.margin == 1 - best_order(under.plan).worst
