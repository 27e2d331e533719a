"""Section: are false discoveries as rare, and intervals as wide, as they say? And what is found?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import answer, run

if TYPE_CHECKING:
    from bench.calibration_run import IntervalsAnswer, PowerAnswer, QuietAnswer

WORLDS, POWER_WORLDS, CELLS = 160, 50, 100
SEED = 20200727
SECONDS = 3600.0


class CalibrationFound(TypedDict):
    """All that was counted."""

    quiet: list[QuietAnswer]
    power: list[PowerAnswer]
    intervals: IntervalsAnswer


def measure() -> CalibrationFound:
    """All settings, one after the other, each in a process of its own."""
    sizes, baselines = (0.3, 1.0, 5.0), (20, 60)
    grid = [(size, baseline) for size in sizes for baseline in baselines]
    quiet = [cast("QuietAnswer", _asked("quiet", *one, WORLDS)) for one in grid]
    power = [cast("PowerAnswer", _asked("power", *one, POWER_WORLDS)) for one in grid]
    intervals = cast("IntervalsAnswer", _asked("intervals", 1.0, 60, WORLDS))
    return CalibrationFound(quiet=quiet, power=power, intervals=intervals)


def _asked(kind: str, size: float, baseline: int, worlds: int) -> object:
    setting = {"size": size, "baseline": baseline, "cells": CELLS, "worlds": worlds, "seed": SEED}
    found = run("-m", "bench.calibration_run", kind, json.dumps(setting), seconds=SECONDS)
    print(f"bench: {kind}: r = {size:g}, {baseline} days of baseline: {found.seconds:.0f} s", flush=True)
    return json.loads(answer(found))
