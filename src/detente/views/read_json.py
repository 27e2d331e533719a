"""The drafts of an article as the JSON shape of ``detente read --json``, and as a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.record.reading_file_head import WHAT
from detente.record.reading_file_shape import DRAFT, STRETCHES, draft_shape, source_shape
from detente.views.csv_text import csv_row
from detente.views.json_text import json_chunks
from detente.views.score_json import score_shape

if TYPE_CHECKING:
    from detente.record.score.scoring import Score
    from detente.record.statement import DraftStatement, Reading


def read_json(
    reading: Reading,
    *,
    recall: str,
    file: str | None,
    refused: Sequence[tuple[str, str]] = (),
    dropped: int = 0,
    score: Score | None = None,
) -> Iterator[str]:
    """The JSON text of a reading.

    Args:
        reading: The drafts.
        recall: What was measured of the extractor, in a sentence.
        file: The reading file that was written; None where none was.
        refused: Proposals that became no draft: what was proposed, and why not.
        dropped: Words beside a quote that were left out because they are not in the text.
        score: The reading measured against annotations; None where it was not.
    """
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "what": WHAT,
            "recall": recall,
            "source": source_shape(reading.source),
            "characters": reading.characters,
            "extractor": reading.extractor,
            "lexicon": reading.lexicon,
            "reading": file,
            "drafts": [draft_shape(draft) for draft in reading.drafts],
            "refused": [{"proposed": proposed, "why": why} for proposed, why in refused],
            "dropped": dropped,
            "score": None if score is None else score_shape(score),
        }
    )


def read_csv(reading: Reading) -> Iterator[str]:
    """The drafts as a table: the keys of the JSON shape; a stretch by its words, a list joined by ``;``."""
    yield csv_row(DRAFT)
    for draft in reading.drafts:
        yield csv_row(_cells(draft).values())


def _cells(draft: DraftStatement) -> dict[str, object]:
    cells: dict[str, object] = {}
    for key, value in draft_shape(draft).items():
        if key in STRETCHES:
            cells[key] = getattr(draft, f"{STRETCHES[key]}_words")
        elif isinstance(value, list):
            cells[key] = "; ".join(value)
        elif isinstance(value, bool):
            cells[key] = "true" if value else ""
        else:
            cells[key] = "" if value is None else value
    return cells
