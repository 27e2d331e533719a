"""A case's default graph: its states, who moves where, what is known of preferences, and what holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from detente.accept.problem import problem_of
from detente.accept.stability import (
    EXTENSIONS,
    NO_DEAL,
    STABILITY_CONCEPTS,
    case_graph,
    in_force,
    reasons,
    stability,
)
from detente.accept.stability.view import views_of
from detente.case.folder import build_case
from detente.case.graph import STATES_LIMIT, ConflictGraph
from detente.case.model import Case
from detente.errors import InputError

PACKAGES = [{"well": well, "road": road} for well, road in product(("shared", "north"), ("open", "shut"))]
FIRST, *_, LAST = PACKAGES

WORTH = {
    "north": {"well": {"shared": "0.5", "north": "1.0"}, "road": {"open": "1.0", "shut": "0.0"}},
    "south": {"well": {"shared": "1.0", "north": "0.0"}, "road": {"open": "0.5", "shut": "0.0"}},
    "east": {"well": {"shared": "1.0", "north": "0.0"}, "road": {"open": "1.0", "shut": "0.0"}},
}


def village(*, parties: int = 2, reservations: Mapping[str, str] | None = None, **parts: Any) -> Case:  # noqa: ANN401 - parts of a document
    """Two or three villages, a well and a road; north, south and east reserve 0.3 unless said otherwise."""
    named = list(WORTH)[:parties]
    reserved = dict.fromkeys(named, "0.3") if reservations is None else reservations
    given: dict[str, Any] = {
        party: {
            "title": party.capitalize(),
            "weights": {"well": 1, "road": 1},
            "values": {
                issue: {option: Decimal(value) for option, value in values.items()}
                for issue, values in WORTH[party].items()
            },
        }
        | ({"reservation": Decimal(reserved[party])} if party in reserved else {})
        for party in named
    }
    for party in parts.pop("silent", ()):
        given[party] = {"title": party.capitalize()}
    issues = {
        "well": {"title": "Well", "options": {"shared": "Shared", "north": "North's"}},
        "road": {"title": "Road", "options": {"open": "Open", "shut": "Shut"}},
    }
    for issue, more in parts.pop("issues", {}).items():
        issues[issue] |= more
    document = {"format": 1, "case": {"title": "Villages"}, "parties": given, "issues": issues}
    return build_case(document | parts)


def red_line(party: str, rule: str) -> dict[str, str]:
    return {"id": f"line-{party}", "party": party, "rule": rule, "strength": "absolute", "why": "a test"}


def arcs(graph: ConflictGraph) -> dict[str, list[tuple[str, str]]]:
    return {
        maker.id: [
            (graph.states[start].id, graph.states[end].id)
            for start, ends in enumerate(maker.moves)
            for end in ends
        ]
        for maker in graph.makers
    }


def order(graph: ConflictGraph, maker: str, one: str, other: str) -> str:
    """How a decision maker compares two states: ``>``, ``<``, ``=`` or ``?``."""
    names = [state.id for state in graph.states]
    view = dict(zip([known.id for known in graph.makers], views_of(graph), strict=True))[maker]
    first, second = names.index(one), names.index(other)
    if view.unknown[first] >> second & 1:
        return "?"
    return "<" if view.better[first] >> second & 1 else ">" if view.better[second] >> first & 1 else "="


def test_two_parties_and_one_package_make_seven_states() -> None:
    graph = case_graph(village(), [FIRST])
    assert {state.id: state.title for state in graph.states} == {
        "no-deal": "No deal",
        "p1:accepted:north": "Package 1, accepted by North",
        "p1:accepted:south": "Package 1, accepted by South",
        "p1": "Package 1 in force",
        "p1:broken:north": "Package 1, broken by North",
        "p1:broken:south": "Package 1, broken by South",
        "p1:broken:north,south": "Package 1, broken by North, South",
    }
    assert arcs(graph)["north"] == [
        ("no-deal", "p1:accepted:north"),
        ("p1:accepted:north", "no-deal"),
        ("p1:accepted:south", "p1"),
        ("p1", "p1:broken:north"),
        ("p1:broken:south", "p1:broken:north,south"),
    ]
    assert graph.notes == ("Package 1: well = shared; road = open.",)
    assert graph.title == "Villages"


def test_a_breach_can_be_made_reversible() -> None:
    forth = set(arcs(case_graph(village(), [FIRST]))["south"])
    back = set(arcs(case_graph(village(), [FIRST], breach="reversible"))["south"]) - forth
    assert back == {("p1:broken:south", "p1"), ("p1:broken:north,south", "p1:broken:north")}


@pytest.mark.parametrize(("parties", "packages"), [(1, 1), (2, 4), (3, 3)])
def test_the_number_of_states_is_as_said(parties: int, packages: int) -> None:
    graph = case_graph(village(parties=parties), PACKAGES[:packages])
    assert len(graph.states) == 1 + packages * (2 ** (parties + 1) - 2)
    assert len({state.id for state in graph.states}) == len(graph.states)


def test_no_party_moves_alone_from_no_deal_to_a_deal() -> None:
    graph = case_graph(village(parties=3), PACKAGES)
    for moves in arcs(graph).values():
        assert not any(start == NO_DEAL and end in {in_force(n) for n in range(1, 5)} for start, end in moves)


def test_each_move_changes_what_the_mover_has_done() -> None:
    """Accepting, taking back, breaking: its own name appears in the state or goes from it."""
    for maker, moves in arcs(case_graph(village(parties=3), PACKAGES[:2])).items():
        for start, end in moves:
            groups = [set(state.rpartition(":")[2].split(",")) for state in (start, end)]
            everybody = {"north", "south", "east"}
            accepted = [
                everybody if ":" not in state and state != NO_DEAL else group & everybody
                for state, group in zip((start, end), groups, strict=True)
            ]
            broken = [
                group if ":broken:" in state else set()
                for state, group in zip((start, end), groups, strict=True)
            ]
            changed = broken[0] ^ broken[1] if any(broken) else accepted[0] ^ accepted[1]
            assert changed == {maker}


def test_preferences_are_by_utility_and_reservation() -> None:
    """North: 0.75, 0.25, 1, 0.5 for the four packages; no deal 0.3."""
    graph = case_graph(village(), PACKAGES)
    assert [order(graph, "north", in_force(n), NO_DEAL) for n in (1, 2, 3, 4)] == [">", "<", ">", ">"]
    assert order(graph, "north", "p3", "p1") == ">"
    assert order(graph, "north", "p4", "p1") == "<"
    assert order(graph, "south", "p1", "p3") == ">"
    for maker in ("north", "south"):
        for state in ("p1:accepted:south", "p4:accepted:north", "p2:broken:north,south"):
            assert order(graph, maker, state, NO_DEAL) == "="
        assert {order(graph, maker, "p1:broken:north", state.id) for state in graph.states} == {"?", "="}


def test_a_package_worth_the_reservation_is_liked_like_no_deal() -> None:
    graph = case_graph(village(reservations={"north": "0.75", "south": "0.3"}), PACKAGES)
    assert order(graph, "north", "p1", NO_DEAL) == "="
    assert order(graph, "north", "p3", "p1") == ">"


def test_a_package_across_a_red_line_is_worth_less_than_no_deal() -> None:
    case = village(red_lines=[red_line("north", "road = shut")])
    graph = case_graph(case, PACKAGES)
    assert [order(graph, "north", in_force(n), NO_DEAL) for n in (1, 2, 3, 4)] == ["<", "<", "<", ">"]
    assert order(graph, "north", "p3", "p1") == ">"  # both crossed: by utility
    assert order(graph, "north", "p4", "p3") == ">"  # 0.5 within its lines against 1 across one
    assert order(graph, "south", "p1", NO_DEAL) == ">"


def test_a_silent_party_knows_nothing_but_its_red_lines() -> None:
    graph = case_graph(village(silent=("south",), red_lines=[red_line("south", "road = open")]), PACKAGES)
    assert [order(graph, "south", in_force(n), NO_DEAL) for n in (1, 2, 3, 4)] == ["?", "<", "?", "<"]
    assert {
        order(graph, "south", one, other) for one, other in (("p1", "p2"), ("p2", "p4"), ("p1", "p3"))
    } == {"?"}
    assert graph.notes[-1] == "Preferences of South are not stated: how it compares packages is unknown."


@pytest.mark.parametrize("rule", ["road = open", "road = shut", "well = shared"])
def test_without_a_reservation_what_is_known_holds_for_every_reservation(rule: str) -> None:
    """A comparison is known where it is the same for each value that the reservation may have."""
    lines = [red_line("north", rule)]
    open_graph = case_graph(village(reservations={"south": "0.3"}, red_lines=lines), PACKAGES)
    assert open_graph.notes[-1] == (
        "The reservation of North is not stated: how it compares packages with no deal is unknown."
    )
    graphs = [
        case_graph(village(reservations={"north": reserved, "south": "0.3"}, red_lines=lines), PACKAGES)
        for reserved in (f"{hundredths / 100}" for hundredths in range(0, 101, 5))
    ]
    names = [state.id for state in open_graph.states if ":" not in state.id]
    for one, other in product(names, names):
        said = {order(graph, "north", one, other) for graph in graphs}
        assert order(open_graph, "north", one, other) == (said.pop() if len(said) == 1 else "?")


def test_a_stated_gain_makes_breaking_alone_comparable() -> None:
    graph = case_graph(village(), PACKAGES, gains={"north": Fraction(1, 10)})
    assert order(graph, "north", "p1:broken:north", "p1") == ">"
    assert order(graph, "north", "p1:broken:north", "p3") == "<"  # 0.85 against 1
    assert order(graph, "north", "p1:broken:south", "p1") == "?"
    assert order(graph, "south", "p1:broken:north", "p1") == "?"
    loss = case_graph(village(), [FIRST], gains={"north": Fraction(-1, 2)})
    assert order(loss, "north", "p1:broken:north", "p1") == "<"
    assert order(loss, "north", "p1:broken:north", NO_DEAL) == "<"  # 0.25 against 0.3
    assert "north" in stability(loss).holds_for("p1")["nash"]


def test_a_deal_that_both_gain_from_is_held_by_what_follows_a_breach() -> None:
    """Package 1 beats no deal for both. Breaking it may tempt; the other's withdrawal ends it for both."""
    graph = case_graph(village(), [FIRST])
    both = ("north", "south")
    held = {name: stability(graph, extension=name).holds_for("p1") for name in EXTENSIONS}
    assert held["a"] == {"nash": ()} | dict.fromkeys(("gmr", "smr", "seq", "sseq"), both)
    assert held["c"] == held["a"]
    assert held["b"] == held["d"] == dict.fromkeys(STABILITY_CONCEPTS, both)
    (reason,) = reasons(graph, "p1", "north", "seq")
    assert not reason.known
    assert [(step.maker, step.state) for step in reason.reply] == [("south", "p1:broken:north,south")]


