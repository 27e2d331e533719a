"""Median and centre problems, which are covering problems at heart.

p-median: open p sites so that the weighted sum of distances from each client to its nearest site is least
(Hakimi 1964, Operations Research 12:450-459). A client whose sorted distances are D_0 < D_1 < ... saves D_k
- D_(k-1) for each k for which a site lies nearer than D_k. So it is a maximal covering problem with a row
for each client and each of its distances (Cornuejols, Nemhauser and Wolsey 1980, "A canonical
representation of simple plant location problems and its applications", SIAM J. Algebraic and Discrete
Methods 1:261-272), equal rows merged.

p-centre: the largest distance from a client to its nearest site is least. A distance is enough if p sites
cover all clients within it (Minieka 1970, SIAM Review 12:138-139): a bisection over distances.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from detente.verify.plan.best_mean import best_mean
from detente.verify.plan.least_cost import least_cost
from detente.verify.plan.outcome import Effort, Listener, Plan, Status
from detente.verify.plan.problem import Floats, covering


@dataclass(frozen=True, slots=True, kw_only=True)
class Siting:
    """Sites that are opened, and what that comes to.

    Attributes:
        sites: Columns of the distances that are opened, in order; fewer than p where more are no use.
        objective: Weighted sum of distances (median) or largest distance (centre).
        bound: No choice of sites has a smaller one.
        status: How sure it is.
    """

    sites: tuple[int, ...]
    objective: float
    bound: float
    status: Status


def p_median(
    distance: Floats,
    sites: int,
    *,
    weights: Floats | None = None,
    effort: Effort | None = None,
    progress: Listener | None = None,
) -> Siting:
    """Open ``sites`` columns so that the weighted sum of distances to the nearest one is least.

    Args:
        distance: Shape (clients, candidates): finite.
        sites: How many may be opened, from 1 on.
        weights: Shape (clients,). Omitted: all 1.
        effort: How much work may be done; its gap is relative to what is saved against the worst choice.
        progress: Told where the search stands.

    >>> p_median(np.array([[0.0, 4.0, 9.0], [4.0, 0.0, 5.0], [9.0, 5.0, 0.0]]), 1).objective
    9.0
    """
    clients = distance.shape[0]
    scale = np.ones(clients) if weights is None else weights
    reach, gains = [], []
    for client in range(clients):
        steps = np.unique(distance[client])
        if len(steps) > 1:
            reach.append(csr_array(distance[client][None, :] < steps[1:, None]))
            gains.append(scale[client] * np.diff(steps))
    farthest = float(scale @ distance.max(axis=1))
    if not reach:
        reach, gains = [csr_array((1, distance.shape[1]))], [np.zeros(1)]
    saved = np.concatenate(gains)
    plan = best_mean(
        covering(csr_array(vstack(reach)), weights=saved), float(sites), effort=effort, progress=progress
    )
    total = float(saved.sum())
    opened = _opened(plan) or (0,)
    exact = float(scale @ distance[:, list(opened)].min(axis=1))
    return Siting(
        sites=opened,
        objective=exact,
        bound=min(farthest - (1.0 if plan.bound is None else plan.bound) * total, exact),
        status=plan.status,
    )


def p_centre(
    distance: Floats, sites: int, *, effort: Effort | None = None, progress: Listener | None = None
) -> Siting:
    """Open ``sites`` columns so that the largest distance to the nearest one is least.

    Args:
        distance: Shape (clients, candidates): finite.
        sites: How many may be opened, from 1 on.
        effort: How much work each covering problem may take.
        progress: Told where the search stands.

    >>> p_centre(np.array([[0.0, 4.0, 9.0], [4.0, 0.0, 5.0], [9.0, 5.0, 0.0]]), 1).objective
    5.0
    """
    steps = np.unique(distance)
    low = int(np.searchsorted(steps, distance.min(axis=1).max()))
    high, proven = len(steps) - 1, low
    best: tuple[int, ...] = (0,)
    while low < high:
        middle = (low + high) // 2
        plan = least_cost(
            covering(distance <= steps[middle], required=True), effort=effort, progress=progress
        )
        if plan.cost <= sites and not plan.unreachable:
            best, high = _opened(plan), middle
            continue
        if plan.unreachable or (plan.bound is not None and plan.bound > sites):
            proven = middle + 1
        low = middle + 1
    radius = float(distance[:, list(best)].min(axis=1).max())
    bound = min(float(steps[proven]), radius)
    status = Status.OPTIMAL if bound == radius else Status.STOPPED
    return Siting(sites=best, objective=radius, bound=bound, status=status)


def _opened(plan: Plan) -> tuple[int, ...]:
    return tuple(sorted(int(name.removeprefix("site-")) for name in plan.counts))
