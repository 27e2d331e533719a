"""The brief: sound HTML for every case, everything traced, nothing that a public page may not hold."""

import hashlib
import re
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings

from detente.accept.answer import Answer, Ends, solve
from detente.accept.blockers import Blockers, Openings
from detente.case.folder import build_case
from detente.case.model import Case, Overlay
from detente.case.statements import Review, Source, Stance, Statement
from detente.errors import InputError, MissingExtraError
from detente.report.brief import render_brief
from detente.report.missing import lever_words
from detente.views.method import SOUGHT_AMONG
from tests.bundled import READINGS, bundled, solved
from tests.strategies import EVERYTHING, LINES_ONLY, cases
from tests.unit.report.page_reader import PageReader, read_page

HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;\u202e{{7*7}}'


@cache
def page_of(name: str, *, public: bool = False) -> str:
    """The brief of a bundled case with its readings."""
    readings = [solved(name, overlay) for overlay in READINGS[name]]
    return render_brief(solved(name), readings=readings, public=public)


def sound(page: str) -> PageReader:
    reader = read_page(page)
    assert reader.problems == []
    return reader


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("name", READINGS)
def test_every_bundled_case_makes_a_sound_page(name: str, public: bool) -> None:
    page = page_of(name, public=public)
    reader = sound(page)
    assert bundled(name).title in reader.text
    assert len(page.encode()) < 3_000_000
    readings = [solved(name, overlay) for overlay in READINGS[name]]
    assert page == render_brief(solved(name), readings=readings, public=public)


@pytest.mark.parametrize("name", READINGS)
def test_a_page_reaches_for_nothing(name: str) -> None:
    page = page_of(name)
    reader = sound(page)
    policy = next(value for value in reader.values("content") if value.startswith("default-src 'none'"))
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "url(" not in text
        assert "http" not in text
    attributes = {name for known in reader.elements for name in known.attributes}
    assert not {name for name in attributes if name.startswith("on")}
    assert not attributes & {"style", "src", "srcset", "action"}
    assert {known.tag for known in reader.elements} & {"link", "img", "iframe", "object", "form"} == set()
    for link in reader.values("href"):
        assert link.startswith(("#", "https://"))


def test_the_first_screen_says_what_matters() -> None:
    case, text = bundled("ukraine-2025-03"), sound(page_of("ukraine-2025-03")).text
    assert "As of 15 March 2025 · four parties · 22 issues · six red lines" in text
    assert case.summary in text
    assert "No deal is possible as things stand" in text
    assert "packages before any rule, with settled issues counted as open" in text
    assert "within the structural rules and what is settled" in text
    assert re.search(r"\d+ \(\d+ %\) cite a statement", text)
    assert re.search(r"\d+ \(\d+ %\) are judgement: a reason, no statement", text)
    assert text.index("No deal is possible") < text.rindex("Who stands where")


@pytest.mark.parametrize("name", READINGS)
def test_every_red_line_is_said_and_its_statements_are_cited(name: str) -> None:
    page = page_of(name)
    case = bundled(name)
    numbers = {statement.id: number for number, statement in enumerate(case.statements, start=1)}
    register = page.partition("Every red line of the case")[2].partition("</table>")[0]
    for line in case.red_lines:
        assert line.title.replace("'", "&#x27;") in register
        for statement in line.statements:
            assert f'href="#s{numbers[statement]}"' in register
    for number in numbers.values():
        assert f'id="s{number}"' in page


def test_every_statement_of_a_party_is_in_a_cell_and_others_are_apart() -> None:
    marks = str.maketrans("", "", "“”‘’")
    section = page_of("ukraine-2025-03").partition('id="positions"')[2].partition("</section>")[0]
    table, _, apart = section.translate(marks).partition("Nobody&#x27;s position")
    for statement in bundled("ukraine-2025-03").statements:
        quote = f"<q>{statement.quote.translate(marks)}</q>"
        own, other = (apart, table) if statement.party in {"media", "other", ""} else (table, apart)
        assert quote in own, statement.id
        assert quote not in other, statement.id


