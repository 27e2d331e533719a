"""The tables of a reading file, read with every mistake noted: the inside of ``reading_file``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from detente.case import keys
from detente.case.faults import ID_HINT, Faults, id_fault, shown, way_to
from detente.case.folder.rows import DATE_HINT, is_iso
from detente.case.folder.table import Table
from detente.case.statements import Source, Stance
from detente.record.decision import SPAN, Decision, Value, Verb, is_time, refused
from detente.record.reading_file_shape import DECISION, DRAFT, TOP
from detente.record.span import Span
from detente.record.statement import Doubt, DraftStatement, Kind, Reading

ROWS_LIMIT = 200_000
"""Drafts, or decisions, in one file at most."""
STRETCH = ("start", "end", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a reading file holds."""

    reading: Reading
    article: str
    recall: str
    decisions: tuple[Decision, ...]


class _Stretch(NamedTuple):
    span: Span | None = None
    words: str = ""


def read_parts(document: dict[str, object], faults: Faults, *, known_format: int) -> Parts:
    """The parts of a document; where a fault is noted, what is given back is of no use."""
    top = Table(document, (), faults, known=TOP)
    for key in TOP:
        if key not in top:
            top.fault(key, f"'{key}' is missing", hint="the file as 'detente read' wrote it", code="missing")
    if "format" in top and (document["format"] != known_format or isinstance(document["format"], bool)):
        message = f"format {shown(document['format'])}, and this version reads {known_format}"
        top.fault("format", message, hint="a newer version of Detente, or the file as it was", code="format")
    characters = _whole(top, "characters")
    drafts = tuple(_draft(table, characters) for table in top.tables("drafts", known=DRAFT, limit=ROWS_LIMIT))
    known = _distinct(drafts, faults)
    _check_conditions(drafts, known, faults)
    source = top.table("source", known=keys.SOURCE_COLUMNS)
    reading = Reading(
        source=_source(source or Table({}, ("source",), Faults(""))),
        characters=characters,
        extractor=_text(top, "extractor"),
        lexicon=_text(top, "lexicon"),
        drafts=drafts,
    )
    _text(top, "what")
    return Parts(
        reading=reading,
        article=_text(top, "article"),
        recall=_text(top, "recall"),
        decisions=_decisions(top, known),
    )


def _source(table: Table) -> Source:
    texts = {column: _text(table, column) for column in keys.SOURCE_COLUMNS}
    wrong = id_fault(texts["id"])
    if wrong:
        table.fault("id", wrong, hint=ID_HINT, code="bad-id")
    if texts["published_on"] and not is_iso(texts["published_on"]):
        message = f"{shown(texts['published_on'])} is no ISO date"
        table.fault("published_on", message, hint=DATE_HINT, code="bad-date")
    return Source(**texts)


def _draft(table: Table, characters: int) -> DraftStatement:
    quote = _text(table, "quote")
    stance, kind = table.choice("stance", Stance.UNCLEAR), table.choice("kind", Kind.INDIRECT)
    cue, mention, condition = (_stretch(table, key) for key in ("cue", "speaker_mention", "condition"))
    for key in ("stance", "kind"):
        if key not in table:
            table.fault(key, f"'{key}' is missing", hint=f'"{key}": ...', code="missing")
    span = _span(table, quote, characters)
    return DraftStatement(
        id=_id(table, "id"),
        content=span or Span(0, 1),
        quote=quote,
        stance=stance,
        kind=kind,
        rule=_text(table, "rule"),
        confidence=_share(table, "confidence"),
        cue=cue.span,
        mention=mention.span,
        condition=condition.span,
        cue_words=cue.words,
        mention_words=mention.words,
        condition_words=condition.words,
        speaker=_text(table, "speaker"),
        speaker_role=_text(table, "speaker_role"),
        party=_text(table, "party"),
        addressee=_text(table, "addressee"),
        issue=_text(table, "issue"),
        issues_other=tuple(table.texts("issues_other")),
        conditional=table.flag("conditional"),
        condition_of=tuple(table.texts("condition_of")),
        yes_but=table.flag("yes_but"),
        via=tuple(table.texts("via")),
        said_on=_text(table, "said_on"),
        date_basis=_text(table, "date_basis"),
        doubts=_doubts(table),
    )


def _doubts(table: Table) -> tuple[Doubt, ...]:
    words = [doubt.value for doubt in Doubt]
    return tuple(Doubt(name) for name in table.names("doubts", words, "doubt"))


def _stretch(table: Table, key: str) -> _Stretch:
    if table.entries.get(key) is None:
        return _Stretch()
    inner = table.table(key, known=STRETCH)
    if inner is None:
        return _Stretch()
    words = _text(inner, "text")
    return _Stretch(_span(inner, words, None), words)


def _span(table: Table, words: str, characters: int | None) -> Span | None:
    start, end = _whole(table, "start"), _whole(table, "end")
    if end <= start:
        table.fault("end", f"the stretch from {start} to {end} is empty", hint="end > start", code="bounds")
    elif end - start != len(words):
        message = f"start and end span {end - start} characters, the words have {len(words)}"
        table.fault("end", message, hint=f"end = {start + len(words)}", code="bounds")
    elif characters is not None and end > characters:
        message = f"the stretch ends at {end}, the text at {characters}"
        table.fault("end", message, hint="the file as 'detente read' wrote it", code="bounds")
    else:
        return Span(start, end)
    return None


