"""Processes that share a piece of work; they change no number.

Each starts from nothing (spawn), on every system alike: so no thread of this process is copied in the
middle of what it does.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from time import monotonic
from typing import TypeVar

from detente.errors import DetenteError, Fault

MOST = 8
"""Processes that are started without being asked for."""

ALONE_S = 0.7
"""Seconds of work that are done sooner than other processes are started."""

Result = TypeVar("Result")
Told = Callable[[int, int], None]
"""What is done with news: how many pieces of the stage at hand are done, of how many."""


class WorkerError(DetenteError):
    """A process that shared the work ended before it was done."""

    code = "worker"


class Telling(Executor):
    """An executor that tells how far it is; it begins by itself and calls others where work lasts."""

    def __init__(self, others: Executor | None, told: Told, *, alone_s: float = 0.0) -> None:
        """Keep who works.

        Args:
            others: Who is called; None for nobody.
            told: What is done with news.
            alone_s: Seconds of work that are done here before others are called.
        """
        self._others, self._told, self._alone_s = others, told, alone_s

    def map(  # type: ignore[override]  # one iterable, which is all that is asked of it here
        self, fn: Callable[..., Result], tasks: Iterable[object]
    ) -> Iterator[Result]:
        """The results, in the order of the tasks."""
        known = list(tasks)
        for done, result in enumerate(self._results(fn, known), start=1):
            self._told(done, len(known))
            yield result

    def _results(self, fn: Callable[..., Result], tasks: Sequence[object]) -> Iterator[Result]:
        for number, task in enumerate(tasks):
            if self._others is not None and self._alone_s <= 0 and len(tasks) - number > 1:
                yield from self._others.map(fn, tasks[number:])
                return
            start = monotonic()
            yield fn(task)
            self._alone_s -= monotonic() - start


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def workforce(workers: int | None, told: Told) -> Iterator[Executor]:
    """Processes for the time of a piece of work.

    Args:
        workers: How many; one is this process itself. None: as many as there are processors, 8 at most, and
            only once the work has lasted for a while.
        told: What is done with news.

    Raises:
        WorkerError: if one of them ends before it is done.
    """
    number = min(processors(), MOST) if workers is None else workers
    if number == 1:
        yield Telling(None, told)
        return
    pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=end_with_who_asked)
    try:
        yield Telling(pool, told, alone_s=ALONE_S if workers is None else 0.0)
    except BrokenProcessPool:
        message = "a process that shared the work ended before it was done, perhaps for lack of memory"
        fault = Fault(message=message, hint="'--workers 1', or fewer draws", code="worker")
        raise WorkerError(fault) from None
    finally:
        pool.shutdown(cancel_futures=True)


def end_with_who_asked() -> None:
    """What a process does before it helps another: it leaves interrupts to that one, and ends with it."""
    leave_interrupts()
    asked = parent_process()
    if asked is not None:
        Thread(target=end_after, args=(asked.join,), daemon=True).start()


def leave_interrupts() -> None:
    """An interrupt ends the process that was asked to work; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_after(ended: Callable[[], None], end: Callable[[int], None] = os._exit) -> None:
    """Wait for whoever was asked to work, and end: one that is killed cannot end its helpers itself."""
    ended()
    end(1)
