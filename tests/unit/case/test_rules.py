"""The rule language: what it reads, and what it says to what it cannot read."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from detente.case.formula import FALSE, TRUE, Formula, holds, negate
from detente.case.rules import LENGTH_LIMIT, NESTING_LIMIT, RuleError, Vocabulary, parse_rule

WORDS = Vocabulary(
    issues={"well": 0, "road": 1, "guards": 2},
    options=[
        {"north-only": 0, "shared": 1, "closed": 2},
        {"open": 0, "closed": 1},
        {"-5": 0, "0": 1, "0.5": 2, "10": 3},
    ],
    amounts=[None, None, [Fraction(-5), Fraction(0), Fraction(1, 2), Fraction(10)]],
)
PACKAGES = list(product(range(3), range(2), range(4)))


def kept(text: str) -> list[tuple[int, ...]]:
    """The packages that meet a rule."""
    formula = parse_rule(text, WORDS)
    return [package for package in PACKAGES if holds(formula, package)]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("well = shared", "well in {shared}"),
        ("well in {shared, closed}", "not well = north-only"),
        ("well in {shared,closed,north-only}", "road in {open, closed}"),
        ("guards <= 0", "guards in {-5, 0}"),
        ("guards >= 0.2", "guards in {0.5, 10}"),
        ("guards = 0.50", "guards = 0.5"),
        ("guards >= -100", "guards <= 100"),
        ("not not road = open", "road = open"),
        # not binds more than and, and more than or, or more than ->
        ("not well = shared and road = open", "(not (well = shared)) and road = open"),
        ("well = shared or road = open and guards = 0", "well = shared or (road = open and guards = 0)"),
        ("well = shared or road = open -> guards = 0", "(well = shared or road = open) -> guards = 0"),
        ("not well = shared -> road = open", "(not well = shared) -> road = open"),
        # -> is right-associative
        ("well = shared -> road = open -> guards = 0", "well = shared -> (road = open -> guards = 0)"),
        ("well = shared -> road = open", "not well = shared or road = open"),
        ("  well\n=\tshared ", "well = shared"),
        ("(((well = shared)))", "well = shared"),
    ],
)
def test_two_ways_to_say_the_same(text: str, same: str) -> None:
    assert parse_rule(text, WORDS) == parse_rule(same, WORDS)
    assert kept(text) == kept(same)


def test_the_arrow_is_not_left_associative() -> None:
    assert kept("well = shared -> road = open -> guards = 0") != kept(
        "(well = shared -> road = open) -> guards = 0"
    )


def test_what_a_rule_keeps() -> None:
    assert kept("well = shared -> road = open") == [p for p in PACKAGES if p[0] != 1 or p[1] == 0]
    assert kept("guards >= 11") == []
    assert parse_rule("guards >= 11", WORDS) == FALSE
    assert parse_rule("well = shared or not well = shared", WORDS) == TRUE


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("wel = shared", 1, "no issue 'wel'", "'well'"),
        ("well = shard", 8, "issue 'well' has no option 'shard'", "'shared'"),
        ("road = open and well in {closed, opened}", 34, "no option 'opened'", "north-only, shared, closed"),
        ("zzz = open", 1, "no issue 'zzz'", "one of well, road, guards"),
        ("guards = 7", 10, "issue 'guards' does not take '7'", "an amount of its range, -5 to 10"),
        ("guards = few", 10, "issue 'guards' does not take 'few'", "an amount of its range"),
        ("well <= 3", 1, "issue 'well' has no range, so '<=' says nothing", "'well = ...'"),
        ("well = shared nad road = open", 15, "did not expect 'nad'", "'and'"),
        ("well = shared and", 18, "did not expect the end", "a name"),
        ("well = shared)", 14, "did not expect ')'", "the rule without it"),
        ("(well = shared", 15, "did not expect the end", "')'"),
        ("well = shared + road = open", 15, "'+' is not part of the rule language", "explain rule"),
        ("well = shared = road", 15, "did not expect '='", "'and'"),
        ("well in {}", 10, "did not expect '}'", "a name"),
        ("", 1, "did not expect the end", "a name"),
        (
            "Well = shared",
            1,
            "'Well' is not part of the rule language",
            "'well', since ids have small letters",
        ),
        ("well = wEll-x", 8, "'wEll-x' is not part of the rule language", "'well-x'"),
    ],
)
def test_an_unreadable_rule_says_where_and_what_to_try(
    text: str, column: int, message: str, hint: str
) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(text, WORDS)
    (fault,) = caught.value.faults
    assert fault.place == f"column {column}"
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("text", "slip", "hint"),
    [
        ("well == shared", "==", "'='"),
        ("road = open and well == shared", "==", "'='"),
        ("well != shared", "!=", "'not' in front: not ISSUE = OPTION"),
        ("well <> shared", "<>", "'not' in front: not ISSUE = OPTION"),
        ("guards < 10", "<", "'<=' and the largest amount that is allowed"),
        ("guards > 10", ">", "'>=' and the smallest amount that is allowed"),
        ("guards >= 0 and guards < 10", "<", "'<=' and the largest amount that is allowed"),
        ("guards =< 10", "=<", "'<='"),
        ("guards ≤ 10", "≤", "'<='"),
        ("well = shared && road = open", "&&", "'and'"),
        ("well = shared & road = open", "&", "'and'"),
        ("well = shared || road = open", "||", "'or'"),
        ("!well = shared", "!", "'not'"),
        ("well = shared => road = open", "=>", "'->'"),
        ("well = shared --> road = open", "-->", "'->'"),
        ("well = shared → road = open", "→", "'->'"),
        ("well = shared AND road = open", "AND", "'and'"),
        ("well = shared OR road = open", "OR", "'or'"),
        ("NOT well = shared", "NOT", "'not'"),
        ("well IN {shared}", "IN", "'in'"),
        ("guards <= 10 -> Not well = shared", "Not", "'not'"),
    ],
)
def test_slips_from_other_languages_are_named_with_what_to_write(text: str, slip: str, hint: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(text, WORDS)
    (fault,) = caught.value.faults
    assert fault.place == f"column {text.index(slip) + 1}"
    assert fault.message == f"'{slip}' is not part of the rule language in the rule '{text}'"
    assert fault.hint == hint


def test_rules_beyond_the_limits_are_refused() -> None:
    long = " or ".join(["well = shared"] * 2_000)
    assert len(long) > LENGTH_LIMIT
    with pytest.raises(RuleError, match="characters, more than"):
        parse_rule(long, WORDS)
    deep = "(" * (NESTING_LIMIT + 1) + "well = shared" + ")" * (NESTING_LIMIT + 1)
    with pytest.raises(RuleError, match="parentheses, more than"):
        parse_rule(deep, WORDS)


def test_rules_at_the_limits_are_read() -> None:
    deep = "(" * NESTING_LIMIT + "well = shared" + ")" * NESTING_LIMIT
    assert parse_rule(deep, WORDS) == parse_rule("well = shared", WORDS)
    negated = "not " * 4_000 + "well = shared"
    assert parse_rule(negated, WORDS) == parse_rule("well = shared", WORDS)
    chain = " -> ".join(["well = shared", "road = open"] * 500)
    assert parse_rule(chain, WORDS) == TRUE


def test_the_deepest_rule_is_compiled_and_negated() -> None:
    text, kept_by_hand = "well = shared", [package[0] == 1 for package in PACKAGES]
    for level in range(NESTING_LIMIT):
        text = f"(not {text} and guards = {'10' if level % 2 else '0'} or road = open -> well = closed)"
        amount = 3 if level % 2 else 1
        kept_by_hand = [
            not ((not before and package[2] == amount) or package[1] == 0) or package[0] == 2
            for before, package in zip(kept_by_hand, PACKAGES, strict=True)
        ]
    formula: Formula = parse_rule(text, WORDS)
    assert [holds(formula, package) for package in PACKAGES] == kept_by_hand
    assert [holds(negate(formula), package) for package in PACKAGES] == [not kept for kept in kept_by_hand]
