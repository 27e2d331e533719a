"""``detente assess``: candidates through all three tests, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from detente.assess.run import Assessment
    from detente.assess.tried import Ground
    from detente.case.model import Case

DRAWS = Whole("--draws", 1, 1_000_000)
CAP = Whole("--cap", 0, 100)
CELL_KM = 2.0
"""How finely the line is looked at: plans of several candidates are made, each a quick one."""


@click.command(
    name="assess",
    short_help="Which candidates hold: all three tests side by side",
    epilog="""\b
Examples:
  detente assess cases/ukraine-2025-03
  detente assess cases/ukraine-2025-03 --package draft.toml --no-plan
  detente assess cases/ukraine-2025-03 --overlay analyst --json -o assessed.json
  detente assess cases/split-the-pie --csv > criteria.csv
""",
)
@case_argument
@overlay_option
@file_option(
    "--package",
    "drafts",
    multiple=True,
    text="A draft to be a candidate by the name of its file: TOML with [package] and one line "
    "ISSUE = OPTION for each issue, or JSON. May be given several times.",
)
@click.option(
    "--cap",
    type=int,
    default=5,
    show_default=True,
    metavar="N",
    help="Most efficient packages, and most openings, that become candidates.",
)
@click.option(
    "--draws",
    type=int,
    default=2_000,
    show_default=True,
    metavar="N",
    help="How often everything that is open is drawn for the chances of acceptance.",
)
@click.option(
    "--no-plan",
    is_flag=True,
    help="Make no monitoring plans: quicker, and what rests on them is unknown.",
)
@seed_option
@result_options("each criterion of each candidate")
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
    """Put every candidate deal through all three tests and set them side by side.

    Candidates are what the solutions select, efficient packages, what the cheapest openings lead to where no
    deal exists, and your drafts. For each: how probable it is that the parties accept it and which red lines
    it crosses; how surely a breach would be seen, and at which cost; whether keeping it is worth more to each
    side than breaking it; how exposed a party is while it is carried out; and what it sets off and needs.

    There is no single score. A candidate is out where another is surely no worse in every criterion and
    surely better in one; all other choices are left to people.
    """
    from detente.case.draft import read_drafts
    from detente.case.entry import open_case

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    refuse_numbers("assess", (DRAWS, draws), (CAP, cap), (SEED, seed))
    with working("Reading the case", quiet=quiet):
        opened = open_case(case, overlays=overlays)
        packages = {name: draft.package for name, draft in read_drafts(opened, drafts).items()}
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    ground = None if no_plan else ground_of(opened, case, quiet=quiet)
    found = _assessed(opened, packages, cap, draws, seed, ground, quiet=quiet)
    write_result(_text(found, shape, target), target, is_data=shape is not None)
    return DONE


def ground_of(case: Case, folder: Path, *, quiet: bool) -> Ground | None:
    """Where plans are made; None, with a note why, where the case has not all that a plan takes."""
    from detente.assess.tried import Ground
    from detente.errors import DetenteError
    from detente.verify.line import Wanted, draw_line
    from detente.verify.line.folder import day_of, layers_of
    from detente.verify.placement import SitingRule

    if case.verification is None:
        return None
    try:
        with working("Drawing the line", quiet=quiet):
            layers = layers_of(folder)
            wanted = Wanted(on=day_of(case, layers), segment_km=10.0, zones_km=())
            drawn = draw_line(layers, wanted)
    except DetenteError as error:
        note(f"No plans were made: {error}", quiet=quiet)
        return None
    if not drawn.segments:
        note("No plans were made: the layers of the case give no contact line.", quiet=quiet)
        return None
    return Ground(line=drawn.line, segments=drawn.segments, siting=SitingRule(cell_km=CELL_KM))


def _assessed(
    case: Case,
    packages: Mapping[str, Mapping[str, str]],
    cap: int,
    draws: int,
    seed: int,
    ground: Ground | None,
    *,
    quiet: bool,
) -> Assessment:
    from detente.accept.answer import solve
    from detente.assess.candidates import candidates_of
    from detente.assess.run import assess_candidates
    from detente.assess.tried import TrialEffort

    with working("Looking for candidates", quiet=quiet):
        answer = solve(case)
        candidates = candidates_of(answer, packages, cap=cap)
    with working("Putting them through the tests", quiet=quiet) as say:
        effort = TrialEffort(draws=draws, seed=seed, ground=ground)
        return assess_candidates(answer, candidates, effort=effort, say=say)


def _text(found: Assessment, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.assess_json import assess_json

        return assess_json(found)
    if shape == "csv":
        from detente.views.assess_csv import assess_csv

        return assess_csv(found)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.assess_text import assess_page

    return page_of(assess_page(found), to_terminal=target is None and is_terminal())
