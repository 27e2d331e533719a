"""What ``detente plan`` starts from: a case with its verification, the package to be checked, the line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.verify.line import Layers
    from detente.verify.monitoring.model import Assumed
    from detente.verify.post import Post


def with_verification(path: Path, overlays: tuple[str, ...]) -> Case:
    """The case.

    Raises:
        InputError: if it says nothing of verification.
    """
    from detente.case.entry import open_case
    from detente.errors import Fault, InputError

    opened = open_case(path, overlays=overlays)
    if opened.verification is None:
        message = "the case says nothing of how it can be checked: it has no verification.toml"
        hint = "a verification.toml beside its case.toml; 'detente new FOLDER' writes one to start from"
        raise InputError(Fault(file=str(path), message=message, hint=hint, code="no-verification"))
    return opened


def to_be_checked(case: Case, file: Path | None, folder: Path) -> Assumed:
    """The package that is to be checked: the user's, else what the case leads to.

    Raises:
        InputError: with every fault of the file, or if the case leads to no package.
    """
    from detente.accept.answer import solve
    from detente.accept.stability.candidates import candidates
    from detente.case.draft import read_draft
    from detente.errors import Fault, InputError
    from detente.verify.monitoring.assumed import assumed_package

    if file is not None:
        return assumed_package(case, read_draft(case, file).package, f"the draft {file}")
    answer = solve(case)
    deals = candidates(answer)
    if not deals:
        message = "the case leads to no package that could be checked"
        hint = "'--from FILE' with a package: TOML, [package] and one line ISSUE = \"OPTION\" for each issue"
        raise InputError(Fault(file=str(folder), message=message, hint=hint, code="no-package"))
    first = deals[0]
    chosen = "the first package that Nash's rule selects" if "nash" in first.concepts else "an example"
    where = "the agreement space" if first.way is None else "the space that the first opening leaves"
    return assumed_package(case, first.package, f"{chosen} in {where}; --from FILE takes another")


def posts_in(file: Path | None, case: Case) -> tuple[Post, ...]:
    """What stands already, from a file; nothing where there is none.

    Raises:
        InputError: with every fault of the file.
    """
    if file is None:
        return ()
    from detente.verify.monitoring.standing import read_posts

    return read_posts(file, case)


def line_layers(folder: Path, line_file: Path | None) -> Layers:
    """The user's line, else the layers of the case, with a way out that this verb has."""
    from detente.errors import InputError
    from detente.verify.line import Layers
    from detente.verify.line.folder import layers_of

    if line_file is not None:
        return Layers(line=line_file)
    try:
        return layers_of(folder)
    except InputError as error:
        hint = "'--line FILE' with a contact line, or a layers folder: docs/how-to/draw-a-line.md"
        raise InputError(*(replace(fault, hint=hint) for fault in error.faults)) from None
