"""One proposal of a language model: a draft, or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from detente.case.faults import shown
from detente.case.folder.rows import is_iso
from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.names import slug
from detente.case.statements import Stance
from detente.record.span import Span
from detente.record.statement import Doubt, DraftStatement, Kind

RULE = "language-model"
LONGEST_QUOTE = 3_000
LONGEST_WORD = 200
"""Code points of a name, an office, a party, an issue."""
NEAR = 600
"""Code points before or after a quote within which the words that belong to it are looked for."""
MOST_VIA = 10


class RefusedError(ValueError):
    """A proposal that becomes no draft; the message says why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft without an id, and how many stretches beside it were left out: they are not in the text."""

    draft: DraftStatement
    dropped: int


def proposal_of(row: object, text: str, piece: Span) -> Proposal:
    """The draft that a row of an answer proposes.

    Args:
        row: Any value.
        text: The whole text.
        piece: The stretch of it that the model was given.

    Raises:
        RefusedError: if its quote does not stand in the piece at one place, or a value is of the wrong kind.
    """
    if not isinstance(row, Mapping):
        raise RefusedError("no table")
    content = _content(row, text, piece)
    asked = {key: _text(row, key, LONGEST_QUOTE) for key in ("cue", "speaker_words", "condition")}
    found = {key: _near(words, text, content, piece) if words else None for key, words in asked.items()}
    said_on = _text(row, "said_on", LONGEST_WORD)
    fields = _named(row)
    draft = DraftStatement(
        id="d0",
        content=content,
        quote=content.of(text),
        stance=_stance(row),
        kind=_kind(row),
        rule=RULE,
        confidence=None,
        cue=found["cue"],
        mention=found["speaker_words"],
        condition=found["condition"],
        cue_words=asked["cue"] if found["cue"] else "",
        mention_words=asked["speaker_words"] if found["speaker_words"] else "",
        condition_words=asked["condition"] if found["condition"] else "",
        speaker=fields["speaker"],
        speaker_role=fields["speaker_role"],
        party=fields["party"],
        issue=fields["issue"],
        conditional=_flag(row, "conditional"),
        yes_but=_flag(row, "yes_but"),
        via=_via(row),
        said_on=said_on if is_iso(said_on) else "",
        doubts=(),
    )
    dropped = sum(bool(words) and found[key] is None for key, words in asked.items())
    return Proposal(_doubted(draft), dropped + bool(said_on and not is_iso(said_on)))


def places(words: str, text: str, within: Span) -> Iterator[Span]:
    """Where words stand in a stretch of a text as whole words, one place after the other."""
    start = text.find(words, within.start, within.end)
    while start >= 0:
        span = Span(start, start + len(words))
        if not (_joined(text, span.start) or _joined(text, span.end)):
            yield span
        start = text.find(words, start + 1, within.end)


def _joined(text: str, place: int) -> bool:
    """Whether a place lies inside a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _content(row: Mapping[str, object], text: str, piece: Span) -> Span:
    quote = row.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise RefusedError("no quote")
    if len(quote) > LONGEST_QUOTE:
        message = f"a quote of {len(quote):,} characters"
        raise RefusedError(message)
    wanted = row.get("occurrence")
    number = wanted if isinstance(wanted, int) and not isinstance(wanted, bool) and wanted > 0 else 0
    found: list[Span] = []
    for span in places(quote, text, piece):
        found.append(span)
        if len(found) == max(number, 2):
            break
    if not found:
        raise RefusedError("these words do not stand in the text")
    if len(found) == 1 and number <= 1:
        return found[0]
    if not number or number > len(found):
        raise RefusedError(
            "these words stand in the text more than once, and no place is given"
            if not number
            else f"these words do not stand in the text {number:,} times"
        )
    return found[number - 1]


def _near(words: str, text: str, content: Span, piece: Span) -> Span | None:
    """The place of words that is nearest to a quote, within reach of it."""
    reach = Span(max(content.start - NEAR, piece.start), min(content.end + NEAR, piece.end))

    def far(span: Span) -> int:
        return max(content.start - span.end, span.start - content.end, 0)

    return min(places(words, text, reach), key=far, default=None)


def _named(row: Mapping[str, object]) -> dict[str, str]:
    fields = {key: _text(row, key, LONGEST_WORD) for key in ("speaker", "speaker_role", "party", "issue")}
    for key in ("party", "issue"):
        given = fields[key]
        if given and given not in SPEAKERS_OUTSIDE:
            fields[key] = slug(given)
    return fields


def _text(row: Mapping[str, object], key: str, longest: int) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        message = f"{key}: {shown(value)} is not a text"
        raise RefusedError(message)
    if len(value) > longest:
        message = f"{key}: a text of {len(value):,} characters"
        raise RefusedError(message)
    if longest == LONGEST_WORD and not value.isprintable():
        message = f"{key}: {shown(value)} holds a control character"
        raise RefusedError(message)
    return value.strip() if longest == LONGEST_WORD else value


def _stance(row: Mapping[str, object]) -> Stance:
    value = row.get("stance")
    if not isinstance(value, str) or value not in {stance.value for stance in Stance}:
        message = "no stance is given" if value is None else f"{shown(value)} is no stance"
        raise RefusedError(message)
    return Stance(value)


def _kind(row: Mapping[str, object]) -> Kind:
    value = row.get("kind")
    if not isinstance(value, str) or value not in {kind.value for kind in Kind}:
        message = "no kind is given" if value is None else f"{shown(value)} is no kind"
        raise RefusedError(message)
    return Kind(value)


def _flag(row: Mapping[str, object], key: str) -> bool:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        message = f"{key}: {shown(value)} is not true or false"
        raise RefusedError(message)
    return bool(value)


def _via(row: Mapping[str, object]) -> tuple[str, ...]:
    value = row.get("via")
    if value is None:
        return ()
    names = value if isinstance(value, list) else [value]
    if len(names) > MOST_VIA:
        raise RefusedError("via: too many names")
    texts = [_text({"via": name}, "via", LONGEST_WORD) for name in names]
    return tuple(text.replace(";", ",") for text in texts if text)


def _doubted(draft: DraftStatement) -> DraftStatement:
    found = {
        Doubt.AMBIGUOUS_PARTY: bool(draft.speaker) and not draft.party,
        Doubt.CONDITIONAL: draft.conditional or draft.stance is Stance.ACCEPT_WITH_CONDITIONS,
        Doubt.YES_BUT: draft.yes_but,
        Doubt.NESTED: bool(draft.via),
        Doubt.UNKNOWN_SPEAKER: not draft.speaker,
        Doubt.NO_ISSUE: not draft.issue,
    }
    return replace(draft, doubts=tuple(doubt for doubt, holds in found.items() if holds))
