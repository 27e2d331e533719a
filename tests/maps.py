"""Made-up maps: rectangles of land in degrees, cut so that lengths and shares are known in closed form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import atanh, cos, radians, sin, sqrt
from pathlib import Path

from pyproj import Geod

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

E2 = 0.0066943799901413165
"""The square of the eccentricity of WGS 84."""


def box(bounds: Box) -> dict[str, object]:
    """A rectangle of meridians and parallels as a GeoJSON polygon."""
    west, south, east, north = bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: object, number: object = None, **properties: object) -> dict[str, object]:
    """A GeoJSON feature."""
    row: dict[str, object] = {"type": "Feature", "properties": properties, "geometry": geometry}
    return row if number is None else {**row, "id": number}


def collection(*features: Mapping[str, object], **top: object) -> dict[str, object]:
    """A GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", **top, "features": [*features]}


def written(folder: Path, name: str, *features: Mapping[str, object], **top: object) -> Path:
    """The same as a file."""
    path = folder / name
    path.write_text(json.dumps(collection(*features, **top)), encoding="utf-8")
    return path


def boxes(folder: Path, name: str, bounds: Sequence[Box], **properties: object) -> Path:
    """A file of rectangles, with the ids r1, r2, ..."""
    rows = [feature(box(bound), f"r{number}", **properties) for number, bound in enumerate(bounds, start=1)]
    return written(folder, name, *rows)


def belt_share(south: float, middle: float, north: float) -> float:
    """The share of a belt between two parallels that lies south of a third, on the ellipsoid.

    The area of a belt goes with q(φ) = sin φ / (1 - e² sin² φ) + atanh(e sin φ) / e (Snyder 1987, eq. 3-12).
    """
    low, cut, high = (_q(latitude) for latitude in (south, middle, north))
    return (cut - low) / (high - low)


def box_km2(bounds: Box) -> float:
    """The area of a rectangle of meridians and parallels on WGS 84 (Snyder 1987, eq. 3-12 and 14-12)."""
    west, south, east, north = bounds
    return 6378.137**2 * (1 - E2) * radians(east - west) / 2 * (_q(north) - _q(south))


def parallel_km(latitude: float, west: float, east: float) -> float:
    """The length of an arc of a parallel on WGS 84."""
    phi = radians(latitude)
    radius = 6378.137 / sqrt(1 - E2 * sin(phi) ** 2)
    return radius * cos(phi) * radians(east - west)


def meridian_km(south: float, north: float) -> float:
    """The length of an arc of a meridian on WGS 84."""
    return float(Geod(ellps="WGS84").inv(0, south, 0, north)[2]) / 1000


def _q(latitude: float) -> float:
    e, sine = sqrt(E2), sin(radians(latitude))
    return sine / (1 - E2 * sine**2) + atanh(e * sine) / e
