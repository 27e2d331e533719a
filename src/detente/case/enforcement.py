"""What breaking a deal brings and costs, and in which steps it is carried out: the nouns of enforcement.

A figure is an interval with its why (:class:`~detente.case.preference.Figure`); what nobody has said is
absent, never zero. Amounts are in money or in a party's utility, which are two units: what money is worth to
a party is declared (``exchange``) or unknown. Chances and shares lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from detente.case.formula import Formula
from detente.case.preference import Figure


class Unit(StrEnum):
    """What an amount is in: the currency of the file, or the utility of the party that it is about."""

    MONEY = "money"
    UTILITY = "utility"


class Posted(StrEnum):
    """Whether a stake is put up for the deal, or is in the holder's hand with or without one."""

    FOR_THE_DEAL = "for-the-deal"
    IN_HAND = "in-hand"


class Start(StrEnum):
    """When a sanction begins: in the period of the alarm, or in the one after."""

    AT_ONCE = "at-once"
    NEXT_PERIOD = "next-period"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The packages in which something holds.

    Attributes:
        text: The rule on a package; ``""`` where it holds in all.
        formula: The same, compiled; None where it holds in all.
    """

    text: str = ""
    formula: Formula | None = None


ALWAYS = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """For how many periods something lasts.

    Attributes:
        least: The fewest; None: for good.
        most: The most; None: for good.
    """

    least: int | None
    most: int | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time between two reviews, and what a later one counts.

    Attributes:
        days: Days of a period.
        discount: What the next period counts against this one; below 1.
        conflict: For how many periods an alarm brings conflict.
    """

    days: int
    discount: Figure
    conflict: Lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One way and size of breaking the deal, as one side may do it.

    Attributes:
        gain: What it brings over complying in the period in which it is done, in the side's unit.
        obligation: The obligation of ``verification.toml`` that it breaks; ``""`` where none is named.
        violation: The violation type of that obligation; ``""`` for the one that is seen worst.
        detection: Chance per period of an alarm that is attributed to the violator; None: from the plan.
        attributed: Chance that one act, of one a day, is put down to the violator; None: from the plan.
        false_per_day: Alarms a day that are put down to the side though it does nothing; None: from the plan.
    """

    id: str
    title: str
    gain: Figure
    obligation: str = ""
    violation: str = ""
    detection: Figure | None = None
    attributed: Figure | None = None
    false_per_day: Figure | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingMeans:
    """What a side could do to bring an alarm about on the other, and what that costs it."""

    success: Figure
    cost: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTerms:
    """What keeping and breaking is worth to one of the two sides.

    Attributes:
        unit: What its amounts are in.
        flow: What it has per period while both comply, over conflict.
        outside: What it has per period without the deal, over conflict.
        false_alarm: Chance per period of an alarm on it while it complies; None: from the plan.
        exchange: What one unit of money is worth to it, in its utility; None: not declared.
    """

    party: str
    unit: Unit
    flow: Figure
    outside: Figure
    false_alarm: Figure | None = None
    exchange: Figure | None = None
    breaches: tuple[Breach, ...] = ()
    framing: FramingMeans | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollateralTerms:
    """A stake of one side.

    Attributes:
        party: Whose loss it is if it is forfeited.
        holder: Who holds it: a party, or a name.
        amount: What is put up.
        stock: The most that there is; None: not limited.
        returned_if_complied, returned_if_breached: Chance that it comes back without and after an alarm.
        delay: Periods until it does.
        refills: How often a forfeited stake is put up anew; None: always.
        paid_to: The side that a forfeit goes to; ``""``: it is burned.
        paid_share: How much of it does.
    """

    id: str
    title: str
    party: str
    holder: str
    unit: Unit
    amount: Figure
    returned_if_complied: Figure
    returned_if_breached: Figure
    stock: Figure | None = None
    delay: int = 0
    refills: int | None = None
    posted: Posted = Posted.FOR_THE_DEAL
    paid_to: str = ""
    paid_share: Figure | None = None
    when: When = ALWAYS
    why: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapbackTerms:
    """A sanction that an alarm brings back.

    Attributes:
        on: The side that it falls on.
        sender: Who imposes it; its own test needs :class:`SenderTerms`.
        loss: What it costs ``on`` per period.
        cost: What it costs the sender per period.
        loss_unit, cost_unit: What these are in.
        lasting: For how many periods.
        seen: Chance that not imposing it is seen by those with whom the sender has its own pact.
        credibility: Chance that it is imposed where the sender's test is passed.
    """

    id: str
    title: str
    on: str
    sender: str
    loss: Figure
    loss_unit: Unit
    cost: Figure
    cost_unit: Unit
    lasting: Lasting
    start: Start
    seen: Figure
    credibility: Figure
    when: When = ALWAYS
    why: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderTerms:
    """The sender's own pact, in which not imposing is a violation.

    Attributes:
        partner: With whom, in words.
        flow: What it has per period from that pact.
        outside: What it has per period without it.
        false_alarm: Chance per period that it is thought not to impose though it does.
    """

    party: str
    partner: str
    unit: Unit
    flow: Figure
    outside: Figure
    false_alarm: Figure
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTerms:
    """Inspections that are fewer than days.

    Attributes:
        days: How many days they are for.
        visits: How many there are.
        caught: What a caught violation is worth to the inspector; one that is not caught costs 1.
        chance: How often an inspection catches a violation of its day.
    """

    id: str
    title: str
    days: int
    visits: int
    caught: Figure
    chance: Figure
    obligation: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """A part of a package that is delivered at a time.

    Attributes:
        actor: Who delivers it.
        values: What it is worth to each party as delivered, in the unit of the party's scale.
        irreversible: Share of those values that stays if all stops.
        days: How long it takes.
        verified_after: Days from its end until it is verified.
        obligation: The obligation of ``verification.toml`` by which it is seen; ``""`` where none is named.
        detection: Chance that a step that was only pretended is seen by then; None: from the plan.
        seen_with: Id of the step without which nobody would see it: the chance counts once both are done;
            empty where what sees it stands by itself.
        after: Ids of the steps that have to be done before.
        parts: Into how many equal parts it can be split at most.
        seen_by, if_broken: By what it is verified, and what follows if it is not done, in words.
    """

    id: str
    title: str
    actor: str
    values: Mapping[str, Figure]
    irreversible: Figure
    days: int = 0
    verified_after: int = 0
    obligation: str = ""
    detection: Figure | None = None
    seen_with: str = ""
    after: tuple[str, ...] = ()
    parts: int = 1
    seen_by: str = ""
    if_broken: str = ""
    when: When = ALWAYS
    why: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a party forfeits if it stops while the deal is being carried out.

    Attributes:
        amount: How much, in the unit of the party's scale.
        paid: What each other party is paid then, in its own.
    """

    party: str
    amount: Figure
    paid: Mapping[str, Figure] = field(default_factory=dict)
    when: When = ALWAYS
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcement:
    """What ``enforcement.toml`` of a case says.

    Attributes:
        currency: Of all amounts of money, with their size: ``billion USD``; ``""`` where there are none.
        sides: The two sides of the pact, or none.
        scales: The loss that each party can bear: one unit of exposure. A party without one has 1.
    """

    summary: str = ""
    currency: str = ""
    period: Period | None = None
    sides: tuple[SideTerms, ...] = ()
    collateral: tuple[CollateralTerms, ...] = ()
    snapbacks: tuple[SnapbackTerms, ...] = ()
    senders: tuple[SenderTerms, ...] = ()
    inspections: tuple[InspectionTerms, ...] = ()
    steps: tuple[StepTerms, ...] = ()
    scales: Mapping[str, Figure] = field(default_factory=dict)
    pledges: tuple[Pledge, ...] = ()
