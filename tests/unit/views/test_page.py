"""Pages of plain text: wrapped, aligned, and harmless to a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from detente.views.page import Code, Grid, Heading, Part, Text, page_lines, printable


def page(*parts: Part, width: int = 40) -> list[str]:
    return list(page_lines(parts, width=width))


def test_text_is_wrapped_and_set_in() -> None:
    assert page(Text("one two three four", indent=2, mark="1."), width=20) == [
        "  1. one two three",
        "     four",
    ]


def test_headings_stand_apart_and_may_be_bold() -> None:
    parts: list[Part] = [Heading("A"), Text("x"), Heading("B"), Text("y")]
    assert list(page_lines(parts, width=40, bold=str.lower)) == ["a", "x", "", "b", "y"]


def test_a_grid_is_aligned() -> None:
    grid = Grid(("name", "n"), (("a", "1"), ("bcdefg", "10")), right=(1,))
    assert page(grid) == ["name     n", "a        1", "bcdefg  10"]


def test_the_widest_column_gives_way_first() -> None:
    lines = page(Grid(("", ""), (("word " * 6, "short"),)), width=20)
    assert lines == ["word word      short", "word word", "word word"]


def test_a_grid_without_room_becomes_a_list() -> None:
    grid = Grid(("", "first", "second"), (("name", "a" * 12, "b" * 12), ("other", "", "c" * 12)))
    assert page(grid, width=20) == [
        "name", "  first:", "  aaaaaaaaaaaa", "  second:", "  bbbbbbbbbbbb",
        "other", "  second:", "  cccccccccccc",
    ]  # fmt: skip


def test_a_command_is_never_broken() -> None:
    command = "detente solve a/very/long/path --overlay analyst"
    assert page(Code(command), width=20) == [f"  {command}"]


def test_nothing_in_a_text_steers_the_terminal() -> None:
    hostile = "a\x1b[31m\x07\u202e\u200bb\r\nc"
    assert printable(hostile) == "a\\x1b[31m\\x07\\u202e\\u200bb c"
    for part in (Heading(hostile), Text(hostile), Grid((hostile,), ((hostile,),)), Code(hostile)):
        assert all(line.isprintable() for line in page(part))


@given(
    st.lists(
        st.one_of(
            st.builds(Heading, st.text(max_size=90)),
            st.builds(Text, st.text(max_size=90), st.integers(0, 6), st.sampled_from(["", "-", "12."])),
            st.integers(1, 4).flatmap(
                lambda columns: st.builds(
                    Grid,
                    st.tuples(*[st.text(max_size=20)] * columns),
                    st.lists(st.tuples(*[st.text(max_size=30)] * columns), max_size=4).map(tuple),
                )
            ),
        ),
        max_size=5,
    ),
    st.integers(1, 120),
)
def test_every_page_is_printable_and_within_its_width(parts: list[Part], width: int) -> None:
    for line in page_lines(parts, width=width):
        assert line.isprintable()
        assert len(line) <= max(width, 20)
