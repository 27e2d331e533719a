"""Brute force over a million packages: one array cell each, utilities as integers, rules as masks."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
from numpy.typing import NDArray

from detente.case.formula import Formula, scope
from detente.case.model import Case, Figure
from tests.brute_force import Demands
from tests.rule_truth import truth

Mask = NDArray[np.bool_]
Integers = NDArray[np.int64]


def mask_of(case: Case, text: str, formula: Formula) -> Mask:
    """Where a rule holds; an axis of length 1 for each issue that is not in it."""
    says, issues = truth(case, text), sorted(scope(formula))
    mask = np.zeros(
        [len(issue.options) if n in issues else 1 for n, issue in enumerate(case.issues)], dtype=bool
    )
    first = {issue.id: issue.options[0].id for issue in case.issues}
    for cell in product(*map(range, mask.shape)):
        chosen = {case.issues[n].id: case.issues[n].options[cell[n]].id for n in issues}
        mask[cell] = says(first | chosen)
    return mask


def integer(figure: Figure) -> int:
    """A number that is known and whole."""
    assert figure.low == figure.high
    assert figure.low.denominator == 1
    return figure.low.numerator


def utilities_of(case: Case) -> Integers:
    """Utilities as written, shape (options of the first issue, ..., parties)."""
    shape = [len(issue.options) for issue in case.issues]
    columns = []
    for party in case.parties:
        worth = np.zeros(shape, dtype=np.int64)
        for number, issue in enumerate(case.issues):
            known, weight = party.preference.values[issue.id], integer(party.preference.weights[issue.id])
            values = np.array([weight * integer(known[option.id]) for option in issue.options])
            worth += values.reshape([-1 if n == number else 1 for n in range(len(shape))])
        for extra in party.preference.interactions:
            worth += mask_of(case, extra.text, extra.formula) * integer(extra.value)
        columns.append(worth)
    return np.stack(columns, axis=-1)


def within_rules(case: Case) -> Mask:
    """Packages that break no structural rule."""
    mask = np.ones([len(issue.options) for issue in case.issues], dtype=bool)
    for rule in case.structural:
        mask &= mask_of(case, rule.text, rule.formula)
    return mask


def demands_of(case: Case) -> dict[str, Mask]:
    """Where each red line and each reservation is kept."""
    worth = utilities_of(case)
    kept = {f"line:{line.id}": mask_of(case, line.text, line.formula) for line in case.red_lines}
    for column, party in enumerate(case.parties):
        if isinstance(party.reservation, Figure):
            kept[f"reservation:{party.id}"] = worth[..., column] >= integer(party.reservation)
    return kept


def frontier_of(points: Integers) -> dict[tuple[int, ...], int]:
    """Undominated rows with their multiplicities: the row with the greatest sum drops what it dominates."""
    distinct, count = np.unique(points, axis=0, return_counts=True)
    order = np.argsort(-distinct.sum(axis=1), kind="stable")
    left, counts, found = distinct[order], count[order], {}
    while len(left):
        best = left[0]
        found[tuple(best.tolist())] = int(counts[0])
        others = ~(left <= best).all(axis=1)
        left, counts = left[others], counts[others]
    return found


def possible_sets(case: Case) -> Counter[Demands]:
    """Which sets of demands packages within the rules keep, and how many keep exactly these."""
    kept = demands_of(case)
    code = np.zeros([len(issue.options) for issue in case.issues], dtype=np.int64)
    for number, mask in enumerate(kept.values()):
        code += mask.astype(np.int64) << number
    codes, counts = np.unique(code[within_rules(case)], return_counts=True)
    names = list(kept)
    return Counter(
        {
            frozenset(name for number, name in enumerate(names) if own >> number & 1): times
            for own, times in zip(codes.tolist(), counts.tolist(), strict=True)
        }
    )
