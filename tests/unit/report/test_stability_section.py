"""The brief's section on stability: marks with words, both readings of a deal, nothing that is not public."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from detente.accept.answer import Answer
from detente.accept.stability import STABILITY_CONCEPTS
from detente.accept.stability.candidates import candidates
from detente.accept.stability.examine import examine_case
from detente.cli.study import MOST_SIGNATORIES, deals_that_hold
from detente.report.stability import stability_section
from detente.views.edition import edition_of
from detente.views.study import Study
from tests.bundled import READINGS, solved
from tests.unit.report.page_reader import read_page
from tests.unit.report.test_brief import HOSTILE, with_reservations


@cache
def section(name: str, *, public: bool = False) -> str:
    return section_of(solved(name), public=public)


def section_of(answer: Answer, *, public: bool = False) -> str:
    study = Study(stability=deals_that_hold(answer))
    return stability_section(edition_of(answer, study=study, public=public))


def told(section: str) -> str:
    reader = read_page(section)
    missing = re.compile(r"#stability-title|i-[a-z-]+")
    assert [problem for problem in reader.problems if not missing.search(problem)] == []
    return " ".join(reader.text.split())


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", READINGS)
def test_every_mark_has_its_word(name: str, public: bool) -> None:
    page, examined = section(name, public=public), deals_that_hold(solved(name))
    assert examined is not None
    told(page)
    tables = page.count('<table class="stable">')
    presumed = sum(candidate.way is not None for candidate in examined.candidates)
    assert tables == len(examined.candidates) + presumed
    marks = tables * (len(examined.graph.makers) + 1) * len(STABILITY_CONCEPTS)
    assert len(re.findall(r'<use href="#i-(?:keeps|refuses)"/>', page)) == marks
    words = [page.count(f'<span class="sr">{word}</span>') for word in ("stable", "not stable")]
    assert sum(words) == marks


def test_the_two_readings_of_a_deal_stand_side_by_side() -> None:
    text = told(section("ukraine-2025-03"))
    assert text.count("As the case stands") == text.count("With the concession made Party") == 2
    assert "no answer of the others is known to deter Russia from leaving it." in text
    assert "With that concession made, it holds under GMR, SMR, SEQ and SSEQ, not under Nash." in text
    assert "(one of the others answers, by one move) and the concession made, it holds under none" in text
    assert "With the concession made: Russia may gain by breaking it; answered:" in text
    for caveat in ("SEQ and SSEQ are no guarantee", "of the first the abstract was at hand"):
        assert caveat in text


def test_a_deal_without_concessions_has_one_table_and_no_other_definition() -> None:
    text = told(section("bill-and-jack"))
    assert "As the case stands" not in text
    assert "By the other definition" not in text
    assert "Package 1 (Nash and Kalai-Smorodinsky) Once in force, it holds under GMR" in text
    assert "For whom it holds, by concept" in text


def test_where_a_concession_changes_nothing_that_is_said() -> None:
    assert "With that concession made, the same holds." in told(section("sunday-market"))
    assert "Preferences of The traders are not stated" in told(section("sunday-market"))


def test_a_known_gain_and_those_who_gain_nothing_are_told_apart() -> None:
    answer = solved("split-the-pie")
    problem, gains = answer.space.problem, {"first": 1, "second": -1}
    examined = examine_case(
        problem,
        candidates(answer),
        gains={party: problem.utilities[0].exact(gain) for party, gain in gains.items()},
        breach="reversible",
    )
    text = told(stability_section(edition_of(answer, study=Study(stability=examined))))
    assert "First gains by breaking it: GMR and SEQ: answered: Second withdraws, and no deal is left." in text
    assert "Second has no move to a state that is preferred, or may be." in text
    assert "cannot be taken back" not in text
    assert "What a party gains by breaking" not in text


def test_a_public_page_has_no_deal_that_rests_on_what_parties_have_without_one() -> None:
    answer = with_reservations()
    complete, public = told(section_of(answer)), told(section_of(answer, public=True))
    assert "Lower accepts less than without a deal" in complete
    assert "this page leaves them out" in public
    assert "Lower" not in public
    examined = deals_that_hold(answer)
    assert examined is not None
    first = examined.candidates[0]
    mixed = replace(examined, candidates=(replace(first, way=None), *examined.candidates[1:]))
    study = Study(stability=mixed)
    text = told(stability_section(edition_of(answer, study=study, public=True)))
    assert "One further deal rests on what parties have without a deal, and is left out here." in text
    assert "Package 2" not in text


def test_a_public_page_says_nothing_of_who_states_a_reservation() -> None:
    answer = solved("bill-and-jack")
    examined = deals_that_hold(answer)
    assert examined is not None
    notes = (*examined.graph.notes, "The reservation of Bill is not stated: so much is unknown.")
    result = replace(examined.result, graph=replace(examined.graph, notes=notes))
    study = Study(stability=replace(examined, result=result))
    assert "reservation of Bill" in told(stability_section(edition_of(answer, study=study)))
    assert "reservation of Bill" not in told(stability_section(edition_of(answer, study=study, public=True)))


def test_deals_that_were_left_out_are_told() -> None:
    answer = solved("bill-and-jack")
    examined = deals_that_hold(answer)
    assert examined is not None
    text = told(stability_section(edition_of(answer, study=Study(stability=replace(examined, left_out=2)))))
    assert "2 packages are left out: the graph would be too large." in text


def test_without_a_graph_the_section_says_so() -> None:
    text = told(stability_section(edition_of(solved("bill-and-jack"))))
    assert "No conflict graph was made for this page" in text


def test_no_graph_is_made_for_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_SIGNATORIES >= 6
    monkeypatch.setattr("detente.cli.study.MOST_SIGNATORIES", 1)
    assert deals_that_hold(solved("bill-and-jack")) is None


def test_titles_of_strangers_stay_text() -> None:
    answer = with_reservations()
    problem = answer.space.problem
    parties = tuple(replace(party, title=HOSTILE) for party in problem.case.parties)
    case = replace(problem.case, parties=parties)
    hostile = replace(answer, space=replace(answer.space, problem=replace(problem, case=case)))
    page = section_of(hostile)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
