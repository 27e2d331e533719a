"""``detente check``: everything that is wrong with a case, or worth a look, in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.complaint import DONE, FOUND, problem_shape
from detente.cli.notes import working
from detente.cli.options import case_argument, json_option, output_option, overlay_option, quiet_option
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.errors import Fault


@click.command(
    name="check",
    short_help="Name everything that is wrong with a case.",
    epilog="""\b
Examples:
  detente check cases/ukraine-2025-03
  detente check my-case --check && detente brief my-case
  detente check my-case --json
""",
)
@case_argument
@overlay_option
@click.option("--check", is_flag=True, help="Exit with 1 if there are warnings.")
@json_option
@output_option
@quiet_option
def command(
    *, case: Path, overlays: tuple[str, ...], check: bool, as_json: bool, target: Path | None, quiet: bool
) -> int:
    """Name everything that is wrong with a case, or worth a look.

    Faults keep a case from being used: all of them are named at once, with file, place, value and a way out,
    and the exit code is 2. Warnings do not: lines that bind nobody, figures without a source, statements to
    be reviewed, red lines beyond which a party would still gain, words of its lexicon.toml for an issue that
    it does not have. Each overlay that is not private is tried as well, and the layers of the case are drawn
    once.
    """
    with working("Checking the case", quiet=quiet):
        opened, warnings = examined(case, overlays)
    if as_json:
        from detente.views.json_text import json_chunks

        write_result(json_chunks(_shape(opened, warnings)), target, is_data=True)
    else:
        write_result(_lines(opened, warnings), target, is_data=False)
    return FOUND if check and warnings else DONE


def examined(path: Path, overlays: Sequence[str]) -> tuple[Case, tuple[Fault, ...]]:
    """The case, and every warning about it.

    Raises:
        InputError: with all faults of the folder, those of its overlays included.
    """
    from detente.case.check import check_folder
    from detente.case.entry import open_case
    from detente.errors import InputError

    case = open_case(path, overlays=overlays)
    if case.format != "case":
        return case, ()
    findings = check_folder(path, overlays)
    faults, on_layers = _layers(path, case)
    in_words, on_words = _words(path, case)
    if findings.faults or faults or in_words:
        raise InputError(*findings.faults, *faults, *in_words)
    beside = (*on_layers, *on_words, *_unseen(path, case))
    return case, (*findings.remarks, *beside, *_temptations(path, case))


def _layers(path: Path, case: Case) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Faults and remarks of the layers; that they were not looked at where the extra for maps is missing."""
    from detente.case.folder.layers import LAYERS_FOLDER
    from detente.errors import MissingExtraError
    from detente.verify.extra import naming_geo

    drawn = (path / LAYERS_FOLDER).is_dir()
    if case.verification is None and not drawn:
        return (), ()
    try:
        with naming_geo():
            from detente.verify.line.checking import check_layers
    except MissingExtraError as error:
        return (), error.faults if drawn else ()
    found = check_layers(path, case)
    return found.faults, found.remarks


def _words(path: Path, case: Case) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Faults and remarks of the case's own lexicon, by which 'detente read --case' reads."""
    if not (path / "lexicon.toml").exists() and not (path / "lexicon.toml").is_symlink():
        return (), ()
    from detente.record.lexicon import LexiconError, lexicon_beside, remarks_on_lexicon

    try:
        return (), remarks_on_lexicon(case, *lexicon_beside(path))
    except LexiconError as error:
        return error.faults, ()


def _unseen(path: Path, case: Case) -> Iterator[Fault]:
    if case.verification is None:
        return
    from dataclasses import replace

    from detente.verify.instruments.remarks import remarks_on_instruments

    for found in remarks_on_instruments(case):
        yield replace(found, file=str(path / found.file))


def _temptations(path: Path, case: Case) -> Iterator[Fault]:
    from detente.accept.temptation import temptations
    from detente.errors import Fault
    from detente.views.numbers import decimal

    for found in temptations(case):
        party = case.party(found.party).title
        yield Fault(
            file=str(path / "case.toml"),
            place=f"red_lines.{found.line}",
            message=(
                f"the best package beyond this line is worth {decimal(found.best)} to {party}, more than no "
                f"deal ({decimal(found.reservation)}), so its numbers alone would accept it"
            ),
            hint="other values or a fallback, or leave it if the line is one of principle",
            code="temptation",
        )


def _shape(case: Case, warnings: Sequence[Fault]) -> dict[str, object]:
    from detente._version import __version__
    from detente.views.solve_json import case_shape

    return {
        "format": 1,
        "detente": __version__,
        "case": case_shape(case),
        "warnings": [problem_shape(warning) for warning in warnings],
        "notes": case.notes,
    }


def _lines(case: Case, warnings: Sequence[Fault]) -> Iterator[str]:
    from detente.views.numbers import counted
    from detente.views.page import printable

    for warning in warnings:
        yield f"{printable(str(warning))}\n"
    for sentence in case.notes:
        yield f"Note: {printable(sentence)}\n"
    parts = [
        counted(len(case.parties), "party", "parties"),
        counted(len(case.issues), "issue"),
        counted(len(case.red_lines), "red line"),
        counted(len(case.statements), "statement"),
    ]
    told = counted(len(warnings), "warning") if warnings else "no warnings"
    yield f"{printable(case.title)}: {', '.join(parts)}. No faults, {told}.\n"
