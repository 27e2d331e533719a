"""How the keeping of a deal is watched: the truce's windows, what is counted, what could have been seen.

Times are aware and in UTC, days are UTC days, lengths are in kilometres. A detection marks that something was
seen at a place; whether that is an act, and whose, is said of the files that it stands in, never assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from detente.case.verification import Estimate

DEFAULT_LEVEL = Fraction(1, 20)
"""The share of incidents that may be false, and the chance behind an upper bound, where nobody says."""

NOON = 12 * 60
"""Minutes of a half day: a day counts as one of a window's if at least a half of it lies within."""


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


class CloudUnit(StrEnum):
    """How a table gives cloud."""

    PERCENT = "percent"
    SHARE = "share"


class Covers(StrEnum):
    """What a file of detections covers: the UTC day of its time, or the hours before it."""

    DAY = "day"
    BEFORE = "before"


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

    @property
    def first_day(self) -> date:
        """The first UTC day of which at least a half lies after its start."""
        late = self.start.hour * 60 + self.start.minute + self.start.second / 60 > NOON
        return self.start.date() + timedelta(days=1 if late else 0)

    @property
    def last_day(self) -> date | None:
        """The last UTC day of which at least a half lies before its end; None where it is open."""
        if self.end is None:
            return None
        early = self.end.hour * 60 + self.end.minute < NOON
        return self.end.date() - timedelta(days=1 if early else 0)


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
            that is not said.
        line_error_km: How far off the line itself may be: the true one is a band.
    """

    segment_km: Fraction
    bands_km: tuple[Fraction, ...]
    inside: str = ""
    outside: str = ""
    line_error_km: Fraction = Fraction(0)


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
    """What looks: satellites whose passes are known, or something that looks so many times a day.

    Attributes:
        satellites: Their ids, such as ``viirs-noaa20``; empty for what is no satellite.
        looks_a_day: How often it looks; None for satellites.
        places: The segments, or squares, that it looks at; empty for all.
        clouds: Whether clouds keep it from seeing.
    """

    id: str
    title: str
    satellites: tuple[str, ...] = ()
    looks_a_day: Fraction | None = None
    places: tuple[str, ...] = ()
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
class CloudFile:
    """A table of cloud: the names of its columns.

    Attributes:
        file: Its path within the folder of the case.
        day, cloud: The columns with the day and the cloud.
        region: The column with the segment or square; ``""`` where a row holds for all.
        only: The one value of that column whose rows hold for all; ``""`` where it names segments or squares.
        unit: How cloud is given.
    """

    file: str
    day: str = "day"
    cloud: str = "cloud"
    region: str = ""
    only: str = ""
    unit: CloudUnit = CloudUnit.PERCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFile:
    """A table with a row for each file of detections that should be there, and whether it is.

    Attributes:
        sensor: The sensor whose files they are.
        file: Its path within the folder of the case.
        time, there: The columns with the time of the file, and with 1, 0 or its number of rows.
        covers: What a file covers.
        hours: How many hours before its time, if that is what it covers.
    """

    sensor: str
    file: str
    time: str = "time"
    there: str = "there"
    covers: Covers = Covers.DAY
    hours: Fraction = Fraction(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureFiles:
    """What kept sensors from seeing.

    Attributes:
        cloud: A table of cloud; None where there is none.
        coverage: Which files of detections there are, by sensor.
        outages: A table of outages, by its path within the folder of the case; ``""`` for none.
    """

    cloud: CloudFile | None = None
    coverage: tuple[CoverageFile, ...] = ()
    outages: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """All paths."""
        named = [self.cloud.file] if self.cloud is not None else []
        named += [item.file for item in self.coverage]
        return tuple(dict.fromkeys([*named, *([self.outages] if self.outages else [])]))


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
    """Truces that never were, to compare with: windows as long as the truce where there was none.

    Attributes:
        before_days: How many days before a window it is compared with; None for as many as it has.
        other_years: Whether the same dates of other years count.
        weeks_around: How many weeks to either side of these dates count, too.
        other_weeks: Whether every seventh day of the whole series counts.
    """

    before_days: int | None = None
    other_years: bool = True
    weeks_around: int = 3
    other_weeks: bool = True


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
