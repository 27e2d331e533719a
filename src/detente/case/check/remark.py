"""One remark on a case: a fault that does not keep it from being used."""

from __future__ import annotations

from detente.case.faults import Place, one_line, shown_place
from detente.errors import Fault


def remark(place: Place | str, message: str, *, hint: str = "", code: str, file: str = "case.toml") -> Fault:
    """A remark at a place of a case's file."""
    where = place if isinstance(place, str) else shown_place(place)
    return Fault(file=file, place=where, message=one_line(message), hint=one_line(hint), code=code)


def listed(names: tuple[str, ...] | list[str], *, most: int = 6) -> str:
    """Names for a sentence, cut past ``most``."""
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
