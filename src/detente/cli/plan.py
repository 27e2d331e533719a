"""``detente plan``: can it be checked along the line, with which instruments, at which cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    beside_option,
    case_argument,
    choice_option,
    file_option,
    overlay_option,
    refuse_numbers,
    result_options,
    seed_option,
    shape_of,
)
from detente.cli.output import write_file, write_result
from detente.cli.plan_inputs import line_layers, posts_in, to_be_checked, with_verification
from detente.cli.plan_options import BESTS, CHANNELS, LEVELS, Wanted, money_value, wanted_of
from detente.cli.stopping import Stop, stopping

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.case.verification import Level
    from detente.verify.line import Layers
    from detente.verify.monitoring import MonitoringPlan
    from detente.verify.monitoring.model import Assumed
    from detente.verify.plan.outcome import Progress
    from detente.verify.post import Post


@click.command(
    name="plan",
    short_help="Can it be checked along the line, and at which cost?",
    epilog="""\b
Examples:
  detente plan cases/ukraine-2025-03
  detente plan cases/ukraine-2025-03 --target 0.7 --channel attribution
  detente plan cases/ukraine-2025-03 --budget 20m --best worst --gap 0.05
  detente plan cases/ukraine-2025-03 --standing posts.csv
  detente plan cases/ukraine-2025-03 --from draft.toml --json -o plan.json --geojson plan.geojson
""",
)
@case_argument
@overlay_option
@file_option(
    "--from",
    "draft",
    text="The package to be checked: TOML with [package] and one line ISSUE = OPTION for each issue, or "
    "JSON. Default: what the case's solutions select, or the Nash package of its first opening.",
)
@file_option(
    "--line",
    "line_file",
    text="The contact line, as 'detente line --geojson' writes it. Default: the layers of the case.",
)
@file_option(
    "--standing",
    "standing_file",
    text="What stands already and stays: CSV with instrument, lon, lat, copies, or GeoJSON points with "
    "instrument and copies.",
)
@click.option(
    "--target",
    "aim",
    type=float,
    metavar="P",
    help="The chance with which each act is to be seen, in place of the targets of the case.",
)
@click.option(
    "--budget",
    metavar="MONEY",
    callback=money_value,
    help="Spend at most this a year (5e6, 5m) and do the best with it. Default with --best: that of "
    "the case.",
)
@choice_option(
    "--best",
    BESTS,
    "kind of best",
    "With a budget: the best mean chance, or the best chance where it is worst (default).",
)
@choice_option(
    "--level",
    LEVELS,
    "level",
    "The ends of the figures by which the plan is chosen; it is judged by all three.",
    default="mid",
)
@choice_option(
    "--channel",
    CHANNELS,
    "channel",
    "Whether an act is to be seen, or to be put down to the side that did it.",
    default="detection",
)
@click.option(
    "--segment-km", type=float, default=5.0, show_default=True, metavar="KM", help="Length of the segments."
)
@click.option(
    "--cell-km",
    type=float,
    default=1.0,
    show_default=True,
    metavar="KM",
    help="How finely segments are looked at: longer is quicker, and flatters instruments with short ranges.",
)
@click.option(
    "--gap",
    type=float,
    metavar="SHARE",
    help="Search until the plan is proven within this share of the best, such as 0.05. Default: a greedy "
    "plan and a bound, which is quick.",
)
@click.option(
    "--limit", type=float, metavar="SECONDS", help="Stop the search after so long; the answer then says so."
)
@click.option(
    "--plan-only", is_flag=True, help="Leave out what money buys and what options do, which take a while."
)
@seed_option
@beside_option("--geojson", "Also write sites and segments to FILE as GeoJSON.")
@result_options("the chances by segment")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    draft: Path | None,
    line_file: Path | None,
    standing_file: Path | None,
    aim: float | None,
    budget: float | None,
    best: str | None,
    level: str,
    channel: str,
    segment_km: float,
    cell_km: float,
    gap: float | None,
    limit: float | None,
    plan_only: bool,
    seed: int,
    as_json: bool,
    as_csv: bool,
    geojson: Path | None,
    target: Path | None,
    quiet: bool,
) -> None:
    """Say whether a package can be checked along the contact line: with what, where, and at which cost.

    For each way to break an obligation of the line or beside it, on each segment, by day and by night: the
    chance that it is seen, that it is put down to the right side, and to the wrong one; what the instruments
    cost; how far the plan may be from the best one; what money buys, and what options of the package do.
    For obligations of sites, holdings and acts the means are listed.

    No public source has calibrated what these instruments see: figures are low, middle and high, most of them
    guesses, and the plan is judged by all three. Sites are candidate positions for monitors, no finer than
    the line is drawn. Ctrl-C ends the search with the best plan so far. Needs: pip install 'detente[geo]'.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    refuse_numbers("plan", (SEED, seed))
    wanted = wanted_of(
        aim=aim,
        budget=budget,
        best=best,
        level=level,
        channel=channel,
        segment_km=segment_km,
        cell_km=cell_km,
        gap=gap,
        limit=limit,
        seed=seed,
    )
    with working("Reading the case", quiet=quiet):
        opened = with_verification(case, overlays)
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    posts = posts_in(standing_file, opened)
    layers = line_layers(case, line_file)
    with working("Looking for the package", quiet=quiet):
        assumed = to_be_checked(opened, draft, case)
    with stopping() as stop:
        found = _plan(opened, assumed, layers, posts, wanted, stop, quiet=quiet)
        if not plan_only:
            found = _with_ways(found, stop, quiet=quiet)
    if stop.asked:
        note("Stopped: this is the best plan so far, with the gap that is known.", quiet=quiet)
    if geojson is not None:
        _write_geojson(found, geojson, quiet=quiet)
    write_result(_text(found, shape, target), target, is_data=shape is not None)


