"""The page of a monitoring plan: what it says in each case, and what it keeps silent about."""

from __future__ import annotations

from dataclasses import replace

from detente.case.verification import ObligationKind, Placing
from detente.verify.monitoring import MonitoringPlan, with_marginal, with_option_effects
from detente.verify.placement import SitingRule
from detente.verify.plan.outcome import Effort
from detente.views.page import page_lines
from detente.views.plan_geojson import plan_geojson
from detente.views.plan_text import plan_page
from detente.views.plan_ways_text import next_million
from detente.views.plan_words import chance, money, place_text, share
from tests.hand_plan import hand_plan
from tests.unit.verify.case_example import COUNTER, EAR, EYE, PACKAGE, PRICELESS, obligation, two_sides
from tests.unit.verify.example import figure, instrument
from tests.unit.verify.plan_example import CASE, planned


def page(plan: MonitoringPlan) -> str:
    """The page as one line of words."""
    return " ".join(" ".join(page_lines(plan_page(plan), width=160)).split())


def test_targets_that_nothing_reaches_are_named() -> None:
    told = page(planned())
    assert "Targets that nothing reaches" in told
    assert "On five segments no instrument that may be used reaches the target" in told
    assert "What instruments along the line do not see" in told


def test_what_nothing_sees_is_said() -> None:
    told = page(planned(two_sides(EAR, COUNTER)))
    assert "Nothing that may be used is known to see “step” under “quiet”" in told
    assert "nothing sees it" in told


def test_a_plan_that_places_nothing_says_why() -> None:
    nothing = planned(package={"truce": "no", "watch": "all"})
    assert "under this package no obligation of a line or an area holds" in page(nothing)
    assert "Instruments along the line" not in page(nothing)
    blind = planned(two_sides(EAR, PRICELESS), package={**PACKAGE, "watch": "satellites"})
    told = page(blind)
    assert "The plan places no instrument: none that may be used reaches what is asked." in told
    assert "Ruled out by the package - “ear”: w." in told
    assert "Left out as their cost is not known: priceless." in told
    untargeted = planned(two_sides(EAR, obligations=(obligation("q", ObligationKind.LINE, "shot"),)))
    assert "none is needed for what is asked" in page(untargeted)


def test_a_budget_is_named_with_what_it_buys() -> None:
    worst = page(planned(goal="worst", budget=1500.0))
    assert "Asked for: the best least chance that an act is seen, for EUR 1,500 a year." in worst
    assert "none within the budget raises the chance" in page(planned(goal="worst", budget=900.0))
    assert "How far it is from the best plan is not known" in worst
    assert "the same money gives a worst chance of" in worst
    mean = page(planned(goal="mean", budget=900.0, effort=Effort(gap=0.01)))
    assert "the best mean chance" in mean
    assert "has a better chance than" in mean or "candidate sites is better" in mean
    short = planned(goal="worst", budget=10.0, standing={"ear@part-0.1-inside-1000": 1})
    assert "what stands costs more than EUR 10" in page(short)


def test_what_stands_is_counted() -> None:
    assert "1 of them stands there already" in page(planned(standing={"ear@part-0.1-inside-1000": 1}))


def test_attribution_is_asked_for_in_its_own_words() -> None:
    assert "put down to the right side by an instrument" in page(planned(channel="attribution"))


def test_without_an_alarm_rule_no_chance_of_being_caught_is_told() -> None:
    assert CASE.verification is not None
    silent = replace(CASE, verification=replace(CASE.verification, alarm=None))
    assert "No alarm rule is stated" in page(planned(silent))


