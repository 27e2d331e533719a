"""beta and alpha from a file that ``detente plan --json`` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from detente.case.verification import AlarmRule
from detente.enforce.deal.rates import Alarms, PlanRates
from detente.errors import Fault, InputError
from detente.verify.daily import Daily

MOST = 1e9
"""False alarms a day, at most."""
HINT = "a file that 'detente plan CASE --json -o FILE' wrote"


def read_plan(path: Path) -> tuple[PlanRates, dict[str, str]]:
    """The rates of a plan, and the package that it is for.

    Raises:
        InputError: no such file, or none that ``detente plan`` wrote.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        package = {str(issue): str(option) for issue, option in told["package"].items()}
        runs = {str(level): _run(run["held_rates"]) for level, run in told["runs"].items()}
        middle = runs.pop("mid")
    except OSError as error:
        message = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise InputError(Fault(file=str(path), message=message, hint=HINT, code="unreadable")) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = "is no plan in JSON"
        raise InputError(Fault(file=str(path), message=message, hint=HINT, code="not-a-plan")) from None
    return PlanRates(alarms=middle, runs=tuple(runs.values())), package


def _run(rates: Sequence[Mapping[str, object]]) -> dict[str, dict[str, Alarms]]:
    """By obligation and violation, what the plan's copies make of it by the figures of one level."""
    found: dict[str, dict[str, Alarms]] = {}
    for rate in rates:
        found.setdefault(str(rate["obligation"]), {})[str(rate["violation"])] = _alarms(rate)
    return found


def _alarms(rate: Mapping[str, object]) -> Alarms:
    """One violation's.

    Raises:
        ValueError: a number that is no chance, or no days.
    """
    days, chances = rate["review_days"], (rate["beta"], rate["alpha"])
    if not isinstance(days, int) or days < 1:
        raise ValueError(days)
    if not all(isinstance(chance, int | float) and 0 <= chance <= 1 for chance in chances):
        raise ValueError(chances)
    beta, alpha = (float(str(chance)) for chance in chances)
    return Alarms(beta=beta, alpha=alpha, review_days=days, daily=_daily(rate, days))


def _daily(told: Mapping[str, object], review_days: int) -> Daily | None:
    """What it says of single acts; None where it does not say all of it.

    Raises:
        ValueError: a number that is out of its bounds.
    """
    said = [told.get(key) for key in ("attributed", "alpha_there", "false_per_day")]
    counts = [told.get(key) for key in ("alarms", "window_days", "acts")]
    if any(each is None for each in (*said, *counts)):
        return None
    attributed, alpha, rate = (_number(each, most) for each, most in zip(said, (1, 1, MOST), strict=True))
    alarms, window, acts = (_count(each) for each in counts)
    rule = AlarmRule(alarms=alarms, window_days=window, review_days=review_days, acts=acts)
    return Daily(attributed=attributed, false_per_day=rate, rule=rule, alpha=alpha)


def _number(told: object, most: float) -> float:
    if not isinstance(told, int | float) or not 0 <= told <= most:
        raise ValueError(told)
    return float(told)


def _count(told: object) -> int:
    if not isinstance(told, int) or told < 1:
        raise ValueError(told)
    return told
