"""Published negotiation domains whose answers are known: ``python -m bench.domains FOLDER``, in JSON.

FOLDER holds domain folders and ``golden.json``, which names each with its exact frontier and Nash utilities.
The domains came with NegMAS and Genius and are no part of this repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypedDict, cast

from bench.clock import peak_mb, timed
from detente.accept.answer import Answer, solve
from detente.case.entry import open_case


class Known(TypedDict):
    """What is known of a domain (of more keys, those that are read here)."""

    folder: str
    party_files: list[str]
    outcomes: int
    frontier_points: int
    nash_d_reserve: list[float]


class Domain(TypedDict):
    """Seconds to read and to solve a domain, of the CPU, and whether the answer is the known one."""

    name: str
    packages: int
    seconds: float
    cpu: float
    right: bool


class DomainAnswer(TypedDict):
    """All domains and peak memory."""

    domains: list[Domain]
    mb: float


def main(folder: Path) -> DomainAnswer:
    """Solve all domains; the first one goes twice, as the warm-up."""
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    known = cast("list[Known]", golden)
    solve(open_case(folder / known[0]["folder"]))
    return DomainAnswer(domains=[_solved(folder, each) for each in known], mb=peak_mb())


def _solved(folder: Path, known: Known) -> Domain:
    answer, lap = timed(lambda: solve(open_case(folder / known["folder"])))
    return Domain(
        name=known["folder"],
        packages=known["outcomes"],
        seconds=lap.seconds,
        cpu=lap.cpu_seconds,
        right=_is_right(answer, known),
    )


def _is_right(answer: Answer, known: Known) -> bool:
    titles = {party.title: party.id for party in answer.case.parties}
    point = answer.solutions["nash"].points[0]
    found = [float(point.utility[titles[title]]) for title in known["party_files"]]
    near = all(abs(a - b) <= 1e-6 for a, b in zip(found, known["nash_d_reserve"], strict=True))
    return near and answer.frontier is not None and len(answer.frontier) == known["frontier_points"]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
