"""The nouns of compliance: a pact between two sides, what each could gain by breaking it, what it would lose.

All amounts of a side are in one unit, which :mod:`detente.enforce.compliance.units` sees to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.enforce.compliance.forms import Number
from detente.errors import Fault, InputError, shown_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One way and size of breaking the deal.

    Attributes:
        id: Its name.
        gain: ``g``, what it brings over complying in the period in which it is done; at least 0.
        detection: ``beta``, the chance that it leads to an alarm that is attributed to the violator.
    """

    id: str
    gain: Number
    detection: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """A side's means to bring an alarm about on the other side, which complies.

    Attributes:
        success: Chance of an alarm on the other side in a period in which it is framed.
        cost: What framing costs, with the penalty for being found out times its chance.
    """

    success: Number
    cost: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two parties to a pact.

    Attributes:
        party: Its id.
        flow: ``b``, what it receives per period while both comply, over conflict.
        false_alarm: ``alpha``, the chance per period of an alarm on it while it complies.
        violations: What it could do.
        forfeit: ``K``, what of its collateral an alarm takes from it (effective, see
            :class:`~detente.enforce.compliance.stakes.Stake`).
        sanction: ``S``, what else an alarm costs it at once, as present value.
        outside: ``o``, what it has per period without the deal, over conflict.
        share: Part of the other side's forfeit that is paid to it; what nobody is paid is burned.
        framing: How it could frame the other side, if it could.
    """

    party: str
    flow: Number
    false_alarm: Number
    violations: tuple[Violation, ...] = ()
    forfeit: Number = 0
    sanction: Number = 0
    outside: Number = 0
    share: Number = 0
    framing: Framing | None = None

    @property
    def loss(self) -> Number:
        """``L = K + S``: what an alarm costs it at once."""
        return self.forfeit + self.sanction


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """A deal between two sides that each period either keep or break.

    Attributes:
        sides: The two of them.
        discount: ``d``, what the next period counts against this one; in [0, 1).
        conflict: ``T``, for how many periods an alarm brings conflict; ``None``: for good.

    Raises:
        InputError: a number out of its range, or two sides of one name; all faults at once.
    """

    sides: tuple[Side, Side]
    discount: Number
    conflict: int | None

    def __post_init__(self) -> None:
        if faults := list(_faults(self)):
            raise InputError(*faults)

    def other(self, side: Side) -> Side:
        """The side that ``side`` faces."""
        return self.sides[1] if side is self.sides[0] else self.sides[0]


def _faults(pact: Pact) -> Iterator[Fault]:
    if not 0 <= pact.discount < 1:
        yield _wrong("discount", pact.discount, "a number from 0 on that is below 1")
    if pact.conflict is not None and pact.conflict < 0:
        yield _wrong("conflict", pact.conflict, "a whole number of periods from 0 on, or none for good")
    first, second = pact.sides
    if first.party == second.party:
        yield Fault(
            place="sides", message=f"'{first.party}' is on both sides", hint="two parties", code="same-name"
        )
    for side in pact.sides:
        yield from _side_faults(side)


def _side_faults(side: Side) -> Iterator[Fault]:
    name = side.party
    for place, number in (("flow", side.flow), ("outside", side.outside)):
        if not -float("inf") < number < float("inf"):
            yield _wrong(f"{name}.{place}", number, "a finite number")
    yield from _unless_chance(f"{name}.false_alarm", side.false_alarm)
    yield from _unless_chance(f"{name}.share", side.share)
    yield from _unless_amount(f"{name}.forfeit", side.forfeit)
    yield from _unless_amount(f"{name}.sanction", side.sanction)
    seen: set[str] = set()
    for violation in side.violations:
        place = f"{name}.violations.{violation.id}"
        yield from _unless_chance(f"{place}.detection", violation.detection)
        yield from _unless_amount(f"{place}.gain", violation.gain)
        if violation.id in seen:
            yield Fault(
                place=place, message=f"'{violation.id}' stands twice", hint="one id each", code="same-name"
            )
        seen.add(violation.id)
    if side.framing is not None:
        yield from _unless_chance(f"{name}.framing.success", side.framing.success)
        yield from _unless_amount(f"{name}.framing.cost", side.framing.cost)


def _unless_chance(place: str, number: Number) -> Iterator[Fault]:
    if not 0 <= number <= 1:
        yield _wrong(place, number, "a number between 0 and 1")


def _unless_amount(place: str, number: Number) -> Iterator[Fault]:
    if not 0 <= number < float("inf"):
        yield _wrong(place, number, "a number from 0 on")


def _wrong(place: str, number: Number, hint: str) -> Fault:
    return Fault(place=place, message=f"{shown_value(number)} is out of range", hint=hint)
