"""Contracts: what each verb prints under ``--json`` is the shape that the reference documents."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from docs.generate import json_schemas
from docs.shapes import SHAPES
from tests.command import Ran, detente
from tests.contracts import assert_follows

CASES = ("bill-and-jack", "split-the-pie", "sunday-market", "ukraine-2025-03")
DOCUMENTED = [
    "format", "case", "parties", "issues", "packages_total", "packages_within_rules",
    "packages_within_red_lines", "packages_feasible", "feasible", "blockers", "openings", "frontier",
    "solutions", "method", "could_not",
]  # fmt: skip


def follows(ran: Ran, shape: str) -> None:
    """What was printed is one table of the shape, with its keys in the documented order."""
    assert_follows(ran.json, shape)
    assert ran.out.endswith("}\n")
    assert "NaN" not in ran.out


@pytest.mark.parametrize("case", CASES)
def test_solve(root: Path, case: str) -> None:
    ran = detente("solve", root / "cases" / case, "--json")
    follows(ran, "solve")
    assert set(DOCUMENTED) <= ran.json.keys()


def test_solve_under_an_overlay_on_a_foreign_domain_and_on_a_grid(root: Path, tmp_path: Path) -> None:
    follows(detente("solve", root / "cases/ukraine-2025-03", "--json", "--overlay", "analyst"), "solve")
    detente("convert", root / "cases/bill-and-jack", tmp_path / "barter", "--to", "negmas")
    follows(detente("solve", tmp_path / "barter", "--json"), "solve")


@pytest.mark.parametrize("case", CASES)
def test_robust(root: Path, case: str) -> None:
    follows(detente("robust", root / "cases" / case, "--draws", 60, "--json"), "robust")


@pytest.mark.parametrize("draws", [0, 60])
@pytest.mark.parametrize("case", ["bill-and-jack", "ukraine-2025-03"])
def test_propose(root: Path, case: str, draws: int) -> None:
    follows(detente("propose", root / "cases" / case, "--draws", draws, "--json"), "propose")


@pytest.mark.parametrize("case", CASES)
def test_check_and_overview(root: Path, case: str) -> None:
    follows(detente("check", root / "cases" / case, "--json"), "check")
    follows(detente(root / "cases" / case, "--json"), "overview")


def test_verbs_that_write(root: Path, tmp_path: Path) -> None:
    barter = root / "cases/bill-and-jack"
    follows(detente("new", tmp_path / "new", "--json"), "new")
    for wanted in ("case", "geniusweb", "negmas"):
        follows(detente("convert", barter, tmp_path / wanted, "--to", wanted, "--json"), "convert")
        follows(detente(tmp_path / wanted, "--json"), "overview")
        follows(detente("check", tmp_path / wanted, "--json"), "check")
    follows(detente("brief", tmp_path / "new", "-o", tmp_path / "brief.html", "--json"), "brief")


def test_the_demo_and_the_answer_in_its_folder(demo: Path) -> None:
    printed = json.loads((demo / "printed.json").read_text(encoding="utf-8"))
    assert_follows(printed, "demo")
    assert_follows(json.loads(Path(printed["answer"]).read_text(encoding="utf-8")), "solve")


def test_explain() -> None:
    follows(detente("explain", "--json"), "terms")
    follows(detente("explain", "red", "line", "--json"), "explain")


@pytest.mark.parametrize(
    "words", [("solve", "nowhere"), ("slove",), ("solve",), ("check", "x", "--chekc"), ("explain", "zzz")]
)
def test_errors(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = detente(*words, "--json")
    assert ran.code == 2
    follows(ran, "error")
    error = ran.json["error"]
    assert isinstance(error, dict)
    assert error["message"].split(" (the first")[0] in ran.err
    assert error["try"] in ran.err


def test_the_shapes_are_sound_schemas_that_refuse_other_keys() -> None:
    for schema in (*SHAPES.values(), json_schemas()):
        jsonschema.Draft202012Validator.check_schema(schema)
    told = detente("explain", "nash", "--json").json
    with pytest.raises(jsonschema.ValidationError, match="additional"):
        jsonschema.validate({**told, "extra": 1}, SHAPES["explain"])
    with pytest.raises(jsonschema.ValidationError, match="required"):
        jsonschema.validate({key: told[key] for key in told if key != "art"}, SHAPES["explain"])


def test_every_key_says_what_it_means() -> None:
    def bare(schema: object, path: str) -> Iterator[str]:
        if isinstance(schema, dict):
            for key, known in schema.get("properties", {}).items():
                if not known.get("description"):
                    yield f"{path}.{key}"
            for key, known in schema.items():
                yield from bare(known, f"{path}.{key}")
        elif isinstance(schema, list):
            for known in schema:
                yield from bare(known, path)

    assert list(bare(SHAPES, "")) == []
