"""Red lines beyond which their own party would still gain: by hand, and against every package tried."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given

from detente.accept import temptation
from detente.accept.diagram import DiagramTooLargeError
from detente.accept.problem import problem_of
from detente.accept.temptation import temptations
from detente.case.folder import build_case
from detente.case.formula import holds
from detente.case.model import Case
from tests.strategies import POINT, cases

LINED = replace(POINT, red_lines=(1, 4), reservations=("point", "like"))


def tried(case: Case) -> dict[str, Fraction]:
    """The same by trying every package."""
    problem = problem_of(case)
    own = {utility.party: utility for utility in problem.utilities}
    found: dict[str, Fraction] = {}
    for line in problem.lines:
        utility = own.get(line.party)
        if utility is None or utility.reservation is None:
            continue
        beyond = [
            utility.of(package)
            for package in product(*(range(size) for size in problem.sizes))
            if all(holds(rule, package) for rule in problem.rules) and not holds(line.formula, package)
        ]
        if beyond and max(beyond) > utility.reservation:
            found[line.id] = utility.exact(max(beyond))
    return found


@given(cases(LINED))
def test_it_is_what_trying_every_package_gives(case: Case) -> None:
    found = temptations(case)
    assert {item.line: item.best for item in found} == tried(case)
    problem = problem_of(case)
    own = {utility.party: utility for utility in problem.utilities}
    for item in found:
        package, utility = problem.numbers(item.package), own[item.party]
        assert utility.exact(utility.of(package)) == item.best > item.reservation
        assert not holds(problem.line(item.line).formula, package)
        assert all(holds(rule, package) for rule in problem.rules)


def ford(reservation: str, *, rule: str = "ford = open") -> Case:
    """One party, one line; beyond it the best package is worth 3/4: the toll weighs three times the ford."""
    up: dict[str, object] = {
        "title": "Upstream",
        "ranking": {
            "issues": ["toll", "ford"],
            "options": {"ford": ["open", "shut"], "toll": ["none", "some"]},
        },
    }
    if reservation:
        up["reservation"] = {"like": {"ford": "shut", "toll": reservation}}
    line = {"id": "up-open", "party": "up", "rule": rule, "strength": "strong", "why": "a test"}
    return build_case(
        {
            "format": 1,
            "case": {"title": "A ford"},
            "issues": {
                "ford": {"title": "The ford", "options": {"open": "Open", "shut": "Shut"}},
                "toll": {"title": "The toll", "options": {"none": "None", "some": "Some"}},
            },
            "parties": {"up": up},
            "red_lines": [line],
        }
    )


def test_the_best_package_beyond_the_line_is_named() -> None:
    (found,) = temptations(ford("some"))
    assert (found.line, found.party) == ("up-open", "up")
    assert (found.best, found.reservation) == (Fraction(3, 4), Fraction(0))
    assert found.package == {"ford": "shut", "toll": "none"}


def test_as_good_as_no_deal_is_no_temptation() -> None:
    assert temptations(ford("none")) == ()


def test_a_line_too_coupled_for_a_diagram_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise DiagramTooLargeError(1)

    monkeypatch.setattr(temptation, "diagram_with", too_large)
    assert temptations(ford("some")) == ()


def test_there_is_none_without_a_reservation_or_beyond_what_cannot_be_broken() -> None:
    assert temptations(ford("")) == ()
    assert temptations(ford("some", rule="ford in {open, shut}")) == ()
