"""Why the demands of a blocker cannot all hold: what each leaves, and how one thing leads to the next.

The options of each issue are narrowed by one red line or structural rule after the other until an issue (or
a rule) has nothing left. That is sound but need not find every contradiction; where it finds none, the
blocker stands as computed and no steps are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.case.formula import All, Among, scope
from detente.case.model import Status

if TYPE_CHECKING:
    from detente.accept.blockers import Blocker
    from detente.case.formula import Formula
    from detente.case.model import Case, RedLine

Box = Mapping[int, int]
"""What is left of issues: an issue's number to the mask of its options; an absent issue is whole."""


class Mark(StrEnum):
    """What a red line says of one option."""

    KEEPS = "keeps"
    REFUSES = "refuses"
    DEPENDS = "depends"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Issues on which the lines meet, with the same options and the same marks.

    Attributes:
        issues: Numbers of the issues.
        options: Titles of their options, in order.
        marks: For each option what each line says of it, lines in the order of the collision.
        closed: Whether every option is refused by some line.
    """

    issues: tuple[int, ...]
    options: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One demand, and what it leaves.

    Attributes:
        line: Id of the red line, or "".
        rule: Id of the structural rule, or "".
        settled: Id of the issue that is settled already, or "".
        leaves: What is left of each issue that it narrows: its number and the mask; empty where the demand
            cannot be met any more.
    """

    line: str = ""
    rule: str = ""
    settled: str = ""
    leaves: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A blocker taken apart.

    Attributes:
        lines: Its red lines, ordered by their party's place in the case.
        reservations: Ids of the parties whose reservations are part of it.
        meetings: Issues on which at least two of the lines speak; where some of them are closed, only those.
        steps: How one demand leads to the next until one cannot be met; empty where a closed meeting shows it
            already, where reservations are part of it, or where narrowing finds no contradiction.
    """

    lines: tuple[RedLine, ...]
    reservations: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    steps: tuple[Step, ...]


def collision_of(case: Case, blocker: Blocker) -> Collision:
    """Take a blocker apart."""
    order = [party.id for party in case.parties]
    known = {line.id: line for line in case.red_lines}
    lines = sorted((known[name] for name in blocker.red_lines), key=lambda line: order.index(line.party))
    meetings = _meetings(case, lines)
    closed = tuple(meeting for meeting in meetings if meeting.closed)
    plain = bool(closed) or bool(blocker.reservations)
    return Collision(
        lines=tuple(lines),
        reservations=tuple(sorted(blocker.reservations, key=order.index)),
        meetings=closed or meetings,
        steps=() if plain else _steps(case, lines),
    )


# ---------------------------------------------------------------- marks


def _meetings(case: Case, lines: Sequence[RedLine]) -> tuple[Meeting, ...]:
    groups: dict[tuple[tuple[str, ...], tuple[tuple[Mark, ...], ...]], list[int]] = {}
    scopes = [scope(line.formula) for line in lines]
    for number, issue in enumerate(case.issues):
        if sum(number in known for known in scopes) < 2:
            continue
        marks = tuple(
            tuple(_mark(line.formula, number, option) for line in lines)
            for option in range(len(issue.options))
        )
        groups.setdefault((tuple(option.title for option in issue.options), marks), []).append(number)
    return tuple(
        Meeting(
            issues=tuple(numbers),
            options=options,
            marks=marks,
            closed=all(Mark.REFUSES in row for row in marks),
        )
        for (options, marks), numbers in groups.items()
    )


def _mark(formula: Formula, issue: int, option: int) -> Mark:
    if issue not in scope(formula):
        return Mark.SILENT
    box = {issue: 1 << option}
    narrowed = narrow(formula, box)
    if narrowed is None:
        return Mark.REFUSES
    return Mark.DEPENDS if _leans(formula, issue, option) else Mark.KEEPS


def _leans(formula: Formula, issue: int, option: int) -> bool:
    """Whether the option is kept only together with something that the line does not ask for anyway."""
    if isinstance(formula, Among):
        return False
    if isinstance(formula, All):
        return any(_leans(part, issue, option) for part in formula.parts if issue in scope(part))
    return not any(narrow(part, {issue: 1 << option}) == {issue: 1 << option} for part in formula.parts)


# ---------------------------------------------------------------- steps


def narrow(formula: Formula, box: Box) -> Box | None:
    """What a formula leaves of a box, losing no package that meets it; None if none can meet it."""
    if isinstance(formula, Among):
        left = box.get(formula.issue, (1 << formula.size) - 1) & formula.mask
        return {**box, formula.issue: left} if left else None
    if isinstance(formula, All):
        return _narrow_all(formula.parts, box)
    kept = [found for part in formula.parts if (found := narrow(part, box)) is not None]
    if not kept:
        return None
    named = set(kept[0]).intersection(*kept[1:])
    return {issue: _union([found[issue] for found in kept]) for issue in sorted(named)}


def _narrow_all(parts: Sequence[Formula], box: Box) -> Box | None:
    before: Box | None = None
    while box != before:
        before = box
        for part in parts:
            found = narrow(part, box)
            if found is None:
                return None
            box = found
    return box


def _union(masks: Sequence[int]) -> int:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


@dataclass(frozen=True, slots=True)
class _Demand:
    step: Step
    formula: Formula


def _steps(case: Case, lines: Sequence[RedLine]) -> tuple[Step, ...]:
    demands = [_Demand(Step(line=line.id), line.formula) for line in lines]
    rules = [*_settled(case), *(_Demand(Step(rule=rule.id), rule.formula) for rule in case.structural)]
    if _trail([*demands, *rules]) is None:
        return ()
    for rule in list(rules):
        fewer = [known for known in rules if known is not rule]
        if _trail([*demands, *fewer]) is not None:
            rules = fewer
    return _relevant(_trail([*demands, *rules]) or [])


def _settled(case: Case) -> list[_Demand]:
    found: list[_Demand] = []
    for number, issue in enumerate(case.issues):
        if issue.status is not Status.OPEN and issue.agreed is not None:
            place = [option.id for option in issue.options].index(issue.agreed)
            formula = Among(issue=number, mask=1 << place, size=len(issue.options))
            found.append(_Demand(Step(settled=issue.id), formula))
    return found


_Trail = list[tuple[_Demand, dict[int, int]]]


def _trail(demands: Sequence[_Demand]) -> _Trail | None:
    """Narrow by one demand after the other until one cannot be met; None if that never happens."""
    box: Box = {}
    trail: _Trail = []
    before: Box | None = None
    while box != before:
        before = box
        for demand in demands:
            found = narrow(demand.formula, box)
            if found is None:
                return [*trail, (demand, {})]
            changed = {issue: mask for issue, mask in found.items() if box.get(issue) != mask}
            if changed:
                trail.append((demand, changed))
                box = found
    return None


def _relevant(trail: _Trail) -> tuple[Step, ...]:
    """The steps on which the last one rests, back to front."""
    wanted: set[int] = set()
    steps: list[Step] = []
    for demand, changed in reversed(trail):
        matters = {issue: mask for issue, mask in changed.items() if issue in wanted}
        if matters or not changed:
            wanted |= scope(demand.formula)
            step = demand.step
            steps.append(
                Step(
                    line=step.line,
                    rule=step.rule,
                    settled=step.settled,
                    leaves=tuple(sorted(matters.items())),
                )
            )
    return tuple(reversed(steps))
