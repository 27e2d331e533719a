"""Answers as JSON, CSV and text: whatever the case, they agree with what was computed."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.answer import Answer, Ends, solve
from detente.accept.blockers import Blockers, Openings
from detente.accept.space import agreement_space
from detente.case.folder import build_case
from detente.case.model import Case
from detente.views.edition import edition_of
from detente.views.finding import finding
from detente.views.method import SOUGHT_AMONG, method_of
from detente.views.page import page_lines, printable
from detente.views.solve_csv import solve_csv
from detente.views.solve_json import solve_json
from detente.views.solve_text import solve_page
from tests.contracts import assert_follows
from tests.strategies import EVERYTHING, POINT, cases

ANY = replace(EVERYTHING, parties=(1, 3), red_lines=(0, 4), issues=(1, 4))
BITS = 17


def found(answer: Answer) -> tuple[str, ...]:
    return finding(edition_of(answer), answer)


def told(answer: Answer) -> str:
    return " ".join(" ".join(page_lines(solve_page(answer), width=100)).split())


def opposed(bits: int) -> Case:
    """A zero-sum game: every one of its 2 ** bits packages is efficient."""
    weights = {f"i{number}": 2**number for number in range(bits)}
    parties = {
        name: {
            "title": name,
            "scale": "as-written",
            "reservation": 0,
            "weights": weights,
            "values": {issue: {"a": value, "b": 1 - value} for issue in weights},
        }
        for name, value in (("p", 1), ("q", 0))
    }
    issues = {issue: {"title": issue, "options": {"a": "A", "b": "B"}} for issue in weights}
    return build_case({"format": 1, "case": {"title": "Opposed"}, "issues": issues, "parties": parties})


@given(cases(ANY))
@settings(max_examples=60)
def test_every_answer_can_be_told(case: Case) -> None:
    answer = solve(case)
    text = "".join(solve_json(answer))
    shape = json.loads(text)
    assert_follows(shape, "solve")
    assert text == "".join(solve_json(answer))
    assert 1 <= len(found(answer)) <= 3
    page = told(answer)
    assert page.isprintable()
    for sentence in answer.could_not:
        assert printable(sentence) in page
    rows = list(csv.DictReader(solve_csv(answer)))
    assert len(rows) == len(shape["frontier"]["points"]) == (shape["frontier"]["size"] or 0)


@given(cases(POINT))
@settings(max_examples=60)
def test_floats_are_the_nearest_to_what_was_computed(case: Case) -> None:
    answer = solve(case)
    shape = json.loads("".join(solve_json(answer)))
    points = list(answer.frontier or ())
    for known, point in zip(points, shape["frontier"]["points"], strict=True):
        assert point["package"] == known.package
        assert point["utility"] == {party: float(value) for party, value in known.utility.items()}
        assert point["ties"] == known.ties
    for concept, solution in answer.solutions.items():
        gains = [{party: float(value) for party, value in known.gain.items()} for known in solution.points]
        assert [point["gain"] for point in shape["solutions"][concept]] == gains
    for way, opening in zip(answer.ways, shape["openings"]["sets"], strict=False):
        for party, cost in way.cost.items():
            gain = None if cost.gain is None else float(cost.gain)
            assert opening["cost"][party]["gain"] == gain
            assert [opening["cost"][party][name] for name in ("absolute", "strong", "stated")] == [
                *cost.lines.values()
            ]


def test_no_point_of_a_long_frontier_is_left_out() -> None:
    answer = solve(opposed(BITS))
    assert answer.frontier is not None
    chunks = solve_json(answer)
    assert isinstance(chunks, Iterator)
    points = json.loads("".join(chunks))["frontier"]["points"]
    assert [point["utility"]["p"] for point in points] == [float(worth) for worth in reversed(range(2**BITS))]
    assert sum(1 for _ in solve_csv(answer)) == 1 + 2**BITS


def test_a_grid_is_declared_with_its_error() -> None:
    answer = solve(opposed(10), cap=100)
    shape = json.loads("".join(solve_json(answer)))
    assert_follows(shape, "solve")
    frontier = shape["frontier"]
    assert frontier["exact"] is False
    assert frontier["grid"] == answer.frontier.grid if answer.frontier else False
    assert set(frontier["error"]) == {"p", "q"}
    assert all(point["ties"] is None for point in frontier["points"])
    assert f"rounded to a grid of {frontier['grid']} steps" in told(answer)
    assert "On a grid of" in shape["method"]["frontier"]
    assert next(iter(csv.DictReader(solve_csv(answer))))["ties"] == ""


# ---------------------------------------------------------------- findings, one for each verdict


def ford(*rules: str, reservation: tuple[object, ...] = (), structural: str = "") -> Answer:
    """Two parties with opposed wishes about a ford, and red lines of the first."""
    parties: dict[str, object] = {}
    for name, (best, worst) in (("up", ("open", "shut")), ("down", ("shut", "open"))):
        party: dict[str, object] = {
            "title": name.capitalize(),
            "ranking": {"options": {"ford": [best, worst]}},
        }
        if reservation:
            party["reservation"] = reservation[len(parties)]
        parties[name] = party
    lines = [
        {"id": f"l{number}", "party": "up", "rule": rule, "strength": "stated", "why": "w"}
        for number, rule in enumerate(rules)
    ]
    document: dict[str, object] = {
        "format": 1,
        "case": {"title": "A ford"},
        "issues": {"ford": {"title": "The ford", "options": {"open": "Open", "shut": "Shut"}}},
        "parties": parties,
        "red_lines": lines,
        "structural": [{"id": "s", "rule": structural, "why": "w"}] if structural else [],
    }
    return solve(build_case(document))


NONE = "No deal is possible as things stand: "
ONE = "the one package within the structural rules"
BOTH_LINES = f"{NONE}none of the 2 packages within the structural rules keeps both red lines."
WORSE_OFF = f"{NONE}each of the 2 packages within the structural rules leaves some party worse off than"
KEPT_AND_WORSE_OFF = f"{NONE}the one package that keeps every red line leaves some party worse off than"


@pytest.mark.parametrize(
    ("answer", "starts"),
    [
        (ford(), ("A deal is possible: 2 of the 2 packages ", "Two outcomes ", "The greatest product of")),
        (ford("ford = open"), ("A deal is possible: 1 of the 2 packages within", "One outcome ")),
        (ford("ford = open", "ford = shut"), (BOTH_LINES, "One thing collides: ", "Either of these would")),
        (ford(reservation=(1, 1)), (WORSE_OFF, "One thing collides: ", "Either of these would")),
        (ford("ford = shut", reservation=(1, 0)), (KEPT_AND_WORSE_OFF, "One thing collides: ")),
        (
            ford(structural="ford = open"),
            (f"A deal is possible: {ONE} keep",),
        ),
        (ford("ford = shut", structural="ford = open"), (f"{NONE}{ONE} does not keep the one red line.",)),
        (
            ford("ford = shut", "ford = shut", structural="ford = open"),
            (f"{NONE}{ONE} does not keep both red",),
        ),
        (
            ford(structural="ford = open", reservation=(1, 1)),
            (f"{NONE}the one package within the structural",),
        ),
        (ford(structural="ford = open and ford = shut"), ("The structural rules alone exclude every",)),
    ],
)
def test_the_finding_follows_the_verdict(answer: Answer, starts: tuple[str, ...]) -> None:
    sentences = found(answer)
    for sentence, start in zip(sentences, starts, strict=False):
        assert sentence.startswith(start)
    assert len(sentences) >= len(starts)


def test_what_the_ends_of_reservations_change_is_said() -> None:
    ends = Ends(low=True, high=False)
    high = found(replace(ford(), ends=ends))[0]
    assert high.endswith("; at the high ends of the reservations there is none.")
    low = found(replace(ford(reservation=(1, 1)), ends=ends))[0]
    assert low.endswith("than without a deal; at the low ends of the reservations there is one.")
    for answer in (ford(), ford(reservation=(1, 1))):
        known = replace(answer, ends=ends)
        assert " ends of " not in finding(edition_of(known, public=True), known)[0]


def test_what_was_not_decided_or_is_not_complete_is_said() -> None:
    answer = ford("ford = open", "ford = shut")
    undecided = replace(answer, space=replace(answer.space, feasible=None))
    assert found(undecided) == ("Whether a deal is possible was not decided: a cap on work was reached.",)
    cut = replace(
        answer,
        blockers=Blockers(sets=answer.blockers.sets * 7, complete=False, calls=1),
        openings=Openings(sets=answer.openings.sets * 7, complete=False, calls=1),
    )
    page = told(cut)
    assert page.count("The list is not complete: a cap on work was reached.") == 2
    assert "2 more: see --json." in page
    assert "At least seven things collide; the smallest: " in page
    assert "; or twelve other ways." in page
    assert "not counted before any rule" not in page


def test_a_space_too_coupled_for_counts_is_told_as_far_as_it_goes() -> None:
    answer = ford("ford = open", "ford = shut")
    counts = replace(answer.counts, within_rules=None, within_red_lines=None)
    assert (
        "no package within the structural rules keeps both red lines"
        in found(replace(answer, counts=counts))[0]
    )
    feasible = ford("ford = open")
    counts = replace(feasible.counts, feasible=None)
    first, second = found(replace(feasible, counts=counts, frontier=None, solutions={}))
    assert first == "A deal is possible: there are packages that keep every red line."
    assert second == "Which packages are efficient was not computed."


def test_efficient_packages_that_nobody_accepts_are_told_as_such() -> None:
    answer = ford("ford = open")
    none = {name: replace(known, points=(), ties=0) for name, known in answer.solutions.items()}
    assert len(found(replace(answer, solutions=none))) == 2
    assert "None of them gives each party at least its reservation." in told(replace(answer, solutions=none))


def test_ties_and_parties_without_a_say_are_told() -> None:
    answer = ford()
    tied = {name: replace(known, ties=3, dropped=("up",)) for name, known in answer.solutions.items()}
    page = told(replace(answer, solutions=tied))
    assert "; two other packages do as well." in page
    assert "Nash: 3 packages tie; the first is shown." in page
    assert "Kalai-Smorodinsky: without a say, as it can gain nothing: Up." in page


@given(st.data())
@settings(max_examples=20)
def test_agreement_spaces_and_findings_agree(data: st.DataObject) -> None:
    case = data.draw(cases(ANY))
    feasible = agreement_space(case).feasible
    first = found(solve(case))[0]
    assert first.startswith("A deal is possible") == bool(feasible)


# ---------------------------------------------------------------- counts


def test_counts_say_where_they_take_settled_issues_as_open() -> None:
    issue = {"title": "X", "options": {"a": "A", "b": "B", "c": "C"}}
    plain = {"format": 1, "case": {"title": "T"}, "parties": {"p": {"title": "P"}}}
    open_page = told(solve(build_case({**plain, "issues": {"x": issue, "y": issue}})))
    assert "9 before any rule 9 within the structural rules 9 and within the red lines" in open_page
    settled = {**issue, "status": "done", "agreed": "b"}
    page = told(solve(build_case({**plain, "issues": {"x": issue, "y": settled}})))
    assert "9 before any rule, with settled issues counted as open" in page
    assert "3 within the structural rules and what is settled" in page


# ---------------------------------------------------------------- what would help


def three(worth_of_c: object) -> Answer:
    """Three packages; ``c`` is beaten by ``a`` in the middle of its worth to the first party."""
    half = Decimal("0.5")
    values = (
        {"a": half, "b": Decimal("0.6"), "c": worth_of_c},
        {"a": [half, Decimal("0.9")], "b": half, "c": Decimal("0.69")},
    )
    parties = {
        name: {"title": name, "reservation": 0, "weights": {"x": 1}, "values": {"x": worth}}
        for name, worth in zip("pq", values, strict=True)
    }
    issues = {"x": {"title": "X", "options": {name: name for name in "abc"}}}
    return solve(build_case({"format": 1, "case": {"title": "T"}, "issues": issues, "parties": parties}))


def test_levers_are_sought_among_the_packages_efficient_at_the_centroids_and_that_is_said() -> None:
    answer = three([0, Decimal("0.9")])
    assert [package["x"] for package in answer.solutions["nash"].packages] == ["a"]
    assert [package["x"] for package in three(Decimal("0.9")).solutions["nash"].packages] == ["c"]
    assert [lever.place for lever in answer.levers] == ["parties.q.values.x.a"]
    assert SOUGHT_AMONG in told(answer)
    assert SOUGHT_AMONG in method_of(answer)["would_help"]
    assert SOUGHT_AMONG not in told(replace(answer, levers=()))
