"""Drafts: what a good one says, and what is said of every mistake at once."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.draft import DraftError, draft_of, read_draft, status_quo
from detente.case.folder import build_case
from detente.case.formula import holds
from detente.case.model import Case
from detente.errors import Fault, InputError
from tests.strategies import POINT, cases


def village(*likes: str) -> Case:
    """Two villages: a well, a road, guards on a range, and a bridge that is agreed.

    For each of ``likes`` a party whose reservation is the package ``well road guards bridge``.
    """
    names = ("north", "south", "east")
    parties: dict[str, object] = {name: {"title": name.title()} for name in names[: max(len(likes), 2)]}
    for name, like in zip(names, likes, strict=False):
        if like:
            package = dict(zip(("well", "road", "guards", "bridge"), like.split(), strict=True))
            parties[name] = {"title": name.title(), "reservation": {"like": package}}
    return build_case(
        {
            "format": 1,
            "case": {"title": "Two villages and a well"},
            "parties": parties,
            "issues": {
                "well": {
                    "title": "The well",
                    "options": {"north-only": "North", "shared": "Shared", "closed": "Closed"},
                },
                "road": {"title": "The road", "options": {"open": "Open", "closed": "Closed"}},
                "guards": {"title": "Guards", "range": {"from": 0, "to": 40, "step": 10}},
                "bridge": {
                    "title": "The bridge",
                    "options": {"built": "Built", "none": "None"},
                    "status": "agreed",
                    "agreed": "built",
                },
            },
            "structural": [
                {
                    "id": "no-road-no-sharing",
                    "rule": "well = shared -> road = open",
                    "why": "the well lies across the road",
                },
                {"id": "guarded", "rule": "road = open -> guards >= 10", "why": "nobody walks unguarded"},
            ],
        }
    )


GOOD = """
format = 1
title = "The first text"
[package]
well = "shared"
road = "open"
guards = 20
bridge = "built"
"""
PACKAGE = {"well": "shared", "road": "open", "guards": "20", "bridge": "built"}


def written(folder: Path, text: str, name: str = "draft.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(case: Case, path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_draft(case, path)
    for fault in caught.value.faults:
        assert fault.file == str(path)
        assert len(str(fault).splitlines()) == 1
    return caught.value.faults


# ---------------------------------------------------------------- good drafts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("draft.toml", GOOD),
        (
            "plain.toml",
            'title = "No table"\nwell = "shared"\nroad = "open"\nguards = "20"\nbridge = "built"\n',
        ),
        ("draft.json", json.dumps({"format": 1, "package": {**PACKAGE, "guards": 20}})),
        ("DRAFT.JSON", json.dumps(PACKAGE)),
        ("amount.json", json.dumps({"package": {**PACKAGE, "guards": 20.0}})),
        ("marked.toml", f"\ufeff{GOOD}"),
    ],
)
def test_a_good_draft_reads_as_it_stands(tmp_path: Path, name: str, text: str) -> None:
    path = written(tmp_path, text, name)
    draft = read_draft(village(), path)
    assert (dict(draft.package), draft.origin) == (PACKAGE, str(path))
    assert list(draft.package) == list(PACKAGE)


def test_a_mapping_is_a_draft() -> None:
    with pytest.raises(DraftError, match="no option a Fraction"):
        draft_of(village(), {**PACKAGE, "guards": Fraction(1, 3)})
    shuffled = {"guards": Fraction(20), "bridge": "built", "road": "open", "well": "shared"}
    draft = draft_of(village(), shuffled)
    assert (list(draft.package.items()), draft.origin) == (list(PACKAGE.items()), "given")


@settings(max_examples=40)
@given(cases(POINT), st.data())
def test_what_a_draft_says_reads_back(case: Case, data: st.DataObject) -> None:
    package = {i.id: data.draw(st.sampled_from([option.id for option in i.options])) for i in case.issues}
    numbers = [[o.id for o in issue.options].index(package[issue.id]) for issue in case.issues]
    broken = {rule.id for rule in case.structural if not holds(rule.formula, numbers)}
    if broken:
        with pytest.raises(DraftError) as caught:
            draft_of(case, package)
        said = {rule for rule in broken for fault in caught.value.faults if f"rule '{rule}'" in fault.message}
        assert (said, len(caught.value.faults)) == (broken, len(broken))
    else:
        assert draft_of(case, package).package == package


# ---------------------------------------------------------------- mistakes

MISTAKEN = """
[package]
well = "shard"
raod = "open"
guards = 45
bridge = "none"
tower = "high"
"""


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, MISTAKEN)
    assert [str(fault).removeprefix(f"{path}: ") for fault in faults_of(village(), path)] == [
        "package.raod: no issue 'raod'. Try: 'road'.",
        "package.tower: no issue 'tower'. Try: one of well, road, guards, bridge.",
        "package.well: issue 'well' has no option 'shard'. Try: 'shared'.",
        "package: the package says nothing on 'road'. Try: road = open, or closed.",
        "package.guards: issue 'guards' has no option 45. Try: an amount from 0 to 40 in steps of 10.",
        "package.bridge: 'bridge' is agreed as 'built', the package has 'none'. Try: bridge = \"built\".",
    ]


def test_broken_rules_are_named_with_their_reason_beside_the_other_mistakes(tmp_path: Path) -> None:
    path = written(tmp_path, '[package]\nwell = "shared"\nroad = "closed"\nguards = "many"\n')
    assert [str(fault).removeprefix(f"{path}: ") for fault in faults_of(village(), path)] == [
        "package.guards: issue 'guards' has no option 'many'. Try: an amount from 0 to 40 in steps of 10.",
        "package: the package says nothing on 'bridge'. Try: bridge = \"built\", as agreed.",
        (
            "package.well: breaks the structural rule 'no-road-no-sharing' with well = shared, "
            "road = closed: well = shared -> road = open, because the well lies across the road. "
            "Try: well = north-only or closed; or road = open."
        ),
    ]


def test_a_rule_is_not_called_broken_while_an_open_issue_may_keep_it(tmp_path: Path) -> None:
    path = written(tmp_path, '[package]\nwell = "shared"\nguards = 0\nbridge = "built"\n')
    assert [fault.code for fault in faults_of(village(), path)] == ["missing"]


def test_a_rule_that_takes_more_than_one_change_says_so() -> None:
    case = build_case(
        {
            "format": 1,
            "case": {"title": "Both or neither"},
            "parties": {"north": {"title": "North"}},
            "issues": {name: {"title": name, "options": {"yes": "y", "no": "n"}} for name in ("a", "b", "c")},
            "structural": [{"id": "some", "rule": "(a = yes and b = yes) or (b = yes and c = yes)"}],
        }
    )
    with pytest.raises(DraftError) as caught:
        draft_of(case, {"a": "no", "b": "no", "c": "no"})
    assert str(caught.value) == (
        "a: breaks the structural rule 'some' with a = no, b = no, c = no: "
        "(a = yes and b = yes) or (b = yes and c = yes). Try: a change of more than one of these issues."
    )


@pytest.mark.parametrize(
    ("name", "text", "place", "message", "hint"),
    [
        (
            "d.toml",
            GOOD + "more = [\nlast = 1\n",
            "line 10, column 1",
            "not valid TOML",
            "a value on one line",
        ),
        ("d.json", "{", "line 1, column 2", "not JSON", "as it was exported"),
        ("d.json", '["well"]', "", "a list of 1 is no package", '{"package"'),
        ("d.json", '{"package": 1e999999}', "", "the number '1e999999' is too long", "fewer digits"),
        ("d.json", '{"package": "shared"}', "package", "'shared' is not a table", "[package]"),
        ("d.toml", "", "package", "there is no package", "[package] with lines"),
        ("d.toml", GOOD + "[pakage]\n", "pakage", "unknown key 'pakage'", "'package'"),
        ("d.toml", GOOD.replace("format = 1", "format = 2"), "format", "format 2 is not known", "format = 1"),
        ("d.toml", GOOD.replace('"open"', "true"), "package.road", "no option true", "one of open, closed"),
        ("d.toml", GOOD.replace('"The first text"', "7"), "title", "7 is not a text", "title ="),
        ("draft.txt", GOOD, "", "ends in neither .toml nor .json", "DRAFT.toml"),
    ],
)
def test_a_file_that_is_no_draft_is_refused(
    tmp_path: Path, name: str, text: str, place: str, message: str, hint: str
) -> None:
    (fault,) = faults_of(village(), written(tmp_path, text, name))
    assert fault.place == place
    assert message in fault.message
    assert hint in fault.hint


def test_lines_that_cannot_be_read_are_told_with_all_other_mistakes(tmp_path: Path) -> None:
    text = """[package]
