"""Processes that share a piece of work; they change no number.

Each starts from nothing (spawn), on every system alike: so no thread of this process is copied in the
middle of what it does.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from detente.errors import DetenteError, Fault

MOST = 8
"""Processes that are started without being asked for."""

Result = TypeVar("Result")
Told = Callable[[int, int], None]
"""What is done with news: how many pieces of the stage at hand are done, of how many."""


class WorkerError(DetenteError):
    """A process that shared the work ended before it was done."""

    code = "worker"


class Telling(Executor):
    """An executor that tells how far it is; without another one to give work to it does the work itself."""

    def __init__(self, inner: Executor | None, told: Told) -> None:
        """Keep who works, and who is told."""
        self._inner, self._told = inner, told

    def map(  # type: ignore[override]  # one iterable, which is all that is asked of it here
        self, fn: Callable[..., Result], tasks: Iterable[object]
    ) -> Iterator[Result]:
        """The results, in the order of the tasks."""
        known = list(tasks)
        several = self._inner is not None and len(known) > 1
        results = self._inner.map(fn, known) if self._inner is not None and several else map(fn, known)
        for done, result in enumerate(results, start=1):
            self._told(done, len(known))
            yield result


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def workforce(workers: int, told: Told) -> Iterator[Executor]:
    """So many processes for the time of a piece of work; one is this process itself.

    Raises:
        WorkerError: if one of them ends before it is done.
    """
    if workers == 1:
        yield Telling(None, told)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield Telling(pool, told)
    except BrokenProcessPool:
        message = "a process that shared the work ended before it was done, perhaps for lack of memory"
        fault = Fault(message=message, hint="'--workers 1', or fewer draws", code="worker")
        raise WorkerError(fault) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """An interrupt ends the process that was asked to work; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
