"""``detente challenge``: what would change our mind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.assess import ground_of
from detente.cli.complaint import DONE
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    Whole,
    case_argument,
    file_option,
    overlay_option,
    refuse_numbers,
    result_options,
    seed_option,
    shape_of,
)
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge

DRAWS = Whole("--draws", 1, 1_000_000)
CAP = Whole("--cap", 0, 20)


@click.command(
    name="challenge",
    short_help="What would change our mind?",
    epilog="""\b
Examples:
  detente challenge cases/ukraine-2025-03 --no-plan
  detente challenge cases/ukraine-2025-03 --package draft.toml --cap 0
  detente challenge cases/ukraine-2025-03 --json -o challenge.json
""",
)
@case_argument
@overlay_option
@file_option(
    "--package",
    "drafts",
    multiple=True,
    text="A draft whose conclusions are challenged: TOML with [package] and one line ISSUE = OPTION for "
    "each issue, or JSON. May be given several times.",
)
@click.option(
    "--cap",
    type=int,
    default=1,
    show_default=True,
    metavar="N",
    help="Most efficient packages, and most openings, whose conclusions are challenged.",
)
@click.option(
    "--draws",
    type=int,
    default=1_000,
    show_default=True,
    metavar="N",
    help="How often everything that is open is drawn for a chance of acceptance.",
)
@click.option(
    "--no-plan", is_flag=True, help="Make no monitoring plans: quicker, and what rests on them is left out."
)
@seed_option
@result_options("each figure of each reversal")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    drafts: tuple[Path, ...],
    cap: int,
    draws: int,
    no_plan: bool,
    seed: int,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> int:
    """Find for each conclusion the smallest change of inputs, within their bounds, that turns it round.

    Conclusions: a deal exists or none does; a red line is in every blocker; a package is acceptable with at
    least 50 %; either side keeps it; some collateral is enough; the worst exposure while it is carried out
    is at most one unit. Each reversal that is named has been put through the whole computation; what nothing
    turns is said to be robust within the bounds.
    """
    from detente.accept.answer import solve
    from detente.assess.candidates import candidates_of
    from detente.assess.challenge import challenge
    from detente.assess.tried import TrialEffort
    from detente.case.draft import read_drafts
    from detente.case.entry import open_case

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    refuse_numbers("challenge", (DRAWS, draws), (CAP, cap), (SEED, seed))
    with working("Reading the case", quiet=quiet):
        opened = open_case(case, overlays=overlays)
        packages = {name: draft.package for name, draft in read_drafts(opened, drafts).items()}
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    ground = None if no_plan else ground_of(opened, case, quiet=quiet)
    with working("Looking for what would change our mind", quiet=quiet) as say:
        answer = solve(opened)
        effort = TrialEffort(draws=draws, seed=seed, ground=ground)
        found = challenge(answer, candidates_of(answer, packages, cap=cap), effort=effort, say=say)
    write_result(_text(found, shape, target), target, is_data=shape is not None)
    return DONE


def _text(found: Challenge, shape: str | None, target: Path | None) -> Iterator[str]:
    from detente.views.challenge_json import challenge_csv, challenge_json

    if shape == "json":
        return challenge_json(found)
    if shape == "csv":
        return challenge_csv(found)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.challenge_text import challenge_page

    return page_of(challenge_page(found), to_terminal=target is None and is_terminal())
