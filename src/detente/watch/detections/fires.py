"""Pixels of one fire: those of the same sensor and pass that touch.

Two pixels belong to one fire if the same sensor saw them within ten minutes (neighbouring granules of one
pass) and their centres are no farther apart than the mean of their diagonals, with 5 % for rounding; and so
do pixels that a chain of such pairs links (connected components; Ester and others 1996 with a minimum of one
point). Only pixels whose time and size (``scan``, ``track``) are stated can be joined: where a file leaves
them out, every pixel counts by itself.

The fire lies at the mean of its pixels, weighted by radiative power where all of them state it; its error
reaches to the far corner of its farthest pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from detente.verify.globe import RADIUS_M, on_sphere

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

PASS_S = 600.0
ROUNDING = 1.05
CHUNK = 500_000
RADIUS_KM = RADIUS_M / 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pixels:
    """Pixels whose time and size are known, in any order.

    Attributes:
        sensor: A number for each sensor.
        time_s: Seconds.
        lon: Degrees.
        lat: Degrees.
        diagonal_km: Diagonal of the pixel.
    """

    sensor: Numbers
    time_s: Floats
    lon: Floats
    lat: Floats
    diagonal_km: Floats


def fires_of(pixels: Pixels, *, chunk: int = CHUNK) -> Numbers:
    """The fire of each pixel, as the least number of a pixel in it.

    Args:
        pixels: The pixels.
        chunk: About how many to look at at once; a pass is never cut.
    """
    count = len(pixels.time_s)
    fire = np.arange(count, dtype=np.int64)
    order = np.lexsort((pixels.time_s, pixels.sensor))
    for members in _chunks(pixels, order, chunk):
        pairs = _pairs(pixels, members)
        if not len(pairs):
            continue
        graph = coo_array((np.ones(len(pairs), dtype=bool), pairs.T), shape=(len(members),) * 2)
        _, component = connected_components(graph, directed=False)
        least = np.full(component.max() + 1, count, dtype=np.int64)
        np.minimum.at(least, component, members)
        fire[members] = least[component]
    return fire


def _chunks(pixels: Pixels, order: Numbers, size: int) -> list[Numbers]:
    """The pixels in order of sensor and time, cut where a sensor ends or pauses for longer than a pass."""
    if not len(order):
        return []
    sensor, time = pixels.sensor[order], pixels.time_s[order]
    ends = np.flatnonzero((np.diff(sensor) != 0) | (np.diff(time) > PASS_S)) + 1
    new_sensor = set((np.flatnonzero(np.diff(sensor)) + 1).tolist())
    cuts, start = [], 0
    for end in ends.tolist():
        if end - start >= size or end in new_sensor:
            cuts.append(end)
            start = end
    return np.split(order, cuts)


def _pairs(pixels: Pixels, members: Numbers) -> Numbers:
    """Pairs of places in ``members`` that touch."""
    diagonal, time = pixels.diagonal_km[members], pixels.time_s[members]
    reach = float(diagonal.max()) * ROUNDING
    xyz = on_sphere(np.column_stack([pixels.lon[members], pixels.lat[members]])) * RADIUS_KM
    tree = cKDTree(np.column_stack([xyz, (time - time[0]) * (reach / PASS_S)]))
    found = tree.query_pairs(reach * np.sqrt(2) * (1 + 1e-9), output_type="ndarray")
    pairs: Numbers = np.asarray(found, dtype=np.int64)
    first, second = pairs.T
    apart = np.linalg.norm(xyz[first] - xyz[second], axis=1)
    near = apart <= (diagonal[first] + diagonal[second]) / 2 * ROUNDING
    touching: Numbers = pairs[near & (np.abs(time[first] - time[second]) <= PASS_S)]
    return touching


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fires:
    """Fires of several pixels.

    Attributes:
        fire: The number of each, that of its first pixel.
        lon: Where it lies.
        lat: Its latitude.
        error_km: How far any part of it lies from there at most.
        pixels: How many it has.
        power: The sum of their radiative power; NaN where one of them does not state it.
    """

    fire: Numbers
    lon: Floats
    lat: Floats
    error_km: Floats
    pixels: Numbers
    power: Floats


def joined(pixels: Pixels, power: Floats, fire: Numbers) -> Fires:
    """Where fires of several pixels lie, and how strong they are.

    Args:
        pixels: The pixels.
        power: Radiative power of each; NaN where not stated.
        fire: The fire of each.
    """
    counted = np.bincount(fire, minlength=len(fire))
    several = np.flatnonzero(counted > 1)
    mine = np.flatnonzero(counted[fire] > 1)
    group = np.searchsorted(several, fire[mine])
    total = np.bincount(group, power[mine], len(several)).astype(np.float64)
    weight = np.where(np.isfinite(total)[group] & (total[group] > 0), power[mine], 1.0)
    xyz = on_sphere(np.column_stack([pixels.lon[mine], pixels.lat[mine]]))
    centre = np.column_stack([np.bincount(group, weight * axis, len(several)) for axis in xyz.T]).astype(
        np.float64
    )
    centre /= np.linalg.norm(centre, axis=1, keepdims=True)
    chord = np.linalg.norm(xyz - centre[group], axis=1)
    reach = RADIUS_KM * 2 * np.arcsin(np.clip(chord / 2, 0, 1)) + pixels.diagonal_km[mine] / 2
    error = np.zeros(len(several))
    np.maximum.at(error, group, reach)
    return Fires(
        fire=several,
        lon=np.degrees(np.arctan2(centre[:, 1], centre[:, 0])),
        lat=np.degrees(np.arcsin(np.clip(centre[:, 2], -1, 1))),
        error_km=error,
        pixels=counted[several],
        power=total,
    )
