"""The brief's sections on breaking a deal and on the order of its steps: sentences, pictures, tables."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache

from detente.accept.answer import Answer
from detente.cli.enforced import enforced
from detente.enforce.deal import Deal, Ordered, PlanRates, does_it_pay, who_goes_first
from detente.enforce.deal.rates import Alarms
from detente.report.breaking import breaking_section, order_section
from detente.report.first_screen import first_screen
from detente.report.order_figure import order_figure
from detente.views.collateral_chart import axis_end, enough
from detente.views.edition import Edition, edition_of
from detente.views.enforce_words import enforce_finding
from detente.views.study import Study
from tests.bundled import bundled, solved
from tests.hand_plan import hand_plan
from tests.unit.enforce.test_deal import SEEN, assumed
from tests.unit.report.page_reader import read_page

NAME = "ukraine-2025-03"


@cache
def found() -> tuple[Deal, Ordered]:
    case = bundled(NAME)
    return (
        does_it_pay(case, assumed(), rates=SEEN, draws=40),
        who_goes_first(case, assumed(), rates=SEEN),
    )


def shown(deal: Deal | None, ordered: Ordered | None, *, public: bool = False) -> Edition:
    study = Study(deal=deal, ordered=ordered, no_deal="Not asked.", rates_from="From nowhere.")
    return edition_of(solved(NAME), study=study, public=public)


def told(section: str) -> str:
    reader = read_page(section)
    missing = re.compile(r"#(breaking|order)-title")
    assert [problem for problem in reader.problems if not missing.search(problem)] == []
    return " ".join(reader.text.split())


def test_both_sides_have_the_same_tables() -> None:
    deal, ordered = found()
    text = told(breaking_section(shown(deal, ordered)))
    assert text.count("The deal, all periods together") == 2
    assert "What collateral does" in text
    assert re.search(r"needed in .* of the draws of Russia \(.*\) and .* of the draws of Ukraine \(", text)
    assert "From nowhere." in text
    assert "nobody has declared (exchange)" in text


def test_the_axis_ends_where_nearly_all_draws_have_enough() -> None:
    deal, _ = found()
    shares = [enough(side.least_drawn, axis_end(deal)) for side in deal.sides]
    finite = [
        sum(amount < math.inf for amount in side.least_drawn) / len(side.least_drawn) for side in deal.sides
    ]
    assert all(share >= 0.95 * most for share, most in zip(shares, finite, strict=True))
    never = [replace(side, least_drawn=(math.inf,) * 3) for side in deal.sides]
    assert 0 < axis_end(replace(deal, sides=tuple(never))) < 1e-6
    text = told(breaking_section(shown(replace(deal, sides=tuple(never)), None)))
    assert "100 % of the draws of Ukraine (in some no amount is enough)" in text


def test_where_no_collateral_works_that_stands_first() -> None:
    blind = PlanRates({"no-fire-across-the-line": {"advance": Alarms(beta=0.1, alpha=0.2, review_days=30)}})
    deal = does_it_pay(bundled(NAME), assumed(), rates=blind, draws=10)
    finding = enforce_finding(deal)
    assert finding[0].startswith("No collateral makes breaking the deal not pay for Russia")
    text = told(breaking_section(shown(deal, None)))
    assert text.index("No collateral makes") < text.index("At middle figures breaking the deal")
    assert enough(deal.sides[0].least_drawn, 1e9) == 0


def test_a_bar_for_each_step_and_the_curve_below() -> None:
    deal, ordered = found()
    page = order_section(shown(deal, ordered))
    assert page.count('class="g-bar"') == page.count('class="g-wait"') == len(ordered.rows)
    assert 'class="exposed"' in page
    text = told(page)
    assert "Who does what, by which day" in text
    assert "goes first, with" in text
    for row in ordered.rows:
        assert f"{row.number}. " in page


def test_long_names_are_cut() -> None:
    _, ordered = found()
    name = "A party with a very long name indeed"
    parties = tuple(replace(party, title=name) for party in ordered.case.parties)
    drawn = order_figure(replace(ordered, case=replace(ordered.case, parties=parties)))
    assert ">A party with a very…<" in drawn or ">A party with a very …<" in drawn


def test_the_first_screen_answers_the_third_question() -> None:
    deal, ordered = found()
    text = " ".join(read_page(first_screen(shown(deal, ordered))).text.split())
    assert "Does breaking it pay? At middle figures it" in text
    assert "Who goes first?" in text


def test_in_public_what_rests_on_no_deal_is_left_out() -> None:
    deal, ordered = found()
    edition = shown(deal, ordered, public=True)
    assert "this page leaves it out" in told(breaking_section(edition))
    assert "goes first, with" in told(order_section(edition))
    assert "Does breaking it pay?" not in first_screen(edition)


def test_without_either_the_page_says_why() -> None:
    assert "Not asked." in told(breaking_section(shown(None, None)))
    assert "Not asked." in told(order_section(shown(None, None)))
    case = bundled(NAME)
    dark = does_it_pay(case, assumed())
    assert "Whether breaking pays is not known." in told(breaking_section(shown(dark, None)))


def answer_of(name: str) -> Answer:
    return solved(name)


def test_what_the_brief_asks_for() -> None:
    without = enforced(answer_of("bill-and-jack"), None, public=False)
    assert "enforcement.toml beside its case.toml" in without.why_not
    held = enforced(answer_of(NAME), None, public=False)
    assert held.deal is not None
    assert held.deal.sides == ()
    assert held.ordered is not None
    assert "Without a plan" in held.rates_from
    answer = answer_of(NAME)
    nothing = replace(answer, solutions={}, ways=())
    assert "leads to no package" in enforced(nothing, None, public=False).why_not
    partial = hand_plan()  # its package leaves out most issues
    assert "Nothing could be found" in enforced(answer, partial, public=False).why_not
