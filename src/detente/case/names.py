"""What an id looks like: in case files, in the rule language, on the command line."""

from __future__ import annotations

import re

RULE_WORDS = frozenset({"and", "in", "not", "or"})
ID_PATTERN = r"[a-z](?:[a-z0-9-]*[a-z0-9])?"
AMOUNT_PATTERN = r"-?[0-9]+(?:\.[0-9]+)?"

_ID = re.compile(ID_PATTERN)
_SLUG_BREAK = re.compile(r"[^a-z0-9]+")


def is_id(text: str) -> bool:
    """Whether ``text`` is an id: ``[a-z][a-z0-9-]*``, not ending in ``-``, no word of the rule language."""
    return _ID.fullmatch(text) is not None and text not in RULE_WORDS


def slug(text: str, *, taken: frozenset[str] | set[str] = frozenset(), fallback: str = "item") -> str:
    """An id made from any text, different from all in ``taken``.

    >>> slug("External Monitor"), slug("19'' LCD", taken={"n19-lcd"})
    ('external-monitor', 'n19-lcd-2')
    """
    base = _SLUG_BREAK.sub("-", text.lower()).strip("-")[:60].strip("-") or fallback
    if not base[0].isalpha():
        base = f"n{base}"
    if base in RULE_WORDS:
        base = f"{base}-{fallback}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
