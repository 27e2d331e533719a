"""Review periods: ``k`` alarms in ``L`` days make a verdict. What is left to gain for one who knows the rule?

On each day a party violates, which brings it ``g``, or complies. An alarm is raised with chance ``p1`` on
a day with a violation and ``p0`` on one without, independently. After ``L`` days the party loses ``C`` if
there were ``k`` alarms or more; then a new period begins. ``d`` discounts days; the loss falls on the
last day, so that ``L = k = 1`` is the test of :mod:`detente.enforce.compliance`: ``g <= (p1 - p0) C``.

*Seen*: the party sees each alarm and adapts, by dynamic programming over the days left and alarms missing
(Bellman 1957, "Dynamic Programming", Princeton University Press)::

    U(r, j) = max over x of  g x + d [ p_x U(r - 1, j - 1) + (1 - p_x) U(r - 1, j) ]

*Sealed*: alarms are shown at the end only; the party chooses how many days to violate, the first ones where
days are discounted. The *residual gain* is what the best plan brings over complying. With seen alarms
some of it stays however large ``C`` is: once there are ``k`` alarms, or too few days left for them,
nothing is left to lose in the period.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.enforce.compliance.forms import Number
from detente.errors import Fault, InputError, shown_value

Visibility = Literal["seen", "sealed"]
Cell = tuple[int, int]
"""Days left and alarms missing, or days and alarms of a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a day brings and what a verdict costs.

    Attributes:
        gain: ``g``, of a day with a violation.
        loss: ``C``, of a verdict.
        detection: ``p1``, chance of an alarm on a day with a violation.
        false_alarm: ``p0``, on a day without.
        discount: ``d``, from day to day, in (0, 1].

    Raises:
        InputError: numbers out of range, all at once.
    """

    gain: Number
    loss: Number
    detection: Number
    false_alarm: Number
    discount: Number = 1

    def __post_init__(self) -> None:
        limits = [
            ("gain", self.gain, 0 <= self.gain < float("inf"), "a number from 0 on"),
            ("loss", self.loss, 0 <= self.loss < float("inf"), "a number from 0 on"),
            ("detection", self.detection, 0 <= self.detection <= 1, "a number between 0 and 1"),
            ("false_alarm", self.false_alarm, 0 <= self.false_alarm <= 1, "a number between 0 and 1"),
            ("discount", self.discount, 0 < self.discount <= 1, "a number above 0, 1 for none"),
        ]
        faults = [
            Fault(place=place, message=f"{shown_value(number)} is out of range", hint=hint)
            for place, number, fine, hint in limits
            if not fine
        ]
        if faults:
            raise InputError(*faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One rule put to the test.

    Attributes:
        days: ``L``.
        alarms: ``k``.
        visibility: Whether the party sees alarms as they are raised.
        residual: What the best plan brings over complying, in one period; 0 where complying is best.
        unavoidable: What of it stays however large the loss is.
        false_verdict: Chance of a verdict on a party that complies.
        violates: Seen: for each number of days left and alarms missing, whether the best plan violates then.
        campaign: Sealed: on how many days the best plan violates; None if seen.
    """

    days: int
    alarms: int
    visibility: Visibility
    residual: Number
    unavoidable: Number
    false_verdict: Number
    violates: Mapping[Cell, bool]
    campaign: int | None

    @property
    def residual_per_day(self) -> Number:
        """The residual gain spread over the period."""
        return self.residual / self.days

    @property
    def false_verdicts_per_day(self) -> Number:
        """How often a party that complies is found against, per day."""
        return self.false_verdict / self.days


def review(watch: Watch, *, days: int, alarms: int, visibility: Visibility = "seen") -> Review:
    """What is left to gain under one rule.

    Raises:
        InputError: fewer than one day or alarm.
    """
    return reviews(watch, [(days, alarms)], visibility=visibility)[0]


def reviews(watch: Watch, rules: list[Cell], *, visibility: Visibility = "seen") -> tuple[Review, ...]:
    """The same for many rules, each days and alarms, from one table.

    Raises:
        InputError: fewer than one day or alarm.
    """
    if not rules or min(min(rule) for rule in rules) < 1:
        message = f"{shown_value(rules)} has a rule without days or alarms"
        raise InputError(Fault(place="rules", message=message, hint="one day and one alarm at least"))
    if visibility == "sealed":
        return tuple(_sealed(watch, days, alarms) for days, alarms in rules)
    longest, most = (max(rule[place] for rule in rules) for place in (0, 1))
    table = _Table.of(watch, longest, most)
    return tuple(table.review(watch, days, alarms) for days, alarms in rules)


def choose_review(
    watch: Watch,
    *,
    longest: int,
    most_false_verdicts: Number,
    visibility: Visibility = "seen",
) -> tuple[Review, ...]:
    """All rules of at most so many days that no other rule beats, the least residual gain per day first.

    A rule beats another if it leaves no more to gain per day, finds against a party that complies no more
    often per day, and is better in one of the two. Rules with more false verdicts per day than the most
    that is borne are left out; nothing is returned where that leaves none.

    Raises:
        InputError: fewer than one day.
    """
    rules = [(days, alarms) for days in range(1, longest + 1) for alarms in range(1, days + 1)]
    found = reviews(watch, rules, visibility=visibility)
    borne = [one for one in found if one.false_verdicts_per_day <= most_false_verdicts]
    ordered = sorted(borne, key=lambda one: (one.residual_per_day, one.false_verdicts_per_day, one.days))
    kept: list[Review] = []
    for one in ordered:
        if not kept or one.false_verdicts_per_day < kept[-1].false_verdicts_per_day:
            kept.append(one)
    return tuple(kept)


