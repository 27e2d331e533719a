"""A record that neither side can rewrite unseen: append-only, chained by hashes, with roots held outside."""

from detente.watch.ledger.canonical import Json, canonical, decided
from detente.watch.ledger.chain import Break
from detente.watch.ledger.entry import Draft, Entry, Pointer
from detente.watch.ledger.roots import (
    DayRoot,
    Growth,
    Inclusion,
    check_entry,
    check_growth,
    day_roots,
    prove_entry,
    prove_growth,
    root_of,
)
from detente.watch.ledger.verification import (
    Held,
    RootCheck,
    Verification,
    held_root,
    read_ledger,
    read_whole_part,
    verify,
)
from detente.watch.ledger.writing import Receipt, append

__all__ = [
    "Break",
    "DayRoot",
    "Draft",
    "Entry",
    "Growth",
    "Held",
    "Inclusion",
    "Json",
    "Pointer",
    "Receipt",
    "RootCheck",
    "Verification",
    "append",
    "canonical",
    "check_entry",
    "check_growth",
    "day_roots",
    "decided",
    "held_root",
    "prove_entry",
    "prove_growth",
    "read_ledger",
    "read_whole_part",
    "root_of",
    "verify",
]
