"""beta and alpha from a file that ``detente plan --json`` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from detente.enforce.deal.rates import Alarms, PlanRates
from detente.errors import Fault, InputError

HINT = "a file that 'detente plan CASE --json -o FILE' wrote"


def read_plan(path: Path) -> tuple[PlanRates, dict[str, str]]:
    """The rates of a plan, and the package that it is for.

    Raises:
        InputError: no such file, or none that ``detente plan`` wrote.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        package = {str(issue): str(option) for issue, option in told["package"].items()}
        found = {duty["id"]: _alarms(duty) for duty in told["obligations"]}
    except OSError as error:
        message = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise InputError(Fault(file=str(path), message=message, hint=HINT, code="unreadable")) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = "is no plan in JSON"
        raise InputError(Fault(file=str(path), message=message, hint=HINT, code="not-a-plan")) from None
    return PlanRates({name: alarms for name, alarms in found.items() if alarms}), package


def _alarms(duty: Mapping[str, list[Mapping[str, object]]]) -> dict[str, Alarms]:
    placed = {str(rate["violation"]): _one(rate, "beta_anywhere", "alpha_anywhere") for rate in duty["rates"]}
    means = {
        str(mean["violation"]): _one(mean, "beta", "alpha")
        for mean in duty["means"]
        if mean["beta"] is not None
    }
    return placed | means


def _one(rate: Mapping[str, object], beta: str, alpha: str) -> Alarms:
    """One violation's.

    Raises:
        ValueError: a number that is no chance, or no days.
    """
    rule = rate["rule"]
    days = rule["review_days"] if isinstance(rule, dict) else None
    chances = rate[beta], rate[alpha]
    if not isinstance(days, int) or days < 1:
        raise ValueError(days)
    if not all(isinstance(chance, int | float) and 0 <= chance <= 1 for chance in chances):
        raise ValueError(chances)
    return Alarms(beta=float(str(chances[0])), alpha=float(str(chances[1])), review_days=days)
