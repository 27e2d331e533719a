"""The times of ``watch.toml``: windows of a truce, the days of the baseline, placebo truces."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from detente.case import keys
from detente.case.faults import shown
from detente.case.folder.estimates import whole_number
from detente.case.folder.table import Table
from detente.case.folder.watching_files import members
from detente.case.watching import BaselineDays, Ordinary, Placebos, Window

INSTANT_HINT = "2020-07-26T21:01:00Z"
DAY_HINT = "2020-07-26"
YEARS = (1900, 2200)
EARLIEST, LATEST = date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_windows(top: Table) -> tuple[Window, ...]:
    """The windows, in the order of the file; those without a start are left out."""
    example = "[windows.ID] with title and start"
    found = [
        _window(name, table)
        for name, table in members(top, "windows", keys.WINDOW, keys.WINDOWS_LIMIT, example)
    ]
    return tuple(window for window in found if window is not None)


def read_baseline(top: Table, windows: tuple[Window, ...]) -> BaselineDays | None:
    """The days that say what is ordinary; None, with a fault, where they are not said."""
    table = top.table("baseline", known=keys.BASELINE)
    if table is None:
        if "baseline" not in top:
            hint = "[baseline] with first, last and ordinary"
            top.fault("baseline", "'baseline' is missing", hint=hint, code="missing")
        return None
    first, last = _day(table, "first"), _day(table, "last")
    if "ordinary" not in table:
        hint = 'ordinary = "quiet", or "fighting" where there was any'
        table.fault("ordinary", "what it was a time of is missing", hint=hint, code="missing")
    ordinary, why = table.choice("ordinary", Ordinary.FIGHTING), table.line("why")
    if first is None or last is None:
        return None
    if first > last:
        message = f"it would end on {last}, before it begins on {first}"
        table.fault("last", message, hint=f"{first} or later", code="reversed")
    for window in windows:
        end = window.last_day
        if last >= window.first_day and (end is None or first <= end):
            message = f"the baseline holds days of the window '{window.id}'"
            table.fault("last", message, hint=f"before {window.first_day}", code="conflict")
    return BaselineDays(first=first, last=last, ordinary=ordinary, why=why)


def read_placebo(top: Table) -> Placebos:
    """Which windows without a truce to compare with; the usual ones where nothing is said."""
    table = top.table("placebo", known=keys.PLACEBO)
    if table is None:
        return Placebos()
    usual = Placebos()
    weeks = whole_number(table, "weeks_around", least=0, most=keys.WEEKS_LIMIT)
    return Placebos(
        before_days=whole_number(table, "before_days", least=1, most=keys.DAYS_LIMIT),
        other_years=table.flag("other_years") if "other_years" in table else usual.other_years,
        weeks_around=usual.weeks_around if weeks is None else weeks,
        other_weeks=table.flag("other_weeks") if "other_weeks" in table else usual.other_weeks,
    )


def _window(name: str, table: Table) -> Window | None:
    title, source = table.line("title", required=True), table.line("source")
    start = _instant(table, "start", required=True)
    end = _instant(table, "end", required=False)
    if start is None:
        return None
    if end is not None and end <= start:
        message = f"it would end at {end:%Y-%m-%dT%H:%MZ}, before it begins at {start:%Y-%m-%dT%H:%MZ}"
        table.fault("end", message, hint="a later time", code="reversed")
    return Window(id=name, title=title, start=start, end=end, source=source)


def _instant(table: Table, key: str, *, required: bool) -> datetime | None:
    """A time with its offset, brought to UTC; None where there is none, or with a fault where it is none."""
    if key not in table:
        if required:
            table.fault(key, f"'{key}' is missing", hint=f"{key} = {INSTANT_HINT}", code="missing")
        return None
    value = table.entries[key]
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        value = _parsed(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        message = f"{value.isoformat()} does not say its time zone"
        table.fault(
            key, message, hint=f"{value.isoformat()}Z for UTC, or an offset such as +03:00", code="naive"
        )
        return None
    if not isinstance(value, datetime):
        table.fault(key, f"{shown(value)} is no time", hint=f"{key} = {INSTANT_HINT}", code="bad-date")
        return None
    return _in_utc(value, table, key)


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_utc(value: datetime, table: Table, key: str) -> datetime | None:
    day = value.date()
    if not EARLIEST < day < LATEST:
        hint = f"between {YEARS[0]} and {YEARS[1]}"
        table.fault(key, f"{value.isoformat()} is out of bounds", hint=hint, code="bounds")
        return None
    return value.astimezone(UTC)


def _day(table: Table, key: str) -> date | None:
    if key not in table:
        table.fault(key, f"'{key}' is missing", hint=f"{key} = {DAY_HINT}", code="missing")
        return None
    value = table.entries[key]
    if isinstance(value, str) and _DAY.fullmatch(value):
        found = _parsed(value)
        value = found.date() if found is not None else value
    if isinstance(value, datetime) or not isinstance(value, date):
        table.fault(key, f"{shown(value)} is no ISO date", hint=f"{key} = {DAY_HINT}", code="bad-date")
        return None
    if not EARLIEST <= value <= LATEST:
        hint = f"between {YEARS[0]} and {YEARS[1]}"
        table.fault(key, f"{value} is out of bounds", hint=hint, code="bounds")
        return None
    return value
