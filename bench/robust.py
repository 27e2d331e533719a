"""Robustness of a case folder in a process: ``python -m bench.robust FOLDER OVERLAY DRAWS WORKERS``."""

from __future__ import annotations

import json
import resource
import sys
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from bench.clock import KIBIBYTE, MEGABYTE, peak_mb, timed
from detente.accept.robustness.result import Robustness, effort_of
from detente.accept.robustness.run import robustness
from detente.case.entry import open_case
from detente.cli.workers import workforce
from detente.views.robust_json import robust_json


class Drawn(TypedDict):
    """Seconds with the start of the workers, peak memory here and in the largest worker, and the answer."""

    seconds: float
    mb: float
    worker_mb: float
    deal: float
    digest: str


def main(folder: Path, overlay: str, draws: int, workers: int) -> Drawn:
    """Read the case and draw."""
    case = open_case(folder, overlays=[overlay] if overlay else [])

    def often() -> Robustness:
        with workforce(workers, lambda _done, _whole: None) as executor:
            return robustness(case, effort=effort_of(draws), seed=1, executor=executor)

    found, lap = timed(often)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Drawn(
        seconds=lap.seconds,
        mb=peak_mb(),
        worker_mb=largest * (1 if sys.platform == "darwin" else KIBIBYTE) / MEGABYTE,
        deal=found.deal.value,
        digest=sha256("".join(robust_json(found)).encode()).hexdigest(),
    )


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))
