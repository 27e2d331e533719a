"""How the line moved between two days: areas that changed sides. What a month of delay costs, in land.

A layer that was redrawn, corrected or drawn finer shows as movement, too; no layer tells the two apart.
"""

from __future__ import annotations

from datetime import date

from detente.errors import Fault, InputError
from detente.verify.line.ground import Territory
from detente.verify.line.model import Movement


def movement(before: Territory, after: Territory) -> Movement:
    """The land that changed sides between two days.

    Raises:
        InputError: if either has no day, the days are not in order, or the lands are not the same.
    """
    faults = []
    if before.on is None or after.on is None:
        hint = "a control layer with dates"
        faults.append(Fault(place="movement", message="movement needs two days", hint=hint))
    elif before.on >= after.on:
        message = f"{before.on} is not before {after.on}"
        hint = "the earlier day as --since, the later as --on"
        faults.append(Fault(place="movement", message=message, hint=hint))
    if before.land is not after.land and not before.land.degrees.equals(after.land.degrees):
        message = "the two days are drawn on different land"
        faults.append(Fault(place="movement", message=message, hint="one layer of regions"))
    if faults or before.on is None or after.on is None:
        raise InputError(*faults)
    return Movement(
        since=before.on,
        on=after.on,
        days=(date.fromisoformat(after.on) - date.fromisoformat(before.on)).days,
        to_inside_km2=after.land.plane.area_km2(after.degrees.difference(before.degrees)),
        to_outside_km2=after.land.plane.area_km2(before.degrees.difference(after.degrees)),
        method=after.method,
    )
