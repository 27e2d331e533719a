"""The JSON shape of ``detente fetch firms --json``; that of ``fetch line`` stands with the line."""

from __future__ import annotations

from docs.schema import FORMAT, VERSION, constant, flag, rows, table, text, whole

FETCH_FIRMS = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "what": constant("firms", "What was fetched: fires of NASA FIRMS."),
        "since": text("The first day, ISO."),
        "until": text("The last day."),
        "box": rows({"type": "number"}, "West, south, east, north in degrees."),
        "server": text("The server, without the key."),
        "folder": text("The folder of the files."),
        "files": rows(
            table(
                {
                    "file": text("Its name."),
                    "source": text("The source of FIRMS."),
                    "since": text("Its first day, ISO."),
                    "until": text("Its last day."),
                    "rows": whole("Rows after the header; 0 where nothing was seen or nothing looked."),
                    "bytes": whole("Its size."),
                    "sha256": text("SHA-256 of its bytes, in hex."),
                    "final": flag("Whether all its days were over; if not, it is fetched again next time."),
                    "fetched": flag("Whether it was fetched this time, or there already."),
                },
                "One file.",
            ),
            "The files, by source and day.",
        ),
        "credit": text("Whom to credit."),
    },
    "`detente fetch firms --json`",
)
