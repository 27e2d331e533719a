"""The segments of a contact line as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.csv_text import csv_row
from detente.views.line_json import rounded

if TYPE_CHECKING:
    from detente.verify.line.answer import LineAnswer


def line_csv(answer: LineAnswer) -> Iterator[str]:
    """The segments as a table: one row each."""
    heads = (
        "segment", "name", "region", "piece", "from_km", "length_km", "start_lon", "start_lat", "middle_lon",
        "middle_lat", "end_lon", "end_lat", "bearing",
    )  # fmt: skip
    yield csv_row(heads)
    for part in answer.segments:
        places = (*part.start, *part.middle, *part.end)
        numbers = (part.piece + 1, rounded(part.from_km), rounded(part.length_km), *places, part.bearing)
        yield csv_row((part.id, part.name, part.region, *numbers))
