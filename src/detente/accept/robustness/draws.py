"""Seeded draws of all that a case leaves open, in chunks that do not depend on who computes them.

Every chunk of draws, and in it every group of unknowns (a party's weights, its values on one issue, its
interactions, its reservation, one red line), has a stream of random numbers of its own, spawned from the
one seed. So a draw is the same whatever was drawn before it, on whichever worker, and a group can be
replaced by that of another draw without touching the rest (pick-freeze).

A red line is held or given up by one convention. The chance that it is held is drawn once per draw, uniform
within its bounds. With that chance the party holds the line; if not, it falls back to the next weaker line,
which it holds with the same chance; past the last fallback the line is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.accept.robustness.laws import Between, draw_values, draw_weights
from detente.accept.robustness.unknowns import LineUnknowns, Unknowns
from detente.accept.utility import Utility
from detente.case.formula import holds

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

Kind = Literal["weights", "values", "interactions", "reservation", "red-line"]
KINDS: tuple[Kind, ...] = ("weights", "values", "interactions", "reservation", "red-line")

LARGEST_CHUNK, SMALLEST_CHUNK, NUMBERS_IN_CHUNK = 500, 16, 2**22


@dataclass(frozen=True, slots=True)
class Group:
    """A group of unknowns that are drawn together.

    Attributes:
        owner: Number of the party among those that state a preference; of a red line the line's number.
        issue: Number of the issue (``values`` only, else 0).
    """

    kind: Kind
    owner: int
    issue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """Some draws; each array has one row for each.

    Attributes:
        weights: For each party its weights as integers, shape (draws, issues).
        values: For each party the value of each option of each issue, shape (draws, options).
        extras: For each party what each of its interactions adds, shape (draws, interactions).
        reservations: For each party its utility of no deal, shape (draws,); None where none is stated.
        levels: For each red line the level in force (0: held), shape (draws, lines).
    """

    weights: tuple[Whole, ...]
    values: tuple[Whole, ...]
    extras: tuple[Whole, ...]
    reservations: tuple[Whole | None, ...]
    levels: NDArray[np.int16]

    def __len__(self) -> int:
        """Number of draws."""
        return len(self.levels)

    def take(self, rows: NDArray[np.int64] | slice) -> Draws:
        """Some of the draws."""
        return Draws(
            weights=tuple(known[rows] for known in self.weights),
            values=tuple(known[rows] for known in self.values),
            extras=tuple(known[rows] for known in self.extras),
            reservations=tuple(None if known is None else known[rows] for known in self.reservations),
            levels=self.levels[rows],
        )


def joined(parts: Sequence[Draws]) -> Draws:
    """Draws one after the other; at least one part."""
    first = parts[0]
    return Draws(
        weights=tuple(np.concatenate([part.weights[n] for part in parts]) for n in range(len(first.weights))),
        values=tuple(np.concatenate([part.values[n] for part in parts]) for n in range(len(first.values))),
        extras=tuple(np.concatenate([part.extras[n] for part in parts]) for n in range(len(first.extras))),
        reservations=tuple(
            None
            if known is None
            else np.concatenate([own for part in parts if (own := part.reservations[n]) is not None])
            for n, known in enumerate(first.reservations)
        ),
        levels=np.concatenate([part.levels for part in parts]),
    )


def chunk_size(unknowns: Unknowns) -> int:
    """How many draws make a chunk: a matter of memory, the same for every number of workers."""
    numbers = max(unknowns.starts[-1] * len(unknowns.parties), 1)
    return min(max(NUMBERS_IN_CHUNK // numbers, SMALLEST_CHUNK), LARGEST_CHUNK)


def open_groups(unknowns: Unknowns) -> tuple[Group, ...]:
    """The groups that leave anything to draw, party by party, red lines last."""
    groups: list[Group] = []
    for number, party in enumerate(unknowns.parties):
        if not isinstance(party.weights, Between) or party.weights.is_open:
            groups.append(Group("weights", number))
        groups += [Group("values", number, issue) for issue, law in enumerate(party.values) if law.is_open]
        if party.extras.is_open:
            groups.append(Group("interactions", number))
        if isinstance(party.reservation, Between) and party.reservation.is_open:
            groups.append(Group("reservation", number))
    groups += [Group("red-line", number) for number, line in enumerate(unknowns.lines) if line.is_open]
    return tuple(groups)


def draw(unknowns: Unknowns, *, seed: int, stream: int, chunk: int) -> Draws:
    """One chunk of draws: the same for the same arguments.

    Args:
        unknowns: What is open.
        seed: The one seed.
        stream: Draws that are meant to be independent have different streams.
        chunk: Its number within the stream.
    """
    rows = chunk_size(unknowns)
    source = _Source(seed, stream, chunk)
    return Draws(
        weights=tuple(
            draw_weights(party.weights, source.of(Group("weights", number)), rows)
            for number, party in enumerate(unknowns.parties)
        ),
        values=tuple(
            np.concatenate(
                [
                    draw_values(law, source.of(Group("values", number, issue)), rows)
                    for issue, law in enumerate(party.values)
                ],
                axis=1,
            )
            for number, party in enumerate(unknowns.parties)
        ),
        extras=tuple(
            draw_values(party.extras, source.of(Group("interactions", number)), rows)
            for number, party in enumerate(unknowns.parties)
        ),
        reservations=_reservations(unknowns, source, rows),
        levels=draw_levels(unknowns, seed=seed, stream=stream, chunk=chunk),
    )


def draw_levels(unknowns: Unknowns, *, seed: int, stream: int, chunk: int) -> NDArray[np.int16]:
    """The red lines of a chunk alone: which level of each is in force, shape (draws, lines)."""
    rows, source = chunk_size(unknowns), _Source(seed, stream, chunk)
    columns = [
        _levels(line, source.of(Group("red-line", number)), rows)
        for number, line in enumerate(unknowns.lines)
    ]
    return np.stack(columns, axis=1) if columns else np.zeros((rows, 0), dtype=np.int16)


def mixed(unknowns: Unknowns, draws: Draws, other: Draws, group: Group) -> Draws:
    """``draws`` with one group taken from ``other``."""
    owner = group.owner
    weights, values, extras = list(draws.weights), list(draws.values), list(draws.extras)
    reservations, levels = list(draws.reservations), draws.levels
    if group.kind == "weights":
        weights[owner] = other.weights[owner]
    elif group.kind == "values":
        own = slice(unknowns.starts[group.issue], unknowns.starts[group.issue + 1])
        values[owner] = values[owner].copy()
        values[owner][:, own] = other.values[owner][:, own]
    elif group.kind == "interactions":
        extras[owner] = other.extras[owner]
    elif group.kind == "reservation":
        reservations[owner] = other.reservations[owner]
    else:
        levels = levels.copy()
        levels[:, owner] = other.levels[:, owner]
    return Draws(
        weights=tuple(weights),
        values=tuple(values),
        extras=tuple(extras),
        reservations=tuple(reservations),
        levels=levels,
    )


# ---------------------------------------------------------------- what a draw makes of a party


def tables_of(unknowns: Unknowns, draws: Draws, party: int) -> Whole:
    """What each option adds to a party's utility, in units of its grid: shape (draws, options)."""
    issues = np.repeat(np.arange(len(unknowns.starts) - 1), np.diff(unknowns.starts))
    tables: Whole = draws.weights[party][:, issues] * draws.values[party]
    return tables


