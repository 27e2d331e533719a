"""Coordinate systems: what a file states, what the user says, and what to do where neither does."""

from __future__ import annotations

from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from detente.errors import Fault, InputError, shown_value

CRS_HINT = "--crs EPSG:4326 for degrees of longitude and latitude on WGS 84, or the code of its system"


def crs_of(definition: object, *, file: Path, given: bool = False) -> CRS:
    """A coordinate system from a code, a name, WKT or PROJJSON.

    Args:
        definition: What is said of it.
        file: The layer, for messages.
        given: Whether the user said it, not the file.

    Raises:
        InputError: if nothing of that name is known.
    """
    place = "--crs" if given else "its coordinate system"
    try:
        found = CRS.from_user_input(definition)
    except (CRSError, TypeError, ValueError):
        message = f"the coordinate system {shown_value(definition)} is not known"
        raise InputError(
            Fault(file=str(file), place=place, message=message, hint=CRS_HINT, code="crs")
        ) from None
    if not (found.is_geographic or found.is_projected):
        message = f"{found.name!r} ({found.type_name}) has neither degrees nor a map's eastings and northings"
        raise InputError(Fault(file=str(file), place=place, message=message, hint=CRS_HINT, code="crs"))
    return found


def settled(stated: CRS | None, given: str | None, *, file: Path) -> tuple[CRS | None, tuple[str, ...]]:
    """The coordinate system to use: what the file states wins over what the user gave, and a note says so."""
    if given is None:
        return stated, ()
    wanted = crs_of(given, file=file, given=True)
    if stated is None:
        return wanted, (f"{file}: read in {wanted.name}, as given with --crs; the file states none.",)
    if stated == wanted or stated.equals(wanted, ignore_axis_order=True):
        return stated, ()
    return stated, (f"{file}: read in {stated.name}, as it states itself; --crs {given} is not used for it.",)