def test_a_deal_worse_than_none_deters_nobody() -> None:
    """Package 2 gives North 0.25, less than the 0.3 of no deal."""
    result = stability(case_graph(village(), [PACKAGES[1]]))
    assert all("north" not in who for who in result.holds_for("p1").values())
    assert result.equilibria("gmr") == (NO_DEAL, "p1:accepted:south", "p1:broken:north,south")


def test_the_last_to_accept_is_drawn_in_by_its_gain() -> None:
    """Whoever has yet to accept a deal that it gains from is not content before."""
    result = stability(case_graph(village(), [FIRST]), extension="d")
    assert "north" not in result.holds_for("p1:accepted:south")["nash"]
    assert result.holds_for(NO_DEAL)["nash"] == ("north", "south")


def test_with_three_parties_one_withdrawal_alone_is_not_known_to_deter() -> None:
    """All have to leave before a broken deal is known to be worth no deal: two replies, not one."""
    graph = case_graph(village(parties=3), [FIRST])
    together = stability(graph, sanctions="legal-sequences")
    alone = stability(graph, sanctions="single-moves")
    assert together.holds_for("p1")["gmr"] == ("north", "south", "east")
    assert alone.holds_for("p1")["gmr"] == ()
    lenient = stability(graph, sanctions="single-moves", extension="c")
    assert lenient.holds_for("p1")["gmr"] == ("north", "south", "east")


