"""``detente demo``: the bundled case, from statements to brief."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note, working
from detente.cli.options import json_option, path_names, quiet_option
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.views.page import Part

FOLDER = Path("detente-demo")


@click.command(
    name="demo",
    short_help="The bundled case, from statements to brief.",
    epilog="""\b
Examples:
  detente demo
  detente demo somewhere-else
""",
)
@click.argument("folder", type=Path, shell_complete=path_names, default=FOLDER, metavar="[FOLDER]")
@json_option
@quiet_option
def command(*, folder: Path, as_json: bool, quiet: bool) -> None:
    """Take the bundled case from its statements to a brief, into FOLDER (./detente-demo).

    The case is Ukraine in March 2025: four parties, what they were reported to have said, where that collides
    and what would open a deal. Writes a copy of the case folder, solve.json and brief.html, and prints the
    finding and the path of the brief. Run again, it overwrites what it wrote and nothing else.
    """
    from detente.cli.brief import answers, brief_text, opened_readings
    from detente.cli.bundled import bundled_case, texts_of
    from detente.cli.demo_folder import refuse_foreign, write_demo
    from detente.cli.study import Drawing, study_of
    from detente.cli.tabled import draft_on_the_table
    from detente.views.edition import edition_of
    from detente.views.finding import finding
    from detente.views.solve_json import solve_json

    refuse_foreign(folder)
    origin = bundled_case()
    readings = opened_readings(origin, (), public=False)
    case = readings[0]
    told = f"{len(case.statements)} statements, {len(case.red_lines)} red lines, {len(case.issues)} issues"
    note(f"{case.title}: {told}.", quiet=quiet)
    with working(f"Looking for deals in {len(readings)} readings", quiet=quiet):
        solved = answers(readings)
    with working("Looking at what holds", quiet=quiet) as say:
        draft = draft_on_the_table(case, None, public=False)
        study = study_of(solved, draft, Drawing(), public=False, folder=origin, say=say)
    with working("Writing the brief", quiet=quiet):
        brief = brief_text(solved, study, public=False)
    copies = {f"{origin.name}/{name}": text for name, text in texts_of(origin).items()}
    write_demo(folder, {**copies, "solve.json": "".join(solve_json(solved[0])), "brief.html": brief})
    _report(folder, origin.name, solved[0], finding(edition_of(solved[0]), solved[0]), as_json=as_json)
    note(
        f"Open it in a browser. Then change a number in {folder / origin.name / 'case.toml'} and run "
        f"'detente brief {shlex.quote(str(folder / origin.name))}'.",
        quiet=quiet,
    )


def _report(folder: Path, name: str, answer: Answer, found: tuple[str, ...], *, as_json: bool) -> None:
    brief = folder / "brief.html"
    if as_json:
        from detente.views.json_text import json_chunks
        from detente.views.solve_json import case_shape

        shape = {
            "format": 1,
            "case": case_shape(answer.case),
            "finding": found,
            "folder": str(folder),
            "case_folder": str(folder / name),
            "answer": str(folder / "solve.json"),
            "brief": str(brief),
        }
        write_result(json_chunks(shape), None, is_data=True)
        return
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.page import Code, Heading, Text

    page: list[Part] = [
        Heading("The finding"),
        *(Text(sentence) for sentence in found),
        Heading("The brief"),
        Code(str(brief)),
    ]
    write_result(page_of(page, to_terminal=is_terminal()), None, is_data=False)
