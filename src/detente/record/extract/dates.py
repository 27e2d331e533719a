"""When something was said: the words that date the report, resolved against the day of publication.

A weekday is the last one before the article, or its own day; a month without a year is the last one that had
begun. Where the words need a day of publication and there is none, only the words are handed on.
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
    for pattern, resolve in


_READERS = ((_FULL, _full), (_IN_MONTH, _month), (_NEAR, _near), (_WEEK, _weekday), (_IN_YEAR, _year))
