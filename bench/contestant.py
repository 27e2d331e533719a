"""A program in a process of its own, with a limit on its time; what it prints last is its answer."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
OUT_OF_MEMORY = 75
"""The exit code by which a contestant says that it needed more memory than it was allowed."""

Status = Literal["done", "out of time", "out of memory", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: the answer (one line of JSON) if it is done, else what it said last."""

    status: Status
    text: str
    seconds: float
    cpu_seconds: float


def run(
    *words: str,
    python: Path = Path(sys.executable),
    seconds: float = 600.0,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run ``python WORDS`` from the root of the repository.

    Args:
        words: A script with its arguments, or ``-m`` and a module with them.
        python: Whose packages to use.
        seconds: When to end it.
        environment: Variables to set besides those there are.
    """
    begin, used = time.perf_counter(), _cpu_of_children()
    try:
        finished = subprocess.run(
            [str(python), *words],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        status: Status = "out of time"
        text = f"not finished in {seconds:.0f} s"
    else:
        status, text = _ended(finished)
    return Outcome(status, text, time.perf_counter() - begin, _cpu_of_children() - used)


def _ended(finished: subprocess.CompletedProcess[str]) -> tuple[Status, str]:
    if finished.returncode == OUT_OF_MEMORY:
        return "out of memory", "out of memory"
    if finished.returncode != 0:
        return "failed", finished.stderr.strip()[-600:]
    return "done", finished.stdout.rstrip().rpartition("\n")[2]


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def answer(outcome: Outcome) -> str:
    """The answer of a contestant that has to finish.

    Raises:
        RuntimeError: with what it said, if it did not.
    """
    if outcome.status != "done":
        message = f"a contestant {outcome.status}: {outcome.text}"
        raise RuntimeError(message)
    return outcome.text
