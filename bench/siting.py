"""Section: covering beside spopt with its default solver, larger covering and a line to watch alone."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import Status, answer, run
from bench.environment import SPOPT
from bench.siting_draw import SitingSpec

if TYPE_CHECKING:
    from bench.siting_ours import SitingAnswer
    from bench.spopt_peer import SpoptAnswer

SECONDS = 600.0
MOST_SECONDS = 60.0
BESIDE = (
    SitingSpec(clients=1_000, sites=200, open=10, radius=0.12),
    SitingSpec(clients=10_000, sites=1_000, open=20, radius=0.08),
)
ALONE = (
    SitingSpec(clients=10_000, sites=1_000, open=40, radius=0.06),
    SitingSpec(clients=50_000, sites=2_000, open=40, radius=0.06, gap=0.01, seconds=MOST_SECONDS),
    SitingSpec(clients=50_000, sites=2_000, open=100, radius=0.05, gap=0.01, seconds=MOST_SECONDS),
)
LINES = {"nodes by the dozen": "dust", "many weak instruments": "fine", "few strong instruments": "coarse"}
LINE_KM, LINE_GAP = 1200, 0.005


class SitingRow(TypedDict):
    """One problem: our answer, and the peer's where it was asked; ``most_gap`` is what was asked of us."""

    what: str
    ours: SitingAnswer
    most_gap: float
    peer: SpoptAnswer | None
    peer_status: Status | None


def measure() -> list[SitingRow]:
    """All problems, one after the other; where both are asked, ours first."""
    rows = [_beside(spec) for spec in BESIDE] + [_row(str(spec), asdict(spec), spec.gap) for spec in ALONE]
    for name, grain in LINES.items():
        given = {"length_km": LINE_KM, "grain": grain, "gap": LINE_GAP, "seconds": MOST_SECONDS}
        rows.append(_row(f"line of {LINE_KM:,} km, {name}", given, LINE_GAP))
    return rows


def _row(what: str, given: dict[str, object], gap: float) -> SitingRow:
    ours = cast("SitingAnswer", json.loads(answer(run("-m", "bench.siting_ours", json.dumps(given)))))
    print(f"bench: {what}: {ours['seconds']:.2f} s, gap {ours['gap']:.2%}", flush=True)
    return SitingRow(what=what, ours=ours, most_gap=gap, peer=None, peer_status=None)


def _beside(spec: SitingSpec) -> SitingRow:
    row = _row(str(spec), asdict(spec), spec.gap)
    outcome = run("-m", "bench.spopt_peer", json.dumps(asdict(spec)), python=SPOPT.python, seconds=SECONDS)
    row["peer_status"] = outcome.status
    if outcome.status == "done":
        row["peer"] = cast("SpoptAnswer", json.loads(outcome.text))
    elif outcome.status == "failed":
        raise RuntimeError(outcome.text)
    print(f"bench: spopt: {outcome.status} in {outcome.seconds:.1f} s", flush=True)
    return row