def test_blockers_openings_and_deals_of_the_real_case() -> None:
    text = sound(page_of("ukraine-2025-03")).text
    assert "Russia and Ukraine: two demands that no package keeps together" in text
    assert "No package keeps both." in text
    assert "Under this other reading three further things collide" in text
    assert "How one thing leads to the next" in text
    assert "A weaker line is enough: its fallback." in text
    assert "It is given up altogether: the case names no fallback." in text
    assert "664 efficient outcomes within rules and red lines, found exactly." in text
    assert "compares the gains of different parties: only for comparable scales" in text
    assert "points are drawn: one for each cell that holds any" in text
    assert "Deals under another reading: De facto" in text
    assert "“nuclear weapons would be used”" not in text  # quotation marks come from the page's style
    assert "nuclear weapons would be used" in text


def test_both_sides_are_worded_alike() -> None:
    page = page_of("ukraine-2025-03")
    figure = page.partition('<figure class="blocker">')[2].partition("</figure>")[0]
    assert figure.count('class="side') == 2
    assert figure.count("no package keeps") + figure.count("No package keeps") == 2
    assert len(re.findall("<td><span[^>]*>(?:(?!</span>).)*<use", figure)) == 10


def with_reservations() -> Answer:
    """Two parties, one line, and reservations whose numbers occur nowhere else."""
    from decimal import Decimal

    parties = {
        name: {
            "title": title,
            "weights": {"i": 1, "j": 1},
            "values": {"i": values, "j": {"a": 1, "b": Decimal("0.5")}},
            "reservation": {"value": [Decimal(low), Decimal(high)], "why": f"secret of {title}"},
        }
        for name, title, values, low, high in (
            ("p", "Upper", {"a": 1, "b": 0}, "0.7171", "0.7373"),
            ("q", "Lower", {"a": 0, "b": 1}, "0.6161", "0.6363"),
        )
    }
    issues = {
        "i": {"title": "The ford", "options": {"a": "Kept", "b": "Left"}},
        "j": {"title": "The mill", "options": {"a": "Shared", "b": "Shut"}},
    }
    lines = [{"id": "l", "party": "p", "title": "Upper keeps the ford", "rule": "i = a", "why": "said so"}]
    head = {"title": "Two shores"}
    return solve(
        build_case({"format": 1, "case": head, "parties": parties, "issues": issues, "red_lines": lines})
    )


def test_a_public_page_leaves_out_what_parties_have_without_a_deal() -> None:
    answer = with_reservations()
    assert any(blocker.reservations for blocker in answer.blockers)
    complete = sound(render_brief(answer)).text
    public = render_brief(answer, public=True)
    for secret in ("0.7171", "0.7373", "0.6161", "0.6363", "0.727", "0.626", "secret of", "no deal is worth"):
        assert secret not in public
    assert "secret of Upper" in complete
    assert "0.7171 to 0.7373" in complete
    assert "Lower: less than no deal" in complete
    text = sound(public).text
    assert "This is the public edition" in text
    assert "whether these would hold, and any gain that can be worked out from them still carry" in text
    assert "any gain that can be worked out" not in complete
    assert "any gain that can be worked out" not in sound(page_of("sunday-market", public=True)).text
    assert "further collisions rest on what parties have without a deal" in text.replace(
        "collision rests", "collisions rest"
    )
    assert "Reservations are left out of this public edition." in text
    assert "Edition public" in text
    assert "Gain at the Nash package" not in text
    assert "What would be efficient rests on openings that this public page leaves out." in text


def test_a_public_page_draws_neither_no_deal_nor_gains() -> None:
    complete, public = (sound(page_of("bill-and-jack", public=public)).text for public in (False, True))
    assert "+12" in complete
    assert "+12" not in public
    assert "No deal" in complete
    assert "no deal" in complete
    for word in ("No deal Nash", "what a party has without a deal.", "utility of no deal"):
        assert word not in public
    assert "as much as one package" not in public


