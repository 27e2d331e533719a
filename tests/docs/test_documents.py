"""README and docs run: each Python block, each console command, each output shown. Links lead to files."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")], key=lambda path: path.relative_to(ROOT).as_posix()
)
LINKED = [
    *DOCUMENTS,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "cases").rglob("*.md")),
]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
BLOCK = re.compile(r"^```(?P<language>python|console)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(document: Path, language: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [found["text"] for found in BLOCK.finditer(text) if found["language"] == language]


def _named(documents: list[Path]) -> list[str]:
    return [document.relative_to(ROOT).as_posix() for document in documents]


WITH_PYTHON = [document for document in DOCUMENTS if _blocks(document, "python")]
WITH_CONSOLE = [document for document in DOCUMENTS if _blocks(document, "console")]


@pytest.mark.parametrize("document", WITH_PYTHON, ids=_named(WITH_PYTHON))
def test_python_blocks_run_in_order(document: Path, tmp_path: Path) -> None:
    for folder in ("cases", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    script = "\n".join(_blocks(document, "python"))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    claimed = re.findall(r"^[^#\n]*print\(.*\)  # (.*)$", script, re.MULTILINE)
    assert done.stdout.splitlines() == claimed


@pytest.mark.parametrize("document", WITH_CONSOLE, ids=_named(WITH_CONSOLE))
def test_console_blocks_do_what_they_show(document: Path, tmp_path: Path) -> None:
    for folder in ("cases", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "PYTHONWARNINGS": "error",
    }
    for block in _blocks(document, "console"):
        for command, expected in _commands(block):
            done = subprocess.run(
                shlex.split(command),
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            wanted = 2 if "Try:" in expected else 0
            assert done.returncode == wanted, f"{command}\n{done.stdout}{done.stderr}"
            _assert_shown(expected, done.stdout + done.stderr, command)


@pytest.mark.parametrize("document", LINKED, ids=_named(LINKED))
def test_links_lead_to_files(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", LINKED, ids=_named(LINKED))
def test_no_heading_stands_twice(document: Path) -> None:
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert sorted(set(headings)) == sorted(headings)


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        document = ahead.pop()
        if document in reached or not document.is_file():
            continue
        reached.add(document)
        if document.suffix == ".md":
            targets = LINK.findall(document.read_text(encoding="utf-8"))
            ahead += [(document.parent / target).resolve() for target in targets]
    references = (ROOT / "docs" / "reference").iterdir()
    assert {*LINKED, *references} <= reached


def _commands(block: str) -> list[tuple[str, str]]:
    """Commands of a console block, each with the output that stands below it."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        found.append((command, output.strip("\n")))
    return found


def _assert_shown(expected: str, output: str, command: str) -> None:
    """Each shown line occurs in the output in this order; a line of ``...`` stands for any lines."""
    lines = iter(line.rstrip() for line in output.splitlines())
    for wanted in expected.splitlines():
        if wanted.strip() in {"...", ""}:
            continue
        assert any(line == wanted.rstrip() for line in lines), f"{command}: not shown: {wanted}\n{output}"
