"""Foreign domains, read as cases: Genius XML, GeniusWeb JSON, NegMAS YAML."""

from __future__ import annotations

from pathlib import Path

from detente.case.interop.genius import read_genius
from detente.case.model import Case

__all__ = ["read_domain"]


def read_domain(path: Path | str) -> Case:
    """Read a folder with a domain and its profiles.

    Raises:
        InputError: all that is wrong with the folder's files, each with file and place.
    """
    return read_genius(Path(path))
