"""What a party says of its own acts: that it will not, that it does not rule out, that it would not mind."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.lexicon.words import Word, stem

_MODAL = frozenset(
    {"will", "would", "shall", "can", "could", "is", "are", "am", "were", "was", "be", "do", "does", "did"}
)
_ACTS = frozenset(
    stem(verb)
    for verb in [
        "accept",
        "agree",
        "allow",
        "permit",
        "tolerate",
        "withdraw",
        "leave",
        "give",
        "cede",
        "surrender",
        "relinquish",
        "hand",
        "yield",
        "recognise",
        "recognize",
        "negotiate",
        "talk",
        "discuss",
        "compromise",
        "sign",
        "disarm",
        "lay",
        "abandon",
        "retreat",
        "pull",
        "concede",
        "back",
        "bow",
        "budge",
        "trade",
        "sell",
        "move",
        "return",
        "join",
        "sit",
        "release",
        "lift",
        "drop",
        "meet",
        "share",
        "let",
        "cooperate",
        "consider",
        "countenance",
        "submit",
        "capitulate",
        "attend",
        "stop",
        "halt",
        "cease",
        "rest",
        "engage",
        "settle",
        "step",
        "renounce",
        "waive",
        "sacrifice",
        "enter",
        "part",
        "forget",
        "forgive",
        "apologise",
        "apologize",
        "host",
        "deploy",
        "send",
        "grant",
        "extend",
        "ratify",
        "endorse",
        "kneel",
        "bend",
        "cave",
        "reverse",
        "dismantle",
        "freeze",
        "shift",
        "change",
        "quit",
        "vacate",
        "pay",
        "supply",
        "open",
        "reopen",
        "close",
        "remove",
        "limit",
        "reduce",
        "cut",
        "join",
        "resume",
        "suspend",
        "implement",
        "honour",
        "honor",
        "observe",
        "participate",
        "intend",
        "plan",
        "agree",
        "support",
        "approve",
        "split",
        "divide",
        "betray",
        "cross",
        "stand",
        "remain",
        "sell",
        "swap",
        "exchange",
        "free",
    ]
)
_LEAVES_OPEN = frozenset(
    {"rul", "exclud", "reject", "dismiss", "refus", "den", "deny", "preclud", "foreclos"}
)
_MINDS = frozenset({"object", "oppos", "mind", "block", "veto", "obstruct", "hind", "hinder", "imped"})
_BETWEEN = 3


def refusal_of_own(text: Sequence[Word]) -> bool:
    """Whether the words say that somebody will not do something that a deal could ask for.

    >>> from detente.record.lexicon.words import words
    >>> refusal_of_own(words("it would not relinquish the hills"))
    True
    >>> refusal_of_own(words("this will not last"))
    False
    """
    return _denied(text, _ACTS)


def unrefused(text: Sequence[Word]) -> bool:
    """Whether the words say that something is not ruled out."""
    return _denied(text, _LEAVES_OPEN)


def tolerance(text: Sequence[Word]) -> bool:
    """Whether the words say that somebody would not mind."""
    return _denied(text, _MINDS)


def _denied(text: Sequence[Word], verbs: frozenset[str]) -> bool:
    for at, word in enumerate(text):
        if (
            word.low not in {"not", "never"}
            or at == 0
            or text[at - 1].low not in _MODAL
            or _is_state(text, at)
        ):
            continue
        for verb in text[at + 1 : at + 1 + _BETWEEN]:
            if verb.breaks:
                break
            if verb.stem in verbs:
                return True
    return False


def _is_state(text: Sequence[Word], at: int) -> bool:
    """``did not accept`` and ``was not released`` tell of what was, not of what will be."""
    return text[at - 1].low in {"did", "was", "were", "be"}
