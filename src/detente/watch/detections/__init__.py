"""Detections: files of fires, events, alerts and daily figures become one table, every row accounted for.

Needs the ``geo`` extra (DuckDB); the nouns of :mod:`model` do not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente.verify.extra import naming_geo

if TYPE_CHECKING:
    from detente.watch.detections.formats import FORMATS
    from detente.watch.detections.model import (
        Columns,
        Detections,
        Example,
        Reading,
        Rejected,
        Source,
    )
    from detente.watch.detections.read import Work, read_detections
    from detente.watch.detections.reasons import REASONS
    from detente.watch.detections.table import COLUMNS
    from detente.watch.detections.telling import told

__all__ = [
    "COLUMNS",
    "FORMATS",
    "REASONS",
    "Columns",
    "Detections",
    "Example",
    "Reading",
    "Rejected",
    "Source",
    "Work",
    "read_detections",
    "told",
]

_HOMES = {
    "COLUMNS": "table",
    "FORMATS": "formats",
    "REASONS": "reasons",
    "Columns": "model",
    "Detections": "model",
    "Example": "model",
    "Reading": "model",
    "Rejected": "model",
    "Source": "model",
    "Work": "read",
    "read_detections": "read",
    "told": "telling",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use.

    Raises:
        MissingExtraError: if it needs a package that is not installed.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'detente.watch.detections' has no attribute '{name}'")
    with naming_geo():
        return getattr(import_module(f"detente.watch.detections.{home}"), name)


def __dir__() -> list[str]:
    """All public names."""
    return sorted(__all__)
