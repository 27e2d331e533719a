"""YAML and JSON that mean harm, or mean nothing, are refused with file and place."""

from fractions import Fraction

import pytest

from detente.case.interop import data_tree, json_tree, yaml_tree
from detente.case.interop.data_tree import Data, Spot
from detente.case.interop.files import DataFile
from detente.case.interop.findings import Findings, refusal
from detente.case.interop.json_tree import parse_json
from detente.case.interop.yaml_tree import parse_yaml
from detente.errors import Fault, InputError

ALIASES = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


def file_of(text: str | bytes) -> DataFile:
    data = text if isinstance(text, bytes) else text.encode()
    return DataFile(name="f", where="folder/f", data=data)


def yaml_fault(text: str | bytes) -> Fault:
    with pytest.raises(InputError) as caught:
        parse_yaml(file_of(text))
    (fault,) = caught.value.faults
    assert fault.file == "folder/f"
    return fault


def json_fault(text: str | bytes) -> Fault:
    with pytest.raises(InputError) as caught:
        parse_json(file_of(text))
    (fault,) = caught.value.faults
    assert fault.file == "folder/f"
    return fault


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (
            "[1, -2, 0.10, .5, 1.5e+3]",
            [Fraction(1), Fraction(-2), Fraction(1, 10), Fraction(1, 2), Fraction(1500)],
        ),
        (
            "[0x1F, 010, 0b11, 1_000, 1:30, 1:30.5]",
            [Fraction(n) for n in (31, 8, 3, 1000, 90)] + [Fraction(181, 2)],
        ),
        ("[.inf, -.INF]", [float("inf"), float("-inf")]),
        ("[yes, Off, true, ~, null]", [True, False, True, None, None]),
        ("[1e5, 2020-01-01, '5', !!str 5, =]", ["1e5", "2020-01-01", "5", "5", "="]),
        ("a: &x [1]\nb: *x", {"a": [Fraction(1)], "b": [Fraction(1)]}),
        ("1.0: a\nnull: b\nOn: c", {"1": "a", "null": "b", "true": "c"}),
        ("--- !!map\na: !!seq [!!int '3']\n...", {"a": [Fraction(3)]}),
        ("? [1, 2]\n: 3", {"(key 1)": Fraction(3)}),
    ],
)
def test_yaml_is_plain_data_with_exact_numbers(text: str, value: Data) -> None:
    assert parse_yaml(file_of(text)) == value


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: !!python/object/apply:os.system [ls]", "line 1, column 4", "the tag"),
        ("!!python/name:os.system ''", "line 1, column 1", "the tag"),
        ("!!python/tuple [1]", "line 1, column 1", "only plain data"),
        ("a: !thing {b: 1}", "line 1, column 4", "the tag '!thing' is refused"),
        ("<<: {a: 1}", "line 1, column 1", "merge"),
        ("!!binary aGk=", "line 1, column 1", "binary"),
        ("a: *b", "line 1, column 4", "the alias 'b' points to nothing"),
        ("&a [*a]", "line 1, column 5", "the alias 'a' points to nothing"),
        ("a: 1\na: 2", "line 2, column 1", "the key 'a' stands twice"),
        ("1: a\n1.0: b", "line 2, column 1", "the key '1' stands twice"),
        ("a\n--- b", "line 2, column 1", "a second document"),
        ("a: [b", "line 2, column 1", "not YAML"),
        ("\t- x", "line 1", "not YAML"),
        ("!!int abc", "line 1, column 1", "'abc' is no number"),
        ("!!float ''", "line 1, column 1", "'' is no number"),
        ("9" * 200, "line 1, column 1", "is no number that can be read"),
        ("[" * 100_000, "line 1, column 52", "nested more than 50 deep"),
        ("- " * 100_000, "line 1, column 103", "nested more than 50 deep"),
        (b"\xff\xfe\x00", "", "not YAML"),
        (b"\x00", "", "not YAML"),
    ],
)  # fmt: skip
def test_other_yaml_is_refused(text: str | bytes, place: str, words: str) -> None:
    fault = yaml_fault(text)
    assert fault.place.startswith(place)
    assert words in fault.message
    assert fault.hint


def test_aliases_count_as_what_they_stand_for() -> None:
    assert "more than 500000 values" in yaml_fault(ALIASES).message


def test_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "NODES_LIMIT", 100)
    monkeypatch.setattr(json_tree, "NODES_LIMIT", 100)
    assert yaml_fault("- 1\n" * 101).code == "too-large"
    assert json_fault("[" + "1," * 101 + "1]").code == "too-large"
    assert parse_json(file_of("[" + "1," * 99 + "1]")) == [Fraction(1)] * 100


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "line 1, column 1", "not JSON"),
        ('{"a": 1,}', "line 1", "not JSON"),
        ('{"a": 1, "b": 2, "a": 3}', "", "the name 'a' stands twice"),
        ("[NaN]", "", "NaN is no finite number"),
        ("-Infinity", "", "-Infinity is no finite number"),
        ("1e99999", "", "the number '1e99999' is too long"),
        ("9" * 5000, "", "is too long"),
        ("[" * 100_000, "", "nested too deep"),
        ('{"a":' * 100_000, "", "nested too deep"),
        (b"\xff", "", "no text at byte 0"),
    ],
)
def test_other_json_is_refused(text: str | bytes, place: str, words: str) -> None:
    fault = json_fault(text)
    assert fault.place.startswith(place)
    assert words in fault.message
    assert fault.hint


def test_json_numbers_are_exact_and_encodings_are_known() -> None:
    assert parse_json(file_of('[0.1, 1E-3, -7, "ї"]'.encode("utf-16"))) == [
        Fraction(1, 10), Fraction(1, 1000), Fraction(-7), "ї",
    ]  # fmt: skip
    assert parse_json(file_of(b"\xef\xbb\xbf{}")) == {}


def test_single_values_as_text() -> None:
    values = [None, True, False, Fraction(5, 2), float("-inf"), "x"]
    assert [data_tree.scalar_text(value) for value in values] == ["null", "true", "false", "2.5", "-inf", "x"]


def test_a_flood_of_unknown_names_does_not_take_a_search_for_each() -> None:
    found = Findings(file="f")
    names = [f"name{number}" for number in range(5_000)] + ["x" * 1_000_000]
    for number in range(20_000):
        found.unknown("here", "no such name", f"name{number}x", names)
    assert found.faults[0].hint == "'name0'"
    assert found.faults[-1].hint == "a name of the domain"
    error = refusal(found.faults)
    assert len(error.faults) == 51
    assert "and 19950 more faults" in str(error)


def test_a_long_name_is_shortened_in_a_place() -> None:
    spot = Spot({"x" * 1_000_000: None}, "", Findings(file="f")).at("x" * 1_000_000)
    spot.number()
    (fault,) = spot.findings.faults
    assert fault.place == "x" * 57 + "..."
