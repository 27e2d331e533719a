"""Where a review stands, as the JSON shape of ``detente review --json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.record.review.outcome import outcomes
from detente.views.json_text import json_chunks

if TYPE_CHECKING:
    from detente.record.review.session import Session


def review_json(session: Session, *, file: str) -> Iterator[str]:
    """The JSON text of a session over a reading file."""
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "reading": file,
            "decisions": session.taken,
            "waiting": [*session.queue, *session.skipped],
            "outcomes": [
                {
                    "id": outcome.draft.id,
                    "review": outcome.review.value,
                    "merged_into": outcome.merged_into,
                    "changed": list(outcome.changed),
                    "by": outcome.by,
                    "at": outcome.at,
                    "why": outcome.why,
                }
                for outcome in outcomes(session.file)
            ],
        }
    )
