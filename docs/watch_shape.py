"""The JSON shape of ``detente watch --json``."""

from __future__ import annotations

from detente.watch.verdict.words import Day, Finding, Ground, Reason
from docs.schema import (
    CASE,
    FORMAT,
    VERSION,
    Schema,
    by,
    flag,
    maybe,
    number,
    rows,
    table,
    text,
    texts,
    whole,
)

FINDINGS: Schema = {
    "enum": [str(word) for word in Finding],
    "description": "What can be said; see `detente explain verdict`.",
}
LEVELS = {
    "low": maybe(whole("At the low end of the chance of detection; null where there is no bound.")),
    "mid": maybe(whole("At the middle.")),
    "high": maybe(whole("At the high end.")),
}
SIDES = {
    "inside": whole("Detections that lie surely within the control layer, left of the line."),
    "outside": whole("Detections that lie surely on the other side."),
}
VERDICT = table(
    {
        "place": text("Id of the stretch."),
        "finding": FINDINGS,
        "reason": {"enum": [str(word) for word in Reason], "description": "Why it is this one."},
        "observed": number("Share of its area and days that was looked at enough."),
        "partly": number("Share that was looked at, and not enough."),
        "unseen": number("Share that nothing looked at."),
        "seen": whole("Detections."),
        "expected": number("What the baseline expects there."),
        "breaches": whole("Cell-days beyond the ordinary that count as a breach."),
        "rises": whole("Cell-days beyond the ordinary that are put down to nobody."),
        "acts_at_most": table(LEVELS, "The most acts that are not excluded."),
        "ground": table(
            {**SIDES, "not_attributable": whole("Those that may lie on either.")},
            "The detections of the breaches by side of the line.",
        ),
    },
    "The verdict on one stretch.",
)
INCIDENT = table(
    {
        "id": text("Its id in this obligation and window."),
        "source": text("Id of the detections that it was found in."),
        "found_by": {
            "enum": ["cell-days", "cluster"],
            "description": "By the test of single cell-days, or by a cluster alone.",
        },
        "breach": flag("Whether it counts as a breach; else it is a rise that is put down to nobody."),
        "first": text("Its first UTC day, ISO."),
        "last": text("Its last one."),
        "places": texts("Ids of the stretches that it touches."),
        "cells": texts("Ids of its cells."),
        "area_km2": number("Their area."),
        "seen": whole("Detections in it."),
        "expected": number("What the baseline expects of these cells and days."),
        "q": number("The least share of false incidents at which it is one, by the test of cell-days."),
        "side": {
            "enum": [str(word) for word in Ground],
            "description": "The side on which all of them lie.",
        },
        **SIDES,
    },
    "An incident; its place is told by its cells.",
)
COMPARED = table(
    {
        "source": text("Id of the detections."),
        "before": whole("Detections in the days before."),
        "inside": whole("Detections in the window."),
        "before_days": whole("Days before that were looked at."),
        "inside_days": whole("Days of the window that were looked at."),
        "if_poisson": table(
            {
                "ratio": maybe(number("Rate within over rate before; null where nothing was seen before.")),
                "low": maybe(number("Low end of its 95 % interval.")),
                "high": maybe(number("High end; null where there is none.")),
            },
            "The ratio with an interval that holds if counts were Poisson, which they are not.",
        ),
        "placebos": whole("Windows without a truce that it was compared with."),
        "apart": whole("How many of them do not overlap."),
        "left_out": whole("Windows that could not be compared."),
        "fewer": maybe(number("Share of windows with so few, the truce among them; null without a rank.")),
        "more": maybe(number("Share of windows with so many.")),
        "resolution": maybe(number("The least that such a share can be.")),
        "why_not": text("Why there is no rank; empty where there is one."),
    },
    "Before and after, of all stretches together.",
)
OBLIGATION = table(
    {
        "window": text("Id of the window."),
        "id": text("Its id."),
        "title": text("Its title."),
        "of": texts("Ids of the parties that it binds."),
        "sources": texts("Ids of the detections."),
        "reach_km": maybe(number("How far from the line it is watched; null for everywhere.")),
        "ordinary": {"enum": ["quiet", "fighting"], "description": "What the baseline was a time of."},
        "chance": maybe(
            table(
                {level: number(f"Its {level} end.") for level in ("low", "mid", "high")},
                "The chance that one look detects one act; null where nobody has said.",
            )
        ),
        "counts": by("finding", {"type": "integer"}, "Stretches by finding."),
        "verdicts": rows(VERDICT, "The verdict on each stretch."),
        "incidents": rows(INCIDENT, "Breaches first, the least ordinary first."),
        "calendar": rows(
            table(
                {
                    "place": text("Id of the stretch."),
                    "days": rows(
                        {"enum": [str(day) for day in Day]}, "What each day of the window shows, in order."
                    ),
                    "seen": rows(
                        {"type": ["integer", "null"]}, "Detections of each day; null where nothing looked."
                    ),
                },
                "The days of one stretch.",
            ),
            "The calendar.",
        ),
        "before_after": rows(COMPARED, "By source."),
    },
    "An obligation in a window.",
)
SOURCE = table(
    {
        "id": text("Its id."),
        "title": text("Its title."),
        "evidence": {"enum": ["act", "trace"], "description": "What a detection is of."},
        "marks": {"enum": ["hit", "origin", "place"], "description": "What its position is."},
        "sensor": text("Title of its sensor."),
        "rows": whole("Detections that were read."),
        "counted": whole("Those that were counted."),
        "fixed_heat": whole("Those at places that are hot whoever fights."),
        "heat_places": whole("How many such places the rule found."),
        "unlooked": whole("Those on cells and days at which, by the exposure, nothing looked."),
        "elsewhere": whole("Those outside all cells or days."),
        "unplaced": whole("Those without a position."),
        "rejected": whole("Rows that were not read."),
        "duplicates": whole("Rows that stood for a detection that was there already."),
        "joined": whole("Pixels that were joined to a neighbour."),
    },
    "What became of the files of a source.",
)
WATCH = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "finding": texts("The answer in sentences."),
        "caveat": text("What the words do not mean."),
        "sides": table(
            {
                "inside": text("Title of the party left of the line; empty where not said."),
                "outside": text("Title of the party on the other side."),
            },
            "The sides of the line.",
        ),
        "level": number("The share of incidents that may be false ones, and the chance behind each bound."),
        "tested": whole("Cell-days that were tested."),
        "draws": whole("Null worlds of the scan; 0 for no scan."),
        "seed": whole("Their seed."),
        "windows": rows(
            table(
                {
                    "id": text("Its id."),
                    "title": text("Its title."),
                    "start": text("When it begins, UTC."),
                    "end": maybe(text("When it ends; null where it is open.")),
                    "first": text("Its first UTC day that counts."),
                    "last": text("Its last one."),
                    "days": whole("How many."),
                    "source": text("Where that is said."),
                },
                "A window.",
            ),
            "The windows.",
        ),
        "skipped": rows(
            table({"window": text("Its id."), "why": text("Why.")}, "A window of which nothing can be said."),
            "Windows that were left out.",
        ),
        "obligations": rows(OBLIGATION, "Each obligation in each window."),
        "places": rows(
            table(
                {
                    "id": text("Its id."),
                    "name": text("Its name; may be empty."),
                    "middle": rows({"type": "number"}, "Longitude and latitude of its middle."),
                    "area_km2": number("Its area within all bands."),
                    "cells": texts("Ids of its cells."),
                },
                "A stretch of ground.",
            ),
            "The stretches, in the order of the line.",
        ),
        "sources": rows(SOURCE, "What became of the files."),
        "inputs": rows(
            table({"file": text("Its path in the case."), "sha256": text("Its digest.")}, "A file of data."),
            "The files of data.",
        ),
        "crs": text("The plane of the cells."),
        "notes": texts("How cells were drawn and looks were counted."),
    },
    "`detente watch --json`",
)
