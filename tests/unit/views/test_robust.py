"""Robustness as text, JSON and CSV: whatever the case, they agree with what was counted."""

import csv
import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.answer import solve
from detente.accept.robustness.indices import Estimate, Index
from detente.accept.robustness.result import Effort, GroupImportance, Robustness, effort_of
from detente.accept.robustness.run import robustness
from detente.accept.robustness.share import Share
from detente.case.model import Case, Figure, Like
from detente.views.chances import opened_chance
from detente.views.page import page_lines, printable
from detente.views.robust_csv import robust_csv
from detente.views.robust_finding import robust_finding, widest
from detente.views.robust_json import robust_json
from detente.views.robust_text import robust_page
from detente.views.robust_words import (
    bar_text,
    combination_words,
    input_words,
    package_words,
    percent,
)
from tests.bundled import bundled, solved
from tests.contracts import assert_follows
from tests.small_cases import case_of, figure, red_line
from tests.strategies import EVERYTHING, cases

ANY = replace(EVERYTHING, parties=(1, 3), red_lines=(0, 3), issues=(1, 3))
LITTLE = Effort(draws=8, frontiers=4, best=3, checks=2, listed=2, importance=6, resamples=5)


def told(found: Robustness) -> str:
    return " ".join(" ".join(page_lines(robust_page(found), width=100)).split())


def two_lines(held: Figure, *, fallback: bool = False) -> Case:
    """Both parties draw a line on the one issue: a deal exists unless both hold."""
    case = case_of([2], {"a": [[1, 0]], "b": [[0, 1]]}, reservations={"a": 0, "b": 0})
    weaker = ["i0 in {o0, o1}"] if fallback else []
    lines = (
        red_line(case.issues, "a-first", "a", "i0 = o0", fallback=weaker),
        red_line(case.issues, "b-second", "b", "i0 = o1"),
    )
    return replace(case, red_lines=tuple(replace(line, held=held) for line in lines))


@pytest.fixture(scope="module")
def territory() -> Robustness:
    """The case of March 2025, in few draws."""
    return robustness(bundled("ukraine-2025-03"), effort=replace(LITTLE, draws=400), seed=1)


# ---------------------------------------------------------------- any case


@given(cases(ANY), st.integers(0, 5))
@settings(max_examples=40)
def test_every_result_can_be_told(case: Case, seed: int) -> None:
    found = robustness(case, effort=LITTLE, seed=seed)
    text = "".join(robust_json(found))
    shape = json.loads(text)
    assert_follows(shape, "robust")
    assert text == "".join(robust_json(robustness(case, effort=LITTLE, seed=seed)))
    page = told(found)
    assert page.isprintable()
    assert 1 <= len(robust_finding(found)) <= 4
    for sentence in (*robust_finding(found), *found.could_not, *found.conventions):
        assert printable(sentence) in page
    rows = list(csv.DictReader(robust_csv(found)))
    assert len(rows) == len(found.candidates) == shape["candidates"]["size"]
    for row, agreed in zip(rows, found.candidates.agreed.tolist(), strict=True):
        assert float(row["acceptable_to_all"]) == agreed / 8
    assert shape["deal"]["count"] + shape["undecided"] <= 8
    assert sum(known["draws"] for known in shape["combinations"]) == 8


def test_titles_cannot_steer_a_terminal_and_names_stay_in_their_cells() -> None:
    case = two_lines(figure(0, 1))
    case = replace(
        case, title="A\x1b[2J", parties=(replace(case.parties[0], title='a"\n\x07'), case.parties[1])
    )
    name = 'my, "draft"\n2'
    found = robustness(case, effort=LITTLE, packages={name: {"i0": "o0"}})
    assert told(found).isprintable()
    rows = csv.DictReader("".join(robust_csv(found)).splitlines(keepends=True))
    assert any(f"given:{name}" in row["names"].split(";") for row in rows)


# ---------------------------------------------------------------- sentences


