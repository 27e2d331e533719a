"""Whether a deal would hold, move by move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.report.page import section

if TYPE_CHECKING:
    from detente.views.edition import Edition


def stability_section(edition: Edition) -> Html:
    """The section of the page."""
    made = edition.study.stability is not None
    return section(
        "stability", None if made else el("p", "No conflict graph was made for this page.", class_="empty")
    )
