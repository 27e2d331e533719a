"""One alarm rule: so many alarms within so many days, judged against a campaign and against none.

A party counts as caught in a review period of R days if in some L days in a row at least k alarms were put
down to it. On a day with m of its acts, of which each is attributed to it with chance q_c under the scenario
c of nature (weight pi_c, drawn anew each day), and with false alarms at a rate of f a day that name it, the
alarms have the law

    A_t ~ sum_c pi_c Binomial(m_t, q_c) + Poisson(f),        independent from day to day,

so beta = P(caught | campaign of n acts, spread over the period) and alpha = P(caught | no acts). If L = R
this is the tail of one binomial-Poisson sum; else it is exact by a dynamic programme over the days, whose
state is the counts of the last L - 1 days (a discrete scan statistic: Naus 1974, J. Am. Stat. Assoc.
69:810-815, by the embedding of Fu 2001, J. Appl. Prob. 38:908-916). The violator picks, among the chosen
conditions, the one in which beta is least.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING

from detente.case.verification import AlarmRule
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATES_LIMIT = 60_000
"""Histories of L - 1 days that are told apart, at most."""


SLACK = 1e-9
"""How far weights may be from a sum of 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """What comes of one act, scenario by scenario of nature.

    Attributes:
        attributed: Chance under each that the act is attributed to the party.
        weights: Weight of each; they sum to 1.
    """

    attributed: tuple[float, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRates:
    """What an alarm rule gives in one review period.

    Attributes:
        beta: Chance that the party counts as caught if it carries out the campaign, false alarms included.
        alpha: Chance that it counts as caught if it does nothing.
        choice: The chosen conditions in which the violator has the least beta.
    """

    rule: AlarmRule
    beta: float
    alpha: float
    choice: str


def alarm_rates(
    rule: AlarmRule, chances: Mapping[str, Chances], *, false_per_day: float = 0.0, wrong_per_day: float = 0.0
) -> AlarmRates:
    """Beta and alpha of a rule, exact.

    Args:
        rule: The rule, with the length of the review period and the acts of the campaign.
        chances: What comes of one act, for each choice of the violator.
        false_per_day: False alarms a day that are put down to the party.
        wrong_per_day: Acts of others a day that are put down to the party; 0 where others do nothing.

    Raises:
        InputError: if a rate or a chance is no number in its bounds, if there is no choice, or if the rule
            asks for more histories than STATES_LIMIT.
    """
    rate = false_per_day + wrong_per_day
    _refuse_odd(chances, (false_per_day, wrong_per_day))
    _refuse_long(rule)
    quiet = caught(rule, [0] * rule.review_days, Chances(attributed=(0.0,), weights=(1.0,)), rate)
    days = spread(rule.acts, rule.review_days)
    found = {choice: caught(rule, days, chance, rate) for choice, chance in chances.items()}
    choice = min(found, key=lambda name: found[name])
    return AlarmRates(rule=rule, beta=found[choice], alpha=quiet, choice=choice)


def quiet_chances(rule: AlarmRule, rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance that a party that does nothing is not caught, for each rate of false alarms a day.

    The same as 1 - ``alarm_rates(...).alpha``, for many rates at once.

    Raises:
        InputError: if the rule asks for more histories than STATES_LIMIT.
    """
    import numpy as np
    from scipy.stats import poisson

    _refuse_long(rule)
    days = rule.review_days
    if rule.window_days >= days:
        return np.asarray(poisson.cdf(rule.alarms - 1, days * rates), dtype=np.float64)
    law = poisson.pmf(np.arange(rule.alarms)[:, None], rates)
    quiet: dict[tuple[int, ...], NDArray[np.float64]] = {(0,) * (rule.window_days - 1): np.ones(len(rates))}
    for _ in range(days):
        after: dict[tuple[int, ...], NDArray[np.float64]] = {}
        for history, weight in quiet.items():
            for count in range(rule.alarms - sum(history)):
                seen = (*history[1:], count) if history else ()
                known = after.get(seen)
                part = weight * law[count]
                after[seen] = part if known is None else known + part
        quiet = after
    return np.clip(sum(quiet.values(), start=np.zeros(len(rates))), 0.0, 1.0)


def spread(acts: int, days: int) -> list[int]:
    """Acts for each day, as even as whole acts can be.

    >>> spread(3, 7), spread(9, 4)
    ([0, 1, 0, 1, 0, 1, 0], [2, 3, 2, 2])
    """
    marks = [(2 * acts * day + days) // (2 * days) for day in range(days + 1)]
    return [after - before for before, after in pairwise(marks)]


def caught(rule: AlarmRule, acts: Sequence[int], chances: Chances, rate: float) -> float:
    """Chance that the rule fires, with so many acts on each day and ``rate`` other alarms a day."""
    laws = {number: day_law(number, chances, rate, rule.alarms) for number in sorted(set(acts))}
    if rule.window_days >= len(acts):
        return _in_one_window([laws[number] for number in acts], rule.alarms)
    return _in_some_window([laws[number] for number in acts], rule.alarms, rule.window_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLaw:
    """The law of a day's alarms: ``exactly[n]`` is P(n) and ``least[n]`` P(n or more), each of its own sum.

    A chance of being caught is added up from the latter, so that one of 1e-20 is not rounded to none.
    """

    exactly: tuple[float, ...]
    least: tuple[float, ...]


def day_law(acts: int, chances: Chances, rate: float, most: int) -> DayLaw:
    """The law of a day's alarms up to ``most``: P(0) to P(most - 1), and P(0 or more) to P(most or more)."""
    import numpy as np
    from scipy.stats import binom, poisson

    counts = np.arange(most)
    mixed, many = np.zeros(most), np.zeros(most + 1)
    for chance, weight in zip(chances.attributed, chances.weights, strict=True):
        mixed += weight * binom.pmf(counts, acts, chance)
        many += weight * binom.sf(np.arange(most + 1) - 1, acts, chance)
    law = np.convolve(mixed, poisson.pmf(counts, rate))[:most]
    others = poisson.sf(counts, rate)  # so many and one more of the other alarms, at least
    least = [float(many[n] + mixed[:n] @ others[:n][::-1]) for n in range(most + 1)]
    return DayLaw(exactly=tuple(law.tolist()), least=tuple(least))


def _in_one_window(laws: Sequence[DayLaw], alarms: int) -> float:
    """By the law of the total, all days in one window: caught on the day that brings it to the rule."""
    import numpy as np

    total = np.zeros(alarms)
    total[0] = 1.0
    fired = 0.0
    for law in laws:
        fired += float(total @ np.array(law.least[:0:-1]))
        total = np.convolve(total, law.exactly)[:alarms]
    return min(1.0, fired)


def _in_some_window(laws: Sequence[DayLaw], alarms: int, window: int) -> float:
    """By the histories of the last ``window - 1`` days in which the rule has not fired yet."""
    kept = window - 1
    quiet: dict[tuple[int, ...], float] = {(0,) * kept: 1.0}
    fired = 0.0
    for law in laws:
        after: dict[tuple[int, ...], float] = {}
        for history, weight in quiet.items():
            left = alarms - sum(history)
            fired += weight * law.least[left]
            for count in range(left):
                seen = (*history[1:], count) if kept else ()
                after[seen] = after.get(seen, 0.0) + weight * law.exactly[count]
        quiet = after
    return min(1.0, fired)


def _refuse_long(rule: AlarmRule) -> None:
    if rule.window_days >= rule.review_days:
        return
    histories = comb(rule.window_days + rule.alarms - 2, rule.alarms - 1)
    if histories > STATES_LIMIT:
        message = (
            f"{rule.alarms} alarms within {rule.window_days} of {rule.review_days} days give {histories} "
            f"histories, more than {STATES_LIMIT}"
        )
        hint = "fewer alarms, a shorter window, or a window as long as the review period"
        raise InputError(Fault(place="alarm", message=message, hint=hint, code="too-large"))


def _refuse_odd(chances: Mapping[str, Chances], rates: Sequence[float]) -> None:
    faults = []
    if not chances:
        faults.append(Fault(place="chances", message="there is no choice", hint="one at least"))
    if not all(0 <= rate < float("inf") for rate in rates):
        faults.append(Fault(place="rate", message=f"{rates} are no rates", hint="numbers from 0"))
    for name, chance in chances.items():
        shares = len(chance.attributed) == len(chance.weights)
        sums = abs(sum(chance.weights) - 1) <= SLACK and all(weight >= 0 for weight in chance.weights)
        if not (shares and sums and all(0 <= q <= 1 for q in chance.attributed)):
            message = f"the chances of '{name}' or their weights will not do"
            hint = "a chance from 0 to 1 for each weight; weights sum to 1"
            faults.append(Fault(place=f"chances: {name}", message=message, hint=hint, code="bad-number"))
    if faults:
        raise InputError(*faults)
