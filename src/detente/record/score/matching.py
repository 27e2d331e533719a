"""Which draft stands for which annotated statement: one to one, by the overlap of their content.

Of all pairings of drafts and statements that overlap by at least a given share (intersection over union of
code points), one with the most pairs is taken; of those, one with the greatest total overlap (to a
millionth); of those, one with the greatest total preference. The pairs fall into groups that share no span,
and in each the best pairing is an assignment (Kuhn 1955), solved exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from detente.record.span import Span

LEAST_OVERLAP = 0.5
"""Spans that overlap by less are not about the same words."""

MILLION = 1_000_000

Preference = Callable[[int, int], int]
"""How much a pair of a draft and a statement, by their positions, is preferred: from 0 to ``most``."""


class Pair(NamedTuple):
    """A draft and a statement, by their positions, and how much they overlap."""

    draft: int
    gold: int
    overlap: float


def match(
    drafts: Sequence[Span],
    gold: Sequence[Span],
    *,
    least: float = LEAST_OVERLAP,
    preferred: Preference | None = None,
    most: int = 0,
) -> tuple[Pair, ...]:
    """The best pairing of drafts with statements, in the order of the drafts.

    Args:
        drafts: Contents of the drafts.
        gold: Contents of the statements.
        least: The least overlap of a pair, above 0 and at most 1.
        preferred: Decides between pairings alike in number and overlap.
        most: The greatest value of ``preferred``.

    >>> match([Span(0, 10), Span(0, 9)], [Span(0, 9)])
    (Pair(draft=1, gold=0, overlap=1.0),)
    """
    if not 0 < least <= 1:
        message = f"the least overlap lies above 0 and is at most 1, not {least}"
        raise ValueError(message)
    pairs = tuple(_overlapping(drafts, gold, least))
    weigh = preferred or (lambda _draft, _gold: 0)
    chosen = [pair for group in _groups(pairs) for pair in _assign(group, weigh, most if preferred else 0)]
    return tuple(sorted(chosen))


def _overlapping(drafts: Sequence[Span], gold: Sequence[Span], least: float) -> Iterator[Pair]:
    """All pairs that overlap enough: both lists are walked in the order of the text."""
    order = sorted(range(len(gold)), key=lambda at: gold[at])
    open_ones: list[int] = []
    begun = 0
    for draft in sorted(range(len(drafts)), key=lambda at: drafts[at]):
        span = drafts[draft]
        open_ones = [at for at in open_ones if gold[at].end > span.start]
        while begun < len(order) and gold[order[begun]].start < span.end:
            open_ones.append(order[begun])
            begun += 1
        for at in open_ones:
            overlap = span.overlap(gold[at])
            if overlap >= least:
                yield Pair(draft, at, overlap)


def _groups(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in groups that have no draft and no statement in common."""
    beside: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        beside["draft", pair.draft].append(pair)
        beside["gold", pair.gold].append(pair)
    groups: list[list[Pair]] = []
    seen: set[tuple[str, int]] = set()
    for start in beside:
        group: set[Pair] = set()
        reached = [] if start in seen else [start]
        while reached:
            node = reached.pop()
            if node in seen:
                continue
            seen.add(node)
            group.update(beside[node])
            reached += [("gold", p.gold) if node[0] == "draft" else ("draft", p.draft) for p in beside[node]]
        if group:
            groups.append(sorted(group))
    return groups


def _assign(group: list[Pair], preferred: Preference, most: int) -> list[Pair]:
    """The best pairing within a group."""
    if len(group) == 1:
        return group
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows = {at: row for row, at in enumerate(sorted({pair.draft for pair in group}))}
    columns = {at: column for column, at in enumerate(sorted({pair.gold for pair in group}))}
    fewest = min(len(rows), len(columns))
    one = fewest * most + 1  # a millionth of overlap outweighs any preference
    whole = one * (fewest * MILLION + 1)  # and one pair more outweighs any overlap
    worth = np.zeros((len(rows), len(columns)))
    known = {}
    for pair in group:
        at = rows[pair.draft], columns[pair.gold]
        worth[at] = whole + one * round(pair.overlap * MILLION) + preferred(pair.draft, pair.gold)
        known[at] = pair
    found = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return [known[at] for at in ((int(row), int(column)) for row, column in found) if at in known]
