"""The brief's section on checking along the line: sentences, maps, charts, tables."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from detente.cli import line_plan as made
from detente.cli.line_plan import first_deal, line_plan
from detente.report.first_screen import first_screen
from detente.report.line_figure import coverage_legend
from detente.report.parts import parts_html
from detente.report.verification import verification_section
from detente.verify.line.model import SideNames
from detente.verify.monitoring.model import MonitoringPlan
from detente.verify.plan.outcome import Status
from detente.views.checked_words import checked, in_short, line_words, out_of_reach
from detente.views.edition import Edition, edition_of
from detente.views.page import Code, Grid, Heading, Text
from detente.views.study import Study
from tests.bundled import FOLDER, bundled, solved
from tests.hand_plan import contact_line, hand_plan, watch
from tests.unit.report.page_reader import read_page
from tests.unit.report.test_brief import HOSTILE, with_reservations

NAME = "ukraine-2025-03"


def shown(plan: MonitoringPlan | None, *, public: bool = False, why: str = "None.") -> Edition:
    study = Study(monitoring=plan, no_monitoring=why)
    return edition_of(solved(NAME), study=study, public=public)


def told(section: str) -> str:
    reader = read_page(section)
    missing = re.compile(r"#verification-title")
    assert [problem for problem in reader.problems if not missing.search(problem)] == []
    return " ".join(reader.text.split())


def test_the_sentences_stand_first() -> None:
    text = told(verification_section(shown(hand_plan())))
    assert "With 3 × Camera <fixed>, 1 × Satellite and 1 × Radar, 83.5 % of the line is watched" in text
    assert "33.6 % of the line is watched with P of 0.50 or more by night" in text
    assert "EUR 2 million a year at middle figures, EUR 1 million to EUR 4 million" in text
    assert "the same targets take EUR 9 million a year (they are then met on 30 % of the line, not" in text
    assert "no plan for these targets costs less than EUR 1.6 million a year, a gap of 20 %" in text
    assert "Out of reach of its target whatever is put in place: “Small-arms fire” on the segment at" in text
    assert "No public source has calibrated it." in text
    assert "a package made by hand" in text


def test_a_map_for_each_hour_with_all_that_a_map_needs() -> None:
    page = verification_section(shown(hand_plan()))
    maps = re.findall(r'<svg class="map".*?</svg>', page, re.DOTALL)
    assert len(maps) == 3
    for drawn in maps:
        assert 'role="img" aria-label="Map of the contact line' in drawn
        assert ">N</text>" in drawn
        assert re.search(r">\d+ km</text>", drawn)
        assert "control: North &lt;side&gt;" in drawn
    text = told(page)
    assert "as of 15 March 2025" in text
    assert "generalised to 5 km" in text
    assert "Boundary source: Made <by> hand." in text
    assert "nothing of whose land it is" in text
    assert "+proj=laea" in text
    assert "Positions are candidates for monitors" in text


def test_shapes_and_widths_tell_what_colours_tell() -> None:
    page = verification_section(shown(hand_plan()))
    assert "<circle" in page.split('class="kind-0"')[1].split("</g>")[0]
    assert "<path" in page.split('class="kind-1"')[1].split("</g>")[0]
    widths = set(
        re.findall(r'stroke-width="([\d.]+)" class="seen-', coverage_legend((0.2, 0.4, 0.6), target=None))
    )
    assert len(widths) == 5


def test_hostile_words_stay_words() -> None:
    plan = hand_plan()
    line = replace(contact_line(credit=HOSTILE), sides=SideNames(HOSTILE, HOSTILE))
    holdings = tuple(replace(held, title=HOSTILE) for held in plan.holdings)
    segments = tuple(replace(part, name=HOSTILE) for part in plan.segments)
    page = verification_section(shown(replace(plan, line=line, holdings=holdings, segments=segments)))
    reader = read_page(page)
    assert not {element.tag for element in reader.elements} & {"script", "img", "iframe"}


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert verification_section(shown(hand_plan())) == verification_section(shown(hand_plan()))


def test_the_first_screen_has_a_sentence() -> None:
    screen = first_screen(shown(hand_plan()))
    assert "Can it be checked? " in screen
    assert "the target is met on 33.6 % of the line" in screen
    assert "Can it be checked" not in first_screen(shown(None))


def test_why_there_is_no_plan() -> None:
    assert "The layers are missing." in told(verification_section(shown(None, why="The layers are missing.")))


@pytest.mark.parametrize("public", [False, True])
def test_a_public_page_has_no_plan_for_what_rests_on_reservations(public: bool) -> None:
    answer = with_reservations()
    way = next(way for way in answer.ways if way.opening.reservations and way.solutions)
    package = next(iter(way.solutions.values())).points[0].package
    plan = hand_plan(answer.case)
    study = Study(monitoring=replace(plan, assumed=replace(plan.assumed, package=package)))
    edition = edition_of(answer, study=study, public=public)
    assert (edition.monitoring is None) == public
    if public:
        assert "rests on what parties have without a deal" in told(verification_section(edition))


def test_words_where_nothing_is_watched_or_nothing_will_do() -> None:
    plan = hand_plan()
    nothing = replace(plan, watches=(), unreachable=(), worst=None)
    assert next(checked(nothing)).startswith("Nothing is watched along the line")
    assert in_short(nothing).startswith("Nothing is watched")
    assert "<svg" not in verification_section(shown(replace(nothing, marginal=())))
    dear = replace(plan, status=Status.INFEASIBLE, budget=1e6)
    assert in_short(dear) == "No plan keeps what was asked: what stands costs more than EUR 1 million."


def test_words_for_a_budget_and_without_targets() -> None:
    plan = hand_plan()
    free = tuple(watch(number, target=None) for number in range(3))
    spent = replace(
        plan,
        goal="worst",
        bound=0.4,
        watches=free,
        unreachable=(),
        unseen=(),
        hours=plan.hours[:1],
        budget=2e6,
    )
    text = " ".join(checked(spent))
    assert "no plan for this money has a better chance than 0.40" in text
    assert "100 % of the line is watched at all by day" in text
    assert "Out of reach" not in text
    assert "EUR 1 million to EUR 4 million over" in in_short(spent)
    assert "acts can be seen along the whole line" in in_short(spent)
    assert "Target 0.50" not in verification_section(shown(spent))
    unproven = replace(plan, bound=None, gap=None, per_year=replace(plan.per_year, low=None))
    assert "not proven" in " ".join(checked(unproven))
    bare = replace(plan, holdings=())
    assert next(checked(bare)).startswith("With no instruments")


def test_what_is_out_of_reach_is_named_and_then_counted() -> None:
    plan = hand_plan()
    assert "2 more cases" in next(out_of_reach(replace(plan, unreachable=(watch(2),) * 7)))
    assert next(out_of_reach(replace(plan, unreachable=()))) == (
        "At middle figures no target along the line is out of reach."
    )


def test_what_a_line_does_not_say_is_said() -> None:
    line = replace(contact_line(credit=None, simplify_km=None), on=None, eps_km=None)
    words = line_words(replace(hand_plan(), line=line))
    assert "as of a day not stated" in words
    assert "generalised to not stated" not in words
    assert "names no boundary source" in words


def test_parts_of_a_text_page_as_html() -> None:
    grid = Grid(("name", "sum"), (("a & b", "1"),), right=(1,))
    page = "".join(
        parts_html([Heading("Sums"), grid, Text("All."), Text("One", mark="-"), Code("detente plan")])
    )
    assert "<h3>Sums</h3>" in page
    assert '<th scope="row">a &amp; b</th><td class="figure">1</td>' in page
    assert '<p class="item">One</p>' in page
    assert "<code>detente plan</code>" in page


# ---------------------------------------------------------------- made for a page


def test_why_no_plan_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = solved(NAME)
    assert line_plan(answer, None, public=False)[0] is None
    assert (
        "verification.toml" in line_plan(solved("split-the-pie"), FOLDER / "split-the-pie", public=False)[1]
    )
    plan, why = line_plan(answer, tmp_path, public=False)
    assert plan is None
    assert "the case has no layers to draw a line from" in why
    monkeypatch.setattr(made, "MOST_KM", 100.0)
    plan, why = line_plan(answer, FOLDER / NAME, public=False)
    assert plan is None
    assert "827 km long" in why
    monkeypatch.setattr(made, "MOST_KM", 3_000.0)
    monkeypatch.setattr(made, "SEGMENT_KM", 0.0)
    assert "no contact line" in line_plan(answer, FOLDER / NAME, public=False)[1]
    monkeypatch.setattr(made, "first_deal", lambda *_, **__: None)
    assert "no package" in line_plan(answer, FOLDER / NAME, public=False)[1]


def test_a_public_page_takes_no_deal_that_rests_on_reservations() -> None:
    answer = with_reservations()
    first, open_ = first_deal(answer, public=False), first_deal(answer, public=True)
    assert first is not None
    assert open_ is None or open_.way is None or not answer.ways[open_.way].opening.reservations


def test_the_bundled_case_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "CELL_KM", 10.0)
    monkeypatch.setattr(made, "SEGMENT_KM", 40.0)
    said: list[str] = []
    plan, why = line_plan(solved(NAME), FOLDER / NAME, public=False, say=said.append)
    assert plan is not None
    assert why == ""
    assert said
    assert plan.case is bundled(NAME)
    assert plan.marginal
    assert plan.option_effects
    assert [origin.file for origin in plan.line.method.origins] == ["layers/contact-line.geojson"]
    text = told(verification_section(shown(plan)))
    assert str(FOLDER) not in text
    assert "Verification: " in text or "verification" in text.lower()


def test_borders_of_regions_are_neutral_lines_with_their_words() -> None:
    plan = hand_plan()
    page = verification_section(shown(plan))
    assert "map-border" not in page
    assert "and no region, coast or border" in told(page)
    drawn = replace(plan, line=replace(plan.line, borders=(((35.0, 48.5), (40.0, 48.5)),)))
    page = verification_section(shown(drawn))
    assert page.count('class="map-border"') == 3
    assert "Thin lines are borders of regions as their layer draws them; no area is filled." in told(page)
