"""From counts to what is reported: totals over all chunks, and the packages worth listing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import fsum
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from detente.accept.robustness.choice import SELECTIONS, Selection
from detente.accept.robustness.result import Candidates, Check, Combination, RobustPackage, Settlement
from detente.accept.robustness.share import Share
from detente.case.formula import holds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.accept.robustness.counting import Tally
    from detente.accept.robustness.deals import Levels
    from detente.accept.robustness.frontiers import Comparison, DrawnPackages
    from detente.accept.robustness.packages import PackageTable
    from detente.accept.robustness.ranking import RankTally
    from detente.accept.robustness.unknowns import Unknowns

    Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Totals:
    """Counts over all draws.

    Attributes:
        verdicts: Whether a deal exists in each draw: 1, 0 or -1 (not decided).
        accepted: In how many draws each party accepts each candidate, shape (parties, packages).
        agreed: In how many all accept it and it breaks no rule, shape (packages,).
        selected: In how many each concept selects it; None where that was not computed.
        options: In how many a package that the concept selects takes each option, shape (options,).
        covered: In how many any candidate is in the space.
    """

    verdicts: NDArray[np.int8]
    accepted: Whole
    agreed: Whole
    selected: Mapping[Selection, Whole] | None
    options: Mapping[Selection, Whole] | None
    covered: int


def totals_of(tallies: Sequence[Tally], count: int) -> Totals:
    """Add up the tallies of all chunks over ``count`` candidates."""
    return Totals(
        verdicts=np.concatenate([part.verdicts for part in tallies]),
        accepted=reduce(add, [part.accepted for part in tallies]),
        agreed=reduce(add, [part.agreed for part in tallies]),
        selected=_selected(tallies, count),
        options=_options(tallies),
        covered=sum(part.covered for part in tallies),
    )


def _selected(tallies: Sequence[Tally], count: int) -> dict[Selection, Whole] | None:
    known = [part.selected for part in tallies if part.selected is not None]
    if len(known) < len(tallies):
        return None
    return {
        concept: np.bincount(np.concatenate([part[concept] for part in known])[:, 1], minlength=count)
        for concept in SELECTIONS
    }


def _options(tallies: Sequence[Tally]) -> dict[Selection, Whole] | None:
    known = [part.options for part in tallies if part.options is not None]
    if len(known) < len(tallies):
        return None
    return {concept: reduce(add, [part[concept] for part in known]) for concept in SELECTIONS}


def settlements_of(unknowns: Unknowns, totals: Totals) -> dict[Selection, Settlement] | None:
    """What selected packages settle issue by issue; None where nothing was selected."""
    if totals.options is None or not totals.covered:
        return None
    return {
        concept: {
            issue.id: {
                option.id: Share(count, totals.covered)
                for option, count in zip(issue.options, counts[start:].tolist(), strict=False)
            }
            for issue, start in zip(unknowns.problem.case.issues, unknowns.starts, strict=False)
        }
        for concept, counts in totals.options.items()
    }


def candidates_of(table: PackageTable, totals: Totals, drawn: Sequence[DrawnPackages]) -> Candidates:
    """All candidates with their counts."""
    return Candidates(
        choices=table.choices,
        accepted=totals.accepted,
        agreed=totals.agreed,
        selected=totals.selected,
        frontiers=sum(part.frontiers for part in drawn),
        rounded=sum(part.rounded for part in drawn),
        without=sum(part.without for part in drawn),
        covered=totals.covered,
    )


def combinations_of(
    unknowns: Unknowns,
    combinations: Sequence[tuple[Levels, Whole]],
    totals: Totals,
    leaves: Mapping[Levels, bool | None],
) -> tuple[Combination, ...]:
    """The combinations of red lines that were drawn, most frequent first."""
    found = [
        Combination(
            levels={line.id: level for line, level in zip(unknowns.lines, kind, strict=True)},
            draws=len(rows),
            deals=int((totals.verdicts[rows] == 1).sum()),
            undecided=int((totals.verdicts[rows] < 0).sum()),
            ruled_out=leaves[kind] is False,
        )
        for kind, rows in combinations
    ]
    return tuple(sorted(found, key=lambda one: (-one.draws, tuple(one.levels.values()))))


def check_of(found: Sequence[Comparison | None]) -> Check | None:
    """What the comparisons with exact frontiers come to; None without any."""
    comparisons = [one for one in found if one is not None]
    if not comparisons:
        return None
    shortfalls = [one.nash_shortfall for one in comparisons]
    return Check(
        same={
            concept: Share(sum(one.same[concept] for one in comparisons), len(comparisons))
            for concept in SELECTIONS
        },
        mean_shortfall=fsum(shortfalls) / len(shortfalls),
        worst_shortfall=max(shortfalls),
        left_out=len(found) - len(comparisons),
    )


def listed(totals: Totals, named: int, most: int) -> list[int]:
    """Numbers of the named candidates (the first ones), then of the best by each criterion.

    Candidates that are equal by a criterion are ordered by how often they are selected or agreed at all.
    """
    criteria = [totals.agreed, *(() if totals.selected is None else totals.selected.values())]
    overall = reduce(add, criteria)
    chosen = dict.fromkeys(range(named))
    for counts in criteria:
        best = np.lexsort((-overall, -counts))[:most].tolist()
        chosen |= dict.fromkeys(number for number in best if counts[number])
    return list(chosen)


def robust_packages(
    unknowns: Unknowns,
    table: PackageTable,
    chosen: Mapping[int, tuple[str, ...]],
    totals: Totals,
    ranks: RankTally,
) -> tuple[RobustPackage, ...]:
    """The listed packages.

    Args:
        unknowns: What is open.
        table: All candidates.
        chosen: Numbers of the listed ones, in order, with their names.
        totals: Counts of all candidates.
        ranks: Rank counts of the listed ones.
    """
    return tuple(
        _robust_package(unknowns, table.choices[number].tolist(), names, totals, _Place(number, place, ranks))
        for place, (number, names) in enumerate(chosen.items())
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a package stands: its number among the candidates, its place among the listed, their ranks."""

    number: int
    place: int
    ranked: RankTally


