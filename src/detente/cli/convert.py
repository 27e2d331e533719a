"""``detente convert``: to and from the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import case_argument, json_option, one_of, overlay_option, path_names
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.case.model import Case

FORMATS = ("case", "geniusweb", "negmas")


@click.command(
    name="convert",
    short_help="To and from the formats of other programs.",
    epilog="""\b
Examples:
  detente convert domains/Amsterdam my-case --to case
  detente convert cases/bill-and-jack barter --to negmas
  detente convert cases/ukraine-2025-03 ukraine-web --to geniusweb --overlay analyst
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
    help="A case folder, a GeniusWeb domain (JSON) or a NegMAS domain (YAML).",
)
@overlay_option
@json_option
def command(*, case: Path, folder: Path, wanted: str, overlays: tuple[str, ...], as_json: bool) -> None:
    """Write CASE as FOLDER in another format.

    CASE is a case folder or a Genius, GeniusWeb or NegMAS domain folder; FOLDER must be new or empty, and
    appears whole or not at all. The other programs know weighted sums only: what they cannot hold (red lines,
    rules, statements, intervals) is left out or written at its centroid, and every such thing is said.
    """
    from detente.case.entry import open_case
    from detente.views.json_text import json_chunks
    from detente.views.page import printable
    from detente.views.solve_json import case_shape

    opened = open_case(case, overlays=overlays)
    told = _write(opened, folder, wanted)
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


def _write(case: Case, folder: Path, wanted: str) -> tuple[str, ...]:
    """Write the folder; what was left out or settled, in sentences."""
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
