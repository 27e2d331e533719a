"""How often a sensor looked at each cell on each day, by the files of a case.

A day before the first row or after the last row of all files of a source was not looked at, unless a table
of coverage says which files there are. What a sensor does not look at, such as a segment without a listening
post, is not looked at on any day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.case.watching import CloudFile, Sensor, Watching
from detente.errors import Fault, InputError, UnknownNameError, unknown_name_hint
from detente.watch.exposure.hours import Interval
from detente.watch.exposure.looks import exposure
from detente.watch.exposure.model import Conditions, Daily, Outage
from detente.watch.exposure.orbits import ORBITS, Orbit, orbit_of
from detente.watch.exposure.outages import KNOWN_OUTAGES
from detente.watch.exposure.tables import read_cloud, read_files, read_outages
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.sightings import Sightings
from detente.watch.span import Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Looks:
    """The looks of a sensor.

    Attributes:
        looks: Effective looks of (cells, days); 0 where nothing looked.
        low, high: The same where clouds hide as much, and as little, as they may.
        clear: Those that would be left under a clear sky.
        state: 0 not looked at, 1 partly, 2 looked at.
        notes: How they were counted, with what was taken for granted.
    """

    looks: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    clear: NDArray[np.float64]
    state: NDArray[np.uint8]
    notes: tuple[str, ...]

    def of(self, days: slice) -> Looks:
        """Those of some days in a row."""
        looks, low, high, clear = (table[:, days] for table in (self.looks, self.low, self.high, self.clear))
        state = self.state[:, days]
        return Looks(looks=looks, low=low, high=high, clear=clear, state=state, notes=self.notes)


def looks_of(
    watching: Watching,
    sensor: Sensor,
    folder: Path,
    ground: Ground,
    span: Span,
    seen: Sightings,
    *,
    hours: tuple[Interval, ...] = (),
) -> Looks:
    """The looks of a sensor at the cells, day by day.

    Args:
        watching: For the files on cloud, coverage and outages.
        sensor: The sensor.
        folder: The folder of the case.
        ground: The cells.
        span: The days.
        seen: The detections, for the days that their files reach.
        hours: The hours that count; empty for all.

    Raises:
        InputError: if a satellite or a place is not known, or a table cannot be read.
    """
    parts = _parts(sensor, folder)
    files, note = _files(watching, sensor, folder, seen)
    conditions = Conditions(
        outages=_outages(watching, sensor, parts, folder),
        files={part.id: files for part in parts},
        hours=hours,
        cloud=_cloud(watching.exposure.cloud, folder, ground, span) if sensor.clouds else None,
    )
    cells = ground.cells
    found = exposure(cells.lat, cells.lon, span, parts, conditions=conditions)
    where = _where(sensor, ground, folder)[:, None]
    return Looks(
        looks=np.where(where, found.looks, 0.0),
        low=np.where(where, found.low, 0.0),
        high=np.where(where, found.high, 0.0),
        clear=np.where(where, found.clear, 0.0),
        state=np.where(where, found.state, 0).astype(np.uint8),
        notes=tuple(f"{sensor.title}: {text}" for text in (*note, *found.notes)),
    )


def _parts(sensor: Sensor, folder: Path) -> tuple[Orbit | Daily, ...]:
    """The satellites of a sensor, or what looks so many times a day."""
    if sensor.looks_a_day is not None:
        return (
            Daily(
                id=sensor.id,
                title=sensor.title,
                looks=float(sensor.looks_a_day),
                through_clouds=not sensor.clouds,
            ),
        )
    place, found, faults = f"sensors.{sensor.id}.satellites", list[Orbit](), list[Fault]()
    for name in sensor.satellites:
        try:
            found.append(replace(orbit_of(name), through_clouds=not sensor.clouds))
        except UnknownNameError as error:
            file = str(folder / "watch.toml")
            faults += [replace(fault, file=file, place=place) for fault in error.faults]
    if faults:
        raise UnknownNameError(*faults)
    return tuple(found)


def _files(
    watching: Watching, sensor: Sensor, folder: Path, seen: Sightings
) -> tuple[tuple[Interval, ...], tuple[str, ...]]:
    """What the files of a sensor cover, and a note where that is taken from their first and last rows."""
    for item in watching.exposure.coverage:
        if item.sensor == sensor.id:
            columns = {"time": item.time, "there": item.there}
            file, hours = folder / item.file, float(item.hours)
            return read_files(file, columns=columns, hours=hours, covers=item.covers.value), ()
    if seen.first is None or seen.last is None:
        return (), (f"there is no row in {seen.files.title}, so that nothing is known to have looked.",)
    start, end = (_midnight(day) for day in (seen.first, seen.last + 1))
    days = f"{start:%Y-%m-%d} to {end - timedelta(days=1):%Y-%m-%d}"
    note = (
        f"no table says which files there are; days outside {days}, the first and last rows, count as not "
        "looked at."
    )
    return (Interval(start, end),), (note,)


def _outages(
    watching: Watching, sensor: Sensor, parts: tuple[Orbit | Daily, ...], folder: Path
) -> tuple[Outage, ...]:
    """Outages that are on record, and those of the case; a sensor's are those of all its satellites.

    Raises:
        InputError: naming each sensor of the table that is none: its outage would pass for quiet.
    """
    ids = {part.id for part in parts}
    known = [outage for outage in KNOWN_OUTAGES if outage.sensor in ids]
    if watching.exposure.outages:
        own = read_outages(folder / watching.exposure.outages)
        _refuse_unknown(watching, own, folder / watching.exposure.outages)
        known += [outage for outage in own if outage.sensor in ids]
        whole = [outage for outage in own if outage.sensor == sensor.id]
        known += [replace(outage, sensor=part) for outage in whole for part in ids - {sensor.id}]
    return tuple(known)


def _refuse_unknown(watching: Watching, own: Sequence[Outage], file: Path) -> None:
    names = [*(sensor.id for sensor in watching.sensors), *ORBITS]
    wrong = dict.fromkeys(outage.sensor for outage in own if outage.sensor not in names)
    faults = [
        Fault(
            file=str(file),
            place="sensor",
            message=f"there is no sensor {name!r}",
            hint=unknown_name_hint(name, names),
            code="unknown-name",
        )
        for name in wrong
    ]
    if faults:
        raise InputError(*faults)


def _cloud(told: CloudFile | None, folder: Path, ground: Ground, span: Span) -> NDArray[np.float64] | None:
    """Cloud by cell and day; None where nothing says."""
    if told is None:
        return None
    columns = {"day": told.day, "cloud": told.cloud} | ({"region": told.region} if told.region else {})
    table = read_cloud(folder / told.file, columns=columns, unit=told.unit.value)
    if not told.region:
        return table.by_cell([""] * len(ground.cells), span)
    if told.only:
        return table.by_cell([told.only] * len(ground.cells), span)
    regions: list[str | None] = [None] * len(ground.cells)
    for stretch in ground.stretches:
        for cell in stretch.cells.tolist():
            regions[cell] = stretch.id if stretch.id in table.regions else None
    return table.by_cell(regions, span)


def _where(sensor: Sensor, ground: Ground, folder: Path) -> NDArray[np.bool_]:
    """Which cells a sensor looks at at all.

    Raises:
        InputError: naming the places that are none.
    """
    if not sensor.places:
        return np.ones(len(ground.cells), dtype=bool)
    known = {stretch.id: stretch.cells for stretch in ground.stretches}
    faults = [
        Fault(
            file=str(folder / "watch.toml"),
            place=f"sensors.{sensor.id}.places",
            message=f"there is no place {name!r}",
            hint=unknown_name_hint(name, list(known)),
            code="unknown-name",
        )
        for name in sensor.places
        if name not in known
    ]
    if faults:
        raise InputError(*faults)
    found = np.zeros(len(ground.cells), dtype=bool)
    for name in sensor.places:
        found[known[name]] = True
    return found


def _midnight(ordinal: int) -> datetime:
    return datetime.fromordinal(ordinal).replace(tzinfo=UTC)
