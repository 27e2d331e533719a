"""The peer's side of the scan of points, in its own environment: pyscan-stats, discs around a grid.

``python -m bench.pyscan_peer SPEC``, one line of JSON as the answer. It has no days, no null worlds and no
p-value; it answers with the best disc and its statistic per case.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypedDict

from bench.clock import peak_mb, timed


class PyscanAnswer(TypedDict):
    """What the peer answers."""

    seconds: float
    cpu: float
    mb: float
    score: float


def main(file: Path, step: float) -> PyscanAnswer:
    """Scan once."""
    import pyscan

    given = json.loads(file.read_text(encoding="utf-8"))
    everybody = [pyscan.WPoint(1.0, x, y, 1.0) for x, y, _ in given]
    cases = [pyscan.WPoint(1.0, x, y, 1.0) for x, y, case in given if case]
    (_, score), lap = timed(lambda: pyscan.satscan_grid(cases, everybody, step, step, pyscan.KULLDORF))
    return PyscanAnswer(seconds=lap.seconds, cpu=lap.cpu_seconds, mb=peak_mb(), score=float(score))


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    print(json.dumps(main(Path(asked["file"]), asked["step"])))
