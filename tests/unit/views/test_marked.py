"""A stretch of a text with marks, in lines that fit a terminal and never steer it."""

from hypothesis import given
from hypothesis import strategies as st

from detente.record.span import Span
from detente.views.marked import AROUND, Mark, columns, marked_lines, sentences_around

TEXT = "Before it. “One two,” he said (if so). After it.\nNext paragraph."


def mark(words: str, opens: str, closes: str) -> Mark:
    start = TEXT.index(words)
    return Mark(
        span=Span(start, start + len(words)), opens=opens, closes=closes, style=lambda text: f"*{text}*"
    )


def test_marks_stand_around_their_words_and_inside_each_other() -> None:
    marks = [mark("One two", "[[", "]]"), mark("two", "<", ">"), mark("Next", "{", "}")]
    whole = sentences_around(TEXT, [marks[0].span])
    assert whole.of(TEXT) == "“One two,” he said (if so)."
    (line,) = marked_lines(TEXT, whole, marks, width=80)
    plain = line.replace("*", "")
    assert plain == "“[[One <two>]],” he said (if so)."


def test_words_that_do_not_fit_are_cut() -> None:
    text = "a" * 50 + " bb"
    lines = list(marked_lines(text, Span(0, len(text)), [], width=20))
    assert lines == ["a" * 20, "a" * 20, "a" * 10 + " bb"]


def test_wide_and_combining_characters_take_their_columns() -> None:
    assert columns("e\u0301") == 1
    assert columns("漢字") == 4
    lines = list(marked_lines("漢" * 12, Span(0, 12), [], width=20))
    assert lines == ["漢" * 10, "漢" * 2]


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "word " * 1_000
    whole = sentences_around(text, [Span(2_000, 2_004)])
    assert whole.start >= 2_000 - AROUND
    assert whole.end <= 2_004 + AROUND


def test_sentences_begin_and_end_where_the_paragraph_does() -> None:
    assert sentences_around("no stop\nhere", [Span(0, 2)]).of("no stop\nhere") == "no stop"
    assert sentences_around("Yes. (No.) So.", [Span(6, 8)]).of("Yes. (No.) So.") == "(No.)"


@given(st.text(st.sampled_from("ab .\n”\x1b\u202e漢"), min_size=3, max_size=80), st.data())
def test_any_text_is_shown_whole_and_harmless(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    whole = sentences_around(text, [span])
    assert whole.start <= span.start
    assert span.end <= whole.end
    lines = list(marked_lines(text, whole, [Mark(span=span, opens="[[", closes="]]")], width=20))
    said = "".join(lines)
    assert said.count("[[") == said.count("]]") == 1
    assert all(line.isprintable() and columns(line) <= 20 for line in lines)
    kept = "".join(sign for sign in whole.of(text) if not sign.isspace())
    assert len(said.replace("[[", "").replace("]]", "").replace(" ", "")) == len(kept)
