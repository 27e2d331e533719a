"""``detente CASE`` alone: what the folder has, what is missing, what to run next."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import case_argument, json_option, output_option, overlay_option
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.views.overview import Overview
    from detente.views.page import Part


@click.command(
    name="overview",
    epilog="""\b
Examples:
  detente cases/ukraine-2025-03
  detente domains/Amsterdam --json
""",
)
@case_argument
@overlay_option
@json_option
@output_option
def command(*, case: Path, overlays: tuple[str, ...], as_json: bool, target: Path | None) -> None:
    """Say what a case has, what is missing, and what to run next."""
    from detente.case.entry import open_case
    from detente.views.json_text import json_chunks
    from detente.views.overview import has_shape, overview_of
    from detente.views.solve_json import case_shape

    opened = open_case(case, overlays=overlays)
    seen = overview_of(opened, path=shlex.quote(str(case)), has_layers=(case / "layers").is_dir())
    if as_json:
        shape = {
            "format": 1,
            "case": case_shape(opened),
            "has": has_shape(opened),
            "missing": list(seen.missing),
            "next": [{"command": words, "why": why} for words, why in seen.steps],
        }
        write_result(json_chunks(shape), target, is_data=True)
        return
    from detente.cli.terminal import is_terminal, page_of

    page = page_of(_page(opened.title, opened.summary, seen), to_terminal=target is None and is_terminal())
    write_result(page, target, is_data=False)


def _page(title: str, summary: str, seen: Overview) -> list[Part]:
    from detente.views.page import Code, Grid, Heading, Text

    parts: list[Part] = [Heading(title)]
    if summary:
        parts.append(Text(summary))
    parts += [Heading("Has"), Grid(("", ""), tuple((what, count) for what, count in seen.has if count))]
    if seen.missing:
        parts.append(Heading("Missing"))
        parts += [Text(sentence, mark="-") for sentence in seen.missing]
    parts.append(Heading("Run next"))
    for words, why in seen.steps:
        parts += [Code(words), Text(why, indent=6)]
    return parts
