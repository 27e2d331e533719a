"""How far a detection may lie from where it is drawn: position errors by sensor and kind, with their sources.

A fire pixel says that something within it is hot: the error is half its diagonal. FIRMS gives the size of
each pixel (``scan``, ``track``); where a file leaves them out, the largest pixel of the swath is assumed, so
that no fire is given a side that it may not have.

- MODIS: 1 km at nadir, 4.8 x 2.0 km at the rim of the swath (Giglio, Schroeder, Hall and Justice 2020, MODIS
  Collection 6 Active Fire Product User's Guide).
- VIIRS, 375 m product: 0.375 km at nadir, 0.8 x 0.8 km at the rim (Schroeder and Giglio 2016, VIIRS I-band
  Active Fire ATBD; Wolfe and others 2013).
- Events are placed by the name of a settlement: 5 km is a judgement, as are the figures for ACLED's codes of
  spatial precision (1 settlement, 2 part of a region, 3 region), which its codebook gives in words alone.
"""

from __future__ import annotations

from math import hypot

MODIS_KM = hypot(4.8, 2.0) / 2
VIIRS_KM = hypot(0.8, 0.8) / 2
LANDSAT_KM = hypot(0.03, 0.03) / 2
ANY_FIRE_KM = MODIS_KM
"""Of a fire whose sensor is not stated."""

SETTLEMENT_KM = 5.0
ACLED_KM = (("1", SETTLEMENT_KM), ("2", 25.0), ("3", 100.0))
VIINA_KM = (
    ("STREET", 1.0),
    ("ADM3", SETTLEMENT_KM),
    ("ADM2", 50.0),
    ("ADM1", 150.0),
    ("ADM0", 500.0),
)

LARGEST_KM = {"MODIS": MODIS_KM, "VIIRS": VIIRS_KM, "OLI": LANDSAT_KM}
"""By instrument, where the size of a pixel is not stated."""
