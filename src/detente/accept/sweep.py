"""One pass over a diagram, issue by issue, that carries partial sums of utilities.

All that is computed exactly about utilities is such a pass: the frontier (dominated partial sums are
dropped), the existence of a package above reservations (sums that cannot reach them are dropped, too), the
number of such packages (nothing is dropped but equal sums are joined). What differs is what may be
forgotten; dominance is judged within one state only, as only there the continuations are the same.

Partial sums are int64 where they fit and Python integers where they do not: in that case ranks stand for
them in every comparison, so that the answer is exact for integers of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from detente.accept.dominance import sort_unique, undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.diagram import Diagram, Layer
    from detente.accept.utility import Utility

    Integers = NDArray[np.int64]  # Python integers (dtype object) where int64 is too small

SAFE = 2**61
INT64 = np.dtype(np.int64)
UNBOUNDED = cast("np.dtype[np.int64]", np.dtype(object))


class SweepTooLargeError(Exception):
    """More partial sums than the cap; callers turn it into a result that says so."""

    def __init__(self, rows: int) -> None:
        """Remember the cap."""
        self.rows = rows
        super().__init__(f"more than {rows} partial sums")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gains:
    """What each arrow of a diagram adds to each party's utility.

    Attributes:
        layers: For each layer an array of shape (states or 1, options, parties).
        highest: For each layer, and the end, the most that can still come: shape (states, parties).
        lowest: The same for the least.
    """

    layers: tuple[Integers, ...]
    highest: tuple[Integers, ...]
    lowest: tuple[Integers, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Floor:
    """What partial packages after a layer have to reach.

    Attributes:
        reservations: Shape (parties,).
        highest: What can still come at most, by state: shape (states, parties).
        lowest: What can still come at least.
    """

    reservations: Integers
    highest: Integers
    lowest: Integers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Partial packages after a layer, one row each.

    Attributes:
        state: Shape (n,).
        sums: Shape (n, parties).
        count: How many partial packages each row stands for, shape (n,).
        parent: Row in the previous layer that it came from.
        option: Option that was taken.
    """

    state: NDArray[np.int64]
    sums: Integers
    count: Integers
    parent: NDArray[np.int64]
    option: NDArray[np.int64]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.state)


def arrow_gains(diagram: Diagram, utilities: Sequence[Utility], chosen: Sequence[Utility]) -> Gains:
    """Exact gains of the ``chosen`` parties along a diagram.

    Args:
        diagram: A diagram that was built with the interactions of ``utilities``, in this order.
        utilities: The parties that it was built for.
        chosen: Those of them that matter, one column each.
    """
    dtype = INT64 if all(_reach(utility) < SAFE for utility in chosen) else UNBOUNDED
    extras = _extra_values(utilities, chosen, dtype)
    layers = tuple(_layer_gains(layer, chosen, extras, dtype) for layer in diagram.layers or ())
    highest = _to_go(diagram, layers, dtype, highest=True)
    lowest = _to_go(diagram, layers, dtype, highest=False)
    return Gains(layers=layers, highest=highest, lowest=lowest)


def _reach(utility: Utility) -> int:
    plain = sum(max(abs(value) for value in table) for table in utility.tables)
    ends = utility.reservation_ends or (0, 0)
    return plain + sum(abs(value) for _, value in utility.extras) + max(abs(end) for end in ends)


def _extra_values(
    utilities: Sequence[Utility], chosen: Sequence[Utility], dtype: np.dtype[np.int64]
) -> Integers:
    owners = [(utility.party, value) for utility in utilities for _, value in utility.extras]
    parties = [utility.party for utility in chosen]
    values: Integers = np.zeros((len(owners), len(parties)), dtype=dtype)
    for row, (owner, value) in enumerate(owners):
        if owner in parties:
            values[row, parties.index(owner)] = value
    return values


def _layer_gains(
    layer: Layer,
    utilities: Sequence[Utility],
    extras: Integers,
    dtype: np.dtype[np.int64],
) -> Integers:
    table = np.array([utility.tables[layer.issue] for utility in utilities], dtype=dtype).T
    if not layer.fires:
        return table[np.newaxis]
    gains: Integers = np.repeat(table[np.newaxis], len(layer.arrows), axis=0)
    for state, option, extra in layer.fires:
        gains[state, option] += extras[extra]
    return gains


def _to_go(
    diagram: Diagram,
    layers: Sequence[Integers],
    dtype: np.dtype[np.int64],
    *,
    highest: bool,
) -> tuple[Integers, ...]:
    parties = layers[0].shape[2] if layers else 0
    bounds: list[Integers] = [np.zeros((1, parties), dtype=dtype)]
    for layer, gains in zip(reversed(diagram.layers or ()), reversed(layers), strict=True):
        onward = bounds[-1][layer.arrows] + gains
        missing = (layer.arrows < 0)[..., np.newaxis]
        beyond = onward.min(initial=0) - 1 if highest else onward.max(initial=0) + 1
        filled = np.where(missing, beyond, onward)
        bounds.append(filled.max(axis=1) if highest else filled.min(axis=1))
    return tuple(reversed(bounds))


