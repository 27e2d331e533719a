"""The style sheet as paper reads it: which rule speaks of which element, and which one has the last word."""

from importlib.resources import files

import pytest

from detente.report.paper.cascade import read_sheet
from detente.report.paper.looks import LETTER, Around, box_told, layout_told, letters_told
from detente.report.paper.measures import columns, insets, length, line
from detente.report.paper.parts import Json, Told
from detente.report.paper.selectors import Place, read_selector
from detente.report.paper.tables import table_columns
from detente.report.paper.tree import read_tree

PAGE = """<html><body><main id="m"><section class="a b"><p>one</p><p class="by" data-k="key-1">two</p>
<ul><li>x</li><li class="c1">y</li></ul></section></main></body></html>"""


def place_of(page: str, tag: str, number: int = 0) -> Place:
    """An element of a page where it stands: the one of that name with that number."""
    found: list[Place] = []

    def walk(place: Place) -> None:
        if place.element.tag == tag:
            found.append(place)
        for at, child in enumerate(place.element.inside):
            walk(Place(child, place, at))

    walk(Place(read_tree(page)))
    return found[number]


@pytest.mark.parametrize(
    ("selector", "tag", "number", "meant"),
    [
        ("p", "p", 0, True),
        ("*", "p", 0, True),
        (".by", "p", 1, True),
        (".by", "p", 0, False),
        ("p.by", "p", 1, True),
        ("ul.by", "p", 1, False),
        ("#m", "main", 0, True),
        ("#n", "main", 0, False),
        ("main p", "p", 0, True),
        ("main > p", "p", 0, False),
        ("section > p", "p", 0, True),
        ("main section > ul li", "li", 1, True),
        ("p + p", "p", 1, True),
        ("p + p", "p", 0, False),
        ("p ~ ul", "ul", 0, True),
        ("ul + p", "p", 1, False),
        ("li:first-child", "li", 0, True),
        ("li:last-child", "li", 0, False),
        ("li:nth-child(2)", "li", 1, True),
        ("li:not(.c1)", "li", 1, False),
        ("li:not(:first-child)", "li", 1, True),
        (":where(li:not(.c1))", "li", 0, True),
        ('p[data-k^="key"]', "p", 1, True),
        ('p[data-k*="y-1"]', "p", 1, True),
        ('p[data-k="key"]', "p", 1, False),
        ("p[data-k]", "p", 1, True),
        ("p[data-j]", "p", 1, False),
        (":root", "html", 0, True),
        (":root", "body", 0, False),
        ("p:hover", "p", 0, False),
        ("p:nth-of-type(1)", "p", 0, False),
        ("p::marker", "p", 0, False),
    ],
)
def test_a_selector_means_what_css_says(selector: str, tag: str, number: int, meant: bool) -> None:
    assert read_selector(selector).speaks_of(place_of(PAGE, tag, number)) is meant


@pytest.mark.parametrize(
    ("selector", "weight"),
    [
        ("p", (0, 0, 1)),
        (".a .b", (0, 2, 0)),
        ("#m p.a", (1, 1, 1)),
        (":where(.a) p", (0, 0, 1)),
        ("*", (0, 0, 0)),
    ],
)
def test_a_selector_weighs_what_css_says(selector: str, weight: tuple[int, int, int]) -> None:
    assert read_selector(selector).weight == weight


def colour_of(sheet: str, tag: str = "p", number: int = 1) -> str | None:
    return read_sheet(sheet).looks(place_of(PAGE, tag, number), {}).get("color")


def test_the_weightier_rule_wins_then_the_later_one_and_the_important_one_over_all() -> None:
    assert colour_of("p { color: #111 } p { color: #222 }") == "#222"
    assert colour_of(".by { color: #111 } p { color: #222 }") == "#111"
    assert colour_of("p { color: #333 !important } .by { color: #111 }") == "#333"
    assert colour_of("p { color: inherit }") is None


def test_only_what_holds_on_paper_is_read() -> None:
    sheet = """/* p { color: #000 } */ p { color: #111 } @page { margin: 1mm }
    @media screen and (min-width: 9rem) { p { color: #222 } }
    @media print { p { color: #333 } .by { background: #444 } }
    @media (prefers-color-scheme: dark) { p { color: #555 } }"""
    assert colour_of(sheet) == "#333"


def test_names_are_filled_where_they_are_used_and_go_down() -> None:
    sheet = read_sheet(":root { --c1: #abc; } .c1 { --c: var(--c1); } li { color: var(--c, #123); }")
    root = sheet.looks(place_of(PAGE, "html"), {})
    assert sheet.looks(place_of(PAGE, "li", 1), root)["color"] == "#abc"
    assert sheet.looks(place_of(PAGE, "li", 0), root)["color"] == "#123"


def test_what_is_set_before_an_element_is_not_the_element() -> None:
    sheet = read_sheet('li::before { content: "· "; color: #111 }')
    place = place_of(PAGE, "li")
    assert "color" not in sheet.looks(place, {})
    assert sheet.looks(place, {}, before=True)["content"] == '"· "'


