"""Sentences on whether breaking a deal pays: the same words for both sides."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente.case.enforcement import Unit
from detente.views.numbers import counted, interval
from detente.views.prose import listed, quoted
from detente.views.robust_words import percent
from detente.views.words import party_title

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.enforce.compliance.bounds import Interval
    from detente.enforce.compliance.holding import Temptation
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.rates import Rate
    from detente.enforce.deal.sides import SideFinding
    from detente.enforce.deal.stakes import StakeFinding

NO_LIMIT = "more than any amount"


def amount(number: Fraction | float | None) -> str:
    """A number to three digits; infinity is more than any amount."""
    if number is None or isinf(number):
        return NO_LIMIT
    text = f"{float(number):.3g}"
    return f"{float(text):,.0f}" if "e+" in text else text


def chance(number: Fraction | float) -> str:
    """A chance to three digits; a very small one as less than a millionth."""
    return "below 0.000001" if 0 < number < 1e-6 else f"{float(number):.3g}"


def ends(interval: Interval) -> str:
    """The two ends, or the one number."""
    low, high = amount(interval.low), amount(interval.high)
    return low if low == high else f"{low} to {high}"


def with_ends(middle: Fraction | float | None, interval: Interval) -> str:
    """A number at middle figures with the ends of its range."""
    most = ends(interval)
    return most if most == NO_LIMIT else f"{amount(middle)} ({most})"


def rate_words(rate: Rate) -> str:
    """A chance and where it comes from."""
    if rate.span is None:
        return "not known"
    span = rate.span
    low, high = chance(span.low), chance(span.high)
    told = low if low == high else f"{low} to {high}"
    return f"{told} ({rate.origin})"


def unit_words(deal: Deal, side: SideFinding) -> str:
    """The unit of a side's amounts, in words."""
    if side.standing.terms.unit is Unit.MONEY:
        return deal.standing.terms.currency
    return f"the utility of {party_title(deal.case, side.party)}"


def tempting(temptation: Temptation, side: SideFinding) -> str:
    """A deviation in words."""
    violation, framing = temptation.deviation.violation, temptation.deviation.framing
    titles = {breach.breach.id: breach.breach.title for breach in side.breaches}
    if violation is None:
        return "staging a breach of the other side"
    named = quoted(titles.get(violation.id, violation.id))
    return named if framing is None else f"{named} while staging one of the other side"


def enforce_finding(deal: Deal) -> list[str]:
    """The finding: first where no collateral works, then side by side whether breaking pays."""
    if not deal.sides:
        return ["Whether breaking pays is not known.", *deal.could_not]
    hopeless = [_no_collateral(deal, side) for side in deal.sides if side.no_collateral_works]
    return [*hopeless, *(_pays(deal, side) for side in deal.sides), *_between(deal), *_enough(deal)]


def enforce_in_short(deal: Deal) -> str:
    """The finding in one sentence, the same words for both sides."""
    return f"At middle figures it {', and '.join(_in_short(deal, side) for side in deal.sides)}."


def _in_short(deal: Deal, side: SideFinding) -> str:
    title = party_title(deal.case, side.party)
    if side.verdict.complies and untested(side):
        return f"is not known to pay for {title} or not, as not all ways to break it were tested"
    pays = "does not pay" if side.verdict.complies else "pays"
    return f"{pays} for {title}, which keeps the deal in {percent(side.kept)} of the draws of all figures"


def _no_collateral(deal: Deal, side: SideFinding) -> str:
    """Said before everything else."""
    title = party_title(deal.case, side.party)
    limits = [
        f"{quoted(breach.breach.title)} {_largest(breach.temptation.most_gain)}" for breach in side.breaches
    ]
    said = (
        f" The largest gain that would not pay as the deal stands (g_max) is, for {', '.join(limits)}."
        if limits
        else ""
    )
    return (
        f"No collateral makes breaking the deal not pay for {title}, however large, at middle figures: "
        f"{why_none(side)}.{said} Better monitoring, a smaller gain or a better deal would."
    )


def why_none(side: SideFinding) -> str:
    """Why no collateral works, at middle figures."""
    status = side.window.status.value
    return status.partition(": ")[2] or status


def _largest(gain: Fraction | float | None) -> str:
    return "none" if gain is None or gain <= 0 else amount(gain)


def _pays(deal: Deal, side: SideFinding) -> str:
    title = party_title(deal.case, side.party)
    worst = next(iter(side.verdict.temptations), None)
    if worst is None:
        return _nothing_tested(side, title)
    what = tempting(worst, side)
    more = f"{amount(abs(float(worst.excess)))} in {unit_words(deal, side)}"
    told = f"brings {more} more than keeping it" if worst.excess > 0 else f"costs {more}"
    pays = "pays" if worst.excess > 0 else "does not pay"
    part = "" if side.verdict.takes_part else f" The deal itself is worth less to {title} than none."
    return (
        f"At middle figures breaking the deal {pays} for {title}: what tempts most, {what}, {told}.{part} "
        f"With all figures drawn from their intervals {title} keeps the deal and has a reason to be in it in "
        f"{percent(side.kept)} of the draws (compliance and participation).{_untested(side)}"
    )


