"""The satellites that look: orbit, swath, crossing time and its drift, days of service; each with its source.

All of them fly sun-synchronous orbits with a repeat cycle: so many orbits in so many days. The plane
keeps its angle to the mean sun, so a satellite crosses a latitude at the same mean solar time on every
orbit, unless its crossing time is left to drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.errors import Fault, UnknownNameError, unknown_name_hint

YEAR_DAYS = 365.25
KNOWN_UNTIL = date(2025, 12, 31)
"""What stands here of days of service and crossing times was published by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A crossing time that moves because the inclination is no longer corrected.

    Left alone the inclination of such an orbit changes steadily, so the plane turns ever faster against
    the mean
    sun and the crossing time moves with the square of the time since: minutes = rate * years^2.

    Attributes:
        since: The last correction of the inclination.
        minutes_per_year2: The rate, fitted to the crossing times that were published for later days.
        source: Where these are published.
    """

    since: date
    minutes_per_year2: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Orbit:
    """A satellite with its instrument.

    Attributes:
        id: A short word.
        title: Instrument and satellite, as detections name their sensor.
        inclination: Degrees.
        orbits, days: So many orbits in so many days: the repeat cycle.
        ascending_hour: Mean solar time at which it crosses the equator northward, in hours.
        swath_km: Where it sees across its track, in kilometres on the ground, left of the track above 0.
        looks: On which passes it looks: ``both``, or the ``descending`` (day) ones alone.
        through_clouds: Whether clouds don't matter (radar).
        since: The first day of its data (of its launch, where ``source`` says so).
        until: The last day of its data; None if it flies on.
        drift: How its crossing time moves, if it does.
        source: Where these figures are from.
    """

    id: str
    title: str
    inclination: float
    orbits: int
    days: int
    ascending_hour: float
    swath_km: tuple[float, float]
    looks: str = "both"
    through_clouds: bool = False
    since: date
    until: date | None = None
    drift: Drift | None = None
    source: str

    def crossing_hour(self, day: date) -> float:
        """Mean solar time of the northward crossing of the equator on a day, in hours from 0 to 24."""
        moved = 0.0
        if self.drift is not None and day > self.drift.since:
            years = (day - self.drift.since).days / YEAR_DAYS
            moved = self.drift.minutes_per_year2 * years * years / 60
        return (self.ascending_hour + moved) % 24


_JPSS = (
    "G. Lin, R. Wolfe and J. Tilton, Proc. SPIE 9972 (2016): inclination 98.67, northward at 13:28; repeat "
    "cycle of 227 orbits in 16 days; swath 3,060 km: W. Schroeder and others, Remote Sensing of Environment "
    "143 (2014); first day of active fires in NASA FIRMS, to be rechecked"
)
_EOS = (
    "NASA: 705 km, inclination 98.2, 233 orbits in 16 days; MODIS swath 2,330 km; first day of active fires "
    "in NASA FIRMS, to be rechecked"
)
_S1 = (
    "ESA, Sentinel-1 user guide: 175 orbits in 12 days, inclination 98.18, northward at 18:00; the wide "
    "swath of 250 km lies to the right, at incidences of 29 to 46 degrees; day of launch. What it takes "
    "follows a plan, so its passes are an upper bound"
)
_S2 = (
    "ESA, Sentinel-2 orbit: inclination 98.62, southward at 10:30, 143 orbits in 10 days; swath 290 km; day "
    "of launch"
)
_LANDSAT = (
    "USGS: 705 km, inclination 98.2, 233 orbits in 16 days, southward at 10:11 within 15 minutes; swath 185 "
    "km; day of launch"
)
_TERRA = Drift(
    since=date(2020, 2, 27),
    minutes_per_year2=-2.63,
    source="NASA, Upcoming Terra Constellation Exit: last manoeuvre on 27 February 2020, 10:15 in October "
    "2022, 9:00 in December 2025; NASA NTRS, Terra Orbit Drift (2025): 8:30 in late 2026",
)
_AQUA = Drift(
    since=date(2021, 3, 18),
    minutes_per_year2=4.79,
    source="USGS LP DAAC, Aqua MODIS Acquisition Plan: last manoeuvre on 18 March 2021, 13:45 in February "
    "2023, 15:50 in August 2026",
)


def _viirs(name: str, title: str, since: date) -> Orbit:
    return Orbit(
        id=f"viirs-{name}",
        title=f"VIIRS {title}",
        inclination=98.7,
        orbits=227,
        days=16,
        ascending_hour=13.47,
        swath_km=(-1530, 1530),
        since=since,
        source=_JPSS,
    )


def _modis(name: str, hour: float, since: date, drift: Drift) -> Orbit:
    return Orbit(
        id=f"modis-{name}",
        title=f"MODIS {name.capitalize()}",
        inclination=98.2,
        orbits=233,
        days=16,
        ascending_hour=hour,
        swath_km=(-1165, 1165),
        since=since,
        drift=drift,
        source=_EOS,
    )


def _sentinel_1(letter: str, since: date, until: date | None = None) -> Orbit:
    return Orbit(
        id=f"sentinel-1{letter}",
        title=f"SAR Sentinel-1{letter.upper()}",
        inclination=98.18,
        orbits=175,
        days=12,
        ascending_hour=18.0,
        swath_km=(-610, -350),
        through_clouds=True,
        since=since,
        until=until,
        source=_S1,
    )


def _sentinel_2(letter: str, since: date) -> Orbit:
    return Orbit(
        id=f"sentinel-2{letter}",
        title=f"MSI Sentinel-2{letter.upper()}",
        inclination=98.62,
        orbits=143,
        days=10,
        ascending_hour=22.5,
        swath_km=(-145, 145),
        looks="descending",
        since=since,
        source=_S2,
    )


def _landsat(number: int, since: date) -> Orbit:
    return Orbit(
        id=f"landsat-{number}",
        title=f"OLI Landsat-{number}",
        inclination=98.2,
        orbits=233,
        days=16,
        ascending_hour=22.18,
        swath_km=(-92.5, 92.5),
        looks="descending",
        since=since,
        source=_LANDSAT,
    )


ORBITS = {
    orbit.id: orbit
    for orbit in (
        _viirs("snpp", "S-NPP", date(2012, 1, 20)),
        _viirs("noaa20", "NOAA-20", date(2018, 4, 1)),
        _viirs("noaa21", "NOAA-21", date(2024, 1, 17)),
        _modis("terra", 22.5, date(2000, 11, 1), _TERRA),
        _modis("aqua", 13.5, date(2002, 7, 4), _AQUA),
        _sentinel_1("a", date(2014, 4, 3)),
        _sentinel_1("b", date(2016, 4, 25), date(2021, 12, 23)),
        _sentinel_1("c", date(2024, 12, 5)),
        _sentinel_2("a", date(2015, 6, 23)),
        _sentinel_2("b", date(2017, 3, 7)),
        _sentinel_2("c", date(2024, 9, 5)),
        _landsat(8, date(2013, 2, 11)),
        _landsat(9, date(2021, 9, 27)),
    )
}
"""The satellites that are known, by id."""


def orbit_of(name: str) -> Orbit:
    """A satellite by its id, or by the name that detections have for their sensor.

    Raises:
        UnknownNameError: if there is none of that name.
    """
    found = ORBITS.get(name) or {orbit.title: orbit for orbit in ORBITS.values()}.get(name)
    if found is None:
        message, hint = f"no satellite {name!r} is known", unknown_name_hint(name, list(ORBITS))
        raise UnknownNameError(Fault(message=message, hint=hint))
    return found
