"""Candidates side by side: dominance by hand and at random, measures by hand, what is shared and flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.answer import solve
from detente.accept.robustness.paired import Marked
from detente.assess import tried
from detente.assess.candidates import Candidate, candidates_of
from detente.assess.criteria import (
    Criterion,
    Measure,
    Measured,
    Unknown,
    between,
    compared_by,
    dominated_by,
    dominates,
)
from detente.assess.flags import flags_of
from detente.assess.run import Assessment, assess_candidates
from detente.assess.tried import Ground, TrialEffort, watched_by
from detente.case.enforcement import FramingMeans
from detente.case.entry import open_case
from detente.case.model import Case
from detente.case.preference import Figure
from detente.errors import InputError
from detente.verify.monitoring.assumed import assumed_package
from detente.verify.monitoring.model import Assumed
from tests.bundled import bundled, solved
from tests.hand_plan import hand_plan
from tests.unit.case.enforcement_example import write_enforced

MORE = Criterion(id="more", test="accept", title="more", better="more")
LESS = Criterion(id="less", test="verify", title="less", better="less")
UKRAINE = "ukraine-2025-03"
LITTLE = TrialEffort(draws=60, pact_draws=5)


def row(more: Measured, less: Measured) -> dict[str, Measured]:
    return {"more": more, "less": less}


def at(value: float, basis: str = "") -> Measure:
    return between(value, value, value, basis)


# ---------------------------------------------------------------- dominance


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (row(at(2), at(1)), row(at(1), at(1)), True),
        (row(at(1), at(1)), row(at(1), at(1)), False),  # equal: nothing is better
        (row(at(2), at(2)), row(at(1), at(1)), False),  # dearer
        (row(between(1, 2, 3), at(1)), row(between(0, 0.5, 1), at(2)), True),  # the ends touch
        (row(between(1, 2, 3), at(1)), row(between(0, 1, 1.5), at(1)), False),  # they overlap
        (row(between(0, 1, 9, "plan"), at(1)), row(between(0, 1, 9, "plan"), at(2)), True),
        (row(between(0, 1, 9, "plan"), at(1)), row(between(0, 1, 9, "plan"), at(1)), False),
        (row(between(0, 1, 9, "plan"), at(1)), row(between(0, 1, 9, "other"), at(2)), False),
        (row(at(2), at(5)), row(at(1), at(inf)), True),  # no stake is enough there
        (row(at(2), at(inf)), row(at(1), at(inf)), True),
    ],
)
def test_dominance_holds_over_the_intervals_or_not_at_all(
    one: Mapping[str, Measured], other: Mapping[str, Measured], expected: bool
) -> None:
    assert dominates(one, other, (MORE, LESS)) is expected


def shares(*draws: str) -> list[Measure]:
    """Shares of the same draws: 1 where it is so, the first draw first."""
    found = [Marked(int(each[::-1], 2), len(each)) for each in draws]
    return [
        Measure(low=each.share.interval[0], middle=each.share.value, high=each.share.interval[1], drawn=each)
        for each in found
    ]


def test_shares_of_the_same_draws_are_compared_draw_by_draw() -> None:
    whole, part, other = shares("1111111100" * 6, "1111110000" * 6, "0111111110" * 6)
    assert whole.low < part.high  # their intervals overlap
    assert dominates(row(whole, at(1)), row(part, at(1)), (MORE, LESS))
    assert not dominates(row(part, at(0)), row(whole, at(1)), (MORE, LESS))
    assert dominates(row(whole, at(0)), row(whole, at(1)), (MORE, LESS))  # so in the same draws
    assert not dominates(row(whole, at(0)), row(other, at(1)), (MORE, LESS))  # as often, in other draws
    one, two = row(at(1), part), row(at(1), whole)  # the less the better
    assert (dominates(one, two, (MORE, LESS)), dominates(two, one, (MORE, LESS))) == (True, False)
    (short,) = shares("11")
    assert not dominates(row(short, at(0)), row(part, at(1)), (MORE, LESS))  # other draws: by the intervals


def test_what_is_unknown_dominates_nothing_and_is_dominated_by_nothing() -> None:
    best, unknown, worst = row(at(9), at(0)), row(Unknown("no plan"), at(0)), row(at(1), at(1))
    assert dominated_by((best, unknown, worst), (MORE, LESS)) == ((), (), (0,))
    nowhere = [row(Unknown("no plan"), at(0)), row(Unknown("no plan"), at(1))]
    assert compared_by((MORE, LESS), nowhere) == (LESS,)
    assert dominated_by(nowhere, compared_by((MORE, LESS), nowhere)) == ((), (0,))


def spans() -> st.SearchStrategy[Measured]:
    ends = st.lists(st.integers(0, 4), min_size=3, max_size=3).map(sorted)
    known = ends.map(lambda three: between(three[0], three[1], three[2]))
    return st.one_of(known, st.just(Unknown("nobody said")))


@given(st.lists(st.builds(row, spans(), spans()), min_size=1, max_size=5))
def test_a_dominated_candidate_is_worse_or_equal_wherever_the_figures_lie(
    table: list[Mapping[str, Measured]],
) -> None:
    found = dominated_by(table, (MORE, LESS))
    for place, by in enumerate(found):
        assert place not in by
        for other in by:
            assert place not in found[other]
            ours, theirs = (table[each]["more"] for each in (place, other))
            assert isinstance(ours, Measure)
            assert isinstance(theirs, Measure)
            assert all(a <= b for a in (ours.low, ours.high) for b in (theirs.low, theirs.high))
            ours, theirs = (table[each]["less"] for each in (place, other))
            assert isinstance(ours, Measure)
            assert isinstance(theirs, Measure)
            assert all(a >= b for a in (ours.low, ours.high) for b in (theirs.low, theirs.high))


# ---------------------------------------------------------------- candidates


def test_candidates_are_named_by_where_they_come_from() -> None:
    answer = solved("bill-and-jack")
    nash = answer.solutions["nash"].packages[0]
    found = candidates_of(answer, {"mine": nash}, cap=3)
    assert found[0].names[:2] == ("given:mine", "nash")
    assert sum("frontier" in each.names for each in found) <= 3
    assert len({tuple(each.package.values()) for each in found}) == len(found)


def test_without_a_deal_openings_lead_to_candidates() -> None:
    answer = solved(UKRAINE)
    names = [each.names for each in candidates_of(answer)]
    assert names == [("way:russia-keeps-territory",), ("way:ukraine-no-surrender",)]
    assert candidates_of(answer, cap=0) == ()


def test_a_space_without_preferences_gives_an_example() -> None:
    found = candidates_of(solved("sunday-market"))
    assert found
    assert all(each.names[0].startswith(("example", "way:")) for each in found)


def test_a_draft_that_is_no_package_is_refused() -> None:
    with pytest.raises(InputError):
        candidates_of(solved("bill-and-jack"), {"half": {}})


# ---------------------------------------------------------------- through the tests


@pytest.fixture(scope="module")
def side_by_side() -> Assessment:
    answer = solved(UKRAINE)
    return assess_candidates(answer, candidates_of(answer), effort=LITTLE)


def test_the_measures_of_the_bundled_case(side_by_side: Assessment) -> None:
    first, second = side_by_side.candidates
    assert first.standing.red_lines == ("russia-keeps-territory",)
    accept = first.measures["accept"]
    assert isinstance(accept, Measure)
    assert accept.middle == first.acceptance.acceptable_to_all.value
    assert (accept.low, accept.high) == first.acceptance.acceptable_to_all.interval
    assert first.measures["verify.worst"] == Unknown("no plan was made")
    exposed = second.measures["sequence.worst"]
    assert isinstance(exposed, Measure)
    assert second.tried.order is not None
    assert exposed.middle == float(second.tried.order.best.worst)
    assert exposed.low <= exposed.middle <= exposed.high
    assert "verify.worst" not in side_by_side.compared
    assert any("no plan was made" in said for said in side_by_side.could_not)
    assert side_by_side.undominated == (0, 1)


def test_what_keeping_it_is_worth_to_the_south_by_hand(tmp_path: Path) -> None:
    """b = 4, g = 5, d = 0.925 for 4 periods, alpha 0.02 on both sides, beta 0.9, nothing put up in money."""
    case = _known(open_case(write_enforced(tmp_path)))
    package = {"well": "shared", "road": "open", "guards": "10"}
    found = assess_candidates(solve(case), [Candidate(package=package, names=("given:a",))], effort=LITTLE)
    d, alpha, beta = 0.925, 0.02, 0.9
    conflict = 1 - d**4
    value = 4 / (1 - d + (1 - (1 - alpha) ** 2) * d * conflict)
    margin = found.candidates[0].measures["enforce.margin.south"]
    worth = found.candidates[0].measures["enforce.worth.south"]
    assert isinstance(margin, Measure)
    assert isinstance(worth, Measure)
    assert margin.middle == pytest.approx((beta - alpha) * (1 - alpha) * d * conflict * value - 5, abs=1e-12)
    assert worth.middle == pytest.approx(value * (1 - d) + 1, abs=1e-12)  # without the deal: -1 a period


def test_what_nobody_has_said_leaves_the_pact_unknown(tmp_path: Path) -> None:
    case = open_case(write_enforced(tmp_path))
    package = {"well": "shared", "road": "open", "guards": "10"}
    found = assess_candidates(solve(case), [Candidate(package=package, names=("given:a",))], effort=LITTLE)
    assert found.candidates[0].measures["enforce.margin.south"] == Unknown(
        "how surely a breach is put down to a side, or how often a side is accused wrongly, is not known"
    )
    assert found.undominated == (0,)


def test_margins_and_stakes_are_those_of_the_pact(tmp_path: Path) -> None:
    case = _known(open_case(write_enforced(tmp_path)))
    packages = [
        {"well": "shared", "road": "open", "guards": "10"},
        {"well": "closed", "road": "open", "guards": "10"},
    ]
    found = assess_candidates(
        solve(case), [Candidate(package=each, names=("given:a",)) for each in packages], effort=LITTLE
    )
    for one in found.candidates:
        assert one.tried.deal is not None
        for side in one.tried.deal.sides:
            margin = one.measures[f"enforce.margin.{side.party}"]
            worth = one.measures[f"enforce.worth.{side.party}"]
            stake = one.measures[f"enforce.stake.{side.party}"]
            assert isinstance(margin, Measure)
            assert isinstance(worth, Measure)
            assert isinstance(stake, Measure)
            assert margin.middle == -max(float(each.excess) for each in side.verdict.temptations)
            assert margin.low <= margin.middle <= margin.high
            assert worth.middle == float(side.verdict.participation)
            assert stake.low <= stake.middle <= stake.high
    shared, closed = (each.measures["enforce.margin.north"] for each in found.candidates)
    assert shared != closed  # the barn stands behind shared days only


def test_the_margin_is_what_the_page_of_enforce_says_where_framing_tempts_most(tmp_path: Path) -> None:
    case = _known(open_case(write_enforced(tmp_path)))
    assert case.enforcement is not None
    one = Figure(low=Fraction(1, 2), high=Fraction(9, 10), why="a guess")
    means = FramingMeans(success=one, cost=Figure(low=Fraction(0), high=Fraction(1, 100), why="a guess"))
    sides = tuple(replace(side, framing=means) for side in case.enforcement.sides)
    case = replace(case, enforcement=replace(case.enforcement, sides=sides))
    package = {"well": "shared", "road": "open", "guards": "10"}
    found = assess_candidates(solve(case), [Candidate(package=package, names=("given:a",))], effort=LITTLE)
    deal = found.candidates[0].tried.deal
    assert deal is not None
    framed = 0
    for side in deal.sides:
        margin = found.candidates[0].measures[f"enforce.margin.{side.party}"]
        assert isinstance(margin, Measure)
        worst = side.verdict.temptations[0]
        framed += worst.deviation.framing is not None
        assert (
            margin.middle == -float(worst.excess) <= -max(float(e.temptation.excess) for e in side.breaches)
        )
        assert margin.low <= margin.middle <= margin.high
    assert framed


def _known(case: Case) -> Case:
    """The villages' case with every beta and alpha said, and no framing."""
    assert case.enforcement is not None
    sure = Figure(low=Fraction(9, 10), high=Fraction(9, 10))
    rare = Figure(low=Fraction(1, 50), high=Fraction(1, 50))
    sides = tuple(
        replace(
            side,
            false_alarm=rare,
            framing=None,
            breaches=tuple(replace(breach, detection=sure, obligation="") for breach in side.breaches),
        )
        for side in case.enforcement.sides
    )
    return replace(case, enforcement=replace(case.enforcement, sides=sides))


