"""The peer's own virtual environment, from a list of exact versions with hashes.

NegMAS is under the AGPL: it is installed apart, run in processes of its own, and no part of Detente.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.contestant import ROOT

FOLDER = ROOT / ".venv-negmas"
PYTHON = FOLDER / "bin" / "python"
LOCK = ROOT / "bench" / "negmas.lock"


def installed() -> bool:
    """Whether the peer is there."""
    return (FOLDER / ".installed").exists() and PYTHON.exists()


def install() -> None:
    """Make the environment anew. This, and only this, needs a network.

    One package of the list comes as source only and is built with the listed setuptools, which go first.
    """
    print(f"bench: making {FOLDER.name} (a minute or more)")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
    builder = re.search(r"^setuptools==.*\n(?:    .*\n)*", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    assert builder is not None, "the list names no setuptools"
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "setuptools.lock"
        first.write_text(builder[0], encoding="utf-8")
        _pip(first)
    _pip(LOCK)
    (FOLDER / ".installed").touch()


def _pip(requirements: Path) -> None:
    words = ["-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", "install"]
    words += ["--require-hashes", "--no-build-isolation", "-r", str(requirements)]
    subprocess.run([str(PYTHON), *words], check=True)
