"""The JSON Schema of ``watch.toml``."""

from __future__ import annotations

from detente.case import keys
from detente.case.schema_parts import (
    DRAFT,
    FULL,
    NUMBER,
    TEXT,
    Schema,
    array,
    by_id,
    definitions,
    ref,
    table,
    titled,
)
from detente.case.schema_verification import estimate_definitions
from detente.case.watching import CloudUnit, Covers, DetectionKind, Evidence, Marks, Ordinary

_INSTANT: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$",
}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PATH: Schema = {"type": "string", "pattern": FULL, "description": "A path within the folder of the case."}


def watch_schema() -> Schema:
    """The schema of ``watch.toml``."""
    top = table(
        keys.WATCH_TOP,
        {
            "format": {"const": keys.FORMAT, "description": "The format of this file."},
            "summary": {**TEXT, "description": "What a reader should know first."},
            "level": {
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": 0.5,
                "description": "The share of incidents that may be false ones, and the chance behind bounds.",
            },
            "seed": {"type": "integer", "minimum": 0, "description": "The seed of all draws."},
            "baseline": _baseline(),
            "cells": _cells(),
            "exposure": _exposure(),
            "placebo": _placebo(),
            "windows": by_id(_window(), keys.WINDOWS_LIMIT, whole=True),
            "sensors": by_id(_sensor(), keys.SENSORS_LIMIT, whole=True),
            "detections": by_id(_detections(), keys.DETECTIONS_LIMIT, whole=True),
            "obligations": by_id(_watched(), keys.OBLIGATIONS_LIMIT, whole=True),
            "fixed_heat": array(_fixed(), keys.FIXED_HEAT_LIMIT),
        },
        required=("format", "baseline", "cells", "windows", "sensors", "detections", "obligations"),
    )
    return {
        "$schema": DRAFT,
        "$id": f"urn:detente:watch:{keys.FORMAT}",
        "title": "How the keeping of a deal is watched by Detente",
        **top,
        "$defs": {**definitions(), **estimate_definitions()},
    }


def _km(description: str, *, least: float = 0.0) -> Schema:
    return {**NUMBER, "minimum": least, "description": description}


def _baseline() -> Schema:
    properties: dict[str, Schema] = {
        "first": {**_DAY, "description": "The first day that says what is ordinary."},
        "last": {**_DAY, "description": "The last one."},
        "ordinary": {
            "enum": [str(word) for word in Ordinary],
            "description": "What those days were a time of.",
        },
        "why": ref("line"),
    }
    return table(keys.BASELINE, properties, required=("first", "last", "ordinary"))


def _cells() -> Schema:
    properties: dict[str, Schema] = {
        "segment_km": _km("Length of the segments of the line.", least=0.1),
        "bands_km": {
            "type": "array",
            "items": _km("How far a band reaches from the line, each side.", least=0.1),
            "minItems": 1,
            "maxItems": keys.BANDS_LIMIT,
        },
        "inside": {**ref("id"), "description": "The party within the control layer, left of the line."},
        "outside": {**ref("id"), "description": "The party on the other side."},
        "line_error_km": _km("How far off the line itself may be."),
        "raster_km": _km("Side of the squares, where there is no line.", least=0.1),
        "box": {
            "type": "array",
            "items": NUMBER,
            "minItems": 4,
            "maxItems": 4,
            "description": "West, south, east and north in degrees.",
        },
    }
    known = table(keys.CELLS, properties)
    either: list[Schema] = [{"required": ["segment_km", "bands_km"]}, {"required": ["raster_km", "box"]}]
    return {**known, "oneOf": either}


def _placebo() -> Schema:
    weeks: Schema = {"type": "integer", "minimum": 0, "maximum": keys.WEEKS_LIMIT}
    properties: dict[str, Schema] = {
        "before_days": {
            "type": "integer",
            "minimum": 1,
            "maximum": keys.DAYS_LIMIT,
            "description": "Days before a window that it is compared with.",
        },
        "other_years": {"type": "boolean", "description": "Whether the same dates of other years count."},
        "weeks_around": {**weeks, "description": "So many weeks to either side of these dates."},
        "other_weeks": {"type": "boolean", "description": "Whether all other weeks of the series count."},
    }
    return table(keys.PLACEBO, properties)


