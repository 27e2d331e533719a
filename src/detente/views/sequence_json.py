"""Who goes first, as the JSON shape of ``detente sequence --json``, and its matrix as a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.csv_text import csv_row
from detente.views.json_text import json_chunks
from detente.views.sequence_text import sequence_finding
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.enforce.compliance.bounds import Interval
    from detente.enforce.deal.order import Ordered
    from detente.enforce.sequence.cover import Cover
    from detente.enforce.sequence.matrix import Row

Shape = dict[str, object]


def sequence_json(found: Ordered, *, rates: str = "") -> Iterator[str]:
    """The JSON text of an order."""
    best = found.best
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "case": case_shape(found.case),
            "finding": sequence_finding(found),
            "package": dict(found.assumed.package),
            "package_why": found.assumed.why,
            "relaxed": list(found.assumed.relaxed),
            "rates_from": rates,
            "worst": None if best is None else float(best.worst),
            "worst_range": _ends(found.worst),
            "order_range": _ends(found.order_worst),
            "orders": "0" if best is None else str(best.orders),
            "exact": best is None or best.exact,
            "steps": [_row(found, row) for row in found.rows],
            "trust": []
            if best is None
            else [
                {
                    "step": item.step.id,
                    "party": item.party,
                    "kind": item.kind,
                    "relies_on": list(item.relies_on),
                }
                for item in best.trust
            ],
            "tolerance": float(found.tolerance),
            "covers": [_cover(item) for item in found.covers],
            "covers_together": [_cover(item) for item in found.together],
            "splits": [
                {"step": item.step, "parts": item.parts, "worst": float(item.best.worst)}
                for item in found.splits
            ],
            "absent": list(found.standing.absent),
            "could_not": list(found.could_not),
        }
    )


def sequence_csv(found: Ordered) -> Iterator[str]:
    """The implementation matrix, row by row.

    Columns: ``number``, ``step``, ``title``, ``actor``, ``begins``, ``done``, ``verified`` (days from the
    start), ``seen_by``, ``detection`` (empty where not known), ``if_broken``, ``exposure``.
    """
    titles = {step.id: step.title for step in found.standing.terms.steps}
    yield "number,step,title,actor,begins,done,verified,seen_by,detection,if_broken,exposure\n"
    for row in found.rows:
        chance = _chance(found, row)
        yield csv_row(
            (
                row.number, row.step.id, titles[row.step.id], row.step.actor, row.begins, row.done,
                row.verified, row.step.seen_by, "" if chance is None else chance, row.step.if_broken,
                float(row.moment.exposure),
            )
        )  # fmt: skip


def _row(found: Ordered, row: Row) -> Shape:
    return {
        "number": row.number,
        "step": row.step.id,
        "actor": row.step.actor,
        "begins": row.begins,
        "done": row.done,
        "verified": row.verified,
        "detection": _chance(found, row),
        "seen_with": row.step.seen_with or None,
        "seen_by": row.step.seen_by,
        "if_broken": row.step.if_broken,
        "exposure": float(row.moment.exposure),
        "counts": row.moment.counts,
        "levels": [
            {"party": party, "kind": kind, "level": float(level)}
            for (party, kind), level in row.moment.levels.items()
        ],
    }


def _chance(found: Ordered, row: Row) -> float | None:
    rate = None if found.under is None else found.under.rates[row.step.id].span
    return None if rate is None else float(rate.middle)


def _cover(item: Cover) -> Shape:
    amount = None if item.amount is None else float(item.amount)
    return {"party": item.party, "kind": item.kind, "amount": amount}


def _ends(found: Interval | None) -> Shape | None:
    return None if found is None else {"low": found.low, "high": found.high}
