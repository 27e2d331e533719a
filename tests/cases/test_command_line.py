"""End to end: published domains with known answers, and the real case, through the command line."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest

from tests.command import detente

DOMAINS = 42
CONVENTIONS = {"reserved": "d_reserve", "max-reserved-min": "d_max_reserve_min"}
CONCEPTS = {
    "nash": "nash",
    "kalai_smorodinsky": "ks",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
CLOSE = 1e-6
LISTED = 100
"""How many ties a solution lists; all are counted."""

Vector = Sequence[float]


class Point(TypedDict):
    """A package as ``solve --json`` gives it."""

    package: Mapping[str, str]
    utility: Mapping[str, float]
    gain: NotRequired[Mapping[str, float]]


class Titled(TypedDict):
    """A party as ``solve --json`` gives it."""

    id: str
    title: str


class Frontier(TypedDict):
    """A frontier as ``solve --json`` gives it."""

    size: int
    exact: bool
    points: Sequence[Point]


class Answer(TypedDict):
    """The part of ``solve --json`` that has a known answer."""

    parties: Sequence[Titled]
    packages_total: str
    frontier: Frontier
    solutions: Mapping[str, Sequence[Point]]
    solutions_about: Mapping[str, Mapping[str, int]]


Known = Mapping[str, object]


@cache
def golden(oracles: Path) -> Sequence[Known]:
    """The known answers; by exact arithmetic and brute force over all packages."""
    path = oracles / "anac" / "golden.json"
    if not path.is_file():
        pytest.skip(f"the known answers are not here ({path})")
    return cast("Sequence[Known]", json.loads(path.read_text(encoding="utf-8")))


def vectors(known: Known, name: str) -> tuple[Sequence[Vector], int]:
    """The utility vectors of a solution: those listed, and how many there are in all."""
    ties = known.get(f"{name}_ties", 1)
    assert isinstance(ties, int)
    return cast("Sequence[Vector]", known.get(f"{name}_all") or [known[name]]), ties


def solved(folder: Path, convention: str) -> Answer:
    ran = detente("solve", folder, "--json", "--disagreement", convention)
    assert (ran.code, ran.err) == (0, "")
    return cast("Answer", ran.json)


def near(first: Vector, second: Vector) -> bool:
    return len(first) == len(second) and all(
        abs(one - other) <= CLOSE for one, other in zip(first, second, strict=True)
    )


def compare(known: Known, answer: Answer, convention: str) -> None:
    parties = [party["id"] for party in answer["parties"]]
    frontier = answer["frontier"]
    assert [party["title"] for party in answer["parties"]] == known["party_files"]
    assert int(answer["packages_total"]) == known["outcomes"]
    assert (frontier["size"], frontier["exact"]) == (known["frontier_points"], True)
    assert len({tuple(point["utility"].values()) for point in frontier["points"]}) == frontier["size"]
    for concept, name in CONCEPTS.items():
        wanted, ties = vectors(known, f"{name}_{CONVENTIONS[convention]}")
        found = {
            tuple(point["utility"][party] for party in parties) for point in answer["solutions"][concept]
        }
        counted = answer["solutions_about"][concept]["ties"]
        assert counted >= ties, concept
        assert len(found) == min(ties, LISTED), concept
        if len(found) == ties:
            assert all(any(near(vector, other) for other in found) for vector in wanted), concept
        if len(wanted) == ties:
            assert all(any(near(vector, other) for other in wanted) for vector in found), concept


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("number", range(DOMAINS))
def test_a_published_domain_has_its_known_answer(oracles: Path, number: int, convention: str) -> None:
    known = golden(oracles)[number]
    compare(known, solved(oracles / "anac" / str(known["folder"]), convention), convention)


def test_these_are_all_domains_with_a_known_answer(oracles: Path) -> None:
    assert len({str(known["folder"]) for known in golden(oracles)}) == DOMAINS


@pytest.mark.parametrize("folder", ["Energy", "group2-politics", "kite"])
def test_a_process_of_its_own_gives_the_same(oracles: Path, folder: str) -> None:
    known = next(known for known in golden(oracles) if known["folder"] == folder)
    program = Path(sys.executable).with_name("detente")
    command = [str(program), "solve", str(oracles / "anac" / folder), "--json"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    compare(known, cast("Answer", json.loads(run.stdout)), "reserved")


def test_a_domain_converted_twice_keeps_its_answer(oracles: Path, tmp_path: Path) -> None:
    for known in golden(oracles)[:6]:
        folder = oracles / "anac" / str(known["folder"])
        for wanted in ("case", "geniusweb", "negmas"):
            target = tmp_path / f"{known['folder']}-{wanted}"
            assert detente("convert", folder, target, "--to", wanted).code == 0
            answer = solved(target, "reserved")
            titles = [party["title"] for party in answer["parties"]]
            assert titles == known["party_files"]
            compare(known, answer, "reserved")


def test_a_pie_split_on_a_grid_tends_to_two_thirds(root: Path) -> None:
    answer = solved(root / "cases" / "split-the-pie", "reserved")
    (nash,) = answer["solutions"]["nash"]
    assert nash["package"] == {"share": "0.67"}


def test_the_real_case_from_statements_to_brief(root: Path, tmp_path: Path) -> None:
    case = root / "cases" / "ukraine-2025-03"
    assert "44 (35 confirmed, 9 doubtful)" in detente(case).out
    assert detente("check", case).code == 0
    answer = detente("solve", case, "--json").json
    assert answer["feasible"] is False
    blockers = cast("Mapping[str, Sequence[Mapping[str, Sequence[str]]]]", answer["blockers"])["sets"]
    assert [found["red_lines"] for found in blockers] == [["russia-keeps-territory", "ukraine-no-surrender"]]
    analyst = detente("solve", case, "--json", "--overlay", "analyst").json
    more = cast("Mapping[str, Sequence[Mapping[str, Sequence[str]]]]", analyst["blockers"])["sets"]
    assert len(more) > len(blockers)
    ran = detente("brief", case, "-o", tmp_path / "brief.html", "--public", "--draws", 200)
    assert ran.code == 0
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "This is the public edition" in page
    assert "No deal is possible as things stand" in page
