"""The brief: the whole story of a case as one HTML file that opens from disk, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer


def render_brief(answer: Answer, *, readings: Sequence[Answer] = (), public: bool = False) -> str:
    """The brief of a case as HTML text.

    Args:
        answer: The answer to the case as it stands.
        readings: Answers to the same case, each with overlays applied (``Case.overlays`` says which).
        public: Leave out reservations and private overlays, and say so.
    """
    title = answer.case.title
    shown = [reading for reading in readings if not public or not _is_private(reading)]
    return f"<!doctype html><title>{title}</title><p>{len(shown)} other readings</p>"


def _is_private(answer: Answer) -> bool:
    return any(overlay.private and overlay.applied for overlay in answer.case.overlays)
