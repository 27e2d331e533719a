"""A contact line as JSON and as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.verify.line.ready import LINE_KIND, SEGMENT_KIND, ZONE_KIND
from detente.views.json_text import json_chunks
from detente.views.line_text import length_text

if TYPE_CHECKING:
    from detente.verify.line.answer import LineAnswer
    from detente.verify.line.model import ControlShare, Movement, Polygons, Position, Segment

Shape = dict[str, object]
DECIMALS = 5
"""Of degrees in GeoJSON: about a metre."""


def line_json(answer: LineAnswer, case: Shape | None = None) -> Iterator[str]:
    """The answer as JSON; its shape is documented and tested."""
    return json_chunks(line_shape(answer, case))


def line_shape(answer: LineAnswer, case: Shape | None = None) -> Shape:
    """The answer as data; areas in square kilometres, lengths in kilometres."""
    line = answer.line
    return {
        "format": 1,
        "detente": answer.version,
        "case": case,
        "on": line.on,
        "sides": {"inside": line.sides.inside, "outside": line.sides.outside},
        "line": {
            "length_km": rounded(line.length_km),
            "eps_km": line.eps_km,
            "simplify_km": line.simplify_km,
            "shortest_km": line.shortest_km,
            "left_out": {"pieces": line.left_out[0], "km": rounded(line.left_out[1])},
            "pieces": [
                {
                    "length_km": rounded(piece.length_km),
                    "closed": piece.closed,
                    "start": piece.path[0],
                    "end": piece.path[-1],
                    "positions": len(piece.path),
                }
                for piece in line.pieces
            ],
        },
        "land": None if answer.whole is None else _share(answer.whole),
        "off_land_km2": None if answer.off_land_km2 is None else rounded(answer.off_land_km2),
        "regions": [{"id": share.id, "name": share.name, **_share(share)} for share in answer.shares],
        "segment_km": answer.segment_km,
        "segments": [_segment(segment) for segment in answer.segments],
        "zones": [
            {
                "side": zone.side.value,
                "distance_km": zone.distance_km,
                "weapons": zone.weapons,
                "area_km2": rounded(zone.area_km2),
            }
            for zone in answer.zones
        ],
        "movement": None if answer.movement is None else _movement(answer.movement),
        "method": {
            "areas": f"Lambert azimuthal equal-area: {line.method.crs}",
            "lengths": "geodesic on WGS 84",
            "centre": line.method.centre,
        },
        "sources": [
            {
                "role": origin.role,
                "file": origin.file,
                "sha256": origin.sha256,
                "crs": origin.crs,
                "credit": origin.credit,
            }
            for origin in answer.origins
        ],
        "notes": answer.notes,
        "could_not": answer.could_not,
    }


def line_geojson(answer: LineAnswer) -> Iterator[str]:
    """The line, its segments and its zones as one GeoJSON file (RFC 7946), with their method on top.

    Each feature has a ``kind``: ``contact-line``, ``segment`` or ``zone``. ``inside`` lies left of lines.
    """
    line = answer.line
    features = [*_pieces(answer), *map(_segment_feature, answer.segments), *_zones(answer)]
    top: Shape = {
        "type": "FeatureCollection",
        "title": "Contact line",
        "as_of": line.on,
        "length": length_text(line),
        "length_km": rounded(line.length_km),
        "eps_km": line.eps_km,
        "simplify_km": line.simplify_km,
        "shortest_km": line.shortest_km,
        "inside": line.sides.inside,
        "outside": line.sides.outside,
        "credit": "; ".join(f"{origin.role}: {origin.credit or 'not stated'}" for origin in answer.origins),
        "sources": [{"role": origin.role, "sha256": origin.sha256} for origin in answer.origins],
        "detente": answer.version,
    }
    return json_chunks({**top, "features": features})


def _share(share: ControlShare) -> Shape:
    return {
        "area_km2": rounded(share.area_km2),
        "inside_km2": rounded(share.inside_km2),
        "share": rounded(share.share, 6),
    }


def _segment(segment: Segment) -> Shape:
    return {
        "id": segment.id,
        "name": segment.name,
        "region": segment.region,
        "piece": segment.piece + 1,
        "from_km": rounded(segment.from_km),
        "length_km": rounded(segment.length_km),
        "start": segment.start,
        "middle": segment.middle,
        "end": segment.end,
        "bearing": segment.bearing,
    }


def _movement(moved: Movement) -> Shape:
    areas = {
        "to_inside": moved.to_inside_km2,
        "to_outside": moved.to_outside_km2,
        "net_to_inside": moved.net_km2,
    }
    return {
        "since": moved.since,
        "days": moved.days,
        "km2": {key: rounded(area) for key, area in areas.items()},
        "km2_per_month": {key: rounded(moved.per_month(area)) for key, area in areas.items()},
    }


def _pieces(answer: LineAnswer) -> Iterator[Shape]:
    for number, piece in enumerate(answer.line.pieces, start=1):
        about: Shape = {"kind": LINE_KIND, "piece": number, "length_km": rounded(piece.length_km)}
        yield _feature(about, "LineString", _path(piece.path))


def _segment_feature(segment: Segment) -> Shape:
    about = {"kind": SEGMENT_KIND, **_segment(segment)}
    return {"type": "Feature", "id": segment.id, **_feature(about, "LineString", _path(segment.path))}


def _zones(answer: LineAnswer) -> Iterator[Shape]:
    for zone in answer.zones:
        about: Shape = {
            "kind": ZONE_KIND,
            "side": zone.side.value,
            "distance_km": zone.distance_km,
            "weapons": zone.weapons,
            "area_km2": rounded(zone.area_km2),
        }
        yield _feature(about, "MultiPolygon", _polygons(zone.polygons))


def _feature(properties: Shape, kind: str, coordinates: object) -> Shape:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _path(path: Sequence[Position]) -> list[list[float]]:
    return [[round(value, DECIMALS) for value in position] for position in path]


def _polygons(polygons: Polygons) -> list[list[list[list[float]]]]:
    return [[_path(ring) for ring in polygon] for polygon in polygons]


def rounded(value: float, places: int = 3) -> float:
    """A measure with the places that are given."""
    return round(float(value), places)
