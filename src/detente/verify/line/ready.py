"""Reading a line that is drawn already: a layer of lines, with its method in its properties.

Such a file is what ``detente line --geojson`` writes. From a line alone come lengths and segments; shares,
zones and movement need the polygons behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath

import shapely

from detente.errors import InputError
from detente.verify.line.cutting import middle_of
from detente.verify.line.layer import Layer
from detente.verify.line.model import ContactLine, Method, Path, Piece, Segment, SideNames
from detente.verify.line.outline import LINES, Outlines, outlines
from detente.verify.line.plane import path_km, plane_about, positions
from detente.verify.line.reading import read_layer

LINE_KIND, SEGMENT_KIND, ZONE_KIND = "contact-line", "segment", "zone"
"""The property ``kind`` of the features of a file that holds a line with its segments and zones."""


def read_contact_line(path: FilePath | str, *, crs: str | None = None) -> ContactLine:
    """A contact line from a file of lines.

    The properties of the file (or of its first feature) say the day (``as_of``), ``eps_km``, ``simplify_km``
    and ``credit``; what they do not say is None. Each line is taken to have ``inside`` on its left.

    Raises:
        InputError: if the file cannot be read, or a feature is no line or has no length.
    """
    layer = read_layer(path, role="line", crs=crs)
    kinds = {feature.properties.get("kind") for feature in layer.features}
    features = tuple(
        feature
        for feature in layer.features
        if LINE_KIND not in kinds or feature.properties.get("kind") == LINE_KIND
    )
    drawn = outlines(layer, features, LINES)
    paths = [positions(part.coords) for degrees in drawn.degrees for part in shapely.get_parts(degrees)]
    pieces = sorted((_piece(path) for path in paths), key=lambda piece: (-piece.length_km, piece.path[0]))
    _refuse_points(layer, drawn)
    said = {**features[0].properties, **layer.properties}
    plane = plane_about(drawn.degrees)
    return ContactLine(
        on=_text(said, "as_of") or _text(said, "date"),
        pieces=tuple(pieces),
        length_km=sum(piece.length_km for piece in pieces),
        eps_km=_number(said, "eps_km"),
        simplify_km=_number(said, "simplify_km"),
        shortest_km=_number(said, "shortest_km") or 0.0,
        left_out=(0, 0.0),
        sides=SideNames(_text(said, "inside") or "inside", _text(said, "outside") or "outside"),
        method=Method(
            centre=plane.centre,
            crs=plane.crs,
            origins=(layer.origin,),
            notes=(*layer.notes, *drawn.notes, *_taken_on_trust(layer)),
        ),
    )


def read_segments(path: FilePath | str) -> tuple[Segment, ...]:
    """The segments of an earlier day from a file that ``detente line --geojson`` wrote: ids and middles.

    Raises:
        InputError: if the file cannot be read, or has no segments with an id and a line.
    """
    layer = read_layer(path, role="segments")
    features = tuple(feature for feature in layer.features if feature.properties.get("kind") == SEGMENT_KIND)
    if not features:
        message, hint = "holds no segments", "a file written by 'detente line ... --geojson FILE'"
        raise InputError(layer.fault(None, message, hint, "no-segments"))
    drawn = outlines(layer, features, LINES)
    paths = [positions(degrees.coords) for degrees in drawn.degrees]
    return tuple(
        Segment(
            id=feature.id,
            name=_text(feature.properties, "name") or "",
            region=_text(feature.properties, "region") or "",
            piece=0,
            from_km=0.0,
            length_km=path_km(path),
            path=path,
            middle=middle_of(path),
            bearing=0.0,
        )
        for feature, path in zip(features, paths, strict=True)
    )


def _refuse_points(layer: Layer, drawn: Outlines) -> None:
    """Refuse features whose positions are all the same.

    Raises:
        InputError: with every one of them.
    """
    hint = "its positions from end to end, or the layer without this feature"
    faults = [
        layer.fault(feature, "has no length", hint, "empty")
        for feature, degrees in zip(drawn.features, drawn.degrees, strict=True)
        if not degrees.length > 0
    ]
    if faults:
        raise InputError(*faults)


def _taken_on_trust(layer: Layer) -> tuple[str, ...]:
    return (f"{layer.file}: a line that was drawn before; how it was drawn is what the file says of itself.",)


def _piece(path: Path) -> Piece:
    return Piece(path=path, length_km=path_km(path), closed=path[0] == path[-1])


def _text(said: Mapping[str, object], key: str) -> str | None:
    value = said.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _number(said: Mapping[str, object], key: str) -> float | None:
    value = said.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
