"""Rules in words: what a red line, a fallback or a structural rule asks for, with titles in place of ids.

A rule keeps the shape in which its author wrote it: "if ... then ..." stays one. Parts of a conjunction that
say the same of several issues are said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.case.model import vocabulary
from detente.case.rules import parse_rule, rule_tree
from detente.views.numbers import decimal
from detente.views.prose import listed, quoted

if TYPE_CHECKING:
    from lark import Token, Tree

    from detente.case.model import Case, Issue


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something said of one issue: its name, and what is said."""

    subject: str
    predicate: str


def rule_in_words(text: str, case: Case) -> str:
    """A rule as a sentence without its full stop.

    Args:
        text: The rule as written.
        case: The case whose issues it names.

    Raises:
        RuleError: if it is no rule of this case.
    """
    parse_rule(text, vocabulary(case.issues))
    return _said(_Reader(case).read(rule_tree(text)))


def options_in_words(issue: Issue, mask: int) -> str:
    """The options of a mask: ``“A” or “B”``, ``at most 20 guards``, ``all but “C”``."""
    kept = [number for number in range(len(issue.options)) if mask >> number & 1]
    if not kept:
        return "nothing"
    if issue.range is not None and len(kept) > 1 and kept[-1] - kept[0] == len(kept) - 1:
        return _span(issue, kept)
    titles = [quoted(issue.options[number].title) for number in kept]
    left = [option.title for number, option in enumerate(issue.options) if not mask >> number & 1]
    if len(left) == 1 and len(kept) > 2:
        return f"all but {quoted(left[0])}"
    return listed(titles, "or")


def named(issue: Issue) -> str:
    """The title of an issue before a colon of its own: "Crimea: control" becomes "Crimea (control)"."""
    head, colon, tail = issue.title.partition(": ")
    return f"{head} ({tail})" if colon else issue.title


def said_of_all(subjects: list[str], predicate: str) -> str:
    """The same thing said of several issues; names like "North (road)", "South (road)" share their tail."""
    names = subjects_of(subjects)
    if len(subjects) == 1:
        return f"{names}: {predicate}"
    if predicate.startswith("not "):
        return f"{names}: in no case {predicate.removeprefix('not ')}"
    return f"{names}: in each case {predicate}"


def subjects_of(subjects: list[str]) -> str:
    """Names of issues as they are listed; those like "North (road)", "South (road)" share their tail."""
    heads, _, tails = zip(*(subject.partition(" (") for subject in subjects), strict=True)
    shared = len(subjects) > 1 and len(set(tails)) == 1 and tails[0] != ""
    return f"{listed(list(heads))} ({tails[0]}" if shared else listed(subjects)


def _span(issue: Issue, kept: Sequence[int]) -> str:
    first, last = issue.options[kept[0]].title, issue.options[kept[-1]].title
    if len(kept) == len(issue.options):
        return "anything"
    if kept[0] == 0:
        return f"at most {last}"
    return f"at least {first}" if kept[-1] == len(issue.options) - 1 else f"{first} to {last}"


# ---------------------------------------------------------------- from the parse tree to phrases


@dataclass(frozen=True, slots=True)
class _Compound:
    """Phrases joined: ``and``, ``or``, ``if`` (premise, conclusion) or ``not`` (one part)."""

    kind: str
    parts: tuple[_Phrase, ...]


_Phrase = _Claim | _Compound
_JOINTS = {"conjunction": "and", "disjunction": "or"}


