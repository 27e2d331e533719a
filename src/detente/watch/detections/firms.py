"""What is particular to NASA FIRMS: who saw a pixel, how large it is, what it is taken for.

Columns of the archive (SP) and of near real time (NRT) differ: the archive has ``type``. Satellites are
written in several ways over the years: ``T`` and ``Terra``; ``N``; ``1`` (NOAA-20 in older archives) and
``N20``; ``N21``.
"""

from __future__ import annotations

from detente.watch.detections.precision import ANY_FIRE_KM, LARGEST_KM

FIRMS_EXTRAS = ("satellite", "instrument", "scan", "track", "bright_ti4")
SENSORS = {
    "T": "MODIS Terra",
    "TERRA": "MODIS Terra",
    "A": "MODIS Aqua",
    "AQUA": "MODIS Aqua",
    "N": "VIIRS S-NPP",
    "NPP": "VIIRS S-NPP",
    "SUOMI NPP": "VIIRS S-NPP",
    "1": "VIIRS NOAA-20",
    "N20": "VIIRS NOAA-20",
    "J1": "VIIRS NOAA-20",
    "2": "VIIRS NOAA-21",
    "N21": "VIIRS NOAA-21",
    "J2": "VIIRS NOAA-21",
    "L8": "OLI Landsat-8",
    "L9": "OLI Landsat-9",
}
"""The name of a sensor by what stands under ``satellite``."""

TYPES = {"0": "vegetation", "1": "volcano", "2": "fixed source on land", "3": "offshore"}
"""What a pixel is presumed to be (archive alone)."""

UNKNOWN = "not known"


def sensor_sql(has: set[str]) -> str:
    """The sensor: by satellite, else by instrument, else by the name of a column that VIIRS alone has."""
    other = "upper(instrument_text)" if "instrument" in has else "NULL"
    if "bright_ti4" in has:
        other = f"coalesce({other}, 'VIIRS')"
    if "satellite" in has:
        cases = " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in SENSORS.items())
        other = f"coalesce(CASE upper(satellite_text) {cases} END, {other})"
    return f"coalesce({other}, '{UNKNOWN}')"


def error_sql(has: set[str]) -> str:
    """Half the diagonal of the pixel; of the largest one where its size is not stated."""
    known = "NULL"
    if {"scan", "track"} <= has:
        known = "CASE WHEN scan > 0 AND track > 0 THEN sqrt(scan * scan + track * track) / 2 END"
    cases = " ".join(f"WHEN '{name}' THEN {km!r}" for name, km in LARGEST_KM.items())
    return f"coalesce({known}, CASE split_part({sensor_sql(has)}, ' ', 1) {cases} ELSE {ANY_FIRE_KM!r} END)"


def type_sql() -> str:
    """What the archive presumes the pixel to be."""
    cases = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in TYPES.items())
    return f"CASE label_text {cases} ELSE label_text END"
