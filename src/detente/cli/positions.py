"""``detente positions``: who stands where on what, since when, moved how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    beside_option,
    case_argument,
    choice_option,
    json_option,
    output_option,
    overlay_option,
    quiet_option,
)
from detente.cli.output import write_file, write_result
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.record.account import Account

TABLES = ("matrix", "timeline", "network", "drift")
NETWORKS = ("signed", "agreement", "conflict", "affiliation")


@click.command(
    name="positions",
    short_help="Who stands where on what, since when, moved how.",
    epilog="""\b
Examples:
  detente positions cases/ukraine-2025-03
  detente positions cases/ukraine-2025-03 --on 2025-03-01
  detente positions cases/ukraine-2025-03 --csv timeline -o timeline.csv
  detente positions my-case --graphml conflict.graphml --network conflict
""",
)
@case_argument
@overlay_option
@click.option(
    "--on",
    metavar="DATE",
    help="Only what was said by the end of this day for certain. Default: all that is on record.",
)
@choice_option(
    "--csv",
    TABLES,
    "table",
    "Print one table as CSV: positions by party and issue, statements by day, pairs of parties, what moved.",
)
@beside_option("--graphml", "Write a network as GraphML, for Gephi, visone, networkx or igraph, too.")
@choice_option(
    "--network",
    NETWORKS,
    "network",
    "Which network --graphml writes: of parties by agreement less conflict, by agreement, by conflict, or of "
    "parties and issues.  [default: signed]",
)
@json_option
@output_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    on: str | None,
    csv: str | None,
    graphml: Path | None,
    network: str | None,
    as_json: bool,
    target: Path | None,
    quiet: bool,
) -> None:
    """Say where each party stands on each issue, by its own confirmed statements alone.

    With the statements behind each position and their dates, who agrees with whom, what has moved in words,
    what makes no position and why, and how all that fits the numbers and red lines of the case. What outlets
    and analysts say is nobody's position; what nobody spoke to is unknown.
    """
    from detente.case.entry import open_case
    from detente.record.account import account_of

    if as_json and csv:
        raise click.UsageError("--json and --csv exclude each other", click.get_current_context())
    if network and graphml is None:
        raise click.UsageError("--network needs --graphml FILE", click.get_current_context())
    day = _day(on)
    with working("Reading what was said", quiet=quiet):
        opened = open_case(case, overlays=overlays)
        account = account_of(opened, on=day)
    if graphml is not None:
        from detente.views.positions_graphml import positions_graphml

        write_file(positions_graphml(account, network or NETWORKS[0]), graphml)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    write_result(_text(account, csv, target, as_json=as_json), target, is_data=as_json or csv is not None)


def _day(text: str | None) -> date | None:
    """The day that was asked for."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message, hint = f"{text!r} is no day", "an ISO date such as 2025-03-15"
        raise InputError(Fault(place="detente positions: --on", message=message, hint=hint)) from None


def _text(account: Account, table: str | None, target: Path | None, *, as_json: bool) -> Iterator[str]:
    if as_json:
        from detente.views.positions_json import positions_json

        return positions_json(account)
    if table is not None:
        from detente.views.positions_csv import positions_csv

        return positions_csv(account, table)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.positions_text import positions_page

    return page_of(positions_page(account), to_terminal=target is None and is_terminal())
