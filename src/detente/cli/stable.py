"""``detente stable``: does a deal hold against each party's moves and the others' answers?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from detente.cli.notes import note, working
from detente.cli.options import (
    choice_option,
    file_option,
    overlay_option,
    path_names,
    result_options,
    shape_of,
)
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.accept.stability.case_graph import Breach
    from detente.accept.stability.concepts import Extension
    from detente.accept.stability.replies import Sanctions
    from detente.case.interop.gmcr_write import Spelling
    from detente.cli.stable_source import Found

SANCTIONS = ("legal-sequences", "single-moves")
EXTENSIONS = ("a", "b", "c", "d")
BREACHES = ("irreversible", "reversible")
SPELLINGS = ("newer", "older")


@click.command(
    name="stable",
    short_help="Does a deal hold, move by move?",
    epilog="""\b
Examples:
  detente stable cases/bill-and-jack
  detente stable cases/ukraine-2025-03 --overlay analyst --why p1
  detente stable cases/bill-and-jack --gain bill=0.5 --extension b
  detente stable cases/conflicts/elmira.gmcr --sanctions single-moves
  detente stable cases/conflicts/elmira.gmcr --write old.gmcr --spelling older
""",
)
@click.argument("source", type=Path, shell_complete=path_names, metavar="CASE|FILE")
@overlay_option
@file_option(
    "--package",
    "drafts",
    multiple=True,
    text="Of a case: a draft to look at, in place of the packages that the answer selects: TOML with "
    "[package] and one line ISSUE = OPTION for each issue, or JSON. May be given several times.",
)
@choice_option(
    "--sanctions",
    SANCTIONS,
    "definition of sanctions",
    "With three or more: whether the others answer together by sequences of moves, or one by one move.",
    default="legal-sequences",
)
@choice_option(
    "--extension",
    EXTENSIONS,
    "extension",
    "How what is unknown counts. a: it tempts and does not deter; b: neither; c: both; d: it deters and "
    "does not tempt.",
    default="a",
)
@choice_option(
    "--breach",
    BREACHES,
    "kind of breach",
    "Of a case: whether who broke a deal can come back to it.  [default: irreversible]",
)
@click.option(
    "--gain",
    "gains",
    multiple=True,
    metavar="PARTY=NUMBER",
    help="Of a case: what breaking a deal that the others keep adds to this party's utility. May be given "
    "for several parties; without it, that is unknown.",
)
@click.option("--why", metavar="STATE", help="The reasons of this state only, by its id or number.")
@click.option(
    "--write",
    type=Path,
    shell_complete=path_names,
    metavar="NEW",
    help="Of a FILE: write the conflict as a new GMCR file, too.",
)
@choice_option(
    "--spelling",
    SPELLINGS,
    "spelling",
    "In which spelling --write does so.  [default: newer]",
)
@result_options("all states and decision makers")
def command(  # noqa: PLR0913 - one argument for each option
    *,
    source: Path,
    overlays: tuple[str, ...],
    drafts: tuple[Path, ...],
    sanctions: str,
    extension: str,
    breach: str | None,
    gains: tuple[str, ...],
    why: str | None,
    write: Path | None,
    spelling: str | None,
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    quiet: bool,
) -> None:
    """Say which deals or states hold, by five concepts of stability, and why.

    CASE: on the case's default graph, where a state says which package is on the table, who has accepted it
    and who has broken it. Looked at are the packages that the solution concepts select or, where no deal is
    possible, those that the first openings lead to. FILE: a conflict in the GMCR format (.gmcr or .json, in
    its older or newer spelling).

    A state is stable for a party that has no move it prefers (Nash), or whose every such move the others can
    answer so that it ends no better than before (GMR, SMR, SEQ, SSEQ). Where conventions differ, what the
    other one says stands beside.
    """
    from detente.cli.stable_source import (
        Rules,
        conflict_of,
        deals_of,
        is_conflict,
        refuse_strangers,
        state_of,
    )

    shape = shape_of(as_json=as_json, as_csv=as_csv)
    of_case = {"--overlay": overlays, "--package": drafts, "--gain": gains, "--breach": breach}
    of_file = {"--write": write, "--spelling": spelling}
    refuse_strangers(source, of_case if is_conflict(source) else of_file)
    rules = Rules(
        sanctions=cast("Sanctions", sanctions),
        extension=cast("Extension", extension),
        breach=cast("Breach", breach or "irreversible"),
    )
    if is_conflict(source):
        with working("Reading the conflict", quiet=quiet):
            found = conflict_of(source, rules, write=write, spelling=cast("Spelling", spelling or "newer"))
    else:
        with working("Looking for deals and how they hold", quiet=quiet):
            found = deals_of(source, rules, overlays=overlays, drafts=drafts, gains=gains)
    for text in found.remarks:
        note(text, quiet=quiet)
    asked = None if why is None or found.examined is None else state_of(found.examined.graph, why)
    write_result(_text(found, asked, shape, target), target, is_data=shape is not None)


def _text(found: Found, why: str | None, shape: str | None, target: Path | None) -> Iterator[str]:
    if shape == "json":
        from detente.views.stable_json import stable_json

        asked = () if why is None else (why,)
        return stable_json(found.examined, answer=found.answer, file=found.file, why=asked)
    if shape == "csv":
        from detente.views.stable_csv import stable_csv

        return stable_csv(None if found.examined is None else found.examined.result)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.stable_text import nothing_page, stable_page

    if found.examined is None:
        title = "" if found.answer is None else found.answer.case.title
        page = nothing_page(title)
    else:
        page = stable_page(found.examined, answer=found.answer, why=why)
    return page_of(page, to_terminal=target is None and is_terminal())
