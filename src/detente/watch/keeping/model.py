"""What is known of the keeping of a deal: plain nouns, by window, obligation and stretch of ground.

Places are cells and stretches with their areas, never the positions of detections.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.case.model import Case
from detente.case.verification import Estimate
from detente.case.watching import Evidence, Marks, Ordinary, Window
from detente.verify.line.model import ContactLine, Polygons, Position
from detente.watch.verdict.calendar import CalendarRow
from detente.watch.verdict.judge import StretchVerdict
from detente.watch.verdict.words import Finding, Ground

if TYPE_CHECKING:
    from detente.watch.detections.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of ground: a segment of the line with its bands on either side, or a cell of a raster.

    Attributes:
        id, name: What it is called; the name is empty where no layer gives one.
        middle: Its middle in degrees.
        area_km2: Its area within all bands.
        path: The segment of the line; empty for a cell of a raster.
        cells: Ids of its cells.
        polygons: Their shape together, in degrees.
    """

    id: str
    name: str
    middle: Position
    area_km2: float
    path: tuple[Position, ...]
    cells: tuple[str, ...]
    polygons: Polygons


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """What became of the files of one source.

    Attributes:
        id, title: As watch.toml has them.
        evidence: Whether a detection is of an act or a trace.
        marks: What its position is.
        sensor: Title of its sensor.
        rows: Detections that were read.
        counted: Those that were counted in a cell on a day that was looked at.
        unplaced: Those without a position.
        elsewhere: Those outside all cells, or on days that are neither of the baseline nor of a window.
        fixed_heat: Those at places that are hot whoever fights.
        unlooked: Those in cells and on days at which, by the exposure, nothing looked.
        rejected: Rows that were not read.
        duplicates: Rows that stood for a detection that was there already.
        joined: Pixels that were joined to a neighbour as one fire.
        heat_places: How many places of fixed heat the rule found, beside those that are listed.
        readings: File by file.
        credit: Whom to credit.
    """

    id: str
    title: str
    evidence: Evidence
    marks: Marks
    sensor: str
    rows: int
    counted: int
    unplaced: int
    elsewhere: int
    fixed_heat: int
    unlooked: int
    rejected: int
    duplicates: int
    joined: int
    heat_places: int
    readings: tuple[Reading, ...]
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An incident: more than the ordinary in neighbouring cells on days in a row.

    Attributes:
        id: Its name in this answer: ``i1`` is the least ordinary.
        source: The detections that it was found in.
        found_by: ``cell-days``, or ``cluster`` for a window of several cells and days that no single one
            shows.
        breach: Whether it counts as a breach; else it is a rise that is put down to nobody.
        cells: Ids of its cells.
        places: Ids of the stretches that they belong to.
        area_km2: Their area together.
        polygons: Their shapes in degrees.
        first, last: Its first and last day.
        seen: Detections in it.
        expected: What the baseline expects of these cells and days.
        q: The least share of false incidents at which it is one.
        ground: On whose side of the line all of its detections lie; else not attributable.
        inside, outside: How many of them lie surely on either side.
    """

    id: str
    source: str
    found_by: str
    breach: bool
    cells: tuple[str, ...]
    places: tuple[str, ...]
    area_km2: float
    polygons: Polygons
    first: date
    last: date
    seen: int
    expected: float
    q: float
    ground: Ground
    inside: int
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """What was seen in a window and before it, beside windows in which there was no truce.

    Attributes:
        before, inside: Totals on the days that were looked at.
        before_days, inside_days: How many days those were.
        ratio: Rate within over rate before; None where nothing was seen before.
        low, high: Its interval if counts were Poisson; high may be infinite.
        fewer: Rank tail: how unusual so few are among the placebos; None without placebos.
        more: The same for so many.
        resolution: The least that a rank tail can be.
        placebos: T of each placebo, ln(rate within / rate before), with its first day.
        truce: T of the window itself; None where it could not be compared.
        apart: How many placebos don't overlap each other.
        left_out: How many windows could not be compared.
        why_not: Why there is no rank; empty where there is one.
    """

    before: int
    inside: int
    before_days: int
    inside_days: int
    ratio: float | None
    low: float | None
    high: float | None
    fewer: float | None
    more: float | None
    resolution: float | None
    placebos: tuple[tuple[date, float], ...]
    truce: float | None
    apart: int
    left_out: int
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationKeeping:
    """One obligation in one window.

    Attributes:
        id, title: As verification.toml has them.
        of: Ids of the parties that it binds.
        reach_km: How far from the line it is watched; None for everywhere.
        sources: Ids of the detections.
        shapes: The ground of each stretch that it reaches, in degrees; empty where it reaches nothing.
        verdicts: The verdict on each stretch.
        calendar: The days of each stretch.
        incidents: What was beyond the ordinary, breaches first, the least ordinary first.
        before_after: All stretches together, by source.
        chance: The chance that one look detects one act; None where nobody has said.
        ordinary: What the baseline was a time of.
    """

    id: str
    title: str
    of: tuple[str, ...]
    reach_km: float | None
    sources: tuple[str, ...]
    shapes: tuple[Polygons, ...]
    verdicts: tuple[StretchVerdict, ...]
    calendar: tuple[CalendarRow, ...]
    incidents: tuple[Reported, ...]
    before_after: tuple[tuple[str, BeforeAfter], ...]
    chance: Estimate | None
    ordinary: Ordinary

    def count(self, finding: Finding) -> int:
        """On how many stretches this was found."""
        return sum(verdict.finding is finding for verdict in self.verdicts)

    @property
    def breaches(self) -> tuple[Reported, ...]:
        """The incidents that count as a breach."""
        return tuple(one for one in self.incidents if one.breach)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowKeeping:
    """One window.

    Attributes:
        window: As watch.toml has it.
        days: The UTC days that count: those of which at least a half lies within.
        obligations: What can be said of each.
    """

    window: Window
    days: tuple[date, ...]
    obligations: tuple[ObligationKeeping, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The whole answer.

    Attributes:
        case: The case.
        windows: Window by window.
        skipped: Windows without a day that could be looked at, by id, each with the reason.
        places: The stretches, in the order of the line.
        line: The line; None for a raster.
        sides: Titles of the parties inside and outside; empty where not said.
        sources: What became of the files.
        level: The share of incidents that may be false ones, and the chance behind each bound.
        tested: Cell-days that were tested, in each window those that obligations reach, by source.
        notes: How cells were drawn and looks were counted, with what was taken for granted.
        crs: The plane of the cells, and
        centre: its centre in degrees.
        seed, draws: Of the null worlds of the scan.
        version: Of Detente.
        inputs: SHA-256 of each file of data, by its path in the case.
    """

    case: Case
    windows: tuple[WindowKeeping, ...]
    skipped: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    line: ContactLine | None
    sides: tuple[str, str]
    sources: tuple[SourceRead, ...]
    level: float
    tested: int
    notes: tuple[str, ...]
    crs: str
    centre: Position
    seed: int
    draws: int
    inputs: tuple[tuple[str, str], ...]
    version: str = __version__

    def place(self, place_id: str) -> Place:
        """The stretch with this id (KeyError if there is none)."""
        return {place.id: place for place in self.places}[place_id]

    def source(self, source_id: str) -> SourceRead:
        """The source with this id (KeyError if there is none)."""
        return {source.id: source for source in self.sources}[source_id]
