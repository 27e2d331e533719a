"""From a file of rows to rows of DuckDB: the columns that are asked for, as text.

DuckDB's reader takes the whole file at once. Where it finds a single fault it is not asked again: the file is
then read record by record, each bad row gets its reason, and every good one is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from detente.errors import Fault, InputError
from detente.watch.detections.clock import quoted
from detente.watch.detections.text import Shape, records

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def load(connection: DuckDBPyConnection, shape: Shape, columns: Sequence[str], scratch: Path) -> int:
    """Fill the table ``raw`` in the order of the file: ``fault`` (mostly NULL), ``line``, ``c0``, ``c1``, ...

    Args:
        connection: Where to.
        shape: The file.
        columns: The names of the columns to keep, as the header has them.
        scratch: A folder for files on the way.

    Returns:
        How many rows there are.
    """
    connection.execute("DROP TABLE IF EXISTS raw")
    if not shape.plain or not goes_through(connection, f"CREATE TABLE raw AS {rows_sql(shape, columns)}"):
        connection.execute("DROP TABLE IF EXISTS raw")
        _one_by_one(connection, shape, columns, scratch)
    return int(connection.execute("SELECT count(*) FROM raw").fetchall()[0][0])


def rows_sql(shape: Shape, columns: Sequence[str]) -> str:
    """The rows of a file that has no fault, with the columns of ``raw``."""
    kept = "".join(f", {_name(column)} AS c{place}" for place, column in enumerate(columns))
    return (
        f"SELECT NULL::VARCHAR AS fault, NULL::VARCHAR AS line{kept} "
        f"FROM read_csv({quoted(literal_path(shape.file))}, columns = {_column_table(shape.header)}, "
        f"header = true, auto_detect = false, delim = {quoted(shape.separator)}, "
        "quote = '\"', escape = '\"', "
        f"compression = '{'gzip' if shape.packed else 'none'}', store_rejects = true, rejects_limit = 1)"
    )


def goes_through(connection: DuckDBPyConnection, statement: str) -> bool:
    """Run a statement that reads by :func:`rows_sql`; whether the reader met no fault."""
    connection.execute("DROP TABLE IF EXISTS reject_errors")
    connection.execute("DROP TABLE IF EXISTS reject_scans")
    try:
        connection.execute(statement)
    except duckdb.Error:  # pragma: no cover - no file is known at which the reader stops, and not the row
        return False
    return not connection.execute("SELECT count(*) FROM reject_errors").fetchall()[0][0]


def _one_by_one(connection: DuckDBPyConnection, shape: Shape, columns: Sequence[str], scratch: Path) -> None:
    places = [shape.header.index(column) for column in columns]
    clean = scratch / "records.csv"
    with clean.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for record in records(shape):
            kept = [record.fields[place] for place in places] if record.fields else [""] * len(places)
            row = (record.reason, record.text, *kept)
            writer.writerow([_plain(field) for field in row])
    names = _column_table(["fault", "line", *(f"c{place}" for place in range(len(columns)))])
    connection.execute(
        f"CREATE TABLE raw AS SELECT * FROM read_csv({quoted(literal_path(clean))}, columns = {names}, "
        "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        "max_line_size = 10000000)"
    )
    clean.unlink()


def _plain(field: str) -> str:
    """A value without the signs at which DuckDB's reader would stop."""
    return field.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def literal_path(path: Path) -> str:
    """A path in which nothing is a pattern.

    Raises:
        InputError: if it cannot be written down as text.
    """
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        message = "the name of the file is not UTF-8"
        raise InputError(Fault(file=ascii(text), message=message, hint="another name for it")) from None
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def _column_table(names: Sequence[str]) -> str:
    return (
        "{"
        + ", ".join(f"{quoted(name or f'column{place}')}: 'VARCHAR'" for place, name in enumerate(names))
        + "}"
    )


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
