"""Conflicts in option form written as gmcr-py reads them, in its newer or its older spelling."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from detente._version import __version__
from detente.case.interop.gmcr import NEWER, OLDER
from detente.case.option_form import Actor, Condition, OptionForm, Statement
from detente.errors import Fault, InputError, UnknownNameError, unknown_name_hint

Spelling: TypeAlias = Literal["newer", "older"]

_SPELLINGS = {"newer": NEWER, "older": OLDER}


def gmcr_text(form: OptionForm, *, spelling: Spelling = "newer") -> str:
    """The text of a GMCR file.

    Raises:
        UnknownNameError: no such spelling.
        InputError: some decision makers have a ranking and some have none, which the format cannot say; or
            the options do not stand in the order of the decision makers, on which its state numbers rest.
    """
    if spelling not in _SPELLINGS:
        hint = unknown_name_hint(spelling, list(_SPELLINGS))
        raise UnknownNameError(Fault(message=f"no spelling '{spelling}'", hint=hint, code="unknown-name"))
    flag, key = _SPELLINGS[spelling]
    _refuse(form)
    document = {
        "decisionMakers": [_maker(actor, key) for actor in form.actors],
        "options": [{"name": act.title, "permittedDirection": act.direction.value} for act in form.acts],
        "infeasibles": [_statement(statement) for statement in form.infeasible],
        flag: any(actor.ranking is not None for actor in form.actors),
        "program": "detente",
        "version": __version__,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def write_gmcr(form: OptionForm, path: Path | str, *, spelling: Spelling = "newer") -> None:
    """Write a new GMCR file; all of it appears or nothing.

    Raises:
        UnknownNameError: no such spelling.
        InputError: what the format cannot say; or ``path`` exists, or cannot be written.
    """
    target, text = Path(path), gmcr_text(form, spelling=spelling)
    try:
        draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}")
        exists = target.exists() or target.is_symlink()
        if not exists:
            try:
                draft.write_text(text, encoding="utf-8")
                os.link(draft, target)
            finally:
                draft.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        message, hint = f"cannot be written ({reason})", "a file in a folder that can be written"
        raise InputError(Fault(file=str(target), message=message, hint=hint, code="not-writable")) from None
    if exists:
        message = "exists, so nothing was written"
        raise InputError(Fault(file=str(target), message=message, hint="a new file", code="target-exists"))


def _refuse(form: OptionForm) -> None:
    faults = []
    if len({actor.ranking is None for actor in form.actors}) > 1:
        message = "some decision makers have a ranking, some statements only"
        hint = "rankings for all, or for none"
        faults.append(Fault(place="decisionMakers", message=message, hint=hint, code="not-expressible"))
    listed = list(dict.fromkeys(act for actor in form.actors for act in actor.acts))
    if listed != list(range(len(form.acts))):
        message = "the options do not stand in the order of the decision makers that control them"
        hint = "the options of the first decision maker first"
        faults.append(Fault(place="options", message=message, hint=hint, code="not-expressible"))
    if faults:
        raise InputError(*faults)


def _maker(actor: Actor, key: str) -> dict[str, object]:
    written: dict[str, object] = {
        "name": actor.title,
        "options": list(actor.acts),
        "preferences": [_statement(statement) for statement in actor.statements],
    }
    if actor.ranking is not None:
        written[key] = [_tied(group) for group in actor.ranking]
    return written


def _tied(group: Sequence[int]) -> int | list[int]:
    return group[0] + 1 if len(group) == 1 else [state + 1 for state in group]


def _statement(statement: Statement) -> object:
    if len(statement) == 1:
        return _condition(statement[0])
    return {"compound": True, "members": [_condition(condition) for condition in statement]}


def _condition(condition: Condition) -> list[list[object]]:
    return [[act, "Y" if is_taken else "N"] for act, is_taken in condition]
