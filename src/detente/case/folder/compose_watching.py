"""Watching as the text of ``watch.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.folder.compose_verification import estimate_text
from detente.case.folder.toml_text import (
    basis_entries,
    block_text,
    inline_text,
    list_text,
    path_text,
    prose_text,
    text_text,
)
from detente.case.watching import (
    DEFAULT_LEVEL,
    BaselineDays,
    CloudFile,
    CoverageFile,
    DetectionFiles,
    ExposureFiles,
    FixedHeat,
    Placebos,
    RasterCells,
    SegmentCells,
    Sensor,
    Watched,
    Watching,
    Window,
)


def watch_text(watching: Watching) -> str:
    """The text of ``watch.toml``.

    Raises:
        ValueError: if a number has no finite decimal, as 1/3.
    """
    blocks = ["\n".join(f"{key} = {value}" for key, value in _head(watching))]
    blocks.append(block_text("[baseline]", _baseline(watching.baseline)))
    blocks.append(block_text("[cells]", _cells(watching.cells)))
    if watching.exposure != ExposureFiles():
        blocks.append(block_text("[exposure]", _exposure(watching.exposure)))
    if watching.placebo != Placebos():
        blocks.append(block_text("[placebo]", _placebo(watching.placebo)))
    blocks += [_block("windows", item.id, _window(item)) for item in watching.windows]
    blocks += [_block("sensors", item.id, _sensor(item)) for item in watching.sensors]
    blocks += [_block("detections", item.id, _detections(item)) for item in watching.detections]
    blocks += [_block("obligations", item.obligation, _watched(item)) for item in watching.watched]
    blocks += [block_text("[[fixed_heat]]", _fixed(item)) for item in watching.fixed_heat]
    return "\n\n".join(blocks) + "\n"


def _block(section: str, name: str, entries: Iterator[tuple[str, str]]) -> str:
    return block_text(f"[{path_text(section, name)}]", entries)


def _head(watching: Watching) -> Iterator[tuple[str, str]]:
    yield "format", str(keys.FORMAT)
    if watching.summary:
        yield "summary", prose_text(watching.summary)
    if watching.level != DEFAULT_LEVEL:
        yield "level", decimal_text(watching.level)
    if watching.seed:
        yield "seed", str(watching.seed)


def _baseline(baseline: BaselineDays) -> Iterator[tuple[str, str]]:
    yield "first", baseline.first.isoformat()
    yield "last", baseline.last.isoformat()
    yield "ordinary", text_text(baseline.ordinary)
    yield from basis_entries(baseline.why, ()).items()


def _cells(cells: SegmentCells | RasterCells) -> Iterator[tuple[str, str]]:
    if isinstance(cells, SegmentCells):
        yield "segment_km", decimal_text(cells.segment_km)
        yield "bands_km", _numbers(cells.bands_km)
        if cells.inside:
            yield "inside", text_text(cells.inside)
            yield "outside", text_text(cells.outside)
        if cells.line_error_km:
            yield "line_error_km", decimal_text(cells.line_error_km)
    else:
        yield "raster_km", decimal_text(cells.raster_km)
        yield "box", _numbers(cells.box)


def _numbers(values: tuple[Fraction, ...]) -> str:
    return f"[{', '.join(map(decimal_text, values))}]"


def _exposure(exposure: ExposureFiles) -> Iterator[tuple[str, str]]:
    if exposure.cloud is not None:
        yield "cloud", inline_text(dict(_cloud(exposure.cloud)))
    for item in exposure.coverage:
        yield path_text("coverage", item.sensor), inline_text(dict(_coverage(item)))
    if exposure.outages:
        yield "outages", text_text(exposure.outages)


def _cloud(cloud: CloudFile) -> Iterator[tuple[str, str]]:
    for key in ("file", "day", "cloud", "region", "only", "unit"):
        if getattr(cloud, key):
            yield key, text_text(getattr(cloud, key))


def _coverage(item: CoverageFile) -> Iterator[tuple[str, str]]:
    for key in ("file", "time", "there", "covers"):
        yield key, text_text(getattr(item, key))
    yield "hours", decimal_text(item.hours)


def _placebo(placebo: Placebos) -> Iterator[tuple[str, str]]:
    if placebo.before_days is not None:
        yield "before_days", str(placebo.before_days)
    yield "other_years", _flag(value=placebo.other_years)
    yield "weeks_around", str(placebo.weeks_around)
    yield "other_weeks", _flag(value=placebo.other_weeks)


def _flag(*, value: bool) -> str:
    return "true" if value else "false"


def _window(window: Window) -> Iterator[tuple[str, str]]:
    yield "title", text_text(window.title)
    yield "start", _instant(window.start)
    if window.end is not None:
        yield "end", _instant(window.end)
    if window.source:
        yield "source", text_text(window.source)


def _instant(value: datetime) -> str:
    return f"{value.replace(tzinfo=None).isoformat()}Z"


def _sensor(sensor: Sensor) -> Iterator[tuple[str, str]]:
    yield "title", text_text(sensor.title)
    if sensor.looks_a_day is not None:
        yield "looks_a_day", decimal_text(sensor.looks_a_day)
    else:
        yield "satellites", list_text(sensor.satellites)
    if sensor.places:
        yield "places", list_text(sensor.places)
    yield "clouds", _flag(value=sensor.clouds)


def _detections(item: DetectionFiles) -> Iterator[tuple[str, str]]:
    yield "title", text_text(item.title)
    yield "files", list_text(item.files)
    yield "kind", text_text(item.kind)
    yield "sensor", text_text(item.sensor)
    yield "evidence", text_text(item.evidence)
    yield "marks", text_text(item.marks)
    if item.columns:
        named = {key: text_text(value) for key, value in item.columns}
        yield "columns", inline_text(named)
    if item.position_error_km is not None:
        yield "position_error_km", decimal_text(item.position_error_km)
    if item.source:
        yield "source", text_text(item.source)


def _watched(item: Watched) -> Iterator[tuple[str, str]]:
    yield "detections", list_text(item.detections)
    if item.chance is not None:
        yield "chance", estimate_text(item.chance)
    if item.within_km is not None:
        yield "within_km", decimal_text(item.within_km)
    yield from basis_entries(item.why, ()).items()


def _fixed(place: FixedHeat) -> Iterator[tuple[str, str]]:
    yield "title", text_text(place.title)
    yield "longitude", decimal_text(place.longitude)
    yield "latitude", decimal_text(place.latitude)
    yield "within_km", decimal_text(place.within_km)
    if place.source:
        yield "source", text_text(place.source)
