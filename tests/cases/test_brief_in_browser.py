"""The brief of the real case in a real browser: it opens from disk, its cells open, nothing is fetched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.browser import Page, browsing, find_browser

pytestmark = pytest.mark.browser

DESKTOP, PHONE, HEIGHT = 1280, 390, 900
WIDTHS = pytest.mark.parametrize("width", [DESKTOP, PHONE])
CELL = "button.cell"
OPEN = "document.querySelector('.dialog:popover-open')"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in a headless browser."""
    browser = find_browser()
    if browser is None:
        pytest.skip("no chromium is installed: apt-get install chromium")
    with browsing(browser, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def brief(demo: Path) -> Path:
    """The brief of the real case, on disk."""
    return demo / "out" / "brief.html"


def middle_of(page: Page, selector: str) -> tuple[float, float]:
    """Where an element lies in the window, after scrolling to it."""
    box = page.evaluate(
        f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView({{block: 'center'}});"
        " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
    )
    assert isinstance(box, list)
    return float(box[0]), float(box[1])


@WIDTHS
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_opens_without_a_complaint_or_a_request(page: Page, brief: Path, width: int, dark: bool) -> None:
    page.open(brief, width=width, dark=dark)
    assert "Ukraine, March 2025" in str(page.evaluate("document.querySelector('h1').textContent"))
    ground = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert (sum(map(int, re.findall(r"\d+", ground))) < 384) is dark
    assert page.complaints() == []
    requests = [event for event in page.pipe.events if event["method"] == "Network.requestWillBeSent"]
    assert len(requests) == 1


@pytest.mark.parametrize("width", [DESKTOP, 1215, 768, PHONE, 360])
def test_it_never_scrolls_sideways(page: Page, brief: Path, width: int) -> None:
    page.open(brief, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = page.evaluate(
        "Array.from(document.querySelectorAll('main *'))"
        ".filter(e => !e.closest('.scroll, svg, .sr, .planes > input'))"
        f".filter(e => e.getBoundingClientRect().right > {width} + 1).map(e => e.outerHTML.slice(0, 120))"
    )
    assert wide == []


CONTENTS = "document.getElementById('contents')"
OPENED = f"{CONTENTS}.matches(':popover-open')"
SHOWN = "Array.from(document.querySelectorAll('#contents a')).map(a => a.checkVisibility())"
READ = "document.querySelector('#contents [aria-current]').hash"
SETTLED = "new Promise(done => setTimeout(done, 200))"


@pytest.mark.parametrize("width", [1216, DESKTOP, 1600])
def test_beside_a_wide_page_the_contents_stand_and_say_where_one_is(
    page: Page, brief: Path, width: int
) -> None:
    page.open(brief, width=width)
    assert set(cast("list[bool]", page.evaluate(SHOWN))) == {True}
    assert page.evaluate("document.querySelector('.opener').checkVisibility()") is False
    assert page.evaluate(READ) == "#finding"
    for place in ("deals", "sources", "finding"):
        page.click(*middle_of(page, f"#contents a[href='#{place}']"))
        page.evaluate(SETTLED)
        assert page.evaluate(READ) == f"#{place}"
    lines = "new Set(Array.from(document.querySelectorAll('#contents a')).map(a => a.clientHeight)).size"
    assert page.evaluate(lines) == 1


@pytest.mark.parametrize("width", [360, 768, 1215])
def test_on_a_narrow_page_the_contents_open_by_keyboard_and_close_behind_a_link(
    page: Page, brief: Path, width: int
) -> None:
    page.open(brief, width=width)
    assert set(cast("list[bool]", page.evaluate(SHOWN))) == {False}
    bar = cast("float", page.evaluate("document.querySelector('.top').scrollWidth"))
    assert bar <= width
    page.evaluate("document.querySelector('.opener').focus()")
    page.press("Enter", code=13)
    assert page.evaluate(OPENED) is True
    page.press("Escape", code=27)
    assert page.evaluate(OPENED) is False
    page.press("Enter", code=13)
    page.click(*middle_of(page, "#contents a[href='#stability']"))
    page.evaluate(SETTLED)
    assert page.evaluate(OPENED) is False
    top = "document.querySelector('.top').getBoundingClientRect().bottom"
    heading = "document.querySelector('#stability h2').getBoundingClientRect().top"
    assert page.evaluate(f"{top} <= {heading} && {heading} < innerHeight / 2") is True
    assert page.complaints() == []


@WIDTHS
def test_a_cell_opens_by_keyboard_and_closes_by_escape(page: Page, brief: Path, width: int) -> None:
    page.open(brief, width=width)
    page.evaluate(f"document.querySelector({CELL!r}).focus()")
    page.press("Enter", code=13)
    text = str(page.evaluate(f"{OPEN}.textContent"))
    assert "fundamentally supported the idea" in text
    assert "Vladimir Putin, President of Russia" in text
    assert page.evaluate(f"{OPEN}.contains(document.activeElement)") is True
    page.press("Escape", code=27)
    assert page.evaluate(f"{OPEN} === null") is True
    assert page.evaluate(f"document.activeElement === document.querySelector({CELL!r})") is True
    assert page.complaints() == []


@WIDTHS
def test_a_cell_opens_by_click_and_closes_by_its_button(page: Page, brief: Path, width: int) -> None:
    page.open(brief, width=width)
    page.click(*middle_of(page, CELL))
    assert "verification along a long front line" in str(page.evaluate(f"{OPEN}.textContent"))
    box = page.evaluate(f"{OPEN}.getBoundingClientRect().toJSON()")
    assert isinstance(box, dict)
    assert min(box["left"], box["top"]) >= 0
    assert box["right"] <= width
    assert box["bottom"] <= HEIGHT
    page.click(*middle_of(page, ".dialog:popover-open .close"))
    assert page.evaluate(f"{OPEN} === null") is True
    assert page.complaints() == []


def test_a_cell_shows_its_words_under_the_pointer(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    place = middle_of(page, CELL)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.point(*place)
    shown = "new Promise(done => setTimeout(() => done(document.querySelector('.glance').textContent), 400))"
    assert "fundamentally supported the idea" in str(page.evaluate(shown))
    page.point(2, 2)
    assert page.evaluate("document.querySelector('.glance').hidden") is True
    assert page.complaints() == []


def test_doubtful_words_are_marked_and_read(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    page.evaluate("document.querySelectorAll('button.cell.unsure')[0].click()")
    text = str(page.evaluate(f"{OPEN}.querySelector('.card.unsure').textContent"))
    assert "doubtful" in text
    assert "How it is read:" in text


def test_a_citation_leads_to_the_statement_though_it_is_folded(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    page.evaluate("document.querySelector('.side a.cite').click()")
    seen = page.evaluate(
        "new Promise(done => setTimeout(() => {"
        " const card = document.querySelector(location.hash), top = card.getBoundingClientRect().top;"
        " done([card.closest('details').open, top >= 0 && top < innerHeight, card.textContent]); }, 300))"
    )
    assert isinstance(seen, list)
    assert seen[:2] == [True, True]
    assert "would not relinquish any of the territories" in seen[2]


def test_a_pair_of_parties_is_chosen_and_drawn(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    shown = "Array.from(document.querySelectorAll('#deals .ground:first-of-type .plane'))"
    visible = f"{shown}.filter(e => getComputedStyle(e).display !== 'none').map(e => e.textContent)"
    before = page.evaluate(visible)
    page.evaluate("document.querySelectorAll('#deals .pairs label')[5].click()")
    after = page.evaluate(visible)
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert len(before) == len(after) == 1
    assert "Russia and Ukraine" in before[0]
    assert "United States and European states" in after[0]
    assert page.complaints() == []


def test_light_and_dark_change_places(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.click(*middle_of(page, "#theme"))
    dark = page.evaluate(colour)
    page.click(*middle_of(page, "#theme"))
    assert page.evaluate(colour) == before != dark


def test_print_shows_what_is_folded(page: Page, brief: Path) -> None:
    page.open(brief, width=DESKTOP)
    folded = "document.querySelectorAll('details:not([open])').length"
    before = page.evaluate(folded)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(folded) == before != 0
    assert len(str(page.call("Page.printToPDF", printBackground=True)["data"])) > 100_000
