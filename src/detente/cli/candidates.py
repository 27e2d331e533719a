"""What ``assess`` and ``challenge`` take alike: a case, drafts, how many candidates, draws and plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    Whole,
    case_argument,
    file_option,
    overlay_option,
    refuse_numbers,
    seed_option,
)

if TYPE_CHECKING:
    from detente.assess.tried import Ground
    from detente.case.model import Case

DRAWS = Whole("--draws", 1, 1_000_000)
CELL_KM = 2.0
"""How finely the line is looked at: plans of several candidates are made, each a quick one."""

_Verb = TypeVar("_Verb", bound=Callable[..., object])


class Given(NamedTuple):
    """The case, drafts by name, and where plans are made (None: none are)."""

    case: Case
    drafts: Mapping[str, Mapping[str, str]]
    ground: Ground | None


def candidate_options(
    *, draft: str, cap: tuple[int, str], draws: tuple[int, str], no_plan: str
) -> Callable[[_Verb], _Verb]:
    """The arguments and options that both verbs have: defaults and texts are their own."""

    def number(name: str, known: tuple[int, str]) -> Callable[[_Verb], _Verb]:
        default, text = known
        return click.option(name, type=int, default=default, show_default=True, metavar="N", help=text)

    shape = "TOML with [package] and one line ISSUE = OPTION for each issue, or JSON."
    options = (
        case_argument,
        overlay_option,
        file_option(
            "--package", "drafts", multiple=True, text=f"{draft}: {shape} May be given several times."
        ),
        number("--cap", cap),
        number("--draws", draws),
        click.option("--no-plan", is_flag=True, help=no_plan),
        seed_option,
    )

    def with_options(verb: _Verb) -> _Verb:
        for option in reversed(options):
            verb = option(verb)
        return verb

    return with_options


def given(  # noqa: PLR0913 - one argument for each option
    verb: str,
    folder: Path,
    overlays: tuple[str, ...],
    drafts: tuple[Path, ...],
    *,
    cap: tuple[Whole, int],
    draws: int,
    seed: int,
    no_plan: bool,
    quiet: bool,
) -> Given:
    """What was given, read and checked, with a note on each private overlay.

    Raises:
        InputError: a number out of bounds, or a fault of the case or a draft.
    """
    from detente.case.draft import read_drafts
    from detente.case.entry import open_case

    refuse_numbers(verb, (DRAWS, draws), cap, (SEED, seed))
    with working("Reading the case", quiet=quiet):
        opened = open_case(folder, overlays=overlays)
        packages = {name: known.package for name, known in read_drafts(opened, drafts).items()}
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    ground = None if no_plan else ground_of(opened, folder, quiet=quiet)
    return Given(opened, packages, ground)


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
