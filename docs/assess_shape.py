"""The JSON shape of ``detente assess --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PACKAGE,
    VERSION,
    by,
    count,
    flag,
    maybe,
    number,
    rows,
    share,
    table,
    text,
    texts,
    whole,
)

SHARE = share("A share of draws.")
MEASURE = table(
    {
        "low": maybe(number("Its least end; null where it is unknown or infinite.")),
        "middle": maybe(number("At middle figures; null where it is unknown or infinite.")),
        "high": maybe(number("Its greatest end; null where it is unknown or infinite.")),
        "unknown": text("Why it is unknown; empty where it is known, and an end that is null is infinite."),
    },
    "A measure.",
)
CRITERION = table(
    {
        "id": text("The key of this criterion in `measures`."),
        "test": {
            "enum": ["accept", "verify", "enforce", "sequence"],
            "description": "The test that it comes from.",
        },
        "title": text("What it is."),
        "better": {"enum": ["more", "less"], "description": "Whether more or less of it is better."},
        "unit": text("What it is in; empty for a chance."),
        "compared": flag("Whether it is known of any candidate: dominance goes by these."),
    },
    "A criterion.",
)
SIDE = table(
    {
        "party": text("The side's id."),
        "keeps": flag("Whether, at middle figures, no deviation pays it."),
        "takes_part": flag("Whether, at middle figures, the deal is worth at least no deal to it."),
        "kept": number("Share of drawn pacts in which both are so."),
        "stakes": rows(
            table(
                {
                    "id": text("The collateral's id."),
                    "in_force": flag("Whether the package puts it up."),
                    "status": maybe(
                        text(
                            "Whether it is enough at middle figures; null where its unit and the side's are "
                            "not joined, or it is not computed."
                        )
                    ),
                },
                "A stake.",
            ),
            "Its collateral.",
        ),
    },
    "A side.",
)
CANDIDATE = table(
    {
        "package": PACKAGE,
        "names": texts(
            "Why it is a candidate: `nash`, `kalai_smorodinsky`, `egalitarian`, `utilitarian`, `frontier`, "
            "`example`, `way:DEMAND+DEMAND` (what opens where these give way), `given:NAME`."
        ),
        "dominated_by": rows({"type": "integer"}, "Places, from 0, of the candidates that dominate it."),
        "measures": by("criterion", MEASURE, "What it has of each criterion."),
        "acceptable_to_all": {**SHARE, "description": "In which draws all accept it."},
        "acceptable": by("party", SHARE, "In which draws each party accepts it."),
        "red_lines": texts("Ids of the red lines that it crosses."),
        "reservations": texts("Parties to which it is worth less than no deal, at middle figures."),
        "rules": texts("Structural rules that it breaks; `agreed:ISSUE` for what is agreed otherwise."),
        "sides": rows(SIDE, "Whether either side keeps it; empty where that was not computed."),
        "trust": rows(
            table(
                {
                    "step": text("The step's id."),
                    "party": text("Who is exposed once it is done."),
                    "kind": text("`loses` if all stops there, or `gains` by stopping there."),
                },
                "A step that needs trust.",
            ),
            "The steps that take a party to the worst exposure of the best order.",
        ),
        "threats": rows(
            table(
                {
                    "issue": text("The issue."),
                    "option": text("The option that would set it off."),
                    "statement": text("The statement's id."),
                    "quote": text("Its words."),
                },
                "A threat.",
            ),
            "Threats that its options would set off: quoted, never scored.",
        ),
        "needs": rows(
            table(
                {
                    "issue": text("The issue."),
                    "option": text("The option."),
                    "needs": text("What it needs."),
                },
                "An approval, or another need.",
            ),
            "What its options need to be possible.",
        ),
        "crossings": rows(
            table(
                {
                    "instrument": text("The instrument's id."),
                    "red_line": text("The red line's id."),
                    "why": text("Why it would cross it."),
                },
                "An instrument that is left out.",
            ),
            "Instruments that would cross a red line that the package keeps.",
        ),
    },
    "A candidate.",
)
ASSESS = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "seed": count("The seed of all draws: an integer below 2^64, as text."),
        "draws": whole("Draws of what is open, for acceptance."),
        "pact_draws": whole("Draws of each pact."),
        "plans": whole("How many different monitoring plans were made."),
        "criteria": rows(CRITERION, "What candidates are compared by."),
        "candidates": rows(CANDIDATE, "The candidates, drafts first."),
        "undominated": rows({"type": "integer"}, "Places, from 0, of those that nothing dominates."),
        "could_not": texts("What could not be computed, and why."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente assess CASE --json`",
)
