"""What a reading file says first: that it is a draft, and how much of an article its extractor finds."""

from __future__ import annotations

from collections.abc import Mapping

WHAT = (
    "Draft statements of one article, proposed by a program. This is a draft: nothing counts until a reader "
    "has confirmed it, and what the program missed is not in it. The article's text is not in this file, "
    "but for the words quoted."
)
"""The first sentence of every reading file."""

NOT_MEASURED = "How much of an article this extractor finds was not measured."
"""Said of an extractor without figures."""

_ON = "in the ten texts that its rules were written on"
_ELSE = "In a text that it has not seen expect it to miss more: see docs/background/record.md."

MEASURED: Mapping[str, str] = {
    "detente rules over a parse": (
        f"Of 184 statements {_ON} it finds 167, and 167 of its 173 drafts there are statements. {_ELSE}"
    ),
    "detente cue words": (
        f"Of 184 statements {_ON} it finds 79, and 79 of its 103 drafts there are statements. {_ELSE}"
    ),
}
"""What was measured of an extractor, in a sentence, by the first words of its name, as a reading has it.

The counts are those of ``python -m bench.reading_ours parser`` (or ``cues``), added up over its texts.
"""


def measured(extractor: str) -> str:
    """What is known of how much an extractor finds, in a sentence.

    >>> measured("a model of somebody's")
    'How much of an article this extractor finds was not measured.'
    """
    return next((said for name, said in MEASURED.items() if extractor.startswith(name)), NOT_MEASURED)
