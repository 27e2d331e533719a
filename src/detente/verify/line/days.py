"""Which features show which day: the properties ``dates`` and ``date``, and the choice of one day.

A day that the layer does not have is refused, with the days next to it: the day before is never taken in
silence, since a line may move by tens of square kilometres overnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.errors import Fault, InputError, shown_value
from detente.verify.line.layer import Feature, Layer

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_BETWEEN = re.compile(r"""[,;]|['"]\s+['"]""")
_COMPACT = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})")


def days_of(layer: Layer) -> dict[str, tuple[Feature, ...]]:
    """The features of each day (ISO, in order); those without any day stand under ``""``.

    Raises:
        InputError: with every feature whose day is no date.
    """
    found: dict[str, list[Feature]] = {}
    faults: list[Fault] = []
    for feature in layer.features:
        told = [*_told(feature)]
        days = [_day(value) for value in told]
        for day, value in zip(days, told, strict=True):
            if day is None:
                message = f"{shown_value(value)} is no day"
                faults.append(layer.fault(feature, message, "a day as 2025-03-15", "bad-date"))
        for day in dict.fromkeys(days) if days else ("",):
            if day is not None:
                found.setdefault(day, []).append(feature)
    if faults:
        raise InputError(*faults)
    return {day: tuple(found[day]) for day in sorted(found)}


def shown_on(layer: Layer, on: str | None) -> tuple[str | None, tuple[Feature, ...], tuple[str, ...]]:
    """The day to show, its features, and what is taken for granted.

    Args:
        layer: The control layer.
        on: The day asked for, ISO; None for the only day that there is.

    Raises:
        InputError: if the layer does not have that day, or has several and none is asked for, or if some
            of its features have a day and others have none.
    """
    days = days_of(layer)
    undated = days.pop("", ())
    if on is not None and _day(on) != on:
        raise _refused(layer, f"{shown_value(on)} is no day", "a day as 2025-03-15")
    if undated and days:
        listed = ", ".join(feature.id for feature in undated[:5])
        message = f"{len(undated)} features have no day while others have one (first: {listed})"
        raise _refused(layer, message, "a property 'date' in each feature, or in none")
    if undated:
        note = f"{layer.file}: the layer has no dates; that it shows {on or 'any day'} is taken on trust."
        return on, undated, (note,)
    if on is None and len(days) == 1:
        on = next(iter(days))
    if on is None:
        raise _refused(layer, f"has {_span([*days])}, and none was chosen", f"--on {max(days)}")
    if on not in days:
        raise _refused(layer, f"has no {on}, but {_span([*days])}", _near(on, [*days]))
    return on, days[on], ()


def _told(feature: Feature) -> Iterator[object]:
    """The days that a feature names, one by one, as they stand in the file."""
    for key, value in feature.properties.items():
        if key.lower() not in ("date", "dates") or value is None or value == "":
            continue
        if isinstance(value, list | tuple):
            yield from value
        elif isinstance(value, str):  # a list may have become text, with or without its brackets
            yield from filter(None, (part.strip("\"' ") for part in _BETWEEN.split(value.strip("[] "))))
        else:
            yield value


def _day(value: object) -> str | None:
    """A day as ISO text; None if it is none."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip() if isinstance(value, str) else ""
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    iso = "-".join(found.groups())
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


def _span(days: list[str]) -> str:
    if len(days) <= 6:
        return f"the days {', '.join(days)}" if len(days) > 1 else f"the day {days[0]}"
    return f"{len(days)} days from {days[0]} to {days[-1]}"


def _near(on: str, days: list[str]) -> str:
    """The last day before and the first day after, as ways out."""
    before = [day for day in days if day < on][-1:]
    after = [day for day in days if day > on][:1]
    return " or ".join(f"--on {day}" for day in (*before, *after))


def _refused(layer: Layer, message: str, hint: str) -> InputError:
    return InputError(layer.fault(None, message, hint, "no-day"))
