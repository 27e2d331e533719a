"""``detente challenge``: what would change our mind."""

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
    from detente.assess.challenge import Challenge

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
@candidate_options(
    draft="A draft whose conclusions are challenged",
    cap=(1, "Most efficient packages, and most openings, whose conclusions are challenged."),
    draws=(1_000, "How often everything that is open is drawn for a chance of acceptance."),
    no_plan="Make no monitoring plans: quicker, and what rests on them is left out.",
)
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
    is at most one unit; a solution concept selects it. Each reversal that is named has been put through the
    whole computation; what nothing turns is said to be robust within the bounds.
    """
    from detente.accept.answer import solve
    from detente.assess.candidates import candidates_of
    from detente.assess.challenge import challenge
    from detente.assess.tried import TrialEffort

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    known = given(
        "challenge", case, overlays, drafts, cap=(CAP, cap), draws=draws, seed=seed, no_plan=no_plan,
        quiet=quiet,
    )  # fmt: skip
    with working("Looking for what would change our mind", quiet=quiet) as say:
        answer = solve(known.case)
        effort = TrialEffort(draws=draws, seed=seed, ground=known.ground)
        found = challenge(answer, candidates_of(answer, known.drafts, cap=cap), effort=effort, say=say)
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
