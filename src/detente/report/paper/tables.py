"""How wide the columns of a table are on paper: by what they hold, and never wider than the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from detente.report.paper.looks import LETTER
from detente.report.paper.parts import Json, Told, elements, words

MOST = 64
"""Letters from which on more of them make a column no wider."""

ROOM = 2
"""What the room around a cell takes, in letters."""


def table_columns(table: Told, room: float) -> list[Json]:
    """The columns of a table, as parts of its width.

    A column that the style sheet gives a share of the room has it; each other column has what its longest
    word takes, and what is left goes to those that would hold more in a line.

    Args:
        table: The table as it is told.
        room: The width that there is, in sizes of its letters.
    """
    letters = max(room / LETTER, 1.0)
    least, most = list[float](), list[float]()
    for at, cell in chain.from_iterable(_cells(row) for row in _rows(table)):
        least += [0.0] * (at + 1 - len(least))
        most += [0.0] * (at + 1 - len(most))
        share = cell.get("share")
        if isinstance(share, float):
            least[at] = most[at] = max(share * letters, least[at])
            continue
        held = words(cell)
        least[at] = max(least[at], *(min(len(word), MOST) + ROOM for word in (*held.split(" "), "")))
        most[at] = max(most[at], min(len(held), MOST) + ROOM)
    return [f"{width:.2f}fr" for width in _widths(least, most, letters)]


def _widths(least: Sequence[float], most: Sequence[float], letters: float) -> list[float]:
    spare = letters - sum(least)
    wants = [max(high - low, 0.0) for low, high in zip(least, most, strict=True)]
    if spare <= 0 or not any(wants):
        return [max(low, 1.0) for low in least]
    part = min(1.0, spare / sum(wants))
    return [max(low + part * want, 1.0) for low, want in zip(least, wants, strict=True)]


def _rows(table: Told) -> Iterator[Told]:
    for part in elements(table):
        if part["tag"] == "tr":
            yield part
        elif part["tag"] in {"thead", "tbody", "tfoot"}:
            yield from _rows(part)


def _cells(row: Told) -> Iterator[tuple[int, Told]]:
    """The cells of a row that stand in one column, each with the number of its column."""
    at = 0
    for cell in elements(row):
        span = int(str(cell.get("colspan", "1")))
        if span == 1:
            yield at, cell
        at += span
