"""Drafts of statements in words: doubts, who spoke, what was said of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.statement import Doubt

if TYPE_CHECKING:
    from detente.record.statement import DraftStatement

DOUBTS = {
    Doubt.AMBIGUOUS_PARTY: "the party cannot be told from the words",
    Doubt.CONTRADICTION: "the same party says the contrary elsewhere in the text",
    Doubt.MISTRANSLATION: "the words may be garbled or mistranslated",
    Doubt.CONDITIONAL: "it hangs on a condition",
    Doubt.YES_BUT: "a yes in principle with a reservation behind it",
    Doubt.NESTED: "somebody reports what somebody else said",
    Doubt.PRONOUN: "the speaker is a pronoun",
    Doubt.UNKNOWN_SPEAKER: "the speaker is not known",
    Doubt.NO_ISSUE: "no issue was found in the words",
}
"""Each doubt as a clause."""


def speaker_words(draft: DraftStatement) -> str:
    """Who spoke: name, office and party as far as they are known."""
    name = draft.speaker or "speaker not known"
    role = f" ({draft.speaker_role})" if draft.speaker_role else ""
    return f"{name}{role}, {draft.party or 'party not known'}"


def confidence_words(draft: DraftStatement) -> str:
    """How often the rule behind a draft was right in the texts that it was tuned on."""
    if draft.confidence is None:
        return "not measured"
    return f"{draft.confidence:.0%} of its drafts were right where it was tuned"


def facts(draft: DraftStatement) -> list[tuple[str, str]]:
    """What is known of a draft beyond its quote, as names and values; what is unknown is said or left out."""
    also = f" (also {', '.join(draft.issues_other)})" if draft.issues_other else ""
    rows = [
        ("speaker", speaker_words(draft)),
        ("to", draft.addressee),
        ("issue", (draft.issue or "none found") + also),
        ("stance", draft.stance.value + (", yes but" if draft.yes_but else "")),
        ("condition", draft.condition_words or ("yes, not in words of its own" if draft.conditional else "")),
        ("a condition of", ", ".join(draft.condition_of)),
        ("said on", " ".join(part for part in (draft.said_on, _basis(draft.date_basis)) if part)),
        ("by way of", ", ".join(draft.via)),
        ("found by", f"{draft.rule}, {draft.kind.value}; {confidence_words(draft)}"),
    ]
    return [(name, value) for name, value in rows if value]


def _basis(words: str) -> str:
    return f"({words})" if words else ""
