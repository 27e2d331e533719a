"""Reading a layer from a file: GeoJSON by :mod:`geojson`, everything else by DuckDB in :mod:`tables`."""

from __future__ import annotations

from pathlib import Path

from detente.errors import Fault, InputError
from detente.verify.line.layer import Layer


def read_layer(path: Path | str, *, role: str, crs: str | None = None) -> Layer:
    """Read a file of features.

    Args:
        path: GeoJSON (``.geojson``, ``.json``, both also with ``.gz``), GeoParquet (``.parquet``), or what
            DuckDB spatial reads: GeoPackage, shapefile, FlatGeobuf and others.
        role: What the layer is used for, for messages.
        crs: The coordinate system of its numbers where the file does not state it, such as ``EPSG:4326``.

    Raises:
        InputError: if it cannot be read, or has no features.
    """
    file = Path(path)
    if not file.is_file():
        kind = "is a folder" if file.is_dir() else "does not exist"
        raise InputError(
            Fault(file=str(path), message=f"this {role} layer {kind}", hint="a file", code="no-file")
        )
    suffix = file.name.lower().removesuffix(".gz").rpartition(".")[2]
    if suffix in ("geojson", "json"):
        from detente.verify.line.geojson import read_geojson

        layer = read_geojson(file, role=role, crs=crs)
    else:
        from detente.verify.line.tables import read_table

        layer = read_table(file, role=role, crs=crs)
    if not layer.features:
        raise InputError(layer.fault(None, "has no features", "a layer with features in it", "empty"))
    return layer
