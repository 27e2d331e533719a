"""The ``geo`` extra: packages for geometry, loaded where they are used and named where they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from detente.errors import Fault, MissingExtraError

GEO = ("shapely", "pyproj", "duckdb", "duckdb_extension_spatial", "geopandas")
"""The modules of the extra."""


@contextmanager
def naming_geo() -> Iterator[None]:
    """Turn a failed import of a module of ``geo`` into an error that names the extra.

    Raises:
        MissingExtraError: with the way to install it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        if module not in GEO:
            raise
        message = f"work on maps needs the package '{module}', which is not installed"
        fault = Fault(message=message, hint="pip install 'detente[geo]'", code="missing-extra")
        raise MissingExtraError(fault) from error
