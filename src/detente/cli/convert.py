"""``detente convert``: to and from the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import case_argument, choice_option, json_option, one_of, overlay_option, path_names
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.case.model import Case

FORMATS = ("case", "geniusweb", "negmas", "web-annotation", "prov", "dna")
RECORD_FORMATS = FORMATS[3:]
"""Formats that hold the statements of a case, and none of its numbers."""
REVIEWS = ("unreviewed", "confirmed")


@click.command(
    name="convert",
    short_help="To and from the formats of other programs.",
    epilog="""\b
Examples:
  detente convert domains/Amsterdam my-case --to case
  detente convert cases/bill-and-jack barter --to negmas
  detente convert cases/ukraine-2025-03 ukraine-web --to geniusweb --overlay analyst
  detente convert cases/ukraine-2025-03 ukraine-dna --to dna
  detente convert events.csv my-case --to case --review confirmed
""",
)
@case_argument
@click.argument("folder", type=Path, shell_complete=path_names, metavar="FOLDER")
@click.option(
    "--to",
    "wanted",
    required=True,
    metavar="|".join(FORMATS),
    callback=one_of(FORMATS, "format that can be written"),
    help="A case folder, a GeniusWeb domain (JSON) or a NegMAS domain (YAML). Of the statements alone: Web "
    "Annotations (JSON-LD), their provenance (PROV-JSON), or tables and a script for the Discourse Network "
    "Analyzer.",
)
@choice_option(
    "--review",
    REVIEWS,
    "review",
    "Of an event list: what is said of statements for which the list says nothing.  [default: unreviewed]",
)
@overlay_option
@json_option
def command(
    *,
    case: Path,
    folder: Path,
    wanted: str,
    review: str | None,
    overlays: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write CASE as FOLDER in another format.

    CASE is a case folder, a Genius, GeniusWeb or NegMAS domain folder, or an event list of the Discourse
    Network Analyzer (a file that ends in .csv); FOLDER must be new or empty, and appears whole or not at all.
    GeniusWeb and NegMAS know weighted sums only: what they cannot hold (red lines, rules, statements,
    intervals) is left out or written at its centroid, and every such thing is said.
    """
    from detente.views.json_text import json_chunks
    from detente.views.page import printable
    from detente.views.solve_json import case_shape

    opened = _opened(case, overlays, review)
    told = _write(opened, folder, wanted, case)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if as_json:
        shape = {
            "format": 1,
            "case": case_shape(opened),
            "folder": str(folder),
            "to": wanted,
            "files": files,
            "notes": told,
        }
        write_result(json_chunks(shape), None, is_data=True)
        return
    write_result(
        [*(f"{folder / name}\n" for name in files), *(f"Note: {printable(sentence)}\n" for sentence in told)],
        None,
        is_data=False,
    )


def _opened(path: Path, overlays: tuple[str, ...], review: str | None) -> Case:
    """The case, or what an event list says."""
    if path.suffix.lower() != ".csv" or path.is_dir():
        if review:
            usage = "--review is for an event list (a file that ends in .csv)"
            raise click.UsageError(usage, click.get_current_context())
        from detente.case.entry import open_case

        return open_case(path, overlays=overlays)
    if overlays:
        usage = "--overlay is for a case folder; an event list has none"
        raise click.UsageError(usage, click.get_current_context())
    from detente.case.statements import Review
    from detente.record.export.event_list_read import read_event_list

    return read_event_list(path, review=Review(review or REVIEWS[0]))


def _write(case: Case, folder: Path, wanted: str, path: Path) -> tuple[str, ...]:
    """Write the folder; what was left out or settled, in sentences."""
    if wanted in RECORD_FORMATS:
        from detente.case.interop.files import write_files
        from detente.record.export.files import export_files, held_texts

        files, told = export_files(case, held_texts(path, case), wanted)
        write_files(folder, files)
        return (*case.notes, *told)
    if wanted != "case":
        from detente.case.interop import write_domain

        return (*case.notes, *write_domain(case, folder, wanted))
    from detente.case.folder import write_case

    write_case(case, folder)
    left = [overlay.id for overlay in case.overlays if not overlay.applied]
    laid = [overlay.id for overlay in case.overlays if overlay.applied]
    notes = [*case.notes]
    if laid:
        notes.append(f"Written as it stands with these overlays: {', '.join(laid)}.")
    if left:
        notes.append(f"These overlays are not written: {', '.join(left)}.")
    return tuple(notes)