def test_every_rule_of_the_style_sheet_is_read() -> None:
    text = (files("detente.report") / "brief.css").read_text(encoding="utf-8")
    sheet = read_sheet(text)
    rules = [rule for known in sheet.rules.values() for rule in known]
    assert len(rules) > 400
    unread = [part for rule in rules for part in rule.selector.parts if not part.on_paper]
    assert len(unread) < 0.15 * len(rules)  # pointers, focus, checked boxes


def test_lengths_lines_and_columns() -> None:
    assert length("auto") is None
    assert length(None) is None
    assert length("16px") == 1
    assert length("0") == 0
    assert length("3pt") is None
    assert line("2px dashed #abcdef", ink="#000") == [0.125, "#abcdef", "dashed"]
    assert line("2px solid", ink="#000") == [0.125, "#000", "solid"]
    assert line("0", ink="#000") is None
    assert insets({"padding-top": "1rem", "padding-left": "clamp(1rem, 2vw, 3rem)"}) == [1, 0, 0, 3]
    assert columns("11rem minmax(0, 1fr)", room=50, gap=1, holds=2) == [11, "1fr"]
    assert columns("auto 1fr", room=50, gap=1, holds=2) == ["auto", "1fr"]
    assert columns("none", room=50, gap=1, holds=2) is None
    assert columns("repeat(auto-fit, minmax(20rem, 1fr))", room=10, gap=1, holds=2) == ["1fr"]


def test_looks_that_do_not_differ_from_those_around_are_not_told() -> None:
    element = read_tree("<p>a</p>").inside[0]
    around = Around(looks={"color": "#111", "font-size": "1rem"}, size=1.0, room=50.0, ground="#ffffff")
    assert letters_told(element, around.looks, around) == {}
    looks = {"color": "#222", "font-size": "0.5em", "font-weight": "600", "font-style": "italic"}
    told = {"size": 0.5, "ink": "#222", "weight": 600, "italic": True}
    assert letters_told(element, looks, around) == told
    box = {"background-color": "#ffffff", "border-top": "1px solid #000", "break-inside": "avoid"}
    lines = [[1 / 16, "#000", "solid"], None, None, None]
    assert box_told(element, box, around) == {"lines": lines, "whole": True}
    bleeding = {
        "background-color": "#abc",
        "margin-top": "-1rem",
        "padding-top": "2rem",
        "grid-row": "span 2",
    }
    assert box_told(element, bleeding, around) == {
        "ground": "#abc",
        "pads": [2, 0, 0, 0],
        "bleed": [1, 0, 0, 0],
        "rows": 2,
    }


@pytest.mark.parametrize("page", [f"<p>{'long ' * 900}</p>", f"<table>{'<tr></tr>' * 60}</table>"])
def test_a_part_that_might_not_fit_a_page_may_be_broken(page: str) -> None:
    around = Around(looks={}, size=1.0, room=50.0, ground=None)
    assert "whole" not in box_told(read_tree(page).inside[0], {"break-inside": "avoid"}, around)


def test_layouts() -> None:
    element = read_tree("<div><p>a</p><p>b</p></div>").inside[0]
    grid = {"display": "grid", "grid-template-columns": "1fr 1fr", "gap": "1rem 2rem"}
    assert layout_told(element, grid, 50, {}) == {"grid": ["1fr", "1fr"], "gap": [1, 2]}
    assert layout_told(element, {"display": "flex"}, 50, {}) == {"flow": "row", "gap": [0, 0]}
    up = {"display": "flex", "flex-direction": "column-reverse"}
    assert layout_told(element, up, 50, {}) == {"reversed": True}
    wrapping = {"display": "flex", "flex-wrap": "wrap", "gap": "1rem"}
    boxes = layout_told(element, wrapping, 50, {"flex": "1 1 10rem"})
    assert boxes == {"flow": "wrap", "gap": [1, 1], "grid": ["1fr", "1fr"]}
    assert layout_told(read_tree("<b>a</b>").inside[0], {}, 50, {}) == {"inline": True}


def test_columns_have_room_for_their_longest_words_and_the_rest_for_the_longest_cells() -> None:
    def cell(text: str, **more: Json) -> Told:
        return {"tag": "td", "parts": [text], **more}

    def widths(*cells: Told) -> list[float]:
        row: Told = {"tag": "tr", "parts": list[Json](cells)}
        table: Told = {"tag": "table", "parts": [{"tag": "tbody", "parts": [row]}]}
        return [float(str(width).removesuffix("fr")) for width in table_columns(table, 40.0)]

    short, long = widths(cell("12"), cell("many words " * 9))
    assert long > 5 * short
    word, _ = widths(cell("unbreakableword"), cell("many words " * 9))
    assert word >= len("unbreakableword")
    half, _ = widths(cell("1", share=0.5), cell("2"))
    assert half == pytest.approx(0.5 * 40 / LETTER, abs=0.01)
    spanning = widths({**cell("over both " * 9), "colspan": "2"}, cell("1"))
    assert len(spanning) == 3
