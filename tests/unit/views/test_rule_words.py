"""Rules in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.folder import build_case
from detente.case.model import Case
from detente.case.rules import RuleError
from detente.views.prose import sentence
from detente.views.rule_words import named, options_in_words, rule_in_words
from tests.bundled import bundled
from tests.rule_strategies import rules
from tests.strategies import EVERYTHING, cases

CASE = build_case(
    {
        "format": 1,
        "case": {"title": "Two villages"},
        "parties": {"north": {"title": "North"}},
        "issues": {
            "well": {
                "title": "The well",
                "options": {"north": "North alone", "shared": "Shared", "shut": "Shut"},
            },
            "road": {"title": "Road: north", "options": {"open": "Open", "shut": "Shut"}},
            "path": {"title": "Path: north", "options": {"open": "Open", "shut": "Shut"}},
            "bridge": {"title": "The bridge", "options": {"open": "Open", "shut": "Shut"}},
            "guards": {"title": "Guards", "range": {"from": 0, "to": 40, "step": 10, "unit": "guards"}},
        },
    }
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("well = shared", "The well: “Shared”"),
        ("not well = shared", "The well: not “Shared”"),
        ("not not well = shared", "The well: “Shared”"),
        ("well in {shared, shut}", "The well: “Shared” or “Shut”"),
        ("not well in {shared, shut}", "The well: neither “Shared” nor “Shut”"),
        ("well in {shared, shared}", "The well: “Shared”"),
        ("guards <= 20", "Guards: at most 20 guards"),
        ("guards >= 20", "Guards: at least 20 guards"),
        ("not guards <= 20", "Guards: more than 20 guards"),
        ("not guards >= 20", "Guards: less than 20 guards"),
        ("guards = 10", "Guards: 10 guards"),
        ("guards in {10, 20}", "Guards: 10 guards or 20 guards"),
        ("(well = shared)", "The well: “Shared”"),
        ("well = shared -> guards <= 10", "if The well: “Shared”, then Guards: at most 10 guards"),
        (
            "well = shared -> bridge = open -> guards <= 10",
            "if The well: “Shared”, and if The bridge: “Open”, then Guards: at most 10 guards",
        ),
        ("well = shared or bridge = open", "either The well: “Shared” or The bridge: “Open”"),
        (
            "well in {shared, shut} or bridge = open",
            "either The well: “Shared” or “Shut”; or The bridge: “Open”",
        ),
        ("well = shared and bridge = shut", "The well: “Shared” and The bridge: “Shut”"),
        (
            "well = shared and bridge = shut and guards <= 10",
            "The well: “Shared”, The bridge: “Shut”, and Guards: at most 10 guards",
        ),
        ("road = open and path = open", "Road and Path (north): in each case “Open”"),
        ("not road = open and not path = open", "Road and Path (north): in no case “Open”"),
        ("road = open and bridge = open", "Road (north) and The bridge: in each case “Open”"),
        (
            "well = shared or road = open and bridge = shut",
            "either The well: “Shared” or (Road (north): “Open” and The bridge: “Shut”)",
        ),
        (
            "well = shared and (road = open or bridge = shut)",
            "The well: “Shared” and (either Road (north): “Open” or The bridge: “Shut”)",
        ),
        (
            "not (well = shared and bridge = shut)",
            "it is not so that (The well: “Shared” and The bridge: “Shut”)",
        ),
        (
            "(well = shared -> bridge = open) and guards <= 10",
            "(if The well: “Shared”, then The bridge: “Open”) and Guards: at most 10 guards",
        ),
    ],
)  # fmt: skip
def test_a_rule_keeps_the_shape_in_which_it_was_written(rule: str, words: str) -> None:
    assert rule_in_words(rule, CASE) == words


@pytest.mark.parametrize("rule", ["well = open", "lake = open", "well =", ""])
def test_what_is_no_rule_of_the_case_is_refused(rule: str) -> None:
    with pytest.raises(RuleError):
        rule_in_words(rule, CASE)


def test_long_chains_are_read_without_recursion() -> None:
    assert rule_in_words("not " * 4_000 + "well = shared", CASE) == "The well: “Shared”"
    chain = rule_in_words(" -> ".join(["well = shared"] * 1_000), CASE)
    assert chain.count("if The well") == 999


@pytest.mark.parametrize(
    ("issue", "mask", "words"),
    [
        ("well", 0b001, "“North alone”"),
        ("well", 0b101, "“North alone” or “Shut”"),
        ("well", 0, "nothing"),
        ("guards", 0b00111, "at most 20 guards"),
        ("guards", 0b11000, "at least 30 guards"),
        ("guards", 0b01110, "10 guards to 30 guards"),
        ("guards", 0b11111, "anything"),
        ("guards", 0b00010, "“10 guards”"),
        ("guards", 0b11011, "all but “20 guards”"),
    ],
)
def test_what_is_left_of_an_issue(issue: str, mask: int, words: str) -> None:
    assert options_in_words(CASE.issue(issue), mask) == words


def test_one_of_a_unit_is_called_by_its_own_word() -> None:
    case = bundled("ukraine-2025-03")
    assert rule_in_words("compounds <= 1", case).endswith(": at most 1 compound")
    assert rule_in_words("compounds = 2", case).endswith(": 2 compounds")
    assert [option.title for option in case.issue("compounds").options][:2] == ["0 compounds", "1 compound"]


def test_the_real_case_speaks_of_crimea_in_neutral_words() -> None:
    case = bundled("ukraine-2025-03")
    lines = {line.id: rule_in_words(line.text, case) for line in case.red_lines}
    six = "Crimea, Sevastopol, Kherson, Zaporizhzhia, Donetsk and Luhansk (control)"
    assert lines["russia-keeps-territory"] == f"{six}: in no case “Under Ukraine's control”"
    assert lines["ukraine-no-surrender"] == f"{six}: in each case “Under Ukraine's control”"


@given(cases(replace(EVERYTHING, issues=(1, 4))), st.data())
def test_every_rule_can_be_said(case: Case, data: st.DataObject) -> None:
    options = {issue.id: tuple(option.id for option in issue.options) for issue in case.issues}
    ranged = frozenset(issue.id for issue in case.issues if issue.range is not None)
    rule = data.draw(rules(options, ranged))
    words = rule_in_words(rule, case)
    named_issues = [issue for issue in case.issues if issue.id in rule.replace("(", " ").split()]
    heads = [named(issue).partition(" (")[0] for issue in named_issues]
    assert all(head in words for head in heads)


def test_a_sentence_has_a_capital_and_one_full_stop() -> None:
    assert [sentence(text) for text in ("a b", "a b.", "Why?")] == ["A b.", "A b.", "Why?"]