def private(answer: Answer) -> Answer:
    overlay = Overlay(id="house-view", title="What the house thinks", private=True, applied=True)
    space = answer.space
    case = replace(answer.case, overlays=(*answer.case.overlays, overlay))
    return replace(answer, space=replace(space, problem=replace(space.problem, case=case)))


def test_private_readings_are_marked_and_never_public() -> None:
    base, reading = solved("sunday-market"), private(solved("sunday-market", "six-lines"))
    complete = sound(render_brief(base, readings=[reading])).text
    assert "This page holds private readings (“house-view”): it is not for handing on." in complete
    public = sound(render_brief(base, readings=[reading], public=True)).text
    for secret in ("house-view", "What the house thinks", "fire brigade"):
        assert secret not in public
    with pytest.raises(InputError, match="house-view"):
        render_brief(private(base), public=True)


def hostile_case() -> Case:
    statement = Statement(
        id="g1",
        source_id="s",
        quote=HOSTILE,
        stance=Stance.REJECT,
        review=Review.CONFIRMED,
        reading=HOSTILE,
        speaker=HOSTILE,
        speaker_role=HOSTILE,
        party="p",
        issue="i",
        note=HOSTILE,
        said_on="2025-03-15",
    )
    doubtful = replace(statement, id="g2", review=Review.DOUBTFUL, stance=Stance.THREAT)
    source = Source(id="s", outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)", note=HOSTILE)
    option = {"title": HOSTILE, "needs": HOSTILE, "note": HOSTILE, "triggers": ["g2"]}
    values = {"a": 1, "b": 0, "c": 0}
    document = {
        "format": 1,
        "case": {"title": HOSTILE, "summary": HOSTILE},
        "parties": {
            "p": {"title": HOSTILE, "weights": {"i": {"value": 1, "why": HOSTILE}}, "values": {"i": values}},
            "q": {"title": HOSTILE + "2", "weights": {"i": 1}, "values": {"i": {**values, "b": 1}}},
            "r": {"title": HOSTILE + "3", "weights": {"i": 1}, "values": {"i": {**values, "c": 1}}},
        },
        "issues": {"i": {"title": HOSTILE, "note": HOSTILE, "options": {"a": option, "b": "B", "c": "C"}}},
        "structural": [{"id": "r", "rule": "not i = b", "why": HOSTILE}],
        "red_lines": [
            {
                "id": "l",
                "party": "p",
                "rule": "i = a",
                "title": HOSTILE,
                "why": HOSTILE,
                "statements": ["g1"],
            },
            {"id": "m", "party": "q", "rule": "not i = a", "title": HOSTILE, "why": HOSTILE},
        ],
    }
    return build_case(document, statements=(statement, doubtful), sources=(source,))


def test_hostile_words_stay_words() -> None:
    page = render_brief(solve(hostile_case()))
    reader = sound(page)
    assert "alert(1)" in reader.text
    assert [known.tag for known in reader.elements].count("script") == 1
    assert "<img" not in page
    assert "javascript:" not in " ".join(reader.values("href"))
    assert "\u202e" not in page


def test_an_imported_domain_without_dates_or_words_has_a_brief() -> None:
    case = replace(with_reservations().case, format="genius", notes=("A discount is kept, unused.",))
    text = sound(render_brief(solve(case))).text
    assert "A discount is kept, unused." in text
    assert "As of" not in text.partition("Who stands where")[0].partition("Two shores")[2]


def test_what_was_cut_short_is_said() -> None:
    answer = solved("sunday-market")
    short = replace(
        answer,
        blockers=Blockers(sets=answer.blockers.sets, complete=False, calls=9),
        openings=Openings(sets=answer.openings.sets, complete=False, calls=9),
        ways=answer.ways[:1],
    )
    text = sound(render_brief(short)).text
    assert text.count("The list is not complete: a cap on work was reached.") == 2
    assert "Two more openings" in text


