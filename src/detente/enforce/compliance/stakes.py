"""How much collateral: the least that makes no deviation pay, the most that each bound allows, and the stock.

What an alarm takes from a stake is its *effective* forfeit: ``amount x (chance of return if complied - if
breached) x d^delay``. Each deviation's excess and the value of the pact are affine in the side's own forfeit
``K``, so that each gives a lower or an upper bound on it:

* a violation: ``K >= [g W / (beta - alpha) - (1 - alpha_o) d D (b + r)] / M - S``;
* framing alone pays the more, the more the side itself has staked: its value is lower, so it has less to
  lose;
* the deal is worth having only while ``V - posting K >= o / (1 - d)``.

Whatever a violation is deterred by, forfeits, sanctions or conflict, it can be deterred in a deal worth
having only if ``beta / alpha >= 1 + g / (b + r - o)`` (:func:`can_be_deterred`; Abreu, Milgrom and Pearce
1991, Econometrica 59:1713-1733, for burned value), where no deal is no worse than conflict (``o >= 0``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.enforce.compliance.forms import Number, conflict_share, least_loss, own_weight, weight
from detente.enforce.compliance.holding import Deviation, deviations, excess, parts, received
from detente.enforce.compliance.sides import Pact, Side, Violation
from detente.errors import Fault, InputError, shown_value


class StakeStatus(StrEnum):
    """Whether some stake makes the side keep the pact, and if not, why not."""

    ACHIEVABLE = "achievable"
    NOT_TOLD_APART = "no stake deters: alarms do not tell breaking from keeping well enough"
    NOT_TAKEN = "no stake deters: after an alarm it comes back as surely as without one"
    NOT_WORTH_IT = "not achievable: a stake that deters makes the deal worth less than none"
    FRAMING = "not achievable: the stake that deters violating makes framing pay"
    ABOVE_STOCK = "not achievable: more than there is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """Collateral of a side.

    Attributes:
        amount: What is put up.
        returned_if_complied: Chance that it comes back if no alarm falls on the side.
        returned_if_breached: Chance that it comes back after an alarm.
        delay: Periods until it does.
        holder: Who holds it.
        refills: How often a forfeited stake is put up anew; ``None``: always.
    """

    amount: Number
    returned_if_complied: Number = 1
    returned_if_breached: Number = 0
    delay: int = 0
    holder: str = ""
    refills: int | None = None

    def __post_init__(self) -> None:
        chances = (
            ("returned_if_complied", self.returned_if_complied),
            (
                "returned_if_breached",
                self.returned_if_breached,
            ),
        )
        faults = [
            Fault(place=name, message=f"{shown_value(chance)} is no chance", hint="a number between 0 and 1")
            for name, chance in chances
            if not 0 <= chance <= 1
        ]
        faults += [
            Fault(place=name, message=f"{shown_value(number)} is below 0", hint="a number from 0 on")
            for name, number in (
                ("amount", self.amount),
                ("delay", self.delay),
                ("refills", self.refills or 0),
            )
            if number < 0
        ]
        if faults:
            raise InputError(*faults)


def yield_of(stake: Stake, discount: Number) -> Number:
    """How much of each unit staked an alarm takes; not above 0 where breached stakes return as surely."""
    return (stake.returned_if_complied - stake.returned_if_breached) * discount**stake.delay


def effective(stake: Stake, discount: Number) -> Number:
    """What an alarm takes from the stake, in the unit of its amount."""
    return stake.amount * yield_of(stake, discount)


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeWindow:
    """Which effective forfeits ``K`` of one side make it keep the pact, all else given.

    Attributes:
        status: Whether there are any within the stock.
        least: ``K_min``; None where no forfeit, however large, is enough.
        binding: The deviations that ask for it; empty where none does.
        most: The largest that the deal and framing allow; None where nothing limits it.
        stock: The largest that there is, as effective forfeit; None where it is not limited.
    """

    status: StakeStatus
    least: Number | None
    binding: tuple[Deviation, ...]
    most: Number | None
    stock: Number | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A demand ``level + slope K <= 0`` on the forfeit."""

    level: Number
    slope: Number


def stake_window(pact: Pact, side: Side, *, stock: Number | None = None, posting: Number = 0) -> StakeWindow:
    """The forfeits of one side with which it keeps the pact; its own ``forfeit`` there is not looked at.

    Args:
        pact: The pact, with all that is given of the other side.
        side: The side of it that is asked about.
        stock: The largest effective forfeit that there is; None: no limit.
        posting: What each unit of effective forfeit costs the side once, by being put up: ``(1 - chance of
            return if complied) / yield`` for a stake that is put up for the deal, 0 for one that the holder
            has in hand anyway.
    """
    lines = [(deviation, _line(pact, side, deviation)) for deviation in deviations(side)]
    wanted = [(deviation, -line.level / line.slope) for deviation, line in lines if line.slope < 0]
    least: Number = max([0, *(amount for _, amount in wanted)])
    limits = [(limit, _why(deviation)) for deviation, line in lines if (limit := _limit(line)) is not None]
    worth = _limit(_participation(pact, side, posting))
    limits += [] if worth is None else [(worth, StakeStatus.NOT_WORTH_IT)]
    most, reason = min(limits, key=lambda pair: pair[0], default=(None, StakeStatus.ACHIEVABLE))
    status = StakeStatus.ACHIEVABLE
    if most is not None and least > most:
        status = reason
    elif stock is not None and least > stock:
        status = StakeStatus.ABOVE_STOCK
    hopeless = [_why(deviation) for deviation, line in lines if line.slope >= 0 and line.level > 0]
    if hopeless:
        return StakeWindow(
            status=min(hopeless, key=_GRAVEST.index), least=None, binding=(), most=most, stock=stock
        )
    binding = tuple(deviation for deviation, amount in wanted if least > 0 and amount == least)
    return StakeWindow(status=status, least=least, binding=binding, most=most, stock=stock)


