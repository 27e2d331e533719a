"""Incidents as GeoJSON (RFC 7946): the areas of their cells with rates, never the place of a detection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.json_text import json_chunks
from detente.views.watch_json import incident_shape
from detente.views.watch_words import CAVEAT, NO_AIMING

if TYPE_CHECKING:
    from detente.watch.keeping.model import Keeping, Reported

Shape = dict[str, object]
DECIMALS = 4
"""Of degrees: about ten metres, of cells of kilometres."""


def watch_geojson(keeping: Keeping) -> Iterator[str]:
    """A feature for each incident, with what the words mean named on top."""
    top: Shape = {
        "type": "FeatureCollection",
        "title": f"Incidents: {keeping.case.title}",
        "caveat": CAVEAT,
        "places": NO_AIMING,
        "level": keeping.level,
        "detente": keeping.version,
        "digest": keeping.case.digest,
    }
    return json_chunks({**top, "features": list(_features(keeping))})


def _features(keeping: Keeping) -> Iterator[Shape]:
    for window in keeping.windows:
        for one in window.obligations:
            for incident in one.incidents:
                about = {"window": window.window.id, "obligation": one.id, **incident_shape(incident)}
                yield {
                    "type": "Feature",
                    "id": f"{window.window.id}-{one.id}-{incident.id}",
                    "properties": about,
                    "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(incident)},
                }


def _coordinates(incident: Reported) -> list[object]:
    return [
        [[[round(value, DECIMALS) for value in position] for position in ring] for ring in polygon]
        for polygon in incident.polygons
    ]
