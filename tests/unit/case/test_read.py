"""Reading a case folder: what a good one says, and what is said of each mistake."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.folder import CaseError, essence, read_case
from detente.case.formula import all_of, among, some_of
from detente.case.model import (
    HELD_BY_DEFAULT,
    Fallback,
    Figure,
    Interaction,
    Issue,
    Like,
    Option,
    Party,
    Preference,
    Range,
    RedLine,
    Rule,
    Status,
    Strength,
)
from detente.errors import Fault
from tests.unit.case.example import CASE, SOURCES, STATEMENTS, edited, write_example
from tests.unit.case.mistakes import MISTAKES


def number(value: int | str) -> Figure:
    return Figure(low=Fraction(value), high=Fraction(value))


def faults_of(folder: Path, *overlays: str) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder, overlays)
    for fault in caught.value.faults:
        assert fault.file
        assert fault.message
        assert len(str(fault).splitlines()) == 1
    return caught.value.faults


# ---------------------------------------------------------------- the example


def test_the_example_reads_as_it_stands(tmp_path: Path) -> None:
    case = read_case(write_example(tmp_path / "two-villages"))
    assert (case.id, case.title, case.as_of) == ("two-villages", "Two villages and a well", "2025-03-15")
    assert case.summary == "One paragraph that stands on the first screen."
    assert (case.format, case.notes, case.overlays) == ("case", (), ())
    assert case.issues == (
        Issue(
            id="well",
            title="The well",
            options=(
                Option(id="north-only", title="North alone"),
                Option(
                    id="shared", title="Shared days", needs="a joint commission", triggers=("s7",), note="..."
                ),
                Option(id="closed", title="Closed"),
            ),
            consent=("north", "south"),
        ),
        Issue(
            id="road",
            title="The road",
            options=(Option(id="open", title="Open"), Option(id="closed", title="Closed")),
            consent=("north", "south"),
        ),
        Issue(
            id="guards",
            title="Guards",
            options=tuple(
                Option(id=str(count), title=f"{count} guards", amount=Fraction(count))
                for count in (0, 10, 20, 30, 40)
            ),
            consent=("north", "south"),
            range=Range(start=Fraction(0), stop=Fraction(40), step=Fraction(10), unit="guards"),
        ),
    )


def test_the_example_s_parties(tmp_path: Path) -> None:
    north, south = read_case(write_example(tmp_path)).parties
    assert north == Party(
        id="north",
        title="North",
        reservation=Figure(low=Fraction(1, 5), high=Fraction(1, 2)),
        preference=Preference(
            weights={
                "well": Figure(low=Fraction(3), high=Fraction(5), why="the herds", statements=("s2",)),
                "road": number(1),
                "guards": Figure(low=Fraction(1), high=Fraction(2)),
            },
            values={"well": {"north-only": number(1), "closed": number(0)}},
        ),
    )
    assert south == Party(
        id="south",
        title="South",
        preference=Preference(
            issue_ranking=("road", "well", "guards"),
            option_rankings={"well": ("shared", "closed", "north-only")},
            interactions=(
                Interaction(
                    text="well = shared and guards <= 10",
                    formula=all_of((among(0, 0b10, 3), among(2, 0b11, 5))),
                    value=number("1/10"),
                ),
            ),
        ),
    )


def test_the_example_s_rules_and_lines(tmp_path: Path) -> None:
    case = read_case(write_example(tmp_path))
    assert case.structural == (
        Rule(
            id="no-road-no-sharing",
            text="well = shared -> road = open",
            formula=some_of((among(0, 0b101, 3), among(1, 0b1, 2))),
            why="the well lies across the road",
        ),
    )
    assert case.red_lines == (
        RedLine(
            id="north-few-guards",
            party="north",
            text="guards <= 20",
            formula=among(2, 0b111, 5),
            strength=Strength.ABSOLUTE,
            held=Figure(low=Fraction(9, 10), high=Fraction(1)),
            fallback=(Fallback(text="guards <= 30", formula=among(2, 0b1111, 5)),),
            statements=("s4",),
        ),
    )


def test_red_lines_alone_make_a_case(tmp_path: Path) -> None:
    text = """
        format = 1
        case.title = "Two"
        parties.a.title = "A"
        issues.x = { title = "X", options = { yes = "Yes", no = "No" } }
        red_lines = [ { id = "a-yes", party = "a", rule = "x = yes", why = "a toy" } ]
    """
    case = read_case(write_example(tmp_path, case=text, statements=None, sources=None))
    (line,) = case.red_lines
    assert (line.strength, line.held) == (Strength.STATED, HELD_BY_DEFAULT[Strength.STATED])
    assert not case.parties[0].preference.is_stated
    assert case.parties[0].reservation is None


def test_other_ways_to_write_the_same(tmp_path: Path) -> None:
    plain = essence(read_case(write_example(tmp_path / "a")))
    other = edited(CASE, "road = 1", "road = [1.00, 1e0]")
    other = edited(other, "as_of = 2025-03-15", 'as_of = "2025-03-15"')
    other = edited(other, 'rule = "guards <= 20"', 'rule = """\n  guards\n  <= 20"""')
    again = read_case(write_example(tmp_path / "b", case=other.replace("\n", "\r\n")))
    assert essence(again) == plain


def test_more_of_what_a_party_may_say(tmp_path: Path) -> None:
    text = edited(
        CASE,
        "reservation = [0.2, 0.5] ",
        'reservation = { like = { guards = 10, well = "closed", road = "open" }, why = "as it was" } #',
    )
    text = edited(text, "closed = 0.0\n", "closed = 0.0\n[parties.north.values.guards]\n0 = 1\n40 = 0\n")
    text = edited(text, 'options.well = ["', 'options.guards = [0, 10, "20", 30.0, 40]\noptions.well = ["')
    text = edited(
        text, 'title = "Guards"', 'title = "Guards"\nstatus = "done"\nagreed = 10\nconsent = ["south"]'
    )
    text = edited(text, 'title = "South"', 'title = "South"\nnote = """\ntwo\nlines"""\ndiscount = 0.95')
    case = read_case(write_example(tmp_path, case=text))
    north, south = case.parties
    package = {"well": "closed", "road": "open", "guards": "10"}
    assert north.reservation == Like(package=package, why="as it was")
    assert north.preference.values["guards"] == {"0": number(1), "40": number(0)}
    assert south.preference.option_rankings["guards"] == ("0", "10", "20", "30", "40")
    assert (south.note, south.discount) == ("two\nlines", Fraction(95, 100))
    assert "discount of South (0.95)" in case.notes[0]
    guards = case.issue("guards")
    assert (guards.status, guards.agreed, guards.consent) == (Status.DONE, "10", ("south",))


def test_numbers_as_written_may_be_any(tmp_path: Path) -> None:
    text = """
        format = 1
        case.title = "One"
        issues.x = { title = "X", options = { yes = "Yes", no = "No" } }
        [parties.a]
        title = "A"
        scale = "as-written"
        weights.x = 0
        values.x = { yes = 120.5, no = -3 }
        reservation = 40
    """
    (party,) = read_case(write_example(tmp_path, case=text, statements=None, sources=None)).parties
    assert party.preference.as_written
    assert party.preference.values["x"] == {"yes": number("241/2"), "no": number(-3)}
    assert party.reservation == number(40)


# ---------------------------------------------------------------- mistakes, one by one


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), MISTAKES)
def test_a_mistake_is_named_with_its_place_and_a_way_out(
    tmp_path: Path, old: str, new: str, place: str, message: str, hint: str
) -> None:
    (fault,) = faults_of(write_example(tmp_path, case=edited(CASE, old, new)))
    assert fault.file == str(tmp_path / "case.toml")
    assert fault.place == place
    assert message in fault.message
    assert hint in fault.hint


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = edited(CASE, 'title = "Guards"', 'titel = "Guards"')
    text = edited(text, "road = 1\n", "road = [2, 1]\n")
    text = edited(text, "well = shared and guards <= 10", "well = shard and guards <= 10")
    text = edited(text, 'party = "north"', 'party = "west"')
    folder = write_example(
        tmp_path,
        case=text,
        statements=edited(STATEMENTS, "red-line", "redline"),
        sources=edited(SOURCES, "2025-03-05", "5 March"),
    )
    found = [(Path(fault.file).name, fault.place) for fault in faults_of(folder)]
    assert found == [
        ("case.toml", "issues.guards.titel"),
        ("case.toml", "issues.guards.title"),
        ("case.toml", "parties.north.weights.road"),
        ("case.toml", "red_lines.north-few-guards.party"),
        ("statements.csv", "row 3, column stance"),
        ("sources.csv", "row 2, column published_on"),
    ]


def test_a_broken_issue_does_not_raise_a_second_fault_where_it_is_named(tmp_path: Path) -> None:
    text = edited(CASE, "step = 10", "step = true")
    (fault,) = faults_of(write_example(tmp_path, case=text))
    assert fault.place == "issues.guards.range.step"


def test_a_listing_of_faults_has_an_end(tmp_path: Path) -> None:
    unknown = "".join(f"k{number} = 1\n" for number in range(300))
    faults = faults_of(write_example(tmp_path, case=unknown + CASE))
    assert len(faults) == 201
    assert faults[-1].message == "100 more faults are not listed"


def test_numbers_as_written_leave_no_gap(tmp_path: Path) -> None:
    text = edited(CASE, 'title = "South"', 'title = "South"\nscale = "as-written"')
    found = [fault.place for fault in faults_of(write_example(tmp_path, case=text))]
    assert found == [
        "parties.south.ranking",
        "parties.south.weights",
        "parties.south.values.well",
        "parties.south.values.road",
        "parties.south.values.guards",
    ]


@pytest.mark.parametrize("key", ["case", "parties", "issues", "structural", "red_lines"])
@pytest.mark.parametrize("value", ["3", '"x"', "[1]", "true"])
def test_a_section_of_the_wrong_type(tmp_path: Path, key: str, value: str) -> None:
    text = f"format = 1\n{key} = {value}\n"
    others = {"case": 'title = "x"', "parties": 'p.title = "P"', "issues": 'i = {title="I", options.a="A"}'}
    text += "".join(f"[{name}]\n{entry}\n" for name, entry in others.items() if name != key)
    (fault,) = faults_of(write_example(tmp_path, case=text, statements=None, sources=None))
    assert fault.place.startswith(key)
    assert fault.code == "wrong-type"


@pytest.mark.parametrize("key", ["case", "parties", "issues"])
def test_a_section_that_is_missing_or_empty(tmp_path: Path, key: str) -> None:
    others = {"case": 'title = "x"', "parties": 'p.title = "P"', "issues": 'i = {title="I", options.a="A"}'}
    kept = "".join(f"[{name}]\n{entry}\n" for name, entry in others.items() if name != key)
    for text in (f"format = 1\n{kept}", f"format = 1\n{kept}[{key}]\n"):
        (fault,) = faults_of(write_example(tmp_path, case=text, statements=None, sources=None))
        assert fault.place.startswith(key)
        assert fault.code == "missing"


@pytest.mark.parametrize(
    ("size", "limit", "what", "text"),
    [
        (33, 32, "parties", "[parties.p{}]\ntitle = 'P'\n"),
        (201, 200, "issues", "[issues.i{}]\ntitle = 'I'\noptions.a = 'A'\n"),
        (2001, 2000, "entries", "[[structural]]\nid = 's{}'\nrule = 'well = shared'\n"),
    ],
)
def test_more_than_anybody_can_read(tmp_path: Path, size: int, limit: int, what: str, text: str) -> None:
    more = "".join(text.format(number) for number in range(size))
    faults = faults_of(write_example(tmp_path, case=f"{CASE}\n{more}"))
    assert (
        f"{size + (2 if what == 'parties' else 3 if what == 'issues' else 1)} {what}, more than {limit}"
        in [fault.message for fault in faults]
    )


def test_ten_thousand_options_are_refused(tmp_path: Path) -> None:
    options = "".join(f"options.o{number} = 'O'\n" for number in range(10_000))
    text = edited(CASE, 'options.open = "Open"\n', options)
    faults = faults_of(write_example(tmp_path, case=text))
    assert [fault.place for fault in faults] == ["issues.road.options"]
    assert faults[0].message == "10001 options, more than 5000"


def test_five_thousand_options_are_read(tmp_path: Path) -> None:
    options = "".join(f"options.o{number} = 'O'\n" for number in range(4_998))
    text = edited(CASE, 'options.closed = "Closed"\n[issues.road]', f"{options}[issues.road]")
    text = text.replace('options.well = ["shared", "closed", "north-only"]\n', "").replace(
        "\nclosed = 0.0", ""
    )
    case = read_case(write_example(tmp_path, case=text))
    assert len(case.issue("well").options) == 5_000


def test_two_lines_of_one_id(tmp_path: Path) -> None:
    again = CASE[CASE.index("[[red_lines]]") :]
    (fault,) = faults_of(write_example(tmp_path, case=CASE + again))
    assert (fault.place, fault.code) == ("red_lines[2].id", "duplicate")


@pytest.mark.parametrize("review", ["unreviewed", "doubtful", "rejected"])
def test_only_confirmed_statements_carry_a_line_whatever_an_analyst_says(tmp_path: Path, review: str) -> None:
    statements = edited(STATEMENTS, "true,2025-03,confirmed", f"true,2025-03,{review}")
    text = edited(CASE, 'statements = ["s4"]', 'statements = ["s4"]\nwhy = "still"')
    (fault,) = faults_of(write_example(tmp_path, case=text, statements=statements))
    assert fault.place == "red_lines.north-few-guards.statements"
    assert f"statement 's4' is {review}" in fault.message


def test_an_analyst_s_why_turns_a_demand_into_a_line(tmp_path: Path) -> None:
    statements = edited(STATEMENTS, "red-line", "demand")
    (fault,) = faults_of(write_example(tmp_path / "a", statements=statements))
    assert "'s4' is coded 'demand'" in fault.message
    text = edited(CASE, 'statements = ["s4"]', 'statements = ["s4"]\nwhy = "repeated four times"')
    (line,) = read_case(write_example(tmp_path / "b", case=text, statements=statements)).red_lines
    assert (line.why, line.statements) == ("repeated four times", ("s4",))


def test_the_digest_is_of_what_was_read(tmp_path: Path) -> None:
    first = read_case(write_example(tmp_path / "a"))
    same = read_case(write_example(tmp_path / "b"))
    other = read_case(write_example(tmp_path / "c", sources=SOURCES.replace("Valley", "Hill")))
    assert first.digest == same.digest
    assert first.digest != other.digest
    assert replace(first, id="b") == same