def test_the_finding_of_the_case_of_march_2025(territory: Robustness) -> None:
    chance, ruled_out, decides, best = robust_finding(territory)
    low, high = territory.deal.interval
    assert chance == (
        f"A deal exists in {100 * territory.deal.value:.1f} % of 400 draws over everything that the case "
        f"leaves open (95 % interval {100 * low:.1f} to {100 * high:.1f} %)."
    )
    assert ruled_out.startswith("In every draw without a deal, rules and red lines alone leave no package;")
    assert "“Russia gives up none of the six regions” is held" in decides
    assert "“Ukraine gives up none of the six regions” is held" in decides
    assert best.startswith("The most widely acceptable single package found is acceptable to all in ")
    top = widest(territory)
    assert top is not None
    assert top.acceptable_to_all.count == max(territory.candidates.agreed)


def test_what_is_not_decided_is_said(territory: Robustness) -> None:
    shy = replace(territory, undecided=40, deal=Share(100, 400))
    assert "in 40 more that was not decided, so it may be up to 35.0 %" in robust_finding(shy)[0]
    (first, *more) = territory.combinations
    page = told(replace(shy, combinations=(replace(first, undecided=3), *more), rounded=("russia",)))
    assert "3 draws undecided" in page
    assert "The stated numbers of Russia were rounded, too" in page


def test_reservations_may_be_in_the_way() -> None:
    case = case_of([2], {"a": [[1, 0]], "b": [[0, 1]]}, reservations={"a": 0, "b": 0})
    parties = (replace(case.parties[0], reservation=figure(0, 2)), case.parties[1])
    lines = (red_line(case.issues, "b-none", "b", "i0 = o0 and i0 = o1"),)
    half = replace(case, parties=parties, red_lines=tuple(replace(line, held=figure(0, 1)) for line in lines))
    sentences = robust_finding(robustness(half, effort=replace(LITTLE, draws=200, importance=100)))
    assert "in the other draws without a deal some party would be worse off than without one" in sentences[1]
    assert "what a has without a deal" in sentences[2]


def test_nothing_open_needs_no_draws() -> None:
    case = case_of([2], {"a": [[1, 0]]}, reservations={"a": 0})
    found = robustness(case, effort=LITTLE)
    assert robust_finding(found) == ("Nothing is open in this case: a deal exists, whatever is drawn.",)
    without = replace(found, deal=Share(0, 8))
    assert "does not exist" in robust_finding(without)[0]
    assert "not decided" in robust_finding(replace(without, undecided=8))[0]


def test_an_outcome_that_hangs_on_nothing_much(territory: Robustness) -> None:
    small = Estimate(value=0.01, low=0, high=0.03, standard_error=0.01)
    flat = GroupImportance(place="parties.russia.weights", index=Index(closed=small, total=small))
    many = replace(territory.importance[0], groups=(flat,) * 20, left_out=3)
    found = replace(territory, importance=(many,))
    assert "It hangs on many open inputs, on none of them much." in robust_finding(found)
    page = told(found)
    assert "12 inputs with less weight: see --json." in page
    assert "3 draws left out" in page
    never = replace(many, groups=None, share=Share(0, 12))
    assert "Whether a deal exists: never so in 12 draws" in told(replace(found, importance=(never,)))
    always = replace(never, share=Share(12, 12))
    assert "Whether a deal exists: always so in 12 draws" in told(replace(found, importance=(always,)))
    assert "hangs" not in " ".join(robust_finding(replace(found, importance=(always,))))


def test_an_outcome_too_rare_for_its_bars_says_so() -> None:
    effort = replace(LITTLE, draws=20, importance=300)
    seldom = robustness(two_lines(figure(Fraction(95, 100))), effort=effort, seed=1)
    few = seldom.importance[0].share.count
    assert 0 < few < 100
    often = robustness(two_lines(figure(Fraction(1, 2))), effort=effort, seed=1)
    assert [found.importance[0].is_rare for found in (seldom, often)] == [True, False]
    sentence = f"That was so in {few} of 600 draws only: too few for these intervals"
    assert sentence in told(seldom)
    assert "draws only" not in told(often)


