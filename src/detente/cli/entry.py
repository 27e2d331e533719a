"""The entry point: finds the verb, runs it, and turns whatever went wrong into one form."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from detente.cli.complaint import DONE, INTERRUPTED, PIPE_CLOSED, complain, usage_faults, wants_json
from detente.cli.output import PipeClosedError, silence
from detente.cli.verbs import group
from detente.errors import DetenteError, Fault


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``detente`` with these arguments, by default those of the process, and exit.

    The exit code is 0 when the verb did its work, 1 for a finding under ``--check``, 2 for bad input.
    """
    words = [*(sys.argv[1:] if arguments is None else arguments)]
    raise SystemExit(_run(words))


def _run(words: list[str]) -> int:
    try:
        return _answered(words)
    except (PipeClosedError, BrokenPipeError):
        silence(sys.stdout)
        silence(sys.stderr)
        return PIPE_CLOSED


def _answered(words: list[str]) -> int:
    try:
        code: object = group.main(words, prog_name="detente", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("detente: interrupted; nothing is left half-written", err=True)
        return INTERRUPTED
    except (click.UsageError, DetenteError, OSError, MemoryError) as error:
        faults, kind = _told(error, words)
        return complain(faults, code=kind, as_json=wants_json(words))
    return code if isinstance(code, int) else DONE


def _told(error: Exception, words: Sequence[str]) -> tuple[Sequence[Fault], str]:
    """The faults behind an error, and the code for all of them together."""
    match error:
        case DetenteError():
            return error.faults, error.code
        case click.UsageError():
            return usage_faults(error, words), "usage"
        case OSError():
            return [_of_system(error)], "system"
        case _:
            hint = "a smaller case, or a machine with more of it"
            return [Fault(message="there is not enough memory", hint=hint, code="memory")], "memory"


def _of_system(error: OSError) -> Fault:
    return Fault(
        file=str(error.filename or ""),
        message=f"cannot be used ({(error.strerror or type(error).__name__).lower()})",
        hint="check the path, its rights and the space on the disk",
        code="system",
    )
