"""What `read` and `fetch drafts` share: where the article was published, and where the reading goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from detente.errors import DetenteError, Fault, InputError, shown_value

if TYPE_CHECKING:
    from detente.case.statements import Source
    from detente.record.article import Article
    from detente.record.statement import Reading

_Verb = TypeVar("_Verb", bound=Callable[..., object])

SOURCE = {
    "outlet": ("NAME", "Who published it."),
    "title": ("TEXT", "Its title."),
    "author": ("NAME", "Who wrote it."),
    "published_on": ("DATE", "The day, such as 2025-03-15: it decides who held an office."),
    "url": ("URL", "Its address, for the record; nothing is fetched."),
    "id": ("ID", "The id of the source.  [default: from the file's name]"),
}
"""Options of where an article was published, by the column of sources.csv."""


def source_options(*without: str, of: str = "") -> Callable[[_Verb], _Verb]:
    """The options of where an article was published.

    Args:
        without: Names of those that the verb has already.
        of: Put before each help text.
    """

    def with_options(verb: _Verb) -> _Verb:
        for name, (metavar, text) in reversed(SOURCE.items()):
            if name not in without:
                words = f"--{name.replace('_', '-')}", f"source_{name}"
                verb = click.option(*words, metavar=metavar, help=f"{of}{text}")(verb)
        return verb

    return with_options


def article_of(path: Path, encoding: str) -> Article:
    """The article in a file, or from standard input for ``-``.

    Raises:
        ArticleError: if it is no text.
    """
    from detente.record.article import BYTES_LIMIT, decoded_article, open_article

    if str(path) != "-":
        return open_article(path, encoding=encoding)
    stream = getattr(sys.stdin, "buffer", None)
    data = stream.read(BYTES_LIMIT + 1) if stream is not None else (sys.stdin or _NOTHING).read().encode()
    if len(data) > BYTES_LIMIT:
        message, hint = f"is longer than {BYTES_LIMIT:,} bytes", "one article at a time"
        raise InputError(Fault(file="standard input", message=message, hint=hint, code="too-large"))
    return decoded_article(data, file="standard input", encoding=encoding)


class _Nothing:
    """What is read where standard input is closed."""

    def read(self) -> str:
        return ""


_NOTHING = _Nothing()


def source_of(verb: str, given: dict[str, str | None], article: Article) -> Source:
    """Where an article was published, checked.

    Raises:
        InputError: with every value that will not do.
    """
    from detente.case.faults import ID_HINT, id_fault
    from detente.case.folder.rows import DATE_HINT, is_iso
    from detente.case.names import slug
    from detente.case.statements import Source

    texts = {name: " ".join((given.get(name) or "").split()) for name in SOURCE}
    name = texts.pop("id") or slug(Path(article.file).stem, fallback="article")
    wrong = {"--id": (id_fault(name), ID_HINT)}
    if texts["published_on"] and not is_iso(texts["published_on"]):
        wrong["--published-on"] = (f"{shown_value(texts['published_on'])} is no ISO date", DATE_HINT)
    if texts["url"] and not texts["url"].startswith(("https://", "http://")):
        wrong["--url"] = (f"{shown_value(texts['url'])} is no web address", "https://...")
    for key, text in texts.items():
        if not text.isprintable():
            option = f"--{key.replace('_', '-')}"
            wrong.setdefault(option, (f"{shown_value(text)} holds a control character", "one line of text"))
    faults = [
        Fault(place=f"detente {verb}: {option}", message=message, hint=hint, code="usage")
        for option, (message, hint) in wrong.items()
        if message
    ]
    if faults:
        raise InputError(*faults)
    return Source(id=name, sha256=article.sha256, **texts)


def keep(reading: Reading, article: Article, target: Path) -> None:
    """Write a reading file, unless one stands there with decisions in it.

    Raises:
        InputError: if one does, or the file cannot be written.
    """
    from detente.record.reading_file import ReadingFile, write_reading
    from detente.record.reading_file_head import measured

    refuse_decided(target)
    made = ReadingFile(
        reading=reading, article=_beside(article.file, target), recall=measured(reading.extractor)
    )
    write_reading(target, made)


def refuse_decided(target: Path) -> None:
    """Refuse to write over a reading file that holds decisions, or over what is no reading file.

    Raises:
        InputError: if it does, or is none.
    """
    from detente.record.reading_file import read_reading

    if not target.exists():
        return
    message = "holds something that is no reading, and is not written over"
    try:
        decisions = len(read_reading(target).decisions)
    except DetenteError:
        decisions = -1
    if decisions > 0:
        message = f"holds {decisions} decision{'s' if decisions > 1 else ''}, and is not written over"
    if decisions:
        raise InputError(
            Fault(file=str(target), message=message, hint="another name for it", code="occupied")
        )


def _beside(article: str, target: Path) -> str:
    """The name of an article as its reading file finds it: relative to the folder of that file."""
    if article == "standard input":
        return ""
    try:
        return Path(os.path.relpath(article, target.resolve().parent)).as_posix()
    except ValueError:  # on another drive
        return Path(article).resolve().as_posix()
