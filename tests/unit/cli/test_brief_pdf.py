"""``detente brief --pdf``: the file, its name, the extra it needs, and what is said of letters."""

import sys
from pathlib import Path

import pytest

from detente.report.paper import brief as paper
from detente.report.paper.press import Printed
from tests.command import detente

pytestmark = pytest.mark.usefixtures("ford")


@pytest.fixture
def ford(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small case of its own, in the folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    assert detente("new", "ford").code == 0
    return tmp_path / "ford"


def test_a_pdf_is_named_after_the_folder_and_the_same_twice(ford: Path) -> None:
    ran = detente("brief", ford, "--pdf", "--draws", 20)
    assert (ran.code, ran.out) == (0, "ford-brief.pdf\n")
    once = Path("ford-brief.pdf").read_bytes()
    assert once.startswith(b"%PDF-")
    assert once.rstrip().endswith(b"%%EOF")
    assert detente("brief", ford, "--pdf", "--draws", 20, "-o", "other.pdf").code == 0
    assert Path("other.pdf").read_bytes() == once
    public = detente("brief", ford, "--pdf", "--public", "--draws", 20, "-o", "public.pdf", "--json")
    assert (public.json["brief"], public.json["public"]) == ("public.pdf", True)
    assert Path("public.pdf").read_bytes() != once


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--pdf -o -", "a PDF is not written to standard output. Try: --output brief.pdf."),
        ("--pdf -o b.html", "--pdf writes a PDF, and 'b.html' is the name of a page. Try: b.pdf."),
        ("-o b.pdf", "'b.pdf' is the name of a PDF, and a page would be written. Try: --pdf -o b.pdf."),
        ("--pdf -o nowhere/b.pdf", "there is no folder 'nowhere'"),
    ],
)
def test_a_name_of_another_kind_is_refused_before_any_work(ford: Path, words: str, told: str) -> None:
    before = sorted(Path().iterdir())
    ran = detente("brief", ford, *words.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert sorted(Path().iterdir()) == before


def test_without_the_extra_the_way_to_install_it_is_told(ford: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = detente("brief", ford, "--pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "needs the package 'typst', which is not installed. Try: pip install 'detente[pdf]'" in ran.err
    assert not Path("ford-brief.pdf").exists()


def test_letters_that_typst_does_not_bring_are_named(ford: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "printed", lambda _: Printed(b"%PDF-", borrowed=("中", "文"), lacking=("ꙮ",)))
    ran = detente("brief", ford, "--pdf", "--draws", 20)
    assert "letters of this machine, so that another may set them otherwise: 中 文" in ran.err
    assert "No font here has these letters; the PDF shows empty boxes for them: ꙮ" in ran.err
    assert Path("ford-brief.pdf").read_bytes() == b"%PDF-"
    quiet = detente("brief", ford, "--pdf", "--draws", 20, "--quiet")
    assert quiet.err == ""
