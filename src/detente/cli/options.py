"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from detente.cli.complaint import refuse_choice
from detente.cli.output import check_target
from detente.errors import UnknownNameError

_Verb = TypeVar("_Verb", bound=Callable[..., object])

_Decorator = Callable[[_Verb], _Verb]


def _target(context: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is None or str(value) == "-" or context.resilient_parsing:
        return None
    check_target(value)
    return value


def path_names(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Lets a shell complete the names of files and folders."""
    return [CompletionItem(incomplete, type="file")]


def one_of(known: tuple[str, ...], kind: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """A check of an option's value that names the nearest valid one."""

    def check(context: click.Context, param: click.Parameter, value: str) -> str:
        if value not in known and not context.resilient_parsing:
            place = f"{context.command_path}: {param.opts[-1]}"
            raise UnknownNameError(refuse_choice(place, value, known, kind))
        return value

    return check


case_argument = click.argument("case", type=Path, shell_complete=path_names, metavar="CASE")
overlay_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="ID",
    help="Lay another reading of the case over it: a file of its overlays folder, without .toml. "
    "May be given several times; later ones win.",
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
