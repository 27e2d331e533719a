"""``detente ledger``: whether a record of what was observed is whole, what it says, which root to publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from detente.cli.complaint import DONE, FOUND
from detente.cli.notes import working
from detente.cli.options import (
    Whole,
    json_option,
    one_of,
    output_option,
    path_names,
    quiet_option,
    refuse_numbers,
    shape_of,
)
from detente.cli.output import write_result
from detente.errors import Fault, InputError, UnknownNameError, shown_value, unknown_name_hint

if TYPE_CHECKING:
    from detente.views.page import Part
    from detente.watch.ledger import Entry, Held

    Said: TypeAlias = list[Part] | Iterator[str]

ACTIONS = ("verify", "show", "root")
OF_ACTION = {
    "roots": ("--root", ("verify",)),
    "check": ("--check", ("verify",)),
    "as_csv": ("--csv", ("show",)),
    "kind": ("--kind", ("show",)),
    "last": ("--last", ("show",)),
    "entry": ("--entry", ("show",)),
    "day": ("--day", ("show", "root")),
    "prove": ("--prove", ("root",)),
    "since": ("--since", ("root",)),
}
"""Which options belong to which action."""

LAST = Whole("--last", 1, 10**12)
ENTRY = Whole("--entry", 0, 10**12)
PROVE = Whole("--prove", 0, 10**12)
SINCE = Whole("--since", 1, 10**12)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    day: str | None
    kind: str | None
    last: int | None
    entry: int | None


def _roots(context: click.Context, _: click.Parameter, value: tuple[str, ...]) -> tuple[Held, ...]:
    if context.resilient_parsing or not value:
        return ()
    from detente.watch.ledger.verification import held_root

    with _naming("--root"):
        return tuple(held_root(text) for text in value)


def _day(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    from datetime import date

    if value is None or context.resilient_parsing:
        return value
    try:
        is_day = len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        is_day = False
    if not is_day:
        raise InputError(_fault("--day", f"{shown_value(value)} is no day", "a day as 2025-04-20"))
    return value


def _number(name: str, metavar: str, text: str) -> click.Option:
    return click.Option([name], type=int, metavar=metavar, help=text)


@click.command(
    name="ledger",
    short_help="Is the record of what was observed whole? What does it say?",
    epilog="""\b
Examples:
  detente ledger verify ledger.jsonl --check
  detente ledger verify ledger.jsonl --root 5f0c...e1@120
  detente ledger show ledger.jsonl --day 2025-04-20 --kind incident
  detente ledger show ledger.jsonl --entry 17
  detente ledger root ledger.jsonl --day 2025-04-20
  detente ledger root ledger.jsonl --prove 17 --json