def test_where_selections_are_unknown_acceptability_still_stands(territory: Robustness) -> None:
    packages = tuple(replace(known, selected=None, broken=("r1",)) for known in territory.packages)
    found = replace(
        territory,
        packages=packages,
        settlements=None,
        check=None,
        candidates=replace(territory.candidates, selected=None),
    )
    page = told(found)
    assert "What the Nash packages settle" not in page
    assert "breaks r1" in page
    assert_follows(json.loads("".join(robust_json(found))), "robust")
    assert "selected.nash" not in next(iter(robust_csv(found)))


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("red_lines.russia-keeps-territory", "whether “Russia gives up none of the six regions” is held"),
        ("parties.ukraine.weights", "how much each issue weighs for Ukraine"),
        ("parties.ukraine.values.nato", "what the options of “Ukraine and NATO” are worth to Ukraine"),
        ("parties.russia.interactions", "what combinations of options add for Russia"),
        ("parties.russia.reservation", "what Russia has without a deal"),
    ],
)
def test_inputs_are_named_by_what_they_are(place: str, words: str) -> None:
    assert input_words(bundled("ukraine-2025-03"), place) == words


def test_packages_are_named_by_why_they_are_followed() -> None:
    case = bundled("ukraine-2025-03")
    names = ("nash", "utilitarian", "way:russia-keeps-territory+ukraine", "like:russia", "given:x")
    assert package_words(case, names) == (
        "Nash and utilitarian, with all that is open at its middle; Nash if “Russia gives up none of the six "
        "regions” and no less than without a deal (Ukraine) give way; no deal, as Russia has it; draft “x”"
    )
    assert package_words(case, ()) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0 %"), (1.0, "100 %"), (0.0004, "under 0.1 %"), (0.9996, "over 99.9 %"), (0.12345, "12.3 %")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(value: float, words: str) -> None:
    assert percent(value) == words


def test_a_bar_keeps_its_sign() -> None:
    assert bar_text(Estimate(value=-0.02, low=-0.06, high=0.011, standard_error=0.02)) == "−2 % (−6 to 1)"


def test_levels_of_lines_are_told() -> None:
    case = two_lines(figure(0, 1), fallback=True)
    found = robustness(case, effort=replace(LITTLE, draws=200))
    words = {tuple(known.levels.values()): combination_words(case, known) for known in found.combinations}
    assert words[0, 0] == "every red line is held"
    assert words[1, 0].endswith(": Issue 0: “Option 0” or “Option 1”")
    assert words[2, 1].count("given up") == 2
    row = re.search(r"\(b\) +0 to 100 % +([\d.]+) % +no fallback +([\d.]+) %", told(found))
    assert row is not None
    assert float(row[1]) + float(row[2]) == 100


# ---------------------------------------------------------------- an opening in the draws


def test_an_opening_that_is_taken_has_the_chance_of_the_draws_in_which_it_is() -> None:
    case = two_lines(figure(Fraction(1, 2)))
    found = robustness(case, effort=replace(LITTLE, draws=2_000, importance=0), seed=3)
    for way in solve(case).ways:
        share = opened_chance(found, way)
        assert share is not None
        assert share.value == 1
        assert abs(share.draws - 1_000) < 100


def test_an_opening_of_the_case_of_march_2025(territory: Robustness) -> None:
    for way in solved("ukraine-2025-03").ways:
        share = opened_chance(territory, way)
        assert share is not None
        assert share.count == share.draws > 0


def test_an_opening_that_no_draw_has_or_that_asks_for_less_than_no_deal_has_no_share() -> None:
    case = two_lines(figure(1))
    found = robustness(case, effort=LITTLE)
    assert [opened_chance(found, way) for way in solve(case).ways] == [None, None]
    poor = case_of([2], {"a": [[1, 0]], "b": [[0, 1]]}, reservations={"a": 1, "b": 1})
    ways = solve(poor).ways
    assert ways
    assert [opened_chance(robustness(poor, effort=LITTLE), way) for way in ways] == [None] * len(ways)


# ---------------------------------------------------------------- effort


def test_effort_goes_with_the_draws_up_to_its_own() -> None:
    assert effort_of(10_000) == Effort()
    assert effort_of(1_000_000) == Effort(draws=1_000_000)
    assert effort_of(2_000) == Effort(draws=2_000, frontiers=40, checks=20, importance=500)
    assert effort_of(1) == Effort(draws=1, frontiers=10, checks=5, importance=500)


def test_no_deal_as_a_package_is_named(territory: Robustness) -> None:
    likes = [party for party in territory.case.parties if isinstance(party.reservation, Like)]
    assert len(likes) == 4
    assert "no deal, as Russia, Ukraine, United States and European states have it" in told(territory)
