"""On random conflict graphs: all reasons at once are the reasons one by one, and every view says the same."""

from __future__ import annotations

import csv
import io
import json
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.stability import EXTENSIONS, SANCTIONS, STABILITY_CONCEPTS, examine, reasons
from detente.accept.stability.concepts import Extension
from detente.accept.stability.leaving import leavings
from detente.accept.stability.replies import Sanctions
from detente.accept.stability.view import views_of
from detente.case.graph import ConflictGraph
from detente.views.page import page_lines
from detente.views.stable_csv import stable_csv
from detente.views.stable_graph import irreversible_moves, move_counts, unknown_pairs
from detente.views.stable_json import stable_json
from detente.views.stable_text import stable_page
from tests.graph_strategies import GraphWords, graph_words

RULES = st.tuples(st.sampled_from(SANCTIONS), st.sampled_from(EXTENSIONS))


@given(graph_words(states=(1, 6)), RULES)
@settings(max_examples=80)
def test_all_reasons_at_once_are_those_one_by_one(
    words: GraphWords, rules: tuple[Sanctions, Extension]
) -> None:
    graph, (sanctions, extension) = words.graph, rules
    examined = examine(graph, sanctions=sanctions, extension=extension)
    found = leavings(examined.result, words.states)
    for state in words.states:
        for maker in words.moves:
            own = [leaving for leaving in found[state] if leaving.maker == maker]
            for concept in STABILITY_CONCEPTS[1:]:
                one_by_one = reasons(graph, state, maker, concept, sanctions=sanctions, extension=extension)
                assert [(one.to, one.known, one.replies[concept]) for one in own] == [
                    (reason.improvement, reason.known, reason.reply) for reason in one_by_one
                ]
            stable = examined.result.holds_for(state)
            assert (maker in stable["nash"]) is not bool(own)
            for concept in STABILITY_CONCEPTS[1:]:
                assert (maker in stable[concept]) is all(one.replies[concept] for one in own)


@given(graph_words(), RULES)
def test_the_table_the_json_and_the_page_say_the_same(
    words: GraphWords, rules: tuple[Sanctions, Extension]
) -> None:
    examined = examine(words.graph, sanctions=rules[0], extension=rules[1])
    printed = json.loads("".join(stable_json(examined, file={"path": "x", "digest": "y"})))
    rows = list(csv.DictReader(io.StringIO("".join(stable_csv(examined.result)))))
    assert len(rows) == len(words.states) * len(words.moves)
    by_id = {state["id"]: state for state in printed["states"]}
    for row in rows:
        state = by_id[row["state"]]
        assert [name for name in row["equilibrium"].split(";") if name] == state["equilibrium"]
        for concept in STABILITY_CONCEPTS:
            assert (row[concept] == "true") is (row["decision_maker"] in state["stable"][concept])
            assert (concept in state["equilibrium"]) is (state["id"] in printed["equilibria"][concept])
    page = "\n".join(page_lines(stable_page(examined, why=words.states[0]), width=100))
    assert "To bear in mind" in page
    assert (printed["other_sanctions"] is None) is (len(words.moves) < 3)
    assert ("By the other definition" in page) is (len(words.moves) > 2)


@given(graph_words())
def test_moves_and_unknown_pairs_are_counted_as_they_are(words: GraphWords) -> None:
    graph = words.graph
    one_way = [
        (maker, start, end)
        for maker, arcs in words.moves.items()
        for start, end in sorted(set(arcs))
        if (end, start) not in arcs
    ]
    assert sorted(irreversible_moves(graph)) == sorted(one_way)
    assert [moves for moves, _ in move_counts(graph)] == [len(set(arcs)) for arcs in words.moves.values()]
    assert sum(found for _, found in move_counts(graph)) == len(one_way)
    assert [unknown_pairs(maker.preference) for maker in graph.makers] == _unknown(graph)


def _unknown(graph: ConflictGraph) -> list[int]:
    """Pairs that each decision maker does not compare, counted one by one."""
    pairs = list(combinations(range(len(graph.states)), 2))
    return [sum(view.unknown[one] >> other & 1 for one, other in pairs) for view in views_of(graph)]
