"""Agreement spaces by hand: constant and inert lines, settled issues, giving way, standing, caps."""

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.accept import space as space_module
from detente.accept.answer import count_all, solve
from detente.accept.blockers import blockers, openings
from detente.accept.budget import BudgetSpentError
from detente.accept.encoding import PackageSolver
from detente.accept.frontier import pareto_frontier
from detente.accept.problem import problem_of
from detente.accept.space import agreement_space, relax, standing
from detente.case.model import Case, Like, Status
from detente.errors import InputError, UnknownNameError
from tests.small_cases import case_of, figure, issues_of, red_line

SILENT = {"north": None, "south": None}
CONFLICT = [("north", "i0 = o0"), ("south", "i0 = o1")]


def with_status(case: Case, number: int, agreed: str) -> Case:
    """The case with one issue agreed."""
    issues = [
        replace(issue, status=Status.AGREED, agreed=agreed) if place == number else issue
        for place, issue in enumerate(case.issues)
    ]
    return replace(case, issues=tuple(issues))


def consented_by(case: Case, number: int, *parties: str) -> Case:
    """The case with one issue on which only these parties have a say."""
    issues = [
        replace(issue, consent=parties) if place == number else issue
        for place, issue in enumerate(case.issues)
    ]
    return replace(case, issues=tuple(issues))


# ---------------------------------------------------------------- lines that say nothing, or too much


@pytest.mark.parametrize("rule", ["i0 = o0 and i0 = o1", "not i0 in {o0, o1, o2}", "i0 = o0 and not i0 = o0"])
def test_a_red_line_that_no_package_meets_closes_the_space(rule: str) -> None:
    case = case_of([3, 2], SILENT, lines=[("north", rule), ("south", "i1 = o0")])
    space = agreement_space(case)
    assert space.feasible is False
    assert count_all(space).within_red_lines == 0
    assert [own.red_lines for own in blockers(space)] == [("line-0",)]
    assert [own.red_lines for own in openings(space)] == [("line-0",)]


def test_a_red_line_that_every_package_meets_changes_nothing() -> None:
    case = case_of([3, 2], SILENT, lines=[("north", "i0 = o0 or not i0 = o0"), ("south", "i1 = o0")])
    space = agreement_space(case)
    assert count_all(space).within_red_lines == 3
    assert list(blockers(space)) == []


def test_a_line_on_issues_that_its_party_has_no_say_on_does_not_bind() -> None:
    case = consented_by(case_of([2, 2], SILENT, lines=CONFLICT), 0, "south")
    space = agreement_space(case)
    assert [line.id for line in space.lines] == ["line-1"]
    assert space.feasible


def test_structural_rules_that_exclude_each_other_have_one_empty_blocker() -> None:
    case = case_of([2, 2], SILENT, rules=["i0 = o0", "i0 = o1"], lines=[("north", "i1 = o0")])
    space = agreement_space(case)
    assert space.feasible is False
    assert [len(own) for own in blockers(space)] == [0]
    assert list(openings(space)) == []
    assert blockers(space).complete
    assert openings(space).complete
    counts = count_all(space)
    assert (counts.total, counts.within_rules, counts.within_red_lines, counts.feasible) == (4, 0, 0, 0)


def test_an_agreed_option_against_a_structural_rule_leaves_nothing() -> None:
    case = with_status(case_of([2, 2], SILENT, rules=["i0 = o0"]), 0, "o1")
    space = agreement_space(case)
    assert space.feasible is False
    assert [len(own) for own in blockers(space)] == [0]
    assert standing(space, {"i0": "o0", "i1": "o0"}).rules == ("agreed:i0",)
    assert standing(space, {"i0": "o1", "i1": "o0"}).rules == ("rule-0",)


def test_what_is_agreed_stands_in_every_package() -> None:
    space = agreement_space(with_status(case_of([3, 2], SILENT), 0, "o2"))
    assert count_all(space).within_rules == 2
    assert space.example is not None
    assert space.example["i0"] == "o2"