class _Reader:
    """Reads a parse tree bottom up; long chains of "->" and "not" do not recurse."""

    def __init__(self, case: Case) -> None:
        self.issues = {issue.id: issue for issue in case.issues}
        self.numbers = {issue.id: number for number, issue in enumerate(case.issues)}
        self.words = vocabulary(case.issues)

    def read(self, tree: Tree[Token]) -> _Phrase:
        negated = False
        while tree.data == "negation" or (tree.data in _JOINTS and len(tree.children) == 1):
            negated ^= tree.data == "negation"
            tree = _child(tree, 0)
        if tree.data == "implication":
            phrase = self._conditional(tree)
        elif tree.data in _JOINTS:
            parts = tuple(self.read(_child(tree, at)) for at in range(len(tree.children)))
            phrase = _Compound(_JOINTS[tree.data], parts)
        else:
            return self._claim([str(token) for token in tree.children], str(tree.data), negated=negated)
        return _Compound("not", (phrase,)) if negated else phrase

    def _conditional(self, tree: Tree[Token]) -> _Phrase:
        premises: list[_Phrase] = []
        while tree.data == "implication":
            premises.append(self.read(_child(tree, 0)))
            tree = _child(tree, 1)
        phrase = self.read(tree)
        for premise in reversed(premises):
            phrase = _Compound("if", (premise, phrase))
        return phrase

    def _claim(self, tokens: list[str], kind: str, *, negated: bool) -> _Claim:
        issue = self.issues[tokens[0]]
        if kind in {"at_most", "at_least"}:
            return _Claim(named(issue), _bound(issue, tokens[-1], kind, negated=negated))
        if issue.range is not None:
            titles = [_amount_title(issue, token) for token in tokens[1:]]
        else:
            by_id = {option.id: option.title for option in issue.options}
            titles = [quoted(by_id[token]) for token in tokens[1:]]
        return _Claim(named(issue), _one_of(titles, negated=negated))


def _child(tree: Tree[Token], number: int) -> Tree[Token]:
    return tree.children[number]  # type: ignore[return-value]  # only leaves have tokens, and they are read apart


def _one_of(titles: list[str], *, negated: bool) -> str:
    titles = list(dict.fromkeys(titles))
    if not negated:
        return listed(titles, "or")
    return f"not {titles[0]}" if len(titles) == 1 else f"neither {listed(titles, 'nor')}"


def _bound(issue: Issue, amount: str, kind: str, *, negated: bool) -> str:
    words = {
        ("at_most", False): "at most",
        ("at_least", False): "at least",
        ("at_most", True): "more than",
        ("at_least", True): "less than",
    }
    return f"{words[kind, negated]} {_amount_title(issue, amount)}"


def _amount_title(issue: Issue, amount: str) -> str:
    unit = issue.range.noun(Fraction(amount)) if issue.range is not None else ""
    return f"{decimal(Fraction(amount), 12)} {unit}".strip()


# ---------------------------------------------------------------- from phrases to words


def _said(phrase: _Phrase, *, within: str = "") -> str:
    """A phrase in words, bracketed where it would be misread within another."""
    if isinstance(phrase, _Claim):
        return f"{phrase.subject}: {phrase.predicate}"
    match phrase.kind:
        case "if":
            return _bracketed(_conditional(phrase), within)
        case "not":
            return f"it is not so that {_said(phrase.parts[0], within='not')}"
        case "and":
            return _conjunction(phrase.parts, within)
        case _:
            text = f"either {_alternatives([_said(part, within='or') for part in phrase.parts])}"
            return text if within in {"", "if"} else f"({text})"


def _alternatives(words: list[str]) -> str:
    """Alternatives, parted by semicolons where one of them has an "or" of its own."""
    if any(" or " in word for word in words):
        return f"{'; '.join(words[:-1])}; or {words[-1]}"
    return listed(words, "or")


def _conditional(phrase: _Compound) -> str:
    premises: list[str] = []
    rest: _Phrase = phrase
    while isinstance(rest, _Compound) and rest.kind == "if":
        premises.append(_said(rest.parts[0], within="if"))
        rest = rest.parts[1]
    return f"if {', and if '.join(premises)}, then {_said(rest, within='if')}"


def _conjunction(parts: Sequence[_Phrase], within: str) -> str:
    said: dict[str, list[str]] = {}
    for part in parts:
        key = part.predicate if isinstance(part, _Claim) else _said(part, within="and")
        said.setdefault(key, []).extend([part.subject] if isinstance(part, _Claim) else [])
    words = [
        said_of_all(subjects, predicate) if subjects else predicate for predicate, subjects in said.items()
    ]
    text = listed(words) if len(words) < 3 else f"{', '.join(words[:-1])}, and {words[-1]}"
    return text if len(words) == 1 or within in {"", "if"} else f"({text})"


def _bracketed(text: str, within: str) -> str:
    return text if within == "" else f"({text})"
