"""What robustness finds as the JSON shape of ``detente robust --json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.accept.robustness.choice import Selection
    from detente.accept.robustness.indices import Estimate
    from detente.accept.robustness.result import (
        Check,
        Combination,
        Importance,
        Robustness,
        RobustPackage,
        Settlement,
    )
    from detente.accept.robustness.share import Share

FORMAT = 1

Shape = dict[str, object]


def robust_json(found: Robustness) -> Iterator[str]:
    """The JSON text of a robustness result, in pieces."""
    return json_chunks(robust_shape(found))


def robust_shape(found: Robustness) -> Shape:
    """The result as tables and lists."""
    case = found.case
    return {
        "format": FORMAT,
        "detente": __version__,
        "case": case_shape(case),
        "parties": [
            {"id": party.id, "title": party.title, "open_figures": found.open_figures.get(party.id)}
            for party in case.parties
        ],
        "issues": [
            {
                "id": issue.id,
                "title": issue.title,
                "options": [{"id": option.id, "title": option.title} for option in issue.options],
            }
            for issue in case.issues
        ],
        "seed": str(found.seed),
        "effort": asdict(found.effort),
        "disagreement": found.disagreement,
        "deal": share_shape(found.deal),
        "undecided": found.undecided,
        "ruled_out": found.ruled_out,
        "combinations": [_combination(known) for known in found.combinations],
        "candidates": {
            "size": len(found.candidates),
            "frontiers": found.candidates.frontiers,
            "rounded": found.candidates.rounded,
            "without": found.candidates.without,
            "covered": found.candidates.covered,
        },
        "packages": [_package(known) for known in found.packages],
        "settlements": None
        if found.settlements is None
        else {concept: _settlement(known) for concept, known in found.settlements.items()},
        "check": None if found.check is None else _check(found.check),
        "importance": [_importance(known) for known in found.importance],
        "rounded": found.rounded,
        "conventions": found.conventions,
        "could_not": found.could_not,
        "notes": case.notes,
    }


def share_shape(share: Share) -> Shape:
    """A share with its 95 % interval."""
    low, high = share.interval
    return {"count": share.count, "draws": share.draws, "value": share.value, "low": low, "high": high}


def _shares(shares: Mapping[str, Share]) -> Shape:
    return {name: share_shape(share) for name, share in shares.items()}


def _by_concept(shares: Mapping[Selection, Share]) -> Shape:
    return {concept: share_shape(share) for concept, share in shares.items()}


def _combination(known: Combination) -> Shape:
    return {
        "levels": dict(known.levels),
        "draws": known.draws,
        "deals": known.deals,
        "undecided": known.undecided,
        "ruled_out": known.ruled_out,
    }


def _package(known: RobustPackage) -> Shape:
    return {
        "package": dict(known.package),
        "names": known.names,
        "broken": known.broken,
        "acceptable": _shares(known.acceptable),
        "acceptable_to_all": share_shape(known.acceptable_to_all),
        "selected": None if known.selected is None else _by_concept(known.selected),
        "ranks": {party: list(counts) for party, counts in known.ranks.items()},
        "central_weights": _weights(known.central_weights),
        "nash_weights": _weights(known.nash_weights),
    }


def _weights(known: Mapping[str, Mapping[str, float] | None]) -> Shape:
    return {party: None if weights is None else dict(weights) for party, weights in known.items()}


def _settlement(known: Settlement) -> Shape:
    return {
        issue: {option: share.value for option, share in options.items()} for issue, options in known.items()
    }


def _check(known: Check) -> Shape:
    return {
        "same": _by_concept(known.same),
        "mean_shortfall": known.mean_shortfall,
        "worst_shortfall": known.worst_shortfall,
        "left_out": known.left_out,
    }


def _importance(known: Importance) -> Shape:
    groups = known.groups
    return {
        "outcome": known.outcome,
        "package": None if known.package is None else dict(known.package),
        "share": share_shape(known.share),
        "left_out": known.left_out,
        "groups": None
        if groups is None
        else [
            {
                "place": group.place,
                "closed": _estimate(group.index.closed),
                "total": _estimate(group.index.total),
            }
            for group in groups
        ],
    }


def _estimate(known: Estimate) -> Shape:
    return {
        "value": known.value,
        "low": known.low,
        "high": known.high,
        "standard_error": known.standard_error,
    }
