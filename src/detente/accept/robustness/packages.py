"""Packages against draws: what each is worth to each party, and who accepts it.

Utilities are integers, summed over issues. Candidates share much of what they settle, so issues are put in
blocks of which few variants occur: a variant is summed once, and a package takes one from each block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.draws import Draws, additions_of, reservation_of, tables_of
from detente.accept.robustness.unknowns import Unknowns
from detente.case.formula import All, Among, Formula

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Choices = NDArray[np.int16]
    Truths = NDArray[np.bool_]

CELLS = 2**16
"""Most cells (packages times draws) that are worked on at a time, unless one draw has more."""

VARIANTS = 6
"""A block grows while its variants are fewer than the packages by this factor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some issues that are summed together.

    Attributes:
        columns: Each variant's options as numbers in a row of all options, shape (variants, issues).
        variant: Which variant each package has, shape (packages,).
    """

    columns: Whole
    variant: Whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PackageTable:
    """Packages, prepared for evaluation.

    Attributes:
        choices: Option numbers, shape (packages, issues).
        blocks: The issues, in blocks.
        applies: For each party where its interactions apply, shape (interactions, packages).
        keeps: For each red line and level whether a package keeps it, shape (packages, levels + 1): the last
            column is for a line that is gone.
        within_rules: Whether a package breaks no structural rule and nothing that is agreed.
    """

    choices: Choices
    blocks: tuple[Block, ...]
    applies: tuple[Truths, ...]
    keeps: tuple[Truths, ...]
    within_rules: Truths

    def __len__(self) -> int:
        """Number of packages."""
        return len(self.choices)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Worth:
    """Packages in some draws.

    Attributes:
        rows: Which draws, as numbers in the draws that were evaluated.
        utility: For each party the utility of each package, in units of its grid: (packages, draws).
        accepted: For each party of the case whether it accepts: (parties of the case, packages, draws).
        inside: Whether all accept and no rule is broken: (packages, draws).
    """

    rows: slice
    utility: tuple[Whole, ...]
    accepted: Truths
    inside: Truths


def package_table(unknowns: Unknowns, choices: Choices) -> PackageTable:
    """Prepare packages (option numbers, shape (packages, issues))."""
    everything = np.ones(len(choices), dtype=bool)
    return PackageTable(
        choices=choices,
        blocks=_blocks(choices.astype(np.int64) + np.array(unknowns.starts[:-1], dtype=np.int64)),
        applies=tuple(
            np.array([holding(formula, choices) for formula in party.formulas], dtype=bool).reshape(
                len(party.formulas), len(choices)
            )
            for party in unknowns.parties
        ),
        keeps=tuple(
            np.stack([*(holding(level, choices) for level in line.levels), everything], axis=1)
            for line in unknowns.lines
        ),
        within_rules=np.logical_and.reduce(
            [everything, *(holding(rule, choices) for rule in unknowns.problem.rules)]
        ),
    )


def _blocks(flat: Whole) -> tuple[Block, ...]:
    blocks: list[Block] = []
    first = 0
    while first < flat.shape[1]:
        last, block = first + 1, _block(flat[:, first : first + 1])
        while last < flat.shape[1]:
            wider = _block(flat[:, first : last + 1])
            if len(wider.columns) * VARIANTS > len(flat):
                break
            last, block = last + 1, wider
        blocks.append(block)
        first = last
    return tuple(blocks)


def _block(columns: Whole) -> Block:
    variants, which = np.unique(columns, axis=0, return_inverse=True)
    return Block(variants, which.reshape(-1))


def holding(formula: Formula, choices: NDArray[np.integer]) -> Truths:
    """Which packages meet a formula."""
    if isinstance(formula, Among):
        options = np.array([bool(formula.mask >> option & 1) for option in range(formula.size)])
        among: Truths = options[choices[:, formula.issue]]
        return among
    parts = [holding(part, choices) for part in formula.parts]
    holds = np.full(len(choices), isinstance(formula, All))
    for part in parts:
        holds = holds & part if isinstance(formula, All) else holds | part
    return holds


def utility_of(unknowns: Unknowns, table: PackageTable, draws: Draws, party: int) -> Whole:
    """Utility of each package to a party in each draw, in units of its grid: shape (packages, draws)."""
    worth = np.ascontiguousarray(tables_of(unknowns, draws, party).T)
    total = np.zeros((len(table), len(draws)), dtype=np.int64)
    for block in table.blocks:
        sums = worth[block.columns[:, 0]]
        for column in block.columns.T[1:]:
            sums += worth[column]
        total += sums[block.variant]
    for addition, applies in zip(additions_of(unknowns, draws, party).T, table.applies[party], strict=True):
        total[applies] += addition
    return total


def worths(unknowns: Unknowns, table: PackageTable, draws: Draws) -> Iterator[Worth]:
    """Evaluate packages in draws, some draws at a time."""
    step = max(CELLS // max(len(table), 1), 1)
    for start in range(0, len(draws), step):
        rows = slice(start, min(start + step, len(draws)))
        part = draws.take(rows)
        utility = tuple(utility_of(unknowns, table, part, party) for party in range(len(unknowns.parties)))
        accepted = _accepted(unknowns, table, part, utility)
        inside = accepted.all(axis=0) & table.within_rules[:, np.newaxis]
        yield Worth(rows=rows, utility=utility, accepted=accepted, inside=inside)


def _accepted(unknowns: Unknowns, table: PackageTable, draws: Draws, utility: Sequence[Whole]) -> Truths:
    """A party accepts what keeps its own red lines, at their levels, and gives it its reservation."""
    parties = [party.id for party in unknowns.problem.case.parties]
    accepted = np.ones((len(parties), len(table), len(draws)), dtype=bool)
    for number, line in enumerate(unknowns.lines):
        accepted[parties.index(line.party)] &= table.keeps[number][:, draws.levels[:, number]]
    for number, party in enumerate(unknowns.parties):
        reservation = reservation_of(unknowns, draws, number)
        if reservation is not None:
            accepted[parties.index(party.party)] &= utility[number] >= reservation
    return accepted
