"""The style sheet as paper reads it, and as a real browser does in print: each element looks the same."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from detente.report.brief import render_brief
from detente.report.paper.cascade import Looks, Sheet, read_sheet
from detente.report.paper.measures import colour
from detente.report.paper.selectors import Place
from detente.report.paper.tree import read_tree
from tests.browser import browsing, find_browser
from tests.bundled import READINGS, solved

pytestmark = pytest.mark.browser

NAME = "sunday-market"
LOOKS = """(() => {
  const hex = (text) => {
    const parts = text.match(/[\\d.]+/g);
    return parts && !(parts.length === 4 && parts[3] === "0") && text.startsWith("rgb")
      ? "#" + parts.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("") : "";
  };
  return Array.from(document.querySelectorAll("html, body, body *")).map((element) => {
    const looks = getComputedStyle(element);
    return [element.tagName.toLowerCase(), looks.display === "none", hex(looks.color), hex(looks.fill)];
  });
})()"""
UNDECLARED = frozenset({"script", "style", "symbol", "svg", "g", "path", "use", "title", "defs", "pattern"})
"""Elements that a browser hides, or does not, whatever the style sheet says."""

INITIAL: Looks = {"color": "#000000"}


def walked(sheet: Sheet, place: Place, above: Looks) -> Iterator[tuple[Place, Looks]]:
    """Every element of a page from its root, with its looks, in the order of the page."""
    looks = {**sheet.looks(place, above)}
    looks.setdefault("color", above.get("color", "#000000"))
    looks.setdefault("fill", above.get("fill", ""))
    yield place, looks
    for at, child in enumerate(place.element.inside):
        yield from walked(sheet, Place(child, place, at), looks)


def long(code: str | None) -> str:
    """A colour with six digits."""
    return "#" + "".join(letter * 2 for letter in code[1:]) if code and len(code) == 4 else code or ""


def test_every_element_looks_on_paper_as_it_does_in_a_browser_that_prints(tmp_path: Path) -> None:
    browser = find_browser()
    if browser is None:
        pytest.skip("no chromium is installed: apt-get install chromium")
    page = render_brief(solved(NAME), readings=[solved(NAME, overlay) for overlay in READINGS[NAME]])
    file = tmp_path / "brief.html"
    file.write_text(page, encoding="utf-8")
    with browsing(browser, tmp_path / "profile") as opened:
        opened.open(file, width=1280)
        opened.call("Emulation.setEmulatedMedia", media="print")
        seen = opened.evaluate(LOOKS)
    assert isinstance(seen, list)
    sheet = read_sheet((files("detente.report") / "brief.css").read_text(encoding="utf-8"))
    html = Place(read_tree(page).inside[0])
    own = [pair for pair in walked(sheet, html, INITIAL) if not _in_head(pair[0])]
    wrong: list[tuple[object, ...]] = []
    # The script of the page adds an element at its end: a glance, which print hides.
    for (place, looks), (tag, hidden, ink, fill) in zip(own, seen, strict=False):
        element = place.element
        assert element.tag.lower() == tag
        if hidden != (looks.get("display") == "none") and tag not in UNDECLARED:
            wrong.append((tag, element.classes, "hidden", hidden, looks.get("display")))
        if long(colour(looks.get("color"))) != ink:
            wrong.append((tag, element.classes, "color", ink, looks.get("color")))
        declared = colour(sheet.looks(place, {**looks}).get("fill"))
        if declared and long(declared) != fill:
            wrong.append((tag, element.classes, "fill", fill, declared))
    assert len(own) > 500
    assert wrong == []


def _in_head(place: Place) -> bool:
    above: Place | None = place
    while above is not None:
        if above.element.tag == "head":
            return True
        above = above.parent
    return False
