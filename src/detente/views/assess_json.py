"""An assessment as the JSON shape of ``detente assess --json``."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente.assess.criteria import Measured, Unknown
from detente.views.json_text import json_chunks
from detente.views.robust_json import share_shape
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.assess.run import Assessed, Assessment

FORMAT = 1

Shape = dict[str, object]


def assess_json(found: Assessment) -> Iterator[str]:
    """The JSON text of an assessment, in pieces."""
    return json_chunks(assess_shape(found))


def assess_shape(found: Assessment) -> Shape:
    """The assessment as tables and lists."""
    return {
        "format": FORMAT,
        "detente": found.version,
        "case": case_shape(found.case),
        "seed": str(found.effort.seed),
        "draws": found.effort.draws,
        "pact_draws": found.effort.pact_draws,
        "plans": found.plans,
        "criteria": [
            {
                "id": each.id,
                "test": each.test,
                "title": each.title,
                "better": each.better,
                "unit": each.unit,
                "compared": each.id in found.compared,
            }
            for each in found.criteria
        ],
        "candidates": [_candidate(one) for one in found.candidates],
        "undominated": list(found.undominated),
        "could_not": found.could_not,
        "notes": found.case.notes,
    }


def _candidate(one: Assessed) -> Shape:
    accepted, standing, flags = one.acceptance, one.standing, one.flags
    return {
        "package": dict(one.candidate.package),
        "names": one.candidate.names,
        "dominated_by": list(one.dominated_by),
        "measures": {name: measure_shape(known) for name, known in one.measures.items()},
        "acceptable_to_all": share_shape(accepted.acceptable_to_all),
        "acceptable": {party: share_shape(share) for party, share in accepted.acceptable.items()},
        "red_lines": standing.red_lines,
        "reservations": standing.reservations,
        "rules": standing.rules,
        "sides": _sides(one),
        "trust": _trust(one),
        "threats": [
            {
                "issue": each.issue,
                "option": each.option,
                "statement": each.statement.id,
                "quote": each.statement.quote,
            }
            for each in flags.triggered
        ],
        "needs": [{"issue": n.issue, "option": n.option, "needs": n.needs} for n in flags.needed],
        "crossings": [
            {"instrument": each.instrument, "red_line": each.red_line, "why": each.why}
            for each in flags.crossings
        ],
    }


def measure_shape(known: Measured) -> Shape:
    """A measure, or why it is unknown; an infinite end is null."""
    if isinstance(known, Unknown):
        return {"low": None, "middle": None, "high": None, "unknown": known.why}
    low, middle, high = (None if isinf(x) else x for x in (known.low, known.middle, known.high))
    return {"low": low, "middle": middle, "high": high, "unknown": ""}


def _sides(one: Assessed) -> list[Shape]:
    sides = () if one.tried.deal is None else one.tried.deal.sides
    return [
        {
            "party": side.party,
            "keeps": side.verdict.complies,
            "takes_part": side.verdict.takes_part,
            "kept": side.kept,
            "stakes": [
                {
                    "id": item.terms.id,
                    "in_force": item.in_force,
                    "status": None if item.deterrence is None else item.deterrence.status.value,
                }
                for item in side.stakes
            ],
        }
        for side in sides
    ]


def _trust(one: Assessed) -> list[Shape]:
    order = one.tried.order
    return [
        {"step": item.step.id, "party": item.party, "kind": item.kind}
        for item in (() if order is None else order.best.trust)
    ]
