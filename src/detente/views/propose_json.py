"""Proposals as the JSON shape of ``detente propose --json``: everything that is listed, nothing shortened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape, issue_shape

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.accept.proposal.logrolls import Logroll
    from detente.accept.proposal.opened import Opened
    from detente.accept.proposal.proposal import Effect, Likelihood, Proposal
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.remedy import Remedy
    from detente.accept.robustness.share import Share

FORMAT = 1

Shape = dict[str, object]

METHOD = {
    "improvements": (
        "All packages that differ from the draft in at most so many issues, give no party less than the "
        "draft and some party more, and that no other such package dominates (the single negotiating text: "
        "Fisher and Ury 1981; Raiffa 1982). Exact; listed by the leximin of gains, each in its party's range."
    ),
    "remedies": (
        "The fewest changed issues with which a party, or all of them, has no objection left; the "
        "undominated packages among these, by red lines newly crossed, reservations newly unmet, losses, "
        "then gains."
    ),
    "openings": (
        "Where no package answers everybody: the same for all parties together, with the demands of an "
        "opening left aside, or weakened to the first fallback that is enough. What a proposal crosses is "
        "told by the lines of the case as it stands."
    ),
    "logrolls": (
        "Pairs of changes of which one, made alone, serves the first party and not the second, the other the "
        "second and not the first, while both together give both more than the draft and nobody else less "
        "(Froman and Cohen 1970)."
    ),
    "likelihood": (
        "Share of seeded draws of everything that the case leaves open, red lines held by their chances, in "
        "which a party accepts: its red lines, as drawn, are kept, and its reservation is met. The error is "
        "that of drawing; the interval is Wilson's (1927), 95 %."
    ),
    "utility": "Open figures stand at their centroids; exact arithmetic, floating point on output only.",
}


def propose_json(found: Proposals) -> Iterator[str]:
    """The JSON text of proposals, in pieces."""
    return json_chunks(propose_shape(found))


def propose_shape(found: Proposals) -> Shape:
    """Proposals as tables and lists."""
    case, text, together = found.problem.case, found.text, found.remedies.together
    stated = {utility.party for utility in found.problem.utilities}
    return {
        "format": FORMAT,
        "detente": __version__,
        "case": case_shape(case),
        "parties": [
            {"id": party.id, "title": party.title, "preference": party.id in stated} for party in case.parties
        ],
        "issues": [issue_shape(issue) for issue in case.issues],
        "draft": _draft(found),
        "lines": text.lines,
        "draws": found.draws,
        "seed": found.seed,
        "improvements": {
            "budget": text.budget,
            "searched": text.searched,
            "complete": text.complete,
            "count": text.count,
            "proposals": [_proposal(known) for known in text.proposals],
        },
        "remedies": {
            "insist": found.remedies.insist,
            "each": [_remedy(known) for known in found.remedies.each],
            "together": None if together is None else _remedy(together),
        },
        "openings": [_opened(found, way) for way in found.opened],
        "logrolls": {
            "others": found.logrolls.others,
            "complete": found.logrolls.complete,
            "count": found.logrolls.count,
            "exchanges": [_logroll(known) for known in found.logrolls.logrolls],
        },
        "method": METHOD,
        "could_not": found.could_not,
        "notes": case.notes,
    }


def _draft(found: Proposals) -> Shape:
    return {
        "kind": found.draft.kind,
        "origin": found.draft.origin,
        "package": found.draft.package,
        "objections": [
            {"party": own.party, "red_lines": own.red_lines, "reservation": own.reservation}
            for known in found.remedies.each
            for own in known.objections
        ],
        "effects": _effects(found.drafted),
        "likelihood": _likelihood(found.drafted.likelihood),
    }


def _proposal(proposal: Proposal) -> Shape:
    return {
        "package": proposal.package,
        "changes": [
            {"issue": known.issue, "before": known.before, "after": known.after, "consent": known.consent}
            for known in proposal.changes
        ],
        "effects": _effects(proposal),
        "consequences": [
            {
                "issue": known.issue,
                "option": known.option,
                "needs": known.needs,
                "triggers": known.triggers,
                "changed": known.changed,
            }
            for known in proposal.consequences
        ],
        "ties": None if proposal.ties is None else str(proposal.ties),
        "likelihood": _likelihood(proposal.likelihood),
    }


def _effects(proposal: Proposal) -> Shape:
    return {party: _effect(effect) for party, effect in proposal.effects.items()}


def _effect(effect: Effect) -> Shape:
    return {
        "before": _float(effect.before),
        "after": _float(effect.after),
        "gain": _float(effect.gain),
        "share": _float(effect.share),
        "crosses_before": effect.crosses_before,
        "crosses_after": effect.crosses_after,
        "past_fallback": effect.past_fallback,
        "met_before": effect.met_before,
        "met_after": effect.met_after,
    }


def _likelihood(likelihood: Likelihood | None) -> Shape | None:
    if likelihood is None:
        return None
    return {
        "to_each": {party: _share(share) for party, share in likelihood.to_each.items()},
        "to_all": _share(likelihood.to_all),
    }


def _share(share: Share) -> Shape:
    low, high = share.interval
    return {
        "count": share.count,
        "draws": share.draws,
        "value": share.value,
        "standard_error": share.standard_error,
        "low": low,
        "high": high,
    }


def _remedy(remedy: Remedy) -> Shape:
    return {
        "parties": remedy.parties,
        "exists": remedy.exists,
        "changes": remedy.changes,
        "at_least": remedy.at_least,
        "blockers": [
            {"red_lines": known.red_lines, "reservations": known.reservations} for known in remedy.blockers
        ],
        "packages": None if remedy.packages is None else str(remedy.packages),
        "count": remedy.count,
        "complete": remedy.complete,
        "proposals": [_proposal(known) for known in remedy.proposals],
    }


def _opened(found: Proposals, way: Opened) -> Shape:
    lines = {line.id: line for line in found.problem.case.red_lines}
    return {
        "relax": way.opening.red_lines,
        "reservations": way.opening.reservations,
        "fallback": {name: lines[name].fallback[number].text for name, number in way.fallback.items()},
        "improvements": [number + 1 for number in way.improvements],
        "remedy": _remedy(way.remedy),
    }


def _logroll(known: Logroll) -> Shape:
    return {
        "parties": known.parties,
        "gives": known.gives,
        "share": float(known.share),
        "proposal": _proposal(known.proposal),
    }


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
