"""Robustness: the whole of a case's findings over seeded draws of everything that it leaves open.

The work is cut into tasks (chunks of draws, with seeds of their own) that do not depend on how many workers
there are; their results are counts, joined in the order of the tasks. So the same seed gives the same
numbers on one worker and on twenty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING, TypeVar, get_args

import numpy as np

from detente.accept.answer import solve
from detente.accept.disagreement import Disagreement, refuse_unknown
from detente.accept.problem import problem_of
from detente.accept.robustness.counting import Tally
from detente.accept.robustness.draws import open_groups
from detente.accept.robustness.frontiers import DrawnPackages
from detente.accept.robustness.importance import importance
from detente.accept.robustness.listing import (
    Totals,
    candidates_of,
    check_of,
    combinations_of,
    listed,
    robust_packages,
    settlements_of,
    totals_of,
)
from detente.accept.robustness.named import Package, central_package, named_packages
from detente.accept.robustness.packages import PackageTable, package_table
from detente.accept.robustness.paired import Marked
from detente.accept.robustness.plan import Plan, chunks_of, exchanges_of, few_at_a_time, plan_of
from detente.accept.robustness.result import Acceptance, Effort, Importance, Robustness, RobustPackage
from detente.accept.robustness.share import Share
from detente.accept.robustness.tasks import (
    Rows,
    acceptance_task,
    compared_task,
    frontiers_task,
    outcomes_task,
    ranks_task,
    tally_task,
)
from detente.accept.robustness.telling import conventions, could_not, open_figures
from detente.accept.robustness.unknowns import unknowns_of
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from detente.accept.answer import Answer
    from detente.case.model import Case

Task = TypeVar("Task")
Result = TypeVar("Result")

WITNESSES = 128
"""How many widely accepted packages are tried before importance asks for an exact verdict."""

SEEDS = 2**64
"""Seeds are integers from 0 to one less."""


def robustness(
    case: Case,
    *,
    effort: Effort | None = None,
    seed: int = 0,
    packages: Mapping[str, Package] | None = None,
    disagreement: Disagreement = "reserved",
    answer: Answer | None = None,
    executor: Executor | None = None,
) -> Robustness:
    """Which findings hold over everything that a case leaves open.

    Args:
        case: The case.
        effort: How much is done; None for :class:`~detente.accept.robustness.result.Effort`'s own numbers.
        seed: The seed of all draws.
        packages: Packages to follow, by name, as ``{issue: option}``.
        disagreement: Where gains start.
        answer: What :func:`~detente.accept.answer.solve` found, where that is known already.
        executor: Where tasks run; None for here. It changes no number.

    Raises:
        InputError: if a package is not one option for each issue, or another argument makes no sense.
    """
    effort = effort or Effort()
    _refuse(effort, seed)
    refuse_unknown("disagreement", disagreement, get_args(Disagreement))
    answer = answer or solve(case, disagreement=disagreement)
    unknowns = unknowns_of(answer.space.problem)
    named = named_packages(answer, packages or {})
    plan = plan_of(unknowns, draws=effort.draws, seed=seed, disagreement=disagreement)
    first = few_at_a_time(plan.usable[: effort.frontiers])
    drawn = _run(executor, partial(frontiers_task, plan.setting, effort.best), first)
    table = package_table(unknowns, _candidates(list(named), drawn, len(unknowns.problem.sizes)))
    tallies = _run(executor, partial(tally_task, plan.setting, table), plan.chunks)
    totals = totals_of(tallies, len(table))
    further = few_at_a_time(plan.usable[effort.frontiers : effort.frontiers + effort.checks])
    comparisons = _run(executor, partial(compared_task, plan.setting, table), further)
    check = check_of([one for part in comparisons for one in part])
    combinations = combinations_of(unknowns, plan.combinations, totals, plan.setting.leaves)
    return Robustness(
        case=case,
        seed=seed,
        effort=effort,
        disagreement=disagreement,
        conventions=conventions(disagreement),
        open_figures=open_figures(unknowns),
        rounded=tuple(party.party for party in unknowns.parties if party.rounded),
        deal=Share(int((totals.verdicts == 1).sum()), effort.draws),
        undecided=int((totals.verdicts < 0).sum()),
        ruled_out=sum(known.draws for known in combinations if known.ruled_out),
        combinations=combinations,
        candidates=candidates_of(table, totals, drawn),
        packages=_listed(plan, effort, table, list(named.values()), totals, tallies, executor),
        settlements=settlements_of(unknowns, totals),
        check=check,
        importance=_importance(plan, effort, table, totals, answer, executor),
        could_not=could_not(unknowns, totals, drawn, check),
    )


def acceptance(
    case: Case, packages: Sequence[Package], *, draws: int = 10_000, seed: int = 0
) -> tuple[Acceptance, ...]:
    """How probable it is that each party, and that all, accept each of some packages.

    With the same seed and number of draws the shares are those of :func:`robustness`.

    Args:
        case: The case.
        packages: As ``{issue: option}``.
        draws: How many draws.
        seed: Their seed.

    Raises:
        InputError: if a package is not one option for each issue.
    """
    _refuse(Effort(draws=draws), seed)
    problem = problem_of(case)
    unknowns = unknowns_of(problem)
    chosen = [problem.numbers(package) for package in packages]
    table = package_table(unknowns, np.array(chosen, dtype=np.int16).reshape(-1, len(problem.sizes)))
    parts = [acceptance_task(unknowns, table, seed, own) for own in chunks_of(unknowns, draws)]
    accepted, agreed = (np.concatenate(marks, axis=-1) for marks in zip(*parts, strict=True))
    found = []
    for number, package in enumerate(chosen):
        by_all = _marked(agreed[number])
        drawn = {
            party.id: _marked(marks[number]) for party, marks in zip(case.parties, accepted, strict=True)
        }
        found.append(
            Acceptance(
                package=problem.names(package),
                acceptable={party: marks.share for party, marks in drawn.items()},
                acceptable_to_all=by_all.share,
                drawn=drawn,
                drawn_to_all=by_all,
            )
        )
    return tuple(found)


def _marked(draws: NDArray[np.bool_]) -> Marked:
    return Marked(int.from_bytes(np.packbits(draws, bitorder="little").tobytes(), "little"), len(draws))


def _refuse(effort: Effort, seed: int) -> None:
    least = {"draws": 1, "best": 1, "resamples": 1}
    faults = [
        Fault(place=f"effort.{name}", message=f"{name} = {value}", hint=f"{least.get(name, 0)} or more")
        for name, value in asdict(effort).items()
        if value < least.get(name, 0)
    ]
    if not 0 <= seed < SEEDS:
        faults.append(Fault(place="seed", message=f"seed = {seed}", hint=f"0 to {SEEDS - 1}"))
    if faults:
        raise InputError(*faults)


def _run(
    executor: Executor | None, function: Callable[[Task], Result], tasks: Sequence[Task]
) -> list[Result]:
    return list(map(function, tasks) if executor is None else executor.map(function, tasks))


def _candidates(
    named: Sequence[tuple[int, ...]], drawn: Sequence[DrawnPackages], issues: int
) -> NDArray[np.int16]:
    """The named packages in order, then all others of the drawn frontiers, sorted."""
    first = np.array(named, dtype=np.int16).reshape(-1, issues)
    found = np.concatenate([first, *(part.choices for part in drawn)])
    known = set(named)
    new = [package for package in np.unique(found, axis=0).tolist() if tuple(package) not in known]
    return np.concatenate([first, np.array(new, dtype=np.int16).reshape(-1, issues)])


def _listed(
    plan: Plan,
    effort: Effort,
    table: PackageTable,
    names: Sequence[tuple[str, ...]],
    totals: Totals,
    tallies: Sequence[Tally],
    executor: Executor | None,
) -> tuple[RobustPackage, ...]:
    numbers = listed(totals, len(names), effort.listed)
    if not numbers:
        return ()
    few = package_table(plan.setting.unknowns, table.choices[numbers])
    tasks: list[tuple[Rows, NDArray[np.bool_]]] = []
    for own, counted in zip(plan.chunks, tallies, strict=True):
        nash = np.zeros((len(own.rows), len(table)), dtype=bool)
        if counted.selected is not None:
            nash[tuple(counted.selected["nash"].T)] = True
        tasks.append((own, nash[:, numbers]))
    ranks = _run(executor, partial(ranks_task, plan.setting, few), tasks)
    chosen = {number: names[number] if number < len(names) else () for number in numbers}
    return robust_packages(plan.setting.unknowns, table, chosen, totals, reduce(add, ranks))


def _importance(
    plan: Plan,
    effort: Effort,
    table: PackageTable,
    totals: Totals,
    answer: Answer,
    executor: Executor | None,
) -> tuple[Importance, ...]:
    unknowns = plan.setting.unknowns
    groups = open_groups(unknowns)
    if not groups or not effort.importance:
        return ()
    package = central_package(answer)
    followed = () if package is None else (unknowns.problem.numbers(package),)
    widely = table.choices[np.argsort(-totals.agreed, kind="stable")[:WITNESSES]]
    first = np.array(followed, dtype=np.int16).reshape(-1, len(unknowns.problem.sizes))
    witnesses = package_table(unknowns, np.concatenate([first, widely]))
    task = partial(outcomes_task, plan.setting, witnesses, groups)
    parts = _run(executor, task, exchanges_of(unknowns, effort.importance))
    return importance(
        unknowns, groups, parts, package=package, seed=plan.setting.seed, count=effort.resamples
    )
