"""Section: Detente beside NegMAS 0.16 on the same negotiations, both in one run, taking turns."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import Status, answer, run
from bench.environment import NEGMAS
from bench.scenario import Spec

if TYPE_CHECKING:
    from bench.agreement import Agreement
    from bench.negmas_peer import PeerAnswer
    from bench.ours import Answer, Call

SECONDS, GIGABYTES = 600.0, 12.0
RUNS = {10**5: 3, 10**6: 3, 10**7: 1}
LONG = 120.0
"""A peer that takes longer is run once."""

SPECS = tuple(
    Spec(kind=kind, parties=parties, issues=issues, options=10)
    for parties, most in ((2, 7), (3, 6))
    for issues in range(5, most + 1)
    for kind in ("random", "opposed")
)


class PeerRow(TypedDict):
    """One negotiation: medians over runs; ours for the first call of a process and for later ones.

    Where the peer did not finish its figures are None and ``status`` says how it ended. ``kalai_beyond``: how
    many Kalai points the peer has beside ours; None where it lacks one of ours.
    """

    what: str
    packages: int
    runs: int
    points: int
    first: float
    warm: float
    cpu: float
    mb: float
    status: Status
    peer_runs: int
    peer_seconds: float | None
    peer_steps: list[float] | None
    peer_cpu: float | None
    peer_mb: float | None
    peer_points: int | None
    agreement: Agreement | None
    same_nash: bool | None
    kalai_beyond: int | None


def measure(folder: Path) -> list[PeerRow]:
    """All negotiations, one after the other; files go to ``folder``."""
    return [_row(spec, folder) for spec in SPECS]


def _row(spec: Spec, folder: Path) -> PeerRow:
    scenario, own, other = (str(folder / name) for name in ("scenario.json", "ours.json", "peer.json"))
    answer(run("-m", "bench.draw", json.dumps(asdict(spec)), scenario))
    ours: list[Answer] = []
    peers: list[PeerAnswer] = []
    status: Status = "done"
    for number in range(RUNS[spec.packages]):
        ours.append(cast("Answer", json.loads(answer(run("-m", "bench.ours", scenario, "4", own)))))
        if status != "done" or (number and _seconds(peers[-1]) > LONG):
            continue
        words = ("-m", "bench.negmas_peer", scenario, str(GIGABYTES), other)
        outcome = run(*words, python=NEGMAS.python, seconds=SECONDS)
        status = outcome.status
        if status == "done":
            peers.append(cast("PeerAnswer", json.loads(outcome.text)))
        elif status == "failed":
            raise RuntimeError(outcome.text)
    row = _ours(spec, ours, status)
    if peers:
        row = _with_peer(row, ours[0], peers)
        row["agreement"] = cast("Agreement", json.loads(answer(run("-m", "bench.agreement", own, other))))
    print(f"bench: {row['what']}: ours {row['warm']:.4f} s, peer {row['peer_seconds']} s", flush=True)
    return row


def _ours(spec: Spec, ours: list[Answer], status: Status) -> PeerRow:
    later = [call for each in ours for call in each["calls"][1:]]
    return PeerRow(
        what=str(spec),
        packages=spec.packages,
        runs=len(ours),
        points=ours[0]["points"],
        first=statistics.median(_same_work(each["calls"][0]) for each in ours),
        warm=statistics.median(_same_work(call) for call in later),
        cpu=statistics.median(call["cpu"] for call in later),
        mb=statistics.median(each["peak_mb"][-1] for each in ours),
        status=status,
        peer_runs=0,
        peer_seconds=None,
        peer_steps=None,
        peer_cpu=None,
        peer_mb=None,
        peer_points=None,
        agreement=None,
        same_nash=None,
        kalai_beyond=None,
    )


def _with_peer(row: PeerRow, ours: Answer, peers: list[PeerAnswer]) -> PeerRow:
    filled = row.copy()
    filled["peer_runs"] = len(peers)
    filled["peer_seconds"] = statistics.median(_seconds(each) for each in peers)
    steps = [(each["frontier"], each["nash"], each["kalai"]) for each in peers]
    filled["peer_steps"] = [statistics.median(step) for step in zip(*steps, strict=True)]
    filled["peer_cpu"] = statistics.median(each["cpu"] for each in peers)
    filled["peer_mb"] = statistics.median(each["peak_mb"][-1] for each in peers)
    filled["peer_points"] = peers[0]["points"]
    filled["same_nash"] = ours["nash"] == peers[0]["nash_points"]
    theirs = peers[0]["kalai_points"]
    within = all(point in theirs for point in ours["kalai"])
    filled["kalai_beyond"] = len(theirs) - len(ours["kalai"]) if within else None
    return filled


def _same_work(call: Call) -> float:
    """What the peer is asked, too: frontier, Nash, Kalai."""
    return call["frontier"] + call["nash"] + call["kalai"]


def _seconds(peer: PeerAnswer) -> float:
    return peer["frontier"] + peer["nash"] + peer["kalai"]
