"""What a reviewer has to look at in a draft, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from detente.case.statements import Stance
from detente.record.extract.resolved import Resolved
from detente.record.statement import Doubt, DraftStatement

_YES = frozenset({Stance.ACCEPT, Stance.ACCEPT_WITH_CONDITIONS, Stance.SUPPORT, Stance.OFFER})
_NO = frozenset({Stance.REJECT, Stance.RED_LINE})
_IDIOMS = (
    "not just a beginning",
    "only a beginning",
    "letter of credence",
    "shed light on",
    "speak the same language",
    "under the table",
)
_ORDER = {doubt: place for place, doubt in enumerate(Doubt)}


def doubts_of(draft: DraftStatement, speaker: Resolved, *, guessed: bool = False) -> tuple[Doubt, ...]:
    """Return the doubts that one draft raises by itself, the riskiest first.

    Args:
        draft: The draft.
        speaker: Whom its mention was resolved to.
        guessed: Whether its issue is that of the statement before or of the article alone.
    """
    words = draft.quote.lower()
    raised = {
        Doubt.AMBIGUOUS_PARTY: len(speaker.candidates) > 1,
        Doubt.MISTRANSLATION: any(idiom in words for idiom in _IDIOMS),
        Doubt.CONDITIONAL: draft.conditional,
        Doubt.YES_BUT: draft.yes_but,
        Doubt.NESTED: bool(draft.via),
        Doubt.PRONOUN: speaker.by_pronoun or draft.rule.endswith("carried"),
        Doubt.UNKNOWN_SPEAKER: not speaker.name or not draft.party,
        Doubt.NO_ISSUE: guessed or not draft.issue,
    }
    return tuple(doubt for doubt in Doubt if raised.get(doubt))


def with_contradictions(drafts: tuple[DraftStatement, ...]) -> tuple[DraftStatement, ...]:
    """Mark drafts that say yes where another of the same party says no.

    Two speakers of a party that contradict each other are a contradiction; one speaker who contradicts
    himself or herself in one article is a contradiction, too, and may be a mistranslation.
    """
    sides: dict[tuple[str, str], dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
    for draft in drafts:
        if draft.party and draft.issue and draft.stance in _YES | _NO:
            sides[draft.party, draft.issue][draft.stance in _YES].add(draft.speaker)
    return tuple(_marked(draft, sides.get((draft.party, draft.issue))) for draft in drafts)


def _marked(draft: DraftStatement, sides: dict[bool, set[str]] | None) -> DraftStatement:
    if not sides or draft.stance not in _YES | _NO or not sides[draft.stance not in _YES]:
        return draft
    raised = {Doubt.CONTRADICTION, *draft.doubts}
    if draft.speaker in sides[draft.stance not in _YES] and draft.stance in _YES and not draft.conditional:
        raised.add(Doubt.MISTRANSLATION)
    return replace(draft, doubts=tuple(sorted(raised, key=_ORDER.__getitem__)))
