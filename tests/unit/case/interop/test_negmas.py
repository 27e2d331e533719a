"""NegMAS folders: two villages and a well, as the library writes scenarios and as people do."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.interop import read_domain
from detente.case.model import Figure, Like, Range
from detente.errors import InputError

DOMAIN = """
name: villages
path: null
type: DiscreteCartesianOutcomeSpace
issues:
- name: The well
  type: CategoricalIssue
  values: [North alone, Shared days, Closed]
- name: Guards
  type: ContiguousIssue
  values: [1, 3]
- {name: Water, type: DiscreteCardinalIssue, values: [0.5, 1.5, 2.5]}
"""

NORTH = """
name: Northern side
reserved_outcome: null
reserved_value: 0.25
stability: 2047
type: LinearAdditiveUtilityFunction
values:
- {type: TableFun, mapping: {Closed: 0, North alone: 1.0, Shared days: .5}}
- {type: AffineFun, slope: -0.5, bias: 2}
- {type: negmas.preferences.value_fun.TableFun, mapping: {0.5: 1, 1.5: 0.75, 2.5: 0}}
weights: [0.5, 0.25, 0.25]
"""

SOUTH = """
name: south
type: LinearAdditiveUtilityFunction
values:
  Guards: {type: IdentityFun}
  The well: {type: ConstFun, bias: 0.125}
  Water: {type: LinearFun, slope: 2}
