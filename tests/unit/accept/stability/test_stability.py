"""Stability of small conflicts whose answers can be read off, and the reasons given for them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from detente.accept.stability import EXTENSIONS, Reason, Step, reasons, stability
from detente.accept.stability.concepts import Extension, StabilityConcept
from detente.case.graph import ConflictGraph
from detente.case.graph_build import both_ways, conflict_graph
from detente.errors import UnknownNameError


def chain(*, second: list[Any] | None = None, escape: bool = False) -> ConflictGraph:
    """A may cheat on a deal; B may answer with war, from which A may sue for peace."""
    moves = {"A": [("deal", "cheat")], "B": [("cheat", "war")]}
    if escape:
        moves["A"].append(("war", "peace"))
    return conflict_graph(
        ["deal", "cheat", "war", "peace"],
        moves=moves,
        rankings={"A": ["peace", "cheat", "deal", "war"], "B": second or ["peace", "deal", "war", "cheat"]},
    )


def holding(graph: ConflictGraph, **given: Any) -> set[str]:  # noqa: ANN401 - options are passed on
    return {concept for concept, who in stability(graph, **given).holds_for("deal").items() if "A" in who}


def test_a_credible_answer_deters_under_all_but_nash() -> None:
    assert holding(chain()) == {"gmr", "smr", "seq", "sseq"}


def test_an_answer_that_hurts_who_gives_it_is_not_credible() -> None:
    assert holding(chain(second=["peace", "deal", "cheat", "war"])) == {"gmr", "smr"}


def test_a_tie_is_no_improvement_so_the_answer_is_not_credible() -> None:
    assert holding(chain(second=["peace", "deal", ["cheat", "war"]])) == {"gmr", "smr"}


def test_an_answer_that_can_be_escaped_deters_under_gmr_and_seq_only() -> None:
    assert holding(chain(escape=True)) == {"gmr", "seq"}
    assert holding(chain(second=["peace", "deal", "cheat", "war"], escape=True)) == {"gmr"}


def test_an_answer_that_leads_back_is_a_sanction() -> None:
    graph = conflict_graph(
        ["deal", "cheat"],
        moves={"A": [("deal", "cheat")], "B": [("cheat", "deal")]},
        rankings={"A": ["cheat", "deal"], "B": ["deal", "cheat"]},
    )
    # From the deal A could cheat again: the sanction is not final.
    assert holding(graph) == {"gmr", "seq"}


@pytest.mark.parametrize(
    ("extension", "stable"),
    [("a", set()), ("b", {"nash", "gmr", "smr", "seq", "sseq"}),
     ("c", {"gmr", "smr", "seq", "sseq"}), ("d", {"nash", "gmr", "smr", "seq", "sseq"})],
)  # fmt: skip
def test_what_is_unknown_may_tempt_and_may_deter(extension: Extension, stable: set[str]) -> None:
    """A does not know what cheating or war are worth against the deal."""
    graph = conflict_graph(
        ["deal", "cheat", "war"],
        moves={"A": [("deal", "cheat")], "B": [("cheat", "war")]},
        rankings={"A": ["deal"], "B": ["deal", "war", "cheat"]},
    )
    assert holding(graph, extension=extension) == stable
    assert stability(graph, extension=extension).extension_matters


@pytest.mark.parametrize(
    ("extension", "stable"), [("a", set()), ("b", set()), ("c", {"smr"}), ("d", {"smr"})]
)
def test_an_unknown_escape_counts_where_the_unknown_does_not_deter(
    extension: Extension, stable: set[str]
) -> None:
    graph = conflict_graph(
        ["deal", "cheat", "war", "limbo"],
        moves={"A": [("deal", "cheat"), ("war", "limbo")], "B": [("cheat", "war")]},
        rankings={"A": ["cheat", "deal", "war"], "B": ["deal", "war", "cheat"]},
    )
    assert holding(graph, extension=extension) & {"smr"} == stable
    assert "gmr" in holding(graph, extension=extension)


def three(second_likes_ruin: bool) -> ConflictGraph:
    """Only B and C together can undo A's gain: B moves, then C."""
    likes = ["ruin", "strike", "cheat", "deal"] if second_likes_ruin else ["cheat", "strike", "ruin", "deal"]
    return conflict_graph(
        ["deal", "cheat", "strike", "ruin"],
        moves={"A": [("deal", "cheat")], "B": [("cheat", "strike")], "C": [("strike", "ruin")]},
        rankings={
            "A": ["strike", "cheat", "deal", "ruin"],
            "B": likes,
            "C": ["ruin", "strike", "cheat", "deal"],
        },
    )


