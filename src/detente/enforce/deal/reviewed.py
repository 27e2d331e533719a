"""What is left to gain from a breach under a rule of so many alarms in so many days: the residual gain.

The pact takes one act of breaking as one campaign and one alarm as one verdict. Between the two lies the rule
by which alarms become a verdict, and a side that knows it may break the deal for a part of the time: while
alarms are missing, or once they no longer matter. :mod:`detente.enforce.review` finds the best such plan for
one who sees each alarm, and for one who does not. Here its figures come from a case:

* a day with acts brings ``g R / (P n)``: a campaign has acts on ``n`` of the ``R`` days of a review period
  and brings ``g`` in a period of the pact, of ``P`` days;
* chances of an alarm on a day with acts and on one without are those of :mod:`detente.verify.daily`;
* a verdict costs what an alarm of the pact does, ``C = K + S + (1 - alpha_o) d D V``, at least 0;
* a day counts ``d^(1/P)`` times the day before, with ``d`` in the middle of its bounds.

The rule that is proposed is the one with the least residual gain a day, alarms seen, at middle figures, among
all with at most :data:`LONGEST` days that find against a side that complies no more often than the plan's own
rule does. The same rule is then put to the other runs of the plan, each with ``g`` and ``C`` at either end:
the residual gain rises in ``g`` and falls in ``C``, so that its ends over a run are there. A run moves all
instruments together; mixtures of their figures may lead outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from detente.case.enforcement import Breach
from detente.enforce.compliance.bounds import INFINITE, Box, Interval, value_range
from detente.enforce.compliance.forms import Number, conflict_share
from detente.enforce.compliance.holding import Compliance
from detente.enforce.compliance.sides import Pact
from detente.enforce.deal.rates import daily_runs
from detente.enforce.deal.standing import SideStanding, Standing
from detente.enforce.review import Review, Visibility, Watch, choose_review, deterring_loss, review
from detente.verify.daily import Daily

LONGEST = 60
"""Days of a review, at most, among which a rule is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A number at middle figures, and the least and the most over all runs; infinite for no amount."""

    middle: float
    ends: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """One rule.

    Attributes:
        days: ``L``.
        alarms: ``k``.
        seen: The residual gain in a period of the pact, in the side's unit, if the side sees the alarms.
        sealed: The same if alarms are shown at the end only.
        unavoidable: What of ``seen`` stays however large a verdict's cost is.
        enough: What a verdict has to cost so that sealed alarms leave nothing to gain.
        accused: Chance in a period of the pact of a verdict on a side that complies, where the act would be.
    """

    days: int
    alarms: int
    seen: Spread
    sealed: Spread
    unavoidable: Spread
    enough: Spread
    accused: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """How a breach fares under rules.

    Attributes:
        attributed: Chance that one act is put down to the side.
        false_per_day: False alarms a day.
        cost: What a verdict is taken to cost the side, in its unit.
        best: The rule that is proposed; None where every rule finds against a side that complies too often.
        own: The rule of the plan, in periods of its window; None where the file says what single acts do.
    """

    attributed: Spread
    false_per_day: Spread
    cost: Spread
    best: RuleFinding | None
    own: RuleFinding | None


def reviewed(
    breach: Breach, standing: Standing, side: SideStanding, cost: tuple[float, Interval]
) -> Reviewed | None:
    """What is left to gain from a breach; None where nothing says how single acts are watched.

    Args:
        breach: The breach.
        standing: What stands under the package.
        side: The side whose breach it is.
        cost: What a verdict costs it, at middle figures and over all.
    """
    days = standing.time.days
    runs = daily_runs(breach, standing.rates, days, float(side.alpha.middle))
    if not runs:
        return None
    stakes = _Stakes(
        runs=runs,
        days=days,
        gain=(float(breach.gain.middle), Interval(float(breach.gain.low), float(breach.gain.high))),
        cost=cost,
        discount=float(standing.discount.middle) ** (1 / days),
    )
    rule, best = runs[0].rule, stakes.chosen()
    return Reviewed(
        attributed=_over([run.attributed for run in runs]),
        false_per_day=_over([run.false_per_day for run in runs]),
        cost=Spread(middle=cost[0], ends=cost[1]),
        best=None if best is None else stakes.under(best.days, best.alarms),
        own=stakes.under(rule.window_days, rule.alarms) if rule.alarms else None,
    )


def verdict_cost(verdict: Compliance, pact: Pact) -> float:
    """What a verdict costs a side, the future included: ``L + (1 - alpha_o) d D V``, at least 0."""
    side, other = verdict.side, pact.other(verdict.side)
    later = pact.discount * conflict_share(pact.discount, pact.conflict) * verdict.value
    return max(0.0, float(side.forfeit + side.sanction + (1 - other.false_alarm) * later))


def verdict_cost_range(box: Box) -> Interval:
    """The same over all figures of a side, each on its own: an outer range."""
    worth, quiet = value_range(box).outer, [1 - end for end in box.other_alarm.ends]
    shares = [conflict_share(d, conflict) for d, conflict in product(box.discount.ends, box.conflict)]
    factors = (quiet, box.discount.ends, (min(shares), max(shares)), worth.ends)
    later = [one * two * three * four for one, two, three, four in product(*factors)]
    return Interval(max(0.0, box.loss.low + float(min(later))), max(0.0, box.loss.high + float(max(later))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stakes:
    """What a review is asked with: the middle of gain and cost, and their ends."""

    runs: Sequence[Daily]
    days: int
    gain: tuple[float, Interval]
    cost: tuple[float, Interval]
    discount: float

    def watch(self, run: Daily, gain: float, cost: float) -> Watch:
        """A day's figures; ``gain`` is of a period of the pact."""
        of_a_day = gain * run.rule.review_days / (run.days_with_acts * self.days)
        return Watch(
            gain=of_a_day,
            loss=cost,
            detection=run.detection,
            false_alarm=run.false_alarm,
            discount=self.discount,
        )

    def chosen(self) -> Review | None:
        """The rule that leaves least to gain, at middle figures."""
        run = self.runs[0]
        found = choose_review(
            self.watch(run, self.gain[0], self.cost[0]),
            longest=min(LONGEST, run.rule.review_days),
            most_false_verdicts=run.alpha / run.rule.review_days,
        )
        return found[0] if found else None

    def under(self, days: int, alarms: int) -> RuleFinding:
        """One rule in every run, with gain and cost at either end."""

        def asked(visibility: Visibility) -> list[Review]:
            return [review(each, days=days, alarms=alarms, visibility=visibility) for each in self._watches()]

        seen, sealed = asked("seen"), asked("sealed")
        enough = [deterring_loss(each, days=days, alarms=alarms) for each in self._watches()]
        return RuleFinding(
            days=days,
            alarms=alarms,
            seen=_over([self._a_period(each.residual, days) for each in seen]),
            sealed=_over([self._a_period(each.residual, days) for each in sealed]),
            unavoidable=_over([self._a_period(each.unavoidable, days) for each in seen]),
            enough=_over([INFINITE if each is None else float(each) for each in enough]),
            accused=_over([self._accused(each.false_verdict, days) for each in seen]),
        )

    def _watches(self) -> Iterator[Watch]:
        """Middle figures first; then each run with gain and cost at the ends that leave least and most."""
        yield self.watch(self.runs[0], self.gain[0], self.cost[0])
        gain, cost = self.gain[1], self.cost[1]
        for run in self.runs:
            yield self.watch(run, gain.low, cost.high)
            yield self.watch(run, gain.high, cost.low)

    def _a_period(self, gain: Number, days: int) -> float:
        return max(0.0, float(gain)) * self.days / days

    def _accused(self, false_verdict: Number, days: int) -> float:
        chance = float(false_verdict)
        return chance if days == self.days else 1 - (1 - chance) ** (self.days / days)


def _over(numbers: Sequence[float]) -> Spread:
    """The first in the middle, and the least and the most of all."""
    return Spread(middle=numbers[0], ends=Interval(min(numbers), max(numbers)))
