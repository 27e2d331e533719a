"""Whether breaking a deal pays, as the JSON shape of ``detente enforce --json`` and as a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.enforce_review import REVIEW_COLUMNS, review_cells, review_shape
from detente.views.enforce_words import enforce_finding
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.enforce.compliance.bounds import Interval
    from detente.enforce.compliance.holding import Temptation
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.rates import Rate
    from detente.enforce.deal.senders import SnapbackFinding
    from detente.enforce.deal.sides import BreachFinding, SideFinding
    from detente.enforce.deal.stakes import StakeFinding
    from detente.enforce.inspection import InspectionGame

Shape = dict[str, object]


def enforce_json(
    deal: Deal, *, rates: str = "", games: dict[str, InspectionGame] | None = None
) -> Iterator[str]:
    """The JSON text of a finding."""
    terms, period = deal.standing.terms, deal.standing.period
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "case": case_shape(deal.case),
            "finding": enforce_finding(deal),
            "package": dict(deal.assumed.package),
            "package_why": deal.assumed.why,
            "relaxed": list(deal.assumed.relaxed),
            "currency": terms.currency,
            "rates_from": rates,
            "period_days": None if period is None else period.days,
            "sides": [_side(side) for side in deal.sides],
            "snapbacks": [_snapback(item) for item in deal.snapbacks],
            "runs_out": _runs_out(deal),
            "inspections": [
                {
                    "title": title,
                    "days": game.days,
                    "visits": game.inspections,
                    "chance": float(game.chance),
                    "value": float(game.value),
                }
                for title, game in (games or {}).items()
            ],
            "draws": deal.draws,
            "seed": deal.seed,
            "could_not": list(deal.could_not),
        }
    )


def enforce_csv(deal: Deal) -> Iterator[str]:
    """The breaches of both sides, row by row.

    Columns: ``party``, ``breach``, ``gain.low``, ``gain.middle``, ``gain.high``, ``beta``, ``beta_from``,
    ``most_gain`` and ``excess`` with ``.low``, ``.middle`` and ``.high``, ``binding`` (0 or 1), ``kept``
    (share of draws in which it does not pay), and of the rule that leaves least to gain ``review_days`` and
    ``review_alarms``, ``residual_seen`` and ``residual_sealed`` with ``.low``, ``.middle`` and ``.high``, all
    empty where it is not known. Amounts are in the side's unit.
    """
    spread = ("low", "middle", "high")
    numbers = [f"{name}.{end}" for name in ("gain", "most_gain", "excess") for end in spread]
    yield (
        ",".join(["party", "breach", *numbers, "beta", "beta_from", "binding", "kept", *REVIEW_COLUMNS])
        + "\n"
    )
    for side in deal.sides:
        for found in side.breaches:
            beta = found.detection.span
            cells = [
                *(found.breach.gain.low, found.breach.gain.middle, found.breach.gain.high),
                *(found.most_gain.outer.low, found.temptation.most_gain or 0, found.most_gain.outer.high),
                *(found.excess.low, found.temptation.excess, found.excess.high),
                *([] if beta is None else [beta.middle]),
            ]
            row = [side.party, found.breach.id, *(repr(float(cell)) for cell in cells)]
            row += [found.detection.origin, str(int(found.binding)), repr(found.kept)]
            yield ",".join([*row, *review_cells(found.reviewed)]) + "\n"


def _side(side: SideFinding) -> Shape:
    window = side.window
    return {
        "party": side.party,
        "unit": side.standing.terms.unit,
        "alpha": _rate(side.standing.false_alarm),
        "value": _spread(side.verdict.value, side.value.outer),
        "participation": _spread(side.verdict.participation, side.participation),
        "sanction": _spread(side.sanction.middle, side.sanction.interval),
        "forfeit": _spread(side.forfeit.middle, side.forfeit.interval),
        "complies": side.verdict.complies,
        "takes_part": side.verdict.takes_part,
        "kept": side.kept,
        "no_collateral_works": side.no_collateral_works,
        "least_forfeit": _spread(window.least, side.least),
        "most_forfeit": _number(window.most),
        "status": window.status.name.lower().replace("_", "-"),
        "jointly": side.jointly,
        "breaches": [_breach(found) for found in side.breaches],
        "temptations": [_temptation(item) for item in side.verdict.temptations],
        "collateral": [_stake(stake) for stake in side.stakes],
    }


def _breach(found: BreachFinding) -> Shape:
    gain = found.breach.gain
    return {
        "id": found.breach.id,
        "title": found.breach.title,
        "beta": _rate(found.detection),
        "gain": {"low": float(gain.low), "middle": float(gain.middle), "high": float(gain.high)},
        "most_gain": _spread(found.temptation.most_gain, found.most_gain.outer),
        "excess": _spread(found.temptation.excess, found.excess),
        "can_be_deterred": found.can_be_deterred,
        "binding": found.binding,
        "kept": found.kept,
        "review": None if found.reviewed is None else review_shape(found.reviewed),
    }


def _temptation(item: Temptation) -> Shape:
    violation, framing = item.deviation.violation, item.deviation.framing
    return {
        "breach": None if violation is None else violation.id,
        "framing": framing is not None,
        "excess": float(item.excess),
    }


def _stake(stake: StakeFinding) -> Shape:
    status = None if stake.deterrence is None else stake.deterrence.status.name.lower().replace("_", "-")
    return {
        "id": stake.terms.id,
        "title": stake.terms.title,
        "in_force": stake.in_force,
        "unit": stake.terms.unit,
        "taken": _spread(stake.taken.middle, stake.taken.interval),
        "effective": _spread(stake.effective.middle, stake.effective.interval),
        "joined": stake.joined,
        "status": status,
        "needed": None if stake.needed is None else _spread(None, stake.needed),
        "least_worth_of_money": None if stake.worth is None else _spread(stake.worth_middle, stake.worth),
    }


def _snapback(item: SnapbackFinding) -> Shape:
    sanction = None if item.sanction is None else _spread(item.sanction.middle, item.sanction.interval)
    return {
        "id": item.terms.id,
        "on": item.terms.on,
        "sender": item.terms.sender,
        "imposed": item.imposed,
        "loss": None if item.loss is None else _spread(item.loss.middle, item.loss.interval),
        "sanction": sanction,
    }


def _runs_out(deal: Deal) -> Shape | None:
    out = deal.runs_out
    if out is None:
        return None
    return {
        "stakes": list(out.stakes),
        "assumed": out.assumed,
        "kept": out.kept,
        "kept_after": out.kept_after,
    }


def _rate(rate: Rate) -> Shape:
    span = rate.span
    low, middle, high = (None, None, None) if span is None else (span.low, span.middle, span.high)
    return {"low": _number(low), "middle": _number(middle), "high": _number(high), "from": rate.origin}


def _spread(middle: Fraction | float | None, ends: Interval) -> Shape:
    return {"low": _number(ends.low), "middle": _number(middle), "high": _number(ends.high)}


def _number(number: Fraction | float | None) -> float | None:
    """JSON has no infinity: null stands for no amount."""
    return None if number is None or isinf(number) else float(number)
