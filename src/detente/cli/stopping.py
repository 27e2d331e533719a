"""Ctrl-C as a request: the search ends with its best so far; a second one ends the program."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether somebody asked to stop: ``asked``."""

    def __init__(self) -> None:
        """Nobody has."""
        self.asked = False


@contextmanager
def stopping() -> Iterator[Stop]:
    """While this holds, the first interrupt is noted, and the next one ends the program as ever."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():  # signals go to the main thread alone
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def noted(_number: int, _frame: FrameType | None) -> None:
        stop.asked = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, noted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
