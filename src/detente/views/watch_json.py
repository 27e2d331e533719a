"""What can be said of the keeping of a deal, as the JSON shape of ``detente watch --json``, and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.case.verification import LEVELS
from detente.views.csv_text import csv_row
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape
from detente.views.watch_words import CAVEAT, finding
from detente.watch.verdict.words import Finding, Ground

if TYPE_CHECKING:
    from detente.watch.keeping.model import (
        BeforeAfter,
        Keeping,
        ObligationKeeping,
        Reported,
        SourceRead,
        WindowKeeping,
    )
    from detente.watch.verdict.calendar import CalendarRow
    from detente.watch.verdict.judge import StretchVerdict

Shape = dict[str, object]


def watch_json(keeping: Keeping) -> Iterator[str]:
    """The answer as JSON; its shape is documented and tested."""
    return json_chunks(watch_shape(keeping))


def watch_shape(keeping: Keeping) -> Shape:
    """The answer as data."""
    return {
        "format": 1,
        "detente": keeping.version,
        "case": case_shape(keeping.case),
        "finding": list(finding(keeping)),
        "caveat": CAVEAT,
        "sides": {"inside": keeping.sides[0], "outside": keeping.sides[1]},
        "level": keeping.level,
        "tested": keeping.tested,
        "draws": keeping.draws,
        "seed": keeping.seed,
        "windows": [_window(window) for window in keeping.windows],
        "skipped": [{"window": name, "why": why} for name, why in keeping.skipped],
        "obligations": [
            obligation_shape(window, one) for window in keeping.windows for one in window.obligations
        ],
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "middle": [round(value, 4) for value in place.middle],
                "area_km2": round(place.area_km2, 3),
                "cells": list(place.cells),
            }
            for place in keeping.places
        ],
        "sources": [_source(source) for source in keeping.sources],
        "inputs": [{"file": file, "sha256": digest} for file, digest in keeping.inputs],
        "crs": keeping.crs,
        "notes": list(keeping.notes),
    }


def _window(window: WindowKeeping) -> Shape:
    told = window.window
    return {
        "id": told.id,
        "title": told.title,
        "start": told.start.isoformat(),
        "end": None if told.end is None else told.end.isoformat(),
        "first": str(window.days[0]),
        "last": str(window.days[-1]),
        "days": len(window.days),
        "source": told.source,
    }


def obligation_shape(window: WindowKeeping, one: ObligationKeeping) -> Shape:
    """One obligation in one window as data."""
    return {
        "window": window.window.id,
        "id": one.id,
        "title": one.title,
        "of": list(one.of),
        "sources": list(one.sources),
        "reach_km": one.reach_km,
        "ordinary": str(one.ordinary),
        "chance": None if one.chance is None else {level: one.chance.at(level) for level in LEVELS},
        "counts": {str(found): one.count(found) for found in Finding},
        "verdicts": [verdict_shape(verdict) for verdict in one.verdicts],
        "incidents": [incident_shape(incident) for incident in one.incidents],
        "calendar": [_row_of_days(row) for row in one.calendar],
        "before_after": [{"source": source, **_compared(found)} for source, found in one.before_after],
    }


def verdict_shape(one: StretchVerdict) -> Shape:
    """The verdict on a stretch as data."""
    ground = dict(one.ground)
    return {
        "place": one.stretch,
        "finding": str(one.finding),
        "reason": str(one.reason),
        "observed": round(one.observed, 6),
        "partly": round(one.partly, 6),
        "unseen": round(one.unseen, 6),
        "seen": one.seen,
        "expected": round(one.expected, 4),
        "breaches": one.breaches,
        "rises": one.rises,
        "acts_at_most": {level: one.at_most(level) for level in LEVELS},
        "ground": {
            "inside": ground[Ground.INSIDE],
            "outside": ground[Ground.OUTSIDE],
            "not_attributable": ground[Ground.NOT_ATTRIBUTABLE],
        },
    }


def incident_shape(one: Reported) -> Shape:
    """An incident as data; where it lies is told by its cells."""
    return {
        "id": one.id,
        "source": one.source,
        "found_by": one.found_by,
        "breach": one.breach,
        "first": str(one.first),
        "last": str(one.last),
        "places": list(one.places),
        "cells": list(one.cells),
        "area_km2": round(one.area_km2, 3),
        "seen": one.seen,
        "expected": round(one.expected, 4),
        "q": float(f"{one.q:.4g}"),
        "side": str(one.ground),
        "inside": one.inside,
        "outside": one.outside,
    }


def _row_of_days(row: CalendarRow) -> Shape:
    return {"place": row.stretch, "days": [str(day) for day in row.days], "seen": list(row.seen)}


def _compared(found: BeforeAfter) -> Shape:
    return {
        "before": found.before,
        "inside": found.inside,
        "before_days": found.before_days,
        "inside_days": found.inside_days,
        "if_poisson": {
            "ratio": _digits(found.ratio),
            "low": _digits(found.low),
            "high": None if found.high == float("inf") else _digits(found.high),
        },
        "placebos": len(found.placebos),
        "apart": found.apart,
        "left_out": found.left_out,
        "fewer": _digits(found.fewer),
        "more": _digits(found.more),
        "resolution": _digits(found.resolution),
        "why_not": found.why_not,
    }


def _digits(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def _source(source: SourceRead) -> Shape:
    return {
        "id": source.id,
        "title": source.title,
        "evidence": str(source.evidence),
        "marks": str(source.marks),
        "sensor": source.sensor,
        "rows": source.rows,
        "counted": source.counted,
        "fixed_heat": source.fixed_heat,
        "heat_places": source.heat_places,
        "unlooked": source.unlooked,
        "elsewhere": source.elsewhere,
        "unplaced": source.unplaced,
        "rejected": source.rejected,
        "duplicates": source.duplicates,
        "joined": source.joined,
    }


VERDICT_HEADS = (
    "window", "obligation", "place", "name", "finding", "reason", "observed", "partly", "unseen", "seen",
    "expected", "breaches", "rises", "acts_at_most_low", "acts_at_most_mid", "acts_at_most_high", "inside",
    "outside", "not_attributable",
)  # fmt: skip


def verdict_csv(keeping: Keeping) -> Iterator[str]:
    """The verdicts: a row for each window, obligation and stretch; an empty cell is no bound."""
    yield csv_row(VERDICT_HEADS)
    names = {place.id: place.name for place in keeping.places}
    for window in keeping.windows:
        for one in window.obligations:
            for verdict in one.verdicts:
                ground = dict(verdict.ground)
                acts = [verdict.at_most(level) for level in LEVELS]
                yield csv_row(
                    (
                        window.window.id, one.id, verdict.stretch, names[verdict.stretch], verdict.finding,
                        verdict.reason, round(verdict.observed, 6), round(verdict.partly, 6),
                        round(verdict.unseen, 6), verdict.seen, round(verdict.expected, 4),
                        verdict.breaches, verdict.rises,
                        *("" if most is None else most for most in acts),
                        ground[Ground.INSIDE], ground[Ground.OUTSIDE], ground[Ground.NOT_ATTRIBUTABLE],
                    )
                )  # fmt: skip


INCIDENT_HEADS = (
    "window", "obligation", "id", "source", "found_by", "breach", "first", "last", "places", "cells",
    "area_km2", "seen", "expected", "q", "side", "inside", "outside",
)  # fmt: skip


def incidents_csv(keeping: Keeping) -> Iterator[str]:
    """The incidents: a row for each, with its cells and never a position."""
    yield csv_row(INCIDENT_HEADS)
    for window in keeping.windows:
        for one in window.obligations:
            for incident in one.incidents:
                shape = incident_shape(incident)
                lists = {key: " ".join(incident.places if key == "places" else incident.cells)
                         for key in ("places", "cells")}  # fmt: skip
                flags = {"breach": "yes" if incident.breach else "no"}
                cells = {**shape, **lists, **flags}
                yield csv_row((window.window.id, one.id, *(cells[key] for key in INCIDENT_HEADS[2:])))


def calendar_csv(keeping: Keeping) -> Iterator[str]:
    """The calendar: a row for each window, obligation, stretch and day; an empty count is not observed."""
    yield csv_row(("window", "obligation", "place", "day", "shows", "seen"))
    for window in keeping.windows:
        for one in window.obligations:
            for row in one.calendar:
                for day, shown, seen in zip(window.days, row.days, row.seen, strict=True):
                    count = "" if seen is None else seen
                    yield csv_row((window.window.id, one.id, row.stretch, day, shown, count))