def test_who_has_no_say_makes_no_move() -> None:
    issues = {issue: {"consent": ["north", "south"]} for issue in ("well", "road")}
    graph = case_graph(village(parties=3, issues=issues), [FIRST])
    assert [maker.id for maker in graph.makers] == ["north", "south"]
    assert graph.notes[-1] == "East has no say in any open issue and makes no move."


def test_consent_to_what_is_settled_is_given_already() -> None:
    issues: dict[str, dict[str, object]] = {
        "well": {"consent": ["north", "south"], "status": "agreed", "agreed": "shared"},
        "road": {"consent": ["south"]},
    }
    graph = case_graph(village(issues=issues), [FIRST])
    assert [maker.id for maker in graph.makers] == ["south"]
    assert arcs(graph)["south"] == [("no-deal", "p1"), ("p1", "p1:broken:south")]
    issues["road"] |= {"status": "done", "agreed": "open"}
    assert len(case_graph(village(issues=issues), [FIRST]).makers) == 2


def test_a_problem_serves_as_well_as_a_case() -> None:
    assert case_graph(problem_of(village()), [FIRST]) == case_graph(village(), [FIRST])


def test_all_that_is_wrong_with_the_packages_is_named_at_once() -> None:
    structural = [{"id": "no-shut-share", "rule": "well = shared -> road = open", "why": "a test"}]
    issues = {"road": {"status": "agreed", "agreed": "open"}}
    case = village(issues=issues, structural=structural)
    packages = [
        {"well": "shered", "road": "open"},
        {"well": "shared"},
        {"well": "shared", "road": "shut", "bridge": "open"},
        {"well": "shared", "road": "shut"},
        FIRST,
        dict(FIRST),
    ]
    with pytest.raises(InputError) as caught:
        case_graph(case, packages, gains={"nord": Fraction(1)})
    assert [(fault.place, fault.message) for fault in caught.value.faults] == [
        ("gains", "no signatory 'nord'"),
        ("package 1: well", "issue 'well' has no option 'shered'"),
        ("package 2: road", "the package says nothing on 'road'"),
        ("package 3: bridge", "no issue 'bridge'"),
        ("package 4", "breaks the structural rule 'no-shut-share' (well = shared -> road = open)"),
        ("package 4", "'road' is agreed: open"),
        ("package 6", "stands twice"),
    ]
    assert all(fault.hint for fault in caught.value.faults)


def test_no_package_and_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="no package"):
        case_graph(village(), [])
    nobody = replace(village(), issues=tuple(replace(issue, consent=()) for issue in village().issues))
    with pytest.raises(InputError, match="no issue needs anybody's consent"):
        case_graph(nobody, [FIRST])
    with pytest.raises(InputError, match=f"for at most {STATES_LIMIT} states"):
        case_graph(village(parties=3), [FIRST] * 300)
