"""What a negation does to a word that it governs."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.statements import Stance
from detente.record.lexicon.words import Word

REACH = 5
"""Words before a word in which a negation of it is looked for, within its clause."""

_NO = frozenset(
    {"not", "never", "no", "nor", "neither", "without", "hardly", "barely", "scarcely", "nothing", "nobody"}
    | {"none", "unwilling", "unable", "reluctant", "unlikely"}
)
_REFUSALS = frozenset(
    {"fail", "refus", "declin", "reject", "rul", "exclud", "avoid", "den", "deny", "stopp", "unabl", "oppos"}
)
_BORDERS = frozenset(
    {"but", "that", "because", "while", "whereas", "although", "though", "if", "unless", "who", "which"}
)

FLIPPED = {
    Stance.ACCEPT: Stance.REJECT,
    Stance.SUPPORT: Stance.REJECT,
    Stance.OFFER: Stance.REJECT,
    Stance.DEMAND: Stance.UNCLEAR,
    Stance.REJECT: Stance.UNCLEAR,
    Stance.RED_LINE: Stance.UNCLEAR,
    Stance.THREAT: Stance.UNCLEAR,
    Stance.JUSTIFICATION: Stance.UNCLEAR,
    Stance.REPORTED_SHIFT: Stance.UNCLEAR,
    Stance.CONDITION: Stance.UNCLEAR,
}
"""The stance of a word under a negation; a claim and an assessment stay what they are."""

TOLERATES = frozenset(
    {"object", "oppose", "opposition to", "block", "veto", "resist", "objection", "protest"}
)
"""Refusals whose negation is a yes ("would not object"); the negation of any other leaves the matter open."""


def negated(text: Sequence[Word], first: int) -> bool:
    """Whether the word at ``first`` is governed by a negation or a refusal before it, in its clause."""
    return negation_before(text, first) >= 0


def negation_before(text: Sequence[Word], first: int) -> int:
    """The place of the negation that governs a word; -1 if there is none."""
    for at in range(first - 1, max(first - 1 - REACH, -1), -1):
        word = text[at]
        if text[at + 1].breaks or word.low in _BORDERS:
            return -1
        if word.low in _NO and not (word.low == "no" and at + 1 < len(text) and text[at + 1].low == "doubt"):
            return at if not _only(text, at) else -1
        if word.stem in _REFUSALS:
            return at
    return -1


def ended(text: Sequence[Word], first: int) -> bool:
    """Whether ``no longer`` or ``stopped`` stands before the word at ``first``."""
    before = [word.low for word in text[max(first - 3, 0) : first]]
    return ("longer" in before and "no" in before) or any(
        low in {"stopped", "ceased", "quit"} for low in before
    )


def _only(text: Sequence[Word], at: int) -> bool:
    """``not only`` and ``not merely`` deny nothing."""
    return at + 1 < len(text) and text[at].low == "not" and text[at + 1].low in {"only", "merely", "just"}
