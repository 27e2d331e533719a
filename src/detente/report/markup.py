"""HTML as values: whatever is not marked as HTML is text, and text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
"""Control characters, overrides of the writing direction, and what UTF-8 cannot hold."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Content = str | None | Iterable["Content"]
"""What an element may hold: text, HTML, nothing, or a sequence of these."""


def html(content: Content) -> Html:
    """Content as HTML: text is escaped, parts are joined.

    >>> html(["a < b", None, el("br")])
    'a &lt; b<br>'
    """
    if content is None:
        return Html("")
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escape(printable(content), quote=True))
    return Html("".join(html(part) for part in content))


def el(tag: str, *content: Content, **attributes: str | int | bool | None) -> Html:
    """An element.

    Args:
        tag: Its name.
        content: What it holds.
        attributes: Its attributes; ``class_`` is ``class``, ``aria_label`` is ``aria-label``; ``True`` is an
            attribute without a value, ``None`` and ``False`` are left out.

    >>> el("a", "x & y", href="#n", class_="cite", hidden=True)
    '<a href="#n" class="cite" hidden>x &amp; y</a>'
    """
    words = [tag]
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        words.append(key if value is True else f'{key}="{html(str(value))}"')
    opening = f"<{' '.join(words)}>"
    return Html(opening if tag in VOID else f"{opening}{html(content)}</{tag}>")


def printable(text: str) -> str:
    """A text without characters that a page cannot show or that would turn the words around them."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def spoken(text: str) -> Html:
    """Text for screen readers only."""
    return el("span", text, class_="sr")
