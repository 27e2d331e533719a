"""From a case, a package and a line to the problem that a plan is chosen from.

A row is a violation type of an obligation in a cell; a candidate is an instrument on a site, or one that
needs none; a condition is a scenario. Obligations of the line have a cell for each cut of it, those of an
area one on either side, halfway into the area. What is not known is named and never counted as seeing: an
instrument without a detection figure for a violation type, or without a cost, stands in ``unknown``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from detente.case.model import Case
from detente.case.verification import (
    FigureKey,
    Instrument,
    Level,
    Obligation,
    ObligationKind,
    Placing,
    Verification,
)
from detente.errors import Fault, InputError
from detente.verify.cuts import CELL_KM, Cut, Stretch, cut_line
from detente.verify.instruments.attribution import rates
from detente.verify.instruments.cost import yearly_cost
from detente.verify.instruments.detection import sight
from detente.verify.instruments.means import active
from detente.verify.instruments.scenarios import Scenario, scenarios
from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import Refusal, usable
from detente.verify.post import Post, posts_of
from detente.verify.reach import Block, Stand, distinct, matrices
from detente.verify.site import Points, beside, joined, line_cells

Channel = Literal["detection", "attribution"]

OFFSETS_M = (1_000.0,)
"""How far from the line sites lie, on each side, unless the user says otherwise."""

PER_RANGE = 3
"""Sites of an instrument lie about a third of its furthest range apart, and no nearer than cuts do."""

PLACED = (ObligationKind.LINE, ObligationKind.AREA)
"""Kinds of obligations whose cells follow from the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitingRule:
    """Where instruments may stand, and how finely what they see is asked for.

    Attributes:
        cell_km: Length of the cuts of the line, at most; each has a cell at its middle.
        offsets_m: Distances of sites from the line, on each side, in metres.
        copies: Most instruments of a kind on one site, where ``at-most`` does not say.
        posts: What stands already at places of its own; each is a candidate with no more than its copies.
    """

    cell_km: float = CELL_KM
    offsets_m: tuple[float, ...] = OFFSETS_M
    copies: int = 1
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """What is not known of an instrument that could be of use.

    Attributes:
        violation: The violation type that it is not known to see; ``""`` where its cost is not known.
    """

    instrument: str
    violation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Rows, candidates and scenarios as plain arrays, with all that is needed to say what they mean.

    Attributes:
        level: The run.
        blocks: A block of rows for each obligation and violation type, in order.
        cells: The cells of all blocks.
        sites: The sites of all candidates.
        stands: The candidates.
        scenarios: Scenarios that differ in something that a candidate sees; weights of equal ones are added.
        detection: For each scenario p of one copy, ``(rows, candidates)``.
        targets: The probability that each row has to reach, ``(rows,)``; 0 where none is set.
        refusals: Instruments that the package or a red line rules out.
        unplaced: Ids of obligations that the line gives no cells: see ``means`` for these.
    """

    level: Level
    blocks: tuple[Block, ...]
    cells: Points
    sites: Points
    stands: tuple[Stand, ...]
    scenarios: tuple[Scenario, ...]
    detection: tuple[csr_array, ...]
    targets: tuple[float, ...]
    refusals: tuple[Refusal, ...]
    unknown: tuple[Unknown, ...]
    unplaced: tuple[str, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """Names of the rows: obligation, violation type and cell."""
        return tuple(
            f"{block.obligation}/{block.violation}/{self.cells.ids[cell]}"
            for block in self.blocks
            for cell in range(block.first_cell, block.last_cell)
        )


def placement(
    case: Case,
    package: Mapping[str, str],
    line: Sequence[Stretch],
    *,
    level: Level = "mid",
    siting: SitingRule | None = None,
    relaxed: Collection[str] = (),
    standing: Collection[str] = (),
) -> Placement:
    """What a plan for a package along a line is chosen from.

    Args:
        case: A case with a verification.
        package: One option's id for each issue.
        line: The stretches of the contact line, as its segments are.
        level: Which end of the figures: ``low`` sees least and costs most.
        siting: Where instruments may stand; by default 1 km from the line, on either side.
        relaxed: Ids of red lines that gave way.
        standing: Ids of candidates that are there already: they are among the candidates at any cut of the
            line, though new sites of their instrument would lie further apart.

    Raises:
        InputError: if the case says nothing of verification, or if the package, the line, the siting, an
            exclusion or a red line will not do.
    """
    verification = _verification(case)
    siting = siting or SitingRule()
    left = usable(instruments_of(verification), package, case, relaxed=relaxed)
    duties = active(case, package)
    cuts = cut_line(line, cell_km=siting.cell_km)
    cells, blocks = _cells([duty for duty in duties if duty.kind in PLACED], cuts)
    states = scenarios(verification.conditions)
    fit, unknown = _fit(left.instruments, blocks, states, level)
    sites, stands = _stands(fit, cuts, siting, level, frozenset(standing))
    merged = distinct(states, fit, sorted({block.violation for block in blocks}), level)
    return Placement(
        level=level,
        blocks=blocks,
        cells=cells,
        sites=sites,
        stands=stands,
        scenarios=merged,
        detection=matrices(blocks, cells, sites, stands, merged, level),
        targets=tuple(block.target for block in blocks for _ in range(block.count)),
        refusals=left.refusals,
        unknown=unknown,
        unplaced=tuple(duty.id for duty in duties if duty.kind not in PLACED),
    )


def attributing(found: Placement) -> tuple[csr_array, ...]:
    """For each scenario the chance that one copy sees a violation and names the right side."""
    right = attribution_of(found)[0]
    block_of = np.repeat(np.arange(len(found.blocks)), [block.count for block in found.blocks])
    changed = []
    for matrix in found.detection:
        entries = matrix.tocoo()
        row, column = entries.coords
        chance = csr_array((entries.data * right[block_of[row], column], (row, column)), shape=matrix.shape)
        chance.eliminate_zeros()
        changed.append(chance)
    return tuple(changed)


def attribution_of(found: Placement) -> tuple[np.ndarray, np.ndarray]:
    """Chances of naming the right side and the wrong one, each ``(blocks, candidates)``."""
    known: dict[tuple[str, str], tuple[float, float]] = {}
    right = np.zeros((len(found.blocks), len(found.stands)))
    wrong = np.zeros_like(right)
    for at, block in enumerate(found.blocks):
        for column, stand in enumerate(found.stands):
            key = (block.violation, stand.instrument.id)
            if key not in known:
                known[key] = rates(stand.instrument, block.violation, found.level)
            right[at, column], wrong[at, column] = known[key]
    return right, wrong


# ---------------------------------------------------------------- parts


def _verification(case: Case) -> Verification:
    if case.verification is None:
        message = f"the case '{case.id}' says nothing of verification"
        hint = "a file verification.toml in its folder"
        raise InputError(Fault(place="case", message=message, hint=hint, code="no-verification"))
    return case.verification


def _cells(duties: Sequence[Obligation], cuts: Sequence[Cut]) -> tuple[Points, tuple[Block, ...]]:
    """The cells of the placed obligations, and a block of rows for each of them and each violation type."""
    layers: dict[float, tuple[Points, int]] = {}
    parts: list[Points] = []
    blocks: list[Block] = []
    count = row = 0
    for duty in duties:
        depth = 0.0 if duty.kind is ObligationKind.LINE else _depth_m(duty)
        if depth not in layers:
            layer = line_cells(cuts) if depth == 0 else beside(cuts, [depth])
            layers[depth] = (layer, count)
            parts.append(layer)
            count += len(layer)
        layer, first = layers[depth]
        for violation in duty.violations:
            blocks.append(
                Block(
                    obligation=duty.id,
                    kind=duty.kind,
                    violation=violation,
                    first_cell=first,
                    last_cell=first + len(layer),
                    first_row=row,
                    target=float(duty.target or 0),
                )
            )
            row += len(layer)
    return joined(parts), tuple(blocks)


def _depth_m(duty: Obligation) -> float:
    """Half of how far an area reaches, in metres."""
    return 0.0 if duty.within_km is None else float(duty.within_km) * 500


def _fit(
    instruments: Sequence[Instrument], blocks: Sequence[Block], states: Sequence[Scenario], level: Level
) -> tuple[tuple[Instrument, ...], tuple[Unknown, ...]]:
    """Instruments with a cost that are known to see something here; and what is not known of the others."""
    fit, unknown = [], []
    for instrument in instruments:
        wanted = dict.fromkeys(block.violation for block in blocks if block.kind in instrument.sees)
        unseen = [name for name in wanted if sight(instrument, name, states[0], level) is None]
        unknown += [Unknown(instrument=instrument.id, violation=name) for name in unseen]
        if len(unseen) == len(wanted):
            continue
        if yearly_cost(instrument, level) is None:
            unknown.append(Unknown(instrument=instrument.id, violation=""))
        else:
            fit.append(instrument)
    return tuple(fit), tuple(unknown)


def _stands(
    instruments: Sequence[Instrument],
    cuts: Sequence[Cut],
    siting: SitingRule,
    level: Level,
    standing: frozenset[str],
) -> tuple[Points, tuple[Stand, ...]]:
    everywhere = beside(cuts, siting.offsets_m)
    layers: dict[int, tuple[Points, int]] = {}
    parts: list[Points] = []
    stands: list[Stand] = []
    count = 0
    for instrument in instruments:
        cost = yearly_cost(instrument, level) or 0.0
        most = instrument.figure(FigureKey.AT_MOST)
        copies = siting.copies if most is None else int(most.at("mid"))
        if instrument.placing is Placing.NONE:
            stands.append(Stand(id=instrument.id, instrument=instrument, site=None, cost=cost, most=copies))
            continue
        every = _every(instrument, cuts, level)
        if every not in layers:
            layers[every] = (beside(cuts, siting.offsets_m, every=every), count)
            parts.append(layers[every][0])
            count += len(layers[every][0])
        layer, first = layers[every]
        old = _standing_apart(everywhere, instrument, layer, standing)
        posts = posts_of(instrument.id, siting.posts, cuts)
        parts += [old, posts]
        places = [*zip(layer.ids, range(first, first + len(layer)), strict=True)]
        places += zip((*old.ids, *posts.ids), range(count, count + len(old) + len(posts)), strict=True)
        count += len(old) + len(posts)
        most_of = {post.site: post.copies for post in siting.posts if post.instrument == instrument.id}
        stands += [
            Stand(
                id=f"{instrument.id}@{name}",
                instrument=instrument,
                site=place,
                cost=cost,
                most=most_of.get(name, copies),
            )
            for name, place in places
        ]
    return joined(parts), tuple(stands)


def _standing_apart(
    everywhere: Points, instrument: Instrument, layer: Points, standing: frozenset[str]
) -> Points:
    """Where copies of an instrument stand already, off the sites at which new ones would be put."""
    known = set(layer.ids)
    return everywhere.only(
        [
            at
            for at, name in enumerate(everywhere.ids)
            if name not in known and f"{instrument.id}@{name}" in standing
        ]
    )


def _every(instrument: Instrument, cuts: Sequence[Cut], level: Level) -> int:
    ranges = [row.value.at(level) for row in instrument.figures if row.key is FigureKey.RANGE_M]
    cut_m = sum(cut.length_m for cut in cuts) / len(cuts)
    return max(1, ceil(max(ranges) / PER_RANGE / cut_m - 0.5)) if cut_m > 0 else 1
