"""What to look at first: the order of risk, and contradictions among the drafts of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.case.statements import Stance
from detente.record.statement import Doubt, DraftStatement

YES = frozenset({Stance.ACCEPT, Stance.OFFER, Stance.SUPPORT})
NO = frozenset({Stance.REJECT, Stance.RED_LINE})
_RANK = {doubt: rank for rank, doubt in enumerate(Doubt)}


def by_risk(drafts: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """The drafts with the riskiest first.

    By their first doubt, in the order of :class:`~detente.record.statement.Doubt`, then those with more,
    then those whose rule was right less often (never measured comes first), then as they stand in the text.
    """
    return tuple(sorted(drafts, key=_key))


def with_contradictions(drafts: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """The drafts, with a doubt on each where one party says yes and no to one issue.

    A yes is an accept, an offer or a support without a condition; a no is a reject or a red line. Both can be
    true, of two parts of an issue or of two days: it is a reason to look, no more.
    """
    sides: dict[tuple[str, str], set[bool]] = {}
    for draft in drafts:
        side = _side(draft)
        if side is not None and draft.party and draft.issue:
            sides.setdefault((draft.party, draft.issue), set()).add(side)
    torn = {place for place, seen in sides.items() if len(seen) == 2}
    return tuple(
        _doubted(draft) if (draft.party, draft.issue) in torn and _side(draft) is not None else draft
        for draft in drafts
    )


def _side(draft: DraftStatement) -> bool | None:
    if draft.party in ("media", "other") or draft.conditional or draft.yes_but:
        return None
    return True if draft.stance in YES else False if draft.stance in NO else None


def _doubted(draft: DraftStatement) -> DraftStatement:
    doubts = {*draft.doubts, Doubt.CONTRADICTION}
    return replace(draft, doubts=tuple(sorted(doubts, key=_RANK.__getitem__)))


def _key(draft: DraftStatement) -> tuple[int, int, float, int, int]:
    ranks = sorted(_RANK[doubt] for doubt in draft.doubts)
    first = ranks[0] if ranks else len(_RANK)
    confidence = -1.0 if draft.confidence is None else draft.confidence
    return first, -len(ranks), confidence, draft.content.start, draft.content.end
