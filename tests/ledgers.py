"""Small ledgers for tests: always the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from detente.watch.ledger import Draft, append, decided

START = datetime(2025, 4, 19, 18, tzinfo=UTC)


def written(path: Path, entries: int = 8, *, about: str = "Easter truce") -> Path:
    """A ledger of so many entries, the opening one included, six hours apart; every third is a correction."""
    for number in range(1, entries):
        body = decided({"cell": f"n48e{number:03}", "p": number / 7, "seen": number, "why": "ґрунт “a”\\b"})
        assert isinstance(body, dict)
        corrects = number - 1 if number > 1 and number % 3 == 0 else None
        draft = Draft("incident", body, corrects)
        append(path, [draft], at=START + timedelta(hours=6 * number), about=about)
    if entries == 1:
        append(path, [], at=START, about=about)
    return path