def first_rows(parties: int, total: int, dtype: np.dtype[np.int64]) -> Rows:
    """The empty partial package.

    Args:
        parties: Number of columns.
        total: A bound on the number of packages; it chooses how they are counted.
        dtype: How sums are kept.
    """
    zero = np.zeros(1, dtype=np.int64)
    count: Integers = np.ones(1, dtype=INT64 if total < SAFE else UNBOUNDED)
    return Rows(state=zero, sums=np.zeros((1, parties), dtype=dtype), count=count, parent=zero, option=zero)


def floors(gains: Gains, reserved: Sequence[Utility]) -> tuple[Floor, ...]:
    """For each layer what its rows have to reach: the reservations of the parties of ``gains``."""
    reservations = np.array([utility.reservation for utility in reserved], dtype=gains.layers[0].dtype)
    return tuple(
        Floor(reservations=reservations, highest=highest, lowest=lowest)
        for highest, lowest in zip(gains.highest[1:], gains.lowest[1:], strict=True)
    )


def advance(
    rows: Rows, layer: Layer, gains: Integers, *, cap: int, dominance: bool, floor: Floor | None = None
) -> Rows:
    """Settle one more issue.

    Args:
        rows: Partial packages so far.
        layer: The issue to settle.
        gains: What its arrows add, shape (states or 1, options, parties).
        cap: Most rows to keep.
        dominance: Drop rows that another of the same state dominates.
        floor: What has to be reached. Rows that cannot are dropped, and sums are cut where it is reached
            whatever follows, so that more of them are equal.

    Raises:
        SweepTooLargeError: if more than ``cap`` rows would be kept.
    """
    grown = _grow(rows, layer, gains)
    if floor is not None:
        reachable = (grown.sums + floor.highest[grown.state] >= floor.reservations).all(axis=1)
        grown = _take(grown, np.flatnonzero(reachable))
        grown = replace(grown, sums=np.minimum(grown.sums, floor.reservations - floor.lowest[grown.state]))
    merged = _merge(grown, dominance=dominance)
    if len(merged) > cap:
        raise SweepTooLargeError(cap)
    return merged


def _grow(rows: Rows, layer: Layer, gains: Integers) -> Rows:
    targets = layer.arrows[rows.state]
    parts: list[tuple[NDArray[np.int64], Integers, NDArray[np.int64], int]] = []
    for option in range(targets.shape[1]):
        parent = np.flatnonzero(targets[:, option] >= 0)
        gain = gains[rows.state[parent], option] if len(gains) > 1 else gains[0, option]
        before = rows.sums if len(parent) == len(rows) else rows.sums.take(parent, axis=0)
        parts.append((targets[parent, option], before + gain, parent, option))
    parent = np.concatenate([part[2] for part in parts])
    return Rows(
        state=np.concatenate([part[0] for part in parts]),
        sums=np.concatenate([part[1] for part in parts]),
        count=rows.count[parent],
        parent=parent,
        option=np.concatenate([np.full(len(part[2]), part[3], dtype=np.int64) for part in parts]),
    )


def _merge(rows: Rows, *, dominance: bool) -> Rows:
    if len(rows) == 0:
        return rows
    keys = comparable(rows.sums)
    groups = rows.state if rows.state.any() else None
    order, starts = sort_unique(keys, groups)
    first = order[starts]
    count = np.add.reduceat(rows.count[order], starts)
    if dominance and keys.shape[1]:
        kept = np.flatnonzero(undominated(keys[first], None if groups is None else groups[first]))
        first, count = first[kept], count[kept]
    return replace(_take(rows, first), count=count)


def comparable(sums: Integers) -> NDArray[np.int64]:
    """Integers of any size as int64 that compare the same way, column by column."""
    if sums.dtype == INT64:
        return sums
    columns = [np.unique(sums[:, column], return_inverse=True)[1] for column in range(sums.shape[1])]
    return np.stack(columns, axis=1).astype(np.int64)


def _take(rows: Rows, index: NDArray[np.int64]) -> Rows:
    return Rows(
        state=rows.state[index],
        sums=rows.sums.take(index, axis=0),
        count=rows.count[index],
        parent=rows.parent[index],
        option=rows.option[index],
    )


def packages_of(diagram: Diagram, history: Sequence[Rows], chosen: NDArray[np.int64]) -> NDArray[np.int16]:
    """One package for each of the last layer's ``chosen`` rows, by following parents: shape (n, issues)."""
    packages = np.zeros((len(chosen), len(diagram.sizes)), dtype=np.int16)
    row = chosen
    for layer, rows in zip(reversed(diagram.layers or ()), reversed(history), strict=True):
        packages[:, layer.issue] = rows.option[row]
        row = rows.parent[row]
    return packages
