"""Tables as CSV (RFC 4180, with line feeds alone), row by row."""

from __future__ import annotations

from collections.abc import Iterable


def csv_row(cells: Iterable[object]) -> str:
    r"""One line; what holds a comma, a quote or a line break stands in quotes.

    >>> csv_row(["ford", 0.5, 'the "old", wet one'])
    'ford,0.5,"the ""old"", wet one"\n'
    """
    return ",".join(_cell(str(cell)) for cell in cells) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text
