"""Stubs as the JSON shape of ``detente draft --json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.json_text import json_chunks

if TYPE_CHECKING:
    from detente.record.stubs.made import Made


def draft_json(made: Made, *, folder: str | None) -> Iterator[str]:
    """The JSON text of stubs.

    Args:
        made: The stubs.
        folder: Where they were written; None where they were not.
    """
    gathered, skeleton = made.gathered, made.skeleton
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "folder": folder,
            "files": sorted(made.files),
            "statements": [
                {
                    "id": one.id,
                    "source": one.source_id,
                    "review": one.review.value,
                    "party": one.party,
                    "issue": one.issue,
                    "stance": one.stance.value,
                    "same": list(gathered.same.get(one.id, ())),
                }
                for one in gathered.statements
            ],
            "sources": [source.id for source in gathered.sources],
            "parties": list(skeleton.parties),
            "issues": [
                {
                    "id": stub.id,
                    "options": [
                        {
                            "id": option.id,
                            "party": option.party,
                            "side": option.side.value,
                            "statements": [one.id for one in option.statements],
                        }
                        for option in stub.options
                    ],
                    "threats": [one.id for one in stub.threats],
                }
                for stub in skeleton.issues
            ],
            "without": [one.id for one in skeleton.without],
            "left": {review.value: number for review, number in gathered.left.items()},
            "held": gathered.held,
        }
    )
