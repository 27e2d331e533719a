"""A commented example case, to start one's own from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from detente.case.faults import control_in
from detente.case.folder import read_case
from detente.case.folder.place import put_folder, refusal
from detente.case.folder.toml_text import text_text

TITLE = "Two villages and a well"
"""The title of the example as it is shipped."""

_NAMES = (
    "statements.csv",
    "sources.csv",
    "overlays/guards-first.toml",
    "verification.toml",
    "watch.toml",
    "detections/shots.csv",
    "detections/fires.csv",
    "exposure/cloud.csv",
    "exposure/nights.csv",
    "exposure/outages.csv",
    "case.toml",
)


def new_case(folder: Path | str, *, title: str = TITLE) -> Path:
    """Write the commented example into a new or an empty folder.

    Args:
        folder: The folder to make.
        title: The title of the case, on one line.

    Returns:
        The folder.

    Raises:
        CaseError: if the folder is not empty or cannot be written, or if the title is no text on one line.
    """
    target = Path(folder)
    name = title.strip()
    if not name or control_in(name) or "\n" in name or "\t" in name:
        raise refusal(target, f"{title!r} is no title", "a text on one line", "bad-text")
    texts = {file: files(__name__).joinpath(file).read_text(encoding="utf-8") for file in _NAMES}
    texts["case.toml"] = texts["case.toml"].replace(text_text(TITLE), text_text(name), 1)
    put_folder(target, texts, check=_refuse_faulty)
    return target


def _refuse_faulty(draft: Path) -> None:
    read_case(draft)
