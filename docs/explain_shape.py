"""The JSON shapes of ``detente explain --json`` and ``detente explain TERM --json``."""

from __future__ import annotations

from docs.schema import (
    FORMAT,
    rows,
    table,
    text,
    texts,
)

EXPLAIN = table(
    {
        "format": FORMAT,
        "term": text("The term."),
        "aka": texts("Other names that find it."),
        "plain": text("A plain sentence."),
        "art": text("The term of art."),
        "more": text("What else to know; may be empty."),
        "source": text("Where it comes from."),
        "see": texts("Related terms."),
    },
    "`detente explain TERM --json`",
)

TERMS = table(
    {
        "format": FORMAT,
        "terms": rows(
            table({"term": text("The term."), "plain": text("A plain sentence.")}, "A term."), "All terms."
        ),
    },
    "`detente explain --json`",
)
