"""Sentences on whether breaking a deal pays: the same words for both sides."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente.case.enforcement import Unit
from detente.views.prose import quoted
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

NO_LIMIT = "no amount"


def amount(number: Fraction | float | None) -> str:
    """A number to three digits; infinity is no amount."""
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
    return [*hopeless, *(_pays(deal, side) for side in deal.sides), *_enough(deal)]


def enforce_in_short(deal: Deal) -> str:
    """The finding in one sentence, the same words for both sides."""
    told = [
        f"{'does not pay' if side.verdict.complies else 'pays'} for {party_title(deal.case, side.party)}, "
        f"which keeps the deal in {percent(side.kept)} of the draws of all figures"
        for side in deal.sides
    ]
    return f"At middle figures it {', and '.join(told)}."


def _no_collateral(deal: Deal, side: SideFinding) -> str:
    """Said before everything else."""
    title = party_title(deal.case, side.party)
    limits = [
        f"{quoted(breach.breach.title)} {_largest(breach.temptation.most_gain)}" for breach in side.breaches
    ]
    said = f" The largest gain that would not pay (g_max) is, for {', '.join(limits)}." if limits else ""
    why = side.window.status.value.partition(": ")[2] or side.window.status.value
    return (
        f"No collateral makes breaking the deal not pay for {title}, however large, at middle figures: "
        f"{why}.{said} Better monitoring, a smaller gain or a better deal would."
    )


def _largest(gain: Fraction | float | None) -> str:
    return "none" if gain is None or gain <= 0 else amount(gain)


def _pays(deal: Deal, side: SideFinding) -> str:
    title = party_title(deal.case, side.party)
    worst = next(iter(side.verdict.temptations), None)
    if worst is None:
        return f"Nothing says how {title} could break the deal, so nothing was tested (no violation)."
    what = tempting(worst, side)
    more = f"{amount(abs(float(worst.excess)))} in {unit_words(deal, side)}"
    told = f"brings {more} more than keeping it" if worst.excess > 0 else f"costs {more}"
    pays = "pays" if worst.excess > 0 else "does not pay"
    part = "" if side.verdict.takes_part else f" The deal itself is worth less to {title} than none."
    return (
        f"At middle figures breaking the deal {pays} for {title}: what tempts most, {what}, {told}.{part} "
        f"With all figures drawn from their intervals {title} keeps the deal and has a reason to be in it in "
        f"{percent(side.kept)} of the draws (compliance and participation)."
    )


def _enough(deal: Deal) -> Iterator[str]:
    for side in deal.sides:
        title = party_title(deal.case, side.party)
        least = with_ends(side.window.least, side.least)
        stakes = [stake_words(deal, side, stake) for stake in side.stakes]
        none = f"No collateral of {title} is named in the case."
        yield (
            f"What an alarm has to take of {title} so that no violation pays, besides sanctions and conflict "
            f"(K_min): {least} in {unit_words(deal, side)}. {' '.join(stakes) or none}"
        )


def stake_words(deal: Deal, side: SideFinding, stake: StakeFinding) -> str:
    """What one stake does, in a sentence."""
    title, currency = party_title(deal.case, side.party), deal.standing.terms.currency
    name = quoted(stake.terms.title)
    away = "" if stake.in_force else " (not part of this package)"
    if stake.deterrence is not None and stake.needed is not None:
        status = stake.deterrence.status.value
        if isinf(stake.needed.low):
            return f"{name}{away}: {status}."
        unit = currency if stake.terms.unit is Unit.MONEY else f"utility of {title}"
        return f"{name}{away}: {status}; to be put up are {ends(stake.needed)}, in {unit}."
    if stake.worth is None:
        return f"{name}{away} is in a unit that nothing joins with what {title} gains."
    middle = "" if stake.worth_middle is None else f"{amount(stake.worth_middle)} at middle figures, "
    return (
        f"{name}{away} is enough if one {currency} is worth at least {middle}{ends(stake.worth)} over all "
        f"figures, in the utility of {title}; what it is worth nobody has declared (exchange)."
    )
