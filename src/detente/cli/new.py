"""``detente new``: a commented case to start one's own from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from detente.cli.notes import note
from detente.cli.options import json_option, path_names, quiet_option
from detente.cli.output import write_result


@click.command(
    name="new",
    short_help="Write a commented example of a case.",
    epilog="""\b
Examples:
  detente new my-case
  detente new my-case --title "The harbour and the bridge"
""",
)
@click.argument("folder", type=Path, shell_complete=path_names, metavar="FOLDER")
@click.option("--title", help="The title of the case, on one line.")
@json_option
@quiet_option
def command(*, folder: Path, title: str | None, as_json: bool, quiet: bool) -> None:
    """Write a commented example of a case into FOLDER.

    Two villages and a well: parties, issues, a structural rule, red lines with their statements, preferences,
    an overlay. Every part says what it is for and what may be left out. FOLDER must be new or empty; the
    example passes `detente check`.
    """
    from detente.case.template import TITLE, new_case
    from detente.views.json_text import json_chunks

    made = new_case(folder, title=TITLE if title is None else title)
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    if as_json:
        write_result(json_chunks({"format": 1, "folder": str(made), "files": files}), None, is_data=True)
    else:
        write_result([f"{made / name}\n" for name in files], None, is_data=False)
    note(f"Next: change it, then 'detente check {shlex.quote(str(made))}'.", quiet=quiet)
