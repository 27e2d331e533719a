"""A speaker as resolved, and what can be said of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.record.extract.tree import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention with the speaker that it means.

    Attributes:
        name: The speaker's name; ``""`` if unknown.
        role: The office; ``""`` if unknown.
        party: The party's id, ``media``, ``other`` or ``""``.
        candidates: Ids of all parties that the words fit.
        what: ``person``, ``state``, ``institution``, ``outlet`` or ``unknown``.
        by_pronoun: Whether a pronoun or an office names the speaker, or the side was inferred.
        named: Whether the text gives a name and not an office alone.
    """

    name: str = ""
    role: str = ""
    party: str = ""
    candidates: tuple[str, ...] = ()
    what: str = "unknown"
    by_pronoun: bool = False
    named: bool = True


def may_be(one: Resolved, noun: str) -> bool:
    """Return whether "the minister" may be said of somebody: it begins or ends office or name."""
    for words in (one.role.lower().split(), one.name.lower().removeprefix("the ").split()):
        if words and noun in {words[0], words[-1]}:
            return True
    return False


def depth(sentence: Sentence, index: int) -> int:
    """Return in how many clauses of description a word stands."""
    return sum(sentence.words[above].dep in {"relcl", "advcl", "acl"} for above in sentence.ancestors(index))


def last_name(words: str) -> str:
    """Return the last word of a name, in lower case."""
    parts = words.replace("-", " ").split()
    return parts[-1].strip(".,'\"").lower() if parts else ""


def meant_by_pronoun(pool: Sequence[Resolved]) -> Resolved:
    """Return the last one named, as a pronoun means it."""
    return again(pool[-1]) if pool else Resolved(by_pronoun=True)


def again(one: Resolved) -> Resolved:
    """Return somebody named before, as meant by a pronoun or an office."""
    return replace(one, by_pronoun=True)