def _robust_package(
    unknowns: Unknowns, package: list[int], names: tuple[str, ...], totals: Totals, at: _Place
) -> RobustPackage:
    draws, case, selected = len(totals.verdicts), unknowns.problem.case, totals.selected
    ranks = at.ranked.ranks[:, at.place]
    nash = 0 if selected is None else int(selected["nash"][at.number])
    return RobustPackage(
        package=unknowns.problem.names(package),
        names=names,
        broken=_broken(unknowns, package),
        acceptable={
            party.id: Share(int(counts[at.number]), draws)
            for party, counts in zip(case.parties, totals.accepted, strict=True)
        },
        acceptable_to_all=Share(int(totals.agreed[at.number]), draws),
        selected=None
        if selected is None
        else {concept: Share(int(counts[at.number]), draws) for concept, counts in selected.items()},
        ranks={party.party: tuple(own.tolist()) for party, own in zip(unknowns.parties, ranks, strict=True)},
        central_weights=_means(unknowns, at.ranked.first_weights[:, at.place], ranks[:, 0].tolist()),
        nash_weights=_means(unknowns, at.ranked.nash_weights[:, at.place], [nash] * len(unknowns.parties)),
    )


def _broken(unknowns: Unknowns, package: list[int]) -> tuple[str, ...]:
    case = unknowns.problem.case
    broken = [rule.id for rule in case.structural if not holds(rule.formula, package)]
    names = unknowns.problem.names(package)
    broken += [
        f"agreed:{issue.id}"
        for issue in case.issues
        if issue.agreed is not None and names[issue.id] != issue.agreed
    ]
    return tuple(broken)


def _means(unknowns: Unknowns, sums: Whole, counts: list[int]) -> dict[str, Mapping[str, float] | None]:
    """For each party the mean weight of each issue, from integer sums over so many draws."""
    issues = [issue.id for issue in unknowns.problem.case.issues]
    means: dict[str, Mapping[str, float] | None] = {}
    for party, own, count in zip(unknowns.parties, sums.tolist(), counts, strict=True):
        whole = count * party.weight_scale
        means[party.party] = (
            {issue: total / whole for issue, total in zip(issues, own, strict=True)} if count else None
        )
    return means
