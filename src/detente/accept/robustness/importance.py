"""Which open inputs decide: every group of them exchanged between two samples of draws.

Two outcomes are followed: whether a deal exists, and whether one package (what Nash selects at the
centroids) is acceptable to all. Groups are what a case states together: a party's weights, its values on
one issue, its interactions, its reservation, and each red line (held, fallen back, or given up). The
indices are those of :mod:`~detente.accept.robustness.indices`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.deals import DEAL, UNDECIDED, Levels, settle
from detente.accept.robustness.draws import Draws, Group, draw, joined, mixed
from detente.accept.robustness.indices import group_index
from detente.accept.robustness.packages import PackageTable, worths
from detente.accept.robustness.result import GroupImportance, Importance
from detente.accept.robustness.share import Share
from detente.accept.robustness.unknowns import Unknowns

if TYPE_CHECKING:
    from numpy.typing import NDArray

BASE_STREAM, OTHER_STREAM, RESAMPLING_STREAM = 1, 2, 3
"""Streams of random numbers of the two samples and of the bootstrap; 0 is that of the draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Some rows of the two samples.

    Attributes:
        chunk: Which chunk of draws. start: The first row of it. stop: The row after the last.
    """

    chunk: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcomes:
    """Both outcomes in sample A, in sample B, and in A with each group taken from B.

    Attributes:
        deal: 1, 0 or -1 (not decided), shape (2 + groups, draws).
        accepted: Whether all accept the first package of the table, same shape.
    """

    deal: NDArray[np.int8]
    accepted: NDArray[np.int8]


def outcomes(
    unknowns: Unknowns,
    table: PackageTable,
    groups: Sequence[Group],
    exchange: Exchange,
    *,
    seed: int,
    leaves: Mapping[Levels, bool | None],
) -> Outcomes:
    """Evaluate the outcomes of some rows.

    Args:
        unknowns: What is open.
        table: The package that is followed, then packages that many draws accept: a quick way to a deal.
        groups: The groups that are exchanged.
        exchange: Which rows.
        seed: The one seed.
        leaves: Whether combinations of red-line levels leave a package, where that is known.
    """
    rows = slice(exchange.start, exchange.stop)
    base = draw(unknowns, seed=seed, stream=BASE_STREAM, chunk=exchange.chunk).take(rows)
    other = draw(unknowns, seed=seed, stream=OTHER_STREAM, chunk=exchange.chunk).take(rows)
    deal = np.full((2 + len(groups), len(base)), UNDECIDED, dtype=np.int8)
    accepted = np.zeros_like(deal)
    left: list[Draws] = []
    for number, group in enumerate((None, None, *groups)):
        one = (base, other)[number] if group is None else mixed(unknowns, base, other, group)
        deal[number], accepted[number] = _at_hand(unknowns, table, one)
        left.append(one.take(np.flatnonzero(deal[number] == UNDECIDED)))
    deal[deal == UNDECIDED] = settle(unknowns, joined(left), leaves)
    return Outcomes(deal=deal, accepted=accepted)


def _at_hand(
    unknowns: Unknowns, table: PackageTable, draws: Draws
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Whether any package of the table is a deal (else: not decided), and whether the first one is."""
    deal = np.full(len(draws), UNDECIDED, dtype=np.int8)
    accepted = np.zeros(len(draws), dtype=np.int8)
    for worth in worths(unknowns, table, draws):
        deal[worth.rows][worth.inside.any(axis=0)] = DEAL
        accepted[worth.rows] = worth.inside[:1].any(axis=0)
    return deal, accepted


def place_of(unknowns: Unknowns, group: Group) -> str:
    """Where a group stands in the case."""
    if group.kind == "red-line":
        return f"red_lines.{unknowns.lines[group.owner].id}"
    owner = f"parties.{unknowns.parties[group.owner].party}.{group.kind}"
    return f"{owner}.{unknowns.problem.case.issues[group.issue].id}" if group.kind == "values" else owner


def importance(
    unknowns: Unknowns,
    groups: Sequence[Group],
    parts: Sequence[Outcomes],
    *,
    package: Mapping[str, str] | None,
    seed: int,
    count: int,
) -> tuple[Importance, ...]:
    """The indices of all groups, from the outcomes of all rows.

    Args:
        unknowns: What is open.
        groups: The groups that were exchanged.
        parts: The outcomes, part by part, in order.
        package: The package that was followed; None if there was none.
        seed: The one seed.
        count: Bootstrap resamples.
    """
    places = [place_of(unknowns, group) for group in groups]
    deal = np.concatenate([part.deal for part in parts], axis=1)
    found = [_importance("deal", None, deal, places, seed=seed, count=count)]
    if package is not None:
        accepted = np.concatenate([part.accepted for part in parts], axis=1)
        found.append(_importance("accepted", package, accepted, places, seed=seed, count=count))
    return tuple(one for one in found if one is not None)


def _importance(
    outcome: str,
    package: Mapping[str, str] | None,
    values: NDArray[np.int8],
    places: Sequence[str],
    *,
    seed: int,
    count: int,
) -> Importance | None:
    decided = np.flatnonzero((values != UNDECIDED).all(axis=0))
    if not len(decided):
        return None
    base, other, *crossed = values[:, decided].astype(float)
    indices = [
        group_index(base, other, one, random=_resampling(seed, number), resamples=count)
        for number, one in enumerate(crossed)
    ]
    groups = [
        GroupImportance(place=place, index=index)
        for place, index in zip(places, indices, strict=True)
        if index is not None
    ]
    groups.sort(key=lambda group: (-group.index.total.value, -group.index.closed.value, group.place))
    return Importance(
        outcome=outcome,
        package=package,
        share=Share(int(base.sum() + other.sum()), 2 * len(decided)),
        left_out=values.shape[1] - len(decided),
        groups=tuple(groups) or None,
    )


def _resampling(seed: int, group: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(RESAMPLING_STREAM, group)))
