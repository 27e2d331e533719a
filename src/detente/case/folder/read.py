"""Reading a case folder: all its files, all its faults at once, and the digest of what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.case import keys
from detente.case.faults import ID_HINT, CaseError, Faults, id_fault, shown
from detente.case.folder.blame import file_under_overlays
from detente.case.folder.document import read_document, read_format
from detente.case.folder.enforcement import read_enforcement_file
from detente.case.folder.figures import Citations
from detente.case.folder.inputs import (
    CASE_FILE,
    ENFORCEMENT_FILE,
    INSTRUMENTS_FILE,
    OVERLAYS_FOLDER,
    SOURCES_FILE,
    STATEMENTS_FILE,
    TEXT_SUFFIXES,
    TEXTS_FOLDER,
    VERIFICATION_FILE,
    WATCH_FILE,
    Inputs,
    refuse_no_case,
)
from detente.case.folder.layers import read_layers
from detente.case.folder.merge import Document, Laid, merge
from detente.case.folder.quotes import check_hashes, check_quotes
from detente.case.folder.rows import Row
from detente.case.folder.statements import check_statements, read_sources, read_statements
from detente.case.folder.table import Table
from detente.case.folder.verifying import read_verifying
from detente.case.folder.watching import read_watch_file
from detente.case.model import Case, Overlay, Source, Statement
from detente.case.names import slug
from detente.errors import unknown_name_hint

TABLES = (
    CASE_FILE,
    STATEMENTS_FILE,
    SOURCES_FILE,
    VERIFICATION_FILE,
    INSTRUMENTS_FILE,
    WATCH_FILE,
    ENFORCEMENT_FILE,
)
"""The files that make a case, in the order in which its digest takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The two tables of a folder, each row with its number; ``sources`` is None where the file is absent."""

    statements: Sequence[tuple[Row, Statement]]
    sources: Sequence[tuple[Row, Source]] | None
    citations: Citations


def read_case(path: Path | str, overlays: Sequence[str] = ()) -> Case:
    """Read a case folder.

    Args:
        path: The folder, with ``case.toml`` in it.
        overlays: Ids of overlays to lay over the case, in this order: the names of files under ``overlays/``
            without their ``.toml``.

    Raises:
        CaseError: with every fault of the folder, each with its file, place, value and a way out.
    """
    folder = Path(path)
    refuse_no_case(folder)
    inputs = Inputs(folder)
    document = inputs.toml(CASE_FILE)
    record = _record(inputs)
    listed, readings = _overlays(inputs, tuple(dict.fromkeys(overlays)))
    case = _case(inputs, document, readings, record.citations)
    verification = read_verifying(inputs, case, record.citations)
    watching = read_watch_file(inputs, case, verification)
    enforcement = read_enforcement_file(inputs, case, verification, record.citations)
    layers = read_layers(inputs)
    _check(inputs, case, record)
    found = inputs.all_faults()
    if found or case is None:
        raise CaseError(*found)
    applied = [f"{OVERLAYS_FOLDER}/{name}.toml" for name in readings]
    texts = sorted(name for name in inputs.data if name.startswith(f"{TEXTS_FOLDER}/"))
    return replace(
        case,
        id=slug(folder.resolve().name, fallback="case"),
        statements=tuple(statement for _, statement in record.statements),
        sources=tuple(source for _, source in record.sources or ()),
        overlays=listed,
        verification=verification,
        watching=watching,
        enforcement=enforcement,
        digest=inputs.digest([*TABLES, *applied, *texts, *layers]),
    )


def build_case(
    document: Mapping[str, object],
    *,
    case_id: str = "case",
    statements: Sequence[Statement] = (),
    sources: Sequence[Source] = (),
) -> Case:
    """A case from a document in memory: what ``case.toml`` would hold, checked by the same reader.

    Numbers are ``int`` or ``Decimal``. Faults name ``case.toml`` for their file.

    Raises:
        CaseError: with every fault of the document.
    """
    faults, rows = Faults(CASE_FILE), Faults(STATEMENTS_FILE)
    known = Citations(statements={statement.id: statement for statement in statements}, file_exists=True)
    case = read_document(document, known, faults)
    numbered = [
        (Row(number=number, cells={}, faults=rows), statement)
        for number, statement in enumerate(statements, start=2)
    ]
    parties = [party.id for party in case.parties]
    check_statements(numbered, parties=parties, sources=[source.id for source in sources])
    if faults.count or rows.count:
        raise CaseError(*faults.all_found(), *rows.all_found())
    return replace(case, id=case_id, statements=tuple(statements), sources=tuple(sources))


def _record(inputs: Inputs) -> Record:
    rows = inputs.rows(STATEMENTS_FILE, keys.STATEMENT_COLUMNS, keys.STATEMENT_REQUIRED)
    sound: dict[str, Statement] = {}
    statements = []
    for row, statement, is_sound in read_statements(rows or ()):
        statements.append((row, statement))
        if is_sound:
            sound[statement.id] = statement
    sources = inputs.rows(SOURCES_FILE, keys.SOURCE_COLUMNS, keys.SOURCE_REQUIRED)
    exists = inputs.has(STATEMENTS_FILE)
    complete = not exists or inputs.faults_of(STATEMENTS_FILE).count == 0
    return Record(
        statements=statements,
        sources=read_sources(sources or ()) if inputs.has(SOURCES_FILE) else None,
        citations=Citations(statements=sound, file_exists=exists, complete=complete),
    )


def _overlays(
    inputs: Inputs, wanted: tuple[str, ...]
) -> tuple[tuple[Overlay, ...], dict[str, Document | None]]:
    """All overlays of the folder, and the documents of those that are wanted."""
    listed: list[Overlay] = []
    documents: dict[str, Document | None] = {}
    for file in inputs.names_in(OVERLAYS_FOLDER, (".toml",)):
        name, path = file.removesuffix(".toml"), f"{OVERLAYS_FOLDER}/{file}"
        wrong = id_fault(name)
        if wrong:
            inputs.faults_of(path).add("file name", wrong, hint=ID_HINT, code="bad-id")
        documents[name] = inputs.toml(path)
        listed.append(_overlay(name, documents[name], inputs.faults_of(path), applied=name in wanted))
    for name in wanted:
        if name not in documents:
            hint = unknown_name_hint(name, list(documents)) or f"a file '{OVERLAYS_FOLDER}/{name}.toml'"
            message = f"there is no overlay {shown(name)}"
            inputs.faults_of(OVERLAYS_FOLDER).add("", message, hint=hint, code="unknown-name")
    return tuple(listed), {name: documents[name] for name in wanted if name in documents}


def _overlay(name: str, document: Document | None, faults: Faults, *, applied: bool) -> Overlay:
    if document is None:
        return Overlay(id=name, title=name, applied=applied)
    top = Table(document, (), faults, known=keys.OVERLAY_TOP)
    read_format(top)
    title = top.line("title", required=True) or name
    return Overlay(id=name, title=title, private=top.flag("private"), applied=applied)


def _case(
    inputs: Inputs, document: Document | None, readings: Mapping[str, Document | None], citations: Citations
) -> Case | None:
    if document is None:
        return None
    origins: Laid = {}
    faults = inputs.faults_of(CASE_FILE)
    stages = [(faults.file, document)]
    for name, overlay in readings.items():
        if overlay is not None:
            file = str(inputs.folder / OVERLAYS_FOLDER / f"{name}.toml")
            document = merge(document, overlay, file=file, origins=origins, faults=faults)
            stages.append((file, document))
    faults.set_by(origins)
    case = read_document(document, citations, faults)
    if faults.count and len(stages) > 1:
        file_under_overlays(faults, stages, citations)
    return case


def _check(inputs: Inputs, case: Case | None, record: Record) -> None:
    """Check what the tables say against the case, against each other, and against full texts."""
    parties = None if case is None else [party.id for party in case.parties]
    sources = None if record.sources is None else [source.id for _, source in record.sources]
    if sources is not None and inputs.faults_of(SOURCES_FILE).count:
        # Which sources there are is not known, so whatever is named counts as one.
        sources = [statement.source_id for _, statement in record.statements]
    check_statements(record.statements, parties=parties, sources=sources)
    if record.sources is None:
        return
    texts, files = _texts(inputs, [source.id for _, source in record.sources])
    check_hashes(record.sources, files)
    check_quotes(record.statements, texts)


def _texts(inputs: Inputs, sources: Sequence[str]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Full texts by source, and their bytes."""
    texts: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for file in inputs.names_in(TEXTS_FOLDER, TEXT_SUFFIXES):
        source, path = file.rpartition(".")[0], f"{TEXTS_FOLDER}/{file}"
        if source not in sources:
            continue
        text = inputs.text(path, keys.TEXT_BYTES_LIMIT)
        if text is not None:
            texts[source] = text
            files[source] = inputs.data[path]
    return texts, files
