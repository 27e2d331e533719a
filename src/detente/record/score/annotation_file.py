"""Annotations of a text, read from a JSON file with every mistake noted.

    {"document": {"path": "article.txt", "sha256": "..."},
     "statements": [{"content": {"start": 10, "end": 42, "text": "..."}, "speaker": "...", "party": "...",
                     "issue": "...", "stance": "red_line", "conditional": false}]}

Offsets count code points of the text as decoded. A statement needs its ``content`` and ``stance``; of all
other keys only what is there is measured, and keys that this version does not know are passed over.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from detente.case.faults import Faults, shown
from detente.case.folder.table import Table
from detente.case.folder.text import decode, read_bytes
from detente.case.statements import Stance
from detente.errors import InputError, unknown_name_hint
from detente.record.score.annotations import Annotation, Annotations
from detente.record.span import Span
from detente.record.statement import Kind

BYTES_LIMIT = 50_000_000
ROWS_LIMIT = 100_000
HINT = '{"statements": [{"content": {"start": 0, "end": 5}, "stance": "claim"}]}'

Word = TypeVar("Word", bound=StrEnum)


class AnnotationError(InputError):
    """A file of annotations cannot be read; ``faults`` lists everything that is wrong with it."""

    code = "bad-annotations"


def read_annotations(file: Path | str) -> Annotations:
    """Read the annotations of a text.

    Args:
        file: A JSON file in the shape above. The text is looked for under ``text`` in the file, else in the
            file that ``document.path`` names, beside it; where it is found, every offset is checked.

    Raises:
        AnnotationError: with every fault: no file, no JSON, a stretch that does not fit the text, a stance
            that does not exist, an id that stands twice.
    """
    path = Path(file)
    faults = Faults(str(path))
    document = _document(path, faults)
    found = None if document is None else _annotations(path, document, faults)
    if found is None or faults.count:
        raise AnnotationError(*faults.all_found())
    return found


def _document(path: Path, faults: Faults) -> dict[str, object] | None:
    data = read_bytes(path, limit=BYTES_LIMIT, faults=faults)
    text = None if data is None else decode(data, faults)
    if text is None:
        return None
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        faults.add(place, f"not JSON: {error.msg}", hint="a file of annotations", code="json")
        return None
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        faults.add("", f"not JSON that can be read: {error}", hint="a file of annotations", code="json")
        return None
    if isinstance(document, dict):
        return document
    faults.add("", "no JSON table", hint=HINT, code="json")
    return None


def _annotations(path: Path, document: dict[str, object], faults: Faults) -> Annotations:
    top = Table(document, (), faults)
    if "statements" not in top:
        top.fault("statements", "'statements' is missing", hint=HINT, code="missing")
    about = top.table("document") or Table({}, ("document",), faults)
    text, digest = _text(path, top, about, faults)
    statements = tuple(
        _annotation(Table(table.entries, table.place, faults), number, text)
        for number, table in enumerate(_tables(top, "statements"), start=1)
    )
    _distinct(statements, faults)
    spans = [_span(table, text) for table in _tables(top, "not_statements")]
    return Annotations(
        file=str(path),
        text=text,
        sha256=digest,
        characters=None if text is None else len(text),
        statements=statements,
        nobodys=tuple(span for span in spans if span),
        parties=_lists(about, "names"),
        issues=_lists(about, "issues"),
    )


def _text(path: Path, top: Table, about: Table, faults: Faults) -> tuple[str | None, str]:
    """The text, if it is there, and its digest; a digest that does not fit is a fault."""
    digest = about.line("sha256")
    if "text" in top:
        value = top.entries["text"]
        text = value if isinstance(value, str) else ""
        if not isinstance(value, str):
            top.fault("text", f"{shown(value)} is not a text", hint='"text": "..."', code="wrong-type")
        return text, _sha256(text)
    name = about.line("path")
    if Path(name).is_absolute() or ".." in Path(name).parts:
        about.fault("path", f"{shown(name)} leads elsewhere", hint="a file beside this one", code="bad-path")
        return None, digest
    beside = path.parent / name
    if not name or not beside.is_file():
        return None, digest
    inner = Faults(str(beside))
    data = read_bytes(beside, limit=BYTES_LIMIT, faults=inner)
    found = None if data is None else decode(data, inner)
    for fault in inner.all_found():
        faults.add(fault.place, fault.message, hint=fault.hint, code=fault.code, file=fault.file)
    if found is not None and digest and digest != _sha256(found) and digest != _sha256(data or b""):
        message = f"the text in {beside.name} is not the one that was annotated: its SHA-256 is another"
        about.fault("sha256", message, hint="the text as it was, or annotations of this one", code="digest")
    return found, digest if found is None else _sha256(found)


def _sha256(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def _annotation(table: Table, number: int, text: str | None) -> Annotation:
    content = _stretch(table, "content", text, required=True)
    kind = _word(table, "kind", Kind.INDIRECT) if table.entries.get("kind") is not None else None
    if "stance" not in table:
        table.fault("stance", "'stance' is missing", hint='"stance": "claim"', code="missing")
    tier, review = _line(table, "tier"), _flag(table, "needs_review")
    span = content[0] or Span(0, 1)
    return Annotation(
        id=_line(table, "id") or str(number),
        content=span,
        stance=_word(table, "stance", Stance.UNCLEAR),
        sentence=_stretch(table, "sentence", text)[0] or span,
        kind=kind,
        cue=_stretch(table, "cue", text)[1],
        mention=_stretch(table, "speaker_mention", text)[1],
        speaker=_line(table, "speaker"),
        speaker_role=_line(table, "speaker_role"),
        party=_line(table, "party"),
        issue=_line(table, "issue"),
        issues_other=tuple(table.texts("issue_secondary")),
        conditional=_flag(table, "conditional"),
        optional=tier == "meta" or review,
    )


def _stretch(table: Table, key: str, text: str | None, *, required: bool = False) -> tuple[Span | None, str]:
    """A stretch and its words; a sentence may be given by its number, which says nothing of its place."""
    value = table.entries.get(key)
    if value is None or (key == "sentence" and isinstance(value, int)):
        if required:
            hint = f'"{key}": {{"start": 0, "end": 5}}'
            table.fault(key, f"'{key}' is missing", hint=hint, code="missing")
        return None, ""
    inner = table.table(key)
    span = _span(inner, text) if inner else None
    if inner is None or span is None:
        return None, ""
    words = inner.entries.get("text")
    return span, words if isinstance(words, str) else span.of(text or "")


def _span(table: Table, text: str | None) -> Span | None:
    start, end = (table.entries.get(key) for key in ("start", "end"))
    whole = all(isinstance(at, int) and not isinstance(at, bool) for at in (start, end))
    if not whole or not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        message = f"[{shown(start)}, {shown(end)}) is no stretch of a text"
        table.fault("start", message, hint='"start": 0, "end": 5 in code points', code="bounds")
        return None
    span, words = Span(start, end), table.entries.get("text")
    if text is not None and end > len(text):
        message = f"{end} lies beyond the text, which has {len(text)} characters"
        table.fault("end", message, hint="offsets in code points, not in bytes", code="bounds")
        return None
    if isinstance(words, str) and (len(words) != len(span) or (text is not None and span.of(text) != words)):
        there = "" if text is None else f"; the text has {shown(span.of(text))} there"
        message = f"{shown(words)} does not stand at [{start}, {end}){there}"
        table.fault("text", message, hint="offsets in code points, not in bytes", code="quote")
    return span


def _tables(top: Table, key: str) -> list[Table]:
    """The tables under a key, with whatever keys they have."""
    value = top.entries.get(key, [])
    rows = value if isinstance(value, list) else []
    known = {str(name) for row in rows if isinstance(row, dict) for name in row}
    return top.tables(key, known=sorted(known), limit=ROWS_LIMIT)


def _distinct(statements: tuple[Annotation, ...], faults: Faults) -> None:
    known: set[str] = set()
    for number, each in enumerate(statements, start=1):
        if each.id in known:
            message = f"the id {shown(each.id)} stands twice"
            faults.add(("statements", number, "id"), message, hint="each id once", code="duplicate")
        known.add(each.id)


def _lists(about: Table, key: str) -> dict[str, tuple[str, ...]]:
    inner = about.table(key)
    return {name: tuple(inner.texts(name)) for name in inner.entries} if inner else {}


def _line(table: Table, key: str) -> str:
    """A text, "" for null."""
    return "" if table.entries.get(key) is None else table.prose(key)


def _flag(table: Table, key: str) -> bool:
    return False if table.entries.get(key) is None else table.flag(key)


def _word(table: Table, key: str, default: Word) -> Word:
    """A word of an enumeration, spelled with hyphens or with underscores."""
    value = table.entries.get(key, default)
    kind = type(default)
    words = [str(word) for word in kind]
    spelled = value.replace("_", "-") if isinstance(value, str) else ""
    if spelled in words:
        return kind(spelled)
    hint = unknown_name_hint(spelled, words) if spelled else f'"{key}": "{words[0]}"'
    table.fault(key, f"{shown(value)} is no {key}", hint=hint, code="unknown-name")
    return default
