"""What was found in a ledger, its entries and its roots, as pages of plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.views.numbers import counted
from detente.views.page import Code, Grid, Heading, Part, Text

if TYPE_CHECKING:
    from detente.watch.ledger import Break, DayRoot, Entry, Growth, Inclusion, RootCheck, Verification

UNPROVEN = (
    "No root was given. Lines that were cut off at the end, and a ledger written anew from some line on, do "
    "not show in the file itself: 'detente ledger verify FILE --root HASH@COUNT' looks for them with a root "
    "that somebody else holds."
)


def verification_page(name: str, found: Verification) -> list[Part]:
    """What was found: the finding first, then each root, then the root to keep."""
    lost = [Text(_root(check), mark="-") for check in found.roots if check.verdict != "kept"]
    kept = [Text(_root(check), mark="-") for check in found.roots if check.verdict == "kept"]
    parts: list[Part] = [Heading(f"Ledger {name}"), *lost, *_finding(found), *kept]
    if not found.roots and found.broken is None:
        parts.append(Text(UNPROVEN))
    if found.entries:
        said = "Root over all entries" if found.broken is None else "Root over the entries that are whole"
        parts += [
            Text(f"{said}, to publish or to have countersigned:"),
            Code(f"{found.root}@{found.entries}"),
        ]
    return parts


def entries_page(
    name: str, entries: Sequence[Entry], corrected: Mapping[int, int], *, total: int, broken: Break | None
) -> list[Part]:
    """The chosen entries of a ledger.

    Args:
        name: The file.
        entries: Those to show.
        corrected: Numbers of entries by the number of the last entry that corrects them.
        total: How many whole entries the ledger has.
        broken: Its first broken line, if any.
    """
    shown = f"{len(entries):,} of {counted(total, 'entry', 'entries')}"
    parts: list[Part] = [Heading(f"Ledger {name}: {shown}")]
    if broken is not None:
        parts.append(Text(_broken(broken)))
    rows = tuple(
        (f"{entry.seq}", entry.at, entry.kind, _beside(entry, corrected), body_text(entry))
        for entry in entries
    )
    if rows:
        parts.append(Grid(("entry", "written", "kind", "", "says"), rows, right=(0,)))
    return parts


def entry_page(name: str, entry: Entry, corrected: Mapping[int, int]) -> list[Part]:
    """One entry with its hashes."""
    parts: list[Part] = [Heading(f"Ledger {name}: entry {entry.seq}, {entry.kind}")]
    parts.append(Text(f"Written {entry.at}. {_beside(entry, corrected).capitalize()}".rstrip()))
    rows = tuple((key, _said(value)) for key, value in entry.body.items())
    return [
        *parts,
        *([Grid(("", ""), rows)] if rows else []),
        Grid(("", ""), (("hash", entry.hash), ("above", entry.prev))),
    ]


def roots_page(name: str, days: Sequence[DayRoot], chosen: DayRoot, *, day: str | None) -> list[Part]:
    """The root asked for, and the roots by day."""
    parts: list[Part] = [Code(f"{chosen.root}@{chosen.count}")]
    if day is None or day == chosen.day:
        when = f"at the end of {chosen.day} (UTC)"
    else:
        when = f"at the end of {day} (UTC), when nothing had been written since {chosen.day}"
    over = counted(chosen.count, "entry", "entries")
    parts.append(Text(f"The Merkle root of {name} {when}, over {over} from the first."))
    if chosen is days[-1]:
        parts.append(Text(f"Entries may still be added on {chosen.day}; the root then is another."))
    if day is None:
        rows = tuple((one.day, f"{one.entries:,}", f"{one.count:,}", one.root) for one in days)
        parts += [
            Heading("Day by day"),
            Grid(("day", "entries", "so far", "root at its end"), rows, right=(1, 2)),
        ]
    return parts


def proofs_page(inclusion: Inclusion | None, growth: Growth | None) -> Iterator[Part]:
    """Proofs, node by node."""
    if inclusion is not None:
        yield Heading(f"Proof that entry {inclusion.seq} is under the root (RFC 6962, 2.1.1)")
        yield Grid(("", ""), (("leaf", inclusion.leaf), *(("node", node) for node in inclusion.path)))
    if growth is not None:
        yield Heading(f"Proof that it continues the root over {growth.old_count:,} (RFC 6962, 2.1.2)")
        yield Grid(("", ""), (("older root", growth.old_root), *(("node", node) for node in growth.path)))


def body_text(entry: Entry) -> str:
    """What an entry says, on one line."""
    return "; ".join(f"{key} {_said(value)}" for key, value in entry.body.items())


def _finding(found: Verification) -> Iterator[Part]:
    count = counted(found.entries, "entry", "entries")
    if found.broken is not None:
        yield Text(_broken(found.broken))
        yield Text(f"Try: {found.broken.hint}.")
        yield Text(f"Above it: {count}, whole." if found.entries else "No entry stands above it.")
        return
    yield Text(f"{count}, {found.first} to {found.last}: each is whole and follows the one above it.")


def _broken(broken: Break) -> str:
    return f"Broken at line {broken.line}: {broken.message}. Nothing below it was read."


def _root(check: RootCheck) -> str:
    held, count = check.held, check.count
    match check.verdict:
        case "kept":
            return f"{held}: kept. The first {count:,} entries are those that it is over."
        case "cut":
            return f"{held}: NOT kept. The tail is cut: fewer than {count:,} whole entries are left."
        case "rewritten":
            return f"{held}: NOT kept. The first {count:,} entries are not those that it is over."
    return (
        f"{held}: NOT kept. No beginning of the ledger has this root: its tail was cut, or entries were "
        "rewritten, or it is the root of another ledger."
    )


def _beside(entry: Entry, corrected: Mapping[int, int]) -> str:
    parts = [f"corrects {entry.corrects.seq}"] if entry.corrects is not None else []
    parts += [f"corrected by {corrected[entry.seq]}"] if entry.seq in corrected else []
    return ", ".join(parts)


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
