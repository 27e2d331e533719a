"""What ``watch.toml`` says of files: sensors, detections, and what kept sensors from seeing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from pathlib import PurePosixPath, PureWindowsPath

from detente.case import keys
from detente.case.faults import control_in, shown, way_to
from detente.case.folder.estimates import plain_number
from detente.case.folder.figures import NOT_NEGATIVE, Bounds
from detente.case.folder.table import Table
from detente.case.watching import (
    CloudFile,
    CoverageFile,
    DetectionFiles,
    DetectionKind,
    Evidence,
    ExposureFiles,
    Marks,
    Sensor,
)

LOOKS = Bounds(low=Fraction(1, 100), high=Fraction(100_000))
HOURS = Bounds(low=Fraction(1, 100), high=Fraction(1_000))

EVIDENCE = {
    DetectionKind.FIRE: Evidence.TRACE,
    DetectionKind.EVENT: Evidence.ACT,
    DetectionKind.ALERT: Evidence.ACT,
}
MARKS = {
    DetectionKind.FIRE: Marks.HIT,
    DetectionKind.EVENT: Marks.PLACE,
    DetectionKind.ALERT: Marks.PLACE,
}
"""What a kind stands for where the file does not say."""


def members(top: Table, key: str, known: Sequence[str], limit: int, example: str) -> list[tuple[str, Table]]:
    """The tables of a section that has to be there, by id; what is no table is noted and left out."""
    section = top.table(key)
    if section is None:
        if key not in top:
            top.fault(key, f"'{key}' is missing", hint=example, code="missing")
        return []
    if not section.entries:
        top.fault(key, f"'{key}' is empty", hint=example, code="missing")
    named = ((name, section.table(name, known=known)) for name in section.ids(key, limit=limit))
    return [(name, table) for name, table in named if table is not None]


def read_sensors(top: Table) -> tuple[Sensor, ...]:
    """The sensors."""
    example = "[sensors.ID] with title and satellites, or looks_a_day"
    return tuple(
        _sensor(name, table)
        for name, table in members(top, "sensors", keys.SENSOR, keys.SENSORS_LIMIT, example)
    )


def read_detections(top: Table, sensors: Collection[str]) -> tuple[DetectionFiles, ...]:
    """The files of detections."""
    example = "[detections.ID] with title, files, kind and sensor"
    return tuple(
        _detections(name, table, sensors)
        for name, table in members(top, "detections", keys.DETECTIONS, keys.DETECTIONS_LIMIT, example)
    )


def read_exposure(top: Table, sensors: Collection[str]) -> ExposureFiles:
    """The files on what kept sensors from seeing; none where nothing is said."""
    table = top.table("exposure", known=keys.EXPOSURE)
    if table is None:
        return ExposureFiles()
    return ExposureFiles(
        cloud=_cloud(table), coverage=_coverage(table, sensors), outages=_path(table, "outages")
    )


def _cloud(exposure: Table) -> CloudFile | None:
    table = exposure.table("cloud", known=keys.CLOUD)
    if table is None:
        return None
    usual, file = CloudFile(file=""), _path(table, "file", required=True)
    region, only = table.line("region"), table.line("only")
    if only and not region:
        message = "it names a region, and no column of regions"
        table.fault("only", message, hint='region = "oblast"', code="missing")
    return CloudFile(
        file=file,
        day=table.line("day") or usual.day,
        cloud=table.line("cloud") or usual.cloud,
        region=region,
        only=only,
        unit=table.choice("unit", usual.unit),
    )


def _coverage(exposure: Table, sensors: Collection[str]) -> tuple[CoverageFile, ...]:
    section = exposure.table("coverage")
    found = []
    for name in section.ids("coverage", limit=keys.SENSORS_LIMIT) if section is not None else ():
        table = section.table(name, known=keys.COVERAGE) if section is not None else None
        if table is None:
            continue
        if name not in sensors:
            way = way_to(name, sensors, "sensor")
            table.faults.add(table.place, f"no sensor {shown(name)}", hint=way, code="unknown-name")
        usual, file = CoverageFile(sensor=name, file=""), _path(table, "file", required=True)
        hours = plain_number(table, "hours", bounds=HOURS)
        one = CoverageFile(
            sensor=name,
            file=file,
            time=table.line("time") or usual.time,
            there=table.line("there") or usual.there,
            covers=table.choice("covers", usual.covers),
            hours=usual.hours if hours is None else hours,
        )
        found.append(one)
    return tuple(found)


def _sensor(name: str, table: Table) -> Sensor:
    looks = plain_number(table, "looks_a_day", bounds=LOOKS)
    satellites = tuple(dict.fromkeys(table.texts("satellites")))
    if ("satellites" in table) == ("looks_a_day" in table):
        both = "looks_a_day" in table
        message = "it has both satellites and looks a day" if both else "it does not say how it looks"
        hint = 'satellites = ["viirs-noaa20"], or looks_a_day = 24'
        table.faults.add(table.place, message, hint=hint, code="conflict" if both else "missing")
    return Sensor(
        id=name,
        title=table.line("title", required=True),
        satellites=satellites,
        looks_a_day=looks,
        places=tuple(dict.fromkeys(table.texts("places"))),
        clouds=table.flag("clouds") if "clouds" in table else bool(satellites),
    )


def _detections(name: str, table: Table, sensors: Collection[str]) -> DetectionFiles:
    for key, hint in (
        ("kind", " or ".join(f"'{kind}'" for kind in DetectionKind)),
        ("files", '["detections/fires.csv"]'),
    ):
        if not table.entries.get(key, ()):
            table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
    kind = table.choice("kind", DetectionKind.EVENT)
    sensor = table.line("sensor", required=True)
    if sensor and sensor not in sensors:
        way = way_to(sensor, sensors, "sensor")
        table.fault("sensor", f"no sensor {shown(sensor)}", hint=way, code="unknown-name")
    return DetectionFiles(
        id=name,
        title=table.line("title", required=True),
        files=_paths(table),
        kind=kind,
        sensor=sensor,
        evidence=table.choice("evidence", EVIDENCE[kind]),
        marks=table.choice("marks", MARKS[kind]),
        columns=_columns(table),
        position_error_km=plain_number(table, "position_error_km", bounds=NOT_NEGATIVE),
        source=table.line("source"),
    )


def _paths(table: Table) -> tuple[str, ...]:
    texts = table.texts("files")
    if len(texts) > keys.FILES_LIMIT:
        message = f"{len(texts)} files, more than {keys.FILES_LIMIT}"
        table.fault("files", message, hint="fewer, larger files", code="too-large")
        return ()
    kept: dict[str, None] = {}
    for number, text in enumerate(texts, start=1):
        wrong = _wrong_path(text)
        place = (*table.place, "files", number)
        if wrong:
            table.faults.add(place, wrong[0], hint=wrong[1], code="bad-path")
        elif text in kept:
            table.faults.add(place, f"{shown(text)} stands twice", hint="each once", code="duplicate")
        else:
            kept[text] = None
    return tuple(kept)


def _path(table: Table, key: str, *, required: bool = False) -> str:
    text = table.line(key, required=required)
    wrong = _wrong_path(text) if text else None
    if wrong:
        table.fault(key, wrong[0], hint=wrong[1], code="bad-path")
    return text


def _wrong_path(text: str) -> tuple[str, str] | None:
    """What is wrong with a path within the folder of the case, and a way out."""
    path = PurePosixPath(text)
    outside = path.is_absolute() or PureWindowsPath(text).drive or ".." in path.parts or "\\" in text
    if not text.strip() or text != text.strip() or control_in(text) or "\n" in text or "\t" in text:
        return f"{shown(text)} is no path", '"detections/fires.csv"'
    if outside:
        message = f"{shown(text)} is no path within the folder of the case"
        return message, 'the file in it, as "detections/fires.csv"'
    return None


def _columns(table: Table) -> tuple[tuple[str, str], ...]:
    inner = table.table("columns", known=keys.COLUMN_ROLES)
    if inner is None:
        return ()
    if "time" not in inner:
        inner.fault("time", "'time' is missing", hint='time = "date"', code="missing")
    return tuple((key, inner.line(key, required=True)) for key in keys.COLUMN_ROLES if key in inner)
