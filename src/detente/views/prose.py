"""What any sentence is made of: titles in their quotes, lists, a capital and a full stop."""

from __future__ import annotations

from collections.abc import Sequence


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


def sentence(text: str) -> str:
    """A text with a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
