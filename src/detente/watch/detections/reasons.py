"""Why a row is not kept: a short stable word, what it means, and a way out."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "columns": ("has too few or too many columns", "the row as the source publishes it"),
    "separator": ("is separated by another sign than the header", "one separator for the whole file"),
    "quote": ("opens a quote that is never closed", "the row with its quotes in pairs"),
    "encoding": ("is not UTF-8", "the file saved as UTF-8"),
    "no-position": ("has no latitude or no longitude", "a position, or a column map without lat and lon"),
    "position": ("has a position that is no number", "degrees with a decimal point"),
    "range": ("has a latitude beyond 90 or a longitude beyond 180 degrees", "degrees on WGS 84"),
    "changed-over": (
        "has latitude and longitude changed over: the other way round it lies where it should",
        "the columns the other way round",
    ),
    "no-time": ("has no time", "a day at least"),
    "time": ("has a time that cannot be read", "days as 2025-03-15, or day_format in a column map"),
    "coarse-time": ("is known to the week or month alone", "rows that are known to the day"),
    "future": ("lies after the day of the reading", "the day that the file was made, or a right date"),
    "early": ("lies before the sensors flew", "a right date"),
    "end": ("ends before it starts, or its end cannot be read", "an end after the start"),
    "no-value": ("has no value: unknown is not 0", "the row with its value, or without it as unknown"),
    "value": ("has a value that is no number", "a number with a decimal point"),
}
"""Words for programs, each with what is wrong (after "row 5") and what to try."""
