"""A monitoring plan: placed, priced, rated, and held against its own definition."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.formula import among
from detente.case.verification import LEVELS, AlarmRule, Budget, Level, ObligationKind
from detente.errors import InputError
from detente.verify.alarm import Chances, alarm_rates, quiet_chances
from detente.verify.cover import copies_of
from detente.verify.monitoring import MonitoringPlan, with_marginal, with_option_effects
from detente.verify.monitoring.pose import posed, reached
from detente.verify.monitoring.sites import grid_deg
from detente.verify.monitoring.ways import asked_of
from detente.verify.outcome_rates import combined_by_row, obligation_rates
from detente.verify.placement import SitingRule, placement
from detente.verify.plan import chances, worst_chances
from detente.verify.plan.outcome import Effort, Progress
from tests.unit.verify.case_example import COUNTER, EAR, EYE, PACKAGE, obligation, two_sides
from tests.unit.verify.example import figure, instrument
from tests.unit.verify.line_example import line_of, segments_of
from tests.unit.verify.plan_example import CASE, SEGMENTS, planned


def test_every_row_meets_its_target_from_the_definition() -> None:
    plan = planned()
    known = posed(asked_of(plan), "mid")
    counts = copies_of(known.found, {site.id: site.copies for site in plan.sites})
    by_hand = worst_chances(known.problem, chances(known.problem, counts.astype(np.int64)))
    shots = [number for number, name in enumerate(known.problem.rows) if name.startswith("quiet/shot")]
    assert shots
    assert by_hand[shots].min() >= 0.5 - 1e-9
    assert {watch.violation for watch in plan.unreachable} == {"step"}
    assert {(watch.segment, watch.violation) for watch in plan.watches if watch.obligation == "quiet"} == {
        (segment.id, name) for segment in SEGMENTS for name in ("shot", "step")
    }


def test_a_watch_is_the_worst_of_its_cells() -> None:
    plan = planned()
    known = posed(asked_of(plan), "mid")
    counts = copies_of(known.found, {site.id: site.copies for site in plan.sites})
    seen = {"day": np.zeros(len(known.found.rows)), "night": np.zeros(len(known.found.rows))}
    for scenario, each in zip(known.found.scenarios, combined_by_row(known.found, counts), strict=True):
        seen[scenario.chosen[0]] += scenario.weight * each.seen
    least = np.minimum(seen["day"], seen["night"])
    for watch in plan.watches:
        rows = [
            number
            for number, name in enumerate(known.found.rows)
            if name.startswith(f"{watch.obligation}/{watch.violation}/{watch.segment}")
            and (not watch.side or f"-{watch.side}-" in name)
        ]
        assert watch.worst.seen == pytest.approx(least[rows].min())
        assert watch.worst_hour in {"day", "night"}


def test_what_the_package_rules_out_is_not_in_the_plan() -> None:
    plan = planned(package={**PACKAGE, "watch": "satellites"})
    assert {site.instrument for site in plan.sites} <= {"eye"}
    assert [refusal.instrument for refusal in plan.refusals] == ["ear"]
    lost = [watch for watch in plan.unreachable if watch.violation == "shot"]
    assert lost
    assert all(watch.best is not None and watch.best < 0.5 for watch in lost)


def test_obligations_that_are_not_placed_have_their_means_and_rates() -> None:
    duties = {duty.obligation.id: duty for duty in planned().duties}
    assert duties["quiet"].placed
    assert duties["quiet"].kind is ObligationKind.LINE
    assert [rate.violation for rate in duties["quiet"].rates] == ["shot", "step"]
    counted = duties["counted"]
    assert (counted.placed, counted.rates) == (False, ())
    hidden = counted.seen["hidden"]
    assert hidden is not None
    assert hidden[""] == pytest.approx(0.5)
    assert counted.per_year is not None
    assert (counted.per_year.low, counted.per_year.mid) == (10, 10)


def test_costs_are_those_of_the_copies() -> None:
    plan = planned()
    ears = sum(site.copies for site in plan.sites if site.instrument == "ear")
    assert plan.per_year.mid == pytest.approx(sum(site.per_year for site in plan.sites))
    held = {each.instrument: each for each in plan.holdings}
    assert (held["ear"].per_year.low, held["ear"].per_year.high) == (50 * ears, 200 * ears)
    assert plan.capital.mid is None
    assert plan.objective == pytest.approx(plan.per_year.mid)
    assert plan.bound is not None
    assert plan.objective is not None
    assert plan.bound <= plan.objective + 1e-9
    assert list(plan.runs) == ["low", "mid", "high"]
    assert plan.runs["mid"].held_worst == plan.runs["mid"].worst


def test_the_plan_at_hand_is_judged_by_the_other_levels() -> None:
    runs = planned().runs
    low, mid, high = (runs[level].held_worst for level in ("low", "mid", "high"))
    assert low is not None
    assert mid is not None
    assert high is not None
    assert low <= mid <= high


@pytest.mark.parametrize("level", LEVELS)
def test_beta_and_alpha_of_the_plan_at_hand_are_known_at_each_level(level: Level) -> None:
    """As if the same copies had been set out in a problem that is posed at that level."""
    plan = planned()
    there = posed(asked_of(plan), level).found
    copies = copies_of(there, {site.id: site.copies for site in plan.sites})
    verification = plan.case.verification
    assert verification is not None
    by_hand = obligation_rates(there, copies, verification)
    held = plan.runs[level].held_rates
    assert [(rate.obligation, rate.violation) for rate in held.placed] == [
        ("quiet", "shot"), ("quiet", "step"), ("empty", "step"),
    ]  # fmt: skip
    for known, told in zip(by_hand, held.placed, strict=True):
        assert (known.beta_anywhere, known.alpha_anywhere) == pytest.approx(
            (told.beta_anywhere, told.alpha_anywhere), rel=1e-12
        )
    (counted,) = held.means
    assert (counted.obligation, counted.level) == ("counted", level)
    own = [rate for duty in plan.duties for rate in duty.rates]
    assert (own == list(held.placed)) == (level == plan.level)


@pytest.mark.parametrize("goal", ["mean", "worst"])
@settings(max_examples=3, deadline=None)
@given(budget=st.integers(0, 900), more=st.integers(0, 600))
def test_more_money_never_lowers_the_best(goal: str, budget: int, more: int) -> None:
    case = two_sides(EAR, obligations=(obligation("quiet", ObligationKind.LINE, "shot"),))
    found = [
        planned(case, goal=goal, budget=float(money), effort=Effort(gap=1e-3)).objective
        for money in (budget, budget + more)
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0] <= found[1] * 1.001 + 1e-6  # each within its gap of the best


@pytest.mark.parametrize("goal", ["mean", "worst"])
@pytest.mark.parametrize("budget", [0.0, 300.0, 5000.0])
def test_a_quick_plan_keeps_its_budget_and_is_no_better_than_the_best(goal: str, budget: float) -> None:
    case = two_sides(EAR, EYE)
    quick = planned(case, goal=goal, budget=budget)
    best = planned(case, goal=goal, budget=budget, effort=Effort(gap=1e-4))
    assert quick.per_year.mid is None or quick.runs["mid"].per_year <= budget + 1e-6
    assert quick.objective is not None
    assert best.objective is not None
    assert quick.objective <= best.objective + 1e-6
    assert quick.objective >= 0.6 * best.objective
    assert quick.gap is None


def test_several_copies_may_share_a_site() -> None:
    case = two_sides(EAR, obligations=(obligation("q", ObligationKind.LINE, "shot"),))
    plan = planned(case, goal="mean", budget=9000.0, siting=SitingRule(cell_km=4.0, copies=3))
    assert max(site.copies for site in plan.sites) == 3


def test_what_stands_stays_and_a_budget_below_it_is_no_plan() -> None:
    stands = {"ear@part-0.1-inside-1000": 1}
    plan = planned(standing=stands)
    kept = [site for site in plan.sites if site.id in stands]
    assert [(site.copies, site.standing) for site in kept] == [(1, 1)]
    short = planned(standing=stands, goal="worst", budget=10.0)
    assert short.status == "infeasible"


def test_a_stopped_search_has_its_best() -> None:
    heard: list[tuple[str, str]] = []

    def stop(level: str, said: Progress) -> bool:
        heard.append((level, said.stage))
        return False

    plan = planned(effort=Effort(gap=1e-6), progress=stop)
    assert heard
    assert plan.status in {"stopped", "optimal"}
    assert reached(posed(asked_of(plan), "mid"), _counts(plan)).share == 0.5  # shots; no step is within reach


def _counts(plan: MonitoringPlan) -> np.ndarray:
    known = posed(asked_of(plan), "mid")
    return copies_of(known.found, {site.id: site.copies for site in plan.sites})


def test_money_buys_chances_and_more_of_it_more() -> None:
    plan = with_marginal(planned(two_sides(EAR, obligations=(obligation("q", ObligationKind.LINE, "shot"),)),
                                 target=0.5))  # fmt: skip
    points = plan.marginal
    assert len(points) >= 3
    assert all(a.per_year <= b.per_year and a.worst < b.worst for a, b in pairwise(points))


def test_options_switch_instruments_and_obligations() -> None:
    told: list[str] = []
    plan = with_option_effects(planned(), tell=told.append)
    effects = {(effect.issue, effect.option): effect for effect in plan.option_effects}
    assert set(effects) == {("truce", "no"), ("watch", "satellites")}
    assert len(told) == 2
    satellites = effects["watch", "satellites"]
    assert (satellites.excluded, satellites.lost, satellites.breaks) == (("ear",), (), ())
    assert satellites.reached == 0
    gone = effects["truce", "no"]
    assert (gone.lost, gone.per_year) == (("quiet", "empty", "counted"), None)


def test_an_option_that_touches_no_placed_obligation_leaves_the_plan() -> None:
    base = two_sides(EYE, COUNTER)
    assert base.verification is not None
    quiet, _, counted = base.verification.obligations
    on_the_ground = replace(counted, when="watch = all", formula=among(1, 1, 2))
    verification = replace(base.verification, obligations=(quiet, on_the_ground))
    plan = with_option_effects(planned(replace(base, verification=verification)))
    effect = next(each for each in plan.option_effects if each.issue == "watch")
    assert effect.lost == ("counted",)
    assert effect.per_year == plan.runs["mid"].per_year


def test_without_an_obligation_of_the_line_nothing_is_placed() -> None:
    plan = with_option_effects(with_marginal(planned(package={"truce": "no", "watch": "all"})))
    assert (plan.sites, plan.watches, plan.duties, plan.worst, plan.marginal) == ((), (), (), None, ())
    assert plan.per_year.mid == 0


def test_copies_that_stand_between_new_sites_stay_in_every_run() -> None:
    stands = {"ear@part-0.1-inside-1000": 1, "ear@part-4.3-outside-1000": 1}
    usual = {stand.id for stand in placement(CASE, PACKAGE, SEGMENTS, level="high").stands}
    assert not usual & set(stands)
    plan = planned(standing=stands, siting=SitingRule(cell_km=1.0))
    assert {site.id: site.standing for site in plan.sites if site.standing} == stands
    assert all(run.copies["ear"] >= 2 for run in plan.runs.values())
    with pytest.raises(InputError, match="no candidate 'ear@part-9"):
        planned(standing={"ear@part-9.1-inside-1000": 1})


def test_what_stands_is_paid_for_under_an_option_too_unless_it_is_ruled_out() -> None:
    quiet = obligation("quiet", ObligationKind.LINE, "shot", target="0.5")
    later = replace(obligation("later", ObligationKind.LINE, "shot", target="0.6"), formula=among(1, 2, 2))
    case = two_sides(EAR, EYE, obligations=(quiet, later))
    assert case.verification is not None
    free = replace(case, verification=replace(case.verification, exclusions=()))
    stands = {f"ear@part-{number}.2-inside-1000": 1 for number in range(5)}
    least = {}
    for name, given_case in (("ruled out", case), ("free", free)):
        effects = with_option_effects(planned(given_case, standing=stands)).option_effects
        effect = next(each for each in effects if each.option == "satellites")
        assert effect.added == ("later",)
        least[name] = effect.per_year
    assert least["ruled out"] == 0
    assert least["free"] is not None
    assert least["free"] >= 500


def test_what_money_buys_keeps_the_sites_that_were_asked_for() -> None:
    plan = planned(siting=SitingRule(cell_km=2.0, offsets_m=(500.0, 2000.0), copies=2))
    curve = with_marginal(plan, ladder=(0.3,)).marginal
    own = sum(site.per_year for site in plan.sites)
    assert own in [pytest.approx(point.per_year) for point in curve]


def test_the_best_instrument_alone_is_a_floor_under_every_chance() -> None:
    plan = planned(two_sides(EAR, EYE), target=0.9, siting=SitingRule(cell_km=2.0, copies=3))
    known = posed(asked_of(plan), "mid")
    taken = _counts(plan) > 0
    floor = {"day": np.zeros(len(known.found.rows)), "night": np.zeros(len(known.found.rows))}
    for scenario, matrix in zip(known.found.scenarios, known.found.detection, strict=True):
        floor[scenario.chosen[0]] += scenario.weight * matrix.toarray()[:, taken].max(axis=1)
    least = np.minimum(floor["day"], floor["night"])
    for watch in plan.watches:
        start = f"{watch.obligation}/{watch.violation}/{watch.segment}"
        rows = [
            number
            for number, name in enumerate(known.found.rows)
            if name.startswith(start) and (not watch.side or f"-{watch.side}-" in name)
        ]
        assert watch.alone == pytest.approx(least[rows].min())
        assert watch.alone <= watch.worst.seen + 1e-12
    assert any(watch.alone < watch.worst.seen - 0.05 for watch in plan.watches)
    assert all(watch.alone == 0 for watch in planned(two_sides(EAR), goal="worst", budget=0.0).watches)


def test_what_nothing_sees_at_low_figures_counts_as_not_seen_there() -> None:
    near = instrument(
        "near",
        figure("detection", "0.9", violation="shot"),
        figure("range-m", 100, 4000, 6000),
        figure("attribution", "0.6"),
        figure("per-year", 100),
    )
    plan = planned(two_sides(near, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.5"),)))
    low, mid = plan.runs["low"], plan.runs["mid"]
    assert mid.held_worst == pytest.approx(0.9)
    assert mid.held_reached == 1.0
    assert (low.held_worst, low.held_mean, low.held_reached) == (0.0, 0.0, 0.0)


def test_the_target_is_met_on_so_much_of_the_line_by_length() -> None:
    """One cut of 1.9 km and two of 1.05: an ear between the latter is heard by them alone."""
    long, short = segments_of(1, length_km=2.1)[0], segments_of(2, length_km=1.9)[1]
    apart = replace(short, id="far", path=((31.0, 50.0), (31.0, 50.0 + 1.9 / 111.195)), middle=(31.0, 50.01))
    case = two_sides(EAR, obligations=(obligation("quiet", ObligationKind.LINE, "shot", target="0.5"),))
    asked = replace(asked_of(planned(case)), segments=(long, apart))
    known = posed(asked, "mid")
    assert known.km.tolist() == pytest.approx([1.05, 1.05, 1.9])
    counts = copies_of(known.found, {"ear@part-0.1-inside-1000": 1})
    assert reached(known, counts).share == pytest.approx(2.1 / 4.0)


def test_sites_are_no_finer_than_the_line() -> None:
    assert grid_deg(line_of(SEGMENTS)) == 0.05
    assert grid_deg(line_of(SEGMENTS, simplify_km=None)) == 0.01
    assert grid_deg(line_of(SEGMENTS, simplify_km=1000.0)) == 1.0
    for site in planned().sites:
        if site.position is not None:
            assert all(abs(part / 0.05 - round(part / 0.05)) < 1e-6 for part in site.position)


def test_the_same_input_gives_the_same_plan() -> None:
    first, second = planned(), planned()
    assert (first.sites, first.watches, first.digest) == (second.sites, second.watches, second.digest)
    assert planned(target=0.4).digest != first.digest


def test_attribution_is_a_target_of_its_own() -> None:
    case = two_sides(EAR, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.5"),))
    seen, named = planned(case), planned(case, channel="attribution")
    assert named.runs["mid"].per_year > seen.runs["mid"].per_year


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InputError, match=r"says nothing of verification.*verification\.toml"):
        planned(replace(CASE, verification=None))
    with pytest.raises(InputError, match="there is no budget"):
        planned(goal="worst")
    with pytest.raises(InputError, match="no sum of money"):
        planned(goal="mean", budget=-1.0)
    for target in (0.0, 1.5):
        with pytest.raises(InputError, match="no probability to aim at"):
            planned(target=target)


def test_the_budget_of_the_case_stands_in() -> None:
    assert CASE.verification is not None
    own = replace(CASE.verification, budget=Budget(currency="CHF", per_year=Fraction(400)))
    plan = planned(replace(CASE, verification=own), goal="worst")
    assert (plan.budget, plan.currency) == (400, "CHF")


def test_without_an_alarm_rule_there_is_no_beta() -> None:
    assert CASE.verification is not None
    plan = planned(replace(CASE, verification=replace(CASE.verification, alarm=None)))
    assert all(duty.rates == () for duty in plan.duties)


@given(
    st.integers(1, 3),
    st.integers(1, 6),
    st.integers(1, 12),
    st.lists(st.floats(0, 2), min_size=1, max_size=4),
)
def test_false_alarms_at_many_rates_are_those_at_each(
    alarms: int, window: int, days: int, rates: list[float]
) -> None:
    rule = AlarmRule(alarms=alarms, window_days=min(window, days), review_days=days, acts=1)
    never = {"": Chances(attributed=(0.0,), weights=(1.0,))}
    each = [1 - alarm_rates(rule, never, false_per_day=rate).alpha for rate in rates]
    assert quiet_chances(rule, np.array(rates)) == pytest.approx(each, abs=1e-9)
