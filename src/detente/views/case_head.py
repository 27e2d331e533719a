"""The head of every page about a case: its title, its day, how much is in it, what is laid over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.numbers import counted
from detente.views.page import Heading, Part, Text
from detente.views.prose import listed

if TYPE_CHECKING:
    from detente.case.model import Case


def case_head(case: Case) -> Iterator[Part]:
    """The title, and one line about the case; the title of a private overlay is not told."""
    yield Heading(case.title)
    applied = [
        f"'{overlay.id}'" if overlay.private else f"'{overlay.id}' ({overlay.title})"
        for overlay in case.overlays
        if overlay.applied
    ]
    about = [
        f"As of {case.as_of}" if case.as_of else "",
        counted(len(case.parties), "party", "parties"),
        counted(len(case.issues), "issue"),
        counted(len(case.red_lines), "red line"),
        f"overlay {listed(applied)}" if applied else "",
    ]
    yield Text(", ".join(part for part in about if part) + ".")
