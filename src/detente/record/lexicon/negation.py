"""What a negation does to a word that it governs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from detente.case.statements import Stance
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.words import Word, stem

REACH = 5
"""Words before a word in which a negation of it is looked for, within its clause."""

_NO = frozenset(
    {"not", "never", "no", "nor", "neither", "without", "hardly", "barely", "scarcely", "nothing", "nobody"}
    | {"none", "unwilling", "unable", "reluctant", "unlikely"}
)
_REFUSALS = frozenset(stem(verb) for verb in listed("refusals")) | {"unabl"}
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
    Stance.REPORTED_SHIFT: Stance.DEMAND,
    Stance.CONDITION: Stance.UNCLEAR,
}
"""The stance of a word under a negation; a claim and an assessment stay what they are."""

TOLERATES = frozenset(
    {"object", "oppose", "opposition to", "block", "veto", "resist", "objection", "protest"}
)
"""Refusals whose negation is a yes ("would not object"); the negation of any other leaves the matter open."""


def negated(text: Sequence[Word], first: int) -> bool:
    """Whether the word at ``first`` is governed by a negation or a refusal before it, in its clause."""
    return _negation_before(text, first) >= 0


def twice(text: Sequence[Word], first: int) -> bool:
    """Whether the negation of the word at ``first`` is negated itself ("did not refuse to accept")."""
    at = _negation_before(text, first)
    return at >= 0 and text[at].low not in _NO and _negation_before(text, at) >= 0


def left_open(text: Sequence[Word], first: int) -> bool:
    """Whether the word at ``first`` is not reached yet: ``has yet to``, ``not yet``, ``stopped short of``."""
    before = [word.low for word in text[max(first - REACH, 0) : first]]
    pairs = set(pairwise(before))
    return bool(pairs & {("yet", "to"), ("not", "yet"), ("short", "of"), ("neither", "accepted")})


def _negation_before(text: Sequence[Word], first: int) -> int:
    """The place of the negation that governs a word; -1 if there is none."""
    for at in range(first - 1, max(first - 1 - REACH, -1), -1):
        word = text[at]
        if text[at + 1].breaks or word.low in _BORDERS:
            return -1
        if word.low in _NO:
            return -1 if _denies_nothing(text, at) else at
        if word.stem in _REFUSALS or (word.low == "short" and at and text[at - 1].stem == "stop"):
            return at
    return -1


def ended(text: Sequence[Word], first: int) -> bool:
    """Whether ``no longer`` or ``stopped`` stands before the word at ``first``."""
    before = [word.low for word in text[max(first - 3, 0) : first]]
    if "short" in before:
        return False
    return ("longer" in before and "no" in before) or any(
        low in {"stopped", "ceased", "quit"} for low in before
    )


def _denies_nothing(text: Sequence[Word], at: int) -> bool:
    """``not only``, ``no doubt`` and ``no longer`` before what is told apart deny nothing."""
    after = text[at + 1].low if at + 1 < len(text) else ""
    return (text[at].low == "not" and after in {"only", "merely"}) or (
        text[at].low == "no" and after == "doubt"
    )
