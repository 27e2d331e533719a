"""An article as text: its encoding is settled here, and what is no text is refused with a way out."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from detente.case.faults import Faults
from detente.case.folder.text import read_bytes
from detente.errors import InputError, shown_value

BYTES_LIMIT = 20_000_000
"""A larger article is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXTS = (
    (b"%PDF-", "a PDF", "its text: select all, copy, and save as a text file"),
    (
        b"PK\x03\x04",
        "a packed file, such as a document of an office program",
        "the document saved as plain text",
    ),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program", "the document saved as plain text"),
    (b"{\\rtf", "rich text", "the document saved as plain text"),
    (b"\x1f\x8b", "a packed file", "the file unpacked"),
    (b"\x89PNG", "a picture", "its words, typed or recognised, as a text file"),
    (b"\xff\xd8\xff", "a picture", "its words, typed or recognised, as a text file"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


class ArticleError(InputError):
    """An article cannot be read as text."""

    code = "bad-article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was published.

    Attributes:
        file: Where it was read from, as it was given.
        text: The text, its line ends as they stand, without a byte order mark.
        sha256: SHA-256 of the text as UTF-8, in hex.
        encoding: How it was written in the file.
    """

    file: str
    text: str
    sha256: str
    encoding: str


def open_article(path: Path, *, encoding: str = "") -> Article:
    """The text of a file.

    Args:
        path: The file.
        encoding: How it is written; by default UTF-8, or what its byte order mark says.

    Raises:
        ArticleError: if the file cannot be read, is too large, or holds no text.
    """
    faults = Faults(str(path))
    data = read_bytes(path, limit=BYTES_LIMIT, faults=faults)
    if data is None:
        raise ArticleError(*faults.all_found())
    return decoded_article(data, file=str(path), encoding=encoding)


def decoded_article(data: bytes, *, file: str, encoding: str = "") -> Article:
    """The text that bytes hold.

    Raises:
        ArticleError: if they hold none.
    """
    faults = Faults(file)
    text, used = _decoded(data, encoding, faults)
    if not faults.count:
        _refuse_no_article(text, faults)
    if faults.count:
        raise ArticleError(*faults.all_found())
    return Article(file=file, text=text, sha256=digest_of(text), encoding=used)


def digest_of(text: str) -> str:
    """SHA-256 of a text as UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _decoded(data: bytes, encoding: str, faults: Faults) -> tuple[str, str]:
    for start, what, hint in _NO_TEXTS:
        if data.startswith(start):
            faults.add("", f"is {what}, not a text", hint=hint, code="no-text")
            return "", ""
    if encoding:
        return _named(data, encoding, faults)
    mark, used = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(used), used
    except UnicodeDecodeError as error:
        place = f"byte {len(mark) + error.start}"
        byte = data[len(mark) + error.start]
        message = f"byte 0x{byte:02x} is not {used.upper()}"
        hint = "the file saved as UTF-8 text, or --encoding NAME (such as cp1252 or cp1251) if you know it"
        faults.add(place, message, hint=hint, code="encoding")
        return "", used


def _named(data: bytes, encoding: str, faults: Faults) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError, TypeError):  # no such encoding, one that is no text's, or the wrong one
        message = f"cannot be read as {shown_value(encoding)}"
        faults.add("", message, hint="another --encoding, such as utf-8, cp1252 or cp1251", code="encoding")
        return "", encoding
    return text.removeprefix("\ufeff"), encoding


def _refuse_no_article(text: str, faults: Faults) -> None:
    if "\0" in text:
        place, message = f"character {text.index(chr(0))}", "a NUL, so this is no text"
        faults.add(place, message, hint="a text file in UTF-8, or UTF-16 with its mark", code="encoding")
    elif any("\ud800" <= character <= "\udfff" for character in text):
        faults.add("", "half of a surrogate pair, so this is no text", hint="UTF-8 text", code="encoding")
    elif _HTML.match(text[:5_000]):
        message = "is a web page (HTML), not a text"
        hint = "the article's text alone: open the page, copy the text, and save it as a text file"
        faults.add("", message, hint=hint, code="html")
