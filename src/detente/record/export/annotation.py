"""Statements as Web Annotations (W3C Recommendation of 23 February 2017, Web Annotation Data Model), JSON-LD.

Each statement is an annotation of its source. What is said of the words stands in its body, a TextualBody
with names of its own (``detente:``); where the words stand, in its target: a TextPositionSelector counts
code points, as the model wants it, and a TextQuoteSelector has the words, with what stands before and behind
them only where the text itself is held. A statement without words (a silence) has the whole source for its
target.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from detente.case.keys import STATEMENT_COLUMNS
from detente.case.statements import Review, Stance, Statement
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.case.statements import Source

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:detente:terms:"
AROUND = 32
"""Code points before and behind the words that a TextQuoteSelector has, where the text is held."""

_IN_TARGET = frozenset({"id", "source_id", "quote", "start", "end"})
_FIELDS = tuple(column for column in STATEMENT_COLUMNS if column not in _IN_TARGET)

Shape = dict[str, object]


def annotations_text(case: Case, texts: Mapping[str, str]) -> str:
    """All statements of a case as one AnnotationCollection.

    Args:
        case: The case.
        texts: The full texts that are held, by source.

    Returns:
        JSON-LD, one annotation a line.
    """
    sources = {source.id: source for source in case.sources}
    items = [_annotation(case, statement, sources, texts) for statement in case.statements]
    head: Shape = {
        "@context": [CONTEXT, {"detente": TERMS}],
        "id": case_name(case),
        "type": "AnnotationCollection",
        "label": case.title,
        "total": len(items),
        "first": {"id": f"{case_name(case)}:page", "type": "AnnotationPage", "items": []},
    }
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    before, items_key, after = json.dumps(head, ensure_ascii=False, indent=1).rpartition('"items": [')
    return f"{before}{items_key}\n{rows}\n{after}\n" if rows else f"{before}{items_key}{after}\n"


def case_name(case: Case) -> str:
    """The name of a case as a URN, whatever its folder is called."""
    return f"urn:detente:case:{quote(case.id, safe='')}"


def source_name(case: Case, source: Source | None, source_id: str) -> str:
    """The name of a source: its address, else the hash of its text, else its id in the case."""
    if source is not None and source.url:
        return source.url
    if source is not None and source.sha256:
        return f"urn:sha256:{source.sha256}"
    return f"{case_name(case)}:source:{source_id}"


def read_annotated(text: str, *, file: str = "") -> tuple[Statement, ...]:
    """The statements of a collection that :func:`annotations_text` wrote.

    Args:
        text: JSON-LD.
        file: Its name, for what is said of faults.

    Raises:
        InputError: if the text is no such collection.
    """
    try:
        shape: object = json.loads(text)
        items = cast("Mapping[str, Mapping[str, list[Shape]]]", shape)["first"]["items"]
        return tuple(_statement(item) for item in items)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        message = f"no collection of annotations that hold statements ({type(error).__name__})"
        hint = "a file written by 'detente convert CASE FOLDER --to web-annotation'"
        raise InputError(Fault(file=file, message=message, hint=hint, code="bad-json")) from None


def _annotation(
    case: Case, statement: Statement, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> Shape:
    about = f" on {statement.issue}" if statement.issue else ""
    body: Shape = {
        "type": "TextualBody",
        "value": f"{statement.party or 'party not known'}: {statement.stance.value}{about}",
        "format": "text/plain",
        "language": "en",
        "purpose": "describing",
    }
    for field in _FIELDS:
        value = getattr(statement, field)
        if value or field in {"stance", "review"}:
            body[f"detente:{field}"] = [*value] if isinstance(value, tuple) else value
    name = source_name(case, sources.get(statement.source_id), statement.source_id)
    target: Shape = {"source": name, "detente:source_id": statement.source_id}
    selectors = _selectors(statement, texts.get(statement.source_id))
    if selectors:
        target["selector"] = selectors
    return {
        "id": f"{case_name(case)}:statement:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "detente:id": statement.id,
        "body": body,
        "target": target,
    }


def _selectors(statement: Statement, text: str | None) -> list[Shape]:
    found: list[Shape] = []
    if statement.start is not None and statement.end is not None:
        found.append({"type": "TextPositionSelector", "start": statement.start, "end": statement.end})
    if statement.quote:
        exact: Shape = {"type": "TextQuoteSelector", "exact": statement.quote}
        if text is not None and statement.start is not None and statement.end is not None:
            exact["prefix"] = text[max(0, statement.start - AROUND) : statement.start]
            exact["suffix"] = text[statement.end : statement.end + AROUND]
        found.append(exact)
    return found


def _statement(item: Shape) -> Statement:
    body = cast("Shape", item["body"])
    target = cast("Shape", item["target"])
    selectors = {str(known["type"]): known for known in cast("list[Shape]", target.get("selector", []))}
    place = selectors.get("TextPositionSelector", {})

    def text(field: str) -> str:
        return str(body.get(f"detente:{field}", ""))

    def names(field: str) -> tuple[str, ...]:
        return tuple(str(name) for name in cast("list[object]", body.get(f"detente:{field}", [])))

    return Statement(
        id=str(item["detente:id"]),
        source_id=str(target["detente:source_id"]),
        quote=str(selectors.get("TextQuoteSelector", {}).get("exact", "")),
        stance=Stance(text("stance")),
        review=Review(text("review")),
        via=names("via"),
        start=cast("int | None", place.get("start")),
        end=cast("int | None", place.get("end")),
        reading=text("reading"),
        speaker=text("speaker"),
        speaker_role=text("speaker_role"),
        addressee=text("addressee"),
        party=text("party"),
        issue=text("issue"),
        issues_other=names("issues_other"),
        cue=text("cue"),
        condition_of=names("condition_of"),
        yes_but=bool(body.get("detente:yes_but", False)),
        said_on=text("said_on"),
        reported_on=text("reported_on"),
        date_basis=text("date_basis"),
        coder=text("coder"),
        note=text("note"),
    )
