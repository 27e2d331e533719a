"""The peers' own virtual environments, each from a list of exact versions with hashes.

NegMAS is under the AGPL, spopt brings a hundred megabytes of its own, pyscan-stats compiled code: all are
installed apart, run in processes of their own, and are no part of Detente.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.contestant import ROOT


@dataclass(frozen=True, slots=True)
class Apart:
    """A peer that is installed apart: its name, and the word in the names of its folder and its list."""

    title: str
    word: str

    @property
    def folder(self) -> Path:
        """Its virtual environment."""
        return ROOT / f".venv-{self.word}"

    @property
    def python(self) -> Path:
        """The Python that has it."""
        return self.folder / "bin" / "python"

    @property
    def lock(self) -> Path:
        """The list of what goes into its environment."""
        return ROOT / "bench" / f"{self.word}.lock"

    def installed(self) -> bool:
        """Whether the peer is there."""
        return (self.folder / ".installed").exists() and self.python.exists()

    def install(self) -> None:
        """Make the environment anew. This, and only this, needs a network.

        Where a list names setuptools, a package of it comes as source only and is built with these, which
        go first.
        """
        print(f"bench: making {self.folder.name} (a minute or more)")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=True)
        listed = self.lock.read_text(encoding="utf-8")
        builder = re.search(r"^setuptools==.*\n(?:    .*\n)*", listed, re.MULTILINE)
        if builder is not None:
            with tempfile.TemporaryDirectory() as folder:
                first = Path(folder) / "setuptools.lock"
                first.write_text(builder[0], encoding="utf-8")
                self._pip(first)
        self._pip(self.lock)
        (self.folder / ".installed").touch()

    def _pip(self, requirements: Path) -> None:
        words = ["-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", "install"]
        words += ["--require-hashes", "--no-build-isolation", "-r", str(requirements)]
        subprocess.run([str(self.python), *words], check=True)


NEGMAS = Apart("NegMAS", "negmas")
SPOPT = Apart("spopt", "spopt")
PYSCAN = Apart("pyscan-stats", "pyscan")
TEXTACY = Apart("textacy", "textacy")
