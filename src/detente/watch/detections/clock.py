"""Times in SQL: text as it stands in a file to UTC, with its certainty.

A time that states its offset is an instant. A time that states none is read in the zone that the source
names; where nobody names a zone, its day is used as it is written, and no more. A day alone stays a day.
"""

from __future__ import annotations

ZONED = r"[0-9](Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
BARE_DAY = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$|^[0-9]{8}$|^[0-9]{1,2} [A-Za-z]+ [0-9]{4}$"
ISO_DAY = "%Y-%m-%d"
DAYS = "'%Y-%m-%d', '%Y%m%d', '%d %B %Y', '%d %b %Y'"
NO_SECONDS = r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2})(Z|[+-].*|)$"
SHORT_OFFSET = r"([+-][0-9]{2})([0-9]{2})$"


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def day_sql(text: str, day_format: str) -> str:
    """The day that a text states and nothing else; NULL where it states none."""
    if day_format == ISO_DAY:
        return f"try_cast({text} AS DATE)::TIMESTAMP"
    if day_format:
        return f"try_strptime({text}, {quoted(day_format)})"
    return f"CASE WHEN regexp_matches({text}, '{BARE_DAY}') THEN try_strptime({text}, [{DAYS}]) END"


def zoned_sql(text: str) -> str:
    """The UTC instant of a text that states its offset; else NULL."""
    full = f"regexp_replace(regexp_replace({text}, '{NO_SECONDS}', '\\1:00\\2'), '{SHORT_OFFSET}', '\\1:\\2')"
    return (
        f"CASE WHEN regexp_matches({text}, '{ZONED}') AND contains({text}, ':') "
        f"THEN timezone('UTC', try_cast({full} AS TIMESTAMPTZ)) END"
    )


def naive_sql(text: str) -> str:
    """The moment that a text states without saying where; else NULL."""
    full = f"regexp_replace({text}, '{NO_SECONDS}', '\\1:00\\2')"
    return f"CASE WHEN contains({text}, ':') THEN try_cast({full} AS TIMESTAMP) END"


def clock_sql(text: str) -> str:
    """The interval since midnight of ``0826``, ``826`` or ``08:26``; NULL where it is none."""
    number = f"try_cast(replace({text}, ':', '') AS INTEGER)"
    return (
        f"CASE WHEN length({text}) <= 5 AND NOT contains({text}, '.') AND {number} BETWEEN 0 AND 2359 "
        f"AND {number} % 100 < 60 THEN to_minutes({number} // 100 * 60 + {number} % 100) END"
    )


def in_utc(moment: str, zone: str | None) -> str:
    """A moment of a zone in UTC; NULL where nobody names the zone."""
    if zone is None:
        return "NULL::TIMESTAMP"
    if zone == "UTC":
        return moment
    return f"timezone('UTC', timezone({quoted(zone)}, {moment}))"
