"""Published conflicts and what is known of their equilibria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from detente.accept.stability import SANCTIONS, STABILITY_CONCEPTS, stability
from detente.accept.stability.replies import Sanctions
from detente.case.graph import ConflictGraph
from detente.case.graph_build import both_ways, conflict_graph
from detente.case.option_form import option_graph
from tests.known_conflicts import CUBA, GARRISON, SYRIA_IRAQ
from tests.known_conflicts import ELMIRA as ELMIRA_FORM


def two_by_two(rankings: Mapping[str, Sequence[str]]) -> ConflictGraph:
    """A game of two who cooperate (C) or defect (D); the first letter is A's."""
    return conflict_graph(
        ["CC", "CD", "DC", "DD"],
        moves={
            "A": both_ways([("CC", "DC"), ("CD", "DD")]),
            "B": both_ways([("CC", "CD"), ("DC", "DD")]),
        },
        rankings=rankings,
    )


def equilibria(graph: ConflictGraph, sanctions: Sanctions = "legal-sequences") -> dict[str, list[str]]:
    result = stability(graph, sanctions=sanctions)
    return {concept: list(result.equilibria(concept)) for concept in STABILITY_CONCEPTS}


PRISONERS = {"A": ["DC", "CC", "DD", "CD"], "B": ["CD", "CC", "DD", "DC"]}
CHICKEN = {"A": ["DC", "CC", "CD", "DD"], "B": ["CD", "CC", "DC", "DD"]}
STAG_HUNT = {"A": ["CC", "DC", "DD", "CD"], "B": ["CC", "CD", "DD", "DC"]}


@pytest.mark.parametrize(
    ("rankings", "nash", "others"),
    [
        (PRISONERS, ["DD"], {"gmr": ["CC", "DD"], "smr": ["CC", "DD"], "seq": ["CC", "DD"]}),
        (
            CHICKEN,
            ["CD", "DC"],
            {"gmr": ["CC", "CD", "DC"], "smr": ["CC", "CD", "DC"], "seq": ["CD", "DC"]},
        ),
        (STAG_HUNT, ["CC", "DD"], {concept: ["CC", "DD"] for concept in ("gmr", "smr", "seq")}),
    ],
    ids=["prisoners", "chicken", "stag-hunt"],
)
def test_two_by_two_games(
    rankings: Mapping[str, Sequence[str]], nash: list[str], others: dict[str, list[str]]
) -> None:
    found = equilibria(two_by_two(rankings))
    assert found["nash"] == nash
    assert {concept: found[concept] for concept in others} == others


def test_in_chicken_the_deterrent_of_cooperation_is_not_credible() -> None:
    """Retaliation makes CC stable under GMR and SMR; it leads to what both like least, so not under SEQ."""
    result = stability(two_by_two(CHICKEN))
    assert result.holds_for("CC") == {"nash": (), "gmr": ("A", "B"), "smr": ("A", "B"), "seq": (), "sseq": ()}


# The Elmira groundwater conflict, as in Xu's program of 2007. States 1 to 8 by Modify (N, Y), then Delay or
# Accept, then Insist (N, Y), the first changing fastest; 9 is Abandon.
ELMIRA_MOVES = {
    "ministry": [("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")],
    "uniroyal": [("1", "3"), ("2", "4"), ("5", "7"), ("6", "8"), *((state, "9") for state in "12345678")],
    "local-government": both_ways([("1", "5"), ("2", "6"), ("3", "7"), ("4", "8")]),
}
ELMIRA_RANKINGS = {
    "ministry": list("734851269"),
    "uniroyal": list("148593726"),
    "local-government": list("735186429"),
}
ELMIRA = {
    "nash": ["5", "8", "9"],
    "gmr": ["1", "4", "5", "8", "9"],
    "smr": ["1", "4", "5", "8", "9"],
    "seq": ["5", "8", "9"],
}


@pytest.mark.parametrize("sanctions", SANCTIONS)
def test_elmira(sanctions: Sanctions) -> None:
    graph = conflict_graph(list("123456789"), moves=ELMIRA_MOVES, rankings=ELMIRA_RANKINGS)
    found = equilibria(graph, sanctions)
    assert {concept: found[concept] for concept in ELMIRA} == ELMIRA
    assert found["sseq"] == ["5", "8", "9"]


def test_elmira_in_option_form() -> None:
    """As gmcr-py has it (0.3.6): the state of Abandon comes in four versions, of which nobody prefers any."""
    graph = option_graph(ELMIRA_FORM)
    assert [maker.id for maker in graph.makers] == ["ministry", "uniroyal", "local-government"]
    # Which of the nine states each of the twelve is.
    nine = dict(zip((state.id for state in graph.states), "123499567899", strict=True))
    for concept, found in equilibria(graph).items():
        expected = ELMIRA.get(concept, ["5", "8", "9"])
        assert sorted({nine[state] for state in found}) == expected
        assert all(state in found for state, number in nine.items() if number in expected)


def test_syria_and_iraq_1975() -> None:
    """The Euphrates in 1975, as gmcr-py has it with its stored answers."""
    graph = option_graph(SYRIA_IRAQ)
    assert [state.id for state in graph.states] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    found = equilibria(graph)
    assert found["gmr"] == ["NNN", "NYY"]
    assert found["nash"] == found["smr"] == found["seq"] == found["sseq"] == ["NYY"]


def test_cuban_missile_crisis() -> None:
    """As gmcr-py has it; an air strike cannot be taken back."""
    graph = option_graph(CUBA)
    best_first = [graph.states[group[0]].id for group in graph.makers[0].preference.groups]
    assert best_first == [
        "NNYN",
        "NYYN",
        "YNYN",
        "YYYN",
        "NYNN",
        "YNNN",
        "YYNN",
        "NNNN",
        "YYNY",
        "YNNY",
        "NYNY",
        "NNNY",
    ]
    found = equilibria(graph)
    assert found["nash"] == ["YNYN"]
    assert found["gmr"] == found["smr"] == ["NNNN", "YNNN", "NYNN", "NNYN", "YNYN", "NYYN", "YYYN"]
    assert found["seq"] == ["NNYN", "YNYN", "NYYN"]


def test_garrison_diversion_depends_on_the_sanctions() -> None:
    """As gmcr-py has it. Its stored answers are by single moves; by sequences three more are stable."""
    graph = option_graph(GARRISON)
    assert len(graph.states) == 23
    number = {state.id: place for place, state in enumerate(graph.states)}
    single, together = (
        {
            concept: {number[state] for state in found}
            for concept, found in equilibria(graph, sanctions).items()
        }
        for sanctions in reversed(SANCTIONS)
    )
    assert single["nash"] == single["seq"] == {1, 2, 10, 16, 17, 20, 21}
    assert single["gmr"] == single["smr"] == single["nash"] | {7, 12, 13, 14, 18}
    assert together["nash"] == together["seq"] == single["nash"]
    assert together["gmr"] == together["smr"] == single["gmr"] | {3, 5, 9}
