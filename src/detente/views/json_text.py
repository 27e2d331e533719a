"""Laying out JSON so that people can read it and programs can read it fast.

The outer tables stand one key to a line, lists of tables one row to a line; what is inside a row stays on its
line. Long lists may be given as iterators: they are written as they come and never held as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

OPENED = 2
"""How many levels of tables are broken into lines."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def json_chunks(shape: Mapping[str, object]) -> Iterator[str]:
    """The text of ``shape`` in pieces, with a line break at the end.

    Args:
        shape: Strings, numbers, booleans, None, mappings, lists and iterators (written as lists). Keys keep
            their order, so that the same shape gives the same bytes.

    Raises:
        ValueError: for NaN and infinity, which JSON does not have.
    """
    yield from _chunks(shape, 0)
    yield "\n"


def _chunks(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value and depth < OPENED:
        head, inner = "{", "  " * (depth + 1)
        for key, item in value.items():
            yield f"{head}\n{inner}{_encode(key)}: "
            yield from _chunks(item, depth + 1)
            head = ","
        yield f"\n{'  ' * depth}}}"
    elif (rows := _rows(value)) is not None:
        head, inner = "[", "  " * (depth + 1)
        for item in rows:
            yield f"{head}\n{inner}{_encode(item)}"
            head = ","
        yield "[]" if head == "[" else f"\n{'  ' * depth}]"
    else:
        yield _encode(value)


def _rows(value: object) -> Iterator[object] | None:
    """The rows of a list of tables; None for everything else."""
    if isinstance(value, Iterator):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return iter(value) if any(isinstance(item, Mapping) for item in value) else None
    return None