def _decisions(top: Table, drafts: Collection[str]) -> tuple[Decision, ...]:
    found: list[Decision] = []
    known = dict.fromkeys(drafts)
    for table in top.tables("decisions", known=DECISION, limit=ROWS_LIMIT):
        decision = _decision(table)
        if decision.verb is Verb.ADD:
            if decision.draft in known:
                message = f"the id {shown(decision.draft)} stands twice"
                table.fault("draft", message, hint="each id once", code="duplicate")
            known[decision.draft] = None
        for key, name in (("draft", decision.draft), ("into", decision.into)):
            if name not in known and (name or key == "draft"):
                table.fault(key, f"no draft {shown(name)}", hint=way_to(name, known, "draft"))
        _check_verb(table, decision)
        found.append(decision)
    return tuple(found)


def _decision(table: Table) -> Decision:
    at = _text(table, "at")
    if not is_time(at):
        table.fault("at", f"{shown(at)} is no time in UTC", hint="2025-03-15T09:30:00Z", code="bad-date")
    if "verb" not in table:
        table.fault("verb", "'verb' is missing", hint='"verb": "accept"', code="missing")
    return Decision(
        draft=_text(table, "draft"),
        verb=table.choice("verb", Verb.ACCEPT),
        changed=_changed(table),
        into=_text(table, "into"),
        by=_text(table, "by"),
        at=at,
        why=_text(table, "why"),
    )


def _changed(table: Table) -> dict[str, Value]:
    inner = table.table("changed")
    changed: dict[str, Value] = {}
    for name, value in (inner.entries if inner else {}).items():
        given = tuple(value) if isinstance(value, list) else value
        if not isinstance(given, str | bool | int | tuple):
            given = ()
        wrong, hint = refused(name, given)
        if wrong and inner:
            inner.fault(name, wrong, hint=hint)
        else:
            changed[name] = given
    return changed


def _check_verb(table: Table, decision: Decision) -> None:
    """Note a decision that lacks what its verb needs, or has what it cannot have."""
    changed, verb = decision.changed, decision.verb
    if bool(decision.into) is not (verb is Verb.MERGE) or decision.into == decision.draft != "":
        hint = "the id of the draft that this one is merged into" if verb is Verb.MERGE else "no 'into'"
        table.fault("into", f"{shown(decision.into)} does not go with '{verb}'", hint=hint)
    if changed and verb in (Verb.ACCEPT, Verb.REJECT, Verb.UNDO):
        table.fault("changed", f"'{verb}' changes nothing", hint="'correct' in its place")
    parts = [changed.get(name) for name in SPAN]
    if any(part is not None for part in parts) or verb is Verb.ADD:
        start, end, quote = parts
        whole = isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)
        if not whole or end - start != len(str(quote)):  # type: ignore[operator]  # whole says that they are
            message = "start, end and quote do not fit each other"
            table.fault("changed", message, hint="all three, with end - start characters in the quote")


def _distinct(drafts: tuple[DraftStatement, ...], faults: Faults) -> dict[str, None]:
    known: dict[str, None] = {}
    for number, draft in enumerate(drafts, start=1):
        if draft.id in known:
            message = f"the id {shown(draft.id)} stands twice"
            faults.add(("drafts", number, "id"), message, hint="each id once", code="duplicate")
        known[draft.id] = None
    return known


def _check_conditions(drafts: tuple[DraftStatement, ...], known: Collection[str], faults: Faults) -> None:
    for number, draft in enumerate(drafts, start=1):
        for name in draft.condition_of:
            if name not in known or name == draft.id:
                place = ("drafts", number, "condition_of")
                faults.add(place, f"no other draft {shown(name)}", hint=way_to(name, known, "draft"))


def _id(table: Table, key: str) -> str:
    name = _text(table, key)
    wrong = id_fault(name)
    if wrong:
        table.fault(key, wrong, hint=ID_HINT, code="bad-id")
    return name


def _text(table: Table, key: str) -> str:
    """A text as it stands, "" where there is none: words of an article may hold anything but half a pair."""
    value = table.entries.get(key, "")
    if not isinstance(value, str):
        table.fault(key, f"{shown(value)} is not a text", hint=f'"{key}": "..."', code="wrong-type")
        return ""
    if any("\ud800" <= character <= "\udfff" for character in value):
        table.fault(key, "half of a surrogate pair, which is no character", hint="the text without it")
        return ""
    return value


def _whole(table: Table, key: str) -> int:
    value = table.entries.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**12:
        table.fault(key, f"{shown(value)} is no whole number from 0", hint=f'"{key}": 0', code="wrong-type")
        return 0
    return value


def _share(table: Table, key: str) -> float | None:
    value = table.entries.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        table.fault(key, f"{shown(value)} is no share", hint=f'"{key}": 0.8, or null', code="bounds")
        return None
    return float(value)
