"""What stubs were made of, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.case.statements import Review
from detente.record.stubs.skeleton import Side
from detente.views.numbers import counted
from detente.views.prose import listed

if TYPE_CHECKING:
    from detente.record.stubs.made import Made


def draft_sentences(made: Made) -> Iterator[str]:
    """How many statements of which articles, what was left out, what stands twice, what there is."""
    gathered, skeleton = made.gathered, made.skeleton
    doubtful = sum(one.review is Review.DOUBTFUL for one in gathered.statements)
    apart = f", {doubtful} of them doubtful and behind no stub" if doubtful else ""
    articles = counted(len({one.source_id for one in gathered.statements}), "article")
    yield f"{counted(len(gathered.statements), 'statement')} of {articles}{apart}."
    left = [f"{number} {review.value}" for review, number in gathered.left.items()]
    if left:
        yield f"Left out: {listed(left)}."
    if gathered.held:
        yield f"{counted(gathered.held, 'statement')} stood in the record already and came in no second time."
    sources = {one.id: one.source_id for one in gathered.statements}
    for name, others in gathered.same.items():
        if name in sources and (name < others[0] or others[0] not in sources):
            yield f"{name} ({sources[name]}) says the same as {listed(list(others))}: both are kept."
    lines = sum(option.side is Side.REJECTS for stub in skeleton.issues for option in stub.options)
    parties, issues = (
        counted(len(skeleton.parties), "party", "parties"),
        counted(len(skeleton.issues), "issue"),
    )
    yield f"Stubs: {parties}, {issues}, {counted(lines, 'red line')}."
    if skeleton.aside:
        yield f"No side is taken on {listed(list(skeleton.aside))}: no stubs of these."
    if skeleton.without:
        ids = listed([one.id for one in skeleton.without])
        yield f"Without a party at the table or an issue, and so without a stub: {ids}."
