"""``detente draft``: confirmed statements to the skeleton of a case."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note
from detente.cli.options import file_option, json_option, path_names, quiet_option
from detente.cli.output import write_result
from detente.errors import DetenteError, Fault, InputError

if TYPE_CHECKING:
    from detente.record.reading_file import ReadingFile
    from detente.record.stubs.made import Made

TITLE = "A case from what was said"


@click.command(
    name="draft",
    short_help="Confirmed statements to the skeleton of a case.",
    epilog="""\b
Examples:
  detente draft talks.json -o bridge-talks
  detente draft talks.json wire.json -o bridge-talks --title "The bridge and the harbour"
  detente draft talks.json --case cases/ukraine-2025-03
  detente draft talks.json --case my-case --add
""",
)
@click.argument(
    "readings", type=Path, nargs=-1, required=True, shell_complete=path_names, metavar="READING..."
)
@click.option(
    "--output",
    "-o",
    "folder",
    type=Path,
    metavar="FOLDER",
    shell_complete=path_names,
    help="Write a case folder, whole or not at all; FOLDER must be new or empty. Default: print case.toml.",
)
@click.option("--title", default=TITLE, show_default=True, metavar="TEXT", help="The title of the case.")
@file_option("--case", text="A case that exists: what would be added to it, in place of a new one.")
@click.option("--add", is_flag=True, help="Add the statements and sources to the tables of that case.")
@file_option("--lexicon", "lexicons", multiple=True, text="A lexicon: its titles of parties and issues.")
@json_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    readings: tuple[Path, ...],
    folder: Path | None,
    title: str,
    case: Path | None,
    add: bool,
    lexicons: tuple[Path, ...],
    as_json: bool,
    quiet: bool,
) -> None:
    """Make the skeleton of a case of the confirmed statements in one or more READINGs.

    Statements get ids of their own and keep their source; the same one in two articles is kept twice and said
    so. For each issue there are option stubs named after who demands, offers, accepts or rejects them, with
    the statements behind each; red lines stand where a party rejects or draws a line; a demand is a comment
    that waits for an analyst's why, and so are values. What is doubtful, rejected or not reviewed makes none.

    With --case nothing of that case is changed: its tables with the new rows, and stubs for its case.toml, go
    to FOLDER or are printed. --add puts the rows into its tables, once the case was read with them.
    """
    if add and (case is None or folder is not None):
        message = "--add goes with --case, and without --output"
        raise click.UsageError(message, click.get_current_context())
    from detente.record.stubs.made import add_to, put_additions, put_case

    made = _made(_read(readings), case, lexicons, title)
    if add and case is not None:
        add_to(case, made)
    elif folder is not None:
        (put_case if case is None else put_additions)(made, folder)
    if as_json:
        from detente.views.draft_json import draft_json

        place = str(case if add else folder) if add or folder else None
        write_result(draft_json(made, folder=place), None, is_data=True)
    else:
        write_result(_lines(made, case, folder, add=add), None, is_data=False)
    if case is None and folder is not None:
        note(f"Next: work on the stubs, then 'detente check {shlex.quote(str(folder))}'.", quiet=quiet)


def _read(paths: tuple[Path, ...]) -> list[ReadingFile]:
    """The readings.

    Raises:
        InputError: with the faults of all of them.
    """
    from detente.record.reading_file import read_reading

    found, faults = [], list[Fault]()
    for path in dict.fromkeys(paths):
        try:
            found.append(read_reading(path))
        except DetenteError as error:
            faults += error.faults
    if faults:
        raise InputError(*faults)
    return found


def _made(files: list[ReadingFile], case: Path | None, lexicons: tuple[Path, ...], title: str) -> Made:
    from detente.case.entry import open_case
    from detente.cli.reading_names import titles_of
    from detente.record.stubs.made import additions_to, stubs_of

    titles = titles_of(lexicons)
    if case is None:
        return stubs_of(files, title=title, titles=titles)
    opened = open_case(case)
    if opened.format != "case":
        message, hint = "is no case folder, so no statements can be added", "'detente convert' it first"
        raise InputError(Fault(file=str(case), message=message, hint=hint))
    tables = {
        name: _text(case / name) for name in ("sources.csv", "statements.csv") if (case / name).is_file()
    }
    return additions_to(opened, files, titles=titles, tables=tables)


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:  # the case was read from it
        return stream.read()


def _lines(made: Made, case: Path | None, folder: Path | None, *, add: bool) -> Iterator[str]:
    """What was written, or what would be; then what it came of."""
    from detente.record.stubs.made import ADDITIONS
    from detente.views.draft_text import draft_sentences
    from detente.views.page import printable

    if folder is None and not add:
        yield made.files["case.toml" if case is None else ADDITIONS]
    elif add:
        rows = made.gathered
        yield f"{case}: {len(rows.statements)} statements and {len(rows.sources)} sources added.\n"
    else:
        yield from (f"{folder}/{name}\n" for name in sorted(made.files))
    mark = "# " if folder is None and not add else ""
    for sentence in draft_sentences(made):
        yield f"{mark}{printable(sentence)}\n"