def test_an_issue_with_one_option_and_a_single_party() -> None:
    space = agreement_space(case_of([1], {"alone": [[5]]}, reservations={"alone": 5}))
    assert space.example == {"i0": "o0"}
    assert count_all(space).feasible == 1
    frontier = pareto_frontier(space)
    assert frontier is not None
    assert [point.ties for point in frontier] == [1]


def test_parties_without_preferences_have_neither_utility_nor_reservation() -> None:
    case = case_of([2], {"north": None, "south": [[1, 0]]}, reservations={"north": 1, "south": 1})
    space = agreement_space(case)
    assert space.reserved == ("south",)
    assert space.problem.silent == ("north",)
    assert space.example == {"i0": "o0"}


def test_without_any_preference_there_is_no_frontier() -> None:
    assert pareto_frontier(agreement_space(case_of([2, 2], SILENT))) is None


def test_no_issue_at_all_is_one_package_that_settles_nothing() -> None:
    answer = solve(case_of([], {"north": [], "south": []}, reservations={"north": 0}))
    assert answer.space.example == {}
    assert answer.counts.total == answer.counts.feasible == 1


# ---------------------------------------------------------------- reservations


def test_a_reservation_that_no_package_reaches_is_a_blocker_of_its_own() -> None:
    tables = {"north": [[1, 2], [0, 1]], "south": [[2, 1], [1, 0]]}
    space = agreement_space(case_of([2, 2], tables, reservations={"north": 4, "south": 0}))
    assert [(own.red_lines, own.reservations) for own in blockers(space)] == [((), ("north",))]
    assert [(own.red_lines, own.reservations) for own in openings(space)] == [((), ("north",))]


def test_a_reservation_at_the_least_binds_nobody_and_at_the_most_leaves_the_best() -> None:
    tables = {"north": [[1, 2, 2], [0, 1, 1]]}
    for tenths, expected in [(10, 9), (20, 8), (30, 4), (31, 0)]:
        floors = {"north": Fraction(tenths, 10)}
        space = agreement_space(case_of([3, 3], tables, reservations=floors))
        assert count_all(space).feasible == expected
        assert space.feasible == bool(expected)


def test_a_reservation_like_a_package_counts_what_interactions_add_to_it() -> None:
    like = Like(package={"i0": "o0", "i1": "o1"})
    case = case_of(
        [2, 2],
        {"north": [[2, 1], [0, 1]]},
        reservations={"north": like},
        interactions={"north": {"i0 = o0 and i1 = o1": -3}},
    )
    (utility,) = problem_of(case).utilities
    assert utility.reservation is not None
    assert utility.exact(utility.reservation) == 0
    assert count_all(agreement_space(case)).feasible == 4


def test_an_interval_reservation_is_in_force_at_its_middle() -> None:
    space = agreement_space(case_of([3], {"north": [[0, 1, 2]]}, reservations={"north": figure(0, 3)}))
    assert space.example == {"i0": "o2"}
    assert count_all(space).feasible == 1


# ---------------------------------------------------------------- giving way


def three_lines() -> Case:
    issues = issues_of([4], ["north", "south"])
    case = case_of([4], SILENT)
    fallback = ["i0 in {o0, o1}", "i0 in {o0, o1, o2}"]
    lines = (
        red_line(issues, "first", "north", "i0 = o0", fallback=fallback),
        red_line(issues, "second", "south", "i0 in {o2, o3}"),
    )
    return replace(case, red_lines=lines)


def test_a_line_may_fall_back_instead_of_going() -> None:
    space = agreement_space(three_lines())
    assert space.feasible is False
    assert relax(space, "first").feasible
    assert relax(space, "first", to={"first": 0}).feasible is False
    assert relax(space, "first", to={"first": 1}).example == {"i0": "o2"}
    weaker = relax(space, "first", to={"first": 0})
    assert relax(weaker, "first", to={"first": 0}).example == {"i0": "o2"}
    with pytest.raises(InputError, match="no fallback number 1"):
        relax(weaker, "first", to={"first": 1})


