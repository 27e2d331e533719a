"""Outages that are on record. There were others, and shorter ones: add those you know of."""

from __future__ import annotations

from datetime import UTC, datetime

from detente.watch.exposure.hours import Interval
from detente.watch.exposure.model import Outage


def _outage(sensor: str, start: str, end: str, why: str, source: str) -> Outage:
    moments = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    return Outage(sensor=sensor, time=Interval(*moments), why=why, source=source)


KNOWN_OUTAGES = (
    _outage(
        "modis-aqua",
        "2020-08-16T09:26:40",
        "2020-09-02T20:12:00",
        "recorder (FMU/SSR) failed; a quarter or so was recovered later from direct broadcasts",
        "NASA LAADS DAAC, Aqua MODIS Anomaly (2020); NASA landweb, case PM_MYD_20229",
    ),
    _outage(
        "modis-aqua",
        "2022-03-31T17:59:08",
        "2022-04-17T03:00:00",
        "the spacecraft went into a safe state; all bands were back at the end",
        "NASA MODIS Characterization Support Team, news of 2022",
    ),
    _outage(
        "viirs-snpp",
        "2022-07-26T16:24:49",
        "2022-08-10T00:00:00",
        "the spacecraft went into safe mode; the loss lasted two weeks, its end here is to the day at best",
        "USGS LP DAAC, Suomi NPP Enters Safe Mode (27 July 2022); NASA Ocean Color, notice of 2022",
    ),
)
"""Outages of days and more, each with its source."""
