"""What a rule of alarms leaves to gain, the residual gain: parts of a page, JSON, and cells of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente.enforce.deal.spans import span_of
from detente.views.enforce_words import chance, unit_words, with_ends
from detente.views.numbers import counted
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed, quoted
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.enforce.compliance.bounds import Interval
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.reviewed import Reviewed, RuleFinding, Spread
    from detente.enforce.deal.sides import BreachFinding, SideFinding

Shape = dict[str, object]
REVIEW_COLUMNS = (
    "review_days",
    "review_alarms",
    *(f"{name}.{end}" for name in ("residual_seen", "residual_sealed") for end in ("low", "middle", "high")),
)
HEADS = ("way", "alarms in days", "alarms seen", "alarms sealed", "whatever it costs", "accused wrongly")


def review_parts(deal: Deal) -> Iterator[Part]:
    """The section of the page; nothing where no breach's single acts are known."""
    known = {side.party: [one for one in side.breaches if one.reviewed is not None] for side in deal.sides}
    if not any(known.values()):
        return
    days = counted(deal.standing.time.days, "day")
    yield Heading("Between alarms: what a rule leaves to gain")
    yield Text(
        "A verdict needs so many days with an alarm (k) in a review of so many days (L), and a side that "
        "knows the rule can break the deal in between. The residual gain is what its best plan brings over "
        f"keeping the deal, in {days}: of a side that sees each alarm, found from the last day back (dynamic "
        "programme), and of one to which alarms are shown at the end only (sealed)."
    )
    for side in deal.sides:
        if known[side.party]:
            yield from _side(deal, side, known[side.party])
    costs = [
        f"{party_title(deal.case, side.party)} {_spread_words(one.reviewed.cost)}"
        for side in deal.sides
        for one in known[side.party][:1]
        if one.reviewed is not None
    ]
    yield Text(
        "A verdict is taken to cost what an alarm of the pact does, the future included (K + S + later "
        f"periods), at middle figures and over all: {listed(costs)}, each in the unit of that side; "
        "collateral that nothing joins with that unit is not in it. What stays whatever it costs is left "
        "to a side that sees the alarms: once there are enough of them, or too few days for them. First of "
        "each way stands the rule that leaves least among those that accuse a side that keeps the deal no "
        "more often, where the act would be, than the plan's does; the plan's is taken in periods of its "
        "window, one after the other. Ranges are over low, middle and high figures of all that watches, "
        "moved together, with g and that cost at either end."
    )


def _side(deal: Deal, side: SideFinding, known: list[BreachFinding]) -> Iterator[Part]:
    title = party_title(deal.case, side.party)
    yield Heading(f"{title}: residual gain")
    ruled = [(one, one.reviewed.best) for one in known if one.reviewed is not None]
    named = [(one, rule) for one, rule in ruled if rule is not None]
    if named:
        most, least = max(named, key=lambda each: each[1].seen.middle)
        yield Text(
            f"Most is left to {title} by {quoted(most.breach.title)}: under {rule_words(least)}, the rule "
            f"that leaves least, {_spread_words(least.seen)} in {unit_words(deal, side)} if {title} sees the "
            f"alarms, {_spread_words(least.sealed)} if they are sealed. Breaking the deal on every day would "
            f"bring {with_ends(most.breach.gain.middle, _ends(most))} if nothing followed."
        )
    for one, rule in ruled:
        if rule is None:
            yield Text(
                f"{quoted(one.breach.title)}: every rule accuses a side that keeps the deal more often than "
                "is borne.",
                mark="-",
            )
    rows = tuple(row for one in known for row in _rows(one))
    if rows:
        yield Grid(HEADS, rows)


def _ends(one: BreachFinding) -> Interval:
    return span_of(one.breach.gain).interval


def _rows(one: BreachFinding) -> Iterator[tuple[str, ...]]:
    if one.reviewed is None:
        return
    rules = (("", one.reviewed.best), (" (the plan's)", one.reviewed.own))
    for name, rule in rules:
        if rule is not None:
            yield (
                one.breach.title,
                f"{rule.alarms} in {rule.days}{name}",
                _spread_words(rule.seen),
                _spread_words(rule.sealed),
                _spread_words(rule.unavoidable),
                chance(rule.accused.middle),
            )


def rule_words(rule: RuleFinding) -> str:
    """A rule, in words."""
    return f"{counted(rule.alarms, 'alarm')} in {counted(rule.days, 'day')}"


def _spread_words(spread: Spread) -> str:
    return with_ends(spread.middle, spread.ends)


def review_shape(found: Reviewed) -> Shape:
    """The JSON of one breach's rules."""
    return {
        "attributed": _spread(found.attributed),
        "false_per_day": _spread(found.false_per_day),
        "verdict_cost": _spread(found.cost),
        "best": None if found.best is None else _rule(found.best),
        "own": None if found.own is None else _rule(found.own),
    }


def review_cells(found: Reviewed | None) -> list[str]:
    """The cells of :data:`REVIEW_COLUMNS`."""
    if found is None or found.best is None:
        return [""] * len(REVIEW_COLUMNS)
    rule = found.best
    numbers = [
        number
        for spread in (rule.seen, rule.sealed)
        for number in (spread.ends.low, spread.middle, spread.ends.high)
    ]
    return [str(rule.days), str(rule.alarms), *map(repr, numbers)]


def _rule(rule: RuleFinding) -> Shape:
    return {
        "days": rule.days,
        "alarms": rule.alarms,
        "seen": _spread(rule.seen),
        "sealed": _spread(rule.sealed),
        "unavoidable": _spread(rule.unavoidable),
        "enough": _spread(rule.enough),
        "accused": _spread(rule.accused),
    }


def _spread(spread: Spread) -> Shape:
    ends = (("low", spread.ends.low), ("middle", spread.middle), ("high", spread.ends.high))
    return {name: None if isinf(number) else number for name, number in ends}
