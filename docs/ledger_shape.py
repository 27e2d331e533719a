"""The JSON shapes of ``detente ledger verify|show|root --json``."""

from __future__ import annotations

from docs.schema import FORMAT, VERSION, Schema, flag, maybe, rows, table, text, texts, whole

FILE = text("The ledger's file, as it was named.")
BROKEN = maybe(
    table(
        {
            "line": whole("Its number, from 1."),
            "code": text(
                "`torn` (the file ends without a line break), `form`, `hash`, `canonical`, `members` (the "
                "line by itself), `opening`, `sequence`, `previous`, `time`, `corrects` (beside the lines "
                "above it), or `empty` (there is no line)."
            ),
            "message": text("What is wrong."),
            "try": text("A way out."),
        },
        "The first line that is broken, nothing below which was read; null where none is.",
    )
)
VERIFY = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "file": FILE,
        "whole": flag("Whether no line is broken and every root that was given is kept."),
        "entries": whole("How many entries are whole, from the first on."),
        "first": maybe(text("When the first was written, UTC; null if there is none.")),
        "last": maybe(text("When the last of them was written.")),
        "head": maybe(text("Hash of the last of them.")),
        "root": text("The Merkle root over them: SHA-256 in hex (RFC 6962)."),
        "broken": BROKEN,
        "roots": rows(
            table(
                {
                    "root": text("The root."),
                    "count": maybe(whole("How many entries it is over, where known.")),
                    "verdict": {
                        "enum": ["kept", "cut", "rewritten", "not-found"],
                        "description": (
                            "`kept`: the ledger begins with the entries that it is over. `cut`: it has fewer "
                            "whole ones. `rewritten`: it has as many, and they are others. `not-found`: no "
                            "beginning of the ledger has it."
                        ),
                    },
                },
                "A root that was given.",
            ),
            "The roots that were given.",
        ),
    },
    "`detente ledger verify --json`",
)
ENTRY = table(
    {
        "seq": whole("Its number, from 0."),
        "at": text("When it was written, UTC to the second."),
        "kind": text("What sort of entry it is."),
        "body": {"type": "object", "description": "What it says; fractions are text."},
        "corrects": maybe(whole("The number of the older entry that it corrects.")),
        "corrected_by": maybe(whole("The number of the last entry that corrects it.")),
        "prev": text("Hash of the entry above it; zeros in the first."),
        "hash": text("SHA-256 of its canonical JSON, in hex."),
    },
    "An entry.",
)
SHOW = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "file": FILE,
        "total": whole("How many whole entries the ledger has."),
        "broken": BROKEN,
        "entries": rows(ENTRY, "The entries asked for."),
    },
    "`detente ledger show --json`",
)
PATH = texts("The nodes of the proof, in hex.")
ROOT = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "file": FILE,
        "root": text("The Merkle root asked for, in hex."),
        "count": whole("How many entries it is over, from the first on."),
        "day": text("The last day on which one of them was written."),
        "days": rows(
            table(
                {
                    "day": text("The UTC day."),
                    "entries": whole("How many entries were written on it."),
                    "count": whole("How many there were at its end."),
                    "root": text("The root over these."),
                },
                "A day.",
            ),
            "The days on which something was written.",
        ),
        "inclusion": maybe(
            table(
                {
                    "seq": whole("The entry's number."),
                    "leaf": text("Its leaf hash."),
                    "count": whole("How many entries the root is over."),
                    "root": text("The root."),
                    "path": PATH,
                },
                "The proof that an entry is under the root (RFC 6962, 2.1.1); null unless `--prove`.",
            )
        ),
        "growth": maybe(
            table(
                {
                    "old_count": whole("How many entries the older root is over."),
                    "old_root": text("The older root."),
                    "count": whole("How many the newer is over."),
                    "root": text("The newer."),
                    "path": PATH,
                },
                "The proof that the root continues an older one (RFC 6962, 2.1.2); null unless `--since`.",
            )
        ),
    },
    "`detente ledger root --json`",
)
LEDGER: dict[str, Schema] = {"ledger-verify": VERIFY, "ledger-show": SHOW, "ledger-root": ROOT}
