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

MEASURED: Mapping[str, str] = {
    "detente rules over a parse": (
        "On eight texts that no rule was written after it found 66 % of 114 annotated statements, 54 % "
        "with the right speaker, and 75 % of its drafts stood for one: expect to add what is missing."
    ),
    "detente cue words": (
        "On eight texts that no rule was written after it found 32 % of 114 annotated statements, 24 % "
        "with the right speaker, and 71 % of its drafts stood for one: expect to add what is missing."
    ),
}
"""What was measured of an extractor, in a sentence, by the first words of its name, as a reading has it.

The texts are those under tests/texts/held; ``python -m bench.reading_ours parser`` (or ``cues``) counts them.
"""


def measured(extractor: str) -> str:
    """What is known of how much an extractor finds, in a sentence.

    >>> measured("a model of somebody's")
    'How much of an article this extractor finds was not measured.'
    """
    return next((said for name, said in MEASURED.items() if extractor.startswith(name)), NOT_MEASURED)
