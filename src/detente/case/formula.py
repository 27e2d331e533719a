"""Logical conditions on a package, in one normal form that every engine reads.

A formula is built from memberships "issue *i* takes one of these options" with *and* and *or*. Negation
needs no node of its own, as the complement of a membership is a membership; so each formula is in negation
normal form. The constructors :func:`among`, :func:`all_of` and :func:`some_of` flatten, merge memberships
of one issue, drop what is constant and order what remains, so that equal conditions mostly become equal
objects.

Issues are numbered in the order of the case, options in the order of their issue; a set of options is a bit
mask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Among:
    """Issue number ``issue`` (with ``size`` options) takes an option whose bit is set in ``mask``."""

    issue: int
    mask: int
    size: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts it is true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts it is false."""

    parts: tuple[Formula, ...]


Formula = Among | All | Some

TRUE = All(())
FALSE = Some(())


def among(issue: int, mask: int, size: int) -> Formula:
    """The membership of an issue in a set of its options; constant where the set is empty or full."""
    full = (1 << size) - 1
    mask &= full
    if mask == 0:
        return FALSE
    return TRUE if mask == full else Among(issue, mask, size)


def all_of(parts: Iterable[Formula]) -> Formula:
    """The conjunction of ``parts`` in normal form."""
    return _join(parts, All, TRUE, FALSE, lambda a, b: a & b)


def some_of(parts: Iterable[Formula]) -> Formula:
    """The disjunction of ``parts`` in normal form."""
    return _join(parts, Some, FALSE, TRUE, lambda a, b: a | b)


def negate(formula: Formula) -> Formula:
    """The formula that holds where ``formula`` does not (De Morgan)."""
    match formula:
        case Among(issue, mask, size):
            return among(issue, ~mask, size)
        case All(parts):
            return some_of([negate(part) for part in parts])
        case Some(parts):
            return all_of([negate(part) for part in parts])


def implies(premise: Formula, conclusion: Formula) -> Formula:
    """The conditional: not ``premise`` or ``conclusion``."""
    return some_of((negate(premise), conclusion))


def scope(formula: Formula) -> frozenset[int]:
    """The numbers of the issues that stand in ``formula``."""
    if isinstance(formula, Among):
        return frozenset((formula.issue,))
    return frozenset().union(*(scope(part) for part in formula.parts))


def holds(formula: Formula, package: Sequence[int]) -> bool:
    """Whether ``package`` (one option number per issue) meets ``formula``."""
    match formula:
        case Among(issue, mask, _):
            return bool(mask >> package[issue] & 1)
        case All(parts):
            return all(holds(part, package) for part in parts)
        case Some(parts):
            return any(holds(part, package) for part in parts)


def _join(
    parts: Iterable[Formula],
    kind: type[All | Some],
    neutral: Formula,
    absorbing: Formula,
    merge: Callable[[int, int], int],
) -> Formula:
    members: dict[int, Among] = {}
    others: dict[Formula, None] = {}
    for part in _flat(parts, kind):
        if isinstance(part, Among):
            known = members.get(part.issue)
            joined = among(
                part.issue,
                merge(known.mask, part.mask) if known else part.mask,
                part.size,
            )
            if joined == absorbing:
                return absorbing
            if isinstance(joined, Among):
                members[part.issue] = joined
        elif part == absorbing:
            return absorbing
        elif part != neutral:
            others[part] = None
    rest = sorted(others, key=repr)
    kept: tuple[Formula, ...] = (*(members[issue] for issue in sorted(members)), *rest)
    return kept[0] if len(kept) == 1 else kind(kept)


def _flat(parts: Iterable[Formula], kind: type[All | Some]) -> Iterable[Formula]:
    for part in parts:
        if isinstance(part, kind) and part.parts:
            yield from part.parts
        else:
            yield part
