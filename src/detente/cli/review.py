"""``detente review``: accept, correct, reject drafts, one key each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note
from detente.cli.options import file_option, json_option, path_names, quiet_option
from detente.cli.output import write_result
from detente.errors import DetenteError, Fault, InputError, shown_value

if TYPE_CHECKING:
    from detente.cli.review_desk import Desk
    from detente.cli.review_lines import Say
    from detente.views.review_text import Looks

CODER = "DETENTE_CODER"
"""The environment variable with the reader's name."""


@click.command(
    name="review",
    short_help="Accept, correct or reject drafts, by keyboard.",
    epilog="""\b
Examples:
  detente review talks.json
  detente review talks.json --coder AK --in-order
  detente review talks.json --do "d1 accept" --do "d2 reject no statement of anybody"
  detente review talks.json --status --json
""",
)
@click.argument("reading", type=Path, shell_complete=path_names, metavar="READING")
@file_option("--text", text="The article, if it does not lie beside READING under its old name.")
@click.option("--coder", metavar="NAME", help=f"Who reviews.  [default: ${CODER}, else reader]")
@click.option("--in-order", is_flag=True, help="In the order of the text; else the riskiest first.")
@click.option("--doubtful", is_flag=True, help="Once more through those that were left doubtful.")
@file_option("--case", text="A case: its parties and issues are offered first.")
@file_option("--lexicon", "lexicons", multiple=True, text="A lexicon: its names are offered too.")
@click.option(
    "--do",
    "lines",
    multiple=True,
    metavar="LINE",
    help="Carry out this line, such as 'd1 accept', and ask nothing. Several times: all of them, or none.",
)
@click.option("--status", is_flag=True, help="Say how far the review is, and ask nothing.")
@json_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    reading: Path,
    text: Path | None,
    coder: str | None,
    in_order: bool,
    doubtful: bool,
    case: Path | None,
    lexicons: tuple[Path, ...],
    lines: tuple[str, ...],
    status: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Go through the drafts of READING and say of each what it is.

    On a terminal one key decides: a accept, c correct, r reject, m merge with the one before, d doubt, + add
    one that was missed, u undo, s skip, ? all keys, q quit. Each decision is saved at once beside the drafts,
    which are never changed; the same command goes on where the last one stopped.

    Where standard input is no terminal it is read line by line: 'accept', 'd3 reject no statement',
    'd4 correct party=north stance=reject note="..."', 'd5 merge d4', 'doubt which offer?', 'undo', 'quit'.
    """
    from detente.cli.reading_names import known_names
    from detente.cli.reading_text import text_of
    from detente.cli.review_desk import Desk, Material
    from detente.record.reading_file import read_reading
    from detente.record.review.session import begin
    from detente.views.page import printable

    name = _coder(coder)
    file = read_reading(reading)
    held, remark = text_of(file, reading, text)
    known = known_names(case, lexicons)
    material = Material(path=reading, text=held, coder=name, known=known, keeps=not lines)
    desk = Desk(material, begin(file, in_order=in_order, doubtful=doubtful))
    if remark:
        note(printable(remark), quiet=quiet)
    faults = () if status else _reviewed(desk, lines, aside=as_json)
    if as_json:
        from detente.views.review_json import review_json

        write_result(review_json(desk.session, file=str(reading)), None, is_data=True)
    elif status:
        from detente.views.review_text import progress

        write_result([f"{reading}: {progress(desk.session)}.\n"], None, is_data=False)
    if faults:
        raise InputError(*faults)


def _reviewed(desk: Desk, lines: Sequence[str], *, aside: bool) -> tuple[Fault, ...]:
    """Review as the place allows: the lines that were given, by keys, or line by line from standard input."""
    if lines:
        _all_or_none(desk, lines, aside=aside)
        return ()
    by_keys = sys.stdin is not None and sys.stdin.isatty() and (sys.stderr if aside else sys.stdout).isatty()
    say = _saying(aside=aside)
    if by_keys:
        from detente.cli.review_keys import review_keys
        from detente.cli.review_terminal import terminal_keyboard

        looks = _looks(to_terminal=True)
        with terminal_keyboard(say, width=looks.width) as board:
            review_keys(desk, board, looks)
        return ()
    from detente.cli.review_lines import review_lines

    return review_lines(desk, sys.stdin or (), say, looks=_looks(to_terminal=False))


def _all_or_none(desk: Desk, lines: Sequence[str], *, aside: bool) -> None:
    """Carry out all lines, or none if one of them cannot be.

    Raises:
        InputError: with every line that cannot be.
    """
    from dataclasses import replace

    from detente.record.review.session import ReviewError
    from detente.record.review.typed import command_of

    say, faults, said = _saying(aside=aside), list[Fault](), list[str]()
    for line in lines:
        try:
            wanted = command_of(line)
            if wanted.name in ("help", "quit", "show"):
                message = f"{wanted.name!r} is no decision"
                raise ReviewError(
                    Fault(message=message, hint="accept, correct, reject, merge, doubt, add, undo")
                )
            said.append(desk.carry_out(wanted))
        except DetenteError as error:
            place = f"detente review: --do {shown_value(line)}"
            faults += [replace(fault, place=place, message=_placed(fault)) for fault in error.faults]
    if faults:
        raise InputError(*faults)
    desk.save()
    for told in said:
        say(told)


def _placed(fault: Fault) -> str:
    return f"{fault.place}: {fault.message}" if fault.place else fault.message


def _saying(*, aside: bool) -> Say:
    """Lines to the reader: on standard error where standard output is for data."""
    from detente.cli.output import PipeClosedError

    def say(text: str) -> None:
        try:
            click.echo(text, err=aside)
        except BrokenPipeError:
            raise PipeClosedError from None

    return say


def _looks(*, to_terminal: bool) -> Looks:
    from detente.cli.terminal import PLAIN_WIDTH
    from detente.views.review_text import Looks

    if not to_terminal:
        return Looks(width=PLAIN_WIDTH, styles={})
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return Looks(width=width, styles={})
    from detente.cli.review_terminal import STYLES

    return Looks(width=width, styles=STYLES)


def _coder(given: str | None) -> str:
    name = (given if given is not None else os.environ.get(CODER, "")).strip()
    if given is not None and (not name or not name.isprintable() or len(name) > 100):
        message = f"{shown_value(given)} is no name"
        raise InputError(Fault(place="detente review: --coder", message=message, hint="a name or initials"))
    return name if name.isprintable() and len(name) <= 100 and name else "reader"
