"""A monitoring plan as the JSON shape of ``detente plan --json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.json_text import json_chunks
from detente.views.plan_rates_json import duty_shape, held_rates_shape
from detente.views.plan_words import finding
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.verify.monitoring.holdings import Holding, Money, Site
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.verify.monitoring.otherwise import OptionEffect, Run
    from detente.verify.monitoring.seen import Watch

Shape = dict[str, object]
CHANCE_DIGITS = 6


def plan_json(plan: MonitoringPlan) -> Iterator[str]:
    """The plan as JSON; its shape is documented and tested."""
    return json_chunks(plan_shape(plan))


def plan_shape(plan: MonitoringPlan) -> Shape:
    """The plan as data; money a year in its currency, chances from 0 to 1."""
    line = plan.line
    return {
        "format": 1,
        "detente": plan.version,
        "case": case_shape(plan.case),
        "finding": list(finding(plan)),
        "caveat": plan.caveat,
        "package": dict(plan.assumed.package),
        "package_why": plan.assumed.why,
        "relaxed": list(plan.assumed.relaxed),
        "goal": plan.goal,
        "channel": plan.channel,
        "level": plan.level,
        "budget": plan.budget,
        "target": plan.target,
        "currency": plan.currency,
        "status": plan.status.value,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "timed": plan.timed,
        "method": list(plan.method),
        "per_year": money_shape(plan.per_year),
        "capital": money_shape(plan.capital),
        "holdings": [_holding(each) for each in plan.holdings],
        "sites": [_site(each) for each in plan.sites],
        "hours": [{"id": hour.id, "title": hour.title} for hour in plan.hours],
        "worst": None if plan.worst is None else _watch(plan.worst),
        "watches": [_watch(each) for each in plan.watches],
        "unreachable": [_watch(each) for each in plan.unreachable],
        "unseen": [{"obligation": duty, "violation": violation} for duty, violation in plan.unseen],
        "obligations": [duty_shape(each) for each in plan.duties],
        "refusals": [
            {
                "instrument": each.instrument,
                "exclusion": each.exclusion,
                "red_line": each.red_line,
                "why": each.why,
            }
            for each in plan.refusals
        ],
        "unknown": [{"instrument": each.instrument, "violation": each.violation} for each in plan.unknown],
        "runs": {level: _run(run) for level, run in plan.runs.items()},
        "marginal": [
            {"per_year": round(p.per_year, 2), "worst": chance_shape(p.worst), "mean": chance_shape(p.mean)}
            for p in plan.marginal
        ],
        "option_effects": [_effect(each) for each in plan.option_effects],
        "certainty": dict(plan.certainty),
        "line": {
            "on": line.on,
            "length_km": round(line.length_km, 3),
            "eps_km": line.eps_km,
            "simplify_km": line.simplify_km,
            "inside": line.sides.inside,
            "outside": line.sides.outside,
            "segments": len(plan.segments),
            "segment_km": round(plan.segment_km, 3),
            "cell_km": plan.siting.cell_km,
            "sources": [
                {"role": each.role, "file": each.file, "sha256": each.sha256, "credit": each.credit}
                for each in line.method.origins
            ],
        },
        "notes": list(plan.notes),
        "seed": str(plan.seed),
        "digest": plan.digest,
    }


def money_shape(sums: Money) -> Shape:
    """A sum at its three ends."""
    return {"low": _sum(sums.low), "mid": _sum(sums.mid), "high": _sum(sums.high)}


def _holding(each: Holding) -> Shape:
    return {
        "instrument": each.instrument,
        "title": each.title,
        "owner": each.owner,
        "nationality": each.nationality,
        "territory": each.territory,
        "copies": each.copies,
        "standing": each.standing,
        "per_year": money_shape(each.per_year),
        "capital": money_shape(each.capital),
        "crew": money_shape(each.crew),
        "certainty": dict(each.certainty),
    }


def _site(each: Site) -> Shape:
    return {
        "id": each.id,
        "instrument": each.instrument,
        "position": None if each.position is None else list(each.position),
        "side": each.side,
        "segment": each.segment,
        "copies": each.copies,
        "standing": each.standing,
        "per_year": _sum(each.per_year),
    }


def _watch(watch: Watch) -> Shape:
    return {
        "obligation": watch.obligation,
        "violation": watch.violation,
        "segment": watch.segment,
        "side": watch.side,
        "cell": watch.cell,
        "target": watch.target,
        "best": None if watch.best is None else chance_shape(watch.best),
        "alone": chance_shape(watch.alone),
        "worst_hour": watch.worst_hour,
        "hours": {
            name: {
                "seen": chance_shape(hour.seen),
                "attributed": chance_shape(hour.attributed),
                "wrong_side": chance_shape(hour.wrong),
            }
            for name, hour in watch.hours.items()
        },
    }


def _run(run: Run) -> Shape:
    return {
        "copies": dict(run.copies),
        "per_year": _sum(run.per_year),
        "worst": _maybe(run.worst),
        "mean": _maybe(run.mean),
        "reached": _maybe(run.reached),
        "bound": run.bound,
        "gap": run.gap,
        "status": run.status.value,
        "held_worst": _maybe(run.held_worst),
        "held_mean": _maybe(run.held_mean),
        "held_reached": _maybe(run.held_reached),
        "held_rates": held_rates_shape(run.held_rates),
    }


def _effect(each: OptionEffect) -> Shape:
    return {
        "issue": each.issue,
        "option": each.option,
        "breaks": list(each.breaks),
        "excluded": list(each.excluded),
        "admitted": list(each.admitted),
        "lost": list(each.lost),
        "added": list(each.added),
        "per_year": _sum(each.per_year),
        "worst": _maybe(each.worst),
        "mean": _maybe(each.mean),
        "reached": _maybe(each.reached),
        "status": None if each.status is None else each.status.value,
        "gap": each.gap,
    }


def chance_shape(value: float) -> float:
    """A chance with the digits that are given."""
    return round(value, CHANCE_DIGITS)


def _maybe(value: float | None) -> float | None:
    return None if value is None else chance_shape(value)


def _sum(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
