"""The brief on paper: the words of the page in their order, nothing that is hidden, and never a command."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.answer import solve
from detente.case.folder import build_case
from detente.case.model import Case
from detente.case.statements import Review, Source, Stance, Statement
from detente.report.brief import render_brief
from detente.report.page import SECTIONS
from detente.report.paper.brief import paper_story, print_brief
from detente.report.paper.parts import DRAWING, Told, words
from detente.report.paper.tree import Element, read_tree
from detente.views.edition import edition_of
from detente.views.finding import finding
from tests.bundled import READINGS, bundled, solved
from tests.strategies import EVERYTHING, cases

HOSTILE = '#panic("x") $a_b$ @ref *bold* _it_ \\ ] [ ) } // /* */ <label> "quoted" \'q\' ~ -- ... = + - `r` #'
SMALL = ("bill-and-jack", "split-the-pie", "sunday-market")
TEMPLATE = (files("detente.report.paper") / "brief.typ").read_bytes()
PLAIN = {
    "format": 1,
    "case": {"title": "T"},
    "parties": {"a": {"title": "A"}, "b": {"title": "B"}},
    "issues": {"i": {"title": "I", "options": {"x": "X", "y": "Y"}}},
}


@cache
def page_of(name: str, *, public: bool = False) -> str:
    readings = [solved(name, overlay) for overlay in READINGS[name]]
    return render_brief(solved(name), readings=readings, public=public)


@cache
def story_of(name: str, *, public: bool = False) -> str:
    return paper_story(page_of(name, public=public), bundled(name), public=public)


def text_of(story: str) -> str:
    """All words of a story; drawings are blanks."""
    told = json.loads(story)["story"]
    return " ".join(words(told).replace("\u00a0", " ").replace(DRAWING, " ").split())


def texts_of_page(element: Element) -> Iterator[str]:
    """Each text of a page by itself."""
    for child in element.children:
        yield from texts_of_page(child) if isinstance(child, Element) else (child,)


def texts_of_story(told: Told) -> Iterator[str]:
    """Each text of a story by itself."""
    parts = told.get("parts", [])
    assert isinstance(parts, list)
    for part in parts:
        yield from texts_of_story(part) if isinstance(part, dict) else (str(part).replace("\u200b", ""),)


def queried(story: str, selector: str) -> list[dict[str, object]]:
    """What Typst itself finds in the document that it sets."""
    found = json.loads(typst.query(TEMPLATE, selector, sys_inputs={"story": story}, ignore_system_fonts=True))
    assert isinstance(found, list)
    return found


def plain(content: object) -> str:
    """The words of a piece of content of Typst."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(plain(part) for part in content)
    assert isinstance(content, dict)
    if content.get("func") == "space":
        return " "
    return plain(next((content[key] for key in ("text", "children", "child", "body") if key in content), ""))


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("public", [False, True])
def test_every_small_case_is_printed_and_twice_alike(name: str, public: bool) -> None:
    page = page_of(name, public=public)
    found = print_brief(page, bundled(name), public=public)
    assert found.pdf.startswith(b"%PDF-")
    assert (found.borrowed, found.lacking) == ((), ())
    assert found == print_brief(page, bundled(name), public=public)


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("public", [False, True])
def test_paper_says_what_the_page_says(name: str, public: bool) -> None:
    text = text_of(story_of(name, public=public))
    readings = [solved(name, overlay) for overlay in READINGS[name]]
    for sentence in finding(edition_of(solved(name), readings, public=public), solved(name)):
        assert sentence in text
    numbered = [f"{number}{title}" for number, title in enumerate(SECTIONS.values(), 1)][1:]
    places = [text.index(title) for title in numbered]  # the first section is headed by the title of the case
    assert places == sorted(places)
    letters = re.sub(r"\W", "", text)  # marks of quotations within others are the page's own
    for statement in bundled(name).statements:
        assert statement.review is Review.REJECTED or re.sub(r"\W", "", statement.quote) in letters


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("public", [False, True])
def test_paper_says_nothing_that_the_page_does_not(name: str, public: bool) -> None:
    page = {" ".join(text.split()) for text in texts_of_page(read_tree(page_of(name, public=public)))}
    said = {
        " ".join(text.split()) for text in texts_of_story(json.loads(story_of(name, public=public))["story"])
    }
    assert len(said) > 50
    assert said - page <= {"·", "→"}  # what the style sheet sets before an element


def test_what_is_left_out_of_a_public_page_is_left_out_on_paper() -> None:
    own, public = (text_of(story_of("bill-and-jack", public=kind)) for kind in (False, True))
    for words_of_public, words_of_own in (
        ("This is the public edition", "and nobody worse off than without a deal"),
    ):
        assert words_of_public in public
        assert words_of_public not in own
        assert words_of_own in own
        assert words_of_own not in public


