"""The case folders that come with Detente: inside the installed package, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from detente.errors import Fault, InputError

DEMO_CASE = "ukraine-2025-03"
_PACKAGE = Path(__file__).resolve().parent.parent


def bundled_case(name: str = DEMO_CASE) -> Path:
    """The folder of a bundled case.

    Raises:
        InputError: if this installation has none of that name.
    """
    places = (_PACKAGE / "_cases", _PACKAGE.parent.parent / "cases")
    for place in places:
        if (place / name / "case.toml").is_file():
            return place / name
    hint = "install Detente again, or run it from a checkout"
    raise InputError(Fault(message=f"the bundled case '{name}' is not installed", hint=hint, code="no-case"))


def texts_of(folder: Path) -> dict[str, str]:
    """All files of a case folder by their paths in it; hidden ones are left out."""
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix(): (folder / path).read_text(encoding="utf-8")
        for path in paths
        if not any(part.startswith(".") for part in path.parts)
    }
