"""The obligations of a monitoring plan as JSON: what is seen of each, beta and alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.verify.daily import daily_means, daily_placed

if TYPE_CHECKING:
    from detente.case.verification import AlarmRule
    from detente.verify.daily import Daily
    from detente.verify.means_rates import MeansRates
    from detente.verify.monitoring.model import Duty
    from detente.verify.monitoring.otherwise import HeldRates
    from detente.verify.outcome_rates import ObligationRates

Shape = dict[str, object]
DIGITS = 6


def duty_shape(duty: Duty) -> Shape:
    """One obligation."""
    item = duty.obligation
    sums = duty.per_year
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind.value,
        "of": list(item.of),
        "when": item.when,
        "placed": duty.placed,
        "target": duty.target,
        "seen": {
            name: None if seen is None else {hour: round(value, DIGITS) for hour, value in seen.items()}
            for name, seen in duty.seen.items()
        },
        "rates": [_rates(each) for each in duty.rates],
        "means": [_means(each) for each in duty.means],
        "means_per_year": None if sums is None else {"low": sums.low, "mid": sums.mid, "high": sums.high},
    }


def _rates(each: ObligationRates) -> Shape:
    return {
        "violation": each.violation,
        "rule": _rule(each.rule),
        "cell": each.cell,
        "hour": each.choice,
        "attributed": round(each.attributed, DIGITS),
        "false_per_day": each.false_per_day,
        "beta": each.beta,
        "alpha": each.alpha,
        "beta_anywhere": each.beta_anywhere,
        "alpha_anywhere": each.alpha_anywhere,
    }


def _means(each: MeansRates) -> Shape:
    rates = each.rates
    return {
        "violation": each.violation,
        "instruments": list(each.instruments),
        "seen": None if each.seen is None else round(each.seen, DIGITS),
        "rule": None if rates is None else _rule(rates.rule),
        "beta": None if rates is None else rates.beta,
        "alpha": None if rates is None else rates.alpha,
    }


def held_rates_shape(rates: HeldRates) -> list[Shape]:
    """Beta and alpha of a plan by the figures of one level: in any cell, or by means."""
    placed = [
        _held(each, each.rule, each.beta_anywhere, each.alpha_anywhere, daily_placed(each))
        for each in rates.placed
    ]
    means = [
        _held(each, each.rates.rule, each.rates.beta, each.rates.alpha, daily_means(each))
        for each in rates.means
        if each.rates is not None
    ]
    return [*placed, *means]


def _held(
    of: ObligationRates | MeansRates, rule: AlarmRule, beta: float, alpha: float, daily: Daily | None
) -> Shape:
    return {
        "obligation": of.obligation,
        "violation": of.violation,
        **_rule(rule),
        "beta": beta,
        "alpha": alpha,
        "attributed": None if daily is None else daily.attributed,
        "false_per_day": None if daily is None else daily.false_per_day,
        "alpha_there": None if daily is None else daily.alpha,
    }


def _rule(rule: AlarmRule) -> Shape:
    return {
        "alarms": rule.alarms,
        "window_days": rule.window_days,
        "review_days": rule.review_days,
        "acts": rule.acts,
    }
