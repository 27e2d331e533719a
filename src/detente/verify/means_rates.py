"""beta and alpha of obligations that the line gives no cells: sites by name, declared holdings, acts.

Their instruments stand at the place itself. One act breaks such an obligation and one alarm shows it, within
the obligation's review period: k = 1, n = 1, L = R.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.case.verification import AlarmRule, FigureKey, Instrument, Level, Obligation, Verification
from detente.verify.alarm import AlarmRates, Chances, alarm_rates
from detente.verify.instruments.attribution import combined, rates
from detente.verify.instruments.detection import detection
from detente.verify.instruments.means import means
from detente.verify.instruments.scenarios import Scenario, scenarios

REVIEW_DAYS = 30
"""Days of a review period where neither the obligation nor an alarm rule says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansRates:
    """What the means for one obligation make of one violation type.

    Attributes:
        instruments: Ids of the instruments that are known to see it; one of each is taken.
        seen: Chance that it is seen, at the hour at which that is least likely; None where nothing sees it.
        rates: beta and alpha; None where nothing is known to see it.
    """

    obligation: str
    violation: str
    level: Level
    instruments: tuple[str, ...]
    seen: float | None
    rates: AlarmRates | None


def means_rates(
    obligation: Obligation,
    instruments: Sequence[Instrument],
    verification: Verification,
    level: Level = "mid",
) -> tuple[MeansRates, ...]:
    """What one of each of the means makes of every violation type of an obligation.

    Args:
        obligation: An obligation of the verification.
        instruments: Those that may be used; those of another kind are passed over.
        verification: For its conditions and its alarm rule's review period.
        level: The run.
    """
    states = scenarios(verification.conditions)
    fit = means(obligation, instruments)
    rule = _rule(obligation, verification)
    return tuple(
        _of_violation(obligation, name, [item for item, seen in fit if name in seen], states, rule, level)
        for name in obligation.violations
    )


def _rule(obligation: Obligation, verification: Verification) -> AlarmRule:
    base = REVIEW_DAYS if verification.alarm is None else verification.alarm.review_days
    days = obligation.review_days or base
    return AlarmRule(alarms=1, window_days=days, review_days=days, acts=1, why="one act, one alarm")


def _of_violation(
    obligation: Obligation,
    violation: str,
    known: Sequence[Instrument],
    states: Sequence[Scenario],
    rule: AlarmRule,
    level: Level,
) -> MeansRates:
    found: dict[str, list[tuple[float, float, float]]] = {}
    named = [rates(item, violation, level) for item in known]
    for scenario in states:
        chances = [detection(item, violation, scenario, 0.0, level) for item in known]
        p = np.array([0.0 if chance is None else float(chance) for chance in chances])
        both = combined(p, np.array([a for a, _ in named]), np.array([w for _, w in named]))
        found.setdefault("+".join(scenario.chosen), []).append(
            (float(both.seen), float(both.right), scenario.weight)
        )
    sides = 1 if len(obligation.of) == 1 else 2
    false = sum(
        _false_per_day(item, level) * (a + w) / sides for item, (a, w) in zip(known, named, strict=True)
    )
    chances_of = {
        choice: Chances(
            attributed=tuple(right for _, right, _ in rows), weights=tuple(weight for _, _, weight in rows)
        )
        for choice, rows in found.items()
    }
    seen = min(sum(part * weight for part, _, weight in rows) for rows in found.values())
    return MeansRates(
        obligation=obligation.id,
        violation=violation,
        level=level,
        instruments=tuple(item.id for item in known),
        seen=seen if known else None,
        rates=alarm_rates(rule, chances_of, false_per_day=false) if known else None,
    )


def _false_per_day(instrument: Instrument, level: Level) -> float:
    rate = instrument.figure(FigureKey.FALSE_ALARMS_PER_DAY)
    return 0.0 if rate is None else rate.against(level)
