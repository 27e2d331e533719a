"""Formulas against a twin without a normal form: a tree evaluated as it stands, package by package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from detente.case.entail import entails, is_possible
from detente.case.entail import given as conditioned
from detente.case.formula import (
    FALSE,
    TRUE,
    Among,
    Formula,
    all_of,
    holds,
    implies,
    negate,
    scope,
    some_of,
)
from detente.case.rules import Vocabulary, parse_rule

SIZES = (3, 2, 4)
PACKAGES = list(product(*(range(size) for size in SIZES)))
WORDS = Vocabulary(
    issues={f"i{number}": number for number in range(len(SIZES))},
    options=[{f"o{option}": option for option in range(size)} for size in SIZES],
    amounts=[None] * len(SIZES),
)
LEVELS = {"->": 0, "or": 1, "and": 2, "not": 3, "atom": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A condition as it was said. ``parts`` of an atom are none; it has an issue and its options."""

    kind: str
    parts: tuple[Tree, ...] = ()
    issue: int = 0
    options: frozenset[int] = frozenset()
    bracketed: bool = False

    def says(self, package: Sequence[int]) -> bool:
        """Whether the package meets it, by the meaning of the words."""
        told = [part.says(package) for part in self.parts]
        match self.kind:
            case "atom":
                return package[self.issue] in self.options
            case "not":
                return not told[0]
            case "and":
                return all(told)
            case "or":
                return any(told)
            case _:
                return not told[0] or told[1]

    def text(self, least: int = 0) -> str:
        """The rule's text, with parentheses where the order of binding needs them, and some more."""
        level = LEVELS[self.kind]
        if self.kind == "atom":
            members = ", ".join(f"o{option}" for option in sorted(self.options))
            text = f"i{self.issue} in {{{members}}}"
        elif self.kind == "not":
            text = f"not {self.parts[0].text(level)}"
        elif self.kind == "->":
            text = f"{self.parts[0].text(level + 1)} -> {self.parts[1].text(level)}"
        else:
            text = f" {self.kind} ".join(part.text(level + 1) for part in self.parts)
        return f"({text})" if level < least or self.bracketed else text


def atoms() -> st.SearchStrategy[Tree]:
    def atom(issue: int) -> st.SearchStrategy[Tree]:
        options = st.frozensets(st.integers(0, SIZES[issue] - 1), min_size=1)
        return options.map(lambda chosen: Tree(kind="atom", issue=issue, options=chosen))

    return st.integers(0, len(SIZES) - 1).flatmap(atom)


def compounds(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    def of(kind: str, least: int, most: int) -> st.SearchStrategy[Tree]:
        parts = st.lists(inner, min_size=least, max_size=most).map(tuple)
        return st.builds(Tree, kind=st.just(kind), parts=parts, bracketed=st.booleans())

    return of("not", 1, 1) | of("and", 2, 3) | of("or", 2, 3) | of("->", 2, 2)


trees = st.recursive(atoms(), compounds, max_leaves=8)


def meaning(formula: Formula) -> list[bool]:
    return [holds(formula, package) for package in PACKAGES]


def parsed(tree: Tree) -> Formula:
    return parse_rule(tree.text(), WORDS)


@given(trees)
def test_a_rule_means_what_its_words_mean(tree: Tree) -> None:
    assert meaning(parsed(tree)) == [tree.says(package) for package in PACKAGES]


@given(trees, trees)
def test_the_connectives_are_those_of_logic(one: Tree, other: Tree) -> None:
    a, b = parsed(one), parsed(other)
    pairs = list(zip(meaning(a), meaning(b), strict=True))
    assert meaning(negate(a)) == [not x for x, _ in pairs]
    assert meaning(all_of((a, b))) == [x and y for x, y in pairs]
    assert meaning(some_of((a, b))) == [x or y for x, y in pairs]
    assert meaning(implies(a, b)) == [not x or y for x, y in pairs]


@given(trees)
def test_negating_twice_changes_nothing(tree: Tree) -> None:
    assert negate(negate(parsed(tree))) == parsed(tree)


def assert_normal(formula: Formula) -> None:
    if isinstance(formula, Among):
        assert 0 < formula.mask < (1 << formula.size) - 1
        return
    if formula in (TRUE, FALSE):
        return
    assert len(formula.parts) > 1
    members = [part.issue for part in formula.parts if isinstance(part, Among)]
    assert len(members) == len(set(members))
    for part in formula.parts:
        assert part not in (TRUE, FALSE)
        assert type(part) is not type(formula)
        assert_normal(part)


@given(trees)
def test_formulas_are_in_normal_form(tree: Tree) -> None:
    assert_normal(parsed(tree))


@given(st.permutations(range(4)), st.lists(trees, min_size=4, max_size=4))
def test_the_order_of_parts_makes_no_difference(order: list[int], said: list[Tree]) -> None:
    parts = [parsed(tree) for tree in said]
    assert all_of(parts) == all_of(parts[place] for place in order)
    assert some_of(parts) == some_of(parts[place] for place in order)


@given(trees)
def test_an_issue_outside_the_scope_makes_no_difference(tree: Tree) -> None:
    formula = parsed(tree)
    for package in PACKAGES:
        for issue in set(range(len(SIZES))) - scope(formula):
            other = [*package[:issue], 0, *package[issue + 1 :]]
            assert holds(formula, package) == holds(formula, other)


# ---------------------------------------------------------------- what follows from what


@given(trees)
def test_possible_means_that_some_package_meets_it(tree: Tree) -> None:
    formula = parsed(tree)
    assert is_possible(formula) is any(meaning(formula))
    assert is_possible(all_of((formula, negate(formula)))) is False


@given(trees, trees)
def test_entailed_means_that_no_package_speaks_against_it(one: Tree, other: Tree) -> None:
    a, b = parsed(one), parsed(other)
    assert entails(a, b) is all(y for x, y in zip(meaning(a), meaning(b), strict=True) if x)
    assert entails(a, some_of((a, b))) is True


@given(trees, st.data())
def test_conditioning_is_what_is_left(tree: Tree, data: st.DataObject) -> None:
    formula = parsed(tree)
    issue = data.draw(st.integers(0, len(SIZES) - 1))
    option = data.draw(st.integers(0, SIZES[issue] - 1))
    left = conditioned(formula, issue, option)
    assert issue not in scope(left)
    for package in PACKAGES:
        if package[issue] == option:
            assert holds(left, package) == holds(formula, package)


@given(trees)
def test_without_steps_the_answer_is_open_and_never_wrong(tree: Tree) -> None:
    formula = parsed(tree)
    answer = is_possible(formula, steps=0)
    settled = isinstance(formula, Among) or formula in (TRUE, FALSE)
    assert answer is (any(meaning(formula)) if settled else None)
