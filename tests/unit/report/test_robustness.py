"""Robustness on the page: a band beside each finding, charts, and nothing of a reservation in public."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings

from detente.accept.answer import Answer, solve
from detente.accept.robustness.indices import Estimate, Index
from detente.accept.robustness.result import Effort, GroupImportance, Robustness
from detente.accept.robustness.run import robustness
from detente.accept.robustness.share import Share
from detente.case.model import Case
from detente.report.brief import render_brief
from detente.views.study import Study
from tests.bundled import READINGS, solved
from tests.small_cases import case_of, figure, red_line
from tests.strategies import EVERYTHING, cases
from tests.unit.report.page_reader import read_page

NAME = "ukraine-2025-03"
LITTLE = Effort(draws=300, frontiers=6, best=4, checks=3, listed=3, importance=40, resamples=10)
QUICK = Effort(draws=8, frontiers=3, best=2, checks=1, listed=2, importance=5, resamples=3)


@cache
def drawn(name: str, *overlays: str, effort: Effort = LITTLE) -> Robustness:
    return robustness(solved(name, *overlays).case, effort=effort, seed=1, answer=solved(name, *overlays))


@cache
def page_of(name: str, *, public: bool = False) -> str:
    """The brief of a bundled case with draws of it and of its readings."""
    readings = [solved(name, overlay) for overlay in READINGS[name]]
    found = (drawn(name), *(drawn(name, overlay) for overlay in READINGS[name]))
    return render_brief(solved(name), readings=readings, study=Study(robustness=found), public=public)


def text_of(page: str) -> str:
    reader = read_page(page)
    assert reader.problems == []
    return reader.text


def section_of(page: str, anchor: str = "robustness") -> str:
    return page.partition(f'<section id="{anchor}"')[2].partition("</section>")[0]


def page_with(answer: Answer, found: Robustness | None, *, public: bool = False) -> str:
    return render_brief(answer, study=Study(robustness=(found,)), public=public)


def one_decimal(share: Share) -> str:
    return f"{100 * share.value:.1f} %"


# ---------------------------------------------------------------- bands


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", READINGS)
def test_every_bundled_case_makes_a_sound_page(name: str, public: bool) -> None:
    text_of(page_of(name, public=public))


def test_each_finding_has_its_band() -> None:
    page, found = page_of(NAME), drawn(NAME)
    first = section_of(page, "finding")
    assert f"a deal exists in {one_decimal(found.deal)} of 300 draws" in first
    assert first.count('class="band"') == 1
    openings = section_of(page, "openings")
    assert openings.count("Once it is taken, a deal exists in 100 % of") == 2
    assert openings.count("its Nash package is acceptable to all in") == 2
    readings = section_of(page, "collisions")
    assert readings.count('class="band"') == 1 + len(READINGS[NAME])
    for overlay in READINGS[NAME]:
        share = drawn(NAME, overlay).deal
        words = "100 %" if share.count == 300 else one_decimal(share)
        assert f"A deal exists in {words} of 300 draws" in readings
    assert section_of(page).count('class="band"') == 1 + 2 + len(READINGS[NAME])


def test_a_band_has_the_length_of_its_share_and_the_width_of_its_error() -> None:
    low, high = (100 * end for end in drawn(NAME).deal.interval)
    band = section_of(page_of(NAME), "finding").partition('class="band"')[2].partition("</svg>")[0]
    assert f'width="{100 * drawn(NAME).deal.value:.2f}" height="6" class="part"' in band
    assert f'x="{low:.2f}" y="0" width="{high - low:.2f}" height="10" class="error"' in band


def test_the_section_says_what_it_found_and_what_that_rests_on() -> None:
    text = read_page(f"<section{section_of(page_of(NAME))}</section>").text
    for part in (
        "A draw fills in everything that the case leaves open",
        "How likely a deal is, finding by finding",
        "The interval is the error of drawing (95 %, Wilson 1927)",
        "Red lines: their chances, and what the draws made of them",
        "What decides",
        "other inputs changed it in no draw",
        "Which packages are most widely acceptable",
        "Package 1: Nash if “Russia gives up none of the six regions” gives way.",
        "What the Nash packages agree on, issue by issue",
        "Each party's figures, each issue's values and each red line are drawn independently",
        "300 draws, seed 1;",
    ):
        assert part in text


def test_charts_have_words_for_those_who_cannot_see_them() -> None:
    section = section_of(page_of(NAME))
    assert section.count('role="img"') == 3
    assert 'aria-label="Whether a deal exists: whether “' in section
    assert "Acceptability of " in section
    assert "<title>Package 1: to all " in section


# ---------------------------------------------------------------- nothing to draw, nothing drawn


def test_without_draws_the_page_says_so() -> None:
    page = render_brief(solved(NAME))
    assert "No draws were made for this page." in section_of(page)
    assert 'class="band"' not in page


def test_a_reading_without_draws_has_no_band() -> None:
    base, reading = solved(NAME), solved(NAME, "de-facto")
    page = render_brief(base, readings=[reading], study=Study(robustness=(drawn(NAME),)))
    assert section_of(page, "collisions").count('class="band"') == 1
    assert "De facto" not in section_of(page).partition("</table>")[0]


def test_where_nothing_is_open_one_sentence_is_enough() -> None:
    section = section_of(page_of("bill-and-jack"))
    assert "Nothing is open in this case: a deal exists, whatever is drawn." in section
    assert "<table" not in section


def test_red_lines_alone_have_chances_and_no_packages() -> None:
    section = section_of(page_of("sunday-market"))
    assert "Red lines: their chances" in section
    assert "Which packages" not in section


def test_an_opening_that_no_draw_takes_has_no_band() -> None:
    tables = {"a": [[1, 0], [0, 0]], "b": [[0, 1], [0, 0]]}
    case = case_of([2, 2], tables, reservations={"a": 0, "b": 0})
    lines = (
        red_line(case.issues, "a-first", "a", "i0 = o0"),
        red_line(case.issues, "b-second", "b", "i0 = o1"),
        red_line(case.issues, "b-third", "b", "i1 = o1"),
    )
    held = (figure(1), figure(1), figure(0, 1))
    case = replace(
        case, red_lines=tuple(replace(line, held=one) for line, one in zip(lines, held, strict=True))
    )
    answer = solve(case)
    assert len(answer.ways) == 2
    page = page_with(answer, robustness(case, effort=replace(QUICK, draws=50)))
    assert "Once it is taken" not in page
    assert section_of(page).count('class="band"') == 1


def test_what_was_not_decided_and_what_hangs_on_nothing_is_said() -> None:
    found = drawn(NAME)
    small = Estimate(value=0.0, low=0.0, high=0.0, standard_error=0.0)
    still = GroupImportance(place="parties.russia.weights", index=Index(closed=small, total=small))
    deal, accepted = found.importance
    shy = replace(
        found,
        undecided=9,
        combinations=(replace(found.combinations[0], undecided=9), *found.combinations[1:]),
        importance=(replace(deal, groups=(still,)), replace(accepted, groups=None, share=Share(0, 80))),
        packages=tuple(replace(known, selected=None) for known in found.packages),
        settlements=None,
    )
    section = section_of(page_with(solved(NAME), shy))
    assert "9 more that was not decided" in section
    assert "9 undecided" in section
    assert "it varies, but no single input changed it in any draw" in section
    assert "never so in 80 draws; there is nothing to split" in section
    assert "What the Nash packages agree on" not in section
    always = replace(shy, importance=(replace(deal, groups=None, share=Share(80, 80), left_out=2),))
    assert "always so in 80 draws" in section_of(page_with(solved(NAME), always))
    many = replace(deal, groups=deal.groups[:2] * 5 if deal.groups else None, left_out=2)
    section = section_of(page_with(solved(NAME), replace(found, importance=(many,))))
    assert "the first 8 are drawn" in section
    assert "2 draws left out as undecided" in section
    without = replace(found, importance=(), packages=())
    assert "What decides" not in section_of(page_with(solved(NAME), without))


# ---------------------------------------------------------------- public


def priced(low: int) -> Case:
    """A contest of which only the reservations of the first party differ from case to case."""
    case = case_of(
        [4, 2], {"a": [[9, 6, 3, 0], [1, 0]], "b": [[0, 3, 6, 9], [0, 1]]}, reservations={"a": 0, "b": 0}
    )
    parties = (replace(case.parties[0], reservation=figure(low, low + 4)), case.parties[1])
    lines = (
        red_line(case.issues, "a-half", "a", "i0 in {o0, o1}", fallback=["i0 in {o0, o1, o2}"]),
        red_line(case.issues, "b-half", "b", "i0 in {o2, o3}"),
    )
    return replace(case, parties=parties, red_lines=lines)


def without_openings(section: str) -> str:
    """Which openings there are rests on reservations, and is told elsewhere on the page."""
    return re.sub('<tr><th scope="row">Once .*?</tr>', "", section)


def test_a_public_page_is_the_same_whatever_the_reservations_are() -> None:
    pages = {}
    for low in (0, 3, 6):
        case = priced(low)
        found = robustness(case, effort=replace(LITTLE, importance=60), seed=2)
        pages[low] = [page_with(solve(case), found, public=public) for public in (True, False)]
    public, complete = zip(*pages.values(), strict=True)
    assert len({without_openings(section_of(page)) for page in public}) == 1
    assert len({without_openings(section_of(page)) for page in complete}) == 3
    bands = {
        tuple(part.partition("</div>")[0] for part in page.split('class="banded"')[1:2]) for page in public
    }
    assert len(bands) == 1


def test_a_public_page_names_no_acceptability_and_says_what_it_leaves_out() -> None:
    page = page_of(NAME, public=True)
    section = section_of(page)
    assert "Rules and red lines leave a package in" in section
    assert "This public page counts what rules and red lines leave, and no more." in section
    for word in (
        "acceptable to all",
        "What decides",
        "Nash packages agree",
        "drawn frontiers",
        "A deal exists",
    ):
        assert word not in section
    assert "acceptable to all" not in section_of(page, "openings")
    assert "Once it is taken, rules and red lines leave a package in 100 %" in section_of(page, "openings")
    assert "red lines giving way by their chances, rules and red lines leave" in section_of(page, "finding")


def test_draws_of_a_private_reading_are_never_public() -> None:
    base, reading = solved(NAME), solved(NAME, "analyst")
    overlays = tuple(replace(known, private=known.applied) for known in reading.case.overlays)
    problem = replace(reading.space.problem, case=replace(reading.case, overlays=overlays))
    reading = replace(reading, space=replace(reading.space, problem=problem))
    other = solved(NAME, "de-facto")
    found = (drawn(NAME), drawn(NAME, "analyst"), drawn(NAME, "de-facto"))
    page = render_brief(base, readings=[reading, other], study=Study(robustness=found), public=True)
    table = section_of(page).partition("</table>")[0]
    assert table.count('class="band"') == 1 + 2 + 1
    assert "De facto" in table
    assert "Analyst" not in table


# ---------------------------------------------------------------- any case


@given(cases(replace(EVERYTHING, parties=(1, 3), issues=(1, 3), red_lines=(0, 3))))
@settings(max_examples=25)
def test_any_case_makes_a_sound_page(case: Case) -> None:
    answer = solve(case)
    found = robustness(case, effort=QUICK, answer=answer)
    for public in (False, True):
        page = page_with(answer, found, public=public)
        text_of(page)
        assert page == page_with(answer, robustness(case, effort=QUICK, answer=answer), public=public)


def test_hostile_titles_stay_words() -> None:
    case = priced(0)
    evil = '</text></svg><script>alert(1)</script>"><img src=x>'
    case = replace(case, parties=tuple(replace(party, title=evil) for party in case.parties))
    case = replace(case, red_lines=tuple(replace(line, title=evil) for line in case.red_lines))
    page = page_with(solve(case), robustness(case, effort=LITTLE, packages={evil: {"i0": "o0", "i1": "o0"}}))
    text_of(page)
    assert "<script>alert" not in page
    assert "<img" not in page


# ---------------------------------------------------------------- what the page says of its draws


def test_the_page_names_the_draws_and_the_seed_that_it_rests_on() -> None:
    for public in (False, True):
        text = text_of(page_of(NAME, public=public))
        assert "Seed 1 for 300 draws (robustness) Edition" in text
        assert "They are used where draws are counted; everywhere else" in text
        assert "uses no chances" not in text
        assert ("How likely a deal is" in text) is not public
        assert ("How often a package is left, finding by finding" in text) is public
    without = text_of(page_with(solved(NAME), None))
    assert "Seed none: no part of this page rests on random draws" in without
    assert "This page uses no chances: every line counts as held" in without


def test_proposals_are_named_among_what_was_drawn() -> None:
    from detente.accept.proposal.likelihood import with_likelihood
    from detente.accept.proposal.propose import propose

    case = solved("bill-and-jack").case
    study = Study(proposals=with_likelihood(propose(case), draws=50, seed=3))
    text = text_of(render_brief(solved("bill-and-jack"), study=study))
    assert "Seed 3 for 50 draws (proposals) Edition" in text
