"""From text to detections, in SQL: an expression for each column of the table, one for the reason of a fault.

The first reason that applies is the one that is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.watch.detections.clock import clock_sql, day_sql, in_utc, naive_sql, quoted, zoned_sql
from detente.watch.detections.firms import FIRMS_EXTRAS, error_sql, sensor_sql, type_sql
from detente.watch.detections.formats import ACLED, ALERTS, FIRMS, Format
from detente.watch.detections.model import Box

FIRST_DAY = {"fire": "2000-02-24"}
"""The first light of MODIS, before which no fire of FIRMS lies."""

NUMBERS = ("strength", "scan", "track")
ROLES = ("lat", "lon", "time", "clock", "end", "place", "label", "strength", "id", "precision")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reason, the column it is about, and the condition of SQL under which it holds."""

    reason: str
    column: str
    when: str


def wanted_columns(form: Format, header: Sequence[str]) -> dict[str, str]:
    """Which column of the file stands for which role."""
    named = {role: getattr(form.columns, role) for role in ROLES}
    if form.name == FIRMS.name:
        by_name = {name.lower(): name for name in header}
        named |= {role: by_name.get(role) for role in FIRMS_EXTRAS}
    if form.name == ACLED.name:
        named["coarse"] = next((name for name in header if name.lower() == "time_precision"), None)
    return {role: name for role, name in named.items() if name is not None}


def parsed_sql(form: Format, roles: Sequence[str], rows: str) -> str:
    """Rows with their text by role and what can be read from it.

    Args:
        form: What the columns mean.
        roles: Their roles, in the order of ``c0``, ``c1``, ...
        rows: A query for the rows: ``row``, ``fault``, ``line``, ``c0``, ...
    """
    named = ", ".join(f"nullif(trim(c{place}), '') AS {role}_text" for place, role in enumerate(roles))
    given = f"SELECT row, fault, line, {named} FROM ({rows})"
    columns = form.columns
    read = ["*"]
    if columns.lat is not None:
        read += [f"try_cast({role}_text AS DOUBLE) AS {role}" for role in ("lat", "lon")]
    read += [f"try_cast({role}_text AS DOUBLE) AS {role}" for role in NUMBERS if role in roles]
    read.append(f"{day_sql('time_text', columns.day_format)} AS bare_day")
    moments = {"zoned": zoned_sql("time_text"), "naive": naive_sql("time_text")}
    a_day_alone = columns.clock is not None and columns.day_format
    read += [f"{'NULL::TIMESTAMP' if a_day_alone else sql} AS {name}" for name, sql in moments.items()]
    if columns.clock is not None:
        read.append(f"{clock_sql('clock_text')} AS clock")
    if columns.end is not None:
        read.append(f"{_moment('end_text', columns.zone)} AS end_utc")
    return f"SELECT {', '.join(read)} FROM ({given})"


def _moment(text: str, zone: str | None) -> str:
    """An end: the instant of a text, or its midnight where it is a day."""
    return f"coalesce({zoned_sql(text)}, {in_utc(naive_sql(text), zone)}, {day_sql(text, '')})"


def timed_sql(form: Format, parsed: str) -> str:
    """The same with ``time_utc`` and ``time_certainty``."""
    columns = form.columns
    naive = "naive"
    if columns.midnight_is_day:
        naive = "CASE WHEN naive = date_trunc('day', naive) THEN NULL ELSE naive END"
    known = f"coalesce(zoned, CASE WHEN zoned IS NULL THEN {in_utc(naive, columns.zone)} END"
    if columns.clock is not None:
        known += f", {in_utc('bare_day + clock', columns.zone)}"
    known += ")"
    day = "coalesce(bare_day, date_trunc('day', naive))"
    return (
        f"SELECT *, coalesce(known, {day}::TIMESTAMP) AS time_utc, "
        f"CASE WHEN known IS NULL THEN 'day' ELSE 'instant' END AS time_certainty "
        f"FROM (SELECT *, {known} AS known FROM ({parsed}))"
    )


