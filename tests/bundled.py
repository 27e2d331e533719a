"""The cases that come with Detente, with their answers: each is read and solved once in a test run."""

from functools import cache
from pathlib import Path

from detente.accept.answer import Answer, solve
from detente.case.entry import open_case
from detente.case.model import Case

FOLDER = Path(__file__).resolve().parent.parent / "cases"
READINGS = {
    "bill-and-jack": (),
    "split-the-pie": (),
    "sunday-market": ("six-lines",),
    "ukraine-2025-03": ("analyst", "de-facto", "later-talks"),
}
"""Every bundled case, and its other readings."""


@cache
def bundled(name: str, *overlays: str) -> Case:
    """A bundled case, with overlays laid over it."""
    return open_case(FOLDER / name, overlays=overlays)


@cache
def solved(name: str, *overlays: str) -> Answer:
    """The answer to a bundled case."""
    return solve(bundled(name, *overlays))