def _window() -> Schema:
    properties: dict[str, Schema] = {
        "title": titled("The truce, or the phase of it."),
        "start": {**_INSTANT, "description": "When it begins, with its offset from UTC."},
        "end": {**_INSTANT, "description": "When it ends; without it, it is open."},
        "source": ref("line"),
    }
    return table(keys.WINDOW, properties, required=("title", "start"))


def _exposure() -> Schema:
    column = {**ref("line"), "description": "The name of a column."}
    cloud = table(
        keys.CLOUD,
        {
            "file": _PATH,
            "day": column,
            "cloud": column,
            "region": column,
            "only": {**ref("line"), "description": "The one region whose rows hold for all."},
            "unit": {"enum": [str(unit) for unit in CloudUnit]},
        },
        required=("file",),
    )
    coverage = table(
        keys.COVERAGE,
        {
            "file": _PATH,
            "time": column,
            "there": column,
            "covers": {"enum": [str(word) for word in Covers]},
            "hours": {**NUMBER, "minimum": 0.01, "maximum": 1000},
        },
        required=("file",),
    )
    properties: dict[str, Schema] = {
        "cloud": cloud,
        "coverage": by_id(coverage, keys.SENSORS_LIMIT, whole=False),
        "outages": {**ref("line"), "description": "Columns sensor, start, end, why, source."},
    }
    return table(keys.EXPOSURE, properties)


def _sensor() -> Schema:
    names: Schema = {"type": "array", "items": TEXT}
    properties: dict[str, Schema] = {
        "title": titled("What looks."),
        "satellites": {**names, "description": "Ids of satellites, such as viirs-noaa20."},
        "looks_a_day": {**NUMBER, "minimum": 0.01, "maximum": 100_000, "description": "Of anything else."},
        "places": {**names, "description": "Segments or squares that it looks at; without it, all."},
        "clouds": {"type": "boolean", "description": "Whether clouds keep it from seeing."},
    }
    either: list[Schema] = [{"required": ["satellites"]}, {"required": ["looks_a_day"]}]
    return {**table(keys.SENSOR, properties, required=("title",)), "oneOf": either}


def _detections() -> Schema:
    properties: dict[str, Schema] = {
        "title": titled("What they are."),
        "files": {"type": "array", "items": _PATH, "minItems": 1, "uniqueItems": True},
        "kind": {"enum": [str(kind) for kind in DetectionKind]},
        "sensor": {**ref("id"), "description": "The sensor that made them."},
        "evidence": {"enum": [str(word) for word in Evidence], "description": "Of an act, or a trace."},
        "marks": {"enum": [str(word) for word in Marks], "description": "What the position is."},
        "columns": {
            **table(
                keys.COLUMN_ROLES,
                {key: {**ref("line"), "pattern": FULL} for key in keys.COLUMN_ROLES},
                required=("time",),
            ),
            "description": "The names of the columns of a table of one's own.",
        },
        "position_error_km": _km("How far off a position may be."),
        "source": ref("line"),
    }
    return table(keys.DETECTIONS, properties, required=("title", "files", "kind", "sensor"))


def _watched() -> Schema:
    properties: dict[str, Schema] = {
        "detections": {**ref("ids"), "minItems": 1, "description": "What can show it broken."},
        "chance": {**ref("estimate"), "description": "The chance that one look detects one act."},
        "within_km": _km("How far from the line it reaches, each side."),
        "why": ref("line"),
    }
    return table(keys.WATCHED, properties, required=("detections",))


def _fixed() -> Schema:
    properties: dict[str, Schema] = {
        "title": titled("What is hot there."),
        "longitude": {**NUMBER, "minimum": -180, "maximum": 180},
        "latitude": {**NUMBER, "minimum": -90, "maximum": 90},
        "within_km": _km("What lies within is left out, and counted.", least=0.01),
        "source": ref("line"),
    }
    return table(keys.FIXED_HEAT, properties, required=("title", "longitude", "latitude", "within_km"))
