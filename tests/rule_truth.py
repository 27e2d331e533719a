"""What a rule says, evaluated as it was written: a reader of its own, without formulas or normal forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.case.model import Case

Truth = Callable[[Mapping[str, str]], bool]

WORD = re.compile(r"->|<=|>=|[(){},=]|-?[0-9]+(?:\.[0-9]+)?|[a-z](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(slots=True)
class Reader:
    """Reads one rule word by word: -> binds least and to the right, then or, and, not."""

    words: list[str]
    ranged: frozenset[str]

    def next_is(self, word: str) -> bool:
        """Take the next word if it is this one."""
        found = bool(self.words) and self.words[0] == word
        if found:
            self.words.pop(0)
        return found

    def rule(self) -> Truth:
        """A whole rule."""
        left = self.joined("or")
        if not self.next_is("->"):
            return left
        right = self.rule()
        return lambda package: not left(package) or right(package)

    def joined(self, word: str) -> Truth:
        """Parts joined by "or", or by "and" one level below."""
        parts = [self.joined("and") if word == "or" else self.unary()]
        while self.next_is(word):
            parts.append(self.joined("and") if word == "or" else self.unary())
        together = any if word == "or" else all
        return lambda package: together([part(package) for part in parts])

    def unary(self) -> Truth:
        """A negation, a parenthesis, or what one issue takes."""
        if self.next_is("not"):
            inner = self.unary()
            return lambda package: not inner(package)
        if self.next_is("("):
            inner = self.rule()
            assert self.next_is(")")
            return inner
        issue, sign = self.words.pop(0), self.words.pop(0)
        return self.atom(issue, sign)

    def atom(self, issue: str, sign: str) -> Truth:
        """One comparison."""
        if sign in {"<=", ">="}:
            bound = Fraction(self.words.pop(0))
            if sign == "<=":
                return lambda package: Fraction(package[issue]) <= bound
            return lambda package: Fraction(package[issue]) >= bound
        members = [self.words.pop(0)]
        if sign == "in":
            members = [self.words.pop(0)]
            while self.next_is(","):
                members.append(self.words.pop(0))
            assert self.next_is("}")
        if issue in self.ranged:
            amounts = {Fraction(member) for member in members}
            return lambda package: Fraction(package[issue]) in amounts
        return lambda package: package[issue] in members


def truth(case: Case, text: str) -> Truth:
    """What a rule says, as a test of packages ``{issue: option}``."""
    reader = Reader(WORD.findall(text), frozenset(issue.id for issue in case.issues if issue.range))
    found = reader.rule()
    assert not reader.words, text
    return found
