"""The contact line: where it runs, how long it is, who controls how much on either side, and how it moves.

Control polygons on a day and the regions of the land give a line, its segments, zones beside it, shares of
control and the land that changed sides. Every figure carries its method, its files and their digests.
Needs the ``geo`` extra; the nouns of :mod:`model` do not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente.verify.extra import naming_geo

if TYPE_CHECKING:
    from detente.verify.line.answer import Layers, LineAnswer, Wanted, draw_line
    from detente.verify.line.beside import points_beside, side_of
    from detente.verify.line.contact import contact_line
    from detente.verify.line.cutting import segments
    from detente.verify.line.ground import Land, Territory, land_of, territory
    from detente.verify.line.layer import Layer
    from detente.verify.line.model import (
        ContactLine,
        ControlShare,
        Movement,
        Segment,
        Side,
        SideNames,
        Zone,
    )
    from detente.verify.line.naming import named
    from detente.verify.line.reading import read_layer
    from detente.verify.line.ready import read_contact_line
    from detente.verify.line.shares import control_shares, total_share
    from detente.verify.line.shift import movement
    from detente.verify.line.zoning import zones

__all__ = [
    "ContactLine",
    "ControlShare",
    "Land",
    "Layer",
    "Layers",
    "LineAnswer",
    "Movement",
    "Segment",
    "Side",
    "SideNames",
    "Territory",
    "Wanted",
    "Zone",
    "contact_line",
    "control_shares",
    "draw_line",
    "land_of",
    "movement",
    "named",
    "points_beside",
    "read_contact_line",
    "read_layer",
    "segments",
    "side_of",
    "territory",
    "total_share",
    "zones",
]

_HOMES = {
    "ContactLine": "model",
    "ControlShare": "model",
    "Land": "ground",
    "Layer": "layer",
    "Layers": "answer",
    "LineAnswer": "answer",
    "Movement": "model",
    "Segment": "model",
    "Side": "model",
    "SideNames": "model",
    "Territory": "ground",
    "Wanted": "answer",
    "Zone": "model",
    "contact_line": "contact",
    "control_shares": "shares",
    "draw_line": "answer",
    "land_of": "ground",
    "movement": "shift",
    "named": "naming",
    "points_beside": "beside",
    "read_contact_line": "ready",
    "read_layer": "reading",
    "segments": "cutting",
    "side_of": "beside",
    "territory": "ground",
    "total_share": "shares",
    "zones": "zoning",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use.

    Raises:
        MissingExtraError: if it needs a package that is not installed.
    """
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'detente.verify.line' has no attribute '{name}'")
    with naming_geo():
        return getattr(import_module(f"detente.verify.line.{home}"), name)


def __dir__() -> list[str]:
    """All public names."""
    return sorted(__all__)