def test_one_plan_is_made_for_the_same_obligations_and_instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    case, answer = bundled(UKRAINE), solved(UKRAINE)
    plan, made = hand_plan(), list[Mapping[str, str]]()

    def planned(_case: Case, *, assumed: Assumed, **_rest: object) -> object:
        made.append(assumed.package)
        return plan

    monkeypatch.setattr(tried, "monitoring_plan", planned)
    one = candidates_of(answer)[0]
    other = replace(one, package={**one.package, "ambassador": "consented"})
    third = replace(one, package={**one.package, "ceasefire": "none"})
    ground = Ground(line=plan.line, segments=plan.segments, siting=plan.siting)
    found = assess_candidates(answer, [one, other, third], effort=replace(LITTLE, ground=ground))
    bases = [watched_by(case, assumed_package(case, each.package, "")) for each in (one, other, third)]
    assert len(made) == len(set(bases)) == found.plans
    assert bases[0] == bases[1]
    worst = found.candidates[0].measures["verify.worst"]
    assert isinstance(worst, Measure)
    assert worst.basis == bases[0]
    cost = found.candidates[0].measures["verify.cost"]
    assert isinstance(cost, Measure)
    assert (cost.low, cost.middle, cost.high) == (plan.per_year.low, plan.per_year.mid, plan.per_year.high)


