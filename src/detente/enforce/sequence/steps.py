"""The nouns of a sequence: steps, what they are worth to whom, and the plan that they make up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TypeAlias

from detente.enforce.compliance.forms import Number
from detente.errors import Fault, InputError, shown_value, unknown_name_hint

Amounts: TypeAlias = Mapping[str, Number]
NONE: Amounts = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of a deal that is delivered at a time.

    Attributes:
        id: Its name.
        actor: Who delivers it.
        values: What it is worth to each party as delivered, in the party's own unit; below 0 for who gives
            something up. Parties that are not named neither gain nor lose.
        irreversible: Share of those values that stays if all stops; the rest is undone.
        days: How long it takes.
        verified_after: Days from its end until it is verified.
        detection: ``P``, the chance that a step that was only pretended is seen by then.
        seen_with: Id of the step without which nobody would see a pretence of it: ``P`` counts once both are
            done, and none before; empty where what sees it stands by itself.
        after: Ids of the steps that have to be done before.
        parts: Into how many equal parts it can be split at most.
        seen_by: By what means it is verified, in words.
        if_broken: What follows if it is not done or undone, in words.
    """

    id: str
    actor: str
    values: Amounts
    irreversible: Number = 1
    days: int = 0
    verified_after: int = 0
    detection: Number = 1
    seen_with: str = ""
    after: tuple[str, ...] = ()
    parts: int = 1
    seen_by: str = ""
    if_broken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collateral:
    """What a party forfeits if it stops.

    Attributes:
        party: Who has put it up.
        amount: How much, in the party's own unit.
        paid: What is paid to each other party then, in that party's unit; the rest is burned.
    """

    party: str
    amount: Number
    paid: Amounts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlan:
    """Steps to be put in order.

    Attributes:
        steps: At least one.
        scales: What counts as one unit of exposure for a party (the loss that it can bear, say), in its own
            unit; 1 where not given. Exposures of different parties are compared in these.
        collateral: What stands behind the deal while it is carried out.

    Raises:
        InputError: numbers out of range, unknown or cyclic prerequisites; all faults at once.
    """

    steps: tuple[Step, ...]
    scales: Amounts = field(default_factory=dict)
    collateral: tuple[Collateral, ...] = ()

    def __post_init__(self) -> None:
        if faults := list(_faults(self)):
            raise InputError(*faults)

    @property
    def parties(self) -> tuple[str, ...]:
        """All to whom some step is worth something, in the order in which they are named."""
        return tuple(dict.fromkeys(party for step in self.steps for party in step.values))

    def scale(self, party: str) -> Fraction:
        """What counts as one unit of exposure for a party."""
        return exact(self.scales.get(party, 1))


def exact(number: Number) -> Fraction:
    """A number as a fraction; a float as the decimal that it is written as."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _faults(plan: StepPlan) -> Iterator[Fault]:
    if not plan.steps:
        yield Fault(place="steps", message="there are none", hint="at least one step")
    names = [step.id for step in plan.steps]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Fault(place=name, message=f"'{name}' stands twice", hint="one id each", code="same-name")
    for step in plan.steps:
        yield from _step_faults(step, names)
    for party, scale in plan.scales.items():
        if not 0 < scale < float("inf"):
            yield _wrong(f"scales.{party}", scale, "a number above 0")
    for pledge in plan.collateral:
        for place, amount in [("amount", pledge.amount), *pledge.paid.items()]:
            if not 0 <= amount < float("inf"):
                yield _wrong(f"collateral.{pledge.party}.{place}", amount, "a number from 0 on")
    yield from _cycle(plan)


def _step_faults(step: Step, names: list[str]) -> Iterator[Fault]:
    for place, chance in (("irreversible", step.irreversible), ("detection", step.detection)):
        if not 0 <= chance <= 1:
            yield _wrong(f"{step.id}.{place}", chance, "a number between 0 and 1")
    for place, number in (("days", step.days), ("verified_after", step.verified_after)):
        if number < 0:
            yield _wrong(f"{step.id}.{place}", number, "a whole number from 0 on")
    if step.parts < 1:
        yield _wrong(f"{step.id}.parts", step.parts, "a whole number from 1 on")
    for party, value in step.values.items():
        if not -float("inf") < value < float("inf"):
            yield _wrong(f"{step.id}.values.{party}", value, "a number")
    yield from _name_faults(step, names)


def _name_faults(step: Step, names: list[str]) -> Iterator[Fault]:
    named = [("after", name) for name in step.after]
    for place, name in [*named, ("seen_with", step.seen_with)] if step.seen_with else named:
        if name not in names:
            yield Fault(
                place=f"{step.id}.{place}",
                message=f"no step '{name}'",
                hint=unknown_name_hint(name, names),
                code="unknown-name",
            )
    if step.seen_with == step.id:
        message, hint = "a step cannot be what sees itself", "another step, or none"
        yield Fault(place=f"{step.id}.seen_with", message=message, hint=hint, code="seen-with-itself")


def _cycle(plan: StepPlan) -> Iterator[Fault]:
    """A ring of steps each of which waits for the one before it."""
    try:
        TopologicalSorter({step.id: step.after for step in plan.steps}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        yield Fault(
            place=f"{ring[-1]}.after",
            message=f"no order is possible, each waits for the one before it: {' -> '.join(ring)}",
            hint="take one of these out of the prerequisites of the next",
            code="cyclic-steps",
        )


def _wrong(place: str, number: Number, hint: str) -> Fault:
    return Fault(place=place, message=f"{shown_value(number)} is out of range", hint=hint)
