"""The brief's part on the keeping of a deal: made where the case says how it is watched, else why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.watch.keeping.model import Keeping

_NOT_SAID = (
    "The case says nothing of how its keeping is watched: a watch.toml beside its case.toml would, and "
    "'detente new FOLDER' writes one to start from."
)
_OFF = "Nothing was watched for this page: it was asked for without the folder of the case."


def kept(
    case: Case, folder: Path | None, *, say: Callable[[str], None] = lambda _: None
) -> tuple[Keeping | None, str]:
    """What can be said of the keeping of a case, or why nothing can be, with the way to it.

    Args:
        case: The case.
        folder: Its folder, for layers and detections; None for nothing.
        say: Takes news of how far it is.
    """
    from detente.errors import DetenteError

    if folder is None:
        return None, _OFF
    if case.watching is None:
        return None, _NOT_SAID
    try:
        return _watched(case, folder, say), ""
    except DetenteError as error:
        return None, f"Nothing could be watched: {str(error).replace(f'{folder}/', '')}"


def _watched(case: Case, folder: Path, say: Callable[[str], None]) -> Keeping:
    """What can be said.

    Raises:
        DetenteError: if a file cannot be read, or the extra is not installed.
    """
    from detente.verify.extra import naming_geo

    with naming_geo():
        from detente.watch.keeping.run import watch_case

    return watch_case(case, folder, until=datetime.now(UTC).date(), say=say)
