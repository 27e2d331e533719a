"""``detente solve``: is there a deal, what collides, what would open one, which are efficient and fair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from detente.cli.complaint import DONE, FOUND
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    case_argument,
    disagreement_option,
    overlay_option,
    result_options,
    shape_of,
)
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.disagreement import Disagreement


@click.command(
    name="solve",
    short_help="Is there a deal, what collides, what opens one?",
    epilog="""\b
Examples:
  detente solve cases/ukraine-2025-03
  detente solve cases/ukraine-2025-03 --overlay analyst
  detente solve cases/ukraine-2025-03 --json -o answer.json
  detente solve cases/bill-and-jack --csv > frontier.csv
""",
)
@case_argument
@overlay_option
@disagreement_option
@click.option("--check", is_flag=True, help="Exit with 1 unless a deal is known to exist.")
@result_options("the efficient packages")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    disagreement: str,
    check: bool,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> int:
    """Say whether any package is acceptable to every party, and what follows.

    Counts the packages that break no structural rule, cross no red line and give each party at least its
    reservation. Where there is none: what collides (blockers), and which smallest concessions would open a
    deal (openings), with who gives up what. Then the efficient packages (Pareto frontier) and the ones that
    Nash's and the other solution concepts select.

    Red lines alone are enough; what could not be computed for lack of preferences is said. A case without a
    deal is an answer and exits with 0.
    """
    from detente.accept.answer import solve
    from detente.case.entry import open_case

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    with working("Reading the case", quiet=quiet):
        opened = open_case(case, overlays=overlays)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    with working("Looking for deals", quiet=quiet):
        answer = solve(opened, disagreement=cast("Disagreement", disagreement))
    if shape == "csv" and not answer.frontier:
        note("No efficient package is in the space, so the table has no rows.", quiet=quiet)
    write_result(_text(answer, shape, target), target, is_data=shape is not None)
    return FOUND if check and answer.space.feasible is not True else DONE


def _text(answer: Answer, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.solve_json import solve_json

        return solve_json(answer)
    if shape == "csv":
        from detente.views.solve_csv import solve_csv

        return solve_csv(answer)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.solve_text import solve_page

    return page_of(solve_page(answer), to_terminal=target is None and is_terminal())
