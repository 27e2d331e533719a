"""``detente robust``: which findings hold over everything that a case leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from detente.cli.complaint import DONE
from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    SEED,
    WORKERS,
    Whole,
    case_argument,
    disagreement_option,
    file_option,
    overlay_option,
    refuse_numbers,
    result_options,
    seed_option,
    shape_of,
    workers_option,
)
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.accept.disagreement import Disagreement
    from detente.accept.robustness.named import Package
    from detente.accept.robustness.result import Robustness
    from detente.case.model import Case

DRAWS = Whole("--draws", 1, 10_000_000)


@click.command(
    name="robust",
    short_help="Which findings hold over everything that is open?",
    epilog="""\b
Examples:
  detente robust cases/ukraine-2025-03
  detente robust cases/ukraine-2025-03 --draws 2000 --seed 7
  detente robust cases/ukraine-2025-03 --package draft.toml --json -o robust.json
  detente robust cases/split-the-pie --csv > packages.csv
""",
)
@case_argument
@overlay_option
@click.option(
    "--draws",
    type=int,
    default=10_000,
    show_default=True,
    metavar="N",
    help="How often everything that is open is drawn. Other work goes along with it up to the default.",
)
@seed_option
@workers_option
@file_option(
    "--package",
    "drafts",
    multiple=True,
    text="A draft to follow by the name of its file: TOML with [package] and one line ISSUE = OPTION for "
    "each issue, or JSON. May be given several times.",
)
@disagreement_option
@result_options("all candidate packages")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    case: Path,
    overlays: tuple[str, ...],
    draws: int,
    seed: int,
    workers: int | None,
    drafts: tuple[Path, ...],
    disagreement: str,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> int:
    """Draw everything that a case leaves open, many times, and count what holds.

    A draw fills in every weight, value and reservation within what the case says of it, and decides for each
    red line by its chance whether it is held. Says in which share of the draws a deal exists, with the error
    of drawing; which open inputs that hangs on; how widely packages are acceptable, to each party and to all;
    how often each is what Nash, Kalai-Smorodinsky or the egalitarian rule selects.

    A share is a probability under the laws that the answer lists. They are conventions, no knowledge of what
    parties want. The same seed gives the same bytes, whatever the number of workers.
    """
    from detente.case.draft import read_drafts
    from detente.case.entry import open_case

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    refuse_numbers("robust", (DRAWS, draws), (SEED, seed), (WORKERS, 1 if workers is None else workers))
    with working("Reading the case", quiet=quiet):
        opened = open_case(case, overlays=overlays)
        packages = {name: draft.package for name, draft in read_drafts(opened, drafts).items()}
    for text in on_private_overlays(opened):
        note(text, quiet=quiet)
    wanted = _Wanted(draws=draws, seed=seed, workers=workers, disagreement=cast("Disagreement", disagreement))
    found = _found(opened, packages, wanted, quiet=quiet)
    write_result(_text(found, shape, target), target, is_data=shape is not None)
    return DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be drawn, and who does the work."""

    draws: int
    seed: int
    workers: int | None
    disagreement: Disagreement


def _found(case: Case, packages: Mapping[str, Package], wanted: _Wanted, *, quiet: bool) -> Robustness:
    from detente.accept.robustness.result import effort_of
    from detente.accept.robustness.run import robustness
    from detente.cli.workers import workforce

    with working(f"Drawing {wanted.draws:,} times", quiet=quiet) as say:

        def told(done: int, whole: int) -> None:
            say(f"{done} of {whole} pieces of this stage")

        with workforce(wanted.workers, told) as executor:
            return robustness(
                case,
                effort=effort_of(wanted.draws),
                seed=wanted.seed,
                packages=packages,
                disagreement=wanted.disagreement,
                executor=executor,
            )


def _text(found: Robustness, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.robust_json import robust_json

        return robust_json(found)
    if shape == "csv":
        from detente.views.robust_csv import robust_csv

        return robust_csv(found)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.robust_text import robust_page

    return page_of(robust_page(found), to_terminal=target is None and is_terminal())
