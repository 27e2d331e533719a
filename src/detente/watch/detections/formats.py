"""Formats that are known by their columns: NASA FIRMS, VIINA, ACLED exports, air alerts.

Anything else is read by a column map of one's own (:class:`Columns`). A series of days without geometry, such
as reported deaths, is such a table: its kind is ``count``, its ``strength`` the number of the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from detente.errors import Fault, InputError, unknown_name_hint
from detente.watch.detections.clock import ISO_DAY
from detente.watch.detections.model import Columns, Source
from detente.watch.detections.precision import ACLED_KM, ANY_FIRE_KM, SETTLEMENT_KM, VIINA_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file.

    Attributes:
        name: Its name.
        needs: Columns by which it is known.
        columns: What its columns mean.
        credit: Whom to cite.
    """

    name: str
    needs: frozenset[str]
    columns: Columns
    credit: str


FIRMS = Format(
    name="firms",
    needs=frozenset({"latitude", "longitude", "acq_date"}),
    columns=Columns(
        kind="fire",
        time="acq_date",
        clock="acq_time",
        day_format=ISO_DAY,
        zone="UTC",
        lat="latitude",
        lon="longitude",
        label="type",
        strength="frp",
        position_error_km=ANY_FIRE_KM,
    ),
    credit="NASA FIRMS (LANCE FIRMS operated by NASA's Earth Science Data and Information System)",
)
ACLED = Format(
    name="acled",
    needs=frozenset({"event_id_cnty", "event_date", "latitude", "longitude"}),
    columns=Columns(
        kind="event",
        time="event_date",
        lat="latitude",
        lon="longitude",
        place="location",
        label="sub_event_type",
        strength="fatalities",
        id="event_id_cnty",
        precision="geo_precision",
        precision_km=ACLED_KM,
        position_error_km=SETTLEMENT_KM,
        sensor="ACLED",
    ),
    credit="ACLED (acleddata.com), under the terms of your own account",
)
VIINA_EVENTS = Format(
    name="viina",
    needs=frozenset({"event_id", "date", "longitude", "latitude", "geo_precision"}),
    columns=Columns(
        kind="event",
        time="date",
        lat="latitude",
        lon="longitude",
        place="location",
        id="event_id",
        precision="geo_precision",
        precision_km=VIINA_KM,
        position_error_km=SETTLEMENT_KM,
        sensor="VIINA",
    ),
    credit="VIINA (Zhukov), ODbL",
)
VIINA_THINNED = Format(
    name="viina-thinned",
    needs=frozenset({"datetime", "lat", "lon", "place_name", "event_type"}),
    columns=Columns(
        kind="event",
        time="datetime",
        midnight_is_day=True,
        lat="lat",
        lon="lon",
        place="place_name",
        label="event_type",
        position_error_km=SETTLEMENT_KM,
        sensor="VIINA",
    ),
    credit="VIINA (Zhukov), ODbL",
)
ALERTS = Format(
    name="alerts",
    needs=frozenset({"region", "started_at", "finished_at"}),
    columns=Columns(
        kind="alert", time="started_at", end="finished_at", place="region", label="naive", sensor="air alert"
    ),
    credit="the volunteers who keep the list",
)
FORMATS = (FIRMS, ACLED, VIINA_EVENTS, VIINA_THINNED, ALERTS)

_ROLES = ("time", "clock", "end", "lat", "lon", "place", "label", "strength", "id", "precision")


def recognised(source: Source, header: Sequence[str]) -> Format:
    """The format of a file, by the names of its columns (upper and lower case are the same), or by its map.

    Returns:
        The format, its column names as the header has them; optional columns that are absent are None.

    Raises:
        InputError: if no format has these columns, or the map names one that is not there.
    """
    by_name = {name.strip().lower(): name for name in header}
    if source.columns is not None:
        known = Format(name="own", needs=frozenset(), columns=source.columns, credit="")
        _refuse_missing(source, known.columns, by_name)
    else:
        found = next((form for form in FORMATS if form.needs <= by_name.keys()), None)
        if found is None:
            raise InputError(_unknown(source, header))
        known = found
    columns = replace(known.columns, zone=source.zone or known.columns.zone)
    return replace(known, columns=_as_written(columns, by_name))


def _as_written(columns: Columns, by_name: dict[str, str]) -> Columns:
    """The same columns as the header writes them; those that it lacks are None."""

    def found(name: str | None) -> str | None:
        return None if name is None else by_name.get(name.lower())

    return replace(
        columns,
        time=by_name[columns.time.lower()],
        clock=found(columns.clock),
        end=found(columns.end),
        lat=found(columns.lat),
        lon=found(columns.lon),
        place=found(columns.place),
        label=found(columns.label),
        strength=found(columns.strength),
        id=found(columns.id),
        precision=found(columns.precision),
    )


def _refuse_missing(source: Source, columns: Columns, by_name: dict[str, str]) -> None:
    wanted = [(role, getattr(columns, role)) for role in _ROLES]
    faults = [
        Fault(
            file=str(source.file),
            place=role,
            message=f"there is no column '{name}'",
            hint=unknown_name_hint(name, list(by_name.values())),
            code="columns",
        )
        for role, name in wanted
        if name is not None and name.lower() not in by_name
    ]
    if (columns.lat is None) != (columns.lon is None):
        message = "only one of lat and lon is named"
        faults.append(Fault(file=str(source.file), place="columns", message=message, hint="both, or none"))
    if faults:
        raise InputError(*faults)


def _unknown(source: Source, header: Sequence[str]) -> Fault:
    shown = ", ".join(header[:12]) + (", ..." if len(header) > 12 else "")
    known = "; ".join(f"{form.name} ({', '.join(sorted(form.needs))})" for form in FORMATS)
    return Fault(
        file=str(source.file),
        place="header",
        message=f"no format has these columns: {shown}",
        hint=f"a column map of your own, or the columns of {known}",
        code="columns",
    )


NAMES = tuple(field.name for field in fields(Columns))
"""The keys of a column map."""
