"""The finding in three sentences, and what a public page leaves out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from detente.accept.answer import Answer, solve
from detente.accept.blockers import Blocker, Blockers
from detente.accept.sensitivity import Lever
from detente.case.folder import build_case
from detente.case.model import Case, Overlay
from detente.errors import InputError
from detente.report.brief import render_brief
from detente.views.demands import collision, concession, demand_names
from detente.views.edition import edition_of
from detente.views.finding import finding, verdict
from detente.views.numbers import count_words, date_text
from detente.views.page import page_lines
from detente.views.solve_text import solve_page
from tests.bundled import READINGS, bundled, solved
from tests.strategies import EVERYTHING, cases


def two_sides(**extra: object) -> Case:
    """Two parties who want opposite things of one issue."""
    parties = {
        name: {"title": title, "weights": {"i": 1}, "values": {"i": values}, **extra}
        for name, title, values in (("p", "Upper", {"a": 1, "b": 0}), ("q", "Lower", {"a": 0, "b": 1}))
    }
    issues = {"i": {"title": "The ford", "options": {"a": "Kept", "b": "Left"}}}
    return build_case({"format": 1, "case": {"title": "T"}, "parties": parties, "issues": issues})


def told(answer: Answer, *, public: bool = False) -> str:
    return " ".join(finding(edition_of(answer, public=public), answer))


def test_the_real_case_in_three_sentences() -> None:
    answer = solved("ukraine-2025-03")
    russia, ukraine = (f"“{name} gives up none of the six regions”" for name in ("Russia", "Ukraine"))
    first, second, third = finding(edition_of(answer), answer)
    assert first == (
        "No deal is possible as things stand: none of the 847,143,360 packages within the structural rules "
        "keeps all six red lines."
    )
    assert second == f"One thing collides: {russia} against {ukraine}."
    assert third == f"Either of these would open a deal: {russia} is given up; or {ukraine} is weakened."
    assert verdict(answer) == "No deal as things stand"


def test_a_deal_in_three_sentences() -> None:
    first, second, third = finding(edition_of(solved("bill-and-jack")), solved("bill-and-jack"))
    assert first == (
        "A deal is possible: 293 of the 512 packages within the structural rules leave no party worse off "
        "than without a deal."
    )
    assert second == (
        "Eleven outcomes within the rules and red lines are efficient: no party can get more without another "
        "getting less (the Pareto frontier)."
    )
    assert third == "The greatest product of gains over no deal (Nash) brings Bill +12, Jack +5."


def test_a_party_is_named_where_its_line_does_not_name_it() -> None:
    answer = solved("sunday-market")
    assert demand_names(answer.case, answer.blockers.sets[0]) == [
        "“The market is held” (The traders)",
        "“The market is not held” (The parish)",
    ]
    assert (
        "“The market is not held” (The parish) and “The road is not closed” (The bus company) are given up"
        in (concession(answer.case, way) for way in answer.ways)
    )


def test_the_page_and_the_command_line_tell_the_same_finding() -> None:
    for name in READINGS:
        answer = solved(name)
        page = render_brief(answer).replace("&#x27;", "'")
        printed = " ".join(" ".join(page_lines(solve_page(answer), width=100)).split())
        for text in finding(edition_of(answer), answer):
            assert f"<p>{text}</p>" in page
            assert text in printed


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "“A” (Upper) cannot be kept"), (3, "“A” (Upper), “B” (Upper) and “C” (Upper) cannot all be kept")],
)
def test_a_blocker_of_one_or_of_many_demands_is_a_sentence(count: int, words: str) -> None:
    (line, *_) = bundled("sunday-market").red_lines
    lines = tuple(replace(line, id=title, title=title, party="p") for title in "ABC")
    case = replace(two_sides(), red_lines=lines)
    assert collision(case, Blocker(red_lines=tuple("ABC"[:count]), reservations=())) == words


def test_openings_that_touch_a_reservation_say_who_accepts_less() -> None:
    assert "Upper accepts less than without a deal; or Lower accepts less" in told(
        solve(two_sides(reservation=1))
    )


def test_what_no_package_allows_and_what_was_not_decided() -> None:
    case = two_sides()
    nothing = replace(solve(case), counts=replace(solve(case).counts, within_rules=0))
    assert verdict(nothing) == "No package is possible"
    assert told(nothing) == (
        "The structural rules alone exclude every package: there is nothing to agree on."
    )
    undecided = solve(case)
    undecided = replace(undecided, space=replace(undecided.space, feasible=None))
    assert verdict(undecided) == "Not decided"
    assert "was not decided" in told(undecided)


def test_a_list_that_is_not_complete_says_so() -> None:
    answer = solved("sunday-market")
    blockers = Blockers(sets=answer.blockers.sets, complete=False, calls=1)
    assert "At least two things collide" in told(replace(answer, blockers=blockers))


def test_a_public_finding_does_not_tell_a_reservation() -> None:
    answer = solve(two_sides(reservation=1))
    assert "no less than without a deal (Upper)" in told(answer)
    public = told(answer, public=True)
    assert "this page leaves that out" in public
    assert "Upper" not in public
    open_answer = solve(two_sides(reservation=0))
    assert "2 of the 2" in told(open_answer)
    public = told(open_answer, public=True)
    assert "Nash" in told(open_answer)
    assert "2 of the 2" not in public
    assert "Nash" not in public


def private(answer: Answer, *, applied: bool) -> Answer:
    overlay = Overlay(id="secret", title="A secret", private=True, applied=applied)
    space = answer.space
    case = replace(answer.case, overlays=(*answer.case.overlays, overlay))
    return replace(answer, space=replace(space, problem=replace(space.problem, case=case)))


def test_private_readings_stay_out_of_a_public_page() -> None:
    base, secret = solved("sunday-market"), private(solved("sunday-market"), applied=True)
    assert len(edition_of(base, [secret]).readings) == 1
    public = edition_of(base, [secret], public=True)
    assert (public.readings, public.withheld) == ((), 1)
    with pytest.raises(InputError, match="secret"):
        edition_of(secret, public=True)
    assert edition_of(private(base, applied=False), public=True).readings == ()


def test_levers_and_remarks_on_reservations_stay_out_of_a_public_page() -> None:
    low = solved("bill-and-jack").frontier
    assert low is not None
    zero = low.utility(0)["bill"] * 0
    levers = tuple(
        Lever(place=place, low=zero, high=zero, verdict_changes=True, issues_changed=1, utility_moved=1.0)
        for place in ("parties.bill.reservation", "parties.bill.weights.book")
    )
    answer = replace(solved("bill-and-jack"), levers=levers)
    assert len(edition_of(answer).levers(answer)) == 2
    assert edition_of(answer, public=True).levers(answer) == ()
    remarks = ["No reservation is stated.", "A cap was reached."]
    assert edition_of(answer, public=True).remarks(remarks) == ("A cap was reached.",)


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_is_told_like_the_case_itself(name: str) -> None:
    base = solved(name)
    for overlay in READINGS[name]:
        reading = solved(name, overlay)
        assert 1 <= len(finding(edition_of(base, [reading]), reading)) <= 3


@given(cases(replace(EVERYTHING, parties=(1, 3), issues=(1, 4))))
@settings(max_examples=60)
def test_every_finding_is_at_most_three_sentences(case: Case) -> None:
    answer = solve(case)
    for public in (False, True):
        found = finding(edition_of(answer, public=public), answer)
        assert 1 <= len(found) <= 3
        assert all(text == text.strip() and text.endswith(".") for text in found)


def test_small_counts_are_words_and_dates_are_read() -> None:
    assert count_words(0, "day", "days") == "no days"
    assert count_words(13, "day", "days") == "13 days"
    assert date_text("some day") == "some day"
    assert date_text("2025-02-30") == "2025-02-30"
    assert date_text("2024-12-30/2025-01-02") == "30 December 2024 to 2 January 2025"
