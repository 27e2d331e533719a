"""The brief's section on the keeping of a deal: sentences, map, calendar, before and after."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from detente.cli.kept import kept
from detente.report.keeping import keeping_section
from detente.report.keeping_figure import calendar_figure, calendar_legend
from detente.views.edition import Edition, edition_of
from detente.views.page import Text
from detente.views.placebo_chart import placebo_chart
from detente.views.study import Study
from detente.views.watch_calendar import ROWS, sheet
from detente.views.watch_map import watch_map
from detente.views.watch_text import watch_page
from detente.views.watch_words import (
    acts_text,
    compared_text,
    days_text,
    finding,
    ground_name,
    incident_text,
    rate,
    unseen_words,
)
from detente.watch.keeping import Keeping
from detente.watch.verdict.words import Day, Ground
from tests.bundled import FOLDER, solved
from tests.quiet_river import RIVER, copied, river
from tests.unit.report.page_reader import read_page


def shown(keeping: Keeping | None, why: str = "None.") -> Edition:
    return edition_of(solved("quiet-river"), study=Study(keeping=keeping, no_keeping=why))


def told(section: str) -> str:
    reader = read_page(section)
    missing = re.compile(r"#keeping-title")
    assert [problem for problem in reader.problems if not missing.search(problem)] == []
    return " ".join(reader.text.split())


def test_the_sentences_stand_first_and_the_caveat_beside_them() -> None:
    text = told(keeping_section(shown(river())))
    assert "of eight segments, 1 broken, 3 kept as far as seen, 2 no bound and 2 not observed." in text
    assert "Not observed is no verdict on anybody." in text
    assert "It binds North Bank and South Bank." in text
    assert "Places are stretches of ground with their areas" in text
    assert "What could not be seen" in text
    assert "What was counted, and what was not" in text


def test_without_an_answer_it_says_why() -> None:
    assert "Nobody looked." in told(keeping_section(shown(None, "Nobody looked.")))


def test_a_map_and_a_calendar_for_each_obligation() -> None:
    page = keeping_section(shown(river()))
    assert len(re.findall(r'<svg class="map watch-map"', page)) == 2
    assert len(re.findall(r'<svg class="calendar"', page)) == 2
    first = page[page.index('<svg class="map watch-map"') :]
    drawn = first[: first.index("</svg>")]
    assert drawn.count("<title>") == 8 + 1
    assert len(re.findall(r'class="patch found-unseen"', drawn)) == 2
    assert len(re.findall(r'class="spot"', drawn)) == 1


def test_every_position_on_a_map_lies_within_it() -> None:
    for one in river().windows[0].obligations:
        drawn = watch_map(river(), one)
        rings = [ring for patch in drawn.patches for ring in patch.rings]
        rings += [ring for spot in drawn.spots for ring in spot.rings]
        points = [point for ring in rings for point in ring]
        assert points
        assert all(drawn.frame.holds(point) for point in points)


def test_grey_days_stand_in_the_calendar_as_such() -> None:
    window = river().windows[0]
    drawn = sheet(river(), window, window.obligations[0])
    rows = {row.name: row for row in drawn.rows}
    assert [run.shows for run in rows["Hazel"].runs] == [Day.NOT_OBSERVED]
    assert rows["Hazel"].runs[0].days == drawn.days == 30
    crosses = str(calendar_figure(drawn, label="x")).count('class="cross"')
    assert crosses == 2
    assert "observed, nothing seen" in str(calendar_legend(drawn))
    assert drawn.ticks[0] == (0, "1 May 2019")


def test_a_calendar_of_many_stretches_shows_the_least_ordinary() -> None:
    window = river().windows[0]
    one = window.obligations[0]
    many = 8 * ROWS
    verdicts = tuple(replace(one.verdicts[at % 8], stretch=f"s{at}") for at in range(many))
    rows = tuple(replace(one.calendar[at % 8], stretch=f"s{at}") for at in range(many))
    places = tuple(
        replace(river().places[at % 8], id=f"s{at}", name="A very long name of a village")
        for at in range(many)
    )
    keeping = replace(river(), places=places)
    shapes = tuple(one.shapes[at % 8] for at in range(many))
    wide = replace(one, verdicts=verdicts, calendar=rows, incidents=(), shapes=shapes)
    drawn = sheet(keeping, window, wide)
    assert (len(drawn.rows), drawn.left_out) == (ROWS, many - ROWS)
    broken = [row for row in drawn.rows if any(run.shows is Day.BEYOND for run in row.runs)]
    assert len(broken) == ROWS
    assert "A very long name…" in str(calendar_figure(drawn, label="x"))
    page = str(keeping_section(shown(replace(keeping, windows=(replace(window, obligations=(wide,)),)))))
    assert f"The {ROWS} least ordinary segments of {many} are shown." in page


def test_the_chart_has_a_stroke_for_each_window_without_a_truce() -> None:
    found = dict(river().windows[0].obligations[0].before_after)["shots-up"]
    layers = placebo_chart(found)["layer"]
    assert isinstance(layers, list)
    assert [len(layer["data"]["values"]) for layer in layers] == [1, len(found.placebos), 1]


# ---------------------------------------------------------------- words


def test_counts_and_bounds_in_words() -> None:
    kept_, none = river().windows[0].obligations[0].verdicts[7], river().windows[0].obligations[0].verdicts[0]
    assert re.fullmatch(r"\d+ \(\d+ to \d+\)", acts_text(kept_))
    assert acts_text(none) == "no bound"
    assert [rate(value) for value in (0.0, 0.001, 0.25, 2.25, 1234.5)] == [
        "0.00", "under 0.01", "0.25", "2.2", "1,234",
    ]  # fmt: skip


def test_a_side_without_a_party_is_called_as_the_layer_calls_it() -> None:
    plain = replace(river(), sides=("", ""))
    assert ground_name(plain, Ground.INSIDE) == "south bank side"
    assert ground_name(plain, Ground.OUTSIDE) == "north bank side"
    assert ground_name(replace(plain, line=None), Ground.OUTSIDE) == "outside side"
    assert ground_name(plain, Ground.NOT_ATTRIBUTABLE) == "not attributable"
    (incident,) = river().windows[0].obligations[0].incidents
    assert incident_text(river(), incident).startswith("11 to 12 May 2019, ")


def test_before_and_after_without_looks_or_without_windows() -> None:
    found = dict(river().windows[0].obligations[0].before_after)["shots-up"]
    assert "too little was looked at" in compared_text(replace(found, inside_days=0))
    bare = replace(found, fewer=None, more=None, resolution=None, why_not="it is too short")
    assert compared_text(bare).endswith("No rank among windows without a truce: it is too short.")
    assert "so few are seen" in compared_text(replace(found, fewer=0.1, more=0.9))


def test_windows_that_were_left_out_are_told() -> None:
    keeping = replace(river(), skipped=(("later", "it has not begun"),))
    assert "Of “later” nothing can be said: it has not begun." in finding(keeping)
    assert days_text(river().windows[0].days[:1]) == "1 May 2019, 1 day"


def test_many_stretches_that_nobody_saw_are_counted() -> None:
    window = river().windows[0]
    one = window.obligations[0]
    never = tuple(replace(one.verdicts[0], stretch=place.id) for place in river().places)
    assert "and 2 more" in unseen_words(river(), window, replace(one, verdicts=never))


# ---------------------------------------------------------------- what the brief works out


def test_the_brief_watches_what_the_case_says(tmp_path: Path) -> None:
    case = solved("quiet-river").case
    assert kept(case, None)[1].endswith("it was asked for without the folder of the case.")
    assert "has no watch.toml" not in kept(solved("split-the-pie").case, FOLDER / "split-the-pie")[1]
    assert "says nothing of how its keeping is watched" in kept(solved("split-the-pie").case, RIVER)[1]
    broken = copied(tmp_path / "river")
    (broken / "detections" / "fires.csv").unlink()
    keeping, why = kept(case, broken)
    assert keeping is None
    assert why.startswith("Nothing could be watched: detections/fires.csv")


def test_the_brief_of_the_river_has_the_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.watch.keeping.run.DRAWS", 0)
    keeping, why = kept(solved("quiet-river").case, RIVER)
    assert why == ""
    assert keeping is not None
    assert keeping.windows[0].obligations[0].breaches


def test_a_page_of_many_incidents_is_cut_and_says_so() -> None:
    window = river().windows[0]
    one = window.obligations[0]
    many = replace(one, incidents=one.incidents * 20)
    bare = replace(window, window=replace(window.window, source=""), obligations=(many,))
    sources = tuple(replace(source, credit="", readings=()) for source in river().sources)
    page = watch_page(replace(river(), windows=(bare,), sources=sources))
    text = " ".join(part.text for part in page if isinstance(part, Text))
    assert "8 more are in --json." in text
    assert "Source:" not in text
    assert "Invented" not in text
