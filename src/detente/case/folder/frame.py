"""What the later parts of a case file refer to: parties, issues and statements, and rules over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.case.faults import Place
from detente.case.folder.figures import Citations
from detente.case.folder.table import Table
from detente.case.formula import TRUE, Formula
from detente.case.model import Issue, vocabulary
from detente.case.rules import RuleError, Vocabulary, parse_rule

_WORD = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The names of a case.

    Attributes:
        broken: Issues with faults of their own: what is said of them is not judged a second time.
    """

    parties: tuple[str, ...]
    issues: Mapping[str, Issue]
    broken: frozenset[str]
    citations: Citations
    words: Vocabulary

    def rule(self, table: Table, key: str) -> tuple[str, Formula] | None:
        """The rule at ``key``, as text on one line and compiled; None, with a fault, if it is none."""
        text = table.prose(key, required=True)
        if not text:
            return None
        return self.compiled(text, table, (*table.place, key))

    def compiled(self, text: str, table: Table, place: Place) -> tuple[str, Formula] | None:
        """A rule from its text; None, with a fault, if it cannot be read."""
        line = " ".join(text.split())
        if not self.issues or not self.broken.isdisjoint(_WORD.findall(line)):
            return line, TRUE
        try:
            return line, parse_rule(line, self.words)
        except RuleError as error:
            fault = error.faults[0]
            message = f"{fault.place}: {fault.message}"
            table.faults.add(place, message, hint=fault.hint, code=fault.code)
            return None


def frame_of(
    parties: tuple[str, ...], issues: tuple[Issue, ...], broken: frozenset[str], citations: Citations
) -> Frame:
    """The frame over these names."""
    return Frame(
        parties=parties,
        issues={issue.id: issue for issue in issues},
        broken=broken,
        citations=citations,
        words=vocabulary(issues),
    )
