"""Section: frontiers and solutions of two to six parties, ours alone, in fresh processes.

Two to four parties have 20 issues with 5 options each. With five and six parties nearly every package of
opposed interests is efficient, so they have 10 issues with 4 options; what is promised for them is an exact
frontier of about 50,000 points.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from bench.contestant import answer, run
from bench.scenario import Kind, Spec

if TYPE_CHECKING:
    from bench.ours import Answer

CALLS = 6


class Target(NamedTuple):
    """What was promised: at most so many seconds, all solutions included, and so many megabytes."""

    seconds: float
    mb: float | None = None


LARGE, SMALL = (20, 5), (10, 4)
"""Issues, and options of each."""


def _spec(
    kind: Kind,
    parties: int,
    seed: int,
    *,
    size: tuple[int, int] = LARGE,
    noise: int = 50,
    levels: int = 1000,
    heaviest: int = 9,
) -> Spec:
    issues, options = size
    return Spec(
        kind=kind,
        parties=parties,
        issues=issues,
        options=options,
        seed=seed,
        noise=noise,
        levels=levels,
        heaviest=heaviest,
    )


SPECS: tuple[tuple[Spec, Target | None], ...] = (
    (_spec("random", 2, 1), Target(0.1)),
    (_spec("logrolling", 2, 1), Target(0.1)),
    (_spec("opposed", 2, 1), Target(0.1)),
    (_spec("random", 3, 1), None),
    (_spec("opposed", 3, 2, noise=300), Target(2.0, 300.0)),
    (_spec("logrolling", 3, 1, noise=100), Target(2.0, 300.0)),
    (_spec("opposed", 3, 1, noise=100), None),
    (_spec("random", 4, 1), None),
    (_spec("opposed", 4, 7, noise=0, levels=4, heaviest=1), Target(1.0)),
    (_spec("opposed", 4, 5, noise=2, levels=10, heaviest=1), None),
    (_spec("logrolling", 4, 1, noise=300), None),
    (_spec("opposed", 5, 1, size=SMALL, noise=150), Target(10.0)),
    (_spec("opposed", 6, 1, size=SMALL, noise=300), Target(10.0)),
)


class FrontierRow(TypedDict):
    """One negotiation: medians over warm calls, and the first call of the process."""

    what: str
    points: int
    exact: bool
    first: float
    frontier: float
    solutions: float
    cpu: float
    mb: float
    most_seconds: float | None
    most_mb: float | None


def measure(folder: Path) -> list[FrontierRow]:
    """All negotiations, one after the other; files go to ``folder``."""
    return [_row(spec, target, folder) for spec, target in SPECS]


def _row(spec: Spec, target: Target | None, folder: Path) -> FrontierRow:
    scenario, vectors = str(folder / "scenario.json"), str(folder / "ours.json")
    answer(run("-m", "bench.draw", json.dumps(asdict(spec)), scenario))
    ours = cast("Answer", json.loads(answer(run("-m", "bench.ours", scenario, str(CALLS), vectors))))
    first, *later = ours["calls"]
    row = FrontierRow(
        what=f"{spec}, {spec.issues} issues x {spec.options} options",
        points=ours["points"],
        exact=ours["exact"],
        first=first["frontier"] + first["nash"] + first["kalai"] + first["others"],
        frontier=statistics.median(call["frontier"] for call in later),
        solutions=statistics.median(call["nash"] + call["kalai"] + call["others"] for call in later),
        cpu=statistics.median(call["cpu"] + call["cpu_others"] for call in later),
        mb=ours["peak_mb"][-1],
        most_seconds=target.seconds if target else None,
        most_mb=target.mb if target else None,
    )
    print(f"bench: {row['what']}: {row['points']} points in {row['frontier']:.3f} s", flush=True)
    return row
