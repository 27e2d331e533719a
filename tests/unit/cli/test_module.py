"""``python -m detente`` is the command line."""

from __future__ import annotations

import subprocess
import sys

from detente._version import __version__


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "detente", "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout
