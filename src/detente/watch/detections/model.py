"""The nouns of reading detections: what a file is, what was kept of it, and what was not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a table of one's own mean; names of columns, or None where there is none.

    Attributes:
        kind: What a row is: ``fire``, ``event``, ``alert``, ``count``.
        time: Day, or day and time; ISO 8601 or ``day_format``.
        clock: Time of day in a column of its own, ``0826``, ``826`` or ``08:26``.
        end: When it ended; as ``time``.
        day_format: How a day is written where that is not ISO 8601, such as ``%d/%m/%Y``.
        zone: The time zone of times that state none, such as ``UTC`` or ``Europe/Kyiv``. Without it only the
            day of such a time is used, as it is written.
        midnight_is_day: Whether 00:00:00 stands for a time that is not known.
        lat: Latitude, degrees on WGS 84; None for rows without a position.
        lon: Longitude.
        place: Name of a place or region.
        label: What happened, in the words of the source.
        strength: A number: radiative power, a count of deaths.
        id: The source's own name for the row, by which the same row in two files is known.
        precision: How finely a position is known, in the codes of ``precision_km``.
        precision_km: Position error by code.
        position_error_km: Position error of all other rows; None where not known.
        sensor: Who saw it.
    """

    kind: str
    time: str
    clock: str | None = None
    end: str | None = None
    day_format: str = ""
    zone: str | None = None
    midnight_is_day: bool = False
    lat: str | None = None
    lon: str | None = None
    place: str | None = None
    label: str | None = None
    strength: str | None = None
    id: str | None = None
    precision: str | None = None
    precision_km: tuple[tuple[str, float], ...] = ()
    position_error_km: float | None = None
    sensor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read.

    Attributes:
        file: CSV, also packed (gzip).
        columns: What its columns mean; None for a format that is known by its columns.
        zone: The zone of its times where they state none, in place of the format's.
    """

    file: Path
    columns: Columns | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row that was not kept: its number (the first after the header is 1), and what stood there."""

    row: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Rows of a file that were not kept for one reason.

    Attributes:
        reason: A short stable word, one of :data:`detente.watch.detections.reasons.REASONS`.
        column: The column that is at fault; empty for the row as a whole.
        rows: How many.
        examples: The first of them, at most five.
    """

    reason: str
    column: str
    rows: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one file.

    Attributes:
        file: Its path as it was given.
        sha256: Digest of its bytes.
        format: What it was read as.
        records: Rows after the header; blank lines are none.
        kept: Rows that made it into the table.
        rejected: Those that did not, by reason, the most first.
        notes: What was taken for granted.
    """

    file: str
    sha256: str
    format: str
    records: int
    kept: int
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detections:
    """A table of detections on disk, with all that is needed to defend it.

    Attributes:
        file: The Parquet file; its columns are those of :data:`detente.watch.detections.table.COLUMNS`.
        sha256: Digest of its bytes.
        rows: How many detections.
        first: The first UTC day; None for an empty table.
        last: The last one.
        readings: What became of each source.
        duplicates: Rows that stood for a detection that was there already.
        pixels_joined: Rows that were joined to a neighbour as one fire.
        rejected_file: Where every rejected row is listed; None where there is none.
    """

    file: Path
    sha256: str
    rows: int
    first: date | None
    last: date | None
    readings: tuple[Reading, ...]
    duplicates: int
    pixels_joined: int
    rejected_file: Path | None

    @property
    def rejected(self) -> int:
        """Rejected rows of all files."""
        return sum(part.rows for reading in self.readings for part in reading.rejected)
