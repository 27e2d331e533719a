"""Statements for the Discourse Network Analyzer: two tables and a script in R that puts them into a database.

The program reads its own databases and text files. Its R package rDNA, in the versions 2 (2.0 to 2.1), adds
documents and statements to a database; version 3 of the program imports such databases, and version 3 of the
package adds nothing. Places of statements are what Java counts: UTF-16 code units. Where a text is held it is
the document; where it is not, the document holds the quotes alone, one a line, and says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.record.export.event_list import dna_values, events_of
from detente.record.export.offsets import Offsets

if TYPE_CHECKING:
    from datetime import date

    from detente.case.model import Case
    from detente.case.statements import Source, Statement
    from detente.record.positions.sides import Side

DOCUMENTS, STATEMENTS, SCRIPT = "documents.csv", "statements-utf16.csv", "into-dna.R"
QUOTES_ONLY = "The text is not held: this document has the quotes alone, one a line."

_DOCUMENT_HEADS = ("document", "title", "text", "author", "source", "section", "notes", "type", "date")
_STATEMENT_HEADS = ("document", "start", "end", "person", "organization", "concept", "agreement")

_SCRIPT = """\
# Puts the statements of a case into a database of the Discourse Network Analyzer.
# Needs R with rDNA 2 (2.0 or 2.1, with its jar); DNA 3 imports the database that it makes.
# Run it in this folder:  Rscript into-dna.R
library("rDNA")
dna_init()
table_of <- function(file) {
  read.csv(file, encoding = "UTF-8", colClasses = "character", na.strings = character(0))
}
documents <- table_of("documents.csv")
statements <- table_of("statements-utf16.csv")
connection <- dna_connection("statements.dna", create = TRUE)
for (i in seq_len(nrow(documents))) {
  row <- documents[i, ]
  id <- dna_addDocument(connection, title = row$title, text = row$text, author = row$author,
                        source = row$source, section = row$section, notes = row$notes,
                        type = row$type, date = as.POSIXct(row$date, tz = "UTC"),
                        returnID = TRUE)
  own <- statements[statements$document == row$document, ]
  for (j in seq_len(nrow(own))) {
    # places are counted in UTF-16 code units, from 0, as Java counts them
    dna_addStatement(connection, documentID = id, startCaret = as.integer(own$start[j]),
                     endCaret = as.integer(own$end[j]), statementType = "DNA Statement",
                     person = own$person[j], organization = own$organization[j],
                     concept = own$concept[j], agreement = as.integer(own$agreement[j]))
  }
}
"""


def dna_files(case: Case, texts: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The two tables and the script by name, and what was left out or settled, in sentences.

    Args:
        case: The case.
        texts: The full texts that are held, by source.
    """
    grouped: dict[str, list[tuple[Statement, Side, date]]] = defaultdict(list)
    events, _ = events_of(case)
    for event in events:
        grouped[event[0].source_id].append(event)
    sources = {source.id: source for source in case.sources}
    documents, places = [_row(_DOCUMENT_HEADS)], [_row(_STATEMENT_HEADS)]
    made: list[str] = []
    for name, known in grouped.items():
        held = texts.get(name)
        whole = held is not None and all(event[0].start is not None for event in known)
        text, spans = (held or "", [_span(event[0]) for event in known]) if whole else _quotes(known)
        made += [] if whole else [name]
        text, spans = _plain_breaks(text, spans)
        documents.append(_document(name, sources.get(name), text, known, whole=whole))
        offsets = Offsets(text)
        for (statement, side, _), (start, end) in zip(known, spans, strict=True):
            values = dna_values(case, statement, side)
            places.append(_row((name, f"{offsets.units(start)}", f"{offsets.units(end)}", *values)))
    notes = [f"Documents that hold quotes alone, as the text is not held: {', '.join(made)}."] if made else []
    files = {DOCUMENTS: "".join(documents), STATEMENTS: "".join(places), SCRIPT: _SCRIPT}
    return files, tuple(notes)


def _span(statement: Statement) -> tuple[int, int]:
    start = statement.start or 0
    return start, start + len(statement.quote)


def _quotes(known: Iterable[tuple[Statement, Side, date]]) -> tuple[str, list[tuple[int, int]]]:
    """A text made of quotes, one a line, and where each stands in it, in code points."""
    text, spans = "", []
    for statement, _, _ in known:
        line = " ".join(statement.quote.split()) or "-"
        spans.append((len(text), len(text) + len(line)))
        text += f"{line}\n"
    return text, spans


def _plain_breaks(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with a line feed for each break of a line, as R and Java hold it, and its spans."""
    dropped = [found.start() for found in re.finditer("\r(?=\n)", text)]
    moved = [(start - bisect_left(dropped, start), end - bisect_left(dropped, end)) for start, end in spans]
    return text.replace("\r\n", "\n").replace("\r", "\n"), moved


def _document(
    name: str,
    source: Source | None,
    text: str,
    known: Iterable[tuple[Statement, Side, date]],
    *,
    whole: bool,
) -> str:
    day = max(event[2] for event in known)
    title, author, outlet = ("", "", "") if source is None else (source.title, source.author, source.outlet)
    notes = "" if whole else QUOTES_ONLY
    return _row((name, title or name, text, author, outlet, "", notes, "", f"{day} 00:00:00"))


def _row(cells: Iterable[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"
