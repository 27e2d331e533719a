"""Who coded the statements, and what became of them on review."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.report.markup import Html, el
from detente.views.numbers import counted
from detente.views.prose import listed

if TYPE_CHECKING:
    from detente.case.model import Case

NOT_NAMED = "coder not named"
"""What stands for a coder where the record names none."""

_REVIEWED = {
    Review.CONFIRMED: "confirmed",
    Review.DOUBTFUL: "doubtful",
    Review.UNREVIEWED: "not reviewed",
    Review.REJECTED: "rejected",
}


def coding(case: Case) -> Html | None:
    """Each coder with the number of statements, and how many were confirmed, doubted, left or rejected."""
    if not case.statements:
        return None
    coders = Counter(statement.coder or NOT_NAMED for statement in case.statements)
    reviews = Counter(statement.review for statement in case.statements)
    items = [
        el("li", el("b", coder), f": {counted(count, 'statement')}") for coder, count in coders.most_common()
    ]
    told = listed([f"{reviews[review]} {words}" for review, words in _REVIEWED.items()])
    named = any(statement.coder for statement in case.statements)
    by = "by the coding named here" if named else "by a coding that the record does not name"
    return el(
        "div",
        el("h3", "Who coded the statements"),
        el("ul", items),
        el("p", f"On review: {told}. Confirmed means confirmed {by}."),
    )
