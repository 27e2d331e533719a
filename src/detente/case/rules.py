"""The rule language: from text to a :mod:`~detente.case.formula`.

::

    rule     =  rule "->" rule            right-associative, binds least
             |  rule "or" rule
             |  rule "and" rule
             |  "not" rule                binds most
             |  "(" rule ")"
             |  issue "=" option
             |  issue "in" "{" option ("," option)* "}"
             |  issue "<=" amount  |  issue ">=" amount      on issues with a range

An issue with a range takes amounts for options: ``guards = 10``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, cast

from detente.case.formula import Formula, all_of, among, implies, negate, some_of
from detente.case.names import AMOUNT_PATTERN, ID_PATTERN
from detente.case.rule_slips import slip_at
from detente.errors import Fault, InputError, nearest, unknown_name_hint

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

LENGTH_LIMIT = 20_000
NESTING_LIMIT = 30

_GRAMMAR = rf"""
    ?rule: either | either _ARROW rule -> implication
    ?either: both ("or" both)*       -> disjunction
    ?both: unary ("and" unary)*      -> conjunction
    ?unary: "not" unary              -> negation
          | atom
    ?atom: "(" rule ")"
         | NAME "=" value                        -> equal
         | NAME "in" "{{" value ("," value)* "}}" -> member
         | NAME AT_MOST AMOUNT                      -> at_most
         | NAME AT_LEAST AMOUNT                      -> at_least
    ?value: NAME | AMOUNT
    NAME: /{ID_PATTERN}/
    AMOUNT: /{AMOUNT_PATTERN}/
    AT_MOST: "<="
    AT_LEAST: ">="
    _ARROW: "->"
    %import common.WS
    %ignore WS
"""

_READABLE = {
    "NAME": "a name",
    "AMOUNT": "an amount",
    "LPAR": "'('",
    "RPAR": "')'",
    "LBRACE": "'{'",
    "RBRACE": "'}'",
    "AT_MOST": "'<='",
    "AT_LEAST": "'>='",
    "_ARROW": "'->'",
    "EQUAL": "'='",
    "COMMA": "','",
    "NOT": "'not'",
    "AND": "'and'",
    "OR": "'or'",
    "IN": "'in'",
    "$END": "the end of the rule",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a rule may name: each issue's number, its options' numbers, and amounts where it has a range."""

    issues: Mapping[str, int]
    options: Sequence[Mapping[str, int]]
    amounts: Sequence[Sequence[Fraction] | None]

    def size(self, issue: int) -> int:
        """How many options issue number ``issue`` has."""
        return len(self.options[issue])


class RuleError(InputError):
    """A rule cannot be read; the fault's place is ``column N`` within the rule."""

    code = "bad-rule"


def parse_rule(text: str, vocabulary: Vocabulary) -> Formula:
    """Read one rule.

    Raises:
        RuleError: for a syntax error or an unknown name, with the column and the nearest valid name.
    """
    return _Compiler(vocabulary, text).transform(rule_tree(text))


def rule_tree(text: str) -> Tree[Token]:
    """The parse tree of a rule, for those who put it in words; nodes are named as in the grammar above.

    Raises:
        RuleError: for a syntax error, with the column.
    """
    from lark.exceptions import UnexpectedInput

    _refuse_oversize(text)
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        raise _syntax_error(text, error) from None


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, start="rule", parser="lalr", propagate_positions=False)


