"""The names that a case and lexicons know: what a text is read by, and what a reader may choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.case.entry import open_case
from detente.case.model import Case
from detente.cli.review_desk import Known
from detente.record.lexicon import Lexicon, case_lexicon, read_lexicon, standard_lexicon


def lexicon_of(case: Case | None, files: Sequence[Path]) -> Lexicon:
    """The lexicon for a text: the standard one, with files added to it, and the names of a case before them.

    Raises:
        LexiconError: if a file cannot be read.
    """
    parties = () if case is None else tuple(party.id for party in case.parties)
    base = read_lexicon(*files, parties=parties) if files else standard_lexicon()
    return base if case is None else case_lexicon(case, base)


def known_names(case: Path | None, files: Sequence[Path]) -> Known:
    """Titles of parties and issues by id: those of a case, and those that files add to the standard lexicon.

    Raises:
        DetenteError: if the case or a file cannot be read.
    """
    opened = None if case is None else open_case(case)
    parties = {} if opened is None else {party.id: party.title for party in opened.parties}
    issues = {} if opened is None else {issue.id: issue.title for issue in opened.issues}
    if files:
        base, read = standard_lexicon(), read_lexicon(*files, parties=tuple(parties))
        general = {actor.id for actor in base.actors} | {topic.id for topic in base.topics}
        added = {actor.id: actor.title for actor in read.actors if actor.id not in general}
        parties = {**added, **parties}
        issues = {**{topic.id: topic.title for topic in read.topics if topic.id not in general}, **issues}
    return Known(parties=parties, issues=issues)


def titles_of(files: Sequence[Path]) -> dict[str, str]:
    """Titles of all parties and issues of the standard lexicon and of files, by id.

    Raises:
        LexiconError: if a file cannot be read.
    """
    lexicon = lexicon_of(None, files)
    topics = {topic.id: topic.title for topic in lexicon.topics}
    return topics | {actor.id: actor.title for actor in lexicon.actors}
