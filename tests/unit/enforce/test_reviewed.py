"""The residual gain of a case: by all plans of a violator, by hand from a plan, and where nothing says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import exp, inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.entry import open_case
from detente.case.model import Case
from detente.case.preference import Figure
from detente.case.verification import AlarmRule
from detente.enforce.compliance.bounds import Interval
from detente.enforce.deal import BreachFinding, Deal, PlanRates, does_it_pay
from detente.enforce.deal.rates import Alarms
from detente.enforce.deal.reviewed import RuleFinding, verdict_cost
from detente.enforce.review import Watch, reviews
from detente.verify.alarm import Chances, alarm_rates
from detente.verify.daily import Daily, daily_means
from detente.verify.means_rates import MeansRates
from detente.verify.monitoring.model import Assumed
from tests.bundled import bundled
from tests.unit.case.enforcement_example import ENFORCEMENT, write_enforced
from tests.unit.enforce.test_deal import PACKAGE, WELL

RULE = AlarmRule(alarms=5, window_days=7, review_days=30, acts=30)
MID = Daily(attributed=0.4, false_per_day=0.01, rule=RULE, alpha=1e-4)
LOW = replace(MID, attributed=0.1, false_per_day=0.03, alpha=1e-2)
HIGH = replace(MID, attributed=0.8, false_per_day=0.002, alpha=1e-6)


def watched(*runs: Daily | None) -> PlanRates:
    found = [
        {"no-fire-across-the-line": {"advance": Alarms(beta=0.5, alpha=0.01, review_days=30, daily=run)}}
        for run in runs
    ]
    return PlanRates(found[0], tuple(found[1:]))


def asked(case: Case, package: dict[str, str], rates: PlanRates | None = None) -> Deal:
    return does_it_pay(case, Assumed(package=package, why="by hand"), rates=rates, draws=2)


def breach_of(deal: Deal, party: str, name: str) -> BreachFinding:
    return next(
        one for side in deal.sides if side.party == party for one in side.breaches if one.breach.id == name
    )


def cost_of(deal: Deal, party: str) -> float:
    assert deal.built is not None
    return next(verdict_cost(side.verdict, deal.built.pact) for side in deal.sides if side.party == party)


def best_by_all_plans(
    days: int, alarms: int, figures: tuple[float, float, float, float, float], *, sealed: bool
) -> float:
    """The most that any plan brings over complying, one after the other: no table, no going back."""
    gain, loss, bold, meek, discount = figures
    histories = [past for day in range(days) for past in product((0, 1), repeat=day)]

    def worth(plan: dict[tuple[int, ...], int]) -> float:
        total = 0.0
        for raised in product((0, 1), repeat=days):
            chance = brought = 1.0
            brought = 0.0
            for day, alarm in enumerate(raised):
                act = plan[raised[:day]]
                seen = bold if act else meek
                chance *= seen if alarm else 1 - seen
                brought += act * gain * discount**day
            lost = loss * discount ** (days - 1) if sum(raised) >= alarms else 0.0
            total += chance * (brought - lost)
        return total

    if sealed:
        choices = [{past: acts[len(past)] for past in histories} for acts in product((0, 1), repeat=days)]
    else:
        choices = [dict(zip(histories, acts, strict=True)) for acts in product((0, 1), repeat=len(histories))]
    return max(map(worth, choices)) - worth(dict.fromkeys(histories, 0))


def village(folder: Path, false_alarm: str) -> Case:
    """The villages with reviews of three days; a verdict may fall on those who comply as often as said."""
    text = ENFORCEMENT.replace("days = 30", "days = 3", 1).replace(
        'false_alarm = { value = [0.01, 0.05], why = "a lost goat" }', f"false_alarm = {false_alarm}"
    )
    text = text.replace("[sides.south]\n", "[sides.south]\nfalse_alarm = 0.03\n")
    assert text != ENFORCEMENT
    return open_case(write_enforced(folder, text))


@pytest.mark.parametrize("false_alarm", ["0.2", "0.02", "0.0005"])
def test_the_rule_of_a_file_is_the_best_of_all_rules_by_all_plans(tmp_path: Path, false_alarm: str) -> None:
    deal = asked(village(tmp_path / "villages", false_alarm), WELL)
    one = breach_of(deal, "north", "shoots")
    assert one.reviewed is not None
    assert one.reviewed.own is None  # a file has no rule of its own
    cost = cost_of(deal, "north")
    assert one.reviewed.cost.middle == pytest.approx(cost)
    discount = float(deal.standing.discount.middle) ** (1 / 3)
    meek = 1 - exp(-0.015)
    bold = 1 - (1 - 0.4) * exp(-0.015)
    figures = (float(one.breach.gain.middle) / 3, cost, bold, meek, discount)
    rules = {}
    for days in (1, 2, 3):
        for alarms in range(1, days + 1):
            accused = sum(
                meek ** sum(each) * (1 - meek) ** (days - sum(each))
                for each in product((0, 1), repeat=days)
                if sum(each) >= alarms
            )
            if accused / days <= float(false_alarm) / 3:
                rules[days, alarms] = best_by_all_plans(days, alarms, figures, sealed=False) / days * 3
    if not rules:
        assert one.reviewed.best is None
        return
    best = one.reviewed.best
    assert best is not None
    assert best.seen.middle == pytest.approx(min(rules.values()), abs=1e-9)
    assert rules[best.days, best.alarms] == pytest.approx(best.seen.middle, abs=1e-9)
    sealed = best_by_all_plans(best.days, best.alarms, figures, sealed=True) / best.days * 3
    assert best.sealed.middle == pytest.approx(sealed, abs=1e-9)


def test_what_is_borne_decides_which_rules_there_are(tmp_path: Path) -> None:
    found = [
        breach_of(asked(village(tmp_path / str(at), text), WELL), "north", "shoots").reviewed
        for at, text in enumerate(("0.2", "0"))
    ]
    assert all(each is not None for each in found)
    assert [each is not None and each.best is not None for each in found] == [True, False]


def test_the_figures_of_a_plan_make_the_days_of_a_watch() -> None:
    deal = asked(bundled("ukraine-2025-03"), PACKAGE, watched(MID, LOW, HIGH))
    for party in ("russia", "ukraine"):
        one = breach_of(deal, party, "advance")
        found = one.reviewed
        assert found is not None
        assert (found.attributed.middle, found.attributed.ends) == (0.4, Interval(0.1, 0.8))
        assert (found.false_per_day.middle, found.false_per_day.ends) == (0.01, Interval(0.002, 0.03))
        assert found.own is not None
        assert (found.own.days, found.own.alarms) == (7, 5)
        assert found.best is not None
        for rule in (found.own, found.best):
            _replayed(deal, one, party, rule)
        assert found.best.seen.middle <= found.own.seen.middle
        assert found.best.accused.middle <= 1e-4 * (1 + 1e-9)


def _replayed(deal: Deal, one: BreachFinding, party: str, rule: RuleFinding) -> None:
    """One rule in each run, at each end of gain and cost."""
    found = one.reviewed
    assert found is not None
    d = float(deal.standing.discount.middle) ** (1 / 30)

    def left(run: Daily, gain: float, cost: float) -> tuple[float, float, float]:
        quiet = exp(-run.false_per_day)
        watch = Watch(
            gain=gain / 30, loss=cost, detection=1 - (1 - run.attributed) * quiet, false_alarm=1 - quiet,
            discount=d,
        )  # fmt: skip
        (seen,) = reviews(watch, [(rule.days, rule.alarms)])
        (sealed,) = reviews(watch, [(rule.days, rule.alarms)], visibility="sealed")
        share = 30 / rule.days
        return (
            float(seen.residual) * share, float(sealed.residual) * share, float(seen.unavoidable) * share
        )  # fmt: skip

    middle = left(MID, float(one.breach.gain.middle), cost_of(deal, party))
    spreads = (rule.seen, rule.sealed, rule.unavoidable)
    assert middle == pytest.approx([each.middle for each in spreads], rel=1e-9, abs=1e-12)
    gains = (float(one.breach.gain.low), float(one.breach.gain.high))
    ends = [
        left(run, gain, cost)
        for run, gain, cost in product((MID, LOW, HIGH), gains, (found.cost.ends.low, found.cost.ends.high))
    ]
    for at, spread in enumerate(spreads):
        assert spread.ends.low == pytest.approx(min(each[at] for each in ends), rel=1e-9, abs=1e-12)
        assert spread.ends.high == pytest.approx(max(each[at] for each in ends), rel=1e-9, abs=1e-12)


def test_a_campaign_of_few_acts_brings_more_on_its_days() -> None:
    few, many = (
        breach_of(
            asked(bundled("ukraine-2025-03"), PACKAGE, watched(replace(MID, rule=replace(RULE, acts=acts)))),
            "russia",
            "advance",
        ).reviewed
        for acts in (15, 60)
    )
    assert few is not None
    assert many is not None
    assert few.own is not None
    assert many.own is not None
    assert few.own.unavoidable.middle > many.own.unavoidable.middle
    assert many.own.seen.middle < few.own.seen.middle  # two acts a day show more surely than one


@pytest.mark.parametrize(
    "rates",
    [watched(None), watched(MID, None, HIGH), PlanRates()],
    ids=["nowhere", "not-in-a-run", "no-plan"],
)
def test_what_nobody_says_is_not_known_and_the_page_says_what_to_give(rates: PlanRates) -> None:
    case = bundled("ukraine-2025-03")
    assert case.enforcement is not None
    if not rates:
        small = Figure(low=Fraction("0.01"), high=Fraction("0.01"), why="a guess")
        half = Figure(low=Fraction("0.5"), high=Fraction("0.5"), why="a guess")
        sides = tuple(
            replace(
                side,
                false_alarm=small,
                breaches=tuple(replace(each, detection=half) for each in side.breaches),
            )
            for side in case.enforcement.sides
        )
        case = replace(case, enforcement=replace(case.enforcement, sides=sides))
    deal = asked(case, PACKAGE, rates)
    told = [each for each in deal.could_not if "residual gain" in each]
    assert len(told) == 2  # both sides, in the same words
    assert told[0].replace("Russia", "Ukraine").replace("sides.russia", "sides.ukraine") == told[1]
    assert "Give attributed and false_per_day in [sides.russia.breaches." in told[0]
    assert all(one.reviewed is None for side in deal.sides for one in side.breaches)


@given(
    q=st.floats(0, 1),
    f=st.floats(0, 0.2),
    days=st.integers(1, 60),
)
@settings(max_examples=60, deadline=None)
def test_single_acts_follow_from_beta_and_alpha_of_means(q: float, f: float, days: int) -> None:
    rule = AlarmRule(alarms=1, window_days=days, review_days=days, acts=1)
    rates = alarm_rates(rule, {"": Chances(attributed=(q,), weights=(1.0,))}, false_per_day=f)
    found = daily_means(
        MeansRates(
            obligation="kept", violation="undone", level="mid", instruments=("eyes",), seen=q, rates=rates
        )
    )
    assert found is not None
    assert found.attributed == pytest.approx(q, abs=1e-9)
    assert found.false_per_day == pytest.approx(f, abs=1e-9)
    assert found.false_alarm <= found.detection <= 1


def test_means_that_see_nothing_or_always_accuse_say_nothing_of_single_acts() -> None:
    nothing = MeansRates(
        obligation="kept", violation="undone", level="mid", instruments=(), seen=None, rates=None
    )
    assert daily_means(nothing) is None
    rule = AlarmRule(alarms=1, window_days=30, review_days=30, acts=1)
    always = alarm_rates(rule, {"": Chances(attributed=(0.5,), weights=(1.0,))}, false_per_day=100.0)
    assert always.alpha == 1
    assert daily_means(replace(nothing, rates=always)) is None


@given(
    q=st.floats(0, 1),
    f=st.floats(0, 0.5),
    alpha=st.floats(0, 1),
    alarms=st.integers(1, 4),
    window=st.integers(1, 8),
)
@settings(max_examples=25, deadline=None)
def test_sealed_alarms_never_leave_more_and_both_sides_lie_within(
    q: float, f: float, alpha: float, alarms: int, window: int
) -> None:
    rule = AlarmRule(alarms=alarms, window_days=window, review_days=8, acts=8)
    daily = Daily(attributed=q, false_per_day=f, rule=rule, alpha=alpha)
    deal = asked(bundled("ukraine-2025-03"), PACKAGE, watched(daily, replace(daily, attributed=q / 2)))
    for party in ("russia", "ukraine"):
        found = breach_of(deal, party, "advance").reviewed
        assert found is not None
        for each in _rules(found.best, found.own):
            for spread in (each.seen, each.sealed, each.unavoidable, each.enough, each.accused):
                assert spread.ends.low <= spread.middle <= spread.ends.high
            assert 0 <= each.sealed.middle <= each.seen.middle + 1e-9
            assert each.unavoidable.middle <= each.seen.middle + 1e-9
            assert each.seen.ends.high < inf
            assert 0 <= each.accused.ends.low <= each.accused.ends.high <= 1


def _rules(*rules: RuleFinding | None) -> Sequence[RuleFinding]:
    return [rule for rule in rules if rule is not None]
