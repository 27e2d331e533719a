"""Whether a formula can hold at all, and whether one follows from another.

Branching on one issue after another, after Davis, Logemann and Loveland (1962), with two savings that finite
domains allow: options that no membership of the formula tells apart are tried once, and a branch ends as soon
as what is left is constant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.case.formula import FALSE, TRUE, All, Among, Formula, all_of, negate, some_of

STEPS = 5_000
"""Branches that a question may take before it is given up."""


def is_possible(formula: Formula, *, steps: int = STEPS) -> bool | None:
    """Whether some package meets ``formula``; None where ``steps`` branches did not settle it."""
    waiting = [formula]
    while waiting:
        current = waiting.pop()
        if current == TRUE or isinstance(current, Among):
            return True
        if current == FALSE:
            continue
        if steps <= 0:
            return None
        steps -= 1
        waiting.extend(_branches(current))
    return False


def entails(premise: Formula, conclusion: Formula, *, steps: int = STEPS) -> bool | None:
    """Whether each package that meets ``premise`` meets ``conclusion``; None where that was not settled."""
    counter = is_possible(all_of((premise, negate(conclusion))), steps=steps)
    return None if counter is None else not counter


def given(formula: Formula, issue: int, option: int) -> Formula:
    """What is left of ``formula`` once issue number ``issue`` takes option number ``option``."""
    if isinstance(formula, Among):
        if formula.issue != issue:
            return formula
        return TRUE if formula.mask >> option & 1 else FALSE
    join = all_of if isinstance(formula, All) else some_of
    return join([given(part, issue, option) for part in formula.parts])


def _branches(formula: Formula) -> Iterator[Formula]:
    members = list(_members(formula))
    issue = Counter(member.issue for member in members).most_common(1)[0][0]
    masks = sorted({member.mask for member in members if member.issue == issue})
    size = next(member.size for member in members if member.issue == issue)
    kinds = {tuple(mask >> option & 1 for mask in masks): option for option in range(size)}
    return (given(formula, issue, option) for option in kinds.values())


def _members(formula: Formula) -> Iterator[Among]:
    if isinstance(formula, Among):
        yield formula
        return
    for part in formula.parts:
        yield from _members(part)
