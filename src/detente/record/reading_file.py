"""A reading file: the drafts of one article and what a reader decided about each, as JSON.

The drafts are never changed: a correction is a decision beside them, and an undo is one more. The article's
text is not in the file; its SHA-256 is, so that a text can be told from another.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.case.faults import Faults
from detente.case.folder.text import decode, read_bytes
from detente.errors import Fault, InputError
from detente.record.decision import Decision
from detente.record.reading_file_head import WHAT
from detente.record.reading_file_parts import Parts, read_parts
from detente.record.reading_file_shape import decision_shape, draft_shape, source_shape
from detente.record.statement import Reading

FORMAT = 1
"""The format of reading files that this version reads and writes."""

BYTES_LIMIT = 50_000_000
"""A larger reading file is refused."""


class ReadingFileError(InputError):
    """A reading file cannot be read or written; ``faults`` lists everything that is wrong with it."""

    code = "bad-reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFile:
    """One article's drafts with a reader's decisions.

    Attributes:
        reading: What the program proposed.
        article: The article's file name, relative to the reading file's folder; ``""`` where there is none.
        recall: What was measured of the extractor when it read, in a sentence.
        decisions: What the reader decided, oldest first.
    """

    reading: Reading
    article: str = ""
    recall: str = ""
    decisions: tuple[Decision, ...] = ()


def read_reading(file: Path | str) -> ReadingFile:
    """Read a reading file.

    Raises:
        ReadingFileError: with every fault: no file, no JSON, a key that is missing, unknown or of the wrong
            type, a span that does not fit its quote, a decision about a draft that is not there.
    """
    path = Path(file)
    faults = Faults(str(path))
    parts = _parts(path, faults)
    if parts is None or faults.count:
        raise ReadingFileError(*faults.all_found())
    return ReadingFile(
        reading=parts.reading, article=parts.article, recall=parts.recall, decisions=parts.decisions
    )


def write_reading(file: Path | str, reading: ReadingFile) -> None:
    """Write a reading file: the old one stands until the new one is complete.

    Raises:
        ReadingFileError: if the file cannot be written.
    """
    path = Path(file)
    try:
        final = path.resolve()
        draft = final.with_name(f".{final.name[:100]}.{os.urandom(6).hex()}")
        try:
            with draft.open("xb") as stream:
                stream.write(reading_text(reading).encode("utf-8"))
                stream.flush()
                os.fsync(stream.fileno())
            if final.exists():
                draft.chmod(final.stat().st_mode & 0o777)
            draft.replace(final)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message, hint = f"cannot be written ({reason})", "another place for it, with room on the disk"
        raise ReadingFileError(Fault(file=str(path), message=message, hint=hint, code="unwritable")) from None


def reading_text(file: ReadingFile) -> str:
    """The text of a reading file: a line for each draft and decision; the same reading, the same text."""
    reading = file.reading
    head = {
        "format": FORMAT,
        "what": WHAT,
        "recall": file.recall,
        "source": source_shape(reading.source),
        "article": file.article,
        "characters": reading.characters,
        "extractor": reading.extractor,
        "lexicon": reading.lexicon,
    }
    lists = {
        "drafts": [draft_shape(draft) for draft in reading.drafts],
        "decisions": [decision_shape(decision) for decision in file.decisions],
    }
    lines = [f'  "{key}": {_encode(value)}' for key, value in head.items()]
    lines += [f'  "{key}": [{"".join(_rows(rows))}]' for key, rows in lists.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _rows(rows: list[dict[str, object]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n    {_encode(row)}"
    if rows:
        yield "\n  "


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _parts(path: Path, faults: Faults) -> Parts | None:
    data = read_bytes(path, limit=BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    if text is None:
        return None
    try:
        document: object = json.loads(text, object_pairs_hook=_once, parse_constant=_not_finite)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        faults.add(place, f"not JSON: {error.msg}", hint="the file as 'detente read' wrote it", code="json")
    except RecursionError:
        faults.add("", "nested too deep", hint="the file as 'detente read' wrote it", code="json")
    except ValueError as error:  # a key that stands twice, a number that is none, or has thousands of digits
        faults.add("", f"not JSON: {error}", hint="the file as 'detente read' wrote it", code="json")
    else:
        if isinstance(document, dict):
            return read_parts(document, faults, known_format=FORMAT)
        faults.add("", "no JSON table", hint="the file as 'detente read' wrote it", code="json")
    return None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"the key {twice[:60]!r} stands twice"
        raise ValueError(message)
    return table


def _not_finite(text: str) -> object:
    message = f"{text} is no number"
    raise ValueError(message)
