"""What became of files of detections, in sentences: what was kept, what was not, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.errors import shown_value
from detente.watch.detections.model import Detections, Reading, Rejected
from detente.watch.detections.reasons import REASONS

EXAMPLES = 3


def told(found: Detections) -> tuple[str, ...]:
    """Lines for a reader: each file with what was kept and what was not, then what was joined.

    A line about rejected rows says how many, why, the first examples, and a way out.
    """
    lines = [line for reading in found.readings for line in _of_file(reading)]
    rows = sum(reading.kept for reading in found.readings)
    joined = (
        f"{_rows(found.duplicates)} for one that was there, {_rows(found.pixels_joined)} for a fire beside it"
    )
    lines.append(f"{_rows(rows)} kept make {_detections(found.rows)}: {joined}.")
    if found.rejected_file is not None:
        lines.append(f"Every row that is not used is listed with its reason in {found.rejected_file}.")
    return tuple(lines)


def _of_file(reading: Reading) -> Iterator[str]:
    yield f"{reading.file}: {reading.kept:,} of {_rows(reading.records)} kept, read as {reading.format}."
    for part in reading.rejected:
        yield f"{reading.file}: {_why(part)}"
    yield from (f"{reading.file}: {note}" for note in reading.notes)


def _why(part: Rejected) -> str:
    message, hint = REASONS[part.reason]
    where = f" (column {part.column})" if part.column else ""
    examples = "; ".join(f"row {one.row}: {shown_value(one.value)}" for one in part.examples[:EXAMPLES])
    return f"{_rows(part.rows)} not used, as each {message}{where}: {examples}. Try: {hint}."


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _detections(count: int) -> str:
    return f"{count:,} detection{'' if count == 1 else 's'}"
