"""Money and utility: two kinds of amounts that are never added without a declared exchange.

Money has a currency, utility a party: one party's utility is not another's, and nothing here compares them.
Amounts of one kind and unit can be added and compared; :class:`Exchange` says what money is worth to a party.
Where it is not declared, ratios of like amounts are what can be said: :func:`least_worth_of_money`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.enforce.compliance.forms import Number
from detente.errors import Fault, InputError, shown_value


class UnitError(InputError, TypeError):
    """Amounts of different kinds or units would have to be added or compared."""

    code = "units"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency."""

    amount: Number
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + _like(self, other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - _like(self, other), self.currency)

    def __mul__(self, factor: Number) -> Money:
        return Money(self.amount * factor, self.currency)

    def __truediv__(self, other: Money) -> Number:
        return self.amount / _like(self, other)


@dataclass(frozen=True, slots=True)
class Utility:
    """An amount of one party's utility."""

    amount: Number
    party: str

    def __add__(self, other: Utility) -> Utility:
        return Utility(self.amount + _like(self, other), self.party)

    def __sub__(self, other: Utility) -> Utility:
        return Utility(self.amount - _like(self, other), self.party)

    def __mul__(self, factor: Number) -> Utility:
        return Utility(self.amount * factor, self.party)

    def __truediv__(self, other: Utility) -> Number:
        return self.amount / _like(self, other)


Amount: TypeAlias = Money | Utility
Kind: TypeAlias = Literal["option", "penalty", "flow"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a unit of a currency is worth to a party, in its utility; declared, never inferred."""

    party: str
    currency: str
    utility_per_unit: Number

    def utility(self, money: Money) -> Utility:
        """Money as utility of the party.

        Raises:
            UnitError: another currency.
        """
        return Utility(_like(Money(0, self.currency), money) * self.utility_per_unit, self.party)


@dataclass(frozen=True, slots=True)
class Booking:
    """One flow of a party and the one place where it counts.

    Attributes:
        flow: What flows, by a name that is the same wherever the flow is thought of.
        kind: ``option`` (in the value of an option of the deal), ``penalty`` (lost on an alarm) or ``flow``
            (received per period while both comply).
        amount: How much.
    """

    flow: str
    kind: Kind
    amount: Amount


def in_one_unit(amounts: Iterable[Amount], *, exchange: Exchange | None = None) -> tuple[Number, ...]:
    """The bare numbers of amounts that are all in one unit, or in utility by the exchange.

    Raises:
        UnitError: amounts of several units, and no exchange that makes one of them.
    """
    listed = list(amounts)
    units = dict.fromkeys(unit_of(amount) for amount in listed)
    if len(units) <= 1:
        return tuple(amount.amount for amount in listed)
    known = set() if exchange is None else {f"utility of {exchange.party}", f"money in {exchange.currency}"}
    if exchange is None or not set(units) <= known:
        raise UnitError(
            Fault(
                message=f"amounts in {', '.join(units)} cannot be added",
                hint="declare what the money is worth to the party, or ask for ratios",
                code="units",
            )
        )
    return tuple(
        amount.amount if isinstance(amount, Utility) else exchange.utility(amount).amount for amount in listed
    )


def book_once(bookings: Iterable[Booking]) -> dict[str, Booking]:
    """The bookings by flow, each flow counted in one place.

    Raises:
        InputError: flows that are booked twice, all of them named.
    """
    found: dict[str, Booking] = {}
    faults = []
    for booking in bookings:
        first = found.setdefault(booking.flow, booking)
        if first is not booking:
            faults.append(
                Fault(
                    place=booking.flow,
                    message=f"booked as {first.kind} and again as {booking.kind}",
                    hint=f"keep one of the two: {first.kind} or {booking.kind}",
                    code="booked-twice",
                )
            )
    if faults:
        raise InputError(*faults)
    return found


def least_worth_of_money(needed: Utility, stock: Money) -> Number | None:
    """From which exchange on a stock of money is enough collateral: utility per unit of its currency.

    This is what can be said without an exchange. None where the stock is nothing and something is needed.
    """
    if needed.amount <= 0:
        return 0
    return needed.amount / stock.amount if stock.amount > 0 else None


def unit_of(amount: Amount) -> str:
    """The unit of an amount, in words."""
    return f"money in {amount.currency}" if isinstance(amount, Money) else f"utility of {amount.party}"


def _like(one: Amount, other: object) -> Number:
    """The number of an amount that has the same unit as another."""
    if isinstance(other, Money | Utility) and unit_of(one) == unit_of(other):
        return other.amount
    what = unit_of(other) if isinstance(other, Money | Utility) else shown_value(other)
    raise UnitError(
        Fault(
            message=f"{unit_of(one)} and {what} cannot be added or compared",
            hint="declare an exchange, or ask for ratios",
            code="units",
        )
    )
