"""What is said on standard error while a verb works; the result goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from detente.cli.output import PipeClosedError

if TYPE_CHECKING:
    from detente.case.model import Case


def note(text: str, *, quiet: bool) -> None:
    """One line for the person at the terminal.

    Raises:
        PipeClosedError: if nobody reads standard error any more.
    """
    if quiet:
        return
    try:
        click.echo(text, err=True)
    except BrokenPipeError:
        raise PipeClosedError from None


def on_private_overlays(case: Case) -> tuple[str, ...]:
    """One line for each private overlay that an answer rests on."""
    return tuple(
        f"Overlay '{overlay.id}' is private: this answer is not for passing on."
        for overlay in case.overlays
        if overlay.applied and overlay.private
    )


@contextmanager
def working(text: str, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show that something is being worked on, on a terminal only; what is yielded takes news of it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield _unheard
        return
    from rich.console import Console

    with Console(stderr=True).status(text) as status:
        yield lambda news: status.update(f"{text}: {news}")


def _unheard(_news: str) -> None:
    """Nobody sees standard error."""