def verdict_chances(watch: Watch, *, days: int, alarms: int) -> tuple[Number, ...]:
    """``beta`` of campaigns: chance of a verdict by days with a violation, from none (``alpha``) to all."""
    chances: list[Number] = []
    for violated in range(days + 1):
        raised: dict[int, Number] = {0: 1}  # weights by alarms so far; from ``alarms`` on it is enough
        for day in range(days):
            chance = watch.detection if day < violated else watch.false_alarm
            after: dict[int, Number] = {}
            for count, weight in raised.items():
                more = min(count + 1, alarms)
                after[count] = after.get(count, 0) + weight * (1 - chance)
                after[more] = after.get(more, 0) + weight * chance
            raised = after
        chances.append(raised.get(alarms, 0))
    return tuple(chances)


def deterring_loss(watch: Watch, *, days: int, alarms: int) -> Number | None:
    """The least loss with which sealed alarms leave nothing to gain; None where none is enough."""
    chances = verdict_chances(watch, days=days, alarms=alarms)
    last = watch.discount ** (days - 1)
    if watch.gain == 0:
        return 0
    if any(chance <= chances[0] for chance in chances[1:]):
        return None
    return max(
        _gained(watch, violated) / (last * (chances[violated] - chances[0]))
        for violated in range(1, days + 1)
    )


def _gained(watch: Watch, days: int) -> Number:
    """What the first so many days bring if all are violated."""
    return sum((watch.gain * watch.discount**day for day in range(days)), 0)


def _sealed(watch: Watch, days: int, alarms: int) -> Review:
    chances = verdict_chances(watch, days=days, alarms=alarms)
    last = watch.discount ** (days - 1)
    excess = [
        _gained(watch, violated) - watch.loss * last * (chances[violated] - chances[0])
        for violated in range(days + 1)
    ]
    campaign = max(range(days + 1), key=lambda violated: (excess[violated], -violated))
    free = [_gained(watch, n) for n in range(days + 1) if chances[n] <= chances[0]]
    return Review(
        days=days,
        alarms=alarms,
        visibility="sealed",
        residual=excess[campaign],
        unavoidable=max(free),
        false_verdict=chances[0],
        violates={},
        campaign=campaign,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """By days left and alarms missing, for a party that sees the alarms.

    Attributes:
        best: The best plan's value.
        comply: The value of complying.
        free: What violations bring that do not raise the chance of a verdict.
        verdict: Chance of a verdict while complying.
        violates: Whether the best plan violates.
    """

    best: Mapping[Cell, Number]
    comply: Mapping[Cell, Number]
    free: Mapping[Cell, Number]
    verdict: Mapping[Cell, Number]
    violates: Mapping[Cell, bool]

    @classmethod
    def of(cls, watch: Watch, days: int, alarms: int) -> _Table:
        """Fill the table, from the last day back."""
        best: dict[Cell, Number] = {}
        comply: dict[Cell, Number] = {}
        free: dict[Cell, Number] = {}
        verdict: dict[Cell, Number] = {}
        violates: dict[Cell, bool] = {}
        for missing in range(alarms + 1):
            final = 0 if missing else -watch.loss / watch.discount
            best[0, missing] = comply[0, missing] = final
            free[0, missing], verdict[0, missing] = 0, int(missing == 0)
        for left in range(1, days + 1):
            for missing in range(alarms + 1):
                cell, seen, quiet = (left, missing), watch.detection, watch.false_alarm
                bold = watch.gain + watch.discount * _next(best, cell, seen)
                meek = watch.discount * _next(best, cell, quiet)
                violates[cell], best[cell] = bold > meek, max(bold, meek)
                comply[cell] = watch.discount * _next(comply, cell, quiet)
                verdict[cell] = _next(verdict, cell, quiet)
                free[cell] = watch.discount * _next(free, cell, quiet)
                if _next(verdict, cell, seen) == verdict[cell]:
                    free[cell] = max(free[cell], watch.gain + watch.discount * _next(free, cell, seen))
        return cls(best=best, comply=comply, free=free, verdict=verdict, violates=violates)

    def review(self, watch: Watch, days: int, alarms: int) -> Review:
        """One rule, read off the table."""
        cell = (days, alarms)
        told = watch.detection > watch.false_alarm
        return Review(
            days=days,
            alarms=alarms,
            visibility="seen",
            residual=self.best[cell] - self.comply[cell],
            unavoidable=self.free[cell] if told else _gained(watch, days),
            false_verdict=self.verdict[cell],
            violates={
                at: self.violates[at]
                for at in self.violates
                if at[0] <= days and at[1] <= alarms and alarms - at[1] <= days - at[0]
            },
            campaign=None,
        )


def _next(values: Mapping[Cell, Number], cell: Cell, alarm: Number) -> Number:
    """What the next day is worth on average."""
    left, missing = cell
    return alarm * values[left - 1, max(0, missing - 1)] + (1 - alarm) * values[left - 1, missing]
