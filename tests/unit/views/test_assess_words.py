"""Words of an assessment: letters, unknown and infinite measures, reservations that give way, dominance."""

from dataclasses import replace
from math import inf

import pytest

from detente.accept.space import Standing
from detente.assess import tried
from detente.assess.candidates import candidates_of
from detente.assess.challenge import challenge
from detente.assess.criteria import Criterion, Unknown, between
from detente.assess.run import assess_candidates
from detente.assess.tried import Ground, TrialEffort
from detente.views.assess_text import candidate_sentences
from detente.views.assess_words import candidate_words, finding, letter, measure_text, unit_text
from tests.bundled import bundled, solved
from tests.hand_plan import hand_plan

UKRAINE = "ukraine-2025-03"
COST = Criterion(id="verify.cost", test="verify", title="cost", better="less", unit="EUR")
STAKE = Criterion(id="enforce.stake.a", test="enforce", title="stake", better="less", unit="utility")


def test_measures_as_text() -> None:
    assert measure_text(STAKE, between(1, 2, inf)) == "2 (1 to more than any amount)"
    assert measure_text(COST, between(1e6, 2e6, 2.5e6)) == "2 (1 to 2.5)"
    assert measure_text(COST, Unknown("no plan was made")) == "unknown"
    assert unit_text(COST) == "cost, million EUR"
    assert [letter(place) for place in (0, 25, 26)] == ["A", "Z", "A2"]


def test_a_reservation_that_gives_way_is_named_by_its_party() -> None:
    assert candidate_words(bundled(UKRAINE), ("way:russia",)).endswith("the reservation of Russia gives way")


def test_who_is_dominated_is_said_first() -> None:
    answer = solved(UKRAINE)
    found = assess_candidates(answer, candidates_of(answer), effort=TrialEffort(draws=20, pact_draws=2))
    first, second = found.candidates
    told = finding(replace(found, candidates=(first, replace(second, dominated_by=(0,)))))
    assert told[0].startswith("B is dominated by A")
    assert told[1] == "Left to choose from: A."


def test_rules_that_are_broken_are_named_first() -> None:
    answer = solved(UKRAINE)
    found = assess_candidates(
        answer, candidates_of(answer, cap=1), effort=TrialEffort(draws=20, pact_draws=2)
    )
    (one,) = found.candidates
    beyond = replace(one, standing=replace(one.standing, rules=("no-such-thing", "agreed:nato")))
    told = list(candidate_sentences(found, beyond))
    assert told[0] == "Structural rules that it breaks: no-such-thing and agreed:nato."
    inside = replace(one, standing=Standing(rules=(), red_lines=(), reservations=()))
    assert "gives nobody less than no deal" in next(candidate_sentences(found, inside))
    assert next(candidate_sentences(found, inside, lines_only=True)) == "It crosses no red line."


def test_a_plan_lets_the_pact_be_challenged(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, plan = solved(UKRAINE), hand_plan()
    monkeypatch.setattr(tried, "monitoring_plan", lambda *_args, **_named: plan)
    ground = Ground(line=plan.line, segments=plan.segments, siting=plan.siting)
    found = challenge(answer, candidates_of(answer, cap=1), effort=TrialEffort(draws=20, ground=ground))
    assert {one.conclusion.id for one in found.conclusions} >= {"deal", "accepted", "exposure"}
