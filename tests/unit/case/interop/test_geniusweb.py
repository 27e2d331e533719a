"""GeniusWeb folders: two villages and a well, in the newer and the older names of the format."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.interop import read_domain
from detente.case.model import Figure, Like, Range
from detente.errors import InputError

DOMAIN = """{"name": "Two villages", "issuesValues": {
  "The well": {"values": ["North alone", "Shared days", "Closed"]},
  "Guards": {"range": {"low": 0, "high": 1.0, "step": 0.5}}}}"""

NORTH = """{"LinearAdditiveUtilitySpace": {
  "issueUtilities": {
    "Guards": {"NumberValueSetUtilities":
      {"lowValue": 0, "lowUtility": 1, "highValue": 1, "highUtility": 0.1}},
    "The well": {"DiscreteValueSetUtilities": {"valueUtilities":
      {"Closed": 0, "Shared days": 0.333, "North alone": 1}}}},
  "issueWeights": {"Guards": 0.4, "The well": 0.6},
  "domain": {"name": "Two villages", "issuesValues": {
    "Guards": {"range": ["0", "1", "0.5"]},
    "The well": {"values": ["Closed", "Shared days", "North alone"]}}},
  "name": "Northern side",
  "reservationBid": {"issuevalues": {"The well": "Closed", "Guards": 0.5}}}}"""

SOUTH = """{"LinearAdditiveUtilitySpace": {
  "issueUtilities": {
    "The well": {"discreteutils": {"valueUtilities": {"Closed": 1, "Shared days": 0.25}}},
    "Guards": {"numberutils": {"lowValue": 0, "lowUtility": 0, "highValue": 1, "highUtility": 1}}},
  "issueWeights": {"The well": "0.5", "Guards": 5e-1}, "name": "south", "reservationBid": null}}"""


def folder_of(tmp_path: Path, **files: str) -> Path:
    """A folder with a domain and the given profiles; a file given as '' is left out."""
    folder = tmp_path / "villages"
    folder.mkdir()
    texts = {"domain": DOMAIN, "north": NORTH, "south": SOUTH} | files
    for stem, text in texts.items():
        if text:
            (folder / f"{stem}.json").write_text(text, encoding="utf-8")
    return folder


def fault_of(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_domain(folder)
    return str(caught.value)


def numbers(figures: Mapping[str, Figure]) -> dict[str, Fraction]:
    assert all(figure.low == figure.high for figure in figures.values())
    return {name: figure.low for name, figure in figures.items()}


def test_issues_keep_names_order_and_ranges(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    assert (case.id, case.title, case.format) == ("villages", "Two villages", "geniusweb")
    well, guards = case.issues
    assert [option.title for option in well.options] == ["North alone", "Shared days", "Closed"]
    assert guards.range == Range(start=Fraction(0), stop=Fraction(1), step=Fraction(1, 2))
    assert [(option.id, option.amount) for option in guards.options] == [
        ("0", Fraction(0)), ("0.5", Fraction(1, 2)), ("1", Fraction(1)),
    ]  # fmt: skip


def test_parties_go_by_the_names_in_their_files(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    assert [(party.id, party.title) for party in case.parties] == [
        ("northern-side", "Northern side"), ("south", "south"),
    ]  # fmt: skip
    (tmp_path / "same").mkdir()
    case = read_domain(folder_of(tmp_path / "same", south=SOUTH.replace('"south"', '"Northern side"')))
    assert [party.title for party in case.parties] == ["north", "south"]


def test_weights_and_utilities_are_exact(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path))
    north, south = (party.preference for party in case.parties)
    assert north.as_written
    assert numbers(north.weights) == {"the-well": Fraction(3, 5), "guards": Fraction(2, 5)}
    assert numbers(north.values["the-well"])["shared-days"] == Fraction(333, 1000)
    assert numbers(north.values["guards"]) == {"0": 1, "0.5": Fraction(11, 20), "1": Fraction(1, 10)}
    assert numbers(south.weights) == {"the-well": Fraction(1, 2), "guards": Fraction(1, 2)}
    assert numbers(south.values["the-well"]) == {
        "north-alone": 0, "shared-days": Fraction(1, 4), "closed": 1,
    }  # fmt: skip


def test_a_reservation_bid_is_a_package_like_which_no_deal_is(tmp_path: Path) -> None:
    north, south = read_domain(folder_of(tmp_path)).parties
    assert north.reservation == Like(package={"the-well": "closed", "guards": "0.5"})
    assert isinstance(south.reservation, Figure)
    assert south.reservation.high == south.reservation.low == Fraction(0)


def test_a_bid_for_some_issues_counts_what_these_are_worth(tmp_path: Path) -> None:
    part = NORTH.replace(', "Guards": 0.5}}', "}}").replace(
        '"The well": "Closed"', '"The well": "Shared days"'
    )
    north = read_domain(folder_of(tmp_path, north=part)).party("northern-side")
    assert isinstance(north.reservation, Figure)
    assert north.reservation.low == Fraction(6, 10) * Fraction(333, 1000)
    assert "some of the issues" in north.reservation.why


def test_a_reserved_value_and_discount_as_negmas_adds_them(tmp_path: Path) -> None:
    text = SOUTH.replace('"reservationBid": null', '"reserved_value": 0.125, "discount_factor": 0.9')
    south = read_domain(folder_of(tmp_path, south=text)).party("south")
    assert south.reservation == Figure(low=Fraction(1, 8), high=Fraction(1, 8))
    assert south.discount == Fraction(9, 10)


def test_what_was_settled_is_said(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, specials='{"size": 9, "nash": {"bid": {}, "utility": [1, 1]}}')
    assert read_domain(folder).notes == (
        "No reservation bid of south: no deal counts 0.",
        "south, issue 'The well': no utility for North alone: 0, as in GeniusWeb.",
        "Neither a domain nor a profile, left out: specials.json.",
    )  # fmt: skip


def test_the_domain_may_stand_in_the_profiles_alone(tmp_path: Path) -> None:
    case = read_domain(folder_of(tmp_path, domain=""))
    assert [issue.title for issue in case.issues] == ["Guards", "The well"]
    (tmp_path / "without").mkdir()
    assert "no GeniusWeb domain" in fault_of(folder_of(tmp_path / "without", domain="", north=""))


def test_two_domains_are_refused(tmp_path: Path) -> None:
    assert "2 domains in one folder: domain.json, other.json" in fault_of(folder_of(tmp_path, other=DOMAIN))


@pytest.mark.parametrize(
    ("stem", "old", "new", "words"),
    [
        ("domain", '"high": 1.0', '"high": -1', "the range from 0 to -1 by 0.5 has no values"),
        ("domain", '"step": 0.5', '"step": 1e-9', "more than 5000"),
        ("domain", '"step": 0.5', '"step": 0', "has no values"),
        ("domain", '"step": 0.5', '"pace": 0.5', "range.step: no value where a number is needed"),
        ("domain", '{"low": 0, "high": 1.0, "step": 0.5}', "[0, 1]", "a range of 2 numbers"),
        ("domain", '"step": 0.5', '"step": "half"', "'half' is not a number"),
        ("domain", '["North alone", "Shared days", "Closed"]', '"Closed"', "'Closed' is not a list"),
        ("domain", '"Shared days"', '"Closed"', "option 'Closed' is there twice"),
        ("domain", '"Shared days"', '{"a": 1}', "values (2): a mapping of 1 is not a name"),
        ("domain", '"Shared days"', '"a\\ud800"', "is no Unicode text"),
        ("domain", '"Shared days"', '"\\u0001"', "option number 2 has no name"),
        ("domain", '"The well": {"values": ["North alone", "Shared days", "Closed"]},', "", "is not in"),
        ("north", '"Closed": 0', '"Close": 0', "value 'Close' is not in the domain. Try: 'Closed'"),
        ("north", '"Closed": 0', '" Closed": 1, "Closed ": 0', "value 'Closed ' stands twice"),
        ("north", '"Closed": 0', '"Closed": "none"', "valueUtilities.Closed: 'none' is not a number"),
        ("north", '"Closed": 0', '"Closed": []', "a list of 0 is not a number"),
        ("north", '"Guards": 0.4, ', "", "issueWeights: nothing for the issue 'Guards'"),
        ("north", '"Guards": 0.4', '"Guard": 0.4', "issue 'Guard' is not in the domain. Try: 'Guards'"),
        ("north", '"Guards": 0.4', '"Guards ": 0.4, " Guards": 0.4', "issue ' Guards' stands twice"),
        ("north", '"Guards": 0.4', '"Guards": -0.4', "a negative weight"),
        ("north", '"Guards": 0.4', '"Guards": null', "no value where a number is needed"),
        ("north", '"highValue": 1', '"highValue": 2', "ends that are not the two ends"),
        ("north", "NumberValueSetUtilities", "DiscreteValueSetUtilities", "does not fit the values"),
        ("north", "NumberValueSetUtilities", "CurveUtilities", "no utilities that can be read"),
        ("north", '"Guards": 0.5}}', '"Guards": 0.7}}', "issuevalues.Guards: no value of the issue"),
        ("north", '"The well": "Closed"', '"The well": "Open"', "no value of the issue"),
        ("north", '"The well": "Closed"', '"Wells": "Closed"', "issue 'Wells' is not in the domain"),
        ("north", '["0", "1", "0.5"]', '["0", "2", "0.5"]', "another domain than the folder's"),
        ("north", '["0", "1", "0.5"]', "[]", "a range of 0 numbers"),
        ("north", '{"LinearAdditiveUtilitySpace"', '{"DefaultPartialOrdering"', "'DefaultPartialOrdering'"),
        ("north", '"issueWeights"', '"issueUtilities"', "the name 'issueUtilities' stands twice"),
    ],
)  # fmt: skip
def test_a_fault_names_its_file_and_place(tmp_path: Path, stem: str, old: str, new: str, words: str) -> None:
    text = {"domain": DOMAIN, "north": NORTH}[stem]
    assert text.count(old) == 1
    message = fault_of(folder_of(tmp_path, **{stem: text.replace(old, new)}))
    assert f"{stem}.json: " in message or "north.json: " in message
    assert words in message
    assert "Try: " in message


def test_a_large_issue_is_refused_before_it_is_built(tmp_path: Path) -> None:
    values = json.dumps([f"v{number}" for number in range(10_000)])
    text = DOMAIN.replace('["North alone", "Shared days", "Closed"]', values)
    assert "10000 options, more than 5000" in fault_of(folder_of(tmp_path, domain=text))
    (tmp_path / "many").mkdir()
    issues = {f"i{number}": {"values": ["a"]} for number in range(201)}
    text = json.dumps({"name": "many", "issuesValues": issues})
    assert "201 issues, more than 200" in fault_of(folder_of(tmp_path / "many", domain=text))


def test_an_empty_domain_is_refused(tmp_path: Path) -> None:
    message = fault_of(folder_of(tmp_path, domain='{"name": "x", "issuesValues": {}}'))
    assert "the domain has no issues" in message


def test_titles_stand_on_one_line_where_that_leaves_them_apart(tmp_path: Path) -> None:
    values = '["a", "b", " c\\u2028d "]'
    profile = SOUTH.replace('{"Closed": 1, "Shared days": 0.25}', '{" c\\u2028d ": 1}')
    domain = DOMAIN.replace('["North alone", "Shared days", "Closed"]', values)
    case = read_domain(folder_of(tmp_path, domain=domain, north="", south=profile))
    assert [option.title for option in case.issues[0].options] == ["a", "b", "c d"]
    assert numbers(case.parties[0].preference.values["the-well"])["c-d"] == 1
    (tmp_path / "odd").mkdir()
    case = read_domain(
        folder_of(tmp_path / "odd", domain=DOMAIN.replace("Two villages", "\\ud800"), north="")
    )
    assert case.title == "villages"
    (tmp_path / "same").mkdir()
    domain = domain.replace('"a", "b"', '"a", "c d"')
    case = read_domain(folder_of(tmp_path / "same", domain=domain, north="", south=profile))
    assert [option.title for option in case.issues[0].options] == ["a", "c d", " c\u2028d "]
