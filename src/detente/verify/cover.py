"""A placement as the covering problem that plans are computed for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from detente.errors import Fault, InputError, unknown_name_hint
from detente.verify.placement import Channel, Placement, attributing
from detente.verify.plan.problem import Candidate, Condition, CoverProblem, cover_problem
from detente.verify.site import Floats


def cover_of(
    found: Placement, *, channel: Channel = "detection", standing: Mapping[str, int] | None = None
) -> CoverProblem:
    """The problem of choosing copies of the candidates of a placement.

    Args:
        found: The placement.
        channel: ``detection`` counts an act that is seen; ``attribution`` one that at least one copy sees and
            puts down to the right side. The latter does not take off where instruments contradict each other:
            ``combined_by_row`` does, for the plan that comes out.
        standing: Copies that are there already and stay, by the candidate's id.

    Raises:
        InputError: if a standing copy is of no candidate, or more stand than may.
    """
    kept = standing or {}
    _refuse_unknown(found, kept)
    matrices = found.detection if channel == "detection" else attributing(found)
    return cover_problem(
        rows=found.rows,
        candidates=tuple(
            Candidate(id=stand.id, cost=stand.cost, most=stand.most, standing=kept.get(stand.id, 0))
            for stand in found.stands
        ),
        conditions=tuple(
            Condition(
                id=scenario.id,
                detection=matrix,
                probability=min(1.0, scenario.weight),
                chosen="+".join(scenario.chosen),
            )
            for scenario, matrix in zip(found.scenarios, matrices, strict=True)
        ),
        targets=np.array(found.targets),
    )


def copies_of(found: Placement, counts: Mapping[str, int]) -> Floats:
    """A plan's counts by candidate as an array ``(candidates,)``, as ``combined_by_row`` takes them.

    Raises:
        InputError: if a count is of no candidate.
    """
    _refuse_unknown(found, counts)
    return np.array([counts.get(stand.id, 0) for stand in found.stands], dtype=np.float64)


def _refuse_unknown(found: Placement, named: Mapping[str, int]) -> None:
    known = dict.fromkeys(stand.id for stand in found.stands)
    faults = [
        Fault(
            place=f"candidates: {name}",
            message=f"no candidate '{name}'",
            hint=unknown_name_hint(name, list(known)) or "a candidate of the placement",
            code="unknown-name",
        )
        for name in named
        if name not in known
    ]
    if faults:
        raise InputError(*faults)