def test_what_a_pointer_or_a_button_shows_is_not_on_paper() -> None:
    story = story_of("ukraine-2025-03")
    text = text_of(story)
    assert "Open a cell" not in text
    assert "The words, the speakers, the dates and the sources: section" in text
    assert "Light or dark" not in text
    assert "nothing on record" not in text  # for screen readers, beside a dash
    tags = set(re.findall(r'"tag": "(\w+)"', story))
    assert not tags & {"script", "style", "input", "head", "nav"}


def test_drawings_stand_for_themselves() -> None:
    drawings = json.loads(story_of("ukraine-2025-03"))["drawings"]
    assert len(drawings) == len(set(drawings)) > 20
    for drawing in drawings:
        assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        for missing in ("var(", "currentColor", "<use", "class=", "<title", "NaN"):
            assert missing not in drawing


def test_the_bundled_case_is_printed_with_its_headings_and_no_letter_is_missing() -> None:
    name = "ukraine-2025-03"
    found = print_brief(page_of(name), bundled(name), public=False)
    assert (found.borrowed, found.lacking) == ((), ())
    assert len(found.pdf) < 6_000_000
    headings = [" ".join(plain(known["body"]).split()) for known in queried(story_of(name), "heading")]
    assert headings[0] == bundled(name).title
    numbered = [f"{number}{title}" for number, title in enumerate(SECTIONS.values(), 1)][1:]
    assert [heading for heading in headings if heading in numbered] == numbered


def hostile_story(text: str) -> str:
    """A story in which one text stands in every kind of element."""

    def told(tag: str, *parts: object, **more: object) -> dict[str, object]:
        return {"tag": tag, "parts": list(parts), **more}

    kinds = [told(tag, text) for tag in ("p", "li", "q", "b", "code", "blockquote", "a", "dd")]
    row = told("tr", told("td", text, align="left"))
    table = told("table", told("tbody", row), columns=["1fr"])
    first = told("section", told("h1", text, level=1), *kinds, table, id="finding")
    frame: Told = {"title": text, "edition": text, "made": text, "date": None, "rem": 9.4, "margin": 17}
    return json.dumps({**frame, "contents": [], "drawings": [], "story": told("main", first)})


def test_no_word_is_ever_a_command() -> None:
    (heading,) = queried(hostile_story(HOSTILE), "heading")
    assert plain(heading["body"]) == HOSTILE


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40))
def test_whatever_a_text_is_it_comes_out_as_it_went_in(text: str) -> None:
    (heading,) = queried(hostile_story(text), "heading")
    assert plain(heading["body"]) == text


@settings(max_examples=25, deadline=None)
@given(text=st.text("#$@*_\\[](){}<>/\"'`~=+-. a0", min_size=1, max_size=30))
def test_signs_of_typst_are_signs(text: str) -> None:
    (heading,) = queried(hostile_story(text), "heading")
    assert plain(heading["body"]) == text


@settings(max_examples=8, deadline=None)
@given(case=cases(EVERYTHING))
def test_any_case_can_be_printed(case: Case) -> None:
    found = print_brief(render_brief(solve(case)), case, public=False)
    assert found.pdf.startswith(b"%PDF-")


def test_a_hostile_case_is_printed_as_it_is_written() -> None:
    titled = {"title": HOSTILE}
    case = build_case(
        {
            **PLAIN,
            "case": titled,
            "parties": {"a": titled, "b": {"title": "B"}},
            "issues": {"i": {**titled, "options": {"x": HOSTILE, "y": "Y"}}},
        }
    )
    page = render_brief(solve(case))
    story = paper_story(page, case, public=False)
    assert HOSTILE in text_of(story)
    assert plain(queried(story, "heading")[0]["body"]) == HOSTILE
    assert print_brief(page, case, public=False).lacking == ()


def test_a_word_without_end_may_be_broken_and_a_link_without_end_is_none() -> None:
    source = Source(id="s", outlet="O", title="T", url=f"https://example.org/{'x' * 9000}")
    said = Statement(
        id="g",
        source_id="s",
        quote="w" * 5000,
        stance=Stance.DEMAND,
        review=Review.CONFIRMED,
        party="a",
        issue="i",
    )
    case = replace(build_case(PLAIN), sources=(source,), statements=(said,))
    page = render_brief(solve(case))
    story = paper_story(page, case, public=False)
    assert "w" * 5000 in story.replace("\u200b", "")
    assert not re.search(r"w{49}", story)
    assert print_brief(page, case, public=False).lacking == ()


def test_a_case_without_a_date_has_none_on_paper() -> None:
    case = build_case(PLAIN)
    page = render_brief(solve(case))
    assert json.loads(paper_story(page, case, public=False))["date"] is None
    pdf = print_brief(page, case, public=False).pdf
    assert b"/CreationDate" not in pdf
    assert pdf == print_brief(page, case, public=False).pdf
