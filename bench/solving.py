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
    """Seconds to read the case, then of each call, and peak memory."""

    reading: float
    calls: list[float]
    mb: float


def main(folder: Path, calls: int) -> Solving:
    """Read once, solve ``calls`` times."""
    case, reading = timed(lambda: open_case(folder))
    laps = [timed(lambda: solve(case))[1].seconds for _ in range(calls)]
    return Solving(reading=reading.seconds, calls=laps, mb=peak_mb())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
