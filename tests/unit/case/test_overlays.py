"""Overlays: other readings of a case, laid over it key by key."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.folder import CaseError, read_case
from detente.case.model import Case, Figure, Like, Overlay
from detente.errors import Fault
from tests.unit.case.example import CASE, OVERLAY, edited, write_example


def number(value: int | str) -> Figure:
    return Figure(low=Fraction(value), high=Fraction(value))


def laid(folder: Path, **overlays: str) -> Case:
    """The example with all these overlays laid over it."""
    texts = {name: OVERLAY + text for name, text in overlays.items()}
    return read_case(write_example(folder, overlays=texts), tuple(overlays))


def faults_of(folder: Path, *overlays: str) -> tuple[Fault, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(folder, overlays)
    return caught.value.faults


def test_overlays_are_listed_and_touch_nothing_until_they_are_chosen(tmp_path: Path) -> None:
    texts = {"b": OVERLAY, "a": f"{OVERLAY}private = true\ncase.title = 'Another'\n"}
    folder = write_example(tmp_path, overlays=texts)
    plain = read_case(folder)
    assert plain.title == "Two villages and a well"
    assert plain.overlays == (
        Overlay(id="a", title="South's reading", private=True),
        Overlay(id="b", title="South's reading"),
    )
    chosen = read_case(folder, ["a"])
    assert chosen.title == "Another"
    assert [overlay.applied for overlay in chosen.overlays] == [True, False]
    assert chosen.digest != plain.digest
    assert read_case(folder, ["a", "a"]) == chosen


def test_an_overlay_that_is_not_chosen_leaves_the_digest_alone(tmp_path: Path) -> None:
    plain = read_case(write_example(tmp_path / "a"))
    assert read_case(write_example(tmp_path / "b", overlays={"x": OVERLAY})).digest == plain.digest


def test_single_keys_are_replaced(tmp_path: Path) -> None:
    case = laid(
        tmp_path,
        x="""
        [parties.north]
        reservation = { like = { well = "closed", road = "open", guards = 0 } }
        weights.road = 7
        values.well.closed = 0.25
        [parties.south]
        ranking.options.well = ["shared", "closed", "north-only", "sold"]
        [issues.well]
        options.shared.note = "new"
        options.closed = { title = "Closed for good", needs = "a lock" }
        options.sold = "Sold"
        [issues.guards]
        range = { from = 0, to = 20, step = 20 }
        [[red_lines]]
        id = "north-few-guards"
        rule = "guards <= 0"
        fallback = []
        """,
    )
    north = case.party("north")
    assert north.reservation == Like(package={"well": "closed", "road": "open", "guards": "0"})
    assert north.preference.weights["road"] == number(7)
    assert north.preference.weights["well"].why == "the herds"
    assert north.preference.values["well"] == {"north-only": number(1), "closed": number("1/4")}
    options = {option.id: option for option in case.issue("well").options}
    assert list(options) == ["north-only", "shared", "closed", "sold"]
    assert (options["shared"].note, options["shared"].needs) == ("new", "a joint commission")
    assert (options["closed"].title, options["closed"].needs) == ("Closed for good", "a lock")
    assert [option.id for option in case.issue("guards").options] == ["0", "20"]
    (line,) = case.red_lines
    assert (line.text, line.fallback, line.statements) == ("guards <= 0", (), ("s4",))


def test_entries_are_added_and_removed_by_id(tmp_path: Path) -> None:
    case = laid(
        tmp_path,
        x="""
        [[structural]]
        id = "no-road-no-sharing"
        remove = true
        [[red_lines]]
        id = "south-road"
        party = "south"
        rule = "road = open"
        why = "an analyst's"
        [[red_lines]]
        id = "north-few-guards"
        remove = false
        title = "Few guards"
        """,
    )
    assert case.structural == ()
    assert [(line.id, line.title) for line in case.red_lines] == [
        ("north-few-guards", "Few guards"),
        ("south-road", ""),
    ]


def test_a_later_overlay_has_the_last_word(tmp_path: Path) -> None:
    texts = {"a": f"{OVERLAY}case.title = 'A'\n", "b": f"{OVERLAY}case.title = 'B'\n"}
    folder = write_example(tmp_path, overlays=texts)
    assert read_case(folder, ["a", "b"]).title == "B"
    assert read_case(folder, ["b", "a"]).title == "A"


def test_ranking_and_numbers_take_each_other_s_place(tmp_path: Path) -> None:
    case = laid(
        tmp_path,
        x="""
        [parties.north.ranking]
        issues = ["guards", "well", "road"]
        options.well = ["closed", "shared", "north-only"]
        [parties.south]
        weights = { well = 1, road = 2, guards = 3 }
        values.well = { shared = 1 }
        interactions = []
        """,
    )
    north, south = (party.preference for party in case.parties)
    assert (dict(north.weights), north.issue_ranking) == ({}, ("guards", "well", "road"))
    assert (dict(north.values), list(north.option_rankings)) == ({}, ["well"])
    assert (len(south.weights), south.issue_ranking) == (3, ())
    assert (list(south.values), dict(south.option_rankings)) == (["well"], {})
    assert south.interactions == ()


def test_a_new_party_and_a_new_issue(tmp_path: Path) -> None:
    case = laid(
        tmp_path,
        x="""
        [parties.east]
        title = "East"
        [issues.toll]
        title = "Toll"
        options = { none = "None", one = "One coin" }
        [parties.north.weights]
        toll = 1
        [parties.south.ranking]
        issues = ["road", "toll", "well", "guards"]
        """,
    )
    assert [party.id for party in case.parties] == ["north", "south", "east"]
    assert case.issue("toll").consent == ("north", "south", "east")
    assert case.issue("well").consent == ("north", "south")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("parties.north.weights.road = -1", "parties.north.weights.road", "-1 is not at least 0"),
        ("issues.well.options.shared.titel = 'x'", "issues.well.options.shared.titel", "unknown key 'titel'"),
        (
            "[[red_lines]]\nid = 'north-few-guards'\nrule = 'guards'",
            "red_lines.north-few-guards.rule",
            "the end",
        ),
        ("[[red_lines]]\nid = 'x'\nparty = 'south'\nrule = 'road = open'", "red_lines.x.statements", "why"),
        ("[[red_lines]]\nparty = 'south'", "red_lines[1]", "needs an id"),
        (
            "[[red_lines]]\nid = 'north-guards'\nremove = true",
            "red_lines[1].id",
            "no 'north-guards' to remove",
        ),
        (
            "[[red_lines]]\nid = 'north-few-guards'\nremove = 1",
            "red_lines[1].remove",
            "1 is not true or false",
        ),
        (
            "[[red_lines]]\nid = 'north-few-guards'\nremove = true\nwhy = 'x'",
            "red_lines[1].why",
            "is removed",
        ),
        ("red_lines = 3", "red_lines", "3 is not a list of tables"),
        ("red_lines = [3]", "red_lines[1]", "needs an id"),
        ("case = 3", "case", "3 is not a table"),
        ("parties.north = 3", "parties.north", "3 is not a table"),
        ("summary = 'x'", "summary", "unknown key 'summary'"),
        ("private = 1", "private", "1 is not true or false"),
    ],
)
def test_faults_of_an_overlay_name_its_file(tmp_path: Path, text: str, place: str, message: str) -> None:
    folder = write_example(tmp_path, overlays={"x": f"{OVERLAY}{text}\n"})
    (fault,) = faults_of(folder, "x")
    assert fault.file == str(tmp_path / "overlays" / "x.toml")
    assert fault.place == place
    assert message in fault.message


def test_what_an_overlay_breaks_in_the_case_is_filed_under_the_overlay(tmp_path: Path) -> None:
    """A weight that an added issue lacks is missing where the other weights stand, because of the overlay."""
    toll = f"{OVERLAY}issues.toll = {{ title = 'Toll', options = {{ none = 'None' }} }}\n"
    party = f"{OVERLAY}[[red_lines]]\nid = 'north-few-guards'\nparty = 'south'\n"
    folder = write_example(tmp_path, overlays={"mute": OVERLAY, "toll": toll, "party": party})
    faults = faults_of(folder, "mute", "toll", "party")
    assert [(Path(fault.file).name, fault.place) for fault in faults] == [
        ("toll.toml", "parties.north.weights"),
        ("toll.toml", "parties.south.ranking.issues"),
        ("party.toml", "red_lines.north-few-guards.statements"),
    ]
    assert all(fault.message.startswith("with this overlay, ") for fault in faults)


def test_faults_of_the_case_keep_its_file(tmp_path: Path) -> None:
    case = edited(CASE, "held = [0.9, 1.0]", "held = [1.0, 0.9]")
    case = edited(case, 'id = "no-road-no-sharing"\n', "")
    case = edited(
        case,
        "[parties.north.weights]",
        "[[structural]]\nid = 'x'\nrule = 'road = no'\n[parties.north.weights]",
    )
    more = f"{OVERLAY}[[structural]]\nid = 'x'\nremove = true\n"
    faults = faults_of(write_example(tmp_path, case=case, overlays={"o": more}), "o")
    assert [(Path(fault.file).name, fault.place) for fault in faults] == [
        ("case.toml", "structural[1].id"),
        ("case.toml", "red_lines.north-few-guards.held"),
    ]


def test_an_entry_without_an_id_does_not_hide_its_other_faults(tmp_path: Path) -> None:
    entries = ("id = 'fine'\nrule = 'road = open'", "rule = 'well == shared'")
    text = OVERLAY + "".join(f"[[structural]]\n{entry}\n" for entry in entries)
    faults = faults_of(write_example(tmp_path, overlays={"o": text}), "o")
    assert [(Path(fault.file).name, fault.place) for fault in faults] == [
        ("o.toml", "structural[2].id"),
        ("o.toml", "structural[2].rule"),
    ]


def test_an_overlay_that_adds_an_id_twice_is_refused(tmp_path: Path) -> None:
    entry = "[[structural]]\nid = 'x'\nrule = 'road = open'\n"
    (fault,) = faults_of(write_example(tmp_path, overlays={"o": OVERLAY + entry * 2}), "o")
    assert (Path(fault.file).name, fault.place) == ("o.toml", "structural[2].id")
    assert fault.message == "the id 'x' stands twice"


def test_a_name_that_no_overlay_has(tmp_path: Path) -> None:
    folder = write_example(tmp_path, overlays={"south": OVERLAY})
    (fault,) = faults_of(folder, "suoth")
    assert (fault.message, fault.hint) == ("there is no overlay 'suoth'", "'south'")
    (fault,) = faults_of(write_example(tmp_path / "none"), "../case")
    assert (fault.message, fault.hint) == ("there is no overlay '../case'", "a file 'overlays/../case.toml'")


def test_each_overlay_s_head_is_read_even_if_it_is_not_chosen(tmp_path: Path) -> None:
    texts = {"a": "format = 1\n", "B": OVERLAY, "c": "title = 'C'\nformat = 1\nparty = 3\n", "d": "x ="}
    faults = faults_of(write_example(tmp_path, overlays=texts))
    assert [(Path(fault.file).name, fault.place) for fault in faults] == [
        ("B.toml", "file name"),
        ("a.toml", "title"),
        ("c.toml", "party"),
        ("d.toml", "end of document"),
    ]
