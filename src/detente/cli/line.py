"""``detente line``: where the contact line runs, how long it is, who controls how much, and how it moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.notes import note, working
from detente.cli.options import (
    beside_option,
    file_option,
    path_names,
    result_options,
    shape_of,
)
from detente.cli.output import write_file, write_result

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.verify.line.answer import Layers, LineAnswer

ROLES = ("control", "regions", "places")


def _distances(context: click.Context, param: click.Parameter, value: str) -> tuple[float, ...]:
    if value == "none" or context.resilient_parsing:
        return ()
    try:
        return tuple(float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no list of kilometres", context, param) from None


def _sides(context: click.Context, param: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None or context.resilient_parsing:
        return None
    names = [" ".join(name.split()) for name in value.split(",")]
    if len(names) != 2 or not all(names):
        raise click.BadParameter(f"{value!r} is not two names", context, param)
    if names[0].casefold() == names[1].casefold():
        raise click.BadParameter(f"{value!r} calls both sides the same", context, param)
    return names[0], names[1]


def _credits(
    context: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = [text.partition("=") for text in value]
    for role, _, credit in pairs:
        if role not in ROLES or not credit.strip():
            wrong = f"{role}={credit}"
            raise click.BadParameter(f"{wrong!r} is not ROLE=TEXT with {', '.join(ROLES)}", context, param)
    return tuple((role, " ".join(credit.split())) for role, _, credit in pairs)


@click.command(
    name="line",
    short_help="Where the contact line runs, and who controls how much.",
    epilog="""\b
Examples:
  detente line cases/ukraine-2025-03
  detente line --control control.geojson --regions regions.geojson --on 2025-03-15
  detente line --control control.gpkg --regions regions.shp --simplify-km 2 --json
  detente line --control control.geojson --regions regions.geojson --on 2025-03-15 --since 2024-07-08
  detente line --control control.geojson --regions regions.geojson --geojson line.geojson
""",
)
@click.argument("case", type=Path, required=False, shell_complete=path_names, metavar="[CASE]")
@file_option(
    "--control", text="Polygons of the area that one side controls; a property date or dates says when."
)
@file_option("--regions", text="Polygons of the regions that make up the land.")
@file_option("--places", text="Points with names, to name the segments after the nearest.")
@click.option("--on", metavar="DATE", help="The day, such as 2025-03-15. With a case, by default its as_of.")
@click.option("--since", metavar="DATE", help="An earlier day: say how much land passed since.")
@click.option(
    "--eps-km",
    type=float,
    default=2.0,
    show_default=True,
    metavar="KM",
    help="Leave out what lies so near to the coast and the border.",
)
@click.option(
    "--simplify-km",
    type=float,
    default=0.0,
    show_default=True,
    metavar="KM",
    help="Generalise pieces of more than 20 km with this tolerance, and leave out the others.",
)
@click.option(
    "--segment-km",
    type=float,
    default=5.0,
    show_default=True,
    metavar="KM",
    help="Cut the line into segments of about this length; 0 for none.",
)
@click.option(
    "--zones",
    default="7.5,50,75,150",
    show_default=True,
    metavar="KM,...",
    callback=_distances,
    help="Distances of the zones on either side, or 'none'.",
)
@click.option(
    "--sides",
    metavar="IN,OUT",
    callback=_sides,
    help="How to call the side inside the control layer and the side outside it.",
)
@click.option("--crs", metavar="CODE", help="The coordinate system of layers that state none.")
@file_option(
    "--ids-from", text="Keep the ids of the segments in this file, written by --geojson for an earlier day."
)
@click.option(
    "--credit",
    multiple=True,
    metavar="ROLE=TEXT",
    callback=_credits,
    help="Whom to credit for control, regions or places, where the file does not say it (well). "
    "May be given several times.",
)
@beside_option("--geojson", "Also write line, segments and zones to FILE as GeoJSON.")
@result_options("the segments")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path | None,
    control: Path | None,
    regions: Path | None,
    places: Path | None,
    on: str | None,
    since: str | None,
    eps_km: float,
    simplify_km: float,
    segment_km: float,
    zones: tuple[float, ...],
    sides: tuple[str, str] | None,
    crs: str | None,
    ids_from: Path | None,
    credit: tuple[tuple[str, str], ...],
    as_json: bool,
    as_csv: bool,
    geojson: Path | None,
    target: Path | None,
    quiet: bool,
) -> None:
    """Draw the contact line between two areas of control, and measure it.

    The line is the boundary of what the control layer covers of the land, without all that lies near the
    coast and the border. Its length is given with that distance and the generalisation, and means nothing
    without them. Beside it: how much of each region is controlled, the segments of the line, the land within
    given distances on either side, and how much land passed since an earlier day.

    Layers are GeoJSON (also .gz), GeoParquet, GeoPackage, shapefile, FlatGeobuf and others. With CASE, those
    of its layers folder are used: control, regions, places, or a ready contact-line. A day that a layer does
    not have is refused with the nearest days. Needs: pip install 'detente[geo]'.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    from detente.verify.line import Layers, SideNames, Wanted, draw_line
    from detente.verify.line.folder import day_of

    layers, opened = Layers(control=control, regions=regions, places=places), None
    if case is not None:
        layers, opened = _of_case(case, layers)
        on = on or day_of(opened, layers)
    wanted = Wanted(
        on=on,
        since=since,
        eps_km=eps_km,
        simplify_km=simplify_km,
        segment_km=segment_km,
        zones_km=zones,
        crs=crs,
        sides=SideNames(*sides) if sides is not None else None,
        kept=ids_from,
        credits=credit,
    )
    with working("Drawing the line", quiet=quiet):
        answer = draw_line(layers, wanted)
    if geojson is not None:
        _write_geojson(answer, geojson, quiet=quiet)
    write_result(_text(answer, opened, shape, target), target, is_data=shape is not None)


def _of_case(path: Path, given: Layers) -> tuple[Layers, Case]:
    """The layers of a case folder, with those given on the command line in their place; and the case."""
    from detente.case.entry import open_case
    from detente.verify.line.folder import layers_of

    opened = open_case(path)
    return layers_of(path, given), opened


def _write_geojson(answer: LineAnswer, path: Path, *, quiet: bool) -> None:
    from detente.views.line_json import line_geojson

    write_file(line_geojson(answer), path)
    note(f"Line, segments and zones: {path}", quiet=quiet)


def _text(answer: LineAnswer, case: Case | None, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.line_json import line_json
        from detente.views.solve_json import case_shape

        return line_json(answer, case_shape(case) if case is not None else None)
    if shape == "csv":
        from detente.views.line_csv import line_csv

        return line_csv(answer)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.line_text import line_page

    return page_of(line_page(answer), to_terminal=target is None and is_terminal())
