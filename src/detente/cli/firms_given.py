"""What the command line says of fires to fetch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says of fires, as it stands there."""

    since: str | None
    until: str | None
    box: str | None
    sources: tuple[str, ...]
    into: Path | None
    key_file: Path | None
    url: str | None
