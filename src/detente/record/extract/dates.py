"""When something was said: the words that date the report, resolved against the day of publication.

A weekday is the last one before the article, or its own day; a month without a year is the last one that had
begun. Where the words need a day of publication and there is none, only the words are handed on. A date in a
quotation, in "which ...", or behind "until", "expires on" and their like dates something else, and is passed
over.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
_WEEKDAY = "|".join(day.capitalize() for day in _DAYS)
_FULL = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH}))"
    r"(?:,?\s(?P<year>\d{4}))?\b"
)
_IN_MONTH = re.compile(rf"\b(?:in|[Ii]n|since|last)\s(?P<month>{_MONTH})(?:\s(?P<year>\d{{4}}))?\b")
_IN_YEAR = re.compile(r"\b[Ii]n\s(?P<year>(?:19|20)\d{2})\b")
_WEEK = re.compile(rf"\b(?:(?:on|late|early|last)\s)?(?P<weekday>{_WEEKDAY})\b")
_NEAR = re.compile(
    r"\b(?:(?P<today>today|this morning|this afternoon|tonight)|(?P<yesterday>yesterday|last night)"
    r"|(?P<thisweek>(?:[Ee]arlier )?this week)|(?P<lastweek>last week)"
    r"|(?P<thismonth>(?:[Ee]arlier )?this month)|(?P<lastmonth>last month)|(?P<lastyear>last year))\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_OF_SOMETHING_ELSE = re.compile(
    r"(?:\bwhich\s[^,;|]*"
    r"|\b(?:until|till|by|before|after|from|expir\w+|ends?|ended|ending|due|scheduled|planned|set for)\s"
    r"(?:(?:on|in|at|the|early|late|mid|end|of|start)\s)*)$"
)


def said_on(words: str, published_on: str) -> tuple[str, str]:
    """Return the day, month, year or interval ``a/b`` that words date a report with, and those words.

    Args:
        words: The sentence without what was said in it.
        published_on: ISO day of publication; ``""`` if unknown.

    >>> said_on("She said on Tuesday that", "2025-03-14")
    ('2025-03-11', 'on Tuesday')
    >>> said_on("In June, she indicated that", "2025-03-14"), said_on("he said last week", "")
    (('2024-06', 'In June'), ('', 'last week'))
    """
    today = _day(published_on)
    outside = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), words)
    for pattern, resolve in _READERS:
        for found in pattern.finditer(outside):
            if _OF_SOMETHING_ELSE.search(outside, 0, found.start()) is None:
                return resolve(found, today), found.group()
    return "", ""


def _day(published_on: str) -> date | None:
    try:
        return date.fromisoformat(published_on[:10]) if published_on else None
    except ValueError:
        return None


def _full(found: re.Match[str], today: date | None) -> str:
    month = _MONTHS[(found["month"] or found["month2"]).lower()]
    number = int(found["day"] or found["day2"])
    near = [] if today is None else [today.year, today.year - 1]
    for year in [int(found["year"])] if found["year"] else near:
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if found["year"] or (today is not None and day <= today):
            return day.isoformat()
    return ""


def _month(found: re.Match[str], today: date | None) -> str:
    month = _MONTHS[found["month"].lower()]
    if found["year"]:
        return f"{found['year']}-{month:02}"
    return "" if today is None else f"{today.year - (month > today.month):04}-{month:02}"


def _year(found: re.Match[str], today: date | None) -> str:
    del today
    return found["year"]


def _weekday(found: re.Match[str], today: date | None) -> str:
    if today is None or today.year < 2:
        return ""
    back = (today.weekday() - _DAYS.index(found["weekday"].lower())) % 7
    return (today - timedelta(days=back)).isoformat()


def _near(found: re.Match[str], today: date | None) -> str:
    if today is None or today.year < 2:
        return ""
    monday = today - timedelta(days=today.weekday())
    spans = {
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
        "thisweek": f"{monday}/{today}",
        "lastweek": f"{monday - timedelta(days=7)}/{monday - timedelta(days=1)}",
        "thismonth": f"{today.year:04}-{today.month:02}",
        "lastmonth": (today.replace(day=1) - timedelta(days=1)).isoformat()[:7],
        "lastyear": f"{today.year - 1:04}",
    }
    return spans[found.lastgroup or "today"]


_READERS = ((_FULL, _full), (_IN_MONTH, _month), (_NEAR, _near), (_WEEK, _weekday), (_IN_YEAR, _year))
