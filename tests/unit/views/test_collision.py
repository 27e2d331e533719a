"""Why the demands of a blocker collide, against brute force."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from detente.accept.answer import solve
from detente.accept.blockers import Blocker, blockers
from detente.accept.space import agreement_space
from detente.case.folder import build_case
from detente.case.formula import All, holds, scope
from detente.case.model import Case
from detente.views.collision import Mark, collision_of, narrow
from tests.bundled import bundled
from tests.strategies import LINES_ONLY, cases

SMALL = replace(LINES_ONLY, issues=(1, 4), options=(2, 3), red_lines=(1, 5), structural=(0, 2))


def blockers_of(case: Case) -> tuple[Blocker, ...]:
    return blockers(agreement_space(case)).sets


def test_two_lines_on_one_matter_meet_on_every_issue_of_it() -> None:
    case = bundled("ukraine-2025-03")
    (blocker,) = blockers_of(case)
    collision = collision_of(case, blocker)
    assert [line.id for line in collision.lines] == ["russia-keeps-territory", "ukraine-no-surrender"]
    assert collision.steps == ()
    names = [[case.issues[number].id for number in meeting.issues] for meeting in collision.meetings]
    assert names == [
        ["control-crimea", "control-sevastopol"],
        ["control-kherson", "control-zaporizhzhia", "control-donetsk", "control-luhansk"],
    ]
    refused, kept = Mark.REFUSES, Mark.KEEPS
    assert collision.meetings[0].marks == ((refused, kept), (kept, refused))
    assert all(meeting.closed for meeting in collision.meetings)


def test_a_chain_is_told_step_by_step_with_the_rules_that_it_needs() -> None:
    case = bundled("ukraine-2025-03", "analyst")
    chain = next(known for known in blockers_of(case) if "russia-june-2024-terms" in known.red_lines)
    collision = collision_of(case, chain)
    assert [step.line or step.rule for step in collision.steps] == [
        "ukraine-no-surrender",
        "united-states-no-membership",
        "russia-june-2024-terms",
        "ukraine-guarantees-need-force",
        "nato-states-after-the-end",
    ]
    assert collision.steps[-1].leaves == ()
    marks = {mark for meeting in collision.meetings for row in meeting.marks for mark in row}
    assert Mark.DEPENDS in marks


def test_what_is_settled_is_a_step_where_the_collision_needs_it() -> None:
    issues = {
        "well": {"title": "Well", "options": {"a": "A", "b": "B"}, "status": "agreed", "agreed": "a"},
        "road": {"title": "Road", "options": {"a": "A", "b": "B"}},
    }
    lines = [
        {"id": "one", "party": "p", "rule": "well = a -> road = a", "why": "x"},
        {"id": "two", "party": "q", "rule": "well = a -> road = b", "why": "x"},
    ]
    parties = {"p": {"title": "P"}, "q": {"title": "Q"}}
    case = build_case(
        {"format": 1, "case": {"title": "T"}, "parties": parties, "issues": issues, "red_lines": lines}
    )
    (blocker,) = blockers_of(case)
    steps = collision_of(case, blocker).steps
    assert [step.settled or step.line for step in steps] == ["well", "one", "two"]


def test_reservations_are_named_without_steps() -> None:
    parties = {
        name: {"title": name, "reservation": 1, "weights": {"i": 1}, "values": {"i": values}}
        for name, values in (("p", {"a": 1, "b": 0}), ("q", {"a": 0, "b": 1}))
    }
    issues = {"i": {"title": "I", "options": {"a": "A", "b": "B"}}}
    case = build_case({"format": 1, "case": {"title": "T"}, "parties": parties, "issues": issues})
    (blocker,) = solve(case).blockers
    collision = collision_of(case, blocker)
    assert (collision.lines, collision.reservations, collision.meetings) == ((), ("p", "q"), ())


@given(cases(SMALL))
@settings(max_examples=150)
def test_narrowing_loses_no_package_and_marks_say_what_brute_force_says(case: Case) -> None:
    sizes = [len(issue.options) for issue in case.issues]
    packages = list(product(*map(range, sizes)))
    for line in case.red_lines:
        kept = [package for package in packages if holds(line.formula, package)]
        box = narrow(line.formula, {})
        assert (box is None) <= (not kept)
        for package in kept:
            assert box is not None
            assert all(mask >> package[issue] & 1 for issue, mask in box.items())
    for blocker in blockers_of(case):
        collision = collision_of(case, blocker)
        for meeting in collision.meetings:
            for issue in meeting.issues:
                for option, marks in enumerate(meeting.marks):
                    for line, mark in zip(collision.lines, marks, strict=True):
                        left = [p for p in packages if p[issue] == option and holds(line.formula, p)]
                        assert mark is not Mark.REFUSES or not left
                        assert (mark is Mark.SILENT) == (issue not in scope(line.formula))
            if meeting.closed:
                assert all(Mark.REFUSES in row for row in meeting.marks)


@given(cases(SMALL))
@settings(max_examples=100)
def test_steps_are_true_one_after_the_other(case: Case) -> None:
    sizes = [len(issue.options) for issue in case.issues]
    packages = list(product(*map(range, sizes)))
    formulas = {line.id: line.formula for line in case.red_lines}
    formulas |= {rule.id: rule.formula for rule in case.structural}
    for blocker in blockers_of(case):
        left = packages
        for step in collision_of(case, blocker).steps:
            left = [package for package in left if holds(formulas[step.line or step.rule], package)]
            for issue, mask in step.leaves:
                assert all(mask >> package[issue] & 1 for package in left)
        if collision_of(case, blocker).steps:
            assert left == []


def test_a_contradiction_that_narrowing_cannot_see_has_no_steps() -> None:
    issues = {name: {"title": name, "options": {"a": "A", "b": "B"}} for name in ("x", "y")}
    rules = ["x = a or y = a", "x = a or y = b", "x = b or y = a", "x = b or y = b"]
    lines = [
        {"id": f"l{number}", "party": "p", "rule": rule, "why": "x"} for number, rule in enumerate(rules)
    ]
    parties = {"p": {"title": "P"}}
    case = build_case(
        {"format": 1, "case": {"title": "T"}, "parties": parties, "issues": issues, "red_lines": lines}
    )
    (blocker,) = blockers_of(case)
    collision = collision_of(case, blocker)
    assert len(collision.lines) == 4
    assert collision.steps == ()
    assert narrow(All(tuple(line.formula for line in collision.lines)), {}) == {}


@pytest.mark.parametrize("overlays", [(), ("six-lines",)])
def test_every_collision_of_the_market_is_explained(overlays: tuple[str, ...]) -> None:
    case = bundled("sunday-market", *overlays)
    for blocker in blockers_of(case):
        collision = collision_of(case, blocker)
        assert collision.steps or any(meeting.closed for meeting in collision.meetings)
