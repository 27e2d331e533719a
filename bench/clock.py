"""Seconds and peak memory, taken inside the process that is measured."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")

MEGABYTE = 1_000_000
KIBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Lap:
    """What one action took: by the clock on the wall, and of this process's CPU."""

    seconds: float
    cpu_seconds: float


def timed(action: Callable[[], Result]) -> tuple[Result, Lap]:
    """Do something once and time it."""
    begin, cpu = time.perf_counter(), time.process_time()
    result = action()
    return result, Lap(time.perf_counter() - begin, time.process_time() - cpu)


def peak_mb() -> float:
    """The most memory that this process ever held, in millions of bytes (``ru_maxrss``)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else KIBIBYTE) / MEGABYTE


def allow(gigabytes: float) -> None:
    """Let this process ask for so much address space and no more; past it there is a MemoryError."""
    most = int(gigabytes * 1000 * MEGABYTE)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
