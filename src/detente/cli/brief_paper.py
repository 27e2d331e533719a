"""What ``detente brief --pdf`` does otherwise: the file's name, the press, what is said of letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.notes import note

if TYPE_CHECKING:
    from detente.case.model import Case

PAPER = ".pdf"
SCREEN = ".html"


def check_kind(target: Path | None, *, pdf: bool) -> None:
    """Refuse a file whose name says another kind than what would be written, before any work is done for it.

    Raises:
        InputError: if it does.
        MissingExtraError: if a PDF is asked for and the ``pdf`` extra is not installed.
    """
    from detente.errors import Fault, InputError

    if pdf:
        from detente.report.paper.press import typesetting

        typesetting()
    if target is None:
        return
    kind = target.suffix.lower()
    message = hint = ""
    if pdf and str(target) == "-":
        message, hint = "a PDF is not written to standard output", f"--output brief{PAPER}"
    elif pdf and kind in {SCREEN, ".htm"}:
        message, hint = (
            f"--pdf writes a PDF, and '{target.name}' is the name of a page",
            f"{target.stem}{PAPER}",
        )
    elif not pdf and kind == PAPER:
        message, hint = (
            f"'{target.name}' is the name of a PDF, and a page would be written",
            f"--pdf -o {target}",
        )
    if message:
        raise InputError(Fault(place="detente brief: --output", message=message, hint=hint, code="bad-value"))


def on_paper(page: str, case: Case, *, public: bool, quiet: bool) -> bytes:
    """A brief as a PDF; letters that Typst does not bring along are named.

    Raises:
        MissingExtraError: if the ``pdf`` extra is not installed.
    """
    from detente.report.paper.brief import print_brief

    found = print_brief(page, case, public=public)
    if found.borrowed:
        letters = " ".join(found.borrowed)
        note(
            f"Set with letters of this machine, so that another may set them otherwise: {letters}",
            quiet=quiet,
        )
    if found.lacking:
        letters = " ".join(found.lacking)
        note(f"No font here has these letters; the PDF shows empty boxes for them: {letters}", quiet=quiet)
    return found.pdf