def test_opponents_who_move_in_turn_deter_what_none_of_them_deters_alone() -> None:
    assert holding(three(second_likes_ruin=True)) == {"gmr", "smr", "seq", "sseq"}
    assert holding(three(second_likes_ruin=False)) == {"gmr", "smr"}
    assert holding(three(second_likes_ruin=True), sanctions="single-moves") == set()


def test_nobody_moves_twice_in_a_row() -> None:
    """B alone would need two moves in a row; once C can move between them, the sanction is there."""
    moves = {
        "A": [("deal", "cheat")],
        "B": [("cheat", "strike"), ("strike", "ruin"), ("pause", "ruin")],
        "C": [],
    }
    rankings = {"A": ["strike", "pause", "cheat", "deal", "ruin"]}
    states = ["deal", "cheat", "strike", "pause", "ruin"]
    assert "gmr" not in holding(conflict_graph(states, moves=moves, rankings=rankings))
    between = moves | {"C": [("strike", "pause")]}
    assert "gmr" in holding(conflict_graph(states, moves=between, rankings=rankings))


def test_reasons_name_the_move_and_the_answer_step_by_step() -> None:
    (reason,) = reasons(three(second_likes_ruin=True), "deal", "A", "seq")
    assert reason == Reason(
        improvement="cheat",
        known=True,
        reply=(Step(maker="B", state="strike"), Step(maker="C", state="ruin")),
    )
    assert reason.is_deterred
    (bare,) = reasons(three(second_likes_ruin=True), "deal", "A", "seq", sanctions="single-moves")
    assert not bare.is_deterred
    assert reasons(three(second_likes_ruin=True), "ruin", "A", "nash") == ()


def test_a_longer_answer_is_found_past_a_quarrel_that_goes_in_circles() -> None:
    """B and C push to and fro between cheating and strike; ruin is two more turns away."""
    graph = conflict_graph(
        ["deal", "cheat", "strike", "ruin"],
        moves={
            "A": [("deal", "cheat")],
            "B": both_ways([("cheat", "strike")]),
            "C": [*both_ways([("cheat", "strike")]), ("strike", "ruin")],
        },
        rankings={"A": ["strike", "cheat", "deal", "ruin"]},
    )
    (reason,) = reasons(graph, "deal", "A", "gmr")
    assert [step.state for step in reason.reply] == ["strike", "ruin"]


def test_nash_looks_at_no_answer() -> None:
    (reason,) = reasons(chain(), "deal", "A", "nash")
    assert reason == Reason(improvement="cheat", known=True, reply=())


def test_one_decision_maker_alone_is_deterred_by_nothing() -> None:
    graph = conflict_graph(["a", "b"], moves={"A": [("a", "b")]}, rankings={"A": ["b", "a"]})
    result = stability(graph)
    assert all(result.equilibria(concept) == ("b",) for concept in result.stable)


def test_a_result_says_by_which_definitions_it_was_found() -> None:
    assert stability(chain()).method == "A reply is one move of the other decision maker."
    graph = three(second_likes_ruin=True)
    assert stability(graph).method == (
        "Opponents reply by any sequence of moves in which nobody moves twice in a row."
    )
    unsure = conflict_graph(["x", "y"], moves={"A": [("x", "y")], "B": [], "C": []})
    said = {name: stability(unsure, sanctions="single-moves", extension=name).method for name in EXTENSIONS}
    start = "One opponent replies, by one move. What is unknown"
    assert said == {
        "a": f"{start} tempts and does not deter (extension a).",
        "b": f"{start} does not tempt and does not deter (extension b).",
        "c": f"{start} tempts and deters (extension c).",
        "d": f"{start} does not tempt and deters (extension d).",
    }


def test_unknown_names_are_refused_with_the_nearest() -> None:
    graph = chain()
    with pytest.raises(UnknownNameError, match=r"no sanctions 'single-move'\. Try: 'single-moves'"):
        stability(graph, sanctions=cast("Any", "single-move"))
    with pytest.raises(UnknownNameError, match=r"no extension 'e'\. Try: one of a, b, c, d"):
        stability(graph, extension=cast("Any", "e"))
    with pytest.raises(UnknownNameError, match=r"no state 'wor'\. Try: 'war'"):
        stability(graph).holds_for("wor")
    with pytest.raises(UnknownNameError) as caught:
        reasons(graph, "deel", "Z", cast("StabilityConcept", "sequ"))
    assert [fault.message for fault in caught.value.faults] == [
        "no state 'deel'", "no decision maker 'Z'", "no concept 'sequ'",
    ]  # fmt: skip
    assert EXTENSIONS == ("a", "b", "c", "d")
