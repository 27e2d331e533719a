"""A review by lines: a card, then a line of standard input, until none is left. For scripts and pipes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from detente.cli.review_desk import Desk
from detente.errors import DetenteError, Fault
from detente.record.review.session import outcome_of
from detente.record.review.typed import COMMANDS, TOLD, command_of
from detente.views.review_text import LEGEND, Looks, card, progress

Say = Callable[[str], None]


def review_lines(desk: Desk, lines: Iterable[str], say: Say, *, looks: Looks) -> tuple[Fault, ...]:
    """Carry out one command a line; a line that cannot be done is told and left out.

    Args:
        desk: The review.
        lines: What the reader sends; empty ones and those that begin with ``#`` are passed over.
        say: Takes each line of the answer.
        looks: How cards are laid out.

    Returns:
        What could not be done.
    """
    faults: list[Fault] = []
    shown = ""
    for line in _with_cards(desk, lines, say, looks):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            command = command_of(text)
            match command.name:
                case "quit":
                    break
                case "help":
                    for told in help_lines():
                        say(told)
                case "show":
                    shown = command.draft or (desk.session.queue[0] if desk.session.queue else "")
                    show(desk, shown, say, looks)
                case _:
                    say(desk.carry_out(command))
        except DetenteError as error:
            faults += error.faults
            for fault in error.faults:
                say(str(fault))
    say(progress(desk.session) + ".")
    return tuple(faults)


def show(desk: Desk, name: str, say: Say, looks: Looks) -> None:
    """Show one draft.

    Raises:
        ReviewError: if there is none of that id.
    """
    waiting = desk.session.queue
    place = f"{len(waiting)} waiting" if waiting else "none waiting"
    for line in card(outcome_of(desk.session.file, name), text=desk.material.text, looks=looks, place=place):
        say(line)


def help_lines() -> Iterator[str]:
    """What can be typed, and the marks on a card."""
    for name, key in COMMANDS.items():
        yield f"  {key}  {name:<8} {TOLD[name]}"
    yield f"  Marks: {LEGEND}"


def _with_cards(desk: Desk, lines: Iterable[str], say: Say, looks: Looks) -> Iterator[str]:
    """The lines; before each, the card of the draft that waits, if it is another one than before."""
    shown, ahead = "", iter(lines)
    while True:
        current = desk.session.queue[0] if desk.session.queue else ""
        if current and current != shown:
            say("")
            show(desk, current, say, looks)
        shown = current
        line = next(ahead, None)
        if line is None:
            return
        yield line