class _Compiler:
    """Turns a parse tree into a formula, bottom up and without recursion on long chains."""

    def __init__(self, vocabulary: Vocabulary, text: str) -> None:
        self.vocabulary = vocabulary
        self.text = text

    def transform(self, tree: object) -> Formula:
        from lark import Token, Tree

        if isinstance(tree, Token) or not isinstance(tree, Tree):
            raise TypeError(f"not a parse tree: {tree!r}")
        if tree.data in _LEAVES:
            return self._leaf(str(tree.data), cast("list[Token]", tree.children))
        match tree.data:
            case "implication":
                return self._chain(tree)
            case "negation":
                return self._negated(tree)
            case "conjunction":
                return all_of([self.transform(child) for child in tree.children])
            case _:
                return some_of([self.transform(child) for child in tree.children])

    def _chain(self, tree: object) -> Formula:
        from lark import Tree

        premises: list[Formula] = []
        while isinstance(tree, Tree) and tree.data == "implication":
            premises.append(self.transform(tree.children[0]))
            tree = tree.children[1]
        conclusion = self.transform(tree)
        for premise in reversed(premises):
            conclusion = implies(premise, conclusion)
        return conclusion

    def _negated(self, tree: object) -> Formula:
        from lark import Tree

        odd = False
        while isinstance(tree, Tree) and tree.data == "negation":
            odd, tree = not odd, tree.children[0]
        inner = self.transform(tree)
        return negate(inner) if odd else inner

    def _leaf(self, kind: str, tokens: list[Token]) -> Formula:
        number = self._issue(tokens[0])
        if kind in {"at_most", "at_least"}:
            return self._bounded(number, tokens[0], tokens[-1], kind)
        mask = 0
        for token in tokens[1:]:
            mask |= 1 << self._option(number, tokens[0], token)
        return among(number, mask, self.vocabulary.size(number))

    def _issue(self, token: Token) -> int:
        number = self.vocabulary.issues.get(str(token))
        if number is None:
            names = list(self.vocabulary.issues)
            raise _error(
                self.text,
                token.column,
                f"no issue '{token}'",
                unknown_name_hint(str(token), names),
            )
        return number

    def _option(self, issue: int, name: Token, token: Token) -> int:
        amounts = self.vocabulary.amounts[issue]
        if amounts is not None:
            return self._amount(amounts, name, token)
        number = self.vocabulary.options[issue].get(str(token))
        if number is None:
            hint = unknown_name_hint(str(token), list(self.vocabulary.options[issue]))
            raise _error(self.text, token.column, f"issue '{name}' has no option '{token}'", hint)
        return number

    def _amount(self, amounts: Sequence[Fraction], name: Token, token: Token) -> int:
        if token.type == "AMOUNT" and (value := Fraction(Decimal(str(token)))) in amounts:
            return amounts.index(value)
        first, last = float(amounts[0]), float(amounts[-1])
        hint = f"an amount of its range, {first:g} to {last:g}"
        raise _error(self.text, token.column, f"issue '{name}' does not take '{token}'", hint)

    def _bounded(self, issue: int, name: Token, token: Token, kind: str) -> Formula:
        amounts = self.vocabulary.amounts[issue]
        if amounts is None:
            sign = "<=" if kind == "at_most" else ">="
            hint = f"'{name} = ...' or '{name} in {{...}}'"
            raise _error(
                self.text,
                name.column,
                f"issue '{name}' has no range, so '{sign}' says nothing",
                hint,
            )
        bound = Fraction(Decimal(str(token)))
        inside = [value <= bound if kind == "at_most" else value >= bound for value in amounts]
        mask = sum(1 << number for number, kept in enumerate(inside) if kept)
        return among(issue, mask, len(amounts))


_LEAVES = frozenset({"equal", "member", "at_most", "at_least"})


def _refuse_oversize(text: str) -> None:
    if len(text) > LENGTH_LIMIT:
        message = f"the rule has {len(text)} characters, more than {LENGTH_LIMIT}"
        raise _error(text, 1, message, "several rules in its place")
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    if deepest > NESTING_LIMIT:
        message = f"the rule nests {deepest} parentheses, more than {NESTING_LIMIT}"
        raise _error(text, text.index("(") + 1, message, "several rules in its place")


def _syntax_error(text: str, error: UnexpectedInput) -> RuleError:
    from lark.exceptions import UnexpectedToken

    column = error.column if error.column and error.column > 0 else len(text) + 1
    slip = slip_at(text, column)
    if slip is not None:
        return _error(text, slip[0], f"'{slip[1]}' is not part of the rule language", slip[2])
    if not isinstance(error, UnexpectedToken):
        character = text[column - 1 : column] or "the end"
        return _error(
            text,
            column,
            f"'{character}' is not part of the rule language",
            "see 'detente explain rule'",
        )
    expected = [_READABLE.get(name, name.lower()) for name in sorted(error.accepts or error.expected)]
    found = "the end" if error.token.type == "$END" else f"'{error.token}'"
    if error.token.type == "$END":
        column = len(text) + 1
    close = nearest(str(error.token), ("and", "or", "not", "in")) if error.token.type == "NAME" else ""
    wanted = f"{' or '.join(expected)} there" if expected else "the rule without it"
    hint = f"'{close}'" if close else wanted
    return _error(text, column, f"did not expect {found}", hint)


def _error(text: str, column: int | None, message: str, hint: str) -> RuleError:
    line = text if len(text) <= 200 else f"{text[:197]}..."
    place = f"column {column or 1}"
    return RuleError(
        Fault(
            place=place,
            message=f"{message} in the rule '{line}'",
            hint=hint,
            code="bad-rule",
        )
    )
