"""What ``detente plan`` is asked for, checked all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

import click

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.case.verification import Level
    from detente.verify.plan.outcome import Effort

LEVELS = ("low", "mid", "high")
CHANNELS = ("detection", "attribution")
BESTS = ("mean", "worst")
MILLIONS = {"k": 1e3, "m": 1e6, "bn": 1e9}
NODES = 1_000_000
"""Nodes of a search that is asked for a gap: the gap, the limit or Ctrl-C end it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for."""

    goal: Literal["target", "mean", "worst"]
    channel: Literal["detection", "attribution"]
    level: Level
    budget: float | None
    target: float | None
    segment_km: float
    cell_km: float
    effort: Effort | None


def money_value(context: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A sum of money: a number, or one with k, m or bn behind it."""
    if value is None or context.resilient_parsing:
        return None
    text = value.strip().lower().replace(",", "").replace("_", "")
    unit = next((unit for unit in MILLIONS if text.endswith(unit)), "")
    try:
        found = float(text.removesuffix(unit)) * MILLIONS.get(unit, 1.0)
    except ValueError:
        message = f"{value!r} is no sum of money, such as 5000000, 5e6 or 5m"
        raise click.BadParameter(message, context, param) from None
    if not 0 <= found < 1e18:
        raise click.BadParameter(f"{value!r} is no sum of money from 0", context, param)
    return found


def wanted_of(  # noqa: PLR0913 - one argument for each option
    *,
    aim: float | None,
    budget: float | None,
    best: str | None,
    level: str,
    channel: str,
    segment_km: float,
    cell_km: float,
    gap: float | None,
    limit: float | None,
    seed: int,
) -> Wanted:
    """What the options ask for.

    Raises:
        UsageError: for a target and a budget together.
        InputError: with every number that is out of bounds.
    """
    if aim is not None and (budget is not None or best is not None):
        message = "--target and --budget or --best exclude each other"
        raise click.UsageError(message, click.get_current_context())
    _refuse_odd(
        ("--target", aim, 0.0, 1.0),
        ("--segment-km", segment_km, 0.1, 1000.0),
        ("--cell-km", cell_km, 0.05, 1000.0),
        ("--gap", gap, 0.0, 1.0),
        ("--limit", limit, 0.0, 1e7),
    )
    goal = best or ("worst" if budget is not None else "target")
    return Wanted(
        goal=cast("Literal['target', 'mean', 'worst']", goal),
        channel=cast("Literal['detection', 'attribution']", channel),
        level=cast("Level", level),
        budget=budget,
        target=aim,
        segment_km=segment_km,
        cell_km=cell_km,
        effort=_effort(gap, limit, seed),
    )


def _effort(gap: float | None, limit: float | None, seed: int) -> Effort | None:
    """None for the quick plan; a gap or a limit asks for a search, the limit shared by the three levels."""
    if gap is None and limit is None:
        return None
    from detente.verify.plan.outcome import Effort

    return Effort(
        gap=0.01 if gap is None else gap,
        nodes=NODES,
        seed=seed,
        seconds=None if limit is None else limit / len(LEVELS),
    )


def _refuse_odd(*given: tuple[str, float | None, float, float]) -> None:
    """Refuse numbers that are not above the first end, or beyond the second."""
    faults = [
        Fault(
            place=f"detente plan: {option}",
            message=f"{value:g} is out of bounds",
            hint=f"a number above {low:g}, up to {high:g}" if low == 0 else f"{low:g} to {high:g}",
            code="bad-input",
        )
        for option, value, low, high in given
        if value is not None and not (low < value <= high or (low > 0 and value == low))
    ]
    if faults:
        raise InputError(*faults)
