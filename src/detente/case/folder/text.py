"""Files of a case folder as text: size, rights and encoding are settled here, before anything is parsed."""

from __future__ import annotations

import re
import stat
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path

from detente.case.faults import Faults, shortened

_BOM = b"\xef\xbb\xbf"
_TOML_PLACE = re.compile(r" \((?:at )?(line \d+, column \d+|end of document)\)$")
_DOTTED = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){32}""")


def read_bytes(path: Path, *, limit: int, faults: Faults) -> bytes | None:
    """The bytes of a regular file of at most ``limit`` bytes; None, with a fault, where that is not so."""
    try:
        mode = path.stat()
        if not stat.S_ISREG(mode.st_mode):
            faults.add("", "not a regular file", hint="a text file in its place", code="unreadable")
            return None
        if mode.st_size > limit:
            _too_large(mode.st_size, limit, faults)
            return None
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        faults.add("", f"cannot be read ({reason})", hint="check the path and its rights", code="unreadable")
        return None
    if len(data) > limit:
        _too_large(len(data), limit, faults)
        return None
    return data


def decode(data: bytes, faults: Faults) -> str | None:
    """UTF-8 text, with or without a byte order mark; None, with a fault, for anything else."""
    body = data.removeprefix(_BOM)
    skipped = len(data) - len(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte 0x{body[error.start]:02x} is not UTF-8"
        faults.add(
            f"byte {error.start + skipped}", message, hint="save the file as UTF-8 text", code="encoding"
        )
        return None
    if "\0" in text:
        offset = body.index(b"\0") + skipped
        faults.add(
            f"byte {offset}", "a NUL byte, so this is no text", hint="a text file in UTF-8", code="encoding"
        )
        return None
    return text


def parse_toml(text: str, faults: Faults) -> dict[str, object] | None:
    """A TOML document with exact numbers; None, with a fault at its line and column, if it is not one."""
    long_key = _DOTTED.search(text)
    if long_key:
        line = text.count("\n", 0, long_key.start()) + 1
        faults.add(f"line {line}", "a key of more than 32 parts", hint="a shorter key", code="toml")
        return None
    try:
        return dict(tomllib.loads(text, parse_float=_exact))
    except RecursionError:
        faults.add("", "arrays or tables nest too deeply", hint="a flatter file", code="toml")
    except ValueError as error:  # also what tomllib lets through from int()
        said = str(error)
        found = _TOML_PLACE.search(said)
        message = said[: found.start()] if found else said
        faults.add(
            found.group(1) if found else "",
            f"not valid TOML: {shortened(message, limit=200)}",
            hint="a value on one line, text in double quotes, each key once",
            code="toml",
        )
    return None


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what a Decimal holds
        return Decimal("Infinity")


def _too_large(size: int, limit: int, faults: Faults) -> None:
    message = f"the file has {_megabytes(size)}, more than {_megabytes(limit)}"
    faults.add("", message, hint="a smaller file: a case holds what people can read", code="too-large")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
