"""``detente propose``: what could be put on the table next, given a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    Whole,
    case_argument,
    choice_option,
    file_option,
    overlay_option,
    refuse_numbers,
    result_options,
    seed_option,
    shape_of,
)
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.tabled import Lines
    from detente.case.draft import Draft
    from detente.case.model import Case

LINES = ("kept", "all", "any")
CHANGES = Whole("--changes", 1, 1_000_000)
DRAWS = Whole("--draws", 0, 10_000_000)


@click.command(
    name="propose",
    short_help="What could be put on the table next?",
    epilog="""\b
Examples:
  detente propose cases/ukraine-2025-03
  detente propose cases/ukraine-2025-03 --changes 3 --overlay de-facto
  detente propose my-case --from draft.toml --lines all
  detente propose cases/bill-and-jack --json -o proposals.json
""",
)
@case_argument
@overlay_option
@file_option(
    "--from",
    "draft",
    text="The draft on the table: TOML with a table [package], one line ISSUE = OPTION for each issue, or "
    "the same as JSON. Default: the state without a deal, where reservations are given as one package.",
)
@click.option(
    "--changes",
    type=int,
    default=2,
    show_default=True,
    metavar="K",
    help="In how many issues an improvement may differ from the draft at most.",
)
@choice_option(
    "--lines",
    LINES,
    "choice of red lines",
    "Which red lines improvements and exchanges keep: those that the draft keeps, all in force, or any.",
    default="kept",
)
@click.option(
    "--draws",
    type=int,
    default=10_000,
    show_default=True,
    metavar="N",
    help="Draws of everything left open, for how likely each proposal is acceptable; 0: none are made.",
)
@seed_option
@result_options("the proposals")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    draft: Path | None,
    changes: int,
    lines: str,
    draws: int,
    seed: int,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> None:
    """Say what a draft lacks, and what could be put on the table in its place.

    Who objects to the draft and why; the improvements in a few changed issues by which nobody loses (the
    single negotiating text); the smallest change that answers each objection, and all of them; exchanges of
    two issues from which two parties gain (logrolls). Each proposal says what changes, who gains and who
    loses how much, which red lines it crosses, what it needs, and how likely each party accepts it.

    Where no package answers everybody, the nearest deal is sought as if the smallest concessions (openings)
    were made, and that is said. A draft with mistakes is answered with all of them and exits with 2.
    """
    from detente.case.entry import open_case

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    refuse_numbers("propose", (CHANGES, changes), (DRAWS, draws), (SEED, seed))
    with working("Reading the case", quiet=quiet):
        opened = open_case(case, overlays=overlays)
        tabled = _draft(opened, draft, case)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    with working("Looking for proposals", quiet=quiet):
        found = _proposals(opened, tabled, changes, cast("Lines", lines), draws, seed)
    write_result(_text(found, shape, target), target, is_data=shape is not None)


def _draft(case: Case, file: Path | None, folder: Path) -> Draft:
    from detente.case.draft import DraftError, read_draft, status_quo

    if file is not None:
        return read_draft(case, file)
    try:
        return status_quo(case)
    except DraftError as error:
        hint = "'--from FILE' with a draft: TOML, [package] and one line ISSUE = \"OPTION\" for each issue"
        raise DraftError(*(replace(fault, file=str(folder), hint=hint) for fault in error.faults)) from None


def _proposals(case: Case, draft: Draft, changes: int, lines: Lines, draws: int, seed: int) -> Proposals:
    from detente.accept.proposal.likelihood import with_likelihood
    from detente.accept.proposal.propose import propose

    found = propose(case, draft, changes=changes, lines=lines)
    return with_likelihood(found, draws=draws, seed=seed) if draws else found


def _text(found: Proposals, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.propose_json import propose_json

        return propose_json(found)
    if shape == "csv":
        from detente.views.propose_csv import propose_csv

        return propose_csv(found)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.propose_text import propose_page

    return page_of(propose_page(found), to_terminal=target is None and is_terminal())
