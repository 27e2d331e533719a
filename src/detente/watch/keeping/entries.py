"""What a ledger keeps of an answer: one entry for the run, one for each verdict, one for each incident.

Entries hold areas, counts and words, never positions, and the digests of the files that they rest on.
Fractions are texts with a fixed number of digits, so that the same answer gives the same entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.verification import LEVELS
from detente.watch.keeping.model import Keeping, ObligationKeeping, Reported, WindowKeeping
from detente.watch.ledger import Draft, Json, decided
from detente.watch.verdict.judge import StretchVerdict
from detente.watch.verdict.words import Ground

DIGITS = 4


def entries(keeping: Keeping) -> list[Draft]:
    """The entries, the run first."""
    drafts = [Draft("watch", _run(keeping))]
    for window in keeping.windows:
        for one in window.obligations:
            drafts += [Draft("verdict", body) for body in _verdicts(window, one)]
            drafts += [Draft("incident", _incident(window, one, each)) for each in one.incidents]
    return drafts


def _run(keeping: Keeping) -> dict[str, Json]:
    return {
        "case": keeping.case.id,
        "detente": keeping.version,
        "digest": keeping.case.digest,
        "draws": keeping.draws,
        "inputs": dict(keeping.inputs),
        "level": decided(keeping.level, places=DIGITS),
        "seed": keeping.seed,
        "windows": {
            window.window.id: [str(window.days[0]), str(window.days[-1])] for window in keeping.windows
        },
    }


def _verdicts(window: WindowKeeping, one: ObligationKeeping) -> Iterator[dict[str, Json]]:
    for verdict in one.verdicts:
        yield {"window": window.window.id, "obligation": one.id, **_verdict(verdict)}


def _verdict(one: StretchVerdict) -> dict[str, Json]:
    ground = dict(one.ground)
    acts: dict[str, Json] = {level: one.at_most(level) for level in LEVELS}
    return {
        "acts_at_most": acts,
        "breaches": one.breaches,
        "expected": decided(one.expected, places=DIGITS),
        "finding": str(one.finding),
        "inside": ground[Ground.INSIDE],
        "not_attributable": ground[Ground.NOT_ATTRIBUTABLE],
        "observed": decided(one.observed, places=DIGITS),
        "outside": ground[Ground.OUTSIDE],
        "place": one.stretch,
        "reason": str(one.reason),
        "rises": one.rises,
        "seen": one.seen,
    }


def _incident(window: WindowKeeping, one: ObligationKeeping, incident: Reported) -> dict[str, Json]:
    return {
        "area_km2": decided(incident.area_km2, places=DIGITS),
        "breach": incident.breach,
        "cells": list(incident.cells),
        "expected": decided(incident.expected, places=DIGITS),
        "first": str(incident.first),
        "last": str(incident.last),
        "obligation": one.id,
        "q": f"{incident.q:.3e}",
        "seen": incident.seen,
        "side": str(incident.ground),
        "source": incident.source,
        "window": window.window.id,
    }
