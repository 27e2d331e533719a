"""Words that an article uses as names."""

from __future__ import annotations

import re

_INSIDE = re.compile(r"(?<=[a-z,;”\"’'] )[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def names(text: str) -> frozenset[str]:
    """Return the words written with a capital in the middle of a sentence and nowhere without one.

    >>> sorted(names("Arvane agreed. On Monday Arvane and Belmar met. The talks will go on; On that day, on"))
    ['Arvane', 'Belmar', 'Monday']
    """
    lower = {word for word in _WORD.findall(text) if word[0].islower()}
    return frozenset(
        word for word in _INSIDE.findall(text) if word[0].isupper() and word.lower() not in lower
    )
