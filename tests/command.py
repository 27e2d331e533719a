"""Running the command line within the tests' own process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from detente.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        """Standard output as a JSON table."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def detente(*words: object, encoding: str = "utf-8", to_terminal: bool = False) -> Ran:
    """Run ``detente`` with these words."""
    kind = _Terminal if to_terminal else io.TextIOWrapper
    out = kind(io.BytesIO(), encoding=encoding)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with _streams(out, err):
        try:
            main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Ran(code, _written(out, encoding), _written(err, "utf-8"))


@contextmanager
def _streams(out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[None]:
    with patch.object(sys, "stdout", out), patch.object(sys, "stderr", err):
        yield


def _written(stream: io.TextIOWrapper, encoding: str) -> str:
    stream.flush()
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue().decode(encoding)
