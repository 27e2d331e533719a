"""Stability as the JSON shape of ``detente stable --json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.accept.stability.concepts import STABILITY_CONCEPTS
from detente.accept.stability.leaving import leavings
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape
from detente.views.stable_finding import NOTHING, deals_finding, states_finding
from detente.views.stable_graph import irreversible_moves, move_counts, unknown_pairs
from detente.views.stable_why import explained_states
from detente.views.stable_words import caveats, left_out_words

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.concepts import Stability
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.leaving import Leaving

FORMAT = 1

Shape = dict[str, object]


def stable_json(
    examined: Examined | None,
    *,
    answer: Answer | None = None,
    file: Mapping[str, str] | None = None,
    why: Sequence[str] = (),
) -> Iterator[str]:
    """The JSON text, in pieces: graphs can be large, and no state is left out.

    Args:
        examined: What was found; None for a case without a package that could be a deal.
        answer: The answer to the case, where it is one.
        file: Path and SHA-256 of the file, where it is one.
        why: The states whose reasons are wanted; by default those that the page explains.
    """
    head: Shape = {
        "format": FORMAT,
        "detente": __version__,
        "case": None if answer is None else case_shape(answer.case),
        "file": None if file is None else dict(file),
    }
    if examined is None:
        return json_chunks({**head, **_nothing(answer)})
    return json_chunks({**head, **_found(examined, answer, why)})


def _nothing(answer: Answer | None) -> Shape:
    """The same keys, with nothing found."""
    return {
        "title": "" if answer is None else answer.case.title,
        "sanctions": None,
        "extension": None,
        "extension_matters": False,
        "breach": None,
        "gains": {},
        "finding": [NOTHING],
        "packages": [],
        "decision_makers": [],
        "equilibria": None,
        "other_sanctions": None,
        "states": [],
        "irreversible": [],
        "why": [],
        "method": "",
        "caveats": [],
        "could_not": [NOTHING],
        "notes": [],
    }


def _found(examined: Examined, answer: Answer | None, why: Sequence[str]) -> Shape:
    result, graph, left_out = examined.result, examined.graph, left_out_words(examined)
    finding = states_finding(examined) if answer is None else deals_finding(examined, answer)
    return {
        "title": graph.title,
        "sanctions": result.sanctions,
        "extension": result.extension,
        "extension_matters": result.extension_matters,
        "breach": examined.breach,
        "gains": {party: float(gain) for party, gain in examined.gains.items()},
        "finding": finding,
        "packages": _packages(examined, answer),
        "decision_makers": _makers(examined),
        "equilibria": _equilibria(result),
        "other_sanctions": _other(examined),
        "states": _states(result),
        "irreversible": (
            {"decision_maker": maker, "from": start, "to": end}
            for maker, start, end in irreversible_moves(graph)
        ),
        "why": _why(result, why or explained_states(examined)),
        "method": result.method,
        "caveats": caveats(examined),
        "could_not": [left_out] if left_out else [],
        "notes": graph.notes,
    }


def _packages(examined: Examined, answer: Answer | None) -> list[Shape]:
    found: list[Shape] = []
    for state, candidate in examined.deals.items():
        way = None if answer is None or candidate.way is None else answer.ways[candidate.way]
        found.append(
            {
                "state": state,
                "name": candidate.name or None,
                "package": dict(candidate.package),
                "selected_by": candidate.concepts,
                "opening": None
                if way is None
                else {"relax": way.opening.red_lines, "reservations": way.opening.reservations},
                "stable": _stable(examined.result, state),
                "stable_if_conceded": None if way is None else _if_conceded(examined.conceded, state),
            }
        )
    return found


def _other(examined: Examined) -> Shape | None:
    other = examined.other
    if other is None:
        return None
    deals = [
        {
            "state": state,
            "stable": _stable(other, state),
            "stable_if_conceded": None
            if candidate.way is None
            else _if_conceded(examined.other_conceded, state),
        }
        for state, candidate in examined.deals.items()
    ]
    return {"sanctions": other.sanctions, "equilibria": _equilibria(other), "packages": deals}


def _if_conceded(result: Stability | None, state: str) -> Shape | None:
    return None if result is None else _stable(result, state)


def _makers(examined: Examined) -> list[Shape]:
    counts = move_counts(examined.graph)
    return [
        {
            "id": maker.id,
            "title": maker.title,
            "moves": moves,
            "irreversible": one_way,
            "unknown_pairs": unknown_pairs(maker.preference),
        }
        for maker, (moves, one_way) in zip(examined.graph.makers, counts, strict=True)
    ]


def _equilibria(result: Stability) -> Shape:
    return {concept: result.equilibria(concept) for concept in STABILITY_CONCEPTS}


def _stable(result: Stability, state: str) -> Shape:
    return {str(concept): makers for concept, makers in result.holds_for(state).items()}


def _states(result: Stability) -> Iterator[Shape]:
    stable = {
        concept: {maker: frozenset(states) for maker, states in rows.items()}
        for concept, rows in result.stable.items()
    }
    for number, state in enumerate(result.graph.states, start=1):
        held = {
            concept: [maker for maker, states in rows.items() if state.id in states]
            for concept, rows in stable.items()
        }
        yield {
            "number": number,
            "id": state.id,
            "title": state.title,
            "stable": held,
            "equilibrium": [
                concept for concept, makers in held.items() if len(makers) == len(stable[concept])
            ],
        }


def _why(result: Stability, states: Sequence[str]) -> list[Shape]:
    found = leavings(result, states)
    return [_leaving(leaving) for state in states for leaving in found[state]]


def _leaving(leaving: Leaving) -> Shape:
    return {
        "state": leaving.state,
        "decision_maker": leaving.maker,
        "to": leaving.to,
        "known": leaving.known,
        "answers": {
            concept: [{"decision_maker": step.maker, "to": step.state} for step in reply] or None
            for concept, reply in leaving.replies.items()
        },
    }
