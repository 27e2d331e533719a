"""Signs and words of other languages that stand in a rule by habit, and what to write instead."""

from __future__ import annotations

import re

_AT_MOST = "'<=' and the largest amount that is allowed"
_AT_LEAST = "'>=' and the smallest amount that is allowed"
_NOT_EQUAL = "'not' in front: not ISSUE = OPTION"

_INSTEAD = {
    "==": "'='", "!=": _NOT_EQUAL, "<>": _NOT_EQUAL, "/=": _NOT_EQUAL, "≠": _NOT_EQUAL,
    "<": _AT_MOST, ">": _AT_LEAST, "=<": "'<='", "≤": "'<='", "≥": "'>='",
    "&&": "'and'", "&": "'and'", "∧": "'and'", "||": "'or'", "|": "'or'", "∨": "'or'",
    "!": "'not'", "¬": "'not'",
    "=>": "'->'", "-->": "'->'", "→": "'->'", "⇒": "'->'",
}  # fmt: skip

_SLIP = re.compile(
    r"-->|->|<=|>=|"  # what is right is passed over, and the longest of what is wrong comes first
    + "|".join(re.escape(sign) for sign in sorted(_INSTEAD, key=len, reverse=True))
    + r"|[A-Za-z][A-Za-z0-9-]*"
)
_WORDS = ("and", "or", "not", "in")


def slip_at(text: str, column: int) -> tuple[int, str, str] | None:
    """The slip of a rule that covers a column: where it begins, what it is, and what to write instead.

    None where the column, counted from 1, stands in nothing that is known.
    """
    for found in _SLIP.finditer(text):
        if not found.start() < column <= found.end():
            continue
        word = found[0]
        if word in _INSTEAD:
            return found.start() + 1, word, _INSTEAD[word]
        if word != word.lower():
            kind = "" if word.lower() in _WORDS else ", since ids have small letters only"
            return found.start() + 1, word, f"'{word.lower()}'{kind}"
    return None
