"""The options of ``detente fetch drafts``, apart from what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from detente.cli.options import file_option
from detente.cli.reading_options import SOURCE, source_options

_Verb = TypeVar("_Verb", bound=Callable[..., object])

LEAST_PIECE, MOST_PIECE = 500, 100_000
OF_DRAFTS = {
    "article": "ARTICLE",
    "endpoint": "--endpoint",
    "model": "--model",
    "key_env": "--key-env",
    "characters": "--characters",
    "encoding": "--encoding",
    "case": "--case",
    **{f"source_{name}": f"--{name.replace('_', '-')}" for name in SOURCE if name != "url"},
}
"""Arguments and options that belong to `drafts`."""


def drafts_options(verb: _Verb) -> _Verb:
    """The options of `fetch drafts`; all of them come as ``drafts_...`` or ``source_...``."""
    for option in (
        click.option("--endpoint", metavar="URL", help="Drafts: an endpoint for chat completions, such as "
                     "http://localhost:8080/v1; https, or http on this machine."),
        click.option("--model", metavar="NAME", help="Drafts: the model's name at that endpoint."),
        click.option("--key-env", metavar="VAR", help="Drafts: the environment variable with your key."),
        click.option("--characters", type=click.IntRange(LEAST_PIECE, MOST_PIECE), metavar="N",
                     help="Drafts: how much of the article goes into one request.  [default: 8000]"),
        click.option("--encoding", metavar="NAME", help="Drafts: of ARTICLE, if not UTF-8."),
        file_option("--case", text="Drafts: a case; the model is told its parties and issues."),
        source_options("url", of="Drafts: "),
    ):  # fmt: skip
        verb = option(verb)
    return verb
