"""The whole of robustness: closed forms, errors that cover, names, checks, same bytes on any workers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from detente.accept.answer import solve
from detente.accept.diagram import DiagramTooLargeError
from detente.accept.robustness import bounds, deals, frontiers
from detente.accept.robustness.paired import paired
from detente.accept.robustness.result import Effort, Robustness, RobustPackage
from detente.accept.robustness.run import acceptance, robustness
from detente.accept.robustness.share import Share
from detente.case.entry import open_case
from detente.case.model import Case, Figure, Like, Preference
from detente.errors import InputError
from tests.seeded_cases import dense_case
from tests.small_cases import case_of, figure, issues_of, red_line

SMALL = Effort(draws=2_000, frontiers=30, best=5, checks=0, importance=0)


def far(share: Share, chance: float) -> float:
    """How many standard errors a share is from the chance that it estimates."""
    return abs(share.value - chance) / float(np.sqrt(chance * (1 - chance) / share.draws))


def party_with(case: Case, party: str, preference: Preference, reservation: Figure | None = None) -> Case:
    parties = tuple(
        replace(known, preference=preference, reservation=reservation) if known.id == party else known
        for known in case.parties
    )
    return replace(case, parties=parties)


# ---------------------------------------------------------------- two packages under two criteria

FIRST = {"i0": "o0", "i1": "o0"}  # worth 0.9 and 0.2
SECOND = {"i0": "o1", "i1": "o1"}  # worth 0.5 and 0.8
VALUES = {
    "i0": {"o0": figure(Fraction(9, 10)), "o1": figure(Fraction(1, 2))},
    "i1": {"o0": figure(Fraction(1, 5)), "o1": figure(Fraction(4, 5))},
}
CRITERIA = {
    "open": (Preference(values=VALUES), (0.0, 1.0)),
    "ranked": (Preference(values=VALUES, issue_ranking=("i0", "i1")), (0.5, 1.0)),
    "bounded": (Preference(values=VALUES, weights={"i0": figure(1, 3), "i1": figure(1)}), (0.5, 0.75)),
}


def two_criteria(preference: Preference, reservation: Figure | None = None) -> Case:
    """One party, two packages: the first is better where the first weight is above 0.6."""
    case = case_of([2, 2], {"a": None}, rules=["i0 = o0 -> i1 = o0", "i1 = o0 -> i0 = o0"])
    return party_with(case, "a", preference, reservation)


@pytest.mark.parametrize("known", CRITERIA)
def test_rank_acceptability_is_the_length_of_the_weight_interval(known: str) -> None:
    preference, (low, high) = CRITERIA[known]
    found = robustness(two_criteria(preference), effort=SMALL, packages={"x": FIRST, "y": SECOND})
    one, two = (next(own for own in found.packages if own.package == package) for package in (FIRST, SECOND))
    chance = (high - 0.6) / (high - low)
    assert far(Share(one.ranks["a"][0], 2_000), chance) < 3
    assert [sum(ranks) for ranks in zip(one.ranks["a"], two.ranks["a"], strict=True)] == [2_000, 2_000]
    for package, (least, most) in ((one, (0.6, high)), (two, (low, 0.6))):
        centre = package.central_weights["a"]
        assert centre is not None
        error = (most - least) / np.sqrt(12 * package.ranks["a"][0])
        assert abs(centre["i0"] - (least + most) / 2) < 3 * error
        assert centre["i0"] + centre["i1"] == pytest.approx(1)
        assert package.nash_weights["a"] == centre  # with one party, first is what Nash selects
        assert package.selected is not None
        assert package.selected["nash"].count == package.ranks["a"][0]


@pytest.mark.parametrize("known", CRITERIA)
def test_acceptability_is_the_length_of_the_weight_interval(known: str) -> None:
    preference, (low, high) = CRITERIA[known]
    floor = Fraction(65, 100)  # 0.2 + 0.7 w >= 0.65 from w = 9/14 on; 0.8 - 0.3 w >= 0.65 up to w = 1/2
    case = two_criteria(preference, figure(floor))
    first, second = acceptance(case, [FIRST, SECOND], draws=2_000)
    chance = (high - 9 / 14) / (high - low)
    assert far(first.acceptable["a"], chance) < 3
    assert first.acceptable_to_all == first.acceptable["a"]
    if low < 0.5:
        assert far(second.acceptable["a"], (0.5 - low) / (high - low)) < 3
    else:
        assert second.acceptable["a"].value < 0.002  # at w = 1/2 alone
    found = robustness(case, effort=SMALL)
    assert found.deal.count == first.acceptable["a"].count + second.acceptable["a"].count
    apart = paired(first.drawn["a"], second.drawn["a"])  # never both in one draw
    assert (apart.more, apart.fewer) == (first.acceptable["a"].count, second.acceptable["a"].count)
    assert first.drawn_to_all == first.drawn["a"]


# ---------------------------------------------------------------- red lines and reservations


def clash(low: Fraction, high: Fraction) -> Case:
    """Two red lines that no package keeps together, each held with a chance within these bounds."""
    case = case_of([2], {"a": None, "b": None})
    lines = [red_line(case.issues, f"l{n}", party, f"i0 = o{n}") for n, party in enumerate(("a", "b"))]
    return replace(case, red_lines=tuple(replace(line, held=figure(low, high)) for line in lines))


def test_a_deal_exists_unless_both_hold_their_lines() -> None:
    found = robustness(clash(Fraction(1, 2), Fraction(9, 10)), effort=SMALL)
    assert far(found.deal, 1 - 0.7**2) < 3
    assert found.ruled_out == 2_000 - found.deal.count
    assert [sum(one.levels.values()) for one in found.combinations] == [0, 1, 1, 2]
    assert sum(one.draws for one in found.combinations) == 2_000


def test_intervals_of_the_chance_of_a_deal_cover() -> None:
    case, effort = clash(Fraction(1, 5), Fraction(1)), Effort(draws=150, frontiers=0, checks=0, importance=0)
    answer = solve(case)
    truth = 1 - 0.6**2
    intervals = [
        robustness(case, effort=effort, seed=seed, answer=answer).deal.interval for seed in range(120)
    ]
    assert 0.88 <= np.mean([low <= truth <= high for low, high in intervals]) <= 0.995


def test_importance_of_two_lines_is_that_of_two_switches() -> None:
    effort = replace(SMALL, draws=100, importance=4_000)
    found = robustness(clash(Fraction(1, 2), Fraction(1, 2)), effort=effort, seed=2)
    (deal,) = found.importance
    assert deal.groups is not None
    assert sorted(group.place for group in deal.groups) == ["red_lines.l0", "red_lines.l1"]
    assert far(deal.share, 3 / 4) < 3
    for group in deal.groups:
        assert abs(group.index.closed.value - 1 / 3) < 3 * group.index.closed.standard_error
        assert abs(group.index.total.value - 2 / 3) < 3 * group.index.total.standard_error


def test_importance_is_silent_where_nothing_varies_and_absent_where_nothing_is_open() -> None:
    sure = robustness(clash(Fraction(1), Fraction(1)), effort=replace(SMALL, importance=50))
    assert sure.importance == ()
    assert sure.deal.count == 0
    case = party_with(case_of([2], {"a": None}), "a", Preference(option_rankings={"i0": ("o0", "o1")}))
    never = robustness(replace(case, red_lines=(red_line(case.issues, "l", "a", "i0 = o0"),)),
                       effort=replace(SMALL, importance=50))  # fmt: skip
    deal, accepted = never.importance
    assert (deal.outcome, deal.groups, deal.share.value) == ("deal", None, 1.0)
    assert (accepted.outcome, accepted.groups, accepted.package) == ("accepted", None, {"i0": "o0"})


def test_a_reservation_within_bounds_is_met_by_its_share() -> None:
    case = case_of([2], {"a": [[3, 8]], "b": [[1, 1]]}, reservations={"a": figure(2, 12)})
    found = acceptance(case, [{"i0": "o0"}, {"i0": "o1"}], draws=2_000)
    assert far(found[0].acceptable["a"], 0.1) < 3
    assert far(found[1].acceptable["a"], 0.6) < 3
    assert found[0].acceptable["b"].value == 1.0
    assert far(robustness(case, effort=SMALL).deal, 0.6) < 3


# ---------------------------------------------------------------- what is followed and said


def names_of(found: Robustness) -> Mapping[str, RobustPackage]:
    return {name: one for one in found.packages for name in one.names}


def test_solutions_no_deal_and_given_packages_are_followed_by_name() -> None:
    case = case_of(
        [3], {"a": [[0, 2, 3]], "b": [[3, 2, 0]]}, reservations={"a": Like(package={"i0": "o0"}), "b": 0}
    )
    case = replace(case, structural=(), red_lines=())
    found = names_of(robustness(case, effort=SMALL, packages={"mine": {"i0": "o2"}}))
    assert found["nash"].package == found["egalitarian"].package == {"i0": "o1"}
    assert found["like:a"].package == {"i0": "o0"}
    assert found["given:mine"].package == {"i0": "o2"}
    assert found["given:mine"].acceptable_to_all.value == 1.0


def test_where_no_deal_exists_the_ways_to_one_are_followed() -> None:
    case = case_of(
        [2], {"a": [[1, 0]], "b": [[0, 1]]}, lines=[("a", "i0 = o0"), ("b", "i0 = o1")], reservations={"a": 0}
    )
    found = names_of(robustness(case, effort=replace(SMALL, importance=200)))
    assert found["way:line-0"].package == {"i0": "o1"}
    assert far(found["way:line-0"].acceptable["a"], 0.4) < 3
    assert found["way:line-0"].acceptable["b"].value == 1.0


def test_a_package_that_breaks_a_rule_is_no_deal_and_says_so() -> None:
    case = case_of([2, 2], {"a": [[1, 0], [0, 0]]}, rules=["i0 = o1"])
    settled = replace(case.issues[1], agreed="o1", status=type(case.issues[1].status)("agreed"))
    case = replace(case, issues=(case.issues[0], settled))
    found = names_of(robustness(case, effort=SMALL, packages={"bad": {"i0": "o0", "i1": "o0"}}))
    assert found["given:bad"].broken == ("rule-0", "agreed:i1")
    assert found["given:bad"].acceptable["a"].value == 1.0
    assert found["given:bad"].acceptable_to_all.count == 0


def test_all_that_is_wrong_is_said_at_once() -> None:
    case = case_of([2, 2], {"a": [[1, 0], [0, 0]]})
    with pytest.raises(InputError) as package:
        robustness(case, effort=SMALL, packages={"bad": {"i0": "o9", "i7": "o0"}})
    assert len(package.value.faults) == 3
    with pytest.raises(InputError) as package:
        acceptance(case, [{"i0": "o0"}])
    assert "says nothing on 'i1'" in str(package.value)
    with pytest.raises(InputError) as effort:
        robustness(case, effort=Effort(draws=0, frontiers=-1), seed=-1)
    assert [fault.place for fault in effort.value.faults] == ["effort.draws", "effort.frontiers", "seed"]
    with pytest.raises(InputError, match=r"no disagreement 'reserve'\. Try: 'reserved'"):
        robustness(case, disagreement="reserve")  # type: ignore[arg-type]  # the point of the test


def test_what_is_open_and_what_was_not_computed_is_said() -> None:
    case = case_of([3, 2], {"a": None, "b": None, "c": None})
    case = party_with(case, "a", Preference(option_rankings={"i0": ("o0", "o1", "o2")}), figure(0, 1))
    ranked = {"i0": ("o2", "o1", "o0")}
    weights = {"i0": figure(1, 2), "i1": figure(1)}
    case = party_with(case, "b", Preference(weights=weights, option_rankings=ranked))
    found = robustness(case, effort=replace(SMALL, draws=100))
    assert found.open_figures == {"a": 2 + 1 + 2 + 1, "b": 1 + 1 + 2}
    assert found.rounded == ()
    assert any("with the same chance" in said for said in found.conventions)
    assert found.conventions[-1] == "Gains start at: reserved."
    assert any("No preferences are stated for c" in said for said in found.could_not)
    assert any("No reservation is stated for b" in said for said in found.could_not)


def test_settlements_are_shares_of_the_draws_with_a_deal() -> None:
    preference = Preference(
        option_rankings={"i0": ("o0", "o1", "o2")},
    )
    case = party_with(case_of([3], {"a": None}), "a", preference)
    found = robustness(case, effort=SMALL)
    assert found.settlements is not None
    assert found.settlements["nash"] == {
        "i0": {"o0": Share(2_000, 2_000), "o1": Share(0, 2_000), "o2": Share(0, 2_000)}
    }


# ---------------------------------------------------------------- candidates against exact frontiers


def test_candidates_from_every_frontier_find_what_exact_frontiers_do() -> None:
    case = dense_case(3, sizes=[3, 3, 3], parties=3, lines=2)
    own = case.parties[1]
    case = party_with(case, own.id, own.preference, figure(0, 3))
    generous = Effort(draws=60, frontiers=40, best=100, checks=20, importance=0)
    check = robustness(case, effort=generous).check
    assert check is not None
    assert {concept: share.value for concept, share in check.same.items()} == dict.fromkeys(check.same, 1.0)
    assert (check.mean_shortfall, check.worst_shortfall, check.left_out) == (0.0, 0.0, 0)


def test_where_red_lines_alone_are_open_each_combination_gives_its_frontier_once() -> None:
    case = dense_case(3, sizes=[3, 3, 3], parties=3, lines=2)
    found = robustness(case, effort=Effort(draws=500, frontiers=100, best=1, importance=0))
    with_deal = [one for one in found.combinations if one.deals]
    assert found.candidates.frontiers == len(with_deal) > 1
    assert found.check is None
    assert found.candidates.covered == found.deal.count


def test_candidates_that_are_too_few_are_found_out() -> None:
    preference = Preference()
    case = case_of([4, 4, 4], {"a": None, "b": None}, reservations={"a": 0, "b": 0})
    for party, order in (("a", 1), ("b", -1)):
        ranked = tuple(f"o{number}" for number in range(4))[::order]
        own = replace(preference, option_rankings={f"i{number}": ranked for number in range(3)})
        case = party_with(case, party, own, figure(0))
    check = robustness(case, effort=Effort(draws=60, frontiers=1, best=1, checks=50, importance=0)).check
    assert check is not None
    assert check.same["nash"].draws == 50
    assert check.same["nash"].value < 0.5
    assert 0.0 < check.mean_shortfall <= check.worst_shortfall <= 1.0


def test_frontiers_past_a_cap_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    case = dense_case(3, sizes=[3, 3, 3, 3], parties=3, lines=2, highest=50)
    own = case.parties[1]
    case = party_with(case, own.id, own.preference, figure(0, 100))
    effort = Effort(draws=60, frontiers=20, checks=30, importance=0)
    whole = robustness(case, effort=effort)
    assert (whole.candidates.rounded, whole.candidates.without) == (0, 0)
    assert whole.check is not None
    monkeypatch.setattr(frontiers, "POINT_CAP", 9)
    found = robustness(case, effort=effort)
    assert found.candidates.rounded + found.candidates.without > 0
    assert any("frontiers were" in said for said in found.could_not)
    assert found.check is not None
    checked = found.check.same["nash"].draws
    assert checked < whole.check.same["nash"].draws <= checked + found.check.left_out


# ---------------------------------------------------------------- seeds and workers


def told(found: Robustness) -> list[object]:
    """All of a result, byte for byte."""
    counts = found.candidates
    arrays = [counts.choices.tobytes(), counts.accepted.tobytes(), counts.agreed.tobytes()]
    arrays += [selected.tobytes() for selected in (counts.selected or {}).values()]
    plain = [found.deal, found.undecided, found.ruled_out, found.combinations, found.packages,
             found.settlements, found.check, found.importance, found.could_not]  # fmt: skip
    return [*arrays, *map(repr, plain)]


@pytest.fixture(scope="module")
def open_case_of_three() -> Case:
    case = dense_case(7, sizes=[3, 3, 2], parties=3, lines=3, generous=0.5)
    issues = issues_of([3, 3, 2], [party.id for party in case.parties])
    ranked = Preference(
        issue_ranking=tuple(issue.id for issue in issues), option_rankings={"i0": ("o1", "o0", "o2")}
    )
    return party_with(case, "p0", ranked, figure(Fraction(1, 5), Fraction(3, 5)))


EFFORT = Effort(draws=1_100, frontiers=30, best=3, checks=15, importance=300, resamples=50)


def pool(workers: int) -> Executor:
    if workers == 2:
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    return ThreadPoolExecutor(workers)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_same_seed_gives_the_same_bytes_on_any_workers(workers: int, open_case_of_three: Case) -> None:
    alone = robustness(open_case_of_three, effort=EFFORT, seed=3)
    with pool(workers) as executor:
        together = robustness(open_case_of_three, effort=EFFORT, seed=3, executor=executor)
    assert told(alone) == told(together)


def test_another_seed_gives_other_draws(open_case_of_three: Case) -> None:
    one, two = (robustness(open_case_of_three, effort=EFFORT, seed=seed) for seed in (3, 4))
    assert told(one) != told(two)
    assert abs(one.deal.value - two.deal.value) < 5 * (one.deal.standard_error + two.deal.standard_error)


# ---------------------------------------------------------------- a case to read


TERRITORY = ("russia-keeps-territory", "ukraine-no-surrender")


def test_the_case_of_march_2025(root: Path) -> None:
    case = open_case(root / "cases" / "ukraine-2025-03")
    effort = Effort(draws=1_000, frontiers=20, best=5, checks=10, importance=200, resamples=100)
    found = robustness(case, effort=effort, seed=1)
    held = {line.id: float(line.held.middle) for line in case.red_lines}
    together = held[TERRITORY[0]] * held[TERRITORY[1]]
    assert far(found.deal, 1 - together) < 3
    assert (found.undecided, found.ruled_out) == (0, 1_000 - found.deal.count)
    assert found.importance[0].groups is not None
    first, second, *rest = found.importance[0].groups
    assert {first.place, second.place} == {f"red_lines.{name}" for name in TERRITORY}
    assert all(group.index.total.value == 0 for group in rest)
    assert found.check is not None


# ---------------------------------------------------------------- caps


def test_selections_need_to_know_where_gains_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object, **__: object) -> None:
        raise DiagramTooLargeError(1)

    case = case_of([3], {"a": [[0, 2, 3]], "b": [[3, 2, 0]]}, reservations={"a": figure(0, 4)})
    whole = robustness(case, effort=replace(SMALL, checks=5))
    monkeypatch.setattr(bounds, "diagram_with", too_large)
    found = robustness(case, effort=replace(SMALL, checks=5))
    assert (found.candidates.selected, found.settlements, found.check) == (None, None, None)
    assert {one.selected for one in found.packages} == {None}
    assert any("where gains start" in said for said in found.could_not)
    assert found.candidates.agreed.tolist() == whole.candidates.agreed.tolist()
    assert found.deal == whole.deal


def test_without_diagrams_named_packages_are_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of([2, 2], {"a": None, "b": None}, rules=["i0 = o0 or i1 = o0"])
    case = party_with(case, "a", Preference(option_rankings={"i0": ("o0", "o1")}), figure(0, 1))
    monkeypatch.setattr(deals, "STATE_CAP", 0)
    found = robustness(case, effort=replace(SMALL, draws=100, frontiers=10, checks=10))
    assert (found.candidates.frontiers, found.candidates.without) == (0, 10)
    assert len(found.candidates) == sum(bool(one.names) for one in found.packages)
    assert found.check is None
    assert [said for said in found.could_not if "frontier" in said]
    assert found.deal.count + found.undecided == 100
