"""Remarks on enforcement: figures without a why, what nobody could lose, units that nothing joins."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.check.remark import listed, remark
from detente.case.check.verification import on_rule
from detente.case.enforcement import CollateralTerms, Enforcement, SideTerms, Unit, When
from detente.case.formula import all_of
from detente.case.model import Case
from detente.case.preference import Figure
from detente.errors import Fault

FILE = "enforcement.toml"


def remarks_on_enforcement(case: Case) -> Iterator[Fault]:
    """The remarks on the two sides, on what stands behind the pact, and on the steps."""
    found = case.enforcement
    if found is None:
        return
    rules = all_of(rule.formula for rule in case.structural)
    for place, when in _packages(found):
        yield from on_rule((*place, "when"), when.formula, rules, FILE)
    yield from _on_figures(found)
    for side in found.sides:
        yield from _on_side(side, found)
    if found.steps and not found.scales:
        message = "nothing says which loss each party can bear, so exposures are compared as they stand"
        yield remark(
            ("scales",), message, hint="[scales] with a figure for each party", code="no-scale", file=FILE
        )


def _packages(found: Enforcement) -> Iterator[tuple[tuple[str, str], When]]:
    yield from ((("collateral", item.id), item.when) for item in found.collateral)
    yield from ((("snapbacks", item.id), item.when) for item in found.snapbacks)
    yield from ((("steps", item.id), item.when) for item in found.steps)


def _on_side(side: SideTerms, found: Enforcement) -> Iterator[Fault]:
    place = ("sides", side.party)
    if not side.breaches:
        message = "nothing says how it could break the deal"
        hint = f"[sides.{side.party}.breaches.ID] with title, gain and how surely it is seen"
        yield remark(place, message, hint=hint, code="no-breach", file=FILE)
    behind: list[tuple[str, Unit]] = [(item.id, item.unit) for item in _stakes(side, found)]
    behind += [(item.id, item.loss_unit) for item in found.snapbacks if item.on == side.party]
    if not behind:
        message = "an alarm on it costs it nothing but conflict"
        yield remark(place, message, hint="[[collateral]] or [[snapbacks]]", code="no-stake", file=FILE)
    apart = [name for name, unit in behind if unit is not side.unit]
    if apart and side.exchange is None:
        message = f"{listed(apart)} and its gains are in two units that nothing joins"
        hint = f"exchange in [sides.{side.party}]; without it only ratios can be said"
        yield remark(place, message, hint=hint, code="no-exchange", file=FILE)


def _stakes(side: SideTerms, found: Enforcement) -> tuple[CollateralTerms, ...]:
    return tuple(item for item in found.collateral if item.party == side.party)


def _on_figures(found: Enforcement) -> Iterator[Fault]:
    bare = [name for name, figure in _figures(found) if not figure.why and not figure.statements]
    if bare:
        message = f"{len(bare)} figures do not say what they rest on, the first is {bare[0]}"
        hint = 'NAME = { value = [0.2, 0.5], why = "..." }'
        yield remark("", message, hint=hint, code="no-source", file=FILE)


def _figures(found: Enforcement) -> Iterator[tuple[str, Figure]]:
    """All figures with their places; what stands in a table with a why of its own is not asked twice."""
    if found.period is not None:
        yield "period.discount", found.period.discount
    for side in found.sides:
        yield from _of_side(side)
    for step in found.steps:
        if not step.why:
            yield from ((f"steps.{step.id}.values.{party}", value) for party, value in step.values.items())
    yield from ((f"collateral.{item.id}.amount", item.amount) for item in found.collateral if not item.why)
    yield from ((f"snapbacks.{item.id}.loss", item.loss) for item in found.snapbacks if not item.why)


def _of_side(side: SideTerms) -> Iterator[tuple[str, Figure]]:
    for key in ("flow", "outside", "false_alarm", "exchange"):
        figure = getattr(side, key)
        if figure is not None:
            yield f"sides.{side.party}.{key}", figure
    for breach in side.breaches:
        if not breach.why:
            yield f"sides.{side.party}.breaches.{breach.id}.gain", breach.gain
