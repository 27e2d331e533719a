"""In which order nobody goes first in the dark: the order of steps whose worst exposure is least, exactly.

Among all orders that prerequisites allow, find those whose largest exposure between the first and the
last step (:mod:`detente.enforce.sequence.exposure`) is least, count them, and take the one with the least
sum of exposures; where that ties too, the one that ends with the later steps of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.enforce.sequence.exposure import Kind, exposure, terms
from detente.enforce.sequence.lattice import Lattice, lattice_of
from detente.enforce.sequence.steps import Step, StepPlan
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.enforce.sequence.table import Answer, Table

SETS_AT_MOST = 1 << 26
WORTH_COMPILING = 1 << 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the plan stands after so many steps of an order.

    Attributes:
        step: The step that was done last; None before the first.
        levels: How exposed each party is, by party and kind, in its scale; 0 or less: not at all.
        exposure: The largest of them, at least 0.
        counts: Whether it counts towards the worst: not before the first and after the last step.
    """

    step: Step | None
    levels: dict[tuple[str, Kind], Fraction]
    exposure: Fraction
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """A step that takes a party to the worst exposure of the order.

    Attributes:
        step: The step.
        party: Who is exposed once it is done.
        kind: Whether the party would then lose if all stopped, or gain by stopping.
        relies_on: Who does the rest: the others for a party that could lose; the party itself if it could
            gain.
    """

    step: Step
    party: str
    kind: Kind
    relies_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BestOrder:
    """The order whose worst exposure is least.

    Attributes:
        plan: The plan.
        steps: Its steps in that order.
        worst: The worst exposure, in the parties' scales; 0 where nobody is ever exposed.
        orders: How many orders are as good.
        moments: Where the plan stands before the first step and after each.
        trust: The steps that take a party to the worst exposure; empty where it is 0.
        exact: Whether all figures were compared as they are; if not, after rounding to ``grid``.
        grid: What they were rounded to, in the parties' scales.
    """

    plan: StepPlan
    steps: tuple[Step, ...]
    worst: Fraction
    orders: int
    moments: tuple[Moment, ...]
    trust: tuple[Trust, ...]
    exact: bool
    grid: Fraction


def best_order(plan: StepPlan, *, sets_at_most: int = SETS_AT_MOST) -> BestOrder:
    """Find the order of a plan's steps whose worst exposure is least.

    Args:
        plan: The plan; 24 free steps take seconds, more if they wait for each other.
        sets_at_most: How many sets of steps may be looked at; each takes 32 bytes.

    Raises:
        InputError: the plan has more sets of steps than that.
    """
    lattice = checked_lattice(plan, sets_at_most)
    found = terms(plan)
    from detente.enforce.sequence.table import table_of, unit_of

    unit, is_exact = unit_of(found, Fraction(0))
    table = table_of(lattice, found, (), Fraction(0), unit)
    answer = engine(lattice.size)(table, lattice.size)
    places = _walk_back(lattice, answer)
    steps = tuple(plan.steps[place] for place in places)
    moments = moments_of(plan, places)
    worst = max((moment.exposure for moment in moments if moment.counts), default=Fraction(0))
    return BestOrder(
        plan=plan,
        steps=steps,
        worst=worst,
        orders=answer.orders,
        moments=moments,
        trust=_trust(moments, worst),
        exact=is_exact,
        grid=Fraction(0) if is_exact else unit,
    )


def moments_of(plan: StepPlan, places: Sequence[int]) -> tuple[Moment, ...]:
    """Where a plan stands before the first and after each step of an order, given by places in the plan."""
    found = terms(plan)
    moments = []
    for count in range(len(places) + 1):
        done = places[:count]
        moments.append(
            Moment(
                step=plan.steps[done[-1]] if done else None,
                levels={(term.party, term.kind): term.level(done) for term in found},
                exposure=exposure(found, done),
                counts=0 < count < len(places),
            )
        )
    return tuple(moments)


def checked_lattice(plan: StepPlan, sets_at_most: int) -> Lattice:
    """The lattice of a plan.

    Raises:
        InputError: it has more sets than ``sets_at_most``.
    """
    lattice = lattice_of(plan)
    if lattice.size > sets_at_most:
        raise InputError(
            Fault(
                place="steps",
                message=f"{len(plan.steps)} steps make {lattice.size:,} sets, more than {sets_at_most:,}",
                hint="join steps that are done together, or state which steps wait for which",
                code="too-large",
            )
        )
    return lattice


def engine(size: int) -> Callable[[Table, int], Answer]:
    """The compiled passes where that is worth it and numba is installed; else NumPy's."""
    from detente.enforce.sequence.layers import answer_layers

    if size < WORTH_COMPILING:
        return answer_layers
    try:
        from detente.enforce.sequence.passes import answer_compiled
    except ImportError:
        return answer_layers
    return answer_compiled


def _walk_back(lattice: Lattice, answer: Answer) -> list[int]:
    """The order with the least sum of exposures, from its last step to its first."""
    from detente.enforce.sequence.table import NEVER

    number = lattice.size - 1
    places: list[int] = []
    while number:
        options = []
        for chain, stride in zip(lattice.chains, lattice.strides, strict=True):
            digit = number // stride % (len(chain) + 1)
            if digit and (total := int(answer.total[number - stride])) != NEVER:
                options.append((total, -chain[digit - 1], stride))
        _, place, stride = min(options)
        places.append(-place)
        number -= stride
    return places[::-1]


def _trust(moments: tuple[Moment, ...], worst: Fraction) -> tuple[Trust, ...]:
    if worst == 0:
        return ()
    found = []
    for count, moment in enumerate(moments):
        if not moment.counts or moment.exposure != worst or moment.step is None:
            continue
        later = [after.step.actor for after in moments[count + 1 :] if after.step is not None]
        for (party, kind), level in moment.levels.items():
            if level == worst:
                others = tuple(dict.fromkeys(actor for actor in later if actor != party))
                relied = others if kind == "loses" else (party,)
                found.append(Trust(step=moment.step, party=party, kind=kind, relies_on=relied))
    return tuple(found)
