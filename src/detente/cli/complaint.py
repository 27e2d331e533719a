"""Whatever went wrong, in one form: a line for each fault on stderr, and one JSON table under ``--json``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from detente.cli.output import write_result
from detente.errors import Fault, InputError, nearest, unknown_name_hint
from detente.views.json_text import json_chunks
from detente.views.page import printable

DONE, FOUND, BAD_INPUT = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports for a program ended by an interrupt, or by a reader that went away."""

OF_VERBS = (
    "--json", "--csv", "--check", "--overlay", "--output", "--quiet", "--public", "--disagreement",
    "--draws", "--seed", "--workers", "--package", "--from", "--changes", "--lines",
    "--sanctions", "--extension", "--breach", "--gain", "--why",
)  # fmt: skip
"""Options that people may look for before the verb."""


def wants_json(words: Sequence[str]) -> bool:
    """Whether the answer to these words is to be JSON, even if they make no sense otherwise."""
    before = words[: words.index("--")] if "--" in words else words
    return "--json" in before


def complain(faults: Sequence[Fault], *, code: str, as_json: bool) -> int:
    """Report the faults and give the exit code for bad input."""
    if as_json:
        try:
            write_result(json_chunks(error_shape(faults, code=code)), None, is_data=True)
        except InputError as error:  # standard output cannot be written; the faults are still told
            faults = [*faults, *error.faults]
    for fault in faults:
        click.echo(printable(str(fault)), err=True)
    return BAD_INPUT


def error_shape(faults: Sequence[Fault], *, code: str) -> dict[str, object]:
    """Faults as the one JSON shape of errors: the first of them, and all under ``problems``."""
    first = faults[0]
    more = f" (the first of {len(faults)} problems)" if len(faults) > 1 else ""
    return {
        "error": {
            "code": first.code if len(faults) == 1 else code,
            "message": f"{first.message}{more}",
            "where": first.where,
            "try": first.hint,
            "problems": [problem_shape(fault) for fault in faults],
        }
    }


def problem_shape(fault: Fault) -> dict[str, str]:
    """One fault or remark as JSON."""
    return {
        "code": fault.code,
        "file": fault.file,
        "place": fault.place,
        "message": fault.message,
        "try": fault.hint,
    }


def usage_faults(error: click.UsageError, words: Sequence[str]) -> tuple[Fault, ...]:
    """A misuse of the command line as a fault: the place is the command, the way out the nearest option."""
    context = error.ctx
    verb = words[0] if words and words[0].isalpha() else ""
    place = context.command_path if context else f"detente {verb}".strip()
    message, hint = error.format_message(), f"'{place} --help'"
    match error:
        case click.NoSuchOption() if context is not None:
            message = f"there is no option {error.option_name!r}"
            hint = _option_hint(error.option_name, context) or hint
        case click.MissingParameter() if error.param is not None and context is not None:
            message = f"{error.param.make_metavar(context)} is missing"
            hint = f"'{' '.join([place, *context.command.collect_usage_pieces(context)])}'"
    return (Fault(place=place, message=_lowered(message), hint=hint, code="usage"),)


def refuse_choice(place: str, value: str, known: Sequence[str], kind: str) -> Fault:
    """The fault of an option's value that is none of the known ones."""
    hint = unknown_name_hint(value, known)
    return Fault(place=place, message=f"no {kind} {value!r}", hint=hint, code="unknown-name")


def _option_hint(name: str, context: click.Context) -> str:
    known = [option for param in context.command.get_params(context) for option in param.opts]
    is_group = isinstance(context.command, click.Group)
    close = nearest(name, [*known, *(OF_VERBS if is_group else ())])
    if close in OF_VERBS and close not in known:
        return f"'detente VERB CASE {close}': options stand after the verb"
    return f"'{close}'" if close.startswith("-") else ""


def _lowered(message: str) -> str:
    text = " ".join(message.split()).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