def additions_of(unknowns: Unknowns, draws: Draws, party: int) -> Whole:
    """What each interaction adds to a party's utility, in units of its grid: shape (draws, interactions)."""
    return draws.extras[party] * unknowns.parties[party].weight_scale


def reservation_of(unknowns: Unknowns, draws: Draws, party: int) -> Whole | None:
    """A party's utility of no deal in units of its grid, shape (draws,); None if it has stated none."""
    known = unknowns.parties[party]
    if not isinstance(known.reservation, tuple):
        drawn = draws.reservations[party]
        return None if drawn is None else drawn * known.weight_scale
    columns = [start + option for start, option in zip(unknowns.starts, known.reservation, strict=False)]
    worth: Whole = tables_of(unknowns, draws, party)[:, columns].sum(axis=1)
    applies = [number for number, formula in enumerate(known.formulas) if holds(formula, known.reservation)]
    worth += additions_of(unknowns, draws, party)[:, applies].sum(axis=1)
    return worth


def utilities_in(unknowns: Unknowns, draws: Draws, row: int) -> tuple[Utility, ...]:
    """The drawn utilities of one draw, for the engines that take one."""
    one = draws.take(slice(row, row + 1))
    return tuple(_utility(unknowns, one, number) for number in range(len(unknowns.parties)))


def _utility(unknowns: Unknowns, one: Draws, number: int) -> Utility:
    party, flat = unknowns.parties[number], tables_of(unknowns, one, number)[0].tolist()
    reservation = reservation_of(unknowns, one, number)
    floor = None if reservation is None else int(reservation[0])
    additions = additions_of(unknowns, one, number)[0].tolist()
    return Utility(
        party=party.party,
        scale=party.scale,
        tables=tuple(
            tuple(flat[start:stop]) for start, stop in zip(unknowns.starts, unknowns.starts[1:], strict=False)
        ),
        extras=tuple(zip(party.formulas, additions, strict=True)),
        reservation=floor,
        reservation_ends=None if floor is None else (floor, floor),
    )


# ---------------------------------------------------------------- drawing from one law


@dataclass(frozen=True, slots=True)
class _Source:
    seed: int
    stream: int
    chunk: int

    def of(self, group: Group) -> Generator:
        """The random numbers of one group."""
        key = (self.stream, self.chunk, KINDS.index(group.kind), group.owner, group.issue)
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=key))


def _reservations(unknowns: Unknowns, source: _Source, rows: int) -> tuple[Whole | None, ...]:
    return tuple(
        draw_values(party.reservation, source.of(Group("reservation", number)), rows)[:, 0]
        if isinstance(party.reservation, Between)
        else None
        for number, party in enumerate(unknowns.parties)
    )


def _levels(line: LineUnknowns, random: Generator, rows: int) -> NDArray[np.int16]:
    low, high = line.chance
    chance = low + (high - low) * random.random((rows, 1))
    given_up = random.random((rows, len(line.levels))) >= chance
    levels: NDArray[np.int16] = np.cumprod(given_up, axis=1).sum(axis=1).astype(np.int16)
    return levels
