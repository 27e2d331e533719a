"""One writer at a time: a lock of the system on an open file, which ends with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

if sys.platform == "win32":  # pragma: no cover - another system
    import msvcrt

    @contextmanager
    def locked(stream: BinaryIO, *, to_write: bool) -> Iterator[None]:
        """Hold the file of a stream; readers take no lock here.

        Raises:
            OSError: if another writer keeps the lock for ten seconds.
        """
        place = stream.tell()
        if to_write:
            stream.seek(0x7FFFFFFF)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        stream.seek(place)
        try:
            yield
        finally:
            if to_write:
                stream.seek(0x7FFFFFFF)
                msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextmanager
    def locked(stream: BinaryIO, *, to_write: bool) -> Iterator[None]:
        """Hold the file of a stream: alone to write, beside other readers to read.

        A reader goes without a lock where the file's system has none.

        Raises:
            OSError: if a writer can get no lock.
        """
        if to_write:
            fcntl.flock(stream, fcntl.LOCK_EX)
        else:
            with suppress(OSError):
                fcntl.flock(stream, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with suppress(OSError):
                fcntl.flock(stream, fcntl.LOCK_UN)