weights: {Water: 1, The well: 2, Guards: 3}
"""


def folder_of(tmp_path: Path, **files: str) -> Path:
    """A folder with a domain and the given utilities; a file given as '' is left out."""
    folder = tmp_path / "scenario"
    folder.mkdir()
    texts = {"domain": DOMAIN, "north": NORTH, "south": SOUTH} | files
    for stem, text in texts.items():
        if text:
            (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
    return folder


def fault_of(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_domain(folder)
    return str(caught.value)


def numbers(figures: Mapping[str, Figure]) -> dict[str, Fraction]:
    assert all(figure.low == figure.high for figure in figures.values())
    return {name: figure.low for name, figure in figures.items()}


def test_issues_of_each_kind(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    assert (case.id, case.title, case.format) == ("scenario", "scenario", "negmas")
    well, guards, water = case.issues
    assert [option.title for option in well.options] == ["North alone", "Shared days", "Closed"]
    assert well.range is None
    assert guards.range == Range(start=Fraction(1), stop=Fraction(3), step=Fraction(1))
    assert water.range == Range(start=Fraction(1, 2), stop=Fraction(5, 2), step=Fraction(1))


@pytest.mark.parametrize(
    ("values", "titles", "ranged"),
    [
        ("{name: Water, type: DiscreteCardinalIssue, values: [1, 2, 4]}", ["1", "2", "4"], False),
        ("{name: Water, type: DiscreteCardinalIssue, values: [3, 2, 1]}", ["3", "2", "1"], False),
        ("{name: Water, type: DiscreteCardinalIssue, values: [3]}", ["3"], False),
        ("{name: Water, type: DiscreteCardinalIssue, values: [true, false]}", ["true", "false"], False),
        ("{name: Water, type: negmas.outcomes.CategoricalIssue, values: [1, 2]}", ["1", "2"], False),
        ("{name: Water, values: [low, 2020-01-01]}", ["low", "2020-01-01"], False),
        ("{name: Water, values: 3}", ["0", "1", "2"], True),
    ],
)
def test_values_of_every_sort(tmp_path: Path, values: str, titles: list[str], ranged: bool) -> None:
    domain = DOMAIN.replace("{name: Water, type: DiscreteCardinalIssue, values: [0.5, 1.5, 2.5]}", values)
    north = NORTH.replace("{0.5: 1, 1.5: 0.75, 2.5: 0}", "{" + ", ".join(f"{t}: 1" for t in titles) + "}")
    water = read_domain(folder_of(tmp_path, domain=domain, north=north, south="")).issue("water")
    assert [option.title for option in water.options] == titles
    assert (water.range is not None) is ranged
    assert all((option.amount is not None) is ranged for option in water.options)


def test_tables_and_lines_are_exact(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    north, south = case.party("northern-side").preference, case.party("south").preference
    assert north.as_written
    assert numbers(north.weights) == {
        "the-well": Fraction(1, 2),
        "guards": Fraction(1, 4),
        "water": Fraction(1, 4),
    }
    assert numbers(north.values["the-well"])["shared-days"] == Fraction(1, 2)
    assert numbers(north.values["guards"]) == {"1": Fraction(3, 2), "2": 1, "3": Fraction(1, 2)}
    assert numbers(north.values["water"]) == {"0.5": 1, "1.5": Fraction(3, 4), "2.5": 0}
    assert numbers(south.weights) == {"the-well": 2, "guards": 3, "water": 1}
    assert set(numbers(south.values["the-well"]).values()) == {Fraction(1, 8)}
    assert numbers(south.values["guards"]) == {"1": 1, "2": 2, "3": 3}
    assert numbers(south.values["water"]) == {"0.5": 1, "1.5": 3, "2.5": 5}


def test_weights_may_be_missing_and_tables_bare(tmp_path: Path) -> None:
    tables = "[{Closed: 0, North alone: 1, Shared days: 2}, {1: 0, 2: 0, 3: 0}, {0.5: 0, 1.5: 0, 2.5: 0}]"
    text = f"type: LinearUtilityAggregationFunction\nvalues: {tables}"
    south = read_domain(folder_of(tmp_path, south=text)).party("south").preference
    assert set(numbers(south.weights).values()) == {1}
    assert numbers(south.values["the-well"]) == {"north-alone": 1, "shared-days": 2, "closed": 0}


def test_a_constant_and_negative_weights_leave_the_utilities_equal(tmp_path: Path) -> None:
    text = NORTH.replace("weights: [0.5, 0.25, 0.25]", "weights: [0.5, -0.25, 0]\nbias: 10")
    north = read_domain(folder_of(tmp_path, north=text)).party("northern-side").preference
    assert numbers(north.weights) == {"the-well": 1, "guards": 1, "water": 0}
    assert numbers(north.values["the-well"]) == {
        "north-alone": Fraction(21, 2),
        "shared-days": Fraction(41, 4),
        "closed": 10,
    }
    assert numbers(north.values["guards"]) == {
        "1": Fraction(-3, 8),
        "2": Fraction(-1, 4),
        "3": Fraction(-1, 8),
    }


@pytest.mark.parametrize(
    ("text", "weights", "first"),
    [
        ("type: ConstUtilityFunction\nvalue: 0.5", [1, 1], Fraction(1, 2)),
        ("type: AffineUtilityFunction\nweights: [2, 3]\nbias: 0.5", [1, 3], Fraction(5, 2)),
        ("type: LinearUtilityFunction\nweights: [2, 3]\nbias: 0", [2, 3], Fraction(1)),
    ],
)
def test_utilities_on_numbers(tmp_path: Path, text: str, weights: list[int], first: Fraction) -> None:
    issues = "[{name: a, type: ContiguousIssue, values: [1, 2]}, {name: b, values: 3}]"
    domain = f"type: CartesianOutcomeSpace\nissues: {issues}"
    party = read_domain(folder_of(tmp_path, domain=domain, north="", south=text)).party("south").preference
    assert list(numbers(party.weights).values()) == weights
    assert numbers(party.values["a"])["1"] == first


def test_a_discount_is_taken_off_and_kept(tmp_path: Path) -> None:
    inner = "\n".join(f"  {line}" for line in SOUTH.strip().splitlines())
    outer = "name: later\ntype: ExpDiscountedUFun\ndiscount: 0.9\nreserved_value: -.inf"
    text = f"{outer}\nufun:\n{inner}\n  reserved_value: 1"
    case = read_domain(folder_of(tmp_path, south=text))
    assert case.party("later").discount == Fraction(9, 10)
    assert case.party("later").reservation is None
    assert case.notes[-1] == "A discount per round is kept and not used: later 0.9."
    (tmp_path / "linear").mkdir()
    text = f"type: LinDiscountedUFun\ncost: 0.01\nufun:\n{inner}\n  reserved_value: 1"
    case = read_domain(folder_of(tmp_path / "linear", south=text))
    assert case.party("south").discount is None
    assert isinstance(case.party("south").reservation, Figure)
    assert "south: a cost of 1/100 per step of the negotiation is left out." in case.notes


def test_reservations(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    assert case.party("northern-side").reservation == Figure(low=Fraction(1, 4), high=Fraction(1, 4))
    assert case.party("south").reservation is None
    assert case.notes == ("No reservation of south: no constraint, as in NegMAS.",)
    (tmp_path / "like").mkdir()
    text = NORTH.replace("reserved_value: 0.25", "reserved_value: -.inf").replace(
        "outcome: null", "outcome: [Closed, 2, 1.5]"
    )
    case = read_domain(folder_of(tmp_path / "like", north=text))
    assert case.party("northern-side").reservation == Like(
        package={"the-well": "closed", "guards": "2", "water": "1.5"}
    )


def test_a_name_that_is_a_path_is_no_name(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path, north=NORTH.replace("Northern side", "/somewhere/else/prof.xml")))
    assert [party.title for party in case.parties] == ["north", "south"]


def test_other_yaml_is_left_out_and_said(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, _info="{a: 1}", empty="# nothing")
    assert "Neither a domain nor a profile, left out: _info.yml, empty.yml." in read_domain(folder).notes


def test_no_domain_and_two(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, other=DOMAIN)
    assert "2 domains in one folder: domain.yml, other.yml" in fault_of(folder)
    for stem in ("domain", "other"):
        (folder / f"{stem}.yml").unlink()
    assert "no NegMAS domain" in fault_of(folder)


@pytest.mark.parametrize(
    ("stem", "old", "new", "words"),
    [
        ("domain", "type: ContiguousIssue", "type: ContinuousIssue", "(2): the type 'continuousissue'"),
        ("domain", "values: [1, 3]", "values: [1, 3, 5]", "not the two whole ends"),
        ("domain", "values: [1, 3]", "values: [1, 2.5]", "not the two whole ends"),
        ("domain", "values: [1, 3]", "values: [3, 1]", "has no values"),
        ("domain", "values: [1, 3]", "values: [1, x]", "issues (2).values (2): 'x' is not a number"),
        ("domain", "values: [1, 3]", "values: [1, .nan]", "'nan' is not a number"),
        ("domain", "values: [1, 3]", "values: [0, 999999999999]", "more than 5000"),
        ("domain", "name: Guards", "name: [Guards]", "a list of 1 is not a name"),
        ("domain", "name: Guards", "nom: Guards", "no value where a name is needed"),
        ("domain", "[North alone, Shared days, Closed]", "{a: 1}", "a mapping of 1 is not a list"),
        ("domain", "[North alone, Shared days, Closed]", "[]", "issue 'The well': no options"),
        ("north", "reserved_value: 0.25", "reserved_value: .inf", "'inf' is not a number"),
        ("north", "reserved_value: 0.25", "reserved_value: [1]", "a list of 1 is not a number"),
        ("north", "weights: [0.5, 0.25, 0.25]", "weights: [0.5, 0.5]", "2 entries for 3 issues"),
        ("north", "weights: [0.5, 0.25, 0.25]", "weights: 1", "'1' is not a list"),
        ("north", "Closed: 0", "Close: 0", "option 'Close' is not in the domain. Try: 'Closed'"),
        ("north", ", Shared days: .5", "", "option 'Shared days' of the issue 'The well' has no value"),
        ("north", "type: AffineFun", "type: SinFun", "values (2): a value function of the type 'sinfun'"),
        ("north", "{0.5: 1, 1.5: 0.75, 2.5: 0}", "[1]", "mapping: a list of 1 is not a mapping"),
        ("north", "slope: -0.5, ", "", "slope: no value where a number is needed"),
        ("north", "{type: TableFun, mapping: {Closed: 0, North alone: 1.0, Shared days: .5}}",
         "{type: IdentityFun}", "a line on the issue 'The well', whose 'North alone' is no number"),
        ("north", "LinearAdditiveUtilityFunction", "MappingUtilityFunction", "type 'mappingutilityfunction'"),
        ("north", "reserved_outcome: null\nreserved_value: 0.25", "reserved_outcome: [Closed, 9, 1.5]",
         "'9' is no option of the issue 'Guards'"),
        ("south", "Guards: {type: IdentityFun}", "Guard: {type: IdentityFun}", "'Guard' is not in"),
        ("south", "Guards: 3}", "' Guards': 3, 'Guards ': 3}", "issue 'Guards ' stands twice"),
        ("south", "  Guards: {type: IdentityFun}\n", "", "values: nothing for the issue 'Guards'"),
    ],
)  # fmt: skip
def test_a_fault_names_its_file_and_place(tmp_path: Path, stem: str, old: str, new: str, words: str) -> None:
    text = {"domain": DOMAIN, "north": NORTH, "south": SOUTH}[stem]
    assert text.count(old) == 1
    message = fault_of(folder_of(tmp_path, **{stem: text.replace(old, new)}))
    assert f"{stem}.yml: " in message
    assert words in message
    assert "Try: " in message
