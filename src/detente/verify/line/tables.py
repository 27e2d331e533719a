"""Reading layers with DuckDB's spatial extension, which comes in a wheel: nothing is fetched.

Only formats that hold their own data are opened, and DuckDB may read the layer's folder and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from pyproj import CRS

from detente.errors import Fault, InputError, unknown_name_hint
from detente.verify.line.crs import crs_of, settled
from detente.verify.line.layer import LONGITUDE_LATITUDE, Feature, Layer, feature_id, stated_credit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

DRIVERS = {
    "gpkg": "GPKG",
    "shp": "ESRI Shapefile",
    "fgb": "FlatGeobuf",
    "geojsonl": "GeoJSONSeq",
    "geojsons": "GeoJSONSeq",
    "topojson": "TopoJSON",
    "tab": "MapInfo File",
    "mif": "MapInfo File",
    "kml": "KML",
    "gmt": "OGR_GMT",
}
"""The driver of DuckDB spatial for each ending."""

PARQUET = ("parquet", "geoparquet")
ENDINGS = (".geojson", ".geojson.gz", *(f".{ending}" for ending in (*PARQUET, *DRIVERS)))
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def read_table(file: Path, *, role: str, crs: str | None) -> Layer:
    """A layer from GeoParquet or from a format of DuckDB spatial.

    Raises:
        InputError: if the ending is not known, or the file is not what its ending says.
    """
    ending = file.suffix.lower().lstrip(".")
    if ending not in DRIVERS and ending not in PARQUET:
        hint = unknown_name_hint(file.suffix, ENDINGS, shown=len(ENDINGS))
        message = f"no format is known for the ending {file.suffix!r}"
        raise InputError(Fault(file=str(file), message=message, hint=hint, code="format"))
    with _spatial(file) as connection:
        try:
            stated, rows = (_parquet if ending in PARQUET else _driven)(connection, file)
        except InputError:
            raise
        except (duckdb.Error, LookupError, TypeError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            message, hint = f"cannot be read as .{ending} ({reason})", "a whole copy, or another format"
            raise InputError(Fault(file=str(file), message=message, hint=hint, code="format")) from None
    features = tuple(
        Feature(id=feature_id(row, number), properties=row, drawn=drawn)
        for number, (row, drawn) in enumerate(rows, start=1)
    )
    known, notes = settled(stated, crs, file=file)
    return Layer(
        role=role,
        file=str(file),
        sha256=_digest(file),
        crs=known,
        credit=stated_credit({}, features),
        features=features,
        properties={},
        notes=notes,
    )


Rows = list[tuple[Mapping[str, object], bytes | None]]


def _spatial(file: Path) -> DuckDBPyConnection:
    """DuckDB with the extension of the installed wheel, which may read the file's folder alone."""
    import duckdb_extension_spatial

    home = Path(duckdb_extension_spatial.__file__).parent
    (extension,) = home.glob(f"extensions/v{duckdb.__version__}/spatial.duckdb_extension")
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": "1"})
    connection.execute(f"LOAD {_quoted(extension)}")
    connection.execute(f"SET allowed_directories = [{_quoted(file.resolve().parent)}]")
    connection.execute("SET enable_external_access = false")
    return connection


def _driven(connection: DuckDBPyConnection, file: Path) -> tuple[CRS | None, Rows]:
    """Coordinate system and rows of a file with exactly one layer, by one named driver."""
    path, driver = str(file.resolve()), DRIVERS[file.suffix.lower().lstrip(".")]
    query = "SELECT * FROM st_read(?, allowed_drivers = [?], keep_wkb = true)"
    connection.execute(f"{query} LIMIT 0", [path, driver])  # what another driver would open is refused here
    found = connection.execute("SELECT layers FROM st_read_meta(?)", [path]).fetchone()
    layers = found[0] if found else []
    if len(layers) != 1:
        names = ", ".join(str(layer["name"]) for layer in layers) or "none"
        message = f"holds {len(layers)} layers ({names})"
        raise InputError(Fault(file=str(file), message=message, hint="a file with one layer", code="layers"))
    (layer,) = layers
    fields = layer["geometry_fields"]
    stated = (fields[0].get("crs") or {}) if fields else {}
    crs = _of_driver(stated, file)
    return crs, _rows(connection.execute(query, [path, driver]))


def _of_driver(stated: Mapping[str, object], file: Path) -> CRS | None:
    name, code = stated.get("auth_name"), stated.get("auth_code")
    definition = f"{name}:{code}" if name and code else stated.get("wkt")
    return crs_of(definition, file=file) if definition else None


def _parquet(connection: DuckDBPyConnection, file: Path) -> tuple[CRS | None, Rows]:
    """Coordinate system and rows of a GeoParquet file."""
    path = str(file.resolve())
    pairs = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [path]).fetchall()
    told = next((bytes(value) for key, value in pairs if bytes(key) == b"geo"), None)
    if told is None:
        message = "is Parquet without geometry: it has no 'geo' metadata"
        raise InputError(Fault(file=str(file), message=message, hint="a GeoParquet file", code="format"))
    geo = json.loads(told)
    column = str(geo["primary_column"])
    about = geo["columns"][column]
    stated = about.get("crs", LONGITUDE_LATITUDE)
    crs = None if stated is None else crs_of(stated, file=file)
    table, geometry = connection.read_parquet(path), duckdb.ColumnExpression(column)
    wkb = duckdb.FunctionExpression("st_aswkb", geometry)
    return crs, _rows(table.select(duckdb.StarExpression(exclude=[geometry]), wkb))


def _rows(answer: DuckDBPyConnection | DuckDBPyRelation) -> Rows:
    """The rows of an answer whose last column is the geometry as well-known binary."""
    names = [str(column[0]) for column in answer.description or ()][:-1]
    return [
        (dict(zip(names, row[:-1], strict=True)), None if row[-1] is None else bytes(row[-1]))
        for row in answer.fetchall()
    ]


def _digest(file: Path) -> str:
    """SHA-256 of the file; of a shapefile, of all parts that it has."""
    parts = [file.with_suffix(part) for part in SHAPEFILE_PARTS] if file.suffix.lower() == ".shp" else [file]
    digest = hashlib.sha256()
    for part in parts:
        if part.is_file():
            digest.update(part.read_bytes())
    return digest.hexdigest()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
