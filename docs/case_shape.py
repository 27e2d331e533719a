"""The JSON shapes of ``detente CASE``, ``check``, ``new``, ``convert``, ``brief`` and ``demo``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PROBLEM,
    VERSION,
    by,
    flag,
    rows,
    table,
    text,
    texts,
    whole,
)

OVERVIEW = table(
    {
        "format": FORMAT,
        "case": CASE,
        "has": table(
            {
                "parties": texts("Ids of the parties."),
                "issues": texts("Ids of the issues."),
                "options": whole("Options of all issues together."),
                "structural_rules": texts("Ids of the structural rules."),
                "red_lines": texts("Ids of the red lines."),
                "inert_red_lines": texts("Those that bind nobody."),
                "preferences": texts("Ids of the parties that state any."),
                "reservations": texts("Ids of the parties that state one."),
                "statements": by("review", {"type": "integer"}, "Statements by their review."),
                "sources": whole("Number of sources."),
                "obligations": texts("Ids of the obligations in verification.toml."),
                "watched": texts("Ids of the obligations that watch.toml has watched."),
                "steps": texts("Ids of the steps in enforcement.toml."),
                "overlays": rows(
                    table({"id": text("Its id."), "private": flag("Whether it is private.")}, "An overlay."),
                    "The overlays in the folder.",
                ),
            },
            "What there is.",
        ),
        "missing": texts("What is absent, and what follows from that."),
        "next": rows(
            table({"command": text("A command."), "why": text("What it is for.")}, "A step."),
            "What to run next.",
        ),
    },
    "`detente CASE --json`",
)

CHECK = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "warnings": rows(PROBLEM, "What is allowed and still worth a look."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente check CASE --json`; faults come as an error",
)

NEW = table(
    {"format": FORMAT, "folder": text("The folder."), "files": texts("The files in it.")},
    "`detente new FOLDER --json`",
)

CONVERT = table(
    {
        "format": FORMAT,
        "case": CASE,
        "folder": text("The folder that was written."),
        "to": {
            "enum": ["case", "geniusweb", "negmas", "web-annotation", "prov", "dna"],
            "description": "In which format.",
        },
        "files": texts("The files in it."),
        "notes": texts("What was left out or had to be settled."),
    },
    "`detente convert CASE FOLDER --to FORMAT --json`",
)

BRIEF = table(
    {
        "format": FORMAT,
        "case": CASE,
        "brief": text("The path of the HTML file, or of the PDF."),
        "public": flag("Whether reservations and private overlays were left out."),
        "readings": rows(texts("The overlays laid over one reading."), "The other readings in it."),
    },
    "`detente brief CASE --json`",
)

DEMO = table(
    {
        "format": FORMAT,
        "case": CASE,
        "finding": texts("The finding, at most three sentences."),
        "folder": text("The folder of the demo."),
        "case_folder": text("The copy of the case in it."),
        "answer": text("The answer as JSON: the shape of solve."),
        "brief": text("The path of the brief."),
    },
    "`detente demo --json`",
)
