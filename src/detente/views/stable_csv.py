"""Stability as a table: one row for each state and decision maker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.accept.stability.concepts import STABILITY_CONCEPTS
from detente.views.csv_text import csv_row

if TYPE_CHECKING:
    from detente.accept.stability.concepts import Stability

HEADS = ("state", "decision_maker", *STABILITY_CONCEPTS, "equilibrium")


def stable_csv(result: Stability | None) -> Iterator[str]:
    """The table as text, row by row; the heads alone where nothing was found.

    Columns: ``state`` and ``decision_maker`` by id, one for each concept (``true`` or ``false``: whether the
    state is stable for that decision maker), ``equilibrium`` (the concepts under which the state is stable
    for all, with ``;`` between them).
    """
    yield csv_row(HEADS)
    if result is None:
        return
    stable = {
        concept: {maker: frozenset(states) for maker, states in rows.items()}
        for concept, rows in result.stable.items()
    }
    equilibria = {concept: frozenset(result.equilibria(concept)) for concept in STABILITY_CONCEPTS}
    for state in result.graph.states:
        at_rest = ";".join(concept for concept, states in equilibria.items() if state.id in states)
        for maker in result.graph.makers:
            marks = [
                "true" if state.id in stable[concept][maker.id] else "false" for concept in STABILITY_CONCEPTS
            ]
            yield csv_row((state.id, maker.id, *marks, at_rest))
