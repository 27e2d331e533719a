"""The greatest sum over the packages of a decision diagram, for many draws at once.

One pass from the end of the diagram to its start (Bellman's recursion on the longest path; see Bergman,
Cire, van Hoeve and Hooker 2016, "Decision Diagrams for Optimization", chapter 4), then one back for a
package that attains it. Sums are integers; they must stay below 2^62.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.existence import diagram_with
from detente.accept.robustness.draws import Draws, additions_of, reservation_of, tables_of
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Diagram, Layer
    from detente.accept.disagreement import Disagreement

    Whole = NDArray[np.int64]

CELLS = 2**21
"""Most cells (draws times states times options) of one layer."""

NOWHERE = -(2**62)


def greatest(diagram: Diagram, starts: tuple[int, ...], worth: Whole, extra: Whole) -> tuple[Whole, Whole]:
    """The greatest sum in each draw, and a package that attains it.

    Args:
        diagram: A diagram with a package.
        starts: Where each issue's options start in a row of all options.
        worth: What each option adds in each draw, shape (draws, options).
        extra: What each interaction adds that the diagram tells apart, shape (draws, interactions).

    Returns:
        Sums, shape (draws,), and packages, shape (draws, issues).
    """
    layers = diagram.layers or ()
    widest = max((layer.arrows.size for layer in layers), default=1)
    step = max(CELLS // widest, 1)
    parts = [
        _pass(layers, starts, worth[start : start + step], extra[start : start + step])
        for start in range(0, len(worth), step)
    ]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _pass(
    layers: tuple[Layer, ...], starts: tuple[int, ...], worth: Whole, extra: Whole
) -> tuple[Whole, Whole]:
    following: Whole = np.zeros((len(worth), 1), dtype=np.int64)
    picks: list[Whole] = []
    for layer in reversed(layers):
        options = worth[:, starts[layer.issue] : starts[layer.issue + 1]]
        onward = following[:, layer.arrows] + options[:, np.newaxis]
        for state, option, number in layer.fires:
            onward[:, state, option] += extra[:, number]
        onward[:, layer.arrows < 0] = NOWHERE
        pick = onward.argmax(axis=2)
        following = np.take_along_axis(onward, pick[..., np.newaxis], axis=2)[..., 0]
        picks.append(pick)
    every = np.arange(len(worth))
    packages = np.zeros((len(worth), len(layers)), dtype=np.int64)
    at: Whole = np.zeros(len(worth), dtype=np.int64)
    for layer, pick in zip(layers, reversed(picks), strict=True):
        taken = pick[every, at]
        packages[:, layer.issue] = taken
        at = layer.arrows[at, taken]
    return following[:, 0], packages


def party_extras(unknowns: Unknowns, draws: Draws, party: int) -> Whole:
    """A party's own interactions in a row of those of all parties, as diagrams number them; others are 0."""
    counts = [len(known.formulas) for known in unknowns.parties]
    first = sum(counts[:party])
    extra = np.zeros((len(draws), sum(counts)), dtype=np.int64)
    extra[:, first : first + counts[party]] = additions_of(unknowns, draws, party)
    return extra


def gains_start(unknowns: Unknowns, draws: Draws, disagreement: Disagreement) -> Whole | None:
    """Where gains start in each draw: see :func:`~detente.accept.disagreement.disagreement_point`.

    Returns:
        Shape (parties, draws); None where no party states a preference, or where a minimum within the
        structural rules is needed and they couple too much.
    """
    floors = [reservation_of(unknowns, draws, party) for party in range(len(unknowns.parties))]
    known = [floor for floor in floors if floor is not None]
    if not floors:
        return None
    if disagreement == "reserved" and len(known) == len(floors):
        return np.stack(known)
    problem = unknowns.problem
    try:
        diagram = diagram_with(problem.sizes, problem.rules, problem.utilities)
    except DiagramTooLargeError:
        return None
    starts: list[Whole] = []
    for party, floor in enumerate(floors):
        if floor is not None and disagreement == "reserved":
            starts.append(floor)
            continue
        least = _least(unknowns, diagram, draws, party)
        starts.append(least if floor is None else np.maximum(floor, least))
    return np.stack(starts)


def _least(unknowns: Unknowns, diagram: Diagram, draws: Draws, party: int) -> Whole:
    if diagram.is_empty:
        return np.zeros(len(draws), dtype=np.int64)
    worth, extra = tables_of(unknowns, draws, party), party_extras(unknowns, draws, party)
    return -greatest(diagram, unknowns.starts, -worth, -extra)[0]
