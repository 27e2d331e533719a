"""Full texts under ``sources/``: where one is held, each quote from it has to stand where the table says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from detente.case.faults import shown
from detente.case.folder.rows import Row
from detente.case.model import Source, Statement


def check_quotes(statements: Sequence[tuple[Row, Statement]], texts: Mapping[str, str]) -> None:
    """Note each quote that is not ``text[start:end]`` of its source, in code points."""
    for row, statement in statements:
        text = texts.get(statement.source_id)
        if text is None or not statement.quote.strip():
            continue
        if statement.start is None or statement.end is None:
            row.fault("start", "the text is held, but the span is missing", hint=_span(text, statement.quote))
            continue
        found = text[statement.start : statement.end]
        if found != statement.quote:
            message = f"the text has {shown(found)} there, not {shown(statement.quote)}"
            row.fault("quote", message, hint=_span(text, statement.quote), code="quote")


def check_hashes(sources: Sequence[tuple[Row, Source]], files: Mapping[str, bytes]) -> None:
    """Note each source whose text is not the one that its SHA-256 was taken from."""
    for row, source in sources:
        data = files.get(source.id)
        if data is None or not source.sha256:
            continue
        found = hashlib.sha256(data).hexdigest()
        if found != source.sha256:
            message = f"the text in sources/ has the SHA-256 {found}"
            row.fault("sha256", message, hint="the text that was coded, or its SHA-256", code="hash")


def _span(text: str, quote: str) -> str:
    start = text.find(quote)
    if start < 0:
        return "the words as they stand in the text"
    return f"start = {start}, end = {start + len(quote)}"
