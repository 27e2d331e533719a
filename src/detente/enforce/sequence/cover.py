"""What covers the worst exposure: collateral for one party, or a step that is delivered in parts.

For each party and kind of exposure, :func:`covers` asks in which order that one is least while all others
stay within a tolerance, and what it lacks there. :func:`order_cover` says what a given order needs instead,
all kinds together. :func:`splits` splits each step that can be split into equal parts and finds the best
order anew (to cut what is at stake into small steps: Schelling 1960, "The Strategy of Conflict", Harvard
University Press).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from detente.enforce.compliance.forms import Number
from detente.enforce.sequence.exposure import Kind, Term, terms
from detente.enforce.sequence.order import SETS_AT_MOST, BestOrder, best_order, checked_lattice, engine
from detente.enforce.sequence.steps import Step, StepPlan, exact
from detente.errors import Fault, InputError, shown_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Collateral for one party.

    Attributes:
        party: Whose exposure it covers.
        kind: ``loses``: it is paid to the party by whoever else stops; ``gains``: the party puts it up and
            forfeits it by stopping.
        amount: The least that is enough, in the party's own unit; None where no amount is, because something
            else exceeds the tolerance in every order.
    """

    party: str
    kind: Kind
    amount: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A step delivered in parts, and the best order then."""

    step: str
    parts: int
    best: BestOrder


def covers(plan: StepPlan, *, tolerance: Number = 0, sets_at_most: int = SETS_AT_MOST) -> tuple[Cover, ...]:
    """The least collateral for each party and kind alone that brings the worst exposure down to a tolerance.

    Args:
        plan: The plan, with the collateral that it has.
        tolerance: The worst exposure that is borne, in the parties' scales.
        sets_at_most: How many sets of steps may be looked at.

    Returns:
        One cover for each party and kind that some amount covers or that needs some, in the plan's order.

    Raises:
        InputError: a negative tolerance, or too many sets.
    """
    cap = _checked(tolerance)
    lattice = checked_lattice(plan, sets_at_most)
    found = terms(plan)
    from detente.enforce.sequence.table import NEVER, table_of, unit_of

    unit, _ = unit_of(found, cap)
    listed = []
    for term in found:
        others = [other for other in found if other is not term]
        table = table_of(lattice, [term], others, cap, unit)
        worst = engine(lattice.size)(table, lattice.size).worst
        amount = None if worst == NEVER else max(Fraction(0), worst * unit - cap) * plan.scale(term.party)
        listed.append(Cover(party=term.party, kind=term.kind, amount=amount))
    return tuple(listed)


def order_cover(best: BestOrder, *, tolerance: Number = 0) -> tuple[Cover, ...]:
    """What each party and kind needs so that this order stays within a tolerance, all of it together."""
    cap = _checked(tolerance)
    counted = [moment.levels for moment in best.moments if moment.counts]
    found: list[Term] = list(terms(best.plan))
    return tuple(
        Cover(party=term.party, kind=term.kind, amount=over * best.plan.scale(term.party))
        for term in found
        if (over := max([cap, *(levels[term.party, term.kind] for levels in counted)]) - cap) > 0
    )


def splits(plan: StepPlan, *, sets_at_most: int = SETS_AT_MOST) -> tuple[Split, ...]:
    """Each step that can be split, in each number of parts that it allows: the least worst exposure first.

    Raises:
        InputError: too many sets of steps.
    """
    found = [
        Split(
            step=step.id, parts=parts, best=best_order(split(plan, step.id, parts), sets_at_most=sets_at_most)
        )
        for step in plan.steps
        for parts in range(2, step.parts + 1)
    ]
    return tuple(sorted(found, key=lambda one: (one.best.worst, one.parts)))


def split(plan: StepPlan, name: str, parts: int) -> StepPlan:
    """The plan with a step in so many equal parts, each after the one before.

    The parts are called ``name-1-of-2``, ``name-2-of-2``. Steps that waited for the whole, or are
    seen with it, wait for the last or are seen with it.

    Raises:
        InputError: no such step, or fewer than two parts.
    """
    if parts < 2 or name not in [step.id for step in plan.steps]:
        message = f"'{name}' cannot be split into {parts} parts"
        raise InputError(Fault(place="split", message=message, hint="a step of the plan, two parts or more"))
    last = _part_name(name, parts, parts)
    steps: list[Step] = []
    for step in plan.steps:
        after = tuple(last if earlier == name else earlier for earlier in step.after)
        whole = replace(step, after=after, seen_with=last if step.seen_with == name else step.seen_with)
        steps += (
            [_part(whole, number, parts) for number in range(1, parts + 1)] if step.id == name else [whole]
        )
    return replace(plan, steps=tuple(steps))


def _part(step: Step, number: int, parts: int) -> Step:
    before, until = step.days * (number - 1) // parts, step.days * number // parts
    return replace(
        step,
        id=_part_name(step.id, number, parts),
        values={party: exact(value) / parts for party, value in step.values.items()},
        days=until - before,
        after=step.after if number == 1 else (_part_name(step.id, number - 1, parts),),
        parts=1,
    )


def _part_name(name: str, number: int, parts: int) -> str:
    return f"{name}-{number}-of-{parts}"


def _checked(tolerance: Number) -> Fraction:
    if not 0 <= tolerance < float("inf"):
        message = f"{shown_value(tolerance)} is out of range"
        raise InputError(Fault(place="tolerance", message=message, hint="a number from 0 on"))
    return exact(tolerance)
