"""What an installed Detente carries: its types, its licence, and the case folders."""

import os
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import detente


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_version_is_written_down_once(wheel: zipfile.ZipFile) -> None:
    assert detente.__version__ == metadata.version("detente")
    assert f"detente-{detente.__version__}.dist-info/METADATA" in wheel.namelist()


def test_the_wheel_carries_types_and_licence(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "detente/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert any(name.endswith("/licenses/NOTICE") for name in names)


def test_the_wheel_carries_every_case_and_no_test(root: Path, wheel: zipfile.ZipFile) -> None:
    cases = sorted(path.parent.name for path in (root / "cases").glob("*/case.toml"))
    assert "ukraine-2025-03" in cases
    packed = [name.split("/") for name in wheel.namelist() if name.endswith("/case.toml")]
    assert sorted(parts[2] for parts in packed if parts[1] == "_cases") == cases
    assert "detente/case/template/case.toml" in wheel.namelist()
    assert not [name for name in wheel.namelist() if name.startswith(("tests/", "bench/"))]


def test_the_wheel_carries_the_line_of_the_bundled_case(wheel: zipfile.ZipFile) -> None:
    assert "detente/_cases/ukraine-2025-03/layers/contact-line.geojson" in wheel.namelist()
    assert "detente/_cases/ukraine-2025-03/layers/README.md" in wheel.namelist()


def test_the_wheel_carries_the_lexicon_of_the_bundled_case(wheel: zipfile.ZipFile) -> None:
    assert "detente/_cases/ukraine-2025-03/lexicon.toml" in wheel.namelist()


def test_every_module_and_what_it_reads_are_in_the_wheel(root: Path, wheel: zipfile.ZipFile) -> None:
    source = root / "src"
    files = {
        path.relative_to(source).as_posix()
        for path in (source / "detente").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    read = {
        "detente/record/extract/cues.toml",
        "detente/record/language_model/question.txt",
        "detente/record/lexicon/data/issues.toml",
        "detente/report/paper/brief.typ",
        "detente/verify/instruments/instruments.csv",
    }
    assert read < files <= set(wheel.namelist())