def judgements(form: Format, roles: Sequence[str], *, until: date, region: Box | None) -> list[Judgement]:
    """What may be wrong with a row, in the order in which it is asked."""
    columns = form.columns
    found: list[Judgement] = []
    if columns.lat is not None and columns.lon is not None:
        found += _position(columns.lat, columns.lon, region)
    found += [
        Judgement("no-time", columns.time, "time_text IS NULL"),
        Judgement("time", columns.time, "time_utc IS NULL"),
    ]
    if columns.clock is not None:
        found.append(Judgement("time", columns.clock, "clock IS NULL AND clock_text IS NOT NULL"))
    if "coarse" in roles:
        found.append(Judgement("coarse-time", "time_precision", "coarse_text IN ('2', '3')"))
    found.append(Judgement("future", columns.time, f"time_utc >= DATE '{until}' + INTERVAL 1 DAY"))
    early = FIRST_DAY.get(columns.kind, "1900-01-01")
    found.append(Judgement("early", columns.time, f"time_utc < DATE '{early}'"))
    if columns.end is not None:
        missing = "end_utc IS NULL AND end_text IS NOT NULL"
        found.append(Judgement("end", columns.end, f"({missing}) OR end_utc < time_utc"))
    if columns.strength is not None:
        if columns.kind == "count":
            found.append(Judgement("no-value", columns.strength, "strength_text IS NULL"))
        wrong = "strength IS NULL OR NOT isfinite(strength)"
        found.append(Judgement("value", columns.strength, f"strength_text IS NOT NULL AND ({wrong})"))
    return found


def verdict_sql(judged: Sequence[Judgement]) -> str:
    """The number of the first judgement that holds, -1 for a row that could not be taken apart, or NULL."""
    cases = " ".join(f"WHEN {judgement.when} THEN {place}" for place, judgement in enumerate(judged))
    return f"CASE WHEN fault <> '' THEN -1 {cases} END"


def _position(lat: str, lon: str, region: Box | None) -> list[Judgement]:
    found = [
        Judgement("no-position", name, f"{role}_text IS NULL") for role, name in (("lat", lat), ("lon", lon))
    ]
    found += [
        Judgement("position", name, f"{role} IS NULL OR NOT isfinite({role})")
        for role, name in (("lat", lat), ("lon", lon))
    ]
    inside = "abs(lat) <= 180 AND abs(lon) <= 90" if region is None else _within("lat", "lon", region)
    outside = "abs(lat) > 90" if region is None else f"NOT ({_within('lon', 'lat', region)})"
    found += [
        Judgement("changed-over", f"{lat}, {lon}", f"{outside} AND {inside}"),
        Judgement("range", lat, "abs(lat) > 90"),
        Judgement("range", lon, "abs(lon) > 180"),
    ]
    return found


def _within(lon: str, lat: str, box: Box) -> str:
    west, south, east, north = (float(side) for side in box)
    return f"{lon} BETWEEN {west!r} AND {east!r} AND {lat} BETWEEN {south!r} AND {north!r}"


def kept_sql(form: Format, roles: Sequence[str]) -> str:
    """The columns of the table but for file and digest, for rows that are kept."""
    columns = form.columns
    firms = form.name == FIRMS.name
    has = set(roles)
    error = error_sql(has) if firms else _error(form)
    label = type_sql() if firms and "label" in has else _text("label", has)
    if form.name == ALERTS.name:
        label = "CASE lower(label_text) WHEN 'true' THEN 'end assumed' END"
    sensor = sensor_sql(has) if firms else quoted(columns.sensor or "not known")
    return f"""
        time_utc, time_certainty,
        {"end_utc" if columns.end is not None else "NULL::TIMESTAMP"} AS end_utc,
        {"lon" if columns.lon is not None else "NULL::DOUBLE"} AS lon,
        {"lat" if columns.lat is not None else "NULL::DOUBLE"} AS lat,
        {error}::DOUBLE AS position_error_km,
        {quoted(columns.kind)} AS kind,
        {sensor} AS sensor,
        {"strength" if columns.strength is not None else "NULL::DOUBLE"} AS strength,
        {label}::VARCHAR AS label,
        {_text("place", has)}::VARCHAR AS place,
        {_text("id", has)}::VARCHAR AS source_id,
        {"scan" if firms and {"scan", "track"} <= has else "NULL"}::DOUBLE AS scan_km,
        {"track" if firms and {"scan", "track"} <= has else "NULL"}::DOUBLE AS track_km,
        row
    """


def _text(role: str, has: set[str]) -> str:
    return f"{role}_text" if role in has else "NULL"


def _error(form: Format) -> str:
    """Position error by code of precision, else the one for all."""
    columns = form.columns
    if columns.lat is None:
        return "NULL"
    other = "NULL" if columns.position_error_km is None else repr(columns.position_error_km)
    if columns.precision is None or not columns.precision_km:
        return other
    cases = " ".join(f"WHEN {quoted(code.upper())} THEN {km!r}" for code, km in columns.precision_km)
    return f"CASE upper(precision_text) {cases} ELSE {other} END"
