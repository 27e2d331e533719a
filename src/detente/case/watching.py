"""How the keeping of a deal is watched: the truce's windows, what is counted, what could have been seen.

Times are aware and in UTC, days are UTC days, lengths are in kilometres. A detection marks that something was
seen at a place; whether that is an act, and whose, is said of the files that it stands in, never assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from detente.case.verification import Estimate

DEFAULT_LEVEL = Fraction(1, 20)
"""The share of incidents that may be false, and the chance behind an upper bound, where nobody says."""


class Ordinary(StrEnum):
    """What the baseline is a time of: quiet, or fighting (then an excess says that more went on)."""

    QUIET = "quiet"
    FIGHTING = "fighting"


class DetectionKind(StrEnum):
    """What a detection is: heat seen from above, an event that somebody reported, an alert that was given."""

    FIRE = "fire"
    EVENT = "event"
    ALERT = "alert"


class Evidence(StrEnum):
    """Whether a detection is of an act, or of a trace that has other causes, too: a harvest, an accident."""

    ACT = "act"
    TRACE = "trace"


class Marks(StrEnum):
    """What the position of a detection is: where something was hit, where it came from, or a place alone."""

    HIT = "hit"
    ORIGIN = "origin"
    PLACE = "place"


class SensorKind(StrEnum):
    """How a sensor looks: from an orbit whose passes are known, or so many times a day whatever the place."""

    VIIRS = "viirs"
    MODIS = "modis"
    DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time in which the deal is to be kept.

    Attributes:
        start: When it begins.
        end: When it ends; None where it is open.
        source: Where that is said.
    """

    id: str
    title: str
    start: datetime
    end: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineDays:
    """The days that say what is ordinary.

    Attributes:
        first, last: The first and the last of them.
        ordinary: What they were a time of.
    """

    first: date
    last: date
    ordinary: Ordinary
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCells:
    """Cells beside the contact line: segments of a length, each with bands of distance on either side.

    Attributes:
        bands_km: The far edges of the bands, rising; the last ones are ground to compare with where an
            obligation does not reach so far.
        inside, outside: Ids of the parties on either side of the line as its layer has them; ``""`` where
            that is not said, and then nothing is put down to a side.
    """

    segment_km: Fraction
    bands_km: tuple[Fraction, ...]
    inside: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterCells:
    """Square cells over a box, where there is no line.

    Attributes:
        box: West, south, east and north in degrees.
    """

    raster_km: Fraction
    box: tuple[Fraction, Fraction, Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """What looks.

    Attributes:
        satellites: How many of its kind fly; of a daily one, how often a day it looks.
        clouds: Whether clouds keep it from seeing.
    """

    id: str
    title: str
    kind: SensorKind
    satellites: int = 1
    clouds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionFiles:
    """Files of detections of one kind by one sensor.

    Attributes:
        files: Their paths within the folder of the case.
        columns: The file's own name for each column, where it is not the usual one.
        position_error_km: How far off a position may be; None where the rows say it, or nobody does.
        source: Whom to credit.
    """

    id: str
    title: str
    files: tuple[str, ...]
    kind: DetectionKind
    sensor: str
    evidence: Evidence
    marks: Marks
    columns: tuple[tuple[str, str], ...] = ()
    position_error_km: Fraction | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureFiles:
    """Files on what kept sensors from seeing, by their paths within the folder of the case; ``""`` for none.

    Attributes:
        cloud: Share of the sky that was covered, by day and region or cell.
        coverage: Which days a sensor's files are there for.
        outages: When a sensor was down.
    """

    cloud: str = ""
    coverage: str = ""
    outages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedHeat:
    """A place that is hot whoever fights: a furnace, a flare. What lies within is left out, and counted."""

    title: str
    longitude: Fraction
    latitude: Fraction
    within_km: Fraction
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebos:
    """Truces that never were: the same days in other years, and so many weeks off.

    Attributes:
        years: The years in which they begin.
        weeks: By how many weeks they are moved, before (below 0) or after.
    """

    years: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An obligation that is watched.

    Attributes:
        obligation: Its id in verification.toml.
        detections: Ids of the detections that can show it broken.
        chance: The chance that one act is detected by one look; None where nobody has said.
        within_km: How far from the line it reaches; None for what verification.toml says, else everywhere.
    """

    obligation: str
    detections: tuple[str, ...]
    chance: Estimate | None = None
    within_km: Fraction | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What ``watch.toml`` of a case says.

    Attributes:
        level: The share of incidents that may be false ones, and the chance behind each upper bound.
        seed: The seed of all draws.
    """

    windows: tuple[Window, ...]
    baseline: BaselineDays
    cells: SegmentCells | RasterCells
    sensors: tuple[Sensor, ...]
    detections: tuple[DetectionFiles, ...]
    watched: tuple[Watched, ...]
    summary: str = ""
    exposure: ExposureFiles = ExposureFiles()
    fixed_heat: tuple[FixedHeat, ...] = ()
    placebo: Placebos = Placebos()
    level: Fraction = DEFAULT_LEVEL
    seed: int = 0

    def sensor(self, sensor_id: str) -> Sensor:
        """The sensor with this id (KeyError if there is none)."""
        return {sensor.id: sensor for sensor in self.sensors}[sensor_id]

    def detection(self, detection_id: str) -> DetectionFiles:
        """The detections with this id (KeyError if there are none)."""
        return {item.id: item for item in self.detections}[detection_id]
