"""``detente enforce``: does breaking the deal pay, and what makes it not pay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.enforce_inputs import NO_PLAN_TEXT, PLAN_TEXT, inputs_of, with_enforcement
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    Whole,
    beside_option,
    case_argument,
    file_option,
    overlay_option,
    refuse_numbers,
    result_options,
    seed_option,
    shape_of,
)
from detente.cli.output import write_file, write_result

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.enforce.deal import Deal
    from detente.enforce.inspection import InspectionGame

DRAWS = Whole("--draws", 1, 1_000_000)
CALENDARS = 12
"""Calendars that are drawn for each kind of visits."""


@click.command(
    name="enforce",
    short_help="Does breaking it pay, and what makes it not pay?",
    epilog="""\b
Examples:
  detente enforce cases/ukraine-2025-03
  detente enforce cases/ukraine-2025-03 --from draft.toml --no-plan
  detente enforce cases/ukraine-2025-03 --plan plan.json --json
  detente enforce cases/ukraine-2025-03 --calendars visits.csv --seed 7
""",
)
@case_argument
@overlay_option
@file_option("--from", "draft", text="The package, as for 'detente plan'. Default: as there.")
@file_option("--plan", "plan", text=PLAN_TEXT)
@click.option("--no-plan", is_flag=True, help=NO_PLAN_TEXT)
@click.option(
    "--draws", type=int, default=1000, show_default=True, metavar="N", help="How often all figures are drawn."
)
@seed_option
@beside_option(
    "--calendars", f"Also draw {CALENDARS} calendars for each kind of visits and write them to FILE as CSV."
)
@result_options("the ways to break the deal, side by side,")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    draft: Path | None,
    plan: Path | None,
    no_plan: bool,
    draws: int,
    seed: int,
    calendars: Path | None,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> None:
    """Say whether breaking a package pays either side, and what would make it not pay.

    For each side alike: what keeping is worth, what each way to break it brings over that (g against g_max),
    what an alarm has to take (K_min), and whether the collateral that is named is enough. Sanctions that come
    back count only where imposing them pays their sender. Money and utility are not added unless the case
    declares what one is worth in the other: without it the answer is a ratio.

    Figures are intervals: the middle, a range that holds for all of them, and shares of draws.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    if plan is not None and no_plan:
        raise click.UsageError("--plan and --no-plan exclude each other", click.get_current_context())
    refuse_numbers("enforce", (SEED, seed), (DRAWS, draws))
    from detente.enforce.deal import does_it_pay

    with working("Reading the case", quiet=quiet):
        opened = with_enforcement(case, overlays)
    if calendars is not None:
        _refuse_calendars(opened, case, calendars, target)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    given = inputs_of(opened, case, draft=draft, plan=plan, no_plan=no_plan, quiet=quiet)
    with working("Asking whether breaking pays", quiet=quiet):
        deal = does_it_pay(opened, given.assumed, rates=given.rates, draws=draws, seed=seed)
        games = games_of(opened)
    if calendars is not None:
        write_file(calendar_rows(games, seed), calendars)
        note(f"Calendars, to be handed out sealed: {calendars}", quiet=quiet)
    write_result(_text(deal, given.told, games, shape, target), target, is_data=shape is not None)


def _refuse_calendars(case: Case, folder: Path, calendars: Path, target: Path | None) -> None:
    """Refuse calendars that have no visits, or no file of their own, before any work.

    Raises:
        InputError: no inspections in the case; standard output, or the file of the result.
    """
    from detente.errors import Fault, InputError

    place, own = "detente enforce: --calendars", "a file of its own, such as --calendars visits.csv"
    if str(calendars) == "-":
        raise InputError(Fault(place=place, message="standard output is for the result", hint=own))
    if target is not None and calendars.resolve() == target.resolve():
        raise InputError(Fault(place=place, message=f"{calendars} is the file of the result, too", hint=own))
    if case.enforcement is None or not case.enforcement.inspections:
        raise InputError(
            Fault(
                file=str(folder / "enforcement.toml"),
                place="inspections",
                message="there are no visits to draw calendars of",
                hint="[inspections.ID] with title, days, visits, caught and chance; or leave --calendars out",
                code="no-visits",
            )
        )


def games_of(case: Case) -> dict[str, InspectionGame]:
    """The inspections of a case by title, solved at middle figures."""
    from detente.enforce.inspection import inspection_game

    terms = () if case.enforcement is None else case.enforcement.inspections
    return {
        item.title: inspection_game(
            item.days, item.visits, caught=item.caught.middle, chance=item.chance.middle
        )
        for item in terms
    }


def calendar_rows(games: dict[str, InspectionGame], seed: int) -> Iterator[str]:
    """Calendars as CSV: ``visits``, ``calendar`` from 1, ``day`` from 1; one row for each visit."""
    from detente.enforce.calendar import draw_calendars

    yield "visits,calendar,day\n"
    for title, game in games.items():
        name = '"' + title.replace('"', '""') + '"'
        for drawn in draw_calendars(game, seed=seed, number=CALENDARS):
            yield from (f"{name},{drawn.number + 1},{day}\n" for day in drawn.visits)


def _text(
    deal: Deal, told: str, games: dict[str, InspectionGame], shape: str | None, target: Path | None
) -> Iterator[str]:
    from detente.views.enforce_json import enforce_csv, enforce_json

    if shape == "json":
        return enforce_json(deal, rates=told, games=games)
    if shape == "csv":
        return enforce_csv(deal)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.enforce_text import enforce_page

    page = enforce_page(deal, rates=told, games=games)
    return page_of(page, to_terminal=target is None and is_terminal())
