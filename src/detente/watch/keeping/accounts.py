"""Where every row of the files went: counted, or for which reason not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from detente.case.model import Case
from detente.case.watching import RasterCells, Watching
from detente.watch.cells import NOWHERE
from detente.watch.keeping.looked import Looks
from detente.watch.keeping.model import SourceRead
from detente.watch.keeping.sightings import Sightings
from detente.watch.span import Span


def accounted(seen: Sightings, looks: Looks, whole: Span, watching: Watching) -> SourceRead:
    """What became of the rows of a source over the whole span.

    Args:
        seen: The detections.
        looks: When and where something looked.
        whole: The days of the baseline and of the windows.
        watching: For the name of the sensor.
    """
    number = seen.day - whole.first.toordinal()
    placed = (seen.cell != NOWHERE) & (number >= 0) & (number < whole.days)
    cold = placed & ~seen.hot
    looked = looks.looks[seen.cell[cold], number[cold]] > 0
    return SourceRead(
        id=seen.files.id,
        title=seen.files.title,
        evidence=seen.files.evidence,
        marks=seen.files.marks,
        sensor=watching.sensor(seen.files.sensor).title,
        rows=seen.read.rows,
        counted=int(looked.sum()),
        unplaced=seen.unplaced,
        elsewhere=int((~placed).sum()),
        fixed_heat=int((placed & seen.hot).sum()),
        unlooked=int((~looked).sum()),
        rejected=seen.read.rejected,
        duplicates=seen.read.duplicates,
        joined=seen.read.pixels_joined,
        heat_places=seen.heat_places,
        readings=seen.read.readings,
        credit=seen.files.source,
    )


def digests(watching: Watching, folder: Path) -> tuple[tuple[str, str], ...]:
    """SHA-256 of each file of data, by its path within the folder of the case."""
    named = [file for item in watching.detections for file in item.files]
    named += watching.exposure.files
    files = [file for file in dict.fromkeys(named) if (folder / file).is_file()]
    return tuple((file, _digest(folder / file)) for file in files)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def side_titles(case: Case, watching: Watching) -> tuple[str, str]:
    """How the sides of the line are called: inside, outside; empty where nobody says."""
    cells = watching.cells
    if isinstance(cells, RasterCells) or not cells.inside:
        return ("", "")
    return (case.party(cells.inside).title, case.party(cells.outside).title)
