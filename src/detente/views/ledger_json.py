"""What was found in a ledger, its entries and its roots, as JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.views.csv_text import csv_row
from detente.views.json_text import json_chunks

if TYPE_CHECKING:
    from detente.watch.ledger import Break, DayRoot, Entry, Growth, Inclusion, Verification

Shape = dict[str, object]


def verification_json(name: str, found: Verification) -> Iterator[str]:
    """What was found; its shape is documented and tested."""
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "file": name,
            "whole": found.is_whole,
            "entries": found.entries,
            "first": found.first or None,
            "last": found.last or None,
            "head": found.head or None,
            "root": found.root,
            "broken": _broken(found.broken),
            "roots": [
                {"root": check.held.hash, "count": check.count, "verdict": check.verdict}
                for check in found.roots
            ],
        }
    )


def entries_json(
    name: str, entries: Sequence[Entry], corrected: Mapping[int, int], *, total: int, broken: Break | None
) -> Iterator[str]:
    """The chosen entries; the arguments are those of the page."""
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "file": name,
            "total": total,
            "broken": _broken(broken),
            "entries": (_entry(entry, corrected) for entry in entries),
        }
    )


def entries_csv(entries: Sequence[Entry], corrected: Mapping[int, int]) -> Iterator[str]:
    """The chosen entries as a table; what each says stands in one column, as canonical JSON."""
    from detente.watch.ledger import canonical

    yield csv_row(("entry", "written", "kind", "corrects", "corrected_by", "hash", "says"))
    for entry in entries:
        past = "" if entry.corrects is None else entry.corrects.seq
        says = canonical(entry.body).decode("utf-8")
        cells = entry.seq, entry.at, entry.kind, past, corrected.get(entry.seq, ""), entry.hash, says
        yield csv_row(cells)


def roots_json(
    name: str,
    days: Sequence[DayRoot],
    chosen: DayRoot,
    *,
    inclusion: Inclusion | None,
    growth: Growth | None,
) -> Iterator[str]:
    """The root asked for, those of all days, and proofs."""
    return json_chunks(
        {
            "format": 1,
            "detente": __version__,
            "file": name,
            "root": chosen.root,
            "count": chosen.count,
            "day": chosen.day,
            "days": [
                {"day": one.day, "entries": one.entries, "count": one.count, "root": one.root} for one in days
            ],
            "inclusion": None if inclusion is None else _inclusion(inclusion),
            "growth": None if growth is None else _growth(growth),
        }
    )


def _broken(broken: Break | None) -> Shape | None:
    if broken is None:
        return None
    return {"line": broken.line, "code": broken.code, "message": broken.message, "try": broken.hint}


def _entry(entry: Entry, corrected: Mapping[int, int]) -> Shape:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "body": entry.body,
        "corrects": None if entry.corrects is None else entry.corrects.seq,
        "corrected_by": corrected.get(entry.seq),
        "prev": entry.prev,
        "hash": entry.hash,
    }


def _inclusion(proof: Inclusion) -> Shape:
    return {
        "seq": proof.seq,
        "leaf": proof.leaf,
        "count": proof.count,
        "root": proof.root,
        "path": list(proof.path),
    }


def _growth(proof: Growth) -> Shape:
    return {
        "old_count": proof.old_count,
        "old_root": proof.old_root,
        "count": proof.count,
        "root": proof.root,
        "path": list(proof.path),
    }
