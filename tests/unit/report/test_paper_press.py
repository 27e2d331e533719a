"""The press: letters it lacks, the extra it needs, the same bytes twice."""

import sys
from types import SimpleNamespace

import pytest

from detente.errors import InputError, MissingExtraError
from detente.report.paper import press
from detente.report.paper.press import printed


class NoLetterError(RuntimeError):
    """What Typst raises."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__("PDF/UA-1 error")
        self.diagnostic = diagnostic


def lacking(*letters: str) -> str:
    return "\n".join(f'PDF/UA-1 error: the text `"{known}"` could not be displayed' for known in letters)


def typst_that_lacks(monkeypatch: pytest.MonkeyPatch, own: str, borrowed: str) -> None:
    """A Typst with these diagnostics: with its own letters, and with those of the machine."""

    def compile_(_: bytes, *, ignore_system_fonts: bool, pdf_standards: list[str], **__: object) -> bytes:
        told = own if ignore_system_fonts else borrowed
        if told and pdf_standards:
            raise NoLetterError(told)
        return b"plain" if not pdf_standards else b"tagged"

    fake = SimpleNamespace(compile=compile_, TypstError=NoLetterError)
    monkeypatch.setattr(press, "typesetting", lambda: fake)


def test_letters_that_typst_brings_along_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    typst_that_lacks(monkeypatch, "", "")
    assert printed("{}") == press.Printed(b"tagged")


def test_letters_of_the_machine_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    typst_that_lacks(monkeypatch, lacking("中", "文", "中"), "")
    assert printed("{}") == press.Printed(b"tagged", borrowed=("中", "文"))


def test_letters_that_nobody_has_are_named_and_printed_as_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    typst_that_lacks(monkeypatch, lacking("中", "\\u{378}"), lacking("\\u{378}"))
    assert printed("{}") == press.Printed(b"plain", borrowed=("中",), lacking=("\u0378",))


@pytest.mark.parametrize("own", ["error: something else", lacking("中")])
def test_any_other_error_of_the_press_is_not_hidden(monkeypatch: pytest.MonkeyPatch, own: str) -> None:
    typst_that_lacks(monkeypatch, own, "error: something else")
    with pytest.raises(InputError, match=r"not set the pages: PDF/UA-1 error\. Try: the brief as a page"):
        printed("{}")


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"typst.*pip install 'detente\[pdf\]'"):
        printed("{}")
