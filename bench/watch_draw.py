"""A line of 1,200 km to watch: drawn from a seed; detection falls with distance and bends to terrain.

Segments of 1 km, four violation types, six kinds of instruments at sites along the line, day or night as
the violator chooses, clear or foul weather as nature has it. p(d) = p0 e^(-(d / range)^2) times how far the
terrain between site and segment lets one look; nothing below a fiftieth. All figures are invented, of the
size that one meets in practice.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from detente.verify.plan import Candidate, Condition, CoverProblem, cover_problem
from detente.verify.plan.problem import Floats

TYPES = ("shelling", "drone", "vehicles", "small-arms")


class Kind(NamedTuple):
    """An instrument: cost, a site each so many km, range, p0 by type, what night and foul weather leave."""

    name: str
    cost: int
    every_km: int
    range_km: float
    p0: tuple[float, float, float, float]
    night: float
    foul: float


def _a_fifth(p0: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    first, second, third, fourth = p0
    return first / 5, second / 5, third / 5, fourth / 5


Grain = Literal["dust", "fine", "coarse"]
KINDS: dict[Grain, tuple[Kind, ...]] = {
    "fine": (
        Kind("acoustic", 2, 1, 4.0, (0.25, 0.10, 0.06, 0.20), 1.0, 0.7),
        Kind("camera", 5, 1, 4.0, (0.15, 0.20, 0.30, 0.15), 0.6, 0.5),
        Kind("radar", 30, 2, 10.0, (0.15, 0.20, 0.20, 0.05), 1.0, 0.85),
        Kind("long-uav", 400, 20, 40.0, (0.30, 0.20, 0.30, 0.15), 0.8, 0.1),
        Kind("small-uav", 40, 4, 8.0, (0.40, 0.30, 0.40, 0.30), 0.5, 0.05),
        Kind("patrol", 50, 4, 6.0, (0.30, 0.20, 0.30, 0.30), 0.0, 0.8),
    ),
    "coarse": (
        Kind("acoustic", 60, 3, 9.0, (0.85, 0.35, 0.15, 0.60), 1.0, 0.7),
        Kind("camera", 90, 2, 5.0, (0.50, 0.45, 0.85, 0.40), 0.6, 0.4),
        Kind("radar", 260, 5, 16.0, (0.55, 0.70, 0.80, 0.05), 1.0, 0.85),
        Kind("long-uav", 900, 20, 30.0, (0.70, 0.40, 0.75, 0.15), 0.8, 0.1),
        Kind("small-uav", 150, 4, 8.0, (0.60, 0.30, 0.75, 0.30), 0.5, 0.05),
        Kind("patrol", 120, 4, 6.0, (0.55, 0.30, 0.50, 0.50), 0.0, 0.8),
    ),
}
KINDS["dust"] = tuple(kind._replace(p0=_a_fifth(kind.p0)) for kind in KINDS["fine"])
"""Nodes by the dozen, many weak instruments, or few strong ones."""
COPIES: dict[Grain, int] = {"dust": 60, "fine": 12, "coarse": 2}
CHEAP = 20
"""Only what costs less comes in copies where instruments are weak."""
WEATHER = {"clear": 0.75, "foul": 0.25}
LEAST: dict[Grain, float] = {"dust": 0.004, "fine": 0.02, "coarse": 0.02}


def watch(grain: Grain, *, length_km: int = 1200, target: float = 0.8, seed: int = 1) -> CoverProblem:
    """The problem of the benchmark."""
    generator = np.random.default_rng(seed)
    middles = np.arange(length_km, dtype=np.float64) + 0.5
    view = _terrain(length_km, generator)
    candidates, places = _candidates(grain, length_km, generator)
    conditions = []
    for light in ("day", "night"):
        for weather, share in WEATHER.items():
            columns = [
                _column(
                    kind,
                    place,
                    middles,
                    view,
                    least=LEAST[grain],
                    night=light == "night",
                    foul=weather == "foul",
                )
                for kind, place in places
            ]
            table = np.array(columns).reshape(len(places), -1).T
            condition = Condition(
                id=f"{light}-{weather}", detection=csr_array(table), probability=share, chosen=light
            )
            conditions.append(condition)
    return cover_problem(
        rows=tuple(f"km-{segment}-{name}" for name in TYPES for segment in range(length_km)),
        candidates=tuple(candidates),
        conditions=tuple(conditions),
        targets=target,
    )


def _terrain(length_km: int, generator: np.random.Generator) -> Floats:
    """How far one looks at each km, from 0.5 to 1: hills of some 20 km."""
    rough = generator.random(length_km + 60)
    smooth = np.convolve(rough, np.hanning(41), mode="valid")[:length_km]
    view: Floats = 0.5 + 0.5 * (smooth - smooth.min()) / np.ptp(smooth)
    return view


def _candidates(
    grain: Grain, length_km: int, generator: np.random.Generator
) -> tuple[list[Candidate], list[tuple[Kind, float]]]:
    candidates, places = [], []
    for kind in KINDS[grain]:
        for number, start in enumerate(range(0, length_km, kind.every_km)):
            place = start + kind.every_km * float(generator.random())
            most = COPIES[grain] if grain == "coarse" or kind.cost < CHEAP else 1
            cost = round(kind.cost * float(generator.uniform(0.8, 1.3)))
            candidates.append(Candidate(id=f"{kind.name}-{number}", cost=cost, most=most))
            places.append((kind, place))
    return candidates, places


def _column(
    kind: Kind, place: float, middles: Floats, view: Floats, *, least: float, night: bool, foul: bool
) -> Floats:
    reach = kind.range_km * view[min(int(place), len(view) - 1)] * np.sqrt(view)
    fall = np.exp(-(((middles - place) / reach) ** 2))
    left = (kind.night if night else 1.0) * (kind.foul if foul else 1.0)
    table = np.outer(kind.p0, fall) * left
    column: Floats = np.where(table < least, 0.0, table).ravel()
    return column
