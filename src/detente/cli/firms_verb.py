"""``detente fetch firms``: what the command line says, and what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from detente._version import __version__
from detente.cli.complaint import refuse_choice
from detente.cli.download import Limits, refuse_address
from detente.cli.firms import (
    CREDIT,
    SERVER,
    SOURCES,
    Asked,
    Box,
    Window,
    complete,
    fetch_firms,
    file_row,
    key_from,
)
from detente.cli.firms_given import Given
from detente.cli.notes import note
from detente.cli.output import write_result
from detente.errors import Fault, InputError, shown_value

FOLDER = Path("firms")
PLACE = "detente fetch firms"


def run(given: Given, limits: Limits, *, as_json: bool, quiet: bool) -> None:
    """Fetch what is asked for, and say what the folder holds.

    Raises:
        InputError: with everything that is wrong with the options, or what went wrong with the server.
    """
    asked, folder = _asked(given), given.into or FOLDER
    _make(folder)
    found = fetch_firms(
        asked,
        folder,
        limits,
        today=datetime.now(UTC).date(),
        tell=lambda window: note(f"Fetching {window}", quiet=quiet),
    )
    if as_json:
        from detente.views.json_text import json_chunks

        write_result(json_chunks(_shape(asked, folder, found)), None, is_data=True)
        return
    write_result([f"{line}\n" for line in _lines(folder, found)], None, is_data=False)


def _make(folder: Path) -> None:
    """Make the folder, unless it is there.

    Raises:
        InputError: if it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fault = Fault(
            file=str(folder),
            message=f"cannot be made ({reason})",
            hint="--into another folder",
            code="unwritable",
        )
        raise InputError(fault) from None


def _asked(given: Given) -> Asked:
    faults: list[Fault] = []
    days = [_day(text, faults) for text in (given.since, given.until)]
    box = _box(given.box, faults)
    faults += [
        refuse_choice(f"{PLACE}: --source", name, SOURCES, "source")
        for name in given.sources
        if name not in SOURCES
    ]
    if faults:
        raise InputError(*faults)
    server = (given.url or SERVER).rstrip("/")
    since, until, box = complete(given.sources, days[0], days[1], box)
    refuse_address(server)
    key = key_from(given.key_file)
    return Asked(
        sources=tuple(dict.fromkeys(given.sources)), since=since, until=until, box=box, server=server, key=key
    )


def _day(text: str | None, faults: list[Fault]) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None:
        message, hint = f"{shown_value(text)} is no day", "a day as 2025-04-01"
        faults.append(Fault(place=PLACE, message=message, hint=hint, code="usage"))
    return day


def _box(text: str | None, faults: list[Fault]) -> Box | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(side) for side in text.split(","))
    except ValueError:
        message, hint = f"{shown_value(text)} is no box", "west,south,east,north in degrees: 36,46,40,50"
        faults.append(Fault(place=PLACE, message=message, hint=hint, code="usage"))
        return None
    return west, south, east, north


def _shape(asked: Asked, folder: Path, found: Sequence[Window]) -> dict[str, object]:
    return {
        "format": 1,
        "detente": __version__,
        "what": "firms",
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "box": list(asked.box),
        "server": asked.server,
        "folder": str(folder),
        "files": [{**file_row(window), "fetched": window.fetched} for window in found],
        "credit": CREDIT,
    }


def _lines(folder: Path, found: Sequence[Window]) -> list[str]:
    fetched = sum(window.fetched for window in found)
    rows = sum(window.rows for window in found)
    whence = f"{fetched} fetched, {len(found) - fetched} there already"
    lines = [f"{folder}: {len(found)} files with {rows:,} rows; {whence}"]
    lines += [f"{window.file}  {window.rows:,} rows  sha256 {window.sha256}" for window in found]
    open_days = [window.file for window in found if not window.final]
    if open_days:
        lines.append(f"Not final, to be fetched again another day: {', '.join(open_days)}")
    return [*lines, f"Credit: {CREDIT}"]
