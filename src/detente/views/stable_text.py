"""Stability as a page for people: what holds under which concept, for whom, and why, move by move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.accept.stability.case_graph import NO_DEAL
from detente.accept.stability.concepts import STABILITY_CONCEPTS
from detente.accept.stability.leaving import leavings
from detente.views.numbers import counted, signed
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed, quoted
from detente.views.stable_finding import NOTHING, deals_finding, states_finding
from detente.views.stable_graph import irreversible_moves, move_counts, unknown_pairs
from detente.views.stable_why import (
    breach_words,
    calm_makers,
    calm_words,
    concept_words,
    explained_states,
    leaving_words,
)
from detente.views.stable_words import (
    PLAIN,
    SANCTIONS_PLAIN,
    SHORT,
    caveats,
    crossed_lines,
    differences,
    left_out_words,
    maker_titles,
    state_names,
    state_titles,
)
from detente.views.words import option_title

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.concepts import Stability
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.leaving import Leaving

STATES_SHOWN = 40
"""How many states of a conflict stand in the table; ``--json`` and ``--csv`` have all."""
MOVES_SHOWN = 8
"""How many moves without a way back are written out."""

CONCEPT_HEADS = tuple(SHORT[concept] for concept in STABILITY_CONCEPTS)


def stable_page(
    examined: Examined, *, answer: Answer | None = None, why: str | None = None
) -> tuple[Part, ...]:
    """The page of a conflict, or of a case's deals.

    Args:
        examined: What was found.
        answer: The answer to the case, where the conflict is a case's.
        why: The one state whose reasons are wanted.
    """
    finding = states_finding(examined) if answer is None else deals_finding(examined, answer)
    return (
        Heading(examined.graph.title),
        Text(_about(examined)),
        Heading("The finding"),
        *(Text(sentence) for sentence in finding),
        *_table(examined),
        *_why(examined, (why,) if why else explained_states(examined)),
        *_other(examined),
        *_moves(examined),
        *_packages(examined, answer),
        *_rest(examined),
    )


def nothing_page(title: str) -> tuple[Part, ...]:
    """The page of a case without a package that could be a deal."""
    return (Heading(title), Heading("The finding"), Text(NOTHING))


def _about(examined: Examined) -> str:
    graph, breach = examined.graph, examined.breach
    parts = [counted(len(graph.makers), "decision maker"), counted(len(graph.states), "state")]
    if breach is not None:
        parts.append(f"a breach is {breach}")
    titles = maker_titles(graph)
    parts += [
        f"{titles[party]} gains {signed(gain)} by breaking alone" for party, gain in examined.gains.items()
    ]
    return f"{', '.join(parts)}."


# ---------------------------------------------------------------- the table


def _table(examined: Examined) -> Iterator[Part]:
    result, titles = examined.result, maker_titles(examined.graph)
    if examined.candidates:
        yield Heading("Which deals hold, for whom, by which concept")
        rows = (("No deal", *_cells(result, NO_DEAL)), *_deal_rows(examined, result, examined.conceded))
        yield Grid(("state", *CONCEPT_HEADS), rows)
    else:
        yield Heading("Which states are stable, for whom, by which concept")
        shown = list(enumerate(result.graph.states[:STATES_SHOWN], start=1))
        listing = tuple((str(row), state.title, state.id, *_cells(result, state.id)) for row, state in shown)
        yield Grid(("", "state", "id", *CONCEPT_HEADS), listing, right=(0,))
        more = len(result.graph.states) - len(shown)
        if more:
            yield Text(f"{counted(more, 'more state')}: see --csv or --json.")
    numbered = [f"{number} {title}" for number, title in enumerate(titles.values(), start=1)]
    yield Text(f"Stable for: {', '.join(numbered)}. 'all': an equilibrium. '-': for nobody.")
    for concept in STABILITY_CONCEPTS:
        yield Text(f"{concept_words(concept)}: {PLAIN[concept]}.", indent=2, mark="-")


def _deal_rows(
    examined: Examined, result: Stability, conceded: Stability | None
) -> Iterator[tuple[str, ...]]:
    titles = state_titles(examined.graph)
    for state, candidate in examined.deals.items():
        yield (titles[state], *_cells(result, state))
        if candidate.way is not None and conceded is not None:
            yield ("- concession made", *_cells(conceded, state))


def _cells(result: Stability, state: str) -> tuple[str, ...]:
    """For each concept the numbers of those for whom a state is stable."""
    makers = [maker.id for maker in result.graph.makers]
    cells = []
    for stable in result.holds_for(state).values():
        numbers = " ".join(str(makers.index(maker) + 1) for maker in stable)
        cells.append("all" if len(stable) == len(makers) else numbers or "-")
    return tuple(cells)


# ---------------------------------------------------------------- the reasons


def _why(examined: Examined, states: Sequence[str]) -> Iterator[Part]:
    if not states:
        return
    names, conceded = state_names(examined), examined.conceded
    found = leavings(examined.result, states)
    after = {} if conceded is None else leavings(conceded, states)
    yield Heading("Why, move by move")
    for state in states:
        yield Text(f"{names[state]}:")
        yield from _reasons(examined, examined.result, found[state])
        calm = calm_makers(examined.result, found[state])
        if calm:
            yield Text(calm_words(examined.result, calm), indent=2, mark="-")
        candidate = examined.deals.get(state)
        if conceded is None or candidate is None or candidate.way is None:
            continue
        changed = [leaving for leaving in after[state] if leaving not in found[state]]
        if changed:
            yield Text("With the concession made:", indent=2)
            yield from _reasons(examined, conceded, changed)


def _reasons(examined: Examined, result: Stability, found: Sequence[Leaving]) -> Iterator[Part]:
    breaks = [leaving for leaving in found if leaving.state in examined.deals]
    others = (leaving_words(result, leaving) for leaving in found if leaving.state not in examined.deals)
    for head, *answers in (*breach_words(result, breaks), *others):
        yield Text(head, indent=2, mark="-")
        yield from (Text(answer, indent=6) for answer in answers)


# ---------------------------------------------------------------- conventions, moves, packages


def _other(examined: Examined) -> Iterator[Part]:
    other = examined.other
    if other is None:
        return
    yield Heading(f"By the other definition of sanctions ({other.sanctions})")
    yield Text(f"By it, {SANCTIONS_PLAIN[other.sanctions]}.")
    if examined.candidates:
        rows = tuple(_deal_rows(examined, other, examined.other_conceded))
        yield Grid(("state", *CONCEPT_HEADS), rows)
        return
    states = tuple(state_titles(examined.graph))
    found = differences(examined.result, other, states, state_names(examined))
    if not found:
        yield Text("The equilibria are the same.")
    yield from (Text(words, mark="-") for words in found)


def _moves(examined: Examined) -> Iterator[Part]:
    graph, makers = examined.graph, maker_titles(examined.graph)
    yield Heading("Moves and preferences")
    rows = tuple(
        (makers[maker.id], str(moves), str(one_way), str(unknown_pairs(maker.preference)))
        for maker, (moves, one_way) in zip(graph.makers, move_counts(graph), strict=True)
    )
    pairs = len(graph.states) * (len(graph.states) - 1) // 2
    heads = ("decision maker", "moves", "with no way back", f"unknown of {pairs} pairs of states")
    yield Grid(heads, rows, right=(1, 2, 3))
    if examined.candidates:
        if examined.breach == "irreversible":
            yield Text("Breaking a deal in force, and withdrawing from a broken one, cannot be taken back.")
        return
    titles = state_titles(graph)
    lines = [
        f"{makers[maker]}: {quoted(titles[start])} to {quoted(titles[end])}"
        for maker, start, end in irreversible_moves(graph)
    ]
    if lines:
        yield Text("Moves with no way back:")
    yield from (Text(line, indent=2, mark="-") for line in lines[:MOVES_SHOWN])
    if len(lines) > MOVES_SHOWN:
        yield Text(f"{len(lines) - MOVES_SHOWN} more: see --json.", indent=2)


def _packages(examined: Examined, answer: Answer | None) -> Iterator[Part]:
    if answer is None:
        return
    yield Heading("The packages")
    case, found = answer.case, examined.candidates
    rows = tuple(
        (issue.title, *(option_title(case, issue.id, one.package[issue.id]) for one in found))
        for issue in case.issues
    )
    yield Grid(("", *(f"package {number}" for number in range(1, len(found) + 1))), rows)
    for number, candidate in enumerate(found, start=1):
        crossed = crossed_lines(answer, candidate.package)
        if crossed:
            yield Text(f"Package {number} crosses {listed(crossed)}.")
    left_out = left_out_words(examined)
    if left_out:
        yield Text(left_out)


def _rest(examined: Examined) -> Iterator[Part]:
    yield Heading("To bear in mind")
    yield from (Text(words, mark="-") for words in caveats(examined))
    yield from (Text(words, mark="-") for words in examined.graph.notes[len(examined.candidates) :])