def _nothing_tested(side: SideFinding, title: str) -> str:
    if side.standing.terms.breaches:
        return f"Whether breaking the deal pays for {title} is not known.{_untested(side)}"
    return f"Nothing says how {title} could break the deal, so nothing was tested (no violation)."


def untested(side: SideFinding) -> list[str]:
    """The ways to break the deal of which beta is not known: whether they pay is not known, either."""
    tested = {found.breach.id for found in side.breaches}
    return [quoted(breach.title) for breach in side.standing.terms.breaches if breach.id not in tested]


def _untested(side: SideFinding) -> str:
    left = untested(side)
    return f" Not tested, as beta is not known: {listed(left)}." if left else ""


def _between(deal: Deal) -> Iterator[str]:
    """What is left to gain between alarms, by the way to break the deal that leaves most."""
    for side in deal.sides:
        rules = [one.reviewed.best for one in side.breaches if one.reviewed is not None]
        least = max(
            (rule for rule in rules if rule is not None), key=lambda each: each.seen.middle, default=None
        )
        if least is not None:
            title = party_title(deal.case, side.party)
            yield (
                f"A breach timed between alarms still brings {title}, in "
                f"{counted(deal.standing.time.days, 'day')}, {with_ends(least.seen.middle, least.seen.ends)} "
                f"in {unit_words(deal, side)} more than keeping the deal, under the best rule of alarms, if "
                f"{title} sees them, {with_ends(least.sealed.middle, least.sealed.ends)} if they are sealed "
                "(residual gain)."
            )


def _enough(deal: Deal) -> Iterator[str]:
    for side in deal.sides:
        title = party_title(deal.case, side.party)
        least = with_ends(side.window.least, side.least)
        vain = "" if side.window.least is None or not side.no_collateral_works else _in_vain(side)
        stakes = [stake_words(deal, side, stake) for stake in side.stakes]
        none = f"No collateral of {title} is named in the case."
        if side.standing.terms.breaches and not side.breaches:
            yield f"What an alarm has to take of {title} so that no violation pays (K_min) is not known."
            continue
        which = "no violation that was tested" if untested(side) else "no violation"
        yield (
            f"What an alarm has to take of {title} so that {which} pays, besides sanctions and conflict "
            f"(K_min): {least} in {unit_words(deal, side)}.{vain} {' '.join(stakes) or none}"
        )


def _in_vain(side: SideFinding) -> str:
    return f" At middle figures that is no way out: {why_none(side)}."


def stake_words(deal: Deal, side: SideFinding, stake: StakeFinding) -> str:
    """What one stake does, in a sentence."""
    title = party_title(deal.case, side.party)
    name = f"{quoted(stake.terms.title)}{'' if stake.in_force else ' (not part of this package)'}"
    if stake.deterrence is not None and stake.needed is not None:
        status = stake.deterrence.status.value
        if isinf(stake.needed.low):
            return f"{name}: {status}."
        told = "some amount is enough at middle figures" if stake.deterrence.achievable else status
        return (
            f"{name}: {told}; to be put up are {ends(stake.needed)} over all figures, and "
            f"{interval(stake.terms.amount)} is said, in {stake_unit(deal, side, stake)}."
        )
    if stake.worth is None:
        return f"{name} is in a unit that nothing joins with what {title} gains."
    return _as_ratio(deal, side, stake, name, stake.worth)


def _as_ratio(deal: Deal, side: SideFinding, stake: StakeFinding, name: str, least: Interval) -> str:
    """What a stake in money does for a side that counts in utility: from which worth of money on."""
    title, currency = party_title(deal.case, side.party), deal.standing.terms.currency
    worth = f"worth at least {ends(least)} over all figures, in the utility of {title}"
    declared = "what it is worth nobody has declared (exchange)"
    if side.no_collateral_works:
        return (
            f"{name} is not enough at middle figures, whatever one {currency} is worth: {why_none(side)}. To "
            f"make violations not pay it would have to be {worth}; {declared}."
        )
    if untested(side):
        return f"{name}: whether it is enough is not known, as not all ways to break the deal were tested."
    if stake.worth_middle == 0:
        return (
            f"{name} is not needed at middle figures, as breaking the deal does not pay {title} without it; "
            f"to be enough, one {currency} has to be {worth}; {declared}."
        )
    middle = "" if stake.worth_middle is None else f"{amount(stake.worth_middle)} at middle figures, "
    return (
        f"{name} is enough if one {currency} is worth at least {middle}{ends(least)} over all "
        f"figures, in the utility of {title}; {declared}."
    )


def stake_unit(deal: Deal, side: SideFinding, stake: StakeFinding) -> str:
    """The unit of a stake, in words."""
    if stake.terms.unit is Unit.MONEY:
        return deal.standing.terms.currency
    return f"the utility of {party_title(deal.case, side.party)}"


def forfeit_words(deal: Deal, side: SideFinding) -> str:
    """What an alarm takes by collateral; what is in a unit that nothing joins is named and not added."""
    units = {stake_unit(deal, side, stake) for stake in side.stakes if stake.in_force and not stake.joined}
    told = with_ends(side.forfeit.middle, side.forfeit.interval)
    if not units:
        return told
    apart = f"in {listed(sorted(units))}, not added"
    return apart if side.forfeit.high == 0 else f"{told}; more {apart}"
