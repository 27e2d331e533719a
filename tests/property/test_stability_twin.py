"""Stability against a twin written from the definitions, and what holds between the concepts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.stability import EXTENSIONS, SANCTIONS, STABILITY_CONCEPTS, reasons, stability
from detente.accept.stability.bits import closure, members_of
from detente.accept.stability.concepts import Extension, StabilityConcept
from detente.accept.stability.replies import Sanctions
from detente.case.graph_build import conflict_graph
from tests.graph_strategies import GraphWords, graph_words


class Twin:
    """The definitions, word for word, on names and plain sets."""

    def __init__(self, words: GraphWords, sanctions: Sanctions, extension: Extension) -> None:
        self.words, self.sanctions, self.extension = words, sanctions, extension

    def order(self, maker: str, one: str, other: str) -> str:
        """One of ``>``, ``<``, ``=`` and ``?``."""
        level = {s: n for n, group in enumerate(self.words.ranked[maker]) for s in group}
        if one == other:
            return "="
        if one in level and other in level:
            return "=" if level[one] == level[other] else ">" if level[one] < level[other] else "<"
        alike = {
            state: [s for s in level if s in level and level.get(state) == level[s]] or [state]
            for state in (one, other)
        }
        for better, worse in product(alike[one], alike[other]):
            if (better, worse) in self.words.prefers[maker]:
                return ">"
            if (worse, better) in self.words.prefers[maker]:
                return "<"
        return "?"

    def reach(self, maker: str, state: str) -> set[str]:
        return {end for start, end in self.words.moves[maker] if start == state}

    def improvements(self, maker: str, state: str, orders: str) -> set[str]:
        return {end for end in self.reach(maker, state) if self.order(maker, end, state) in orders}

    def step(self, maker: str, state: str, *, credible: bool) -> set[str]:
        return self.improvements(maker, state, ">?") if credible else self.reach(maker, state)

    def replies(self, focal: str, state: str, *, credible: bool) -> set[str]:
        others = [maker for maker in self.words.moves if maker != focal]
        found = {(m, end) for m in others for end in self.step(m, state, credible=credible)}
        while self.sanctions == "legal-sequences":
            longer = {
                (mover, end)
                for last, here in found
                for mover in others
                if mover != last
                for end in self.step(mover, here, credible=credible)
            }
            if longer <= found:
                break
            found |= longer
        return {end for _, end in found} - {state}

    def deters(self, focal: str, state: str, reply: str, *, final: bool) -> bool:
        at_most = "<=" if self.extension in "ab" else "<=?"
        return self.order(focal, reply, state) in at_most and not (
            final and any(self.order(focal, end, state) not in at_most for end in self.reach(focal, reply))
        )

    def is_stable(self, focal: str, state: str, concept: StabilityConcept) -> bool:
        tempting = ">?" if self.extension in "ac" else ">"
        credible, final = concept in ("seq", "sseq"), concept in ("smr", "sseq")
        return all(
            concept != "nash"
            and any(
                self.deters(focal, state, reply, final=final)
                for reply in self.replies(focal, move, credible=credible)
            )
            for move in self.improvements(focal, state, tempting)
        )


@given(graph_words(), st.sampled_from(SANCTIONS), st.sampled_from(EXTENSIONS))
@settings(max_examples=400)
def test_stable_states_are_those_of_the_definitions(
    words: GraphWords, sanctions: Sanctions, extension: Extension
) -> None:
    twin = Twin(words, sanctions, extension)
    result = stability(words.graph, sanctions=sanctions, extension=extension)
    for concept in STABILITY_CONCEPTS:
        for maker in words.moves:
            expected = tuple(state for state in words.states if twin.is_stable(maker, state, concept))
            assert result.stable[concept][maker] == expected
        assert result.equilibria(concept) == tuple(
            state
            for state in words.states
            if all(twin.is_stable(maker, state, concept) for maker in words.moves)
        )


@given(
    graph_words(states=(2, 6)),
    st.sampled_from(SANCTIONS),
    st.sampled_from(EXTENSIONS),
    st.sampled_from(STABILITY_CONCEPTS),
)
def test_reasons_are_legal_replies_that_deter(
    words: GraphWords, sanctions: Sanctions, extension: Extension, concept: StabilityConcept
) -> None:
    twin = Twin(words, sanctions, extension)
    credible, final = concept in ("seq", "sseq"), concept in ("smr", "sseq")
    result = stability(words.graph, sanctions=sanctions, extension=extension)
    for maker, state in product(words.moves, words.states):
        found = reasons(words.graph, state, maker, concept, sanctions=sanctions, extension=extension)
        tempting = ">?" if extension in "ac" else ">"
        assert {reason.improvement for reason in found} == twin.improvements(maker, state, tempting)
        stable = state in result.stable[concept][maker]
        assert stable == all(reason.is_deterred for reason in found)
        for reason in found:
            assert reason.known == (twin.order(maker, reason.improvement, state) == ">")
            here, last = reason.improvement, maker
            for step in reason.reply:
                assert step.maker not in {last, maker}
                assert step.state in twin.step(step.maker, here, credible=credible)
                here, last = step.state, step.maker
            if reason.reply:
                assert twin.deters(maker, state, here, final=final)
                assert len(reason.reply) == 1 or sanctions == "legal-sequences"


@given(graph_words(), st.sampled_from(SANCTIONS), st.sampled_from(EXTENSIONS))
def test_the_concepts_imply_one_another(
    words: GraphWords, sanctions: Sanctions, extension: Extension
) -> None:
    """Nash within SSEQ, SSEQ within SMR and SEQ, both within GMR."""
    result = stability(words.graph, sanctions=sanctions, extension=extension)
    for maker in words.moves:
        rows = {concept: set(result.stable[concept][maker]) for concept in STABILITY_CONCEPTS}
        assert rows["nash"] <= rows["sseq"] <= rows["smr"] & rows["seq"]
        assert rows["smr"] | rows["seq"] <= rows["gmr"]


@given(graph_words(), st.sampled_from(SANCTIONS))
def test_a_is_the_strictest_extension_and_d_the_weakest(words: GraphWords, sanctions: Sanctions) -> None:
    results = {
        extension: stability(words.graph, sanctions=sanctions, extension=extension).stable
        for extension in EXTENSIONS
    }
    for concept, maker in product(STABILITY_CONCEPTS, words.moves):
        rows = {extension: set(results[extension][concept][maker]) for extension in EXTENSIONS}
        assert rows["a"] <= rows["b"] & rows["c"]
        assert rows["b"] | rows["c"] <= rows["d"]


@given(graph_words(known=True), st.sampled_from(SANCTIONS))
def test_without_unknown_pairs_the_extensions_agree(words: GraphWords, sanctions: Sanctions) -> None:
    results = [stability(words.graph, sanctions=sanctions, extension=extension) for extension in EXTENSIONS]
    assert not results[0].extension_matters
    assert all(result.stable == results[0].stable for result in results)


@given(graph_words(makers=(1, 2)))
def test_with_two_decision_makers_the_sanctions_agree(words: GraphWords) -> None:
    sequences, singles = (stability(words.graph, sanctions=sanctions) for sanctions in SANCTIONS)
    assert sequences.stable == singles.stable


@given(graph_words(makers=(3, 4), known=True))
def test_sequences_deter_at_least_what_single_moves_deter(words: GraphWords) -> None:
    sequences, singles = (stability(words.graph, sanctions=sanctions) for sanctions in SANCTIONS)
    for concept, maker in product(STABILITY_CONCEPTS, words.moves):
        assert set(singles.stable[concept][maker]) <= set(sequences.stable[concept][maker])


def completions(words: GraphWords) -> Iterator[GraphWords]:
    """All ways to fill in the unknown pairs of the words, each as preferred one way, the other, or a tie."""
    twin = Twin(words, "single-moves", "a")
    pairs = [
        (maker, one, other)
        for maker in words.moves
        for number, one in enumerate(words.states)
        for other in words.states[number + 1 :]
        if twin.order(maker, one, other) == "?"
    ]
    for filled in product((1, -1), repeat=len(pairs)):
        prefers = {maker: list(said) for maker, said in words.prefers.items()}
        for (maker, one, other), sign in zip(pairs, filled, strict=True):
            prefers[maker].append((one, other) if sign > 0 else (other, one))
        yield GraphWords(states=words.states, moves=words.moves, ranked=words.ranked, prefers=prefers)


@st.composite
def little_unknown(draw: st.DrawFn) -> GraphWords:
    """Few states without ties, so that single comparisons can be filled in one by one."""
    words = draw(graph_words(states=(2, 3), makers=(1, 3)))
    single = {maker: [group[:1] for group in ranked] for maker, ranked in words.ranked.items()}
    return GraphWords(states=words.states, moves=words.moves, ranked=single, prefers={m: [] for m in single})


@given(little_unknown(), st.sampled_from(SANCTIONS))
@settings(max_examples=60)
def test_extensions_bound_what_holds_whatever_the_truth(words: GraphWords, sanctions: Sanctions) -> None:
    """Stable under a: in every completion, for Nash, GMR and SMR. Stable in a completion: under d."""
    strict, weak = (stability(words.graph, sanctions=sanctions, extension=name).stable for name in ("a", "d"))
    rows = [stability(filled.graph, sanctions=sanctions).stable for filled in completions(words)]
    for maker in words.moves:
        for concept in STABILITY_CONCEPTS:
            always = set.intersection(*(set(row[concept][maker]) for row in rows))
            ever = set.union(*(set(row[concept][maker]) for row in rows))
            if concept == "nash":
                assert set(strict[concept][maker]) == always
                assert set(weak[concept][maker]) == ever
            elif concept in ("gmr", "smr"):
                assert set(strict[concept][maker]) <= always
            assert ever <= set(weak[concept][maker])


def test_seq_under_a_is_no_guarantee() -> None:
    """The reply that deters in SEQ_a may be no improvement for who makes it, once that is known."""
    moves = {"A": [("deal", "cheat")], "B": [("cheat", "war")]}
    rankings = {"A": ["cheat", "deal", "war"], "B": ["deal", "war"]}
    unsure = conflict_graph(["deal", "cheat", "war"], moves=moves, rankings=rankings)
    rankings["B"] = ["deal", "cheat", "war"]
    sure = conflict_graph(["deal", "cheat", "war"], moves=moves, rankings=rankings)
    assert "deal" in stability(unsure, extension="a").equilibria("seq")
    assert "deal" not in stability(sure).equilibria("seq")


@given(st.integers(0, 9).flatmap(lambda n: st.lists(st.integers(0, 2**n - 1), min_size=n, max_size=n)))
def test_closure_is_what_can_be_walked_to(arcs: list[int]) -> None:
    for start, found in enumerate(closure(arcs)):
        walked: set[int] = set()
        edge = set(members_of(arcs[start]))
        while edge:
            walked |= edge
            edge = {end for node in edge for end in members_of(arcs[node])} - walked
        assert set(members_of(found)) == walked


@pytest.mark.parametrize("concept", STABILITY_CONCEPTS)
def test_a_ring_that_takes_a_thousand_turns_is_closed(concept: StabilityConcept) -> None:
    """Two opponents who push on by turns reach every state of a ring; alone each of them is stuck."""
    count = 1000
    states = [str(number) for number in range(count)]
    ring = [(states[number], states[(number + 1) % count]) for number in range(count)]
    graph = conflict_graph(
        states,
        moves={"walker": ring, "even": ring[::2], "odd": ring[1::2]},
        rankings={"walker": states[::-1], "even": [states], "odd": [states]},
    )
    together = stability(graph, sanctions="legal-sequences").stable[concept]["walker"]
    alone = stability(graph, sanctions="single-moves").stable[concept]["walker"]
    expected = {"nash": 1, "gmr": count, "smr": count - 1, "seq": 1, "sseq": 1}
    assert len(together) == expected[concept]
    assert len(alone) == {"nash": 1, "gmr": 2, "smr": 2, "seq": 1, "sseq": 1}[concept]
