"""The JSON shape of ``detente stable --json``."""

from __future__ import annotations

from docs.schema import CASE, FORMAT, PACKAGE, VERSION, by, flag, maybe, rows, table, text, texts, whole

STABLE_FOR = by(
    "concept",
    texts("The decision makers."),
    "The decision makers for whom it is stable, for each of nash, gmr, smr, seq and sseq.",
)
EQUILIBRIA = by(
    "concept",
    texts("The states."),
    "The states that are stable for all, in order, for each of nash, gmr, smr, seq and sseq.",
)
ANSWER_TO_MOVE = maybe(
    rows(
        table({"decision_maker": text("Who moves."), "to": text("To which state.")}, "One move."),
        "A shortest answer that deters the move; null where there is none.",
    )
)

STABLE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": maybe(CASE),
        "file": maybe(
            table(
                {
                    "path": text("Its path as given."),
                    "digest": text("SHA-256 over its name and content, in hex."),
                },
                "The conflict's file; null for a case.",
            )
        ),
        "title": text("What the conflict is about."),
        "sanctions": maybe(
            {
                "enum": ["legal-sequences", "single-moves"],
                "description": "Which answers of several opponents count.",
            }
        ),
        "extension": maybe(
            {"enum": ["a", "b", "c", "d"], "description": "How unknown preferences are taken."}
        ),
        "extension_matters": flag("Whether any preference is unknown; where none is, the extensions agree."),
        "breach": maybe(
            {
                "enum": ["irreversible", "reversible"],
                "description": "Of a case: whether a breach can be taken back.",
            }
        ),
        "gains": by(
            "party", {"type": "number"}, "What breaking a deal that the others keep adds, where stated."
        ),
        "finding": texts("The finding in sentences."),
        "packages": rows(
            table(
                {
                    "state": text("The state in which it is in force."),
                    "name": maybe(text("Of a draft, the name of its file.")),
                    "package": PACKAGE,
                    "selected_by": texts(
                        "The solution concepts that select it; empty for a draft or an example."
                    ),
                    "opening": maybe(
                        table(
                            {
                                "relax": texts("Red lines that give way."),
                                "reservations": texts("Parties that would have to accept less than no deal."),
                            },
                            "The concessions that it presumes; null where none.",
                        )
                    ),
                    "stable": STABLE_FOR,
                    "stable_if_conceded": maybe(STABLE_FOR),
                },
                "A candidate deal: as the case stands, and with the concessions made that it presumes.",
            ),
            "The deals that are looked at; empty for a conflict's file.",
        ),
        "decision_makers": rows(
            table(
                {
                    "id": text("Its id."),
                    "title": text("Its title."),
                    "moves": whole("How many moves it has."),
                    "irreversible": whole("How many of them have no way back."),
                    "unknown_pairs": whole("Of how many pairs of states its preference is unknown."),
                },
                "A decision maker.",
            ),
            "Who can move.",
        ),
        "equilibria": maybe(EQUILIBRIA),
        "other_sanctions": maybe(
            table(
                {
                    "sanctions": text("The other definition."),
                    "equilibria": EQUILIBRIA,
                    "packages": rows(
                        table(
                            {
                                "state": text("The state in which it is in force."),
                                "stable": STABLE_FOR,
                                "stable_if_conceded": maybe(STABLE_FOR),
                            },
                            "A candidate deal.",
                        ),
                        "The deals, in the order of `packages`.",
                    ),
                },
                "What the other definition of sanctions says; null with fewer than three decision makers.",
            )
        ),
        "states": rows(
            table(
                {
                    "number": {"type": "integer", "minimum": 1, "description": "Its number."},
                    "id": text("Its id."),
                    "title": text("Its title."),
                    "stable": STABLE_FOR,
                    "equilibrium": texts("The concepts under which it is stable for all."),
                },
                "A state.",
            ),
            "All states.",
        ),
        "irreversible": rows(
            table(
                {
                    "decision_maker": text("Whose move it is."),
                    "from": text("The state where it starts."),
                    "to": text("The state where it ends."),
                },
                "A move.",
            ),
            "All moves with no way back.",
        ),
        "why": rows(
            table(
                {
                    "state": text("The state that is explained."),
                    "decision_maker": text("Who could improve."),
                    "to": text("The state it would move to."),
                    "known": flag("Whether it is known to prefer that state; otherwise it may."),
                    "answers": table(
                        dict.fromkeys(("gmr", "smr", "seq", "sseq"), ANSWER_TO_MOVE),
                        "What deters it, by concept.",
                    ),
                },
                "An improvement.",
            ),
            "The improvements from the states that are explained, or from that of `--why`.",
        ),
        "method": text("Which definitions were used."),
        "caveats": texts("What to bear in mind."),
        "could_not": texts("What could not be looked at, and why."),
        "notes": texts("What had to be decided or left out in making the graph."),
    },
    "`detente stable CASE --json`, `detente stable FILE --json`",
)
