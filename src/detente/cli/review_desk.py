"""The reader's desk: a review with its file, where each command is carried out and saved at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from detente.case.keys import SPEAKERS_OUTSIDE
from detente.case.statements import Review
from detente.errors import Fault, nearest
from detente.record.decision import Decision, Value, Verb
from detente.record.reading_file import ReadingFile, write_reading
from detente.record.review.outcome import names_in, outcomes
from detente.record.review.session import (
    ReviewError,
    Session,
    another_quote,
    before,
    decide,
    merging,
    next_added,
    outcome_of,
    skip,
    undo,
)
from detente.record.review.typed import Command

SAID = {
    Review.CONFIRMED: "confirmed",
    Review.DOUBTFUL: "kept as doubtful",
    Review.REJECTED: "rejected",
    Review.UNREVIEWED: "not reviewed any more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Titles by id: what parties and issues a reader can name."""

    parties: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a review is of, and who does it.

    Attributes:
        path: The reading file.
        text: The article's text; None where it is not at hand.
        coder: Who reviews.
        known: Names to choose from.
        keeps: Whether each decision is saved at once; else :meth:`Desk.save` does so.
    """

    path: Path
    text: str | None
    coder: str
    known: Known
    keeps: bool = True


class Desk:
    """A review in progress: ``session`` is where it stands."""

    def __init__(self, material: Material, session: Session) -> None:
        """Start from what was read from the file."""
        self.material = material
        self.session = session
        self._stands = _digest(material.path)

    def carry_out(self, command: Command) -> str:
        """Do what was asked for and save it.

        Returns:
            What was done, in a line.

        Raises:
            ReviewError: if it cannot be done; nothing has changed then.
            ReadingFileError: if the file cannot be written.
        """
        if command.name == "skip":
            current = self._current()
            self.session = skip(self.session)
            return f"{current}: put off."
        after, said = self._after(command)
        if self.material.keeps:
            self._save(after.file)
        self.session = after
        return said

    def save(self) -> None:
        """Write the file with all decisions.

        Raises:
            ReviewError: if another program has changed it since it was read.
        """
        self._save(self.session.file)

    def _after(self, command: Command) -> tuple[Session, str]:
        if command.name == "undo":
            after = undo(self.session, by=self.material.coder, at=now())
            name = after.file.decisions[-1].draft
            return after, f"{name}: the last decision is taken back."
        decision = self._decision(command)
        after = decide(self.session, decision)
        if decision.verb is Verb.ADD:
            return after, f"{decision.draft}: added and confirmed."
        if decision.verb is Verb.MERGE:
            return after, f"{decision.draft}: merged into {decision.into}."
        review = outcome_of(after.file, decision.draft).review
        fields = f" with {', '.join(decision.changed)} changed" if decision.changed else ""
        return after, f"{decision.draft}: {SAID[review]}{fields}.{self._strange(decision.changed)}"

    def _strange(self, changed: Mapping[str, Value]) -> str:
        """A word on a party or an issue that was named for the first time: it may be a slip."""
        found = outcomes(self.session.file)
        known = {
            "party": (*self.material.known.parties, *names_in(found, "party"), *SPEAKERS_OUTSIDE),
            "issue": (*self.material.known.issues, *names_in(found, "issue")),
        }
        said = ""
        for key, names in known.items():
            name = str(changed.get(key, ""))
            if name and name not in names:
                close = nearest(name, names)
                said += f" {key} {name} is new here" + (f"; is it {close}?" if close else ".")
        return said

    def _decision(self, command: Command) -> Decision:
        by, at = self.material.coder, now()
        if command.name == "add":
            return Decision(
                draft=next_added(self.session.file), verb=Verb.ADD, changed=self._added(command), by=by, at=at
            )
        name = command.draft or self._current()
        decision = Decision(draft=name, verb=Verb(command.name), why=command.why, by=by, at=at)
        if command.name == "merge":
            into = command.words or before(self.session, name)
            if not into or into == name:
                message = f"there is no other statement before {name} to merge it into"
                raise ReviewError(Fault(message=message, hint="merge ID, with the id of another draft"))
            changed = merging(self.session, name, into=into, text=self.material.text)
            return replace(decision, into=into, changed=changed)
        return replace(decision, changed=self._changed(name, command.changed))

    def _changed(self, name: str, changed: Mapping[str, Value]) -> dict[str, Value]:
        """New values that differ from those that stand; a new quote with its place."""
        draft = outcome_of(self.session.file, name).draft
        found = {
            key: value
            for key, value in changed.items()
            if key != "quote" and (key in ("reading", "note") or value != getattr(draft, key))
        }
        if "quote" in changed and changed["quote"] != draft.quote:
            found |= another_quote(str(changed["quote"]), text=self.material.text, near=draft.content)
        return found

    def _added(self, command: Command) -> dict[str, Value]:
        if not command.words:
            hint = 'add "WORDS OF THE TEXT" party=ID stance=demand'
            raise ReviewError(Fault(message="no words are given", hint=hint))
        return {**another_quote(command.words, text=self.material.text, near=None), **command.changed}

    def _current(self) -> str:
        if not self.session.queue:
            message = "no draft waits any more"
            raise ReviewError(Fault(message=message, hint="a draft by its id, such as 'd3 reject'; or undo"))
        return self.session.queue[0]

    def _save(self, file: ReadingFile) -> None:
        path = self.material.path
        if _digest(path) != self._stands:
            message = (
                "another program has changed this file since it was opened; the decision was not written"
            )
            hint = "'detente review' on it once more: what it holds now is kept"
            raise ReviewError(Fault(file=str(path), message=message, hint=hint, code="changed"))
        write_reading(path, file)
        self._stands = _digest(path)


def now() -> str:
    """The time, in UTC, as decisions have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:  # gone, and so not what was read
        return ""
