"""Fetching fires from NASA FIRMS, window by window: what is there already is not fetched again.

The area service gives at most five days at a time: ``/api/area/csv/KEY/SOURCE/W,S,E,N/DAYS/FIRST``. The key
is the user's own. It is part of the address, so every address and message is shown without it, and it is
written into no file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from detente.cli.download import Limits, download
from detente.cli.output import write_data, write_file
from detente.errors import Fault, InputError, shown_value

SERVER = "https://firms.modaps.eosdis.nasa.gov"
SOURCES = (
    "VIIRS_SNPP_NRT",
    "VIIRS_SNPP_SP",
    "VIIRS_NOAA20_NRT",
    "VIIRS_NOAA20_SP",
    "VIIRS_NOAA21_NRT",
    "MODIS_NRT",
    "MODIS_SP",
    "LANDSAT_NRT",
)
"""Near real time (NRT) and the archive (SP, standard processing), which comes some months later."""

CREDIT = "NASA FIRMS (firms.modaps.eosdis.nasa.gov), part of NASA's Earth Science Data and Information System"
VARIABLE = "DETENTE_FIRMS_KEY"
KEY = re.compile(r"[A-Za-z0-9]{8,128}")
HIDDEN = "KEY"
DAYS_AT_ONCE = 5
MOST_DAYS = 3700
MANIFEST = "fetched.json"
HEADER = b"latitude,longitude,"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: sources, days and a box, and the server with the user's key."""

    sources: tuple[str, ...]
    since: date
    until: date
    box: Box
    server: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some days of one source, as one file.

    Attributes:
        file: Its name.
        source: The source.
        since: The first day.
        until: The last one.
        rows: How many rows it has.
        bytes: Its size.
        sha256: Its digest.
        final: Whether all its days were over when it was fetched.
        fetched: Whether it was fetched this time.
    """

    file: str
    source: str
    since: date
    until: date
    rows: int = 0
    bytes: int = 0
    sha256: str = ""
    final: bool = False
    fetched: bool = True


def key_from(file: Path | None) -> str:
    """The user's key: of a file, else of the environment.

    Raises:
        InputError: if there is none, or it is none; the message does not show it.
    """
    place = str(file) if file is not None else VARIABLE
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise _fault(
                "the file with the key cannot be read", "a file that holds the key alone", file=place
            ) from None
    else:
        text = os.environ.get(VARIABLE, "").strip()
    if not text:
        hint = f"--key-file FILE, or the environment variable {VARIABLE}; FIRMS gives keys away on its site"
        raise _fault("there is no key for FIRMS", hint)
    if not KEY.fullmatch(text):
        raise _fault("what should be the key is none", "the letters and figures of the key alone", file=place)
    return text


def fetch_firms(
    asked: Asked, folder: Path, limits: Limits, *, today: date, tell: Callable[[str], None]
) -> tuple[Window, ...]:
    """Fetch what a folder lacks, file by file; what is there stays if anything goes wrong.

    Args:
        asked: What to fetch.
        folder: Where the files go, with a list of them (``fetched.json``).
        limits: What one file may take.
        today: The day of the fetching: later windows are asked for again next time.
        tell: Is told what is being fetched.

    Returns:
        All windows, in the order of sources and days.

    Raises:
        InputError: if the folder holds another box, or the server does not give a table.
    """
    held = _held(folder, asked.box)
    found: list[Window] = []
    for window in windows(asked):
        known = held.get(window.file)
        if known is None or not known.final or not _is_there(folder, known):
            tell(f"{window.source}, {window.since} to {window.until}")
            known = _fetched(asked, window, folder, limits, today)
            held[window.file] = known
            _write_list(folder, asked.box, held)
        found.append(known)
    return tuple(found)


def windows(asked: Asked) -> Iterator[Window]:
    """The files that are needed, each of five days at most."""
    for source in asked.sources:
        first = asked.since
        while first <= asked.until:
            last = min(first + timedelta(days=DAYS_AT_ONCE - 1), asked.until)
            yield Window(file=f"{source}-{first}-{last}.csv", source=source, since=first, until=last)
            first = last + timedelta(days=1)


def _fetched(asked: Asked, window: Window, folder: Path, limits: Limits, today: date) -> Window:
    sides = ",".join(f"{side:g}" for side in asked.box)
    days = (window.until - window.since).days + 1
    address = f"{asked.server}/api/area/csv/{{key}}/{window.source}/{sides}/{days}/{window.since}"
    shown = address.format(key=HIDDEN)
    try:
        data = download(address.format(key=asked.key), limits)
    except InputError as error:
        raise InputError(*(_without_key(fault, asked.key) for fault in error.faults)) from None
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines or not lines[0].startswith(HEADER) or asked.key.encode() in data:
        said = shown_value(data[:80].decode("utf-8", "replace").replace(asked.key, HIDDEN))
        hint = "the key, the source and the days; after many requests, once more in ten minutes"
        raise _fault(f"what came is no table of fires (it begins with {said})", hint, file=shown)
    write_data([data], folder / window.file)
    return replace(
        window,
        rows=sum(1 for line in lines[1:] if line.strip()),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        final=window.until < today,
    )


def _without_key(fault: Fault, key: str) -> Fault:
    return replace(
        fault,
        file=fault.file.replace(key, HIDDEN),
        message=fault.message.replace(key, HIDDEN),
        hint="the key, the source and the days; or once more later",
    )


def _held(folder: Path, box: Box) -> dict[str, Window]:
    """What the folder holds already.

    Raises:
        InputError: if it holds fires of another box, or its list cannot be read.
    """
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        there = tuple(float(side) for side in document["box"])
        rows = [_row(row) for row in document["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        hint = "another folder with --into, or this file away"
        raise _fault("the list of what was fetched cannot be read", hint, file=str(path)) from None
    if there != box:
        shown = ",".join(f"{side:g}" for side in there)
        raise _fault(
            f"the folder holds fires of the box {shown}", "another folder with --into", file=str(path)
        )
    return {row.file: row for row in rows}


def _row(row: dict[str, object]) -> Window:
    return Window(
        file=str(row["file"]),
        source=str(row["source"]),
        since=date.fromisoformat(str(row["since"])),
        until=date.fromisoformat(str(row["until"])),
        rows=int(str(row["rows"])),
        bytes=int(str(row["bytes"])),
        sha256=str(row["sha256"]),
        final=row["final"] is True,
        fetched=False,
    )


def _is_there(folder: Path, window: Window) -> bool:
    """Whether the file of a window stands as it was fetched."""
    path = folder / window.file
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == window.sha256


def _write_list(folder: Path, box: Box, held: dict[str, Window]) -> None:
    rows = [row for _, row in sorted(held.items())]
    document = {"format": 1, "credit": CREDIT, "box": list(box), "files": [file_row(row) for row in rows]}
    write_file([json.dumps(document, indent=1) + "\n"], folder / MANIFEST)


def file_row(window: Window) -> dict[str, object]:
    """A window as a row of the list."""
    return {
        "file": window.file,
        "source": window.source,
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "rows": window.rows,
        "bytes": window.bytes,
        "sha256": window.sha256,
        "final": window.final,
    }


def complete(
    sources: Sequence[str], since: date | None, until: date | None, box: Box | None
) -> tuple[date, date, Box]:
    """The days and the box, all of them given and right.

    Raises:
        InputError: with each option that is missing or wrong.
    """
    faults = [
        Fault(place=_PLACE, message=f"{option} is missing", hint=f"{option} {example}", code="usage")
        for option, value, example in (
            ("--since", since, "2025-04-01"),
            ("--until", until, "2025-04-30"),
            ("--box", box, "36,46,40,50"),
        )
        if value is None
    ]
    if since is not None and until is not None and not 0 <= (until - since).days < MOST_DAYS:
        message = f"{since} to {until} is no span of days, or one of more than ten years"
        faults.append(Fault(place=_PLACE, message=message, hint="--until on or after --since", code="usage"))
    if box is not None and not (-180 <= box[0] < box[2] <= 180 and -90 <= box[1] < box[3] <= 90):
        shown = ",".join(f"{side:g}" for side in box)
        hint = "west,south,east,north in degrees, such as --box 36,46,40,50"
        faults.append(Fault(place=_PLACE, message=f"{shown} is no box", hint=hint, code="usage"))
    if not sources:
        faults.append(
            Fault(place=_PLACE, message="no source is given", hint=f"--source {SOURCES[0]}", code="usage")
        )
    if faults or since is None or until is None or box is None:
        raise InputError(*faults)
    return since, until, box


_PLACE = "detente fetch firms"


def _fault(message: str, hint: str, *, file: str = "") -> InputError:
    return InputError(
        Fault(file=file, place="" if file else _PLACE, message=message, hint=hint, code="fetch")
    )