well = shared
road = "opn"
guards = 20
guards = 30
"bridge" = "built
"""
    told = faults_of(village(), written(tmp_path, text))
    assert [(fault.place, fault.code) for fault in told] == [
        ("line 2, column 8", "toml"),
        ("line 5", "twice"),
        ("line 6, column 18", "toml"),
        ("package.road", "unknown-name"),
    ]
    assert "in: well = shared" in told[0].message
    assert told[1].message == "says a second time what an earlier line says: guards = 30"


def test_of_a_file_that_is_wrong_all_through_the_first_lines_are_told(tmp_path: Path) -> None:
    told = faults_of(village(), written(tmp_path, "well = 1\n" * 80))
    assert [fault.place for fault in told] == [f"line {number}" for number in range(2, 52)]


def test_of_what_a_draft_says_twice_the_first_counts_in_toml_as_in_json(tmp_path: Path) -> None:
    package = {**PACKAGE, "road": "closed", "well": "closed"}
    lines = [f'"{issue}": "{option}"' for issue, option in package.items()]
    file = written(tmp_path, f'{{"package": {{{", ".join([*lines, *lines[:2]])}}}}}', "draft.json")
    told = faults_of(village(), file)
    assert [fault.message for fault in told] == [
        "the name 'well' stands twice in one object",
        "the name 'road' stands twice in one object",
    ]
    assert {fault.code for fault in told} == {"twice"}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_of(village(), tmp_path / "none.toml")
    assert "no such file" in fault.message
    (folder,) = faults_of(village(), _made(tmp_path / "folder.toml"))
    assert "not a regular file" in folder.message


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_an_issue_may_be_called_package(tmp_path: Path) -> None:
    case = build_case(
        {
            "format": 1,
            "case": {"title": "An odd name"},
            "parties": {"north": {"title": "North"}},
            "issues": {
                "package": {"title": "Aid", "options": {"yes": "y", "no": "n"}},
                "title": {"title": "The title", "options": {"yes": "y", "no": "n"}},
            },
        }
    )
    plain = written(tmp_path, 'package = "yes"\ntitle = "no"\n')
    table = written(tmp_path, '[package]\npackage = "yes"\ntitle = "no"\n', "table.toml")
    assert read_draft(case, plain).package == read_draft(case, table).package


# ---------------------------------------------------------------- the state without a deal


def test_the_state_without_a_deal_is_the_package_that_reservations_share() -> None:
    draft = status_quo(village("closed closed 0 built", "closed closed 0 built"))
    assert list(draft.package.values()) == ["closed", "closed", "0", "built"]
    assert draft.origin == "the reservation of north, south"
    assert status_quo(village("", "closed closed 0 built", "")).origin == "the reservation of south"


@pytest.mark.parametrize(
    ("likes", "message"),
    [
        ((), "parties: what there is without a deal is not known"),
        (
            ("closed closed 0 built", "", "closed open 10 built"),
            "parties: the reservations of north, east are different packages: they differ in road, guards",
        ),
        (("shared closed 0 built",), "parties.north.reservation.like.well: breaks the structural rule"),
        (("closed closed 0 none",), "parties.north.reservation.like.bridge: 'bridge' is agreed as 'built'"),
    ],
)
def test_where_there_is_no_such_state_a_draft_is_asked_for(likes: tuple[str, ...], message: str) -> None:
    with pytest.raises(DraftError) as caught:
        status_quo(village(*likes))
    (fault,) = caught.value.faults
    assert str(fault).startswith(message)
    assert fault.hint
