"""What files of a lexicon say of a case in vain: issues that it does not have, parties that it nearly has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.case.faults import COMPARED_NAMES, Place, one_line, shown, shown_place
from detente.case.model import Case
from detente.errors import Fault, nearest, unknown_name_hint
from detente.record.lexicon.model import Lexicon, Topic
from detente.record.lexicon.of_case import case_lexicon
from detente.record.lexicon.reading import ids_named, read_lexicon, standard_lexicon


def remarks_on_lexicon(case: Case, *files: Path, base: Lexicon | None = None) -> tuple[Fault, ...]:
    """Entries of these files that no text about the case is read by, each with the nearest id.

    An issue is named if the case neither has it nor has one that takes over its words; a party if the case
    lacks it, no lexicon had it before, and an id of the case is near.

    Args:
        case: The case that the files are read for.
        files: As :func:`~detente.record.lexicon.read_lexicon` takes them.
        base: What they add to; the standard lexicon if None.

    Raises:
        LexiconError: if a file cannot be read.
    """
    before = standard_lexicon() if base is None else base
    read = read_lexicon(*files, base=before, parties=[party.id for party in case.parties])
    taken = case_lexicon(case, read)
    given = {topic.id: topic for topic in read.topics}
    lost = {name for name, topic in given.items() if not _reaches(topic, taken.topics)}
    old = {actor.id for actor in before.actors} | set(taken.closed)
    new = {actor.id for actor in taken.actors} - old
    return tuple(
        fault
        for file in files
        for fault in (
            *_issues(case, file, [name for name in ids_named(file, "issues") if name in lost]),
            *_parties(case, file, [name for name in ids_named(file, "parties") if name in new]),
        )
    )


def _reaches(topic: Topic, topics: Iterable[Topic]) -> bool:
    """Whether an issue of the case is this one, or has all words of it."""
    words = {cue.phrase for cue in topic.cues}
    return any(
        topic.id == other.id or (words and words <= {cue.phrase for cue in other.cues}) for other in topics
    )


def _issues(case: Case, file: Path, names: Iterable[str]) -> Iterator[Fault]:
    known = [issue.id for issue in case.issues]
    for name in names:
        message = (
            f"the case has no issue {shown(name)}, and none that takes over its words: they are not used"
        )
        hint = (
            unknown_name_hint(name, known[:COMPARED_NAMES])
            or "an issue in case.toml first: there is none yet"
        )
        yield _remark(file, ("issues", name), message, hint)


def _parties(case: Case, file: Path, names: Iterable[str]) -> Iterator[Fault]:
    known = [party.id for party in case.parties]
    for name in names:
        close = nearest(name, known[:COMPARED_NAMES])
        if close:
            message = f"{shown(name)} is no party of the case: who speaks for it is read as 'other'"
            yield _remark(file, ("parties", name), message, f"'{close}', if that is meant")


def _remark(file: Path, place: Place, message: str, hint: str) -> Fault:
    return Fault(
        file=one_line(str(file)), place=shown_place(place), message=message, hint=hint, code="unknown-name"
    )