def test_a_frontier_on_a_grid_says_its_error() -> None:
    answer = solve(bundled("split-the-pie"), cap=40)
    assert answer.frontier is not None
    assert not answer.frontier.exact
    text = sound(render_brief(answer)).text
    assert re.search(
        r"found on a grid of \d+ steps in each party's range, no more than [\d.]+ of utility", text
    )


def test_reservations_at_both_ends_are_told() -> None:
    answer = replace(with_reservations(), ends=Ends(low=True, high=False))
    text = sound(render_brief(answer)).text
    assert "at the low end of its range a deal is possible; at the high end no deal is possible" in text


def test_a_chain_through_what_is_settled_is_told() -> None:
    issues = {
        "i": {"title": "The ford", "options": {"a": "A", "b": "B"}, "status": "agreed", "agreed": "a"},
        "j": {"title": "The mill", "options": {"a": "A", "b": "B"}},
    }
    lines = [
        {"id": name, "party": "p", "rule": f"i = a -> j = {name}", "why": "said so"} for name in ("a", "b")
    ]
    head, parties = {"title": "T"}, {"p": {"title": "P"}}
    case = build_case({"format": 1, "case": head, "parties": parties, "issues": issues, "red_lines": lines})
    text = sound(render_brief(solve(case))).text
    assert "What is settled already leaves The ford: “A”." in text
    assert "agreed: A" not in text  # there are no statements, so there is no matrix to say it in


def test_a_collision_that_only_the_search_has_found_says_so() -> None:
    issues = {name: {"title": name, "options": {"a": "A", "b": "B"}} for name in ("x", "y")}
    rules = ["x = a or y = a", "x = a or y = b", "x = b or y = a", "x = b or y = b"]
    lines = [
        {"id": f"l{number}", "party": "p", "rule": rule, "why": "x"} for number, rule in enumerate(rules)
    ]
    head, parties = {"title": "T"}, {"p": {"title": "P"}}
    case = build_case({"format": 1, "case": head, "parties": parties, "issues": issues, "red_lines": lines})
    text = sound(render_brief(solve(case))).text
    assert "No package keeps all of them; the search through all packages found none." in text


def test_a_line_against_the_structural_rules_stands_alone() -> None:
    head, parties = {"title": "T"}, {"p": {"title": "P"}}
    issues = {"x": {"title": "X", "options": {"a": "A", "b": "B"}}}
    lines = [{"id": "l", "party": "p", "rule": "x = a", "why": "said so"}]
    structural = [{"id": "s", "rule": "x = b", "why": "the river"}]
    document = {"format": 1, "case": head, "parties": parties, "issues": issues, "red_lines": lines}
    text = sound(render_brief(solve(build_case({**document, "structural": structural})))).text
    assert "P: a demand that no package keeps" in text
    assert "No package keeps it." in text
    assert "The structural rule: X: “B” (the river) cannot be met any more." in text
    nothing = [*structural, {"id": "t", "rule": "x = a", "why": "the ford"}]
    text = sound(render_brief(solve(build_case({**document, "structural": nothing})))).text
    assert "The structural rules alone exclude every package" in text
    assert "No concession opens a deal" in text


def test_without_a_package_there_is_nothing_to_compare() -> None:
    answer = with_reservations()
    text = sound(render_brief(replace(answer, ways=()))).text
    assert "There is no package to compare, or there are too many" in text


def test_a_solution_that_selects_nothing_says_so() -> None:
    answer = solved("bill-and-jack")
    empty = {name: replace(known, points=(), ties=0) for name, known in answer.solutions.items()}
    text = sound(render_brief(replace(answer, solutions=empty))).text
    assert text.count("selects nothing: no efficient package leaves every party as well off") == 4


def test_how_far_a_number_can_move_before_a_deal_goes_is_not_public() -> None:
    complete, public = (sound(page_of("ukraine-2025-03", public=public)).text for public in (False, True))
    assert "Each open number was set to both ends" in complete
    assert "What would help Each open figure goes" in complete
    for told in ("Each open number was set", "Each open figure goes", "the Nash package changes in"):
        assert told not in public
    assert "It is left out of this public edition." in public
    assert "It is left out of this public edition." not in sound(page_of("sunday-market", public=True)).text


