"""Whatever stands in a folder, reading it gives a case or an error of ours, and never anything else."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from detente.case.interop import read_domain
from detente.case.model import Case
from detente.errors import DetenteError

GENIUS = {
    "domain.xml": b"""<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="root" type="objective"><issue index="1" name="Well" type="discrete">
<item index="1" value="open" cost="1"/><item index="2" value="closed"/></issue>
<issue index="2" name="Guards" type="integer" lowerbound="0" upperbound="3"/>
</objective></utility_space></negotiation_template>""",
    "north.xml": b"""<?xml version="1.0"?><utility_space><objective><weight index="1" value="0.5"/>
<weight index="2" value="5E-1"/><issue index="1" name="Well"><item value="open" evaluation="1"/>
<item value="closed" evaluation="2.5"/></issue><issue index="2" name="Guards" type="integer" lowerbound="0"
upperbound="3"><evaluator ftype="linear" offset="0" slope=".1"/></issue></objective>
<discount_factor value="0.9"/><reservation value="0.1"/></utility_space>""",
}
GENIUSWEB = {
    "domain.json": b"""{"name": "d", "issuesValues": {"Well": {"values": ["open", "closed"]},
"Guards": {"range": {"low": 0, "high": 1, "step": 0.5}}}}""",
    "north.json": b"""{"LinearAdditiveUtilitySpace": {"domain": {"name": "d", "issuesValues": {"Well":
{"values": ["open", "closed"]}, "Guards": {"range": ["0", 1, 0.5]}}}, "name": "n", "issueUtilities": {"Well":
{"discreteutils": {"valueUtilities": {"open": 1, "closed": 0}}}, "Guards": {"NumberValueSetUtilities":
{"lowValue": 0, "lowUtility": 0, "highValue": 1, "highUtility": 1}}},
"issueWeights": {"Well": 0.5, "Guards": 0.5},
"reservationBid": {"issuevalues": {"Well": "open", "Guards": 0.5}}}}""",
}
NEGMAS = {
    "domain.yml": b"""type: DiscreteCartesianOutcomeSpace
issues:
- {name: Well, type: CategoricalIssue, values: [open, closed]}
- {name: Guards, type: ContiguousIssue, values: &v [0, 3]}
- {name: More, values: *v}
""",
    "north.yml": b"""type: LinearAdditiveUtilityFunction
name: n
reserved_value: -.inf
values:
- {type: TableFun, mapping: {open: 1, closed: 0.5}}
- {type: AffineFun, slope: 0.1, bias: 1}
- {type: IdentityFun}
weights: [0.5, 0.25, 0.25]
""",
}
FOLDERS = {"genius": GENIUS, "geniusweb": GENIUSWEB, "negmas": NEGMAS}
SUFFIXES = {"genius": ".xml", "geniusweb": ".json", "negmas": ".yml"}

SPLINTERS = st.sampled_from(
    [
        *(
            b"",
            b"<",
            b">",
            b"/>",
            b'"',
            b"'",
            b"&x;",
            b"<!DOCTYPE a>",
            b"<![CDATA[",
            b"]]>",
            b"<issue/>",
            b"<item/>",
        ),
        *(
            b'value=""',
            b"<utility_space>",
            b"NaN",
            b"1e999",
            b"-",
            b"9" * 400,
            b"{",
            b"}",
            b"[",
            b"]",
            b":",
            b",",
        ),
        *(b"null", b"*v", b"&v ", b"!!python/name:os.system ", b"? ", b"- ", b"\n", b"\t", b"\0", b"\xff"),
        *(b"\xed\xa0\x80", b"\\ud800", b'"index"', b"type: ", b"<<: *v", b"1:2:3", b"0x", b".inf", b"true"),
    ]
)


WORDS = [
    *(
        "name",
        "issuesValues",
        "values",
        "range",
        "low",
        "high",
        "step",
        "LinearAdditiveUtilitySpace",
        "domain",
    ),
    *(
        "issueUtilities",
        "issueWeights",
        "DiscreteValueSetUtilities",
        "valueUtilities",
        "reservationBid",
        "type",
    ),
    *("issuevalues", "issues", "weights", "mapping", "ufun", "reserved_value", "reserved_outcome", "Well"),
]
TYPES = [
    *(
        "LinearAdditiveUtilityFunction",
        "ExpDiscountedUFun",
        "DiscreteCartesianOutcomeSpace",
        "ContiguousIssue",
    ),
    *("TableFun", "AffineFun", "ConstUtilityFunction"),
]


@st.composite
def damaged(draw: st.DrawFn, folder: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a folder with a few spans of bytes cut, doubled or replaced."""
    files = dict(folder)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        data = files[name]
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(SPLINTERS, st.just(data[start:stop] * 2), st.binary(max_size=8)))
        files[name] = data[:start] + middle + data[stop:]
    return files


def plain_data() -> SearchStrategy[object]:
    """Data of the right sort in the wrong places: the words of the formats over random values."""
    words = st.sampled_from(WORDS)
    leaves = st.one_of(
        *(st.none(), st.booleans(), st.integers(-5, 10**6), st.floats(), st.text(max_size=5)),
        *(words, st.sampled_from(TYPES)),
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(words | st.text(max_size=3), inner, max_size=5)
        ),
        max_leaves=20,
    )


def outcome(files: dict[str, bytes]) -> Case | DetenteError:
    """The case or the error of ours that a folder with these files gives; other exceptions pass through."""
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path) / "folder"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        try:
            return read_domain(folder)
        except DetenteError as error:
            found = error
    assert found.faults
    assert all(fault.message for fault in found.faults)
    assert str(found).encode()
    return found


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_folders_are_sound_before_they_are_damaged(kind: str) -> None:
    case = outcome(FOLDERS[kind])
    assert isinstance(case, Case), case
    assert len(case.parties) == 1


@pytest.mark.parametrize("kind", FOLDERS)
@given(data=st.data())
def test_damaged_folders(kind: str, data: st.DataObject) -> None:
    outcome(data.draw(damaged(FOLDERS[kind])))


@pytest.mark.parametrize("kind", FOLDERS)
@given(noise=st.binary(max_size=200), place=st.sampled_from(["domain", "north", "other"]))
@example(noise=b"\xff\xfe\x00\x00", place="domain")
@example(noise=b"\x00" * 10, place="north")
def test_random_bytes(kind: str, noise: bytes, place: str) -> None:
    outcome(FOLDERS[kind] | {f"{place}{SUFFIXES[kind]}": noise})


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
@given(domain=plain_data(), profile=plain_data(), whole=st.booleans())
def test_data_of_other_shapes(kind: str, domain: object, profile: object, whole: bool) -> None:
    """JSON is YAML too, so one text serves both."""
    files = {f"north{SUFFIXES[kind]}": json.dumps(profile).encode()}
    if not whole:
        files[f"domain{SUFFIXES[kind]}"] = json.dumps(domain).encode()
    outcome(FOLDERS[kind] | files)


@given(
    names=st.lists(
        st.text(alphabet=st.characters(blacklist_characters="/\0"), min_size=1, max_size=20), max_size=4
    )
)
def test_any_file_name(names: list[str]) -> None:
    found = outcome(
        {"domain.xml": GENIUS["domain.xml"]}
        | {f"{name}.xml": GENIUS["north.xml"] for name in names if _is_name(name)}
    )
    if isinstance(found, Case):
        assert len({party.id for party in found.parties}) == len(found.parties)


def _is_name(name: str) -> bool:
    """Whether a file system takes it: encodable and short enough in bytes."""
    try:
        return len(name.encode()) < 200
    except UnicodeEncodeError:
        return False
