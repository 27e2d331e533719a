"""The verbs, each loaded when it is called; ``detente CASE`` alone is an overview of the case."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module

import click

from detente._version import __version__
from detente.cli.output import write_result
from detente.errors import Fault, UnknownNameError, nearest

VERBS = (
    "demo",
    "new",
    "check",
    "convert",
    "read",
    "review",
    "draft",
    "positions",
    "solve",
    "robust",
    "stable",
    "propose",
    "line",
    "plan",
    "assess",
    "challenge",
    "watch",
    "ledger",
    "enforce",
    "sequence",
    "fetch",
    "brief",
    "explain",
)
OVERVIEW = "overview"


class Verbs(click.Group):
    """A group that imports the module of a verb when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The verbs in the order of a piece of work."""
        return [*VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of a verb, or None if there is none of that name."""
        if cmd_name not in (*VERBS, OVERVIEW):
            return None
        command = import_module(f"detente.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            return None
        if command.add_help_option:  # in place of click's own, which takes a closed pipe for a failure
            command.add_help_option = False
            command.params.append(_printing("--help", click.Context.get_help, "Show this message and exit."))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb named first; a path in its place asks for the overview of that case."""
        word = args[0]
        if word in VERBS or word.startswith("-"):
            return super().resolve_command(ctx, args)
        if os.sep in word or _exists(word):
            return OVERVIEW, self.get_command(ctx, OVERVIEW), args
        close = nearest(word, VERBS)
        hint = f"'detente {close}'" if close else f"a case folder, or one of {', '.join(VERBS)}"
        message = f"there is no verb {word!r}, and no folder of that name"
        raise UnknownNameError(Fault(place="detente", message=message, hint=hint, code="unknown-verb"))


def _exists(word: str) -> bool:
    try:
        return os.path.lexists(word)
    except ValueError:  # a NUL, which no path can hold
        return False


def _printing(name: str, text: Callable[[click.Context], str], told: str) -> click.Option:
    """An option that prints a text as every result is printed, and ends the program."""

    def show(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's call
        if value and not context.resilient_parsing:
            write_result([f"{text(context)}\n"], None, is_data=False)
            context.exit()

    return click.Option([name], is_flag=True, is_eager=True, expose_value=False, help=told, callback=show)


@click.group(
    name="detente",
    cls=Verbs,
    invoke_without_command=True,
    add_help_option=False,
    params=[
        _printing("--version", lambda _: f"detente, version {__version__}", "Show the version and exit."),
        _printing("--help", click.Context.get_help, "Show this message and exit."),
    ],
    epilog="""\b
Examples:
  detente demo                          the bundled case, from statements to brief
  detente cases/ukraine-2025-03         what a case holds, lacks, and what to run next
  detente solve cases/ukraine-2025-03   is there a deal, and what collides
  detente explain blocker               a term in one sentence
""",
)
@click.pass_context
def group(context: click.Context) -> None:
    """Find, check and defend peace deals.

    `detente VERB CASE` does one thing with a case; `detente CASE` alone says what the case holds, what it
    lacks, and what to run next. CASE is a case folder, or a Genius, GeniusWeb or NegMAS domain folder.

    Results go to standard output, notes and errors to standard error. The exit code is 0 when the work is
    done, 1 for a finding under --check, 2 for bad input.
    """
    if context.invoked_subcommand is None:
        write_result([f"{context.get_help()}\n"], None, is_data=False)
