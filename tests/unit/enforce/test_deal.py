"""From a case to its pact and its steps: by hand, without mixing units, and where no collateral works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from detente.case.enforcement import Lasting, Pledge, Unit
from detente.case.entry import open_case
from detente.case.model import Case
from detente.case.preference import Figure
from detente.enforce.compliance import (
    Framing,
    Pact,
    Side,
    Snapback,
    StakeStatus,
    Violation,
    compliance,
    stake_window,
    weigh_snapback,
)
from detente.enforce.deal import (
    Drawn,
    Imposed,
    Origin,
    PlanRates,
    Span,
    does_it_pay,
    pact_of,
    rates_of,
    standing_under,
    who_goes_first,
)
from detente.enforce.deal.joined import in_unit
from detente.enforce.deal.rates import Alarms, per_period
from detente.enforce.deal.standing import known
from detente.enforce.sequence import best_order
from detente.errors import InputError
from detente.verify.means_rates import MeansRates
from detente.verify.monitoring.model import Assumed
from detente.verify.monitoring.otherwise import HeldRates
from tests.bundled import bundled
from tests.hand_plan import hand_plan
from tests.unit.case.enforcement_example import ENFORCEMENT, write_enforced

F = Fraction
WELL = {"well": "shared", "road": "open", "guards": "10"}
PACKAGE = {
    "ceasefire": "general", "verification": "monitors", "hostilities": "ended", "recognition": "none",
    "control-crimea": "russia", "control-sevastopol": "russia", "control-kherson": "as-held",
    "control-zaporizhzhia": "as-held", "control-donetsk": "as-held", "control-luhansk": "as-held",
    "forces": "no-cap", "nato": "moratorium", "guarantees": "european", "foreign-troops": "none",
    "compounds": "3", "embassy-staffing": "stable", "embassy-banking": "restored",
    "ambassador": "consented", "sanctions-us": "eased", "sanctions-europe": "kept",
    "assets": "collateral", "flights": "resumed",
}  # fmt: skip
SEEN = PlanRates(
    {
        "no-fire-across-the-line": {
            "indirect-fire": Alarms(beta=0.9, alpha=0.01, review_days=30),
            "advance": Alarms(beta=0.5, alpha=0.02, review_days=30),
        }
    }
)


def villages(tmp_path: Path, text: str = ENFORCEMENT) -> Case:
    return open_case(write_enforced(tmp_path / "villages", text))


def assumed(package: Mapping[str, str] = PACKAGE) -> Assumed:
    return Assumed(package=package, why="by hand")


def test_the_pact_of_the_bundled_case_is_the_one_built_by_hand() -> None:
    standing = standing_under(bundled("ukraine-2025-03"), PACKAGE, SEEN)
    d, alpha = F("0.945"), (F("0.02") + F(repr(1 - 0.99 * 0.98))) / 2
    breaches = (
        Violation(id="fire", gain=F("0.55"), detection=F("0.9")),
        Violation(id="advance", gain=F("1.75"), detection=F("0.5")),
    )
    framing = Framing(success=F("0.175"), cost=F("0.6"))
    sender = Side(party="united-states", flow=1, false_alarm=F("0.01"))
    test = weigh_snapback(
        Snapback(
            loss=F("0.275"),
            cost=F("0.1"),
            periods=15,
            start="next period",
            seen=F("0.95"),
            credibility=F("0.5"),
        ),
        discount=d,
        pact=Pact(sides=(sender, Side(party="its partner", flow=0, false_alarm=0)), discount=d, conflict=6),
        sender="united-states",
    )
    russia, ukraine = (
        Side(
            party=party, flow=1, outside=F("0.25"), false_alarm=alpha, violations=breaches,
            framing=framing, sanction=sanction,
        )
        for party, sanction in (("russia", test.sanction), ("ukraine", 0))
    )  # fmt: skip
    built = pact_of(standing)
    assert built.pact == Pact(sides=(russia, ukraine), discount=d, conflict=6)
    assert built.tests["us-sanctions-return"].imposed is test.imposed
    assert built.forfeits == {}  # the assets are in money, and nobody has said what that is worth


def test_money_and_utility_are_not_added_but_said_as_a_ratio() -> None:
    deal = does_it_pay(bundled("ukraine-2025-03"), assumed(), rates=SEEN, draws=50)
    russia, ukraine = deal.sides
    (stake,) = russia.stakes
    assert (stake.joined, stake.deterrence, stake.needed) == (False, None, None)
    assert russia.forfeit.high == 0  # no billion has entered an account of utility
    assert stake.worth is not None
    assert stake.worth.high == pytest.approx(russia.least.high / float(stake.effective.low))
    assert ukraine.stakes == ()
    assert any("not added" in text for text in deal.could_not)
    assert any("does not enter that side's account" in text for text in deal.could_not)


def test_with_an_exchange_they_are(tmp_path: Path) -> None:
    text = ENFORCEMENT.replace("outside = { value = -1", "false_alarm = 0.02\noutside = { value = -1")
    deal = does_it_pay(villages(tmp_path, text), assumed(WELL), rates=DAYS, draws=50)
    north, south = deal.sides
    (barn,) = north.stakes
    assert barn.joined
    # 20 sacks at 0.03, of which an alarm takes 1 - 0.1 of the next period's
    assert north.verdict.side.forfeit == F(20) * F("0.03") * F("0.9") * F("0.925")
    assert barn.needed is not None
    assert barn.deterrence is not None
    (oath,) = south.stakes  # in utility, and that side in money without an exchange
    assert (oath.joined, oath.worth, oath.needed) == (False, None, None)
    (toll,) = north.snapbacks
    assert toll.imposed in (Imposed.ALWAYS, Imposed.DEPENDS, Imposed.NEVER)
    assert deal.runs_out is not None
    assert deal.runs_out.stakes == (3, 0)


def in_money() -> str:
    """The two villages with both sides in money: a forfeit of the barn goes to the other side in part."""
    text = ENFORCEMENT.replace("outside = { value = -1", "false_alarm = 0.02\noutside = { value = -1")
    text = text.replace('unit = "utility"\nflow', 'unit = "money"\nflow')
    return text.replace('exchange = { value = [0.02, 0.04], why = "the price at market" }\n', "")


def test_a_forfeit_is_paid_over_where_all_is_in_money(tmp_path: Path) -> None:
    deal = does_it_pay(villages(tmp_path, in_money()), assumed(WELL), draws=20)
    north, south = deal.sides
    assert south.verdict.side.share == F(1, 2)
    assert north.verdict.side.forfeit == F(20) * F("0.9") * F("0.925")
    assert deal.snapbacks[0].why_not == "what it costs is in a unit that nothing joins with the side's"
    assert not any("does not enter" in text for text in deal.could_not)
    for side, verdict in zip(deal.sides, compliance(pact_of(deal.standing).pact), strict=True):
        assert side.value.outer.low <= verdict.value <= side.value.outer.high


def test_an_exchange_turns_utility_into_money_and_back(tmp_path: Path) -> None:
    case = villages(tmp_path)
    terms = case.enforcement
    assert terms is not None
    north = replace(terms.sides[0], unit=Unit.MONEY)
    amount = Span(F(1), F(2), F(3))
    assert in_unit(amount, Unit.UTILITY, north) == Span(F(25), F(200, 3), F(150))
    free = replace(north, exchange=Figure(low=F(0), high=F(1)))
    assert in_unit(amount, Unit.UTILITY, free) is None


DAYS = PlanRates({"days-kept": {"moved": Alarms(beta=0.8, alpha=0.02, review_days=30)}})


def test_where_no_collateral_works_that_is_the_status_and_g_max_stands_beside_it() -> None:
    blind = PlanRates({"no-fire-across-the-line": {"advance": Alarms(beta=0.1, alpha=0.2, review_days=30)}})
    deal = does_it_pay(bundled("ukraine-2025-03"), assumed(), rates=blind, draws=20)
    for side in deal.sides:
        assert side.no_collateral_works
        assert side.window.status is StakeStatus.NOT_TOLD_APART
        assert side.least.high == float("inf")
        (advance,) = side.breaches  # of the other breach nothing is known
        assert advance.temptation.most_gain is not None
        assert advance.temptation.most_gain < 0
        assert not advance.can_be_deterred
        assert side.kept == 0
    assert sum("Fires across the line" in text for text in deal.could_not) == 2


def test_what_neither_plan_nor_file_says_is_not_computed() -> None:
    deal = does_it_pay(bundled("ukraine-2025-03"), assumed())
    assert (deal.sides, deal.built, deal.draws) == ((), None, 0)
    assert sum("accused wrongly" in text for text in deal.could_not) == 2
    assert not deal.standing.is_computable
    with pytest.raises(InputError, match="how often russia is accused wrongly is not known"):
        pact_of(deal.standing)
    with pytest.raises(InputError, match="a thing is not known"):
        known(None, "a thing")


def test_a_plan_goes_before_the_file_and_the_file_before_nothing(tmp_path: Path) -> None:
    case = villages(tmp_path)
    by_file = standing_under(case, WELL)
    north, south = by_file.sides
    assert north.detection["shoots"].origin is Origin.FILE
    assert north.detection["takes-a-day"].origin is Origin.UNKNOWN
    assert north.false_alarm.origin is Origin.FILE
    assert south.false_alarm.origin is Origin.UNKNOWN
    planned = standing_under(case, WELL, DAYS).sides[0]
    assert planned.detection["takes-a-day"].origin is Origin.PLAN
    assert planned.false_alarm.origin is Origin.PLAN
    assert standing_under(case, {**WELL, "well": "closed"}).collateral[0].id == "oath"


def test_review_periods_are_turned_into_periods_of_the_pact() -> None:
    assert per_period(0.3, 30, 30) == 0.3
    assert per_period(0.75, 60, 30) == pytest.approx(0.5)


def alarms(beta: float, alpha: float = 0.02, days: int = 30) -> Alarms:
    return Alarms(beta=beta, alpha=alpha, review_days=days)


def test_rates_of_a_plan_reach_from_the_least_to_the_most_of_its_levels() -> None:
    duty = "no-fire-across-the-line"
    levels = PlanRates(
        alarms={duty: {"indirect-fire": alarms(0.95, 0.01), "advance": alarms(0.5)}},
        runs=(
            {duty: {"indirect-fire": alarms(0.2, 0.1), "advance": alarms(0.1, 0.2)}},
            {duty: {"indirect-fire": alarms(0.9, 0.001), "advance": alarms(0.8, 0.003)}},
        ),
    )
    side = standing_under(bundled("ukraine-2025-03"), PACKAGE, levels).sides[0]
    # the middle may be the most of the three: a run moves all figures, the weather among them
    assert side.detection["fire"].span == Span(F("0.2"), F("0.95"), F("0.95"))
    assert side.detection["advance"].span == Span(F("0.1"), F("0.5"), F("0.8"))
    most = F(repr(1 - 0.9 * 0.8))
    assert side.alpha == Span(F("0.003"), (F("0.02") + F(repr(1 - 0.99 * 0.98))) / 2, most)
    steps = who_goes_first(bundled("ukraine-2025-03"), assumed(), rates=levels)
    assert steps.under is not None
    assert steps.under.rates["russia-stops-fire"].span == Span(F("0.1"), F("0.5"), F("0.8"))


def test_intervals_of_a_plan_give_intervals_out() -> None:
    case, duty = bundled("ukraine-2025-03"), "no-fire-across-the-line"
    by_level = [{duty: {"indirect-fire": alarms(b), "advance": alarms(b - 0.1)}} for b in (0.6, 0.4, 0.9)]
    wide = does_it_pay(case, assumed(), rates=PlanRates(by_level[0], tuple(by_level[1:])), draws=40)
    for level in by_level:
        one = does_it_pay(case, assumed(), rates=PlanRates(level), draws=5)
        for outer, inner in zip(wide.sides, one.sides, strict=True):
            assert outer.least.low <= inner.least.low <= inner.least.high <= outer.least.high
            for whole, part in zip(outer.breaches, inner.breaches, strict=True):
                assert whole.most_gain.outer.low < part.most_gain.outer.high
                assert whole.excess.low <= part.excess.low <= part.excess.high <= whole.excess.high
    point = does_it_pay(case, assumed(), rates=PlanRates(by_level[0]), draws=40)
    for side, other in zip(wide.sides, point.sides, strict=True):
        assert side.verdict == other.verdict  # middle figures are those of the middle level
        assert side.least.high > other.least.high
        assert side.least_drawn != other.least_drawn  # the draws move beta, too


def test_what_the_sensors_see_counts_once_they_stand() -> None:
    case = bundled("ukraine-2025-03")
    ordered = who_goes_first(case, assumed(), rates=SEEN)
    assert ordered.under is not None
    watched = {step.id for step in ordered.under.plan.steps if step.seen_with == "mission"}
    assert watched == {
        f"{party}-{what}" for party in ("russia", "ukraine") for what in ("stops-fire", "withdraws-weapons")
    }  # both sides alike
    assert [row.step.id for row in ordered.rows][-1] != "mission"
    assert not any("is seen with" in text for text in ordered.could_not)
    alone = who_goes_first(case, assumed({**PACKAGE, "verification": "none"}), rates=SEEN)
    assert alone.under is not None
    assert set(alone.under.unwatched) == watched
    assert not any(step.seen_with for step in alone.under.plan.steps)
    assert sum("is seen with" in text for text in alone.could_not) == len(watched)


def test_a_plan_without_rates_says_nothing() -> None:
    plan = hand_plan()
    assert not rates_of(plan)
    unseen = MeansRates(
        obligation="no-fire", violation="small-arms", level="mid", instruments=(), seen=None, rates=None
    )
    runs = {
        level: replace(run, held_rates=HeldRates(placed=(), means=(unseen,)))
        for level, run in plan.runs.items()
    }
    assert not rates_of(replace(plan, runs=runs))


def test_draws_stay_within_the_ranges_and_repeat_themselves() -> None:
    case = bundled("ukraine-2025-03")
    one, two = (does_it_pay(case, assumed(), rates=SEEN, draws=60, seed=7) for _ in range(2))
    assert [side.least_drawn for side in one.sides] == [side.least_drawn for side in two.sides]
    picks = Drawn(np.random.default_rng(3))
    for _ in range(60):
        pact = pact_of(one.standing, picks).pact
        for side, verdict in zip(one.sides, compliance(pact), strict=True):
            assert side.value.outer.low - 1e-9 <= verdict.value <= side.value.outer.high + 1e-9
            window = stake_window(pact, verdict.side)
            assert window.least is not None
            assert side.greatest is not None
            worst = float(verdict.temptations[0].excess)
            assert side.greatest.low - 1e-9 <= worst <= side.greatest.high + 1e-9
            for breach in side.breaches:
                (found,) = [
                    item.excess
                    for item in verdict.temptations
                    if item.deviation.framing is None
                    and item.deviation.violation is not None
                    and item.deviation.violation.id == breach.breach.id
                ]
                assert breach.excess.low - 1e-9 <= found <= breach.excess.high + 1e-9
    assert Drawn(np.random.default_rng(0)).periods(Lasting(least=None, most=None)) is None
    open_end = {Drawn(np.random.default_rng(seed)).periods(Lasting(least=3, most=None)) for seed in range(20)}
    assert open_end == {3, None}


def test_a_sender_that_saves_more_than_it_loses_never_imposes() -> None:
    case = bundled("ukraine-2025-03")
    terms = case.enforcement
    assert terms is not None
    dear = tuple(replace(item, cost=Figure(low=F(90), high=F(95))) for item in terms.snapbacks)
    free = tuple(replace(item, cost=Figure(low=F(0), high=F(0))) for item in terms.snapbacks)
    other = tuple(replace(item, cost_unit=Unit.MONEY) for item in terms.snapbacks)
    found = [
        does_it_pay(
            replace(case, enforcement=replace(terms, snapbacks=items)), assumed(), rates=SEEN, draws=5
        )
        for items in (dear, free, other)
    ]
    never, always, unknown = (deal.snapbacks[0] for deal in found)
    assert never.imposed is Imposed.NEVER
    assert never.sanction is not None
    assert never.sanction.high == 0
    assert always.imposed is Imposed.ALWAYS
    assert always.sanction is not None
    assert always.sanction.low > 0
    assert (unknown.imposed, unknown.test, unknown.sanction) == (Imposed.UNKNOWN, None, None)
    assert any("was not weighed" in text for text in found[2].could_not)


def test_no_draws_and_no_enforcement_are_refused() -> None:
    with pytest.raises(InputError, match="0 draws from seed 0"):
        does_it_pay(bundled("ukraine-2025-03"), assumed(), draws=0)
    with pytest.raises(InputError, match=re.escape("no enforcement.toml")):
        does_it_pay(bundled("bill-and-jack"), assumed({}))


def test_the_order_of_the_bundled_case_is_the_best_of_its_plan_and_within_its_range() -> None:
    found = who_goes_first(bundled("ukraine-2025-03"), assumed(), rates=SEEN)
    assert found.under is not None
    assert found.best is not None
    assert found.worst is not None
    assert found.order_worst is not None
    assert found.best.worst == best_order(found.under.plan).worst
    assert found.worst.low <= found.best.worst <= found.worst.high <= found.order_worst.high
    assert [row.number for row in found.rows] == list(range(1, len(found.rows) + 1))
    assert {row.step.id for row in found.rows} == {step.id for step in found.standing.steps}
    assert found.could_not  # how surely heavy weapons would be seen to stay is in no plan here
    assert "heavy-weapons-back" not in SEEN.alarms


def test_a_step_waits_for_nothing_in_place_of_one_that_is_not_there(tmp_path: Path) -> None:
    found = who_goes_first(villages(tmp_path), assumed({**WELL, "road": "closed"}))
    assert [row.step.id for row in found.rows] == ["share-well"]
    assert any("which this package does not have" in text for text in found.could_not)
    assert any("nobody counts on that step" in text for text in found.could_not)


def test_a_package_without_steps_has_no_order(tmp_path: Path) -> None:
    text = ENFORCEMENT.split("[[steps]]")[0]
    found = who_goes_first(villages(tmp_path, text), assumed(WELL))
    assert (found.best, found.rows) == (None, ())
    assert found.could_not == ("The package has no steps that the case speaks of.",)


def test_more_collateral_never_raises_the_worst_exposure() -> None:
    case = bundled("ukraine-2025-03")
    terms = case.enforcement
    assert terms is not None
    worst = []
    for amount in (0, F(1, 10), F(1, 2), 2):
        figure = Figure(low=F(amount), high=F(amount))
        pledges = tuple(Pledge(party=party, amount=figure) for party in ("russia", "ukraine"))
        more = replace(case, enforcement=replace(terms, pledges=pledges))
        found = who_goes_first(more, assumed(), rates=SEEN)
        assert found.best is not None
        assert found.worst is not None
        worst.append((found.best.worst, found.worst.low, found.worst.high))
    for column in zip(*worst, strict=True):
        assert list(column) == sorted(column, reverse=True)
