"""An assessment as a table: one row for each candidate and criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.assess.criteria import Unknown
from detente.views.assess_words import letter
from detente.views.csv_text import csv_row

if TYPE_CHECKING:
    from detente.assess.run import Assessment


def assess_csv(found: Assessment) -> Iterator[str]:
    """The table as text, row by row.

    Columns: ``candidate`` (A, B, ...), ``names`` (why it is one, with ``;`` between), ``criterion``,
    ``better``, ``low``, ``middle``, ``high`` (empty where unknown, ``inf`` where nothing is enough),
    ``unknown`` (why), ``dominated_by`` (letters, with ``;`` between).
    """
    yield csv_row(
        ("candidate", "names", "criterion", "better", "low", "middle", "high", "unknown", "dominated_by")
    )
    for place, one in enumerate(found.candidates):
        names = ";".join(one.candidate.names)
        by = ";".join(letter(each) for each in one.dominated_by)
        for criterion in found.criteria:
            known = one.measures[criterion.id]
            if isinstance(known, Unknown):
                cells = ("", "", "", known.why)
            else:
                cells = (repr(known.low), repr(known.middle), repr(known.high), "")
            yield csv_row((letter(place), names, criterion.id, criterion.better, *cells, by))
