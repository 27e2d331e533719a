"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import click
from click.shell_completion import CompletionItem

from detente.cli.complaint import refuse_choice
from detente.cli.output import check_target
from detente.errors import Fault, InputError, UnknownNameError

CONVENTIONS = ("reserved", "max-reserved-min")
"""Where gains start."""

_Verb = TypeVar("_Verb", bound=Callable[..., object])


def _target(context: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is None or str(value) == "-" or context.resilient_parsing:
        return None
    check_target(value)
    return value


def _beside(context: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and not context.resilient_parsing:
        check_target(value)
    return value


def path_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Lets a shell complete the names of files and folders."""
    return [CompletionItem(incomplete, type="file")]


def one_of(
    known: tuple[str, ...], kind: str
) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A check of an option's value, if it has any, that names the nearest valid one."""

    def check(context: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in known and not context.resilient_parsing:
            place = f"{context.command_path}: {param.opts[-1]}"
            raise UnknownNameError(refuse_choice(place, value, known, kind))
        return value

    return check


def choice_option(
    name: str, known: tuple[str, ...], kind: str, text: str, *, default: str | None = None
) -> Callable[[_Verb], _Verb]:
    """An option that takes one of these words; another is refused with the nearest."""
    return click.option(
        name,
        default=default,
        show_default=default is not None,
        metavar="|".join(known),
        callback=one_of(known, kind),
        help=text,
    )


def file_option(*names: str, text: str, multiple: bool = False) -> Callable[[_Verb], _Verb]:
    """An option that takes a file to be read."""
    return click.option(
        *names, type=Path, multiple=multiple, shell_complete=path_names, metavar="FILE", help=text
    )


def beside_option(name: str, text: str, *, short: str = "") -> Callable[[_Verb], _Verb]:
    """An option that takes a file to be written beside the result; a bad one is refused before any work."""
    return click.option(
        *filter(None, (name, short)),
        type=Path,
        callback=_beside,
        shell_complete=path_names,
        metavar="FILE",
        help=text,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number that an option takes, with its ends: ``faults`` says where it is none of them."""

    option: str
    low: int
    high: int

    def faults(self, verb: str, value: int) -> list[Fault]:
        """What is wrong with a value: nothing, or one fault."""
        if self.low <= value <= self.high:
            return []
        place = f"detente {verb}: {self.option}"
        hint = f"{self.low:,} to {self.high:,}"
        return [Fault(place=place, message=f"{value:,} is out of bounds", hint=hint, code="bad-input")]


def shape_of(*, as_json: bool, as_csv: bool) -> Literal["json", "csv"] | None:
    """Which data a verb prints, None for a page.

    Raises:
        UsageError: both were asked for.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other", click.get_current_context())
    return "json" if as_json else "csv" if as_csv else None


SEED = Whole("--seed", 0, 2**64 - 1)
WORKERS = Whole("--workers", 1, 256)


def refuse_numbers(verb: str, *given: tuple[Whole, int]) -> None:
    """Refuse numbers that are out of bounds, all of them together.

    Raises:
        InputError: with one fault for each.
    """
    faults = [fault for number, value in given for fault in number.faults(verb, value)]
    if faults:
        raise InputError(*faults)


case_argument = click.argument("case", type=Path, shell_complete=path_names, metavar="CASE")
overlay_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="ID",
    help="Lay another reading of the case over it: a file of its overlays folder, without .toml. "
    "May be given several times; later ones win.",
)
seed_option = click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="N",
    help="The seed of all draws: the same seed gives the same bytes.",
)
workers_option = click.option(
    "--workers",
    type=int,
    default=None,
    metavar="N",
    help="Processes that share the work; they change no number. Default: one for each processor, 8 at most, "
    "and this one alone where there is little to do.",
)
disagreement_option = choice_option(
    "--disagreement",
    CONVENTIONS,
    "convention",
    "Where gains start: at the reservation, or at the reservation raised to the least that the party "
    "gets from any package within the structural rules.",
    default="reserved",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON table instead of text.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print no notes on standard error.")
output_option = click.option(
    "--output",
    "-o",
    "target",
    type=Path,
    shell_complete=path_names,
    metavar="FILE",
    callback=_target,
    help="Write the result to FILE, whole or not at all ('-': standard output).",
)


def result_options(rows: str) -> Callable[[_Verb], _Verb]:
    """How a result is printed: ``--json``, ``--csv`` (it prints ``rows``), ``--output`` and ``--quiet``."""
    csv_option = click.option("--csv", "as_csv", is_flag=True, help=f"Print {rows} as a table of CSV.")

    def with_options(verb: _Verb) -> _Verb:
        for option in (quiet_option, output_option, csv_option, json_option):  # the last one comes first
            verb = option(verb)
        return verb

    return with_options
