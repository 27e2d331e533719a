"""Results: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from detente.errors import Fault, InputError

_PLAIN = str.maketrans({"“": '"', "”": '"', "″": '"', "’": "'", "−": "-", "–": "-"})
"""What stands for typographic signs where an encoding may not have them."""


class PipeClosedError(Exception):
    """The reader of what is printed went away: there is nobody to tell anything."""


def write_result(chunks: Iterable[str], target: Path | None, *, is_data: bool) -> None:
    """Write a result.

    Args:
        chunks: Its text in pieces.
        target: The file to write; None for standard output.
        is_data: Data is UTF-8 wherever it goes; text for people takes the encoding of the terminal.

    Raises:
        InputError: if the file cannot be written; what stood there before still does.
        PipeClosedError: if nobody reads standard output any more.
    """
    if target is not None:
        write_file(chunks, target)
    elif sys.stdout is not None:
        try:
            _to_stdout(chunks, is_data=is_data)
        except BrokenPipeError:
            silence(sys.stdout)
            raise PipeClosedError from None
        except OSError as error:
            silence(sys.stdout)
            raise InputError(_fault("standard output", error)) from None


def write_file(chunks: Iterable[str], target: Path) -> None:
    """Write a file so that its old content stands until the new one is complete.

    Raises:
        InputError: if the file cannot be written.
    """
    write_data(_bytes(chunks), target)


def write_data(chunks: Iterable[bytes], target: Path) -> None:
    """The same for bytes.

    Raises:
        InputError: if the file cannot be written.
    """
    with _refusing(target):
        if target.exists() and not target.is_file():  # a device or a pipe: nothing to replace
            with target.open("wb") as stream:
                stream.writelines(chunks)
            return
        final = target.resolve()
        draft = final.with_name(f".{final.name[:100]}.{os.urandom(6).hex()}")
        try:
            with draft.open("xb") as stream:
                stream.writelines(chunks)
                stream.flush()
                os.fsync(stream.fileno())
            if final.exists():
                draft.chmod(final.stat().st_mode & 0o777)
            draft.replace(final)
        finally:
            draft.unlink(missing_ok=True)


def check_target(target: Path) -> None:
    """Refuse a file that could not be written, before any work is done for it.

    Raises:
        InputError: if its folder does not exist, or may not be written, or if it is a folder itself.
    """
    message = hint = ""
    with _refusing(target):
        folder = target.parent
        if target.is_dir():
            message, hint = "is a folder, not a file", f"'{target / 'answer.json'}'"
        elif not folder.exists():
            message, hint = f"cannot be written: there is no folder '{folder}'", f"'mkdir -p {folder}' first"
        elif not folder.is_dir():
            message, hint = f"cannot be written: '{folder}' is a file", "a file in a folder"
        elif not os.access(target if target.exists() else folder, os.W_OK):
            message, hint = "cannot be written (permission denied)", "a file that you may write"
    if message:
        raise InputError(Fault(file=str(target), message=message, hint=hint, code="unwritable"))


def silence(stream: TextIO | None) -> None:
    """Send what is left in the buffer of a closed or full stream nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno() if stream else -1
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _to_stdout(chunks: Iterable[str], *, is_data: bool) -> None:
    stream = sys.stdout
    binary = getattr(stream, "buffer", None)
    if binary is None:
        stream.writelines(chunks)
    elif is_data:
        stream.flush()
        binary.writelines(_bytes(chunks))
    else:
        encoding = stream.encoding or "utf-8"
        stream.flush()
        binary.writelines(_for_people(chunk, encoding) for chunk in chunks)
    stream.flush()


def _for_people(text: str, encoding: str) -> bytes:
    if encoding.lower().replace("-", "") != "utf8":
        text = text.translate(_PLAIN)
    return text.encode(encoding, "replace")


def _bytes(chunks: Iterable[str]) -> Iterator[bytes]:
    """UTF-8; a byte of a path that is no text is written as the escape that JSON has for it."""
    return (chunk.encode("utf-8", "backslashreplace") for chunk in chunks)


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(_fault(str(target), error)) from None


def _fault(file: str, error: OSError | ValueError) -> Fault:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    hint = "another place for it, with room on the disk"
    return Fault(file=file, message=f"cannot be written ({reason})", hint=hint, code="unwritable")