def test_a_public_page_is_the_same_for_reservations_that_select_the_same() -> None:
    """One open number is worth a deal with the higher reservation and nothing with the lower."""
    answers = [solve(ford_and_mill(reservation)) for reservation in ("0.45", "0.55")]
    assert [lever.verdict_changes for lever in answers[1].levers] == [True]
    assert answers[0].levers != answers[1].levers
    low, high = (render_brief(answer, public=True) for answer in answers)
    assert low == high


def ford_and_mill(reservation: str) -> Case:
    from decimal import Decimal

    upper = {
        "weights": {"i": 1, "j": 1},
        "values": {"i": {"a": 1, "b": 0}, "j": {"a": [0, 1], "b": 0}},
        "reservation": Decimal(reservation),
    }
    lower = {
        "weights": {"i": 1, "j": 1},
        "values": {"i": {"a": Decimal("0.6"), "b": 1}, "j": {"a": 1, "b": 0}},
    }
    options = {"a": "Kept", "b": "Left"}
    issues = {"i": {"title": "The ford", "options": options}, "j": {"title": "The mill", "options": options}}
    parties = {"p": {"title": "Upper"} | upper, "q": {"title": "Lower"} | lower}
    return build_case({"format": 1, "case": {"title": "Two shores"}, "parties": parties, "issues": issues})


def test_places_of_levers_are_put_into_words() -> None:
    case = bundled("split-the-pie")
    assert lever_words(case, "parties.first.values.share.0.01") == (
        "First: value of Share of the first party: “0.01”"
    )
    assert lever_words(case, "parties.first.weights.share") == "First: weight of Share of the first party"
    assert lever_words(case, "parties.first.reservation") == "First: what it has without a deal"


def test_where_levers_are_sought_is_said() -> None:
    assert SOUGHT_AMONG in sound(page_of("ukraine-2025-03")).text.partition("Each open number was")[2]


def test_without_the_plot_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match="plot"):
        render_brief(solved("bill-and-jack"))
    assert render_brief(solved("sunday-market"))  # nothing to draw, nothing is missing


@given(cases(replace(EVERYTHING, parties=(1, 4), issues=(1, 4))))
@settings(max_examples=40)
def test_any_case_makes_a_sound_page(case: Case) -> None:
    answer = solve(case)
    for public in (False, True):
        page = render_brief(answer, readings=[answer], public=public)
        sound(page)
        assert page.encode()


@given(cases(replace(LINES_ONLY, red_lines=(1, 6), issues=(1, 4))))
@settings(max_examples=40)
def test_red_lines_alone_make_a_sound_page(case: Case) -> None:
    sound(render_brief(solve(case)))


def test_the_record_says_who_coded_the_statements() -> None:
    case, text = bundled("ukraine-2025-03"), sound(page_of("ukraine-2025-03")).text
    assert "Who coded the statements" in text
    for coder, count in Counter(statement.coder for statement in case.statements).items():
        assert f"{coder}: {count} statement" in text
    for review, words in (
        ("confirmed", "confirmed"),
        ("doubtful", "doubtful"),
        ("unreviewed", "not reviewed"),
    ):
        assert f"{sum(known.review == review for known in case.statements)} {words}" in text
    assert "Confirmed means confirmed by the coding named here." in text
    assert "what it comes to as a number is an analyst's reading" in text


def test_notes_on_issues_and_options_are_shown() -> None:
    case, text = bundled("ukraine-2025-03"), sound(page_of("ukraine-2025-03")).text
    notes = [note for issue in case.issues for note in (issue.note, *(known.note for known in issue.options))]
    noted = [note for note in notes if note]
    assert len(noted) > 10
    assert [note for note in noted if note not in text] == []
    assert "Notes on the options taken" in text
    assert "Kalai-smorodinsky" not in text
    assert "g09 names no exception" in text
    assert "G09" not in text
