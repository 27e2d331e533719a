"""Twins of the engines, written from the definitions: every package is listed, every subset tried.

They are as slow and plain as can be, read rules as text by an evaluator of their own, compute in fractions,
and share no code with the engines, with two exceptions: the centroid of bounded weights (which has tests of
its own), and which issues a formula is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Literal

from detente.case.centroid import ratio_centroid
from detente.case.formula import scope
from detente.case.model import Case, Figure, Issue, Like, Party, RedLine, Status, Strength
from tests.rule_truth import truth

Package = tuple[str, ...]
Vector = tuple[Fraction, ...]
Demands = frozenset[str]
Convention = Literal["reserved", "max-reserved-min"]
End = Literal["low", "middle", "high"]

# ---------------------------------------------------------------- what a package is worth


def binds(case: Case, line: RedLine) -> bool:
    """Whether a red line counts: its party has a say on an issue in it, or it is constant and never met."""
    parties = [party for number in scope(line.formula) for party in case.issues[number].consent]
    if not parties:
        return not any(map(truth(case, line.text), named_packages(case)))
    return line.party in parties


def weights_of(case: Case, party: Party) -> list[Fraction]:
    """One weight for each issue: as written, by rank, by bounds, or equal."""
    known, count = party.preference, len(case.issues)
    if known.issue_ranking:
        by_rank = {
            issue: sum((Fraction(1, count * place) for place in range(rank, count + 1)), Fraction(0))
            for rank, issue in enumerate(known.issue_ranking, start=1)
        }
        return [by_rank[issue.id] for issue in case.issues]
    if not known.weights:
        return [Fraction(1, 1 if known.as_written else count)] * count
    bounds = [(known.weights[issue.id].low, known.weights[issue.id].high) for issue in case.issues]
    if known.as_written:
        return [(low + high) / 2 for low, high in bounds]
    return list(ratio_centroid(bounds))


def value_of(issue: Issue, option: str, party: Party) -> Fraction:
    """The value of one option: as stated, by rank evenly from 1 to 0, or one half."""
    ranked = party.preference.option_rankings.get(issue.id)
    if ranked:
        worse = len(ranked) - 1 - ranked.index(option)
        return Fraction(worse, len(ranked) - 1) if len(ranked) > 1 else Fraction(1)
    figure = party.preference.values.get(issue.id, {}).get(option)
    return Fraction(1, 2) if figure is None else (figure.low + figure.high) / 2


def utility_of(case: Case, party: Party) -> Callable[[Mapping[str, str]], Fraction] | None:
    """The utility of a package to a party, or None if it has stated nothing of any option."""
    known = party.preference
    stated = (known.values, known.option_rankings, known.interactions)
    if not any(stated):
        return None
    worth = {
        (issue.id, option.id): weight * value_of(issue, option.id, party)
        for weight, issue in zip(weights_of(case, party), case.issues, strict=True)
        for option in issue.options
    }
    extras = [
        (truth(case, extra.text), (extra.value.low + extra.value.high) / 2) for extra in known.interactions
    ]

    def utility(package: Mapping[str, str]) -> Fraction:
        plain = sum((worth[settled] for settled in package.items()), Fraction(0))
        return plain + sum((value for applies, value in extras if applies(package)), Fraction(0))

    return utility


def reservation_of(case: Case, party: Party, end: End = "middle") -> Fraction | None:
    """Utility of no deal, or None: nothing is required."""
    utility = utility_of(case, party)
    if utility is None or party.reservation is None:
        return None
    if isinstance(party.reservation, Like):
        return utility(party.reservation.package)
    figure: Figure = party.reservation
    ends = {"low": figure.low, "middle": (figure.low + figure.high) / 2, "high": figure.high}
    return ends[end]


# ---------------------------------------------------------------- every package


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One package: the rules that it breaks, the demands that it meets, what it is worth to each party."""

    package: Package
    broken: frozenset[str]
    kept: Demands
    utility: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Every package of a case.

    Demands are named ``line:ID`` and ``reservation:PARTY``.
    """

    case: Case
    rows: tuple[Row, ...]
    parties: tuple[str, ...]
    lines: tuple[str, ...]
    reservations: Mapping[str, Fraction]

    @property
    def demands(self) -> Demands:
        """All of them."""
        return frozenset(self.lines) | {f"reservation:{party}" for party in self.reservations}

    def within_rules(self) -> list[Row]:
        """The packages that break no rule."""
        return [row for row in self.rows if not row.broken]

    def keeping(self, demands: Iterable[str]) -> list[Row]:
        """The packages that break no rule and meet these demands."""
        wanted = frozenset(demands)
        return [row for row in self.within_rules() if wanted <= row.kept]

    def within_lines(self) -> list[Row]:
        """The packages that break no rule and cross no red line."""
        return self.keeping(self.lines)

    def deals(self) -> list[Row]:
        """The agreement space."""
        return self.keeping(self.demands)


def named_packages(case: Case) -> list[dict[str, str]]:
    """All packages as ``{issue: option}``."""
    names = [issue.id for issue in case.issues]
    options = [[option.id for option in issue.options] for issue in case.issues]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*options)]


def takes(issue: str, option: str) -> Callable[[Mapping[str, str]], bool]:
    """Whether a package settles the issue so."""
    return lambda package: package[issue] == option


def world_of(case: Case, *, end: End = "middle", fallbacks: Mapping[str, int] | None = None) -> World:
    """List every package of a case; some red lines may have fallen back to their fallback of that number."""
    rules = {rule.id: truth(case, rule.text) for rule in case.structural}
    for issue in case.issues:
        if issue.status is not Status.OPEN and issue.agreed is not None:
            rules[f"agreed:{issue.id}"] = takes(issue.id, issue.agreed)
    lines = {f"line:{line.id}": truth(case, line.text) for line in case.red_lines if binds(case, line)}
    for line in case.red_lines:
        if fallbacks and line.id in fallbacks:
            lines[f"line:{line.id}"] = truth(case, line.fallback[fallbacks[line.id]].text)
    utilities = {party.id: utility for party in case.parties if (utility := utility_of(case, party))}
    floors = {
        party.id: floor for party in case.parties if (floor := reservation_of(case, party, end)) is not None
    }
    rows = []
    for package in named_packages(case):
        worth = {party: utility(package) for party, utility in utilities.items()}
        kept = {name for name, keeps in lines.items() if keeps(package)}
        kept |= {f"reservation:{party}" for party, floor in floors.items() if worth[party] >= floor}
        broken = frozenset(name for name, holds in rules.items() if not holds(package))
        rows.append(
            Row(
                package=tuple(package.values()),
                broken=broken,
                kept=frozenset(kept),
                utility=tuple(worth.values()),
            )
        )
    return World(
        case=case, rows=tuple(rows), parties=tuple(utilities), lines=tuple(lines), reservations=floors
    )


# ---------------------------------------------------------------- frontier and solutions


def frontier_of(rows: Sequence[Row]) -> dict[Vector, list[Package]]:
    """Undominated utilities, each with all packages that attain it: every pair is compared."""
    attained: dict[Vector, list[Package]] = {}
    for row in rows:
        attained.setdefault(row.utility, []).append(row.package)
    return {
        vector: packages
        for vector, packages in attained.items()
        if not any(_dominates(other, vector) for other in attained)
    }


def _dominates(one: Vector, other: Vector) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def start_of(world: World, convention: Convention, in_force: Iterable[str] | None = None) -> Vector:
    """Where gains start: the reservation in force, by convention raised to the minimum; else the minimum."""
    forced = set(world.reservations if in_force is None else in_force)
    within = world.within_rules()
    start = []
    for column, party in enumerate(world.parties):
        least = min((row.utility[column] for row in within), default=Fraction(0))
        if party not in forced:
            start.append(least)
        elif convention == "max-reserved-min":
            start.append(max(world.reservations[party], least))
        else:
            start.append(world.reservations[party])
    return tuple(start)


def gains_of(row: Row, start: Vector) -> list[Fraction]:
    """What each party has above the start."""
    return [worth - least for worth, least in zip(row.utility, start, strict=True)]


def best_of(rows: Sequence[Row], key: Callable[[Row], object]) -> set[Package]:
    """All packages with the greatest key."""
    values = [(key(row), row.package) for row in rows]
    highest = max((value for value, _ in values), default=None)  # type: ignore[type-var]  # keys are comparable
    return {package for value, package in values if value == highest}


def nash_of(rows: Sequence[Row], start: Vector) -> set[Package]:
    """Most strict gainers, then the greatest product of their gains."""

    def key(row: Row) -> tuple[int, Fraction]:
        gains = [gain for gain in gains_of(row, start) if gain > 0]
        return len(gains), prod(gains, start=Fraction(1))

    return best_of(rows, key)


def ideal_of(rows: Sequence[Row], start: Vector) -> list[Fraction]:
    """The greatest gain of each party in the agreement space."""
    return [max(column) for column in zip(*(gains_of(row, start) for row in rows), strict=True)]


def kalai_smorodinsky_of(rows: Sequence[Row], start: Vector) -> set[Package]:
    """Leximin of gain by ideal gain, without those who can gain nothing."""
    ideal = ideal_of(rows, start)

    def key(row: Row) -> list[Fraction]:
        return sorted(gain / best for gain, best in zip(gains_of(row, start), ideal, strict=True) if best > 0)

    return best_of(rows, key)


def most_equal_of(rows: Sequence[Row], start: Vector) -> set[Package]:
    """On the frontier of ``rows``: the shares of the ideal gains that differ least."""
    ideal, efficient = ideal_of(rows, start), frontier_of(rows)

    def key(row: Row) -> Fraction:
        gains = zip(gains_of(row, start), ideal, strict=True)
        shares = [gain / best for gain, best in gains if best > 0] or [Fraction(0)]
        return min(shares) - max(shares)

    return best_of([row for row in rows if row.utility in efficient], key)


def egalitarian_of(rows: Sequence[Row], start: Vector) -> set[Package]:
    """Leximin of gains."""
    return best_of(rows, lambda row: sorted(gains_of(row, start)))


def utilitarian_of(rows: Sequence[Row], start: Vector) -> set[Package]:
    """The greatest sum of gains."""
    return best_of(rows, lambda row: sum(gains_of(row, start)))


# ---------------------------------------------------------------- blockers and openings


def subsets(demands: Demands) -> list[Demands]:
    """All subsets, smaller ones first."""
    ordered = sorted(demands)
    return [frozenset(chosen) for size in range(len(ordered) + 1) for chosen in combinations(ordered, size)]


def minimal(family: Iterable[Demands]) -> list[Demands]:
    """The sets of a family that hold no other of it."""
    sets = set(family)
    return [own for own in sets if not any(other < own for other in sets)]


def split(demands: Demands) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the red lines and of the parties with reservations among demands, each sorted."""
    lines = sorted(name.removeprefix("line:") for name in demands if name.startswith("line:"))
    parties = sorted(name.removeprefix("reservation:") for name in demands if name.startswith("reservation:"))
    return tuple(lines), tuple(parties)


def blockers_of(world: World) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Minimal sets that no package keeps: smallest first, then by ids."""
    possible = {row.kept for row in world.within_rules()}
    found = minimal(
        subset for subset in subsets(world.demands) if not any(subset <= kept for kept in possible)
    )
    return sorted(map(split, found), key=lambda names: (len(names[0]) + len(names[1]), names))


def openings_of(world: World) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Minimal sets whose dropping leaves a package: fewest absolute, strong, stated, reserved, then ids."""
    everything = world.demands
    if world.deals():
        return []
    possible = {row.kept for row in world.within_rules()}
    found = minimal(
        subset for subset in subsets(everything) if any(everything - subset <= kept for kept in possible)
    )
    strength = {line.id: line.strength for line in world.case.red_lines}

    def cost(names: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[object, ...]:
        given_up = [strength[name] for name in names[0]]
        ranks = (Strength.ABSOLUTE, Strength.STRONG, Strength.STATED)
        return (*(given_up.count(rank) for rank in ranks), len(names[1]), names)

    return sorted(map(split, found), key=cost)
