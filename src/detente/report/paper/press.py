"""The press: a story, set as a PDF by Typst with the letters that Typst brings along.

The PDF is a tagged one after PDF/UA-1 (ISO 14289-1), which refuses any letter that has no shape. Where
Typst's own letters lack one, those of this machine are asked; where these lack it too, it is an empty box,
and named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol, cast

from detente.errors import Fault, InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STANDARD = "ua-1"

_LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Printed:
    """What came off the press.

    Attributes:
        pdf: The file.
        borrowed: Letters that Typst's own fonts lack, and that fonts of this machine have.
        lacking: Letters that no font here has; each is an empty box on paper.
    """

    pdf: bytes
    borrowed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


class _Typst(Protocol):
    TypstError: type[RuntimeError]

    def compile(
        self, source: bytes, *, ignore_system_fonts: bool, sys_inputs: Mapping[str, str],
        pdf_standards: Sequence[str],
    ) -> bytes: ...  # fmt: skip


def typesetting() -> _Typst:
    """Typst, from the ``pdf`` extra.

    Raises:
        MissingExtraError: if it is not installed, with the way to install it.
    """
    try:
        return cast("_Typst", import_module("typst"))
    except ImportError as error:
        message = "a PDF needs the package 'typst', which is not installed"
        fault = Fault(message=message, hint="pip install 'detente[pdf]'", code="missing-extra")
        raise MissingExtraError(fault) from error


def printed(story: str) -> Printed:
    """A story as a PDF; the same story gives the same bytes where no letter is borrowed.

    Args:
        story: What :func:`detente.report.paper.brief.paper_story` tells.

    Raises:
        MissingExtraError: if Typst is not installed.
        InputError: if Typst cannot set the story.
    """
    typst = typesetting()
    source = (files("detente.report.paper") / "brief.typ").read_bytes()

    def run(*, borrow: bool, standards: Sequence[str]) -> bytes:
        inputs = {"story": story}
        return typst.compile(
            source, ignore_system_fonts=not borrow, sys_inputs=inputs, pdf_standards=standards
        )

    try:
        return Printed(run(borrow=False, standards=[STANDARD]))
    except typst.TypstError as error:
        borrowed = _letters(error)
        if not borrowed:
            raise _refused(error) from error
    try:
        return Printed(run(borrow=True, standards=[STANDARD]), borrowed)
    except typst.TypstError as error:
        lacking = _letters(error)
        if not lacking:
            raise _refused(error) from error
    found = tuple(letter for letter in borrowed if letter not in lacking)
    return Printed(run(borrow=True, standards=[]), found, lacking)


def _refused(error: RuntimeError) -> InputError:
    message = f"Typst could not set the pages: {error}"
    return InputError(Fault(message=message, hint="the brief as a page, without --pdf", code="not-set"))


def _letters(error: RuntimeError) -> tuple[str, ...]:
    """The letters that Typst found no shape for."""
    told = _LACKING.findall(str(getattr(error, "diagnostic", error)))
    return tuple(dict.fromkeys(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in told))
