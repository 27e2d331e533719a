"""What a stake does for one side of a case: how much it takes, whether there is that much, or a ratio."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import isinf

from detente.case.enforcement import CollateralTerms, Posted, Unit
from detente.enforce.compliance.bounds import Interval
from detente.enforce.compliance.depletion import Depletion, depletion
from detente.enforce.compliance.deterrence import Deterrence, deterrence
from detente.enforce.compliance.forms import Number
from detente.enforce.compliance.sides import Pact, Side
from detente.enforce.compliance.stakes import Stake, StakeWindow
from detente.enforce.compliance.units import Money, Utility, least_worth_of_money
from detente.enforce.deal.joined import in_unit, put_up, yield_span
from detente.enforce.deal.spans import ONE, Span
from detente.enforce.deal.standing import SideStanding, Standing

INFINITE = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeFinding:
    """A stake of one side, by itself.

    Attributes:
        in_force: Whether the package puts it up.
        taken: What an alarm takes of each unit put up.
        effective: What it takes of all of it, in the stake's own unit.
        joined: Whether its unit is the side's, or an exchange joins the two.
        deterrence: Where they are joined: status, the amount that is enough and ``g_max``, at middle figures
            and in the side's unit.
        needed: Where they are joined: the amount that is enough, in the stake's own unit, over all figures;
            infinite where no amount is.
        worth: Where they are not: from which worth of one unit of money on, in the side's utility, the stake
            is enough, over all figures; infinite where no worth is. None where nothing can be said.
        worth_middle: The same at middle figures.
    """

    terms: CollateralTerms
    in_force: bool
    taken: Span
    effective: Span
    joined: bool
    deterrence: Deterrence | None
    needed: Interval | None
    worth: Interval | None
    worth_middle: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsOut:
    """What a stake that is not put up anew for ever does.

    Attributes:
        stakes: How many stakes each side has, the one that stands included.
        forfeits: What an alarm takes of one, in each side's unit: what stands, else what would be enough if
            it were put up anew for ever.
        assumed: Whether the forfeits are the latter.
        found: The pact for each number of stakes left.
    """

    stakes: tuple[int, int]
    forfeits: tuple[Number, Number]
    assumed: bool
    found: Depletion

    @property
    def kept(self) -> bool:
        """Nobody breaks while all stakes are there."""
        return self.found.kept[self.stakes]

    @property
    def kept_after(self) -> bool:
        """Nobody breaks once the last stake is gone."""
        return self.found.kept[0, 0]


def stake_finding(
    item: CollateralTerms,
    standing: Standing,
    pact: Pact,
    side: SideStanding,
    *,
    window: StakeWindow,
    least: Interval,
    in_force: bool,
) -> StakeFinding:
    """One stake of a side, with nothing else of that side put up.

    Args:
        item: The stake.
        standing: What stands.
        pact: At middle figures.
        side: Whose stake it is.
        window: The side's window of forfeits at middle figures.
        least: The least effective forfeit, over all figures, in the side's unit.
        in_force: Whether the package puts it up.
    """
    taken = yield_span(item, standing.discount)
    own = next(one for one in pact.sides if one.party == side.terms.party)
    rate = in_unit(ONE, item.unit, side.terms)
    found = StakeFinding(
        terms=item,
        in_force=in_force,
        taken=taken,
        effective=put_up(item) * taken,
        joined=rate is not None,
        deterrence=None,
        needed=None,
        worth=None,
        worth_middle=None,
    )
    if rate is not None:
        deterred = _deterrence(item, pact, own, rate.middle)
        return replace(found, deterrence=deterred, needed=_divided(least, taken * rate))
    if item.unit is not Unit.MONEY:
        return found
    middle = None
    if window.least is not None:
        money = Money(found.effective.middle, standing.terms.currency)
        middle = least_worth_of_money(Utility(window.least, item.party), money)
    return replace(found, worth=_divided(least, found.effective), worth_middle=middle)


def _deterrence(item: CollateralTerms, pact: Pact, own: Side, rate: Fraction) -> Deterrence:
    """At middle figures, in the side's unit."""
    stake = Stake(
        amount=item.amount.middle * rate,
        returned_if_complied=item.returned_if_complied.middle,
        returned_if_breached=item.returned_if_breached.middle,
        delay=item.delay,
        holder=item.holder,
        refills=item.refills,
    )
    return deterrence(
        pact,
        own,
        stake,
        stock=None if item.stock is None else item.stock.middle * rate,
        posted="in hand" if item.posted is Posted.IN_HAND else "for the deal",
    )


def _divided(least: Interval, by: Span) -> Interval:
    """What is needed, over what one unit does; infinite where that may be nothing."""

    def one(needed: float, unit: Fraction) -> float:
        if needed == 0:
            return 0.0
        return needed / float(unit) if unit > 0 and not isinf(needed) else INFINITE

    return Interval(one(least.low, by.high), one(least.high, by.low))


def runs_out(standing: Standing, pact: Pact, windows: tuple[StakeWindow, StakeWindow]) -> RunsOut | None:
    """The pact with stakes that are not put up anew for ever; None where there are none such.

    A side whose stakes are in another unit has what would be enough for it put in their place.
    """
    counts = tuple(_stakes(standing, side.party) for side in pact.sides)
    if counts == (0, 0):
        return None
    assumed = any(count and not side.forfeit for count, side in zip(counts, pact.sides, strict=True))
    sides = [
        replace(side, forfeit=side.forfeit or window.least or 0) if count else replace(side, forfeit=0)
        for side, window, count in zip(pact.sides, windows, counts, strict=True)
    ]
    stakes = (counts[0], counts[1])
    return RunsOut(
        stakes=stakes,
        forfeits=(sides[0].forfeit, sides[1].forfeit),
        assumed=assumed,
        found=depletion(replace(pact, sides=(sides[0], sides[1])), stakes),
    )


def _stakes(standing: Standing, party: str) -> int:
    """How many stakes of a side there are in force, at the least refilled of them; 0 without a finite one."""
    finite = [
        item.refills + 1 for item in standing.collateral if item.party == party and item.refills is not None
    ]
    return min(finite, default=0)