def test_money_and_options_have_their_tables() -> None:
    case = two_sides(EAR, EYE, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.5"),))
    plan = with_option_effects(with_marginal(planned(case)))
    told = page(plan)
    assert "What money buys" in told
    assert "nothing to aim at" in told
    assert "rules out “ear”" in told
    more = next_million(plan)
    assert more is not None
    assert more > 0
    assert next_million(replace(plan, marginal=())) is None


def test_notes_and_a_proof_are_told() -> None:
    plan = planned(two_sides(EAR, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.5"),)),
                   effort=Effort(gap=1e-6))  # fmt: skip
    assert "no choice of these instruments at the candidate sites is better." in page(plan)
    assert "A note." in page(replace(plan, notes=("A note.",)))


def test_the_floor_under_the_worst_chance_is_told_where_it_is_lower() -> None:
    case = two_sides(EAR, EYE, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.9"),))
    assert "where they miss the same ones it is" in page(
        planned(case, siting=SitingRule(cell_km=2.0, copies=3))
    )
    single = two_sides(EYE, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.05"),))
    assert "where they miss the same ones" not in page(planned(single))


def test_what_needs_no_site_has_no_place_on_the_map() -> None:
    case = two_sides(EYE, obligations=(obligation("q", ObligationKind.LINE, "shot", target="0.05"),))
    plan = planned(case)
    assert [site.instrument for site in plan.sites] == ["eye"]
    assert '"kind": "site"' not in "".join(plan_geojson(plan))


def test_numbers_are_told_with_what_is_not_known() -> None:
    assert money(None, "EUR") == chance(None) == share(None) == "not known"
    assert money(1_234_567, "EUR") == "EUR 1.23 million"
    assert chance(0.001) == "under 0.01"
    assert chance(0.0) == "0.00"


def test_what_the_cautious_ends_leave_unmet_is_said_beside_their_cost() -> None:
    plan = hand_plan()
    told = page(plan)
    assert "EUR 9 million a year if the figures are at their cautious ends (they are then met on 30 %" in told
    met = {level: replace(run, reached=1.0) for level, run in plan.runs.items()}
    assert "not on all of it" not in page(replace(plan, runs=met))


def test_what_gives_way_for_the_package_is_said_first() -> None:
    plan = hand_plan()
    one = replace(plan, assumed=replace(plan.assumed, why="the first; --from takes another", relaxed=("a",)))
    assert "It is for the first; the red line “a” has to give way for it." in page(one)
    two = replace(plan, assumed=replace(plan.assumed, relaxed=("a", "b")))
    assert "a package made by hand; the red lines “a” and “b” have to give way for it." in page(two)
    assert "It is for a package made by hand. " in page(plan)


def test_owner_and_nationality_stand_side_by_side() -> None:
    plan = hand_plan()
    assert "a mission; open" in page(plan)
    held = tuple(replace(each, nationality="Norway") for each in plan.holdings)
    assert "a mission; Norway" in page(replace(plan, holdings=held))


def test_places_have_their_letters_and_acts_their_own_words() -> None:
    assert place_text((-29.1, 40.46)) == "40.46 N, 29.10 W"
    assert place_text((35.0, -1.5)) == "1.50 S, 35.00 E"
    assert "Least likely to be seen: “Small-arms fire” on the segment at" in page(hand_plan())


def test_the_rest_of_a_list_is_a_command_away() -> None:
    plan = hand_plan()
    assert "1 more: “detente plan CASE --csv” lists them all." in page(
        replace(plan, watches=plan.watches * 3)
    )


def test_means_with_many_false_alarms_are_told() -> None:
    bell = instrument(
        "bell",
        figure("detection", "0.5", violation="hidden"),
        figure("attribution", 1),
        figure("false-alarms-per-day", 1),
        figure("per-year", 10),
        placing=Placing.NONE,
        sees=(ObligationKind.INVENTORY,),
    )
    told = "false alarms alone are likely to trip the alarm rule"
    assert told in page(planned(two_sides(EAR, EYE, bell)))
    assert told not in page(planned())


def test_nothing_is_told_of_ends_where_nothing_is_watched() -> None:
    nothing = planned(package={"truce": "no", "watch": "all"})
    assert "If the figures are at their ends" not in page(nothing)
