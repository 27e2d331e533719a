"""What watching does day by day: the chance that one act is put down to a side, and false alarms a day.

A plan says both for each way to break an obligation that it places instruments for, in the cell in which an
act is least likely to be put down to its side. For an obligation that is seen by its means, with one act and
one alarm in a review period, both follow from beta and alpha: no false alarm in R days has chance ``1 -
alpha = e^(-f R)``, and neither the act nor a false alarm shows with chance ``1 - beta = (1 - q)(1 - alpha)``.

A plan's rule counts alarms; the dynamic programme of :mod:`detente.enforce.review` counts days with an alarm.
A day with several of them counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1, log1p
from typing import TYPE_CHECKING

from detente.case.verification import AlarmRule

if TYPE_CHECKING:
    from detente.verify.means_rates import MeansRates
    from detente.verify.outcome_rates import ObligationRates


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """How well a way to break a deal is watched, act by act.

    Attributes:
        attributed: Chance that one act is put down to the side that does it.
        false_per_day: False alarms a day that are put down to a side, where the act would be.
        rule: The alarm rule that beta and alpha are of; its acts are those of the campaign.
        alpha: Chance in a review period that the rule is met by false alarms there.
    """

    attributed: float
    false_per_day: float
    rule: AlarmRule
    alpha: float

    @property
    def acts_a_day(self) -> float:
        """Acts on a day of the campaign that has some."""
        return max(1.0, self.rule.acts / self.rule.review_days)

    @property
    def days_with_acts(self) -> int:
        """Days of a review period on which the campaign has acts."""
        return min(self.rule.acts, self.rule.review_days)

    @property
    def false_alarm(self) -> float:
        """Chance of an alarm on a day without an act."""
        return -expm1(-self.false_per_day)

    @property
    def detection(self) -> float:
        """Chance of an alarm on a day with the campaign's acts."""
        quiet: float = (1 - self.attributed) ** self.acts_a_day * (1 - self.false_alarm)
        return max(self.false_alarm, 1 - quiet)


def daily_placed(rate: ObligationRates) -> Daily:
    """That of what instruments are placed for."""
    return Daily(
        attributed=rate.attributed, false_per_day=rate.false_per_day, rule=rate.rule, alpha=rate.alpha
    )


def daily_means(mean: MeansRates) -> Daily | None:
    """That of what is seen by its means; None where nothing sees it, or false alarms are certain."""
    rates = mean.rates
    if rates is None or rates.alpha >= 1:
        return None
    return Daily(
        attributed=min(1.0, max(0.0, 1 - (1 - rates.beta) / (1 - rates.alpha))),
        false_per_day=-log1p(-rates.alpha) / rates.rule.review_days,
        rule=rates.rule,
        alpha=rates.alpha,
    )
