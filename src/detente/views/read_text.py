"""The drafts of an article as a page, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.record.reading_file_head import WHAT
from detente.views.draft_words import DOUBTS, facts
from detente.views.numbers import counted
from detente.views.page import Heading, Part, Text

if TYPE_CHECKING:
    from detente.record.statement import DraftStatement, Reading

NOTHING = (
    "Its rules are for English: of a text in another language read a translation, and say so in --title. "
    "A statement that they miss is added by hand in 'detente review', with the key +."
)
"""What to do where the rules found no statement."""


def read_page(reading: Reading, *, recall: str, remarks: Sequence[str] = ()) -> list[Part]:
    """The page of a reading.

    Args:
        reading: The drafts.
        recall: What was measured of the extractor, in a sentence.
        remarks: What else is to be said of how they came about.
    """
    source = reading.source
    parts: list[Part] = [Heading(f"Draft statements: {source.title or source.outlet or source.id}")]
    parts += [Text(WHAT), Text(recall)]
    told = counted(len(reading.drafts), "draft") if reading.drafts else "No statement was found"
    parts.append(Text(f"{told} in {counted(reading.characters, 'character')}, by {reading.extractor}."))
    parts += [Text(remark) for remark in remarks]
    for draft in reading.drafts:
        parts += _draft(draft)
    return parts


def _draft(draft: DraftStatement) -> list[Part]:
    parts: list[Part] = [Heading(f"{draft.id}. {draft.party or 'party not known'}: {draft.stance.value}")]
    parts.append(Text(f"“{draft.quote}”"))
    parts += [Text(f"{name}: {value}", indent=4) for name, value in facts(draft)]
    if draft.doubts:
        said = "; ".join(DOUBTS[doubt] for doubt in draft.doubts)
        parts.append(Text(f"look at: {said}", indent=4))
    return parts