def test_giving_way_names_what_is_unknown_and_a_way_out() -> None:
    floors = {"south": 1}
    space = agreement_space(case_of([2], {"north": [[0, 1]], "south": [[1, 0]]}, reservations=floors))
    with pytest.raises(UnknownNameError, match=r"no reservation 'west'\. Try: one of south"):
        relax(space, reservations=["west"])
    with pytest.raises(UnknownNameError, match="no red line 'soft'"):
        relax(space, "soft")
    lined = agreement_space(three_lines())
    with pytest.raises(UnknownNameError, match=r"no red line 'frist'\. Try: 'first'"):
        relax(lined, "frist")
    with pytest.raises(UnknownNameError, match="no red line among those given up 'second'"):
        relax(lined, "first", to={"second": 0})
    with pytest.raises(InputError, match=r"no fallback number -1\. Try: 0 to 1"):
        relax(lined, "first", to={"first": -1})
    with pytest.raises(InputError, match="red line 'second' has no fallback number 0"):
        relax(lined, "second", to={"second": 0})


def test_what_was_given_up_is_not_given_up_again() -> None:
    space = relax(agreement_space(three_lines()), "first")
    with pytest.raises(UnknownNameError):
        relax(space, "first")


def test_standing_wants_one_option_for_each_issue_and_names_all_faults_at_once() -> None:
    space = agreement_space(case_of([2, 2], SILENT))
    with pytest.raises(InputError) as caught:
        standing(space, {"i0": "o5", "road": "open"})
    messages = [fault.message for fault in caught.value.faults]
    assert messages == [
        "no issue 'road'",
        "issue 'i0' has no option 'o5'",
        "the package says nothing on 'i1'",
    ]


# ---------------------------------------------------------------- caps


def test_past_the_cap_clauses_decide_about_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space_module, "STATE_CAP", 1)
    open_case = case_of([2, 2], SILENT, lines=[("north", "i0 = o0 -> i1 = o1")])
    space = agreement_space(open_case)
    assert space.diagram is None
    assert space.feasible
    assert space.example is not None
    assert standing(space, space.example).inside
    assert pareto_frontier(space) is None
    counts = count_all(space)
    assert (counts.within_red_lines, counts.feasible) == (None, None)
    differ = [
        ("north", f"i{one} = o{option} -> i{other} = o{1 - option}")
        for one, other in [(0, 1), (1, 2), (0, 2)]
        for option in (0, 1)
    ]
    closed = agreement_space(case_of([2, 2, 2], SILENT, lines=differ))
    assert closed.diagram is not None
    assert closed.diagram.is_empty
    assert closed.feasible is False
    assert (count_all(closed).within_red_lines, count_all(closed).feasible) == (0, 0)


def test_where_clauses_do_not_tell_in_time_a_diagram_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def spent(*_: object) -> None:
        raise BudgetSpentError

    monkeypatch.setattr(PackageSolver, "package", spent)
    case = case_of([2, 2], SILENT, lines=[("north", "i0 = o0 -> i1 = o1"), ("south", "i0 = o0")])
    assert agreement_space(case).example == {"i0": "o0", "i1": "o1"}
    monkeypatch.setattr(space_module, "STATE_CAP", 1)
    assert agreement_space(case).feasible is None


def test_past_the_cap_reservations_are_left_undecided_unless_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space_module, "STATE_CAP", 1)
    lines = [("north", "i0 = o0 -> i1 = o1")]
    tables = {"north": [[0, 0], [0, 0]], "south": None}
    met = agreement_space(case_of([2, 2], tables, lines=lines, reservations={"north": 0}))
    assert met.feasible
    unmet = agreement_space(case_of([2, 2], tables, lines=lines, reservations={"north": 1}))
    assert unmet.feasible is None
    assert unmet.example is None


def test_past_the_cap_on_sums_the_verdict_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    north = [[0, 1, 5], [0, 2, 7], [0, 3, 11]]
    tables = {"north": north, "south": [row[::-1] for row in north]}
    case = case_of([3, 3, 3], tables, reservations={"north": 12, "south": 11})
    assert agreement_space(case).feasible
    monkeypatch.setattr(space_module, "ROW_CAP", 1)
    space = agreement_space(case)
    assert space.feasible is None
    assert space.diagram is not None
