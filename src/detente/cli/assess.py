"""``detente assess``: candidates through all three tests, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.candidates import candidate_options, given
from detente.cli.complaint import DONE
from detente.cli.notes import working
from detente.cli.options import Whole, result_options, shape_of
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.assess.run import Assessment
    from detente.cli.candidates import Given

CAP = Whole("--cap", 0, 100)


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
@candidate_options(
    draft="A draft to be a candidate by the name of its file",
    cap=(5, "Most efficient packages, and most openings, that become candidates."),
    draws=(2_000, "How often everything that is open is drawn for the chances of acceptance."),
    no_plan="Make no monitoring plans: quicker, and what rests on them is unknown.",
)
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
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    known = given(
        "assess", case, overlays, drafts, cap=(CAP, cap), draws=draws, seed=seed, no_plan=no_plan, quiet=quiet
    )
    found = _assessed(known, cap, draws, seed, quiet=quiet)
    write_result(_text(found, shape, target), target, is_data=shape is not None)
    return DONE


def _assessed(known: Given, cap: int, draws: int, seed: int, *, quiet: bool) -> Assessment:
    from detente.accept.answer import solve
    from detente.assess.candidates import candidates_of
    from detente.assess.run import assess_candidates
    from detente.assess.tried import TrialEffort

    with working("Looking for candidates", quiet=quiet):
        answer = solve(known.case)
        candidates = candidates_of(answer, known.drafts, cap=cap)
    with working("Putting them through the tests", quiet=quiet) as say:
        effort = TrialEffort(draws=draws, seed=seed, ground=known.ground)
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
