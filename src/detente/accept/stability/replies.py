"""What opponents can do in reply: the states that a coalition reaches from a state.

A sequence of moves by members of a coalition is legal where no member moves twice in a row (Fang, Hipel and
Kilgour 1993). Xu, Hipel and Kilgour (2009, IEEE Trans. SMC-A 39)
find the reachable states by products of matrices, one for each length; here the pairs (state, last mover) are
the nodes of one directed graph, whose transitive closure is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from detente.accept.stability.bits import closure, union

Sanctions: TypeAlias = Literal["legal-sequences", "single-moves"]
"""Which replies of three or more decision makers count.

``legal-sequences``: what the opponents reach together by any sequence of moves in which nobody moves twice in
a row. ``single-moves``: what one opponent reaches in one move. With two decision makers they are the same.
"""

SANCTIONS: tuple[Sanctions, ...] = ("legal-sequences", "single-moves")


def replies(arcs: Sequence[Sequence[int]], count: int, sanctions: Sanctions) -> list[int]:
    """For each state the set of states that the opponents can bring about from it, never the state itself.

    Args:
        arcs: For each opponent and state the set of states it can move to.
        count: Number of states.
        sanctions: Whether sequences of moves count, or single moves only.
    """
    if sanctions == "single-moves" or len(arcs) < 2:
        return [_joined(arcs, state) for state in range(count)]
    return _sequences(arcs, count)


def _joined(arcs: Sequence[Sequence[int]], state: int) -> int:
    found = 0
    for own in arcs:
        found |= own[state]
    return found


def _sequences(arcs: Sequence[Sequence[int]], count: int) -> list[int]:
    """By closure: node ``last * count + state`` stands for being at a state after a move by ``last``."""
    after = range(len(arcs))
    starts = [_layered(arcs, state, count, last=None) for state in range(count)]
    reach = closure([_layered(arcs, state, count, last=last) for last in after for state in range(count)])
    return [_folded(union(start, reach), len(arcs), count) & ~(1 << s) for s, start in enumerate(starts)]


def _layered(arcs: Sequence[Sequence[int]], state: int, count: int, *, last: int | None) -> int:
    """Where a next move can lead from ``state`` after one by ``last``."""
    found = 0
    for mover, own in enumerate(arcs):
        if mover != last:
            found |= own[state] << (mover * count)
    return found


def _folded(nodes: int, layers: int, count: int) -> int:
    found, full = 0, (1 << count) - 1
    for layer in range(layers):
        found |= nodes >> (layer * count)
    return found & full
