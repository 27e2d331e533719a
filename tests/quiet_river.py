"""The invented case of the quiet river, watched once for all tests, and copies of it with edits."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

from detente.case.folder import read_case
from detente.watch.keeping import Effort, Keeping, watch_case
from tests.bundled import FOLDER

RIVER = FOLDER / "quiet-river"
UNTIL = date(2019, 6, 30)
DRAWS = 199


@cache
def river() -> Keeping:
    """What can be said of the quiet river."""
    return watch_case(read_case(RIVER), RIVER, until=UNTIL, effort=Effort(draws=DRAWS))


def copied(folder: Path, *edits: tuple[str, str], file: str = "watch.toml") -> Path:
    """A copy of the case, with pieces of one of its files replaced."""
    shutil.copytree(RIVER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def watched(folder: Path, *, draws: int = 0) -> Keeping:
    """What can be said of a case in a folder."""
    return watch_case(read_case(folder), folder, until=UNTIL, effort=Effort(draws=draws))
