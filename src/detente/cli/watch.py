"""``detente watch``: is it being kept: what was seen beyond the ordinary, where, and what nobody saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.complaint import DONE, FOUND
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    WORKERS,
    Whole,
    case_argument,
    json_option,
    output_option,
    overlay_option,
    path_names,
    quiet_option,
    refuse_numbers,
    shape_of,
)
from detente.cli.output import check_target, write_file, write_result
from detente.errors import Fault, InputError, shown_value

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.watch.keeping.model import Keeping

DRAWS = Whole("--draws", 0, 1_000_000)
FILES = ("incidents.geojson", "incidents.csv", "verdict.csv", "calendar.csv")
"""What ``--folder`` writes."""


def _day(context: click.Context, _: click.Parameter, value: str | None) -> date | None:
    if value is None or context.resilient_parsing:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"{shown_value(value)} is no day"
        raise InputError(
            Fault(place="detente watch: --until", message=message, hint="2025-04-20", code="usage")
        ) from None


@click.command(
    name="watch",
    short_help="Is it being kept? What was seen, and what nobody saw.",
    epilog="""\b
Examples:
  detente watch cases/quiet-river
  detente watch cases/quiet-river --folder out --ledger ledger.jsonl
  detente watch cases/quiet-river --json -o watch.json
  detente watch cases/quiet-river --until 2031-06-15 --check
""",
)
@case_argument
@overlay_option
@click.option(
    "--line",
    "line_file",
    type=Path,
    shell_complete=path_names,
    metavar="FILE",
    help="The contact line, as 'detente line --geojson' writes it. Default: the layers of the case.",
)
@click.option(
    "--until",
    metavar="DATE",
    callback=_day,
    help="The last UTC day of which anything can be known; later rows are refused. Default: today.",
)
@click.option(
    "--draws",
    type=int,
    metavar="N",
    help="Null worlds of the scan for clusters of cells and days; 0: no scan. Default: 199.",
)
@click.option("--seed", type=int, metavar="N", help="The seed of all draws. Default: that of watch.toml.")
@click.option(
    "--folder",
    type=Path,
    shell_complete=path_names,
    metavar="DIR",
    help=f"Also write {', '.join(FILES)} into DIR; it is made if it is not there.",
)
@click.option(
    "--ledger",
    type=Path,
    shell_complete=path_names,
    metavar="FILE",
    help="Also write incidents and verdicts as entries at the end of a ledger; see 'detente ledger'.",
)
@click.option(
    "--workers",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that place detections in cells; they change no number.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="A Dask scheduler that does so instead, such as tcp://10.0.0.5:8786. Needs detente[cluster].",
)
@click.option("--check", is_flag=True, help="Exit with 1 if an obligation is found broken.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print the verdicts as a table of CSV.")
@output_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    line_file: Path | None,
    until: date | None,
    draws: int | None,
    seed: int | None,
    folder: Path | None,
    ledger: Path | None,
    workers: int,
    cluster: str | None,
    check: bool,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> int:
    """Say what can be said of the keeping of a deal, from detections and from what could have been seen.

    The case's watch.toml names the windows of the truce, the files of detections, the sensors and what kept
    them from seeing. For each obligation and each stretch of ground the answer is one of four: broken, kept
    as far as seen (with the most acts that there can have been), no bound, or not observed. The words are the
    same for all sides; what nobody looked at is never called quiet.

    Incidents are told by cell and area, never by position. Needs: pip install 'detente[geo]'.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    given = [(DRAWS, draws), (SEED, seed), (WORKERS, workers)]
    refuse_numbers("watch", *((number, value) for number, value in given if value is not None))
    if folder is not None:
        _check_folder(folder)
    if ledger is not None:
        _check_ledger(ledger)
    with working("Reading the case", quiet=quiet):
        opened = _opened(case, overlays)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    with working("Watching", quiet=quiet) as say:
        places = _Places(line=line_file, workers=workers, cluster=cluster)
        found = _watched(opened, case, places, until, draws, seed, say)
    if folder is not None:
        _write_folder(found, folder, quiet=quiet)
    if ledger is not None:
        _write_ledger(found, ledger, quiet=quiet)
    write_result(_text(found, shape, target), target, is_data=shape is not None)
    return FOUND if check and _is_broken(found) else DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """The line, if not the case's own, and who finds where detections lie along it."""

    line: Path | None
    workers: int
    cluster: str | None


def _opened(path: Path, overlays: tuple[str, ...]) -> Case:
    from detente.case.entry import open_case

    return open_case(path, overlays=overlays)


def _watched(
    case: Case,
    folder: Path,
    places: _Places,
    until: date | None,
    draws: int | None,
    seed: int | None,
    say: Callable[[str], None],
) -> Keeping:
    from detente.verify.extra import naming_geo

    with naming_geo():
        from detente.verify.line.answer import Layers
        from detente.watch.keeping.run import DRAWS as USUAL
        from detente.watch.keeping.run import Effort, watch_case
        from detente.watch.workers import workers

    with workers(places.workers, cluster=places.cluster) as executor:
        return watch_case(
            case,
            folder,
            until=until or datetime.now(UTC).date(),
            effort=Effort(draws=USUAL if draws is None else draws, seed=seed, executor=executor),
            layers=None if places.line is None else Layers(line=places.line),
            say=say,
        )


def _is_broken(keeping: Keeping) -> bool:
    return any(one.breaches for window in keeping.windows for one in window.obligations)


def _check_folder(folder: Path) -> None:
    """Refuse a folder that could not be written, before any work is done for it.

    Raises:
        InputError: if it is a file, or its parent is no folder.
    """
    if folder.exists() and not folder.is_dir():
        message, hint = "is a file, not a folder", "a new folder"
        raise InputError(Fault(file=str(folder), message=message, hint=hint, code="unwritable"))
    check_target((folder if folder.exists() else folder.parent) / FILES[0])


def _check_ledger(path: Path) -> None:
    """Refuse a ledger that could not be continued, before any work is done for it.

    Raises:
        InputError: if it cannot be written, or is broken.
    """
    check_target(path)
    if path.exists() and path.stat().st_size:
        from detente.watch.ledger import read_ledger

        read_ledger(path)


def _write_folder(keeping: Keeping, folder: Path, *, quiet: bool) -> None:
    from detente.views.watch_geojson import watch_geojson
    from detente.views.watch_json import calendar_csv, incidents_csv, verdict_csv

    folder.mkdir(exist_ok=True)
    written = (watch_geojson, incidents_csv, verdict_csv, calendar_csv)
    for name, chunks in zip(FILES, written, strict=True):
        write_file(chunks(keeping), folder / name)
    note(f"Incidents, verdicts and calendar: {folder}", quiet=quiet)


def _write_ledger(keeping: Keeping, path: Path, *, quiet: bool) -> None:
    from detente.watch.keeping.entries import entries
    from detente.watch.ledger import append

    drafts = entries(keeping)
    receipt = append(path, drafts, at=datetime.now(UTC), about=f"The keeping of {keeping.case.title}")
    note(f"Ledger: {path}, {len(drafts)} entries written; root {receipt.root}@{receipt.count}", quiet=quiet)


def _text(keeping: Keeping, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.watch_json import watch_json

        return watch_json(keeping)
    if shape == "csv":
        from detente.views.watch_json import verdict_csv

        return verdict_csv(keeping)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.watch_text import watch_page

    return page_of(watch_page(keeping), to_terminal=target is None and is_terminal())
