"""Statements and sources: what rows say, what is said of bad cells, and quotes against the texts they stand in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from detente.case.folder import CaseError, read_case
from detente.case.folder.rows import is_iso
from detente.case.model import Review, Source, Stance, Statement
from detente.errors import Fault
from tests.unit.case.example import SOURCES, STATEMENTS, edited, write_example


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    return caught.value.faults


def test_what_rows_say(tmp_path: Path) -> None:
    case = read_case(write_example(tmp_path))
    assert case.statement("s2") == Statement(
        id="s2",
        source_id="gazette",
        via=("radio", "courier"),
        quote="our herds cannot do without",
        party="north",
        issue="well",
        stance=Stance.JUSTIFICATION,
        said_on="2025-03-01",
        review=Review.CONFIRMED,
    )
    line = case.statement("s4")
    assert (line.start, line.end, line.quote) == (0, 27, "not more than 20 guards, no")
    assert (line.condition_of, line.yes_but, line.said_on) == (("s2",), True, "2025-03")
    assert case.statement("s7").said_on == "2025-03-01/2025-03-04"
    assert case.sources == (
        Source(
            id="gazette",
            outlet="The Valley Gazette",
            published_on="2025-03-05",
            url="https://gazette.example/5",
        ),
    )


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("id,", "\ufeffid,"), ("\ns4", "\n\n,,,,,,,,,,,,\ns4")])
def test_tables_as_spreadsheets_save_them(tmp_path: Path, change: tuple[str, str]) -> None:
    plain = read_case(write_example(tmp_path / "a"))
    old, new = change
    times = 1 if old == "id," else -1
    again = read_case(write_example(tmp_path / "b", statements=STATEMENTS.replace(old, new, times)))
    assert again.statements == plain.statements


def test_a_quote_keeps_its_blanks_and_line_breaks(tmp_path: Path) -> None:
    statements = edited(STATEMENTS, "we will close the road", '" we\r\nwill ""close"" the road "')
    assert read_case(write_example(tmp_path, statements=statements)).statement("s7").quote == (
        ' we\r\nwill "close" the road '
    )


@pytest.mark.parametrize(("sign", "kind"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
@pytest.mark.parametrize("quoted", [False, True])
def test_another_separator_is_named_as_such(tmp_path: Path, sign: str, kind: str, quoted: bool) -> None:
    text = STATEMENTS.replace(",", f'"{sign}"' if quoted else sign)
    faults = faults_of(write_example(tmp_path, statements=f'"{text}' if quoted else text))
    said = [fault for fault in faults if fault.file.endswith("statements.csv")]
    assert [(fault.place, fault.message) for fault in said] == [
        ("row 1", f"the cells are separated by {kind}")
    ]
    assert "commas" in said[0].hint


# ruff: noqa: E501 - one mistake, one line
CELLS = [
    ("s7,gazette", ",gazette", "row 4, column id", "the cell is empty", "'id'"),
    ("s7,gazette", "s2,gazette", "row 4, column id", "the id 's2' stands twice", "each id once"),
    ("s7,gazette", "S7,gazette", "row 4, column id", "'S7' is not an id", "small letters"),
    ("s7,gazette", "s7,", "row 4, column source_id", "the cell is empty", "'source_id'"),
    ("s7,gazette", "s7,gazete", "row 4, column source_id", "no source 'gazete'", "'gazette'"),
    ("s7,gazette,,,", "s7,gazette,,5,", "row 4, column end", "one of start and end is empty", "both"),
    ("s7,gazette,,,", "s7,gazette,,5,6", "row 4, column end", "span 1 characters, the quote has 22", "end = 27"),
    ("s7,gazette,,,", "s7,gazette,,x,22", "row 4, column start", "'x' is not a whole number", "from 0"),
    ("s7,gazette,,,", "s7,gazette,,-1,21", "row 4, column start", "'-1' is not a whole number", "from 0"),
    ("we will close the road", " ", "row 4, column quote", "the cell is empty", "verbatim"),
    ("road,south", "road,souht", "row 4, column party", "no party 'souht'", "'south'"),
    ("threat,,", "thread,,", "row 4, column stance", "'thread' is no stance", "'threat'"),
    ("threat,,", "threat,s9,", "row 4, column condition_of", "no statement 's9'", "one of s2, s4, s7"),
    ("threat,,", "threat,s7,", "row 4, column condition_of", "a condition of itself", "it limits"),
    (",false,", ",no,", "row 4, column yes_but", "'no' is not true or false", "an empty cell"),
    ("2025-03-01/2025-03-04,", "1 March,", "row 4, column said_on", "'1 March' is no ISO date", "2025-03-15"),
    ("2025-03-04,confirmed", "2025-03-04,confirm", "row 4, column review", "'confirm' is no review", "'confirmed'"),
    ("2025-03-04,confirmed", "2025-03-04,", "row 4, column review", "the cell is empty", "'review'"),
    ("we will", "we\x07will", "row 4, column quote", "control character U+0007", "without it"),
    ("we will", "we, will", "row 4", "14 cells, and the header has 13", "quotes around"),
    ("we will", '"we" will', "row 4", "not valid CSV", "doubled"),
    ("we will", '"we will', "row 4", "not valid CSV", "doubled"),
    (",condition_of", ",condition_off", "row 1, column 10", "unknown column 'condition_off'", "'condition_of'"),
    (",condition_of", ",party", "row 1, column 10", "column 'party' stands twice", "once"),
    ("stance,condition_of", "cue,condition_of", "row 1", "column 'stance' is missing", "'stance'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), CELLS)
def test_a_bad_cell_is_named_with_row_and_column(
    tmp_path: Path, old: str, new: str, place: str, message: str, hint: str
) -> None:
    statements = edited(STATEMENTS.replace("south,road", "road,south"), old, new).replace(
        "road,south", "south,road"
    )
    (fault,) = faults_of(write_example(tmp_path, statements=statements.replace("road,souht", "souht,road")))
    assert (fault.file, fault.place) == (str(tmp_path / "statements.csv"), place)
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("gazette,The", "gazette-,The", "row 2, column id", "'gazette-' is not an id"),
        ("The Valley Gazette", "", "row 2, column outlet", "the cell is empty"),
        ("https://", "javascript://", "row 2, column url", "is no web address"),
        ("2025-03-05", "05.03.2025", "row 2, column published_on", "is no ISO date"),
        ("published_on", "sha256", "row 2, column sha256", "is no SHA-256"),
        ("published_on", "published", "row 1, column 3", "unknown column 'published'"),
    ],
)
def test_a_bad_source_is_named(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    faults = faults_of(write_example(tmp_path, sources=edited(SOURCES, old, new)))
    assert [(fault.file, fault.place) for fault in faults] == [(str(tmp_path / "sources.csv"), place)]
    assert message in faults[0].message


def test_cells_with_faults_do_not_count_as_missing_statements(tmp_path: Path) -> None:
    """A red line that cites a row with a typo is not said to cite nothing."""
    faults = faults_of(write_example(tmp_path, statements=edited(STATEMENTS, "red-line", "redline")))
    assert [fault.place for fault in faults] == ["row 3, column stance"]


def test_citing_statements_without_a_table_of_them(tmp_path: Path) -> None:
    faults = faults_of(write_example(tmp_path, statements=None))
    assert {fault.message for fault in faults} == {f"no statement 's{number}'" for number in (2, 4, 7)}
    assert {fault.hint for fault in faults} == {"a statements.csv in the folder, with a row for it"}


def test_statements_without_a_table_of_sources(tmp_path: Path) -> None:
    faults = faults_of(write_example(tmp_path, sources=None))
    assert [fault.place for fault in faults] == [f"row {row}, column source_id" for row in (2, 3, 4)]
    assert faults[0].hint == "a sources.csv in the folder, with a row for it"


def test_an_empty_table(tmp_path: Path) -> None:
    faults = faults_of(write_example(tmp_path, statements=""))
    assert [(fault.place, fault.message) for fault in faults] == [("row 1", "the header is missing")]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2025", True),
        ("2025-03", True),
        ("2024-02-29", True),
        ("2025-02-29", False),
        ("2025-13", False),
        ("0000", False),
        ("25-03-01", False),
        ("2025-03-01/2025-03-04", True),
        ("2025-03/2025-03-04", True),
        ("2025-03-04/2025-03-01", False),
        ("2025-03-01/", False),
        ("2025/2026/2027", False),
        ("２０２５", False),
        ("", False),
    ],
)
def test_iso_dates(text: str, good: bool) -> None:
    assert is_iso(text) is good


# ---------------------------------------------------------------- full texts

TEXT = "North said: «не более 20» — not more than 20 guards, no. South: we will close the road."


def with_text(folder: Path, *, start: int, length: int = 27, text: str = TEXT, sha256: str = "") -> Path:
    statements = edited(STATEMENTS, ",0,27,", f",{start},{start + length},")
    statements = edited(statements, "s2,gazette", "s2,rumour")
    statements = edited(statements, "s7,gazette", "s7,rumour")
    sources = f"id,outlet,sha256\ngazette,The Valley Gazette,{sha256}\nrumour,Hearsay,\n"
    write_example(folder, statements=statements, sources=sources)
    (folder / "sources").mkdir()
    (folder / "sources" / "gazette.txt").write_bytes(text.encode("utf-8"))
    return folder


def test_a_quote_stands_where_the_table_says_in_code_points(tmp_path: Path) -> None:
    start = TEXT.index("not more")
    assert len(TEXT[:start].encode("utf-8")) != start
    case = read_case(with_text(tmp_path, start=start))
    assert case.statement("s4").start == start


def test_a_quote_that_stands_elsewhere(tmp_path: Path) -> None:
    start = TEXT.index("not more")
    (fault,) = faults_of(with_text(tmp_path, start=start + 1))
    assert fault.place == "row 3, column quote"
    assert fault.hint == f"start = {start}, end = {start + 27}"


def test_a_quote_that_does_not_stand_in_the_text(tmp_path: Path) -> None:
    (fault,) = faults_of(with_text(tmp_path, start=0, text=TEXT.replace("20 guards", "30 guards")))
    assert fault.place == "row 3, column quote"
    assert fault.hint == "the words as they stand in the text"


def test_a_held_text_needs_spans(tmp_path: Path) -> None:
    folder = with_text(tmp_path, start=TEXT.index("not more"))
    table = folder / "statements.csv"
    table.write_text(table.read_text().replace("s7,rumour", "s7,gazette"))
    (fault,) = faults_of(folder)
    start = TEXT.index("we will")
    assert (fault.place, fault.hint) == ("row 4, column start", f"start = {start}, end = {start + 22}")


def test_a_text_other_than_the_one_that_was_coded(tmp_path: Path) -> None:
    start, good = TEXT.index("not more"), hashlib.sha256(TEXT.encode()).hexdigest()
    assert read_case(with_text(tmp_path / "a", start=start, sha256=good.upper())).sources[0].sha256 == good
    (fault,) = faults_of(with_text(tmp_path / "b", start=start, sha256=good, text=TEXT + " "))
    assert (fault.place, fault.code) == ("row 2, column sha256", "hash")


def test_a_text_changes_the_digest(tmp_path: Path) -> None:
    start = TEXT.index("not more")
    one = read_case(with_text(tmp_path / "a", start=start))
    other = read_case(with_text(tmp_path / "b", start=start, text=TEXT + " "))
    assert one.digest != other.digest
