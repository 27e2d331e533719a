"""From the files of a case to a verdict: what was detected, what could have been seen, and what can be said.

Needs the ``geo`` extra; the nouns of :mod:`model` do not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente.verify.extra import naming_geo

if TYPE_CHECKING:
    from detente.watch.keeping.model import (
        BeforeAfter,
        Keeping,
        ObligationKeeping,
        Reported,
        SourceRead,
        WindowKeeping,
    )
    from detente.watch.keeping.run import Effort, watch_case

__all__ = [
    "BeforeAfter",
    "Effort",
    "Keeping",
    "ObligationKeeping",
    "Reported",
    "SourceRead",
    "WindowKeeping",
    "watch_case",
]

_HOMES = {
    "BeforeAfter": "model",
    "Effort": "run",
    "Keeping": "model",
    "ObligationKeeping": "model",
    "Reported": "model",
    "SourceRead": "model",
    "WindowKeeping": "model",
    "watch_case": "run",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use.

    Raises:
        MissingExtraError: if it needs a package that is not installed.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'detente.watch.keeping' has no attribute '{name}'")
    with naming_geo():
        return getattr(import_module(f"detente.watch.keeping.{home}"), name)


def __dir__() -> list[str]:
    """All public names."""
    return sorted(__all__)
