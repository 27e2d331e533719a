"""HTML as values: text is escaped, and what a page cannot show is replaced."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.report.markup import Html, el, html, printable, spoken


def test_an_element_says_its_attributes_and_escapes_its_text() -> None:
    made = el("a", "x & y", ["<b>", None], href="#n", class_="c", aria_label='"q"', hidden=True, title=None)
    expected = '<a href="#n" class="c" aria-label="&quot;q&quot;" hidden>x &amp; y&lt;b&gt;</a>'
    assert made == expected
    assert el("br") == "<br>"
    assert spoken("a<b") == '<span class="sr">a&lt;b</span>'


@pytest.mark.parametrize("content", [None, "", [], [None, ["", []]]])
def test_nothing_makes_nothing(content: object) -> None:
    assert html(content) == ""  # type: ignore[arg-type]  # all of them are content


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    class Reader(HTMLParser):
        seen = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert (tag, attrs) == ("p", [("title", printable(text))])

        def handle_data(self, data: str) -> None:
            self.seen += data

    reader = Reader(convert_charrefs=True)
    reader.feed(el("p", text, title=text))
    reader.close()
    assert reader.seen == printable(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\ud800b", "a\x1bb", "a\uffffb"])
def test_what_a_page_cannot_show_is_replaced(text: str) -> None:
    assert printable(text) == "a\N{REPLACEMENT CHARACTER}b"
    assert html(Html(text)) == text  # what is marked as HTML is left alone
