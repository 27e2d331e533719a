"""The agreement space: packages that break no rule, cross no red line and leave nobody worse off.

Each party with a reservation in force gets at least that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.accept.budget import BudgetSpentError
from detente.accept.diagram import STATE_CAP, Diagram, DiagramTooLargeError
from detente.accept.encoding import PackageSolver
from detente.accept.existence import ROW_CAP, diagram_with, package_in
from detente.accept.problem import Line, Problem, problem_of
from detente.accept.sweep import SweepTooLargeError
from detente.case.formula import Formula, holds
from detente.errors import Fault, InputError, UnknownNameError, unknown_name_hint

if TYPE_CHECKING:
    from detente.accept.utility import Utility
    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Space:
    """An agreement space.

    Attributes:
        problem: The case, ready for computing.
        lines: The red lines in force.
        reserved: Ids of the parties whose reservation is in force.
        diagram: All packages within rules and ``lines``; None where they couple too much for the cap.
        feasible: Whether the space has a package; None where a cap was reached first.
        example: One package of the space as ``{issue: option}``, if it has any.
    """

    problem: Problem
    lines: tuple[Line, ...]
    reserved: tuple[str, ...]
    diagram: Diagram | None
    feasible: bool | None
    example: Mapping[str, str] | None

    @property
    def utilities(self) -> tuple[Utility, ...]:
        """Utilities of the parties whose reservation is in force."""
        return tuple(utility for utility in self.problem.utilities if utility.party in self.reserved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a package stands to a space: what it breaks, and whom it gives less than no deal.

    Attributes:
        rules: Ids of the structural rules that it breaks; ``agreed:ISSUE`` for an issue that is settled
            otherwise.
        red_lines: Ids of the red lines that it crosses.
        reservations: Ids of the parties that get less than their reservation.
    """

    rules: tuple[str, ...]
    red_lines: tuple[str, ...]
    reservations: tuple[str, ...]

    @property
    def inside(self) -> bool:
        """Whether the package is in the space."""
        return not (self.rules or self.red_lines or self.reservations)


def restricted(space: Space, formula: Formula) -> Space:
    """The packages of a space in which a formula holds, as if it were one more structural rule."""
    problem = replace(space.problem, rules=(*space.problem.rules, formula))
    return _space(problem, space.lines, space.reserved)


def agreement_space(case: Case | Problem) -> Space:
    """The agreement space of a case, with all its red lines and reservations in force."""
    problem = case if isinstance(case, Problem) else problem_of(case)
    return _space(problem, problem.lines, problem.reserved)


def relax(
    space: Space,
    *red_lines: str,
    reservations: Iterable[str] = (),
    to: Mapping[str, int] | None = None,
) -> Space:
    """The space that opens when parties give up some of what they insist on.

    Args:
        space: The space to start from.
        red_lines: Ids of red lines that are given up.
        reservations: Ids of parties that would accept less than no deal.
        to: For some of ``red_lines`` the number of the fallback (from 0) that stays in force.

    Raises:
        UnknownNameError: if a name is not in force in ``space``.
        InputError: if a red line has no fallback of that number.
    """
    weaker, given = dict(to or {}), tuple(reservations)
    _refuse_unknown(red_lines, [line.id for line in space.lines], "red line")
    _refuse_unknown(tuple(weaker), list(red_lines), "red line among those given up")
    _refuse_unknown(given, list(space.reserved), "reservation")
    kept: list[Line] = []
    for line in space.lines:
        if line.id not in red_lines:
            kept.append(line)
        elif line.id in weaker:
            kept.append(_weakened(line, weaker[line.id]))
    reserved = tuple(party for party in space.reserved if party not in given)
    return _space(space.problem, tuple(kept), reserved)


def standing(space: Space, package: Mapping[str, str | int]) -> Standing:
    """What ``package`` breaks.

    Raises:
        InputError: if it is not one option for each issue.
    """
    case, numbers = space.problem.case, space.problem.numbers(package)
    broken = [rule.id for rule in case.structural if not holds(rule.formula, numbers)]
    broken += [
        f"agreed:{issue.id}"
        for issue in case.issues
        if issue.agreed is not None and str(package[issue.id]) != issue.agreed
    ]
    return Standing(
        rules=tuple(broken),
        red_lines=tuple(line.id for line in space.lines if not holds(line.formula, numbers)),
        reservations=tuple(
            utility.party
            for utility in space.utilities
            if utility.reservation is not None and utility.of(numbers) < utility.reservation
        ),
    )


def _space(problem: Problem, lines: tuple[Line, ...], reserved: tuple[str, ...]) -> Space:
    space = Space(problem=problem, lines=lines, reserved=reserved, diagram=None, feasible=None, example=None)
    formulas = [line.formula for line in lines]
    try:
        package = _by_clauses(problem, formulas)
    except BudgetSpentError:
        return _by_diagram(space, formulas, None)
    if package is None:
        return _decided(replace(space, diagram=Diagram(sizes=problem.sizes, layers=None)), None)
    return _by_diagram(space, formulas, package)


def _by_clauses(problem: Problem, formulas: Sequence[Formula]) -> tuple[int, ...] | None:
    """A package within rules and red lines. That there is none, clauses tell much sooner than a diagram."""
    if not problem.rules and not formulas:
        return (0,) * len(problem.sizes)
    with PackageSolver(problem.sizes, problem.rules, formulas) as solver:
        return solver.package(range(len(formulas)))


def _by_diagram(space: Space, formulas: Sequence[Formula], known: tuple[int, ...] | None) -> Space:
    """Decide by a diagram; where that is too large, the package that is known may do for everybody."""
    problem = space.problem
    conditions = [*problem.rules, *formulas]
    try:
        diagram = diagram_with(problem.sizes, conditions, problem.utilities, state_cap=STATE_CAP)
    except DiagramTooLargeError:
        enough = known is not None and all(
            utility.of(known) >= (utility.reservation or 0) for utility in space.utilities
        )
        return _decided(space, known) if enough else space
    try:
        package = package_in(diagram, problem.utilities, space.utilities, row_cap=ROW_CAP)
    except SweepTooLargeError:
        return replace(space, diagram=diagram)
    return _decided(replace(space, diagram=diagram), package)


def _decided(space: Space, package: tuple[int, ...] | None) -> Space:
    example = None if package is None else space.problem.names(package)
    return replace(space, feasible=package is not None, example=example)


def _weakened(line: Line, number: int) -> Line:
    if not 0 <= number < len(line.fallback):
        message = f"red line '{line.id}' has no fallback number {number}"
        raise InputError(
            Fault(message=message, hint=f"0 to {len(line.fallback) - 1}" if line.fallback else "")
        )
    return replace(line, formula=line.fallback[number], fallback=line.fallback[number + 1 :])


def _refuse_unknown(names: Sequence[str], known: Sequence[str], kind: str) -> None:
    faults = [
        Fault(message=f"no {kind} '{name}'", hint=unknown_name_hint(name, known), code="unknown-name")
        for name in names
        if name not in known
    ]
    if faults:
        raise UnknownNameError(*faults)