_GRAVEST = (StakeStatus.NOT_TOLD_APART, StakeStatus.FRAMING)


def _why(deviation: Deviation) -> StakeStatus:
    """Why no stake stops a deviation that its own stake does not make dearer."""
    return StakeStatus.NOT_TOLD_APART if deviation.framing is None else StakeStatus.FRAMING


def least_stakes(pact: Pact) -> tuple[Number, Number] | None:
    """The least forfeits of both sides, each the least given the other's, so that no violation pays.

    A side that is paid from the other's forfeits values the deal more and needs less of its own:
    ``K_1 = max(0, A_1 - B_1 K_2)`` with ``B_1 = (1 - alpha_2) d D share_1 alpha_2 / M_1 < 1``, and likewise
    ``K_2``: a contraction, so that there is one such pair. Framing is not part of it: put the pair into the
    pact and ask :func:`~detente.enforce.compliance.holding.compliance`.

    Returns:
        The pair, in the order of the sides; None if some violation with a gain is not told from complying.
    """
    sides = pact.sides
    bases = [_base(pact, side) for side in sides]
    if bases[0] is None or bases[1] is None:
        return None
    (a, c), (b, e) = bases[0], bases[1]
    first, second = (a - c * b) / (1 - c * e), (b - e * a) / (1 - c * e)
    if first >= 0 and second >= 0:
        return first, second
    if first < 0:
        return 0, max(0, b)
    return max(0, a), 0


def can_be_deterred(pact: Pact, side: Side, violation: Violation) -> bool:
    """Is there any punishment that makes a violation not pay and leaves the deal worth having?

    ``(beta - alpha) (b + r - o) >= alpha g``. Where it fails nothing helps but better monitoring, a smaller
    gain or a better deal; where it holds, a forfeit of ``g / (beta - alpha)`` without conflict does. With
    ``o < 0`` a deal may be worth having though it is worth less than conflict (``V < 0``); conflict that the
    other side's false alarms bring is then a relief, and a little more can be deterred than this says.
    """
    margin = side.flow + received(pact, side) - side.outside
    told = violation.detection - side.false_alarm
    if told <= 0:
        return margin >= 0 and told == 0 and violation.gain == 0
    return margin >= 0 and told * margin >= side.false_alarm * violation.gain


def _line(pact: Pact, side: Side, deviation: Deviation) -> _Line:
    """The excess of a deviation as a function of the side's own forfeit."""
    other = pact.other(side)
    _, seen, framed, _ = parts(side, other, deviation)
    future = pact.discount * conflict_share(pact.discount, pact.conflict)
    more = (1 - side.false_alarm) * (1 - other.false_alarm) - (1 - seen) * (1 - framed)
    slope = future * more * side.false_alarm / _weight(pact, side) - (seen - side.false_alarm)
    return _Line(excess(pact, side, deviation) - slope * side.forfeit, slope)


def _participation(pact: Pact, side: Side, posting: Number) -> _Line:
    """``o / (1 - d) - (V - posting K)`` as a function of the side's own forfeit."""
    flow = side.flow + received(pact, side) - side.false_alarm * side.sanction
    full = _weight(pact, side)
    level = side.outside / (1 - pact.discount) - flow / full
    return _Line(level, side.false_alarm / full + posting)


def _limit(line: _Line) -> Number | None:
    """The largest forfeit that meets a demand (below 0: none does); None where a large one never fails it."""
    if line.slope > 0:
        return -line.level / line.slope
    return -1 if line.level > 0 and line.slope == 0 else None


def _base(pact: Pact, side: Side) -> tuple[Number, Number] | None:
    """``A`` and ``B`` of :func:`least_stakes`."""
    other = pact.other(side)
    share = conflict_share(pact.discount, pact.conflict)
    flow, needs = side.flow, [-side.sanction]
    for violation in side.violations:
        if violation.detection < side.false_alarm:
            return None
        if violation.detection == side.false_alarm:
            if violation.gain == 0:
                continue
            return None
        alarms = (violation.detection, side.false_alarm, other.false_alarm)
        needs.append(least_loss(pact.discount, share, alarms, gain=violation.gain, flow=flow) - side.sanction)
    kept = (1 - other.false_alarm) * pact.discount * share * side.share * other.false_alarm
    return max(needs), kept / own_weight(pact.discount, share, other.false_alarm)


def _weight(pact: Pact, side: Side) -> Number:
    share = conflict_share(pact.discount, pact.conflict)
    return weight(pact.discount, share, side.false_alarm, pact.other(side).false_alarm)
