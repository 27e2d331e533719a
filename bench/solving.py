"""``solve`` on a case folder, several times in one process: ``python -m bench.solving FOLDER CALLS``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypedDict

from bench.clock import peak_mb, timed
from detente.accept.answer import solve
from detente.case.entry import open_case


class Solving(TypedDict):
    """Seconds of each call, of the CPU for each, and peak memory."""

    calls: list[float]
    cpu: list[float]
    mb: float


def main(folder: Path, calls: int) -> Solving:
    """Read once, solve ``calls`` times."""
    case = open_case(folder)
    laps = [timed(lambda: solve(case))[1] for _ in range(calls)]
    return Solving(calls=[lap.seconds for lap in laps], cpu=[lap.cpu_seconds for lap in laps], mb=peak_mb())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