def test_nothing_costs_an_unknown_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, plan = solved(UKRAINE), hand_plan()
    unseen = {level: replace(run, held_worst=None) for level, run in plan.runs.items()}
    dear = replace(plan, per_year=replace(plan.per_year, high=None), runs=unseen)
    monkeypatch.setattr(tried, "monitoring_plan", lambda *_args, **_named: dear)
    ground = Ground(line=plan.line, segments=plan.segments, siting=plan.siting)
    found = assess_candidates(answer, candidates_of(answer)[:1], effort=replace(LITTLE, ground=ground))
    measures = found.candidates[0].measures
    assert measures["verify.cost"] == Unknown("what an instrument of the plan costs is not known")
    assert measures["verify.worst"] == Unknown("nothing of it is seen along the line")


# ---------------------------------------------------------------- flags


def test_threats_are_quoted_and_needs_listed() -> None:
    case = bundled(UKRAINE)
    issues = [(issue, option) for issue in case.issues for option in issue.options if option.triggers]
    package = dict(candidates_of(solved(UKRAINE))[0].package)
    for issue, option in issues:
        found = flags_of(case, {**package, issue.id: option.id}, ())
        said = [each.statement for each in found.triggered if each.issue == issue.id]
        assert [each.id for each in said] == list(option.triggers)
        assert all(each.quote for each in said)
    wanted = {
        (issue.id, option.needs)
        for issue in case.issues
        for option in issue.options
        if option.id == package[issue.id] and option.needs
    }
    assert {(each.issue, each.needs) for each in flags_of(case, package, ()).needed} == wanted


def test_instruments_that_would_cross_a_line_are_named_until_the_line_gives_way() -> None:
    case = bundled(UKRAINE)
    assert case.verification is not None
    named = [item for item in case.verification.exclusions if item.red_line]
    package = candidates_of(solved(UKRAINE))[0].package
    lines = tuple(line.id for line in case.red_lines)
    held = flags_of(case, package, ()).crossings
    assert {each.red_line for each in held} <= {item.red_line for item in named}
    assert flags_of(case, package, lines).crossings == ()
