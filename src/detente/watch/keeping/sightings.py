"""The detections of a source as arrays: in which cell, on which day, on which side of the line.

Positions stay here: what leaves is counts by cell and day.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import shapely
from numpy.typing import NDArray

from detente.case.watching import DetectionFiles, DetectionKind, FixedHeat
from detente.errors import Fault, InputError
from detente.watch.baseline import fixed_heat as heat
from detente.watch.cells import NOWHERE
from detente.watch.detections.model import Columns, Detections, Source
from detente.watch.detections.read import Work, read_detections
from detente.watch.incidents.side import SURE, chance_of_a
from detente.watch.keeping.ground import Ground
from detente.watch.span import Span

Floats = NDArray[np.float64]
AT_A_TIME = 200_000
"""Positions that are held as geometries at a time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sightings:
    """The detections of one source, in arrays of one length, in the order of the table.

    Attributes:
        files: As watch.toml has them.
        read: What became of the files.
        day: Proleptic ordinal of the UTC day.
        hour: Hours after its start; NaN where the day alone is known.
        cell: Number of the cell, or -1.
        inside: Whether it lies surely within the control layer.
        outside: Whether it lies surely on the other side.
        hot: Whether it lies at a place of fixed heat.
        unplaced: How many have no position; they are in no array.
        heat_places: Places of fixed heat that the rule found.
        first, last: First and last day of the files, as ordinals; None where there is no row.
    """

    files: DetectionFiles
    read: Detections
    day: NDArray[np.int64]
    hour: Floats
    cell: NDArray[np.int64]
    inside: NDArray[np.bool_]
    outside: NDArray[np.bool_]
    hot: NDArray[np.bool_]
    unplaced: int
    heat_places: int
    first: int | None
    last: int | None

    def table(self, cells: int, span: Span, which: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Counts by cell and day of a span, of (cells, days); fixed heat is left out."""
        number = self.day - span.first.toordinal()
        kept = (self.cell != NOWHERE) & ~self.hot & (number >= 0) & (number < span.days)
        if which is not None:
            kept &= which
        place = self.cell[kept] * span.days + number[kept]
        found = np.bincount(place, minlength=cells * span.days)
        return found.reshape(cells, span.days).astype(np.int64)


def sightings(  # noqa: PLR0913 - each is a question of its own
    files: DetectionFiles,
    folder: Path,
    ground: Ground,
    *,
    fixed: tuple[FixedHeat, ...],
    baseline: tuple[date, date],
    until: date,
    scratch: Path,
    executor: Executor | None = None,
) -> Sightings:
    """Read the files of a source and find the cell of each detection.

    Args:
        files: The files.
        folder: The folder of the case.
        ground: The cells.
        fixed: Places that are hot whoever fights; for fires the rule finds more of them.
        baseline: First and last day of the baseline, from which the rule takes them.
        until: The last day that may have been seen.
        scratch: A folder for the table.
        executor: Who finds the places, in parts; None for this process. The answer is the same.

    Raises:
        InputError: with every file that cannot be read, or if their rows are of another kind.
    """
    sources = [Source(file=folder / file, columns=_columns(files)) for file in files.files]
    read = read_detections(sources, scratch / f"{files.id}.parquet", Work(until=until))
    day, hour, lon, lat, error, kinds = _arrays(read.file)
    _refuse_kind(files, kinds, folder)
    placed = np.isfinite(lon) & np.isfinite(lat)
    if files.position_error_km is not None:
        error = np.full(len(error), float(files.position_error_km))
    xy, cell, inside, outside = _on_the_ground(ground, lon[placed], lat[placed], error[placed], executor)
    hot, found = _heat(files, ground, xy / 1000, day[placed], fixed, baseline)
    return Sightings(
        files=files,
        read=read,
        day=day[placed],
        hour=hour[placed],
        cell=cell,
        inside=inside,
        outside=outside,
        hot=hot,
        unplaced=int((~placed).sum()),
        heat_places=found,
        first=read.first.toordinal() if read.first else None,
        last=read.last.toordinal() if read.last else None,
    )


Placed = tuple[Floats, NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]
"""Places in metres of the plane, cells, and whether they lie surely on either side."""


def _on_the_ground(
    ground: Ground, lon: Floats, lat: Floats, error: Floats, executor: Executor | None
) -> Placed:
    """Where positions lie, some hundred thousand at a time."""
    parts = [slice(first, first + AT_A_TIME) for first in range(0, max(len(lon), 1), AT_A_TIME)]
    pieces = [(lon[part], lat[part], error[part]) for part in parts]
    work, grounds = (map if executor is None else executor.map), [ground] * len(pieces)
    found = list(work(_placed, grounds, pieces))
    xy, cell, inside, outside = (np.concatenate(column) for column in zip(*found, strict=True))
    return xy, cell, inside, outside


def _placed(ground: Ground, piece: tuple[Floats, Floats, Floats]) -> Placed:
    lon, lat, error = piece
    xy = _plane_m(ground, lon, lat)
    points = shapely.points(xy)
    cell = _cells(ground, points)
    return xy, cell, *_sides(ground, points, cell, error)


def _columns(files: DetectionFiles) -> Columns | None:
    """The column map of a table of one's own; None where the format is known by its columns."""
    if not files.columns:
        return None
    error = None if files.position_error_km is None else float(files.position_error_km)
    said = dict(files.columns)
    return replace(
        Columns(kind=str(files.kind), time=said["time"], position_error_km=error),
        clock=said.get("clock"),
        end=said.get("end"),
        day_format=said.get("day_format", ""),
        zone=said.get("zone"),
        lat=said.get("lat"),
        lon=said.get("lon"),
        place=said.get("place"),
        label=said.get("label"),
        strength=said.get("strength"),
        id=said.get("id"),
        sensor=said.get("sensor", ""),
    )


def _arrays(file: Path) -> tuple[NDArray[np.int64], Floats, Floats, Floats, Floats, tuple[str, ...]]:
    """Day, hour, longitude, latitude and position error of each row, and the kinds that there are."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        table = connection.execute(
            "SELECT (time_utc::DATE - DATE '1970-01-01')::BIGINT AS day, lon::DOUBLE AS lon, "
            "CASE WHEN time_certainty = 'instant' THEN epoch(time_utc - time_utc::DATE) / 3600 END AS hour, "
            "lat::DOUBLE AS lat, position_error_km::DOUBLE AS error FROM read_parquet($file)",
            {"file": str(file)},
        ).fetchnumpy()
        kinds = connection.execute(
            "SELECT DISTINCT kind FROM read_parquet($file) ORDER BY kind", {"file": str(file)}
        ).fetchall()
    hour, lon, lat, error = (
        np.ma.filled(table[key], np.nan).astype(np.float64) for key in ("hour", "lon", "lat", "error")
    )
    day = np.asarray(table["day"], dtype=np.int64) + date(1970, 1, 1).toordinal()
    return day, hour, lon, lat, error, tuple(kind for (kind,) in kinds)


def _refuse_kind(files: DetectionFiles, kinds: tuple[str, ...], folder: Path) -> None:
    other = [kind for kind in kinds if kind != files.kind]
    if other:
        message = f"{files.files[0]} holds rows of the kind '{other[0]}', not '{files.kind}'"
        fault = Fault(
            file=str(folder / "watch.toml"),
            place=f"detections.{files.id}.kind",
            message=message,
            hint=f'kind = "{other[0]}"',
            code="kind",
        )
        raise InputError(fault)


def _plane_m(ground: Ground, lon: Floats, lat: Floats) -> Floats:
    """Positions in degrees as metres of the plane of the cells, of (points, 2)."""
    if not len(lon):
        return np.zeros((0, 2))
    path = [*zip(lon.tolist(), lat.tolist(), strict=True)]
    drawn = ground.cells.plane.line((*path, path[-1]))
    metres: Floats = shapely.get_coordinates(drawn)[:-1]
    return metres


def _listed(ground: Ground, fixed: tuple[FixedHeat, ...]) -> list[tuple[float, float]]:
    """The listed places of fixed heat in metres of the plane."""
    lon, lat = (
        np.array([float(getattr(place, key)) for place in fixed]) for key in ("longitude", "latitude")
    )
    return [(float(x), float(y)) for x, y in _plane_m(ground, lon, lat)]


def _cells(ground: Ground, points: NDArray[np.object_]) -> NDArray[np.int64]:
    """The first cell that covers each point, or -1."""
    cell = np.full(len(points), NOWHERE, dtype=np.int64)
    if len(points):
        tree = shapely.STRtree(ground.cells.shapes)
        which, found = tree.query(points, predicate="intersects")
        order = np.lexsort((-found, which))
        cell[which[order]] = found[order]
    return cell


def _sides(
    ground: Ground, points: NDArray[np.object_], cell: NDArray[np.int64], error: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which points lie surely on either side; a position whose error nobody knows lies on neither."""
    nowhere = np.zeros(len(points), dtype=bool)
    known = (cell != NOWHERE) & np.isfinite(error)
    if ground.drawn is None or not known.any():
        return nowhere, nowhere
    away = shapely.distance(points[known], ground.drawn) / 1000
    signed = np.where(ground.cells.side[cell[known]] == 0, away, -away)
    chance = chance_of_a(signed, error[known], line_error_km=ground.line_error_km)
    inside, outside = nowhere.copy(), nowhere.copy()
    inside[known], outside[known] = chance >= SURE, 1 - chance >= SURE
    return inside, outside


def _heat(
    files: DetectionFiles,
    ground: Ground,
    xy: Floats,
    day: NDArray[np.int64],
    fixed: tuple[FixedHeat, ...],
    baseline: tuple[date, date],
) -> tuple[NDArray[np.bool_], int]:
    """Which points lie at places of fixed heat, and how many such places the rule found."""
    if files.kind is not DetectionKind.FIRE:
        return np.zeros(len(xy), dtype=bool), 0
    within = (day >= baseline[0].toordinal()) & (day <= baseline[1].toordinal())
    found = heat.fixed_heat(xy[within, 0], xy[within, 1], day[within])
    listed = [
        heat.FixedHeat(x_km=x / 1000, y_km=y / 1000, radius_km=float(place.within_km), why=place.title)
        for place, (x, y) in zip(fixed, _listed(ground, fixed), strict=True)
    ]
    return heat.masked(xy[:, 0], xy[:, 1], [*listed, *found]), len(found)
