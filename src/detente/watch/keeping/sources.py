"""All sources of a watch: the detections of each, read and placed, and the last day that any of them has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from detente.case.watching import Watching
from detente.errors import Fault, InputError
from detente.watch.keeping.ground import Ground
from detente.watch.keeping.sightings import Sightings, sightings


def last_row(seen: Sequence[Sightings], until: date) -> date:
    """The last day of any file."""
    last = max((one.last for one in seen if one.last is not None), default=until.toordinal())
    return date.fromordinal(last)


def all_sightings(
    watching: Watching,
    folder: Path,
    ground: Ground,
    until: date,
    scratch: Path,
    how: tuple[Callable[[str], None], Executor | None],
) -> list[Sightings]:
    """The detections of each source that an obligation is watched by.

    Args:
        watching: What watch.toml says.
        folder: The folder of the case.
        ground: The cells.
        until: The last day that may have been seen.
        scratch: A folder for tables.
        how: Who takes news of how far it is, and who places detections.

    Raises:
        InputError: with the faults of all of them.
    """
    used = {name for item in watching.watched for name in item.detections}
    found, faults = list[Sightings](), list[Fault]()
    say, executor = how
    for files in (item for item in watching.detections if item.id in used):
        say(f"reading {files.title}")
        try:
            one = sightings(
                files,
                folder,
                ground,
                fixed=watching.fixed_heat,
                baseline=(watching.baseline.first, watching.baseline.last),
                until=until,
                scratch=scratch,
                executor=executor,
            )
            found.append(one)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*faults)
    return found
