"""Reading GeoJSON (RFC 7946), compressed or not; the older ``crs`` member is honoured."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from pyproj import CRS

from detente.errors import Fault, InputError, shown_value
from detente.verify.line.crs import CRS_HINT, crs_of, settled
from detente.verify.line.layer import LONGITUDE_LATITUDE, Feature, Layer, feature_id, stated_credit

BYTES_AT_MOST = 1_000_000_000
"""A file that unpacks to more is refused."""


def read_geojson(file: Path, *, role: str, crs: str | None) -> Layer:
    """A layer from a FeatureCollection, a Feature or a bare geometry.

    Raises:
        InputError: with every fault of its structure.
    """
    data = file.read_bytes()
    document = _document(file, data)
    stated = _stated_crs(document, file=file)
    rows = _rows(document, file)
    features = tuple(_feature(row, number, file) for number, row in enumerate(rows, start=1))
    top = {
        key: value for key, value in document.items() if key not in ("type", "features", "crs", "geometry")
    }
    known, notes = settled(stated, crs, file=file)
    if known is None and "crs" not in document:
        known = CRS.from_user_input(LONGITUDE_LATITUDE)
    return Layer(
        role=role,
        file=str(file),
        sha256=hashlib.sha256(data).hexdigest(),
        crs=known,
        credit=stated_credit(top, features),
        features=features,
        properties=top,
        notes=notes,
    )


def _document(file: Path, data: bytes) -> Mapping[str, object]:
    try:
        text = _unpacked(file, data).decode("utf-8-sig")
        document: object = json.loads(text)
    except UnicodeDecodeError as error:
        raise _refusal(file, f"is not UTF-8 (byte {error.start})", "the file saved as UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refusal(file, f"is no JSON ({error.msg.lower()})", "a GeoJSON file", place=place) from None
    except RecursionError:
        raise _refusal(file, "is nested too deeply to be GeoJSON", "a GeoJSON file") from None
    if not isinstance(document, dict):
        raise _refusal(file, "is no GeoJSON: it has no table at the top", "a FeatureCollection")
    return document


def _unpacked(file: Path, data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.open(file) as stream:
            unpacked = stream.read(BYTES_AT_MOST + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        reason = str(error).rstrip(".").lower()
        raise _refusal(file, f"cannot be unpacked ({reason})", "a whole copy of the file") from None
    if len(unpacked) > BYTES_AT_MOST:
        raise _refusal(file, f"unpacks to more than {BYTES_AT_MOST:,} bytes", "a layer of fewer days")
    return unpacked


def _stated_crs(document: Mapping[str, object], *, file: Path) -> CRS | None:
    """The system of a ``crs`` member; None where there is none, or where it is null: nobody knows."""
    member = document.get("crs")
    if member is None:
        return None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if name is None:
        message = f"its coordinate system {shown_value(member)} has no name"
        raise _refusal(file, message, CRS_HINT, place="crs", code="crs")
    return crs_of(name, file=file)


def _rows(document: Mapping[str, object], file: Path) -> list[object]:
    match document.get("type"):
        case "FeatureCollection":
            rows = document.get("features")
            if isinstance(rows, list):
                return rows
            raise _refusal(file, "has no list of features", "'features': [...]", place="features")
        case "Feature":
            return [document]
        case "Polygon" | "MultiPolygon" | "GeometryCollection" | "LineString" | "MultiLineString":
            return [{"type": "Feature", "properties": {}, "geometry": document}]
        case other:
            message = f"is no GeoJSON: its type is {shown_value(other)}"
            raise _refusal(file, message, "a FeatureCollection", place="type")


def _feature(row: object, number: int, file: Path) -> Feature:
    if not isinstance(row, dict) or row.get("type") != "Feature":
        raise _refusal(file, "is no Feature", "'type': 'Feature'", place=f"feature #{number}")
    properties = row.get("properties")
    known = properties if isinstance(properties, dict) else {}
    geometry = row.get("geometry")
    if geometry is not None and not isinstance(geometry, dict):
        message = f"its geometry is {shown_value(geometry)}"
        raise _refusal(file, message, "a geometry, or null", place=f"feature #{number}")
    return Feature(id=feature_id(known, number, row.get("id")), properties=known, drawn=geometry)


def _refusal(file: Path, message: str, hint: str, *, place: str = "", code: str = "geojson") -> InputError:
    return InputError(Fault(file=str(file), place=place, message=message, hint=hint, code=code))
