"""The page's section on proposals: cards, bars, assumptions named, nothing of reservations in public."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from detente.accept.answer import solve
from detente.accept.problem import problem_of
from detente.accept.proposal.likelihood import with_likelihood
from detente.accept.proposal.propose import Proposals, propose
from detente.case.draft import draft_of, read_draft
from detente.cli.tabled import draft_on_the_table, proposals_for
from detente.errors import InputError
from detente.report.brief import render_brief
from detente.report.proposals import proposals_section
from detente.views.edition import edition_of
from detente.views.study import Study
from tests.bundled import FOLDER, bundled, solved
from tests.proposal_strategies import OPEN, SILENT, SMALL, Given, on_the_table
from tests.small_cases import case_of
from tests.unit.report.page_reader import PageReader, read_page

UKRAINE = "ukraine-2025-03"
THIRTY_DAYS = FOLDER / UKRAINE / "drafts" / "thirty-days.toml"


def words(page: PageReader) -> str:
    return " ".join(page.text.split())


def section_of(name: str, found: Proposals | None, *, public: bool = False) -> PageReader:
    """The brief of a case, as far as it is about proposals."""
    page = render_brief(solved(name), study=Study(proposals=found), public=public)
    assert read_page(page).problems == []
    (part,) = re.findall('<section id="proposals".*?</section>', page, re.DOTALL)
    reader = PageReader()
    reader.feed(part)
    return reader


@pytest.fixture(scope="module")
def thirty_days() -> Proposals:
    found = propose(bundled(UKRAINE), read_draft(bundled(UKRAINE), THIRTY_DAYS))
    return with_likelihood(found, draws=400, seed=2)


def test_it_says_what_the_draft_lacks_and_what_answers(thirty_days: Proposals) -> None:
    text = words(section_of(UKRAINE, thirty_days))
    assert (
        "The draft is the package in thirty-days.toml. Two of four parties object to the draft: Russia"
        in text
    )
    assert "Russia: has no objection left with one changed issue" in text
    assert "“Not at all” → becomes “Third-party monitors on the line”" in text
    assert "400 draws (seed 2)" in text
    assert "All of them accepts" in text


def test_an_opening_that_is_assumed_is_named(thirty_days: Proposals) -> None:
    text = words(section_of(UKRAINE, thirty_days))
    assert "an assumption, and no expectation" in text
    assert "If “Russia gives up none of the six regions” is given up, the nearest deal changes ten" in text
    assert "Enough: Ukraine falls back to:" in text


def test_bars_are_as_long_as_the_shares_say(thirty_days: Proposals) -> None:
    page = section_of(UKRAINE, thirty_days)
    shares = [
        float(effect.share or 0)
        for proposal in thirty_days.text.proposals
        for effect in proposal.effects.values()
    ]
    drawn = [known.attributes for known in page.elements if known.tag == "rect"]
    bars = [known for known in drawn if str(known["class"])[:1] == "c" and known["x"] != "0"]
    first = [
        (-1 if float(str(bar["x"])) < 0 else 1) * float(str(bar["width"])) for bar in bars[: len(shares)]
    ]
    scale = max(range(len(shares)), key=shares.__getitem__)
    for share, length in zip(shares, first, strict=True):
        assert length == pytest.approx(first[scale] * share / shares[scale], abs=0.11)
    assert max(abs(float(str(bar["x"]))) for bar in bars) <= 100


def test_exchanges_stand_on_the_card_of_their_package(thirty_days: Proposals) -> None:
    text = words(section_of(UKRAINE, thirty_days))
    assert "As an exchange, for four pairs of parties" in text
    assert "Further exchanges of two issues" in text
    barter = section_of("bill-and-jack", propose(bundled("bill-and-jack")))
    assert "As an exchange, Bill and Jack: Bill gives way on “The book” and Jack" in words(barter)
    assert "Further exchanges" not in words(barter)


def test_threats_are_quoted_with_their_statements() -> None:
    case = bundled(UKRAINE)
    package = {**read_draft(case, THIRTY_DAYS).package, "foreign-troops": "non-nato"}
    page = section_of(UKRAINE, propose(case, draft_of(case, package)))
    assert "“Peacekeepers from states outside NATO” is tied to threats: g29" in words(page)
    assert "Threats tied to options of these packages: quoted, not scored (1)" in words(page)


def test_without_draws_nobody_accepts_or_refuses() -> None:
    text = words(section_of("bill-and-jack", propose(bundled("bill-and-jack"))))
    assert "accepts" not in text.lower()
    assert "No draws were made" in text


@pytest.mark.parametrize(
    ("public", "state"), [(False, "is not known as one package"), (True, "is left out here")]
)
def test_without_a_draft_it_says_why_there_is_nothing(public: bool, state: str) -> None:
    text = words(section_of("sunday-market", None, public=public))
    assert f"no draft was given, and the state without a deal {state}." in text


@settings(max_examples=20)
@given(on_the_table(SMALL, OPEN, SILENT))
def test_every_case_makes_a_sound_section(table: Given) -> None:
    answer = solve(table.problem.case)
    found = with_likelihood(propose(table.problem, table.draft), draws=5)
    for public in (False, True):
        page = render_brief(answer, study=Study(proposals=found), public=public)
        assert read_page(page).problems == []


# ---------------------------------------------------------------- the public edition


def test_a_public_page_starts_from_a_file_and_never_from_the_state_without_a_deal() -> None:
    case = bundled(UKRAINE)
    assert draft_on_the_table(case, None, public=True) is None
    quo = draft_on_the_table(case, None, public=False)
    assert quo is not None
    assert quo.kind == "status-quo"
    assert draft_on_the_table(bundled("sunday-market"), None, public=False) is None
    assert draft_on_the_table(case, THIRTY_DAYS, public=True) == read_draft(case, THIRTY_DAYS)
    assert proposals_for(solved(UKRAINE), None, public=True) is None


def test_a_file_with_the_state_without_a_deal_is_none_for_a_public_page(tmp_path: Path) -> None:
    case, file = bundled("bill-and-jack"), tmp_path / "as-it-is.toml"
    quo = propose(case).draft.package
    lines = [f'{issue} = "{option}"' for issue, option in quo.items()]
    file.write_text("\n".join(["[package]", *lines, ""]), encoding="utf-8")
    assert draft_on_the_table(case, file, public=False) == read_draft(case, file)
    with pytest.raises(InputError, match=r"as-it-is\.toml: package: this draft is what a party has without"):
        draft_on_the_table(case, file, public=True)
    found = proposals_for(solved("bill-and-jack"), read_draft(case, file), public=True)
    assert "No proposals are on this page" in words(section_of("bill-and-jack", found, public=True))


def test_what_rests_on_reservations_is_not_shown_in_public_even_if_it_was_worked_out() -> None:
    case = bundled("bill-and-jack")
    unlike = draft_of(case, dict.fromkeys(propose(case).draft.package, "bill"))
    for found in (propose(case), propose(case, unlike), with_likelihood(propose(case), draws=5)):
        text = words(section_of("bill-and-jack", found, public=True))
        assert "No proposals are on this page" in text
        assert "Bill gives way" not in text


def test_the_public_section_is_the_same_whatever_the_reservations_are() -> None:
    tables = {"north": [[0, 4, 9], [3, 1, 0]], "south": [[5, 2, 0], [0, 2, 6]]}
    pages = set()
    for reservations in (None, {"north": 2, "south": 1}, {"north": 7, "south": 6}, {"north": 12}):
        case = case_of((3, 3), tables, lines=[("north", "not i1 = o2")], reservations=reservations)
        answer = solve(replace(case, digest="one"))
        draft = draft_of(case, {"i0": "o1", "i1": "o2"})
        found = proposals_for(answer, draft, public=True)
        edition = edition_of(answer, study=Study(proposals=found), public=True)
        pages.add(str(proposals_section(edition)))
    plain, said = sorted(pages, key=lambda page: "no reservation is stated" in page), {len(pages)}
    assert said == {1}, plain
    text = plain[0]
    assert "what parties have without a deal is left aside" in text
    assert "worse off than without" not in text
    assert "accepts" not in text


def test_a_problem_without_reservations_tells_nothing_of_them() -> None:
    from detente.accept.problem import unreserved

    problem = problem_of(bundled("bill-and-jack"))
    assert problem.reserved
    bare = unreserved(problem)
    assert (bare.reserved, bare.lines, bare.sizes) == ((), problem.lines, problem.sizes)
    assert [own.tables for own in bare.utilities] == [own.tables for own in problem.utilities]
