"""The baseline of a source, from the days that a case names as ordinary."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.case.watching import Watching
from detente.errors import Fault, InputError
from detente.watch.baseline.fit import Baseline, fit_baseline
from detente.watch.keeping.looked import Looks
from detente.watch.span import Span


def fitted(
    watching: Watching, counts: NDArray[np.int64], looks: Looks, whole: Span, name: str, folder: Path
) -> Baseline:
    """Fit the baseline of a source to its days.

    Args:
        watching: For the first and the last day of the baseline.
        counts: Counts of (cells, days) over the whole span.
        looks: The looks of the same days.
        whole: The span.
        name: Id of the detections, for what is wrong.
        folder: The folder of the case.

    Raises:
        InputError: naming the detections, if nothing was looked at in the baseline.
    """
    first = (watching.baseline.first - whole.first).days
    part = slice(first, (watching.baseline.last - whole.first).days + 1)
    days = np.arange(whole.days)[part] + whole.first.toordinal()
    try:
        return fit_baseline(counts[:, part], looks.looks[:, part], days=days)
    except InputError as error:
        faults = [
            Fault(
                file=str(folder / "watch.toml"),
                place=f"detections.{name}",
                message=one.message,
                hint=one.hint,
            )
            for one in error.faults
        ]
        raise InputError(*faults) from None
