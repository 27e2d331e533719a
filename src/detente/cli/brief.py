"""``detente brief``: the whole story of a case as one HTML file, or as a PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.brief_paper import PAPER, SCREEN, check_kind, on_paper
from detente.cli.notes import note, working
from detente.cli.options import (
    SEED,
    Whole,
    case_argument,
    file_option,
    json_option,
    overlay_option,
    path_names,
    quiet_option,
    refuse_numbers,
    seed_option,
)
from detente.cli.output import check_target, write_data, write_file, write_result
from detente.cli.study import PAGE_DRAWS, Drawing, study_of

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.case.model import Case
    from detente.views.study import Study

DRAWS = Whole("--draws", 0, 10_000_000)
NAME_BYTES = 200
"""What a file's name takes from its folder's at most; file systems stop at 255 bytes."""


@click.command(
    name="brief",
    short_help="The whole story as one HTML file, or as a PDF.",
    epilog="""\b
Examples:
  detente brief cases/ukraine-2025-03
  detente brief cases/ukraine-2025-03 -o brief.html
  detente brief cases/ukraine-2025-03 --pdf -o brief.pdf
  detente brief my-case --public -o for-the-press.html
  detente brief my-case --from draft.toml
""",
)
@case_argument
@overlay_option
@click.option(
    "--public",
    is_flag=True,
    help="Leave out reservations and private overlays, and say so: a brief that can be passed on.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="The same story on paper: an A4 PDF with contents and page numbers. Needs the 'pdf' extra.",
)
@file_option(
    "--from",
    "tabled",
    text="The draft that proposals are measured against, as for 'detente propose'. Default: the state "
    "without a deal, where reservations are given as one package; a public brief needs a file.",
)
@click.option(
    "--draws",
    type=int,
    default=PAGE_DRAWS,
    show_default=True,
    metavar="N",
    help="How often everything that is open is drawn for the section on robustness, and half as often for "
    "each other reading; 0: nothing is drawn, for proposals neither.",
)
@seed_option
@click.option(
    "--output",
    "-o",
    "target",
    type=Path,
    shell_complete=path_names,
    metavar="FILE",
    help="The file to write, whole or not at all ('-': standard output). Default: NAME-brief.html here (with "
    "--pdf: NAME-brief.pdf), NAME being that of the case's folder.",
)
@json_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    public: bool,
    pdf: bool,
    tabled: Path | None,
    draws: int,
    seed: int,
    target: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the brief of a case: one HTML file that opens from disk, without a network, or with --pdf a PDF.

    The finding in three sentences, the positions with their statements, what collides, what would open a deal
    and who gives up what, the efficient packages, how likely a deal is over all that is open, what could be
    put on the table next, the sources, what is judgement. The case's other readings (overlays) stand
    beside it. Prints the path of the file.
    """
    from detente.cli.tabled import draft_on_the_table
    from detente.views.json_text import json_chunks
    from detente.views.solve_json import case_shape

    refuse_numbers("brief", (DRAWS, draws), (SEED, seed))
    check_kind(target, pdf=pdf)
    if target is not None and str(target) != "-":
        check_target(target)
    with working("Reading the case and its readings", quiet=quiet):
        readings = opened_readings(case, overlays, public=public)
        draft = draft_on_the_table(readings[0], tabled, public=public)
    kind = PAPER if pdf else SCREEN
    file = Path(f"{_name_of(case) or readings[0].id}-brief{kind}") if target is None else target
    check_target(file)
    with working("Looking for deals in each reading", quiet=quiet):
        solved = answers(readings)
    with working("Looking at what holds", quiet=quiet) as say:
        study = study_of(solved, draft, Drawing(draws, seed), public=public, folder=case, say=say)
    with working("Writing the brief", quiet=quiet):
        text = brief_text(solved, study, public=public)
    if str(file) == "-":
        write_result([text], None, is_data=True)
        return
    if pdf:
        with working("Setting the pages", quiet=quiet):
            data = on_paper(text, readings[0], public=public, quiet=quiet)
        write_data([data], file)
    else:
        write_file([text], file)
    if as_json:
        others = [reading.overlays for reading in readings[1:]]
        shape = {
            "format": 1,
            "case": case_shape(readings[0]),
            "brief": str(file),
            "public": public,
            "readings": [[overlay.id for overlay in known if overlay.applied] for known in others],
        }
        write_result(json_chunks(shape), None, is_data=True)
        return
    if not public:
        note("With reservations and all readings: --public makes one to pass on.", quiet=quiet)
    write_result([f"{file}\n"], None, is_data=False)


def _name_of(folder: Path) -> str:
    """The folder's own name, in whatever script: letters, marks, digits, dots and underscores."""
    name = unicodedata.normalize("NFC", folder.resolve().name)
    kept = (sign if sign in "._" or unicodedata.category(sign)[0] in "LMN" else " " for sign in name)
    safe = "-".join("".join(kept).split()).encode()[:NAME_BYTES].decode(errors="ignore")
    return safe.strip(".-")


def opened_readings(path: Path, overlays: Sequence[str], *, public: bool) -> list[Case]:
    """The case with the overlays that were asked for, then once more with each other overlay laid over it.

    Raises:
        InputError: if the case or an overlay is at fault, or if a public brief is to hold a private overlay.
    """
    from detente.case.entry import open_case
    from detente.errors import Fault, InputError

    case = open_case(path, overlays=overlays)
    private = [overlay.id for overlay in case.overlays if overlay.applied and overlay.private]
    if public and private:
        raise InputError(
            *(
                Fault(
                    place=f"detente brief: --overlay {name}",
                    message="this overlay is private, and a public brief leaves it out",
                    hint=f"--public without --overlay {name}",
                    code="private",
                )
                for name in private
            )
        )
    others = [
        overlay.id for overlay in case.overlays if not overlay.applied and not (public and overlay.private)
    ]
    return [case, *(open_case(path, overlays=(*overlays, name)) for name in others)]


def answers(readings: Sequence[Case]) -> list[Answer]:
    """The answer to each reading."""
    from detente.accept.answer import solve

    return [solve(reading) for reading in readings]


def brief_text(solved: Sequence[Answer], study: Study, *, public: bool) -> str:
    """The brief: of the first answer, with the others and the study beside it."""
    from detente.report.brief import render_brief

    return render_brief(solved[0], readings=solved[1:], study=study, public=public)