def _plan(
    case: Case,
    assumed: Assumed,
    layers: Layers,
    posts: Sequence[Post],
    wanted: Wanted,
    stop: Stop,
    *,
    quiet: bool,
) -> MonitoringPlan:
    from detente.verify.line import Wanted as WantedLine
    from detente.verify.line import draw_line
    from detente.verify.line.folder import day_of
    from detente.verify.monitoring import monitoring_plan
    from detente.verify.monitoring.standing import standing_of
    from detente.verify.placement import SitingRule

    stands = standing_of(posts, case, assumed)
    with working("Drawing the line", quiet=quiet):
        drawn = draw_line(
            layers, WantedLine(on=day_of(case, layers), segment_km=wanted.segment_km, zones_km=())
        )
    with working("Planning", quiet=quiet) as say:

        def told(level: Level, said: Progress) -> bool:
            say(f"{level} figures, {said.stage}, {_stand(said)}")
            return not stop.asked

        plan = monitoring_plan(
            case,
            assumed=assumed,
            line=drawn.line,
            segments=drawn.segments,
            goal=wanted.goal,
            channel=wanted.channel,
            level=wanted.level,
            budget=wanted.budget,
            target=wanted.target,
            standing=stands.copies,
            siting=SitingRule(cell_km=wanted.cell_km, posts=stands.posts),
            effort=wanted.effort,
            progress=told,
        )
    return replace(plan, notes=(*plan.notes, *stands.notes))


def _stand(said: Progress) -> str:
    best = "no plan yet" if said.objective is None else f"plan {said.objective:,.6g}"
    return best if said.bound is None else f"{best}, bound {said.bound:,.6g}"


def _with_ways(plan: MonitoringPlan, stop: Stop, *, quiet: bool) -> MonitoringPlan:
    from detente.verify.monitoring import with_marginal, with_option_effects

    with working("Looking at what could be otherwise", quiet=quiet) as say:
        for way in (with_marginal, with_option_effects):
            if not stop.asked:
                plan = way(plan, tell=say)
    return plan


def _write_geojson(plan: MonitoringPlan, path: Path, *, quiet: bool) -> None:
    from detente.views.plan_geojson import plan_geojson

    write_file(plan_geojson(plan), path)
    note(f"Sites and segments: {path}", quiet=quiet)


def _text(plan: MonitoringPlan, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.plan_json import plan_json

        return plan_json(plan)
    if shape == "csv":
        from detente.views.plan_csv import plan_csv

        return plan_csv(plan)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.plan_text import plan_page

    return page_of(plan_page(plan), to_terminal=target is None and is_terminal())
