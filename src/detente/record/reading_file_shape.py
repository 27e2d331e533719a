"""Drafts and decisions as the tables of a reading file, and of ``detente read --json``."""

from __future__ import annotations

from detente.case import keys
from detente.case.statements import Source
from detente.record.decision import Decision
from detente.record.span import Span
from detente.record.statement import DraftStatement

TOP = (
    "format",
    "what",
    "recall",
    "source",
    "article",
    "characters",
    "extractor",
    "lexicon",
    "drafts",
    "decisions",
)
STRETCHES = {"cue": "cue", "speaker_mention": "mention", "condition": "condition"}
"""Keys of a draft that hold a stretch of the text, each with its name in a draft statement."""
DRAFT = (
    "id",
    "start",
    "end",
    "quote",
    "cue",
    "speaker_mention",
    "speaker",
    "speaker_role",
    "party",
    "addressee",
    "issue",
    "issues_other",
    "stance",
    "kind",
    "conditional",
    "condition",
    "condition_of",
    "yes_but",
    "via",
    "said_on",
    "date_basis",
    "rule",
    "confidence",
    "doubts",
)
DECISION = ("draft", "verb", "changed", "into", "by", "at", "why")


def source_shape(source: Source) -> dict[str, object]:
    """A source, with the columns of sources.csv."""
    return {column: getattr(source, column) for column in keys.SOURCE_COLUMNS}


def draft_shape(draft: DraftStatement) -> dict[str, object]:
    """A draft; offsets count code points of the text as decoded, without a byte order mark."""
    stretches = {
        key: stretch_shape(getattr(draft, name), getattr(draft, f"{name}_words"))
        for key, name in STRETCHES.items()
    }
    return {
        "id": draft.id,
        "start": draft.content.start,
        "end": draft.content.end,
        "quote": draft.quote,
        "cue": stretches["cue"],
        "speaker_mention": stretches["speaker_mention"],
        "speaker": draft.speaker,
        "speaker_role": draft.speaker_role,
        "party": draft.party,
        "addressee": draft.addressee,
        "issue": draft.issue,
        "issues_other": list(draft.issues_other),
        "stance": draft.stance.value,
        "kind": draft.kind.value,
        "conditional": draft.conditional,
        "condition": stretches["condition"],
        "condition_of": list(draft.condition_of),
        "yes_but": draft.yes_but,
        "via": list(draft.via),
        "said_on": draft.said_on,
        "date_basis": draft.date_basis,
        "rule": draft.rule,
        "confidence": draft.confidence,
        "doubts": [doubt.value for doubt in draft.doubts],
    }


def stretch_shape(span: Span | None, words: str) -> dict[str, object] | None:
    """A stretch of the text with its words; None where there is none."""
    return None if span is None else {"start": span.start, "end": span.end, "text": words}


def decision_shape(decision: Decision) -> dict[str, object]:
    """A decision; only what it says."""
    changed = {
        name: list(value) if isinstance(value, tuple) else value for name, value in decision.changed.items()
    }
    shape = {
        "draft": decision.draft,
        "verb": decision.verb.value,
        "changed": changed,
        "into": decision.into,
        "by": decision.by,
        "at": decision.at,
        "why": decision.why,
    }
    return {key: value for key, value in shape.items() if value or key in ("draft", "verb", "by", "at")}
