"""The lock holds every package with its hashes, and names no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest

NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")


def canonical(requirement: str) -> str:
    """The normalised name of the package that a requirement asks for."""
    name = NAME.match(requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[1]).lower()


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    """The text of the lock."""
    return (root / "requirements" / "all.lock").read_text(encoding="utf-8")


def locked(lock: str) -> dict[str, str]:
    """Each locked package with the text of its entry."""
    entries = re.split(r"\n(?=[a-z0-9])", lock.strip())
    return {canonical(entry): entry for entry in entries}


def test_every_entry_is_one_version_with_hashes(lock: str) -> None:
    for name, entry in locked(lock).items():
        assert re.match(r"[a-z0-9._-]+==[^\s;]+( ;[^\n\\]*)? \\\n", entry), name
        assert "--hash=sha256:" in entry, name


def test_every_requirement_of_the_project_is_locked(root: Path, lock: str) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {*project["build-system"]["requires"], *project["project"]["dependencies"]}
    wanted = wanted.union(*project["project"]["optional-dependencies"].values())
    assert {canonical(line) for line in wanted} - {"detente"} <= locked(lock).keys()


def test_no_registry_host_is_named(lock: str) -> None:
    assert "://" not in lock
    assert "--index-url" not in lock
    assert "--find-links" not in lock
