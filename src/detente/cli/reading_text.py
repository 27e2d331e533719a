"""The text of an article that was read before: found beside its reading file, and known by its SHA-256."""

from __future__ import annotations

from pathlib import Path

from detente.errors import Fault
from detente.record.article import ArticleError, open_article
from detente.record.reading_file import ReadingFile

ENCODINGS = ("", "cp1252", "cp1251", "latin-1")
"""What a text is tried in; its SHA-256 says which is right."""


def text_of(file: ReadingFile, path: Path, given: Path | None) -> tuple[str | None, str]:
    """The article's text, and what is to be said where it is not at hand.

    Args:
        file: The reading.
        path: The reading file.
        given: The text's file, if the reader named one.

    Raises:
        ArticleError: if a file was named and it is not the text that was read.
    """
    if given is None and not file.article:
        return None, "The reading does not say which file it was read from: --text FILE shows the sentences."
    place = path.parent / file.article if given is None else given
    faults: tuple[Fault, ...] = ()
    for encoding in ENCODINGS:
        try:
            article = open_article(place, encoding=encoding)
        except ArticleError as error:
            faults = faults or error.faults
            continue
        if article.sha256 == file.reading.source.sha256:
            return article.text, ""
    if given is None:
        return None, f"The text that was read is not at {place} any more: quotes are shown without sentences."
    if faults:
        raise ArticleError(*faults)
    message = "is not the text that was read: its SHA-256 is another"
    hint = "the file as it was, or 'detente read' on this one"
    raise ArticleError(Fault(file=str(place), message=message, hint=hint, code="hash"))
