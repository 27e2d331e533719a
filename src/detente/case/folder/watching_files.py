"""What ``watch.toml`` says of files: sensors, detections, and what kept sensors from seeing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath

from detente.case import keys
from detente.case.faults import control_in, shown, way_to
from detente.case.folder.estimates import plain_number, whole_number
from detente.case.folder.figures import NOT_NEGATIVE
from detente.case.folder.table import Table
from detente.case.watching import (
    DetectionFiles,
    DetectionKind,
    Evidence,
    ExposureFiles,
    Marks,
    Sensor,
    SensorKind,
)

SATELLITES_LIMIT = 1_000
"""Satellites of a kind, or looks a day."""

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
    example = '[sensors.ID] with title and kind = "viirs", "modis" or "daily"'
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


def read_exposure(top: Table) -> ExposureFiles:
    """The files on what kept sensors from seeing; none where nothing is said."""
    table = top.table("exposure", known=keys.EXPOSURE)
    if table is None:
        return ExposureFiles()
    return ExposureFiles(**{key: _path(table, key) for key in keys.EXPOSURE})


def _sensor(name: str, table: Table) -> Sensor:
    if "kind" not in table:
        hint = " or ".join(f"'{kind}'" for kind in SensorKind)
        table.fault("kind", "'kind' is missing", hint=hint, code="missing")
    kind = table.choice("kind", SensorKind.DAILY)
    number = whole_number(table, "satellites", least=1, most=SATELLITES_LIMIT)
    clouds = table.flag("clouds") if "clouds" in table else kind is not SensorKind.DAILY
    title = table.line("title", required=True)
    return Sensor(id=name, title=title, kind=kind, satellites=number or 1, clouds=clouds)


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


def _path(table: Table, key: str) -> str:
    text = table.line(key)
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
    inner = table.table("columns")
    if inner is None:
        return ()
    for key, value in inner.entries.items():
        if isinstance(value, Mapping):  # columns.a.b = "...": a dotted key by mistake
            inner.fault(key, f"{shown(value)} is not a text", hint=f'{key} = "..."', code="wrong-type")
    known = [key for key, value in inner.entries.items() if not isinstance(value, Mapping)]
    return tuple((key, inner.line(key, required=True)) for key in known)
