"""Maximal covering problems drawn from a seed: clients and sites uniform in the unit square.

Demands are whole numbers from 1 to 100; a site covers what lies within the radius. Both contestants draw
the same numbers, from the same seed and the same generator of NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


BLOCK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SitingSpec:
    """A problem: clients, sites, how many of these may open, and the gap and limit that we are given."""

    clients: int
    sites: int
    open: int
    radius: float
    gap: float = 1e-6
    seconds: float | None = None
    seed: int = 1

    def __str__(self) -> str:
        """For the table."""
        return f"{self.clients:,} x {self.sites:,}, {self.open} open, radius {self.radius:g}"


def clients(spec: SitingSpec) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which site covers which client, shape (clients, sites), and the demands."""
    import numpy as np

    generator = np.random.default_rng(spec.seed)
    where, sites = generator.random((spec.clients, 2)), generator.random((spec.sites, 2))
    demand = generator.integers(1, 101, spec.clients).astype(np.float64)
    reach = np.empty((spec.clients, spec.sites), dtype=np.bool_)
    for begin in range(0, spec.clients, BLOCK):
        part = where[begin : begin + BLOCK, None, :] - sites
        reach[begin : begin + BLOCK] = (part**2).sum(axis=2) <= spec.radius**2
    return reach, demand
