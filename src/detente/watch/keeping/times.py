"""Which days a window has, and which days are looked at in all.

A window has hours, counts have UTC days. A day counts as one of the window's if at least a half of it lies
within; a window of a few hours has no such day, and then nothing can be said of it. Which hours of its first
and last day count is said in :mod:`~detente.watch.keeping.hours`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.case.watching import BaselineDays, Window
from detente.watch.span import Span


def window_days(window: Window, until: date, last_row: date) -> Span | None:
    """The UTC days of a window, up to a last one; None where it has none.

    Args:
        window: The window; without an end it is open.
        until: The last day of which anything can be known.
        last_row: The last day of any file: an open window reaches no further.
    """
    first, end = window.first_day, window.last_day
    last = min(last_row if end is None else end, until)
    return Span.between(first, last) if first <= last else None


def whole_span(baseline: BaselineDays, windows: Sequence[Span]) -> Span:
    """From the first to the last day of the baseline and the windows."""
    first = min([baseline.first, *(span.first for span in windows)])
    last = max([baseline.last, *(span.last for span in windows)])
    return Span.between(first, last)