""".replace("5f0c...e1", "5f0c" + "0" * 58 + "e1"),
    params=[
        click.Argument(["action"], metavar="|".join(ACTIONS), callback=one_of(ACTIONS, "thing to do")),
        click.Argument(["file"], type=Path, metavar="FILE", shell_complete=path_names),
        click.Option(
            ["--root", "roots"],
            multiple=True,
            metavar="HASH[@COUNT]",
            callback=_roots,
            help="verify: a root that somebody else holds, over the first COUNT entries. May be given "
            "several times.",
        ),
        click.Option(
            ["--check"], is_flag=True, help="verify: exit with 1 if a line is broken or a root not kept."
        ),
        click.Option(
            ["--day"],
            metavar="DATE",
            callback=_day,
            help="show: what was written on this UTC day. root: the root at its end.",
        ),
        click.Option(["--kind"], metavar="KIND", help="show: entries of this kind alone."),
        _number("--last", "N", "show: the last N of these."),
        _number("--entry", "N", "show: this entry alone, with its hashes."),
        _number("--prove", "N", "root: also a proof that entry N is under the root."),
        _number("--since", "COUNT", "root: also a proof that it continues the root over COUNT entries."),
        click.Option(["--csv", "as_csv"], is_flag=True, help="show: print a table of CSV."),
    ],
)
@json_option
@output_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    action: str,
    file: Path,
    roots: tuple[Held, ...],
    check: bool,
    day: str | None,
    kind: str | None,
    last: int | None,
    entry: int | None,
    prove: int | None,
    since: int | None,
    as_csv: bool,
    as_json: bool,
    target: Path | None,
    quiet: bool,
) -> int:
    """Check, read and publish a ledger: the record of what was observed, entry by entry.

    Each entry has the hash of the one above it, so that no line can be changed, taken out, put in or moved
    unseen. What the file alone cannot show is a cut tail, or a record written anew from some line on: for
    these give `verify` a root that somebody else holds. `root` prints the root to publish or to have
    countersigned (Merkle tree of RFC 6962, SHA-256), and proofs for those who hold no more than a root.

    A ledger is never mended. A broken line is named, and is a finding under --check.
    """
    _refuse_others(action)
    numbers = ((LAST, last), (ENTRY, entry), (PROVE, prove), (SINCE, since))
    refuse_numbers("ledger", *((number, value) for number, value in numbers if value is not None))
    shape, code = shape_of(as_json=as_json, as_csv=as_csv), DONE
    with working("Reading the ledger", quiet=quiet):
        if action == "verify":
            chunks, is_whole = _verified(file, roots, shape)
            code = FOUND if check and not is_whole else DONE
        elif action == "show":
            chunks = _shown(file, _Wanted(day=day, kind=kind, last=last, entry=entry), shape)
        else:
            chunks = _rooted(file, day, prove, since, shape)
    write_result(_text(chunks, target), target, is_data=shape is not None)
    return code


def _refuse_others(action: str) -> None:
    """Refuse options that belong to another action, all of them together.

    Raises:
        InputError: with one fault for each.
    """
    params = click.get_current_context().params
    faults = [
        _fault(option, f"it says nothing to '{action}'", f"'detente ledger {actions[0]} FILE'")
        for name, (option, actions) in OF_ACTION.items()
        if action not in actions and params[name] not in (None, False, ())
    ]
    if faults:
        raise InputError(*faults)


def _verified(file: Path, roots: Sequence[Held], shape: str | None) -> tuple[Said, bool]:
    from detente.watch.ledger.verification import verify

    found = verify(file, roots=roots)
    if shape is not None:
        from detente.views.ledger_json import verification_json

        return verification_json(str(file), found), found.is_whole
    from detente.views.ledger_text import verification_page

    return verification_page(str(file), found), found.is_whole


def _shown(file: Path, wanted: _Wanted, shape: str | None) -> Said:
    from detente.views import ledger_json, ledger_text
    from detente.watch.ledger.verification import read_whole_part

    entries, broken = read_whole_part(file)
    corrected = {entry.corrects.seq: entry.seq for entry in entries if entry.corrects is not None}
    chosen = _chosen(file, entries, wanted)
    if shape == "json":
        return ledger_json.entries_json(str(file), chosen, corrected, total=len(entries), broken=broken)
    if shape == "csv":
        return ledger_json.entries_csv(chosen, corrected)
    if wanted.entry is not None:
        return ledger_text.entry_page(str(file), chosen[0], corrected)
    return ledger_text.entries_page(str(file), chosen, corrected, total=len(entries), broken=broken)


def _chosen(file: Path, entries: Sequence[Entry], wanted: _Wanted) -> Sequence[Entry]:
    if wanted.entry is not None:
        if wanted.entry >= len(entries):
            message = f"there is no entry {wanted.entry}; {file} has {len(entries)}"
            raise InputError(_fault("--entry", message, f"0 to {len(entries) - 1}" if entries else ""))
        return [entries[wanted.entry]]
    kinds = sorted({entry.kind for entry in entries})
    if wanted.kind is not None and wanted.kind not in kinds:
        message = f"no entry is of the kind {shown_value(wanted.kind)}"
        raise UnknownNameError(_fault("--kind", message, unknown_name_hint(wanted.kind, kinds)))
    found = [
        entry for entry in entries if wanted.day in (None, entry.day) and wanted.kind in (None, entry.kind)
    ]
    return found if wanted.last is None else found[-wanted.last :]


def _rooted(file: Path, day: str | None, prove: int | None, since: int | None, shape: str | None) -> Said:
    from detente.watch.ledger import day_roots, prove_entry, prove_growth, read_ledger

    entries = read_ledger(file)
    days = day_roots(entries)
    before = [one for one in days if day is None or one.day <= day]
    if not before:
        message = f"nothing had been written by the end of {day}"
        raise InputError(_fault("--day", message, f"a day from {days[0].day} on"))
    chosen = before[-1]
    with _naming("--prove"):
        inclusion = None if prove is None else prove_entry(entries, prove, count=chosen.count)
    with _naming("--since"):
        growth = None if since is None else prove_growth(entries, since, count=chosen.count)
    if shape is not None:
        from detente.views.ledger_json import roots_json

        return roots_json(str(file), days, chosen, inclusion=inclusion, growth=growth)
    from detente.views.ledger_text import proofs_page, roots_page

    return [*roots_page(str(file), days, chosen, day=day), *proofs_page(inclusion, growth)]


def _text(said: Said, target: Path | None) -> Iterator[str]:
    """Data as it is, parts of a page laid out."""
    if not isinstance(said, list):
        return said
    from detente.cli.terminal import is_terminal, page_of

    return page_of(said, to_terminal=target is None and is_terminal())


@contextmanager
def _naming(option: str) -> Iterator[None]:
    """Say of which option a fault is.

    Raises:
        InputError: with the same faults, each with its place.
    """
    try:
        yield
    except InputError as error:
        raise InputError(*(_fault(option, fault.message, fault.hint) for fault in error.faults)) from None


def _fault(option: str, message: str, hint: str) -> Fault:
    return Fault(place=f"detente ledger: {option}", message=message, hint=hint, code="usage")
