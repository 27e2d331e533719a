"""``detente sequence``: who goes first, so that nobody does so in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.enforce_inputs import NO_PLAN_TEXT, PLAN_TEXT, inputs_of, with_enforcement
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import case_argument, file_option, overlay_option, result_options, shape_of
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.enforce.deal import Ordered


@click.command(
    name="sequence",
    short_help="Who goes first, and what has to be trusted?",
    epilog="""\b
Examples:
  detente sequence cases/ukraine-2025-03
  detente sequence cases/ukraine-2025-03 --csv -o matrix.csv
  detente sequence cases/ukraine-2025-03 --from draft.toml --tolerance 0.1
""",
)
@case_argument
@overlay_option
@file_option("--from", "draft", text="The package, as for 'detente plan'. Default: as there.")
@file_option("--plan", "plan", text=PLAN_TEXT)
@click.option("--no-plan", is_flag=True, help=NO_PLAN_TEXT)
@click.option(
    "--tolerance",
    type=float,
    default=0.0,
    show_default=True,
    metavar="X",
    help="The worst exposure that is borne, in the parties' scales; what covers the rest is sought.",
)
@result_options("who does what, from which day to which,")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    draft: Path | None,
    plan: Path | None,
    no_plan: bool,
    tolerance: float,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> None:
    """Find the order of steps in which the worst exposure is least, and say what has to be trusted.

    Exposure is the most that any party loses if all stops after a step, or gains by stopping there. Printed
    are the order (implementation matrix), the step that needs trust, how many orders are as good, between
    which ends the worst exposure lies whatever the figures, and which collateral or split covers it.

    Steps are those of enforcement.toml that stand under the package. One that waits for a step that the
    package does not have waits for nothing there, and the page says so.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    if plan is not None and no_plan:
        raise click.UsageError("--plan and --no-plan exclude each other", click.get_current_context())
    if not 0 <= tolerance < float("inf"):
        raise click.BadParameter(f"{tolerance:g} is no number from 0 on", param_hint="--tolerance")
    from detente.enforce.deal import who_goes_first

    with working("Reading the case", quiet=quiet):
        opened = with_enforcement(case, overlays)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    given = inputs_of(opened, case, draft=draft, plan=plan, no_plan=no_plan, quiet=quiet)
    with working("Ordering the steps", quiet=quiet):
        found = who_goes_first(opened, given.assumed, rates=given.rates, tolerance=Fraction(repr(tolerance)))
    write_result(_text(found, given.told, shape, target), target, is_data=shape is not None)


def _text(found: Ordered, told: str, shape: str | None, target: Path | None) -> Iterator[str]:
    from detente.views.sequence_json import sequence_csv, sequence_json

    if shape == "json":
        return sequence_json(found, rates=told)
    if shape == "csv":
        return sequence_csv(found)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.sequence_text import sequence_page

    page = sequence_page(found, rates=told)
    return page_of(page, to_terminal=target is None and is_terminal())
