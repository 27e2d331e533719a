"""What any sentence is made of: titles in their quotes, lists, a capital and a full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ID = re.compile(r"[a-z][a-z_-]*\d")
"""How the id of a statement begins: it keeps its small letter."""


def quoted(text: str) -> str:
    """A title as it stands within a sentence."""
    return f"“{text}”"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as they are listed in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """A text with a capital at its start; the rest, such as a second name, stays.

    >>> capital("Kalai-Smorodinsky"), capital("egalitarian")
    ('Kalai-Smorodinsky', 'Egalitarian')
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with a capital at its start, unless an id stands there, and a full stop at its end.

    >>> sentence("no exception"), sentence("g09 names no exception")
    ('No exception.', 'g09 names no exception.')
    """
    text = text if _ID.match(text) else capital(text)
    return text if text.endswith((".", "!", "?")) else f"{text}."
