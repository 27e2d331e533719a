"""Statements and sources as the text of ``statements.csv`` and ``sources.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.case import keys
from detente.case.model import Source, Statement

_SPECIAL = frozenset('",\r\n')


def statements_text(statements: Iterable[Statement]) -> str:
    """The text of ``statements.csv``, with all columns."""
    return table_text(keys.STATEMENT_COLUMNS, (_statement(statement) for statement in statements))


def sources_text(sources: Iterable[Source]) -> str:
    """The text of ``sources.csv``, with all columns."""
    return table_text(
        keys.SOURCE_COLUMNS,
        ({column: getattr(source, column) for column in keys.SOURCE_COLUMNS} for source in sources),
    )


def _statement(statement: Statement) -> Mapping[str, str]:
    return {column: _cell(getattr(statement, column)) for column in keys.STATEMENT_COLUMNS}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, tuple):
        return "; ".join(str(member) for member in value)
    return "" if value is None else str(value)


def table_text(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> str:
    """A CSV text: cells in quotes where they need them, one row a line."""
    lines = [",".join(columns), *(",".join(_quoted(row[column]) for column in columns) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def _quoted(cell: str) -> str:
    if _SPECIAL.isdisjoint(cell) and cell == cell.strip():
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
