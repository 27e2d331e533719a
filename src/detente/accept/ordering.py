"""In which order to settle the issues so that as little as possible has to be remembered.

Issues that stand in one rule are coupled. After some issues are settled, those that share an unfinished
rule with an open one have to be remembered; the product of their option counts bounds the number of states
(the vertex separation of the coupling graph, weighted; Kinnersley 1992 shows that it equals the pathwidth).
Each connected block is ordered greedily from several starts, coupled blocks before free issues, so that
what is coupled is over while few points exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2

STARTS = 12


def elimination_order(sizes: Sequence[int], scopes: Iterable[frozenset[int]]) -> tuple[int, ...]:
    """An order of the issues that keeps coupled ones together.

    Args:
        sizes: Number of options of each issue.
        scopes: For each rule or interaction the issues in it.
    """
    coupled = sorted({scope for scope in scopes if len(scope) > 1}, key=sorted)
    blocks = _blocks(len(sizes), coupled)
    ordered: list[int] = []
    for block in sorted(blocks, key=lambda block: (len(block) == 1, len(block), block)):
        inside = [scope for scope in coupled if scope & set(block)]
        ordered.extend(_order_block(block, inside, sizes) if len(block) > 1 else block)
    return tuple(ordered)


def _blocks(count: int, scopes: Sequence[frozenset[int]]) -> list[list[int]]:
    leader = list(range(count))

    def find(issue: int) -> int:
        while leader[issue] != issue:
            leader[issue] = leader[leader[issue]]
            issue = leader[issue]
        return issue

    for scope in scopes:
        first, *others = sorted(scope)
        for other in others:
            leader[find(other)] = find(first)
    members: dict[int, list[int]] = {}
    for issue in range(count):
        members.setdefault(find(issue), []).append(issue)
    return list(members.values())


def _order_block(block: list[int], scopes: list[frozenset[int]], sizes: Sequence[int]) -> list[int]:
    degree = {issue: sum(issue in scope for scope in scopes) for issue in block}
    starts = sorted(block, key=lambda issue: (degree[issue], issue))[:STARTS]
    candidates = [_greedy(start, block, scopes, sizes) for start in starts]
    return min(candidates, key=lambda candidate: (candidate[0], candidate[1]))[1]


def _greedy(
    start: int, block: list[int], scopes: list[frozenset[int]], sizes: Sequence[int]
) -> tuple[tuple[float, float], list[int]]:
    placed: list[int] = []
    left = set(block)
    widest = total = 0.0
    upcoming: int | None = start
    while left:
        if upcoming is None:
            upcoming = min(left, key=lambda issue: (_width({*placed, issue}, scopes, sizes), issue))
        placed.append(upcoming)
        left.discard(upcoming)
        upcoming = None
        width = _width(set(placed), scopes, sizes)
        widest, total = max(widest, width), total + 2.0 ** min(width, 60.0)
    return (widest, total), placed


def _width(placed: set[int], scopes: list[frozenset[int]], sizes: Sequence[int]) -> float:
    remembered: set[int] = set()
    for scope in scopes:
        if not scope <= placed:
            remembered |= scope & placed
    return sum(log2(sizes[issue]) for issue in remembered)
