"""The JSON shape of ``detente challenge --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PACKAGE,
    VERSION,
    count,
    flag,
    maybe,
    number,
    rows,
    table,
    text,
    texts,
    whole,
)

MOVE = table(
    {
        "place": text("Where the figure stands in the case."),
        "low": number("Its least end."),
        "high": number("Its greatest end."),
        "value": number("The value that turns the conclusion, replayed."),
        "why": text("The judgement behind the figure; may be empty."),
        "statements": texts("Ids of the statements that it rests on."),
    },
    "A figure that is moved.",
)
REVERSAL = table(
    {
        "size": number("The part of the way from the middles to the ends, 0 to 1; 1 for red lines."),
        "keeps": number("The largest part of the way found that keeps the conclusion."),
        "margin": maybe(
            number("The margin after the change, in the conclusion's unit; null where infinite.")
        ),
        "lines": texts("Ids of red lines that give way."),
        "run": text("`cautious` or `hopeful`: all instruments of the plan at that end; empty elsewhere."),
        "instead": maybe(PACKAGE | {"description": "The package that is selected then; null elsewhere."}),
        "moves": rows(MOVE, "Figures that are moved."),
    },
    "A change that turns the conclusion.",
)
CONCLUSION = table(
    {
        "id": text(
            "`deal`, `needed.LINE` (it is in every blocker), `accepted` (with at least 50 %), `keeps.PARTY`, "
            "`stake.PARTY` (some collateral is enough), `exposure` (the worst is at most 1), "
            "`selected.CONCEPT` (`nash` or another concept selects the package)."
        ),
        "about": text("The red line, party or solution concept; empty where there is none."),
        "candidate": maybe(whole("The place of the package, from 0; null where it is about the case.")),
        "said": text("The conclusion in words."),
        "yes": flag("Whether it is so at middle figures."),
        "margin": maybe(number("How far it is from turning, in its own unit; null where infinite.")),
        "found": {
            "enum": ["one", "run", "pair", "all", "outside", "lines", "none", "nothing-open"],
            "description": "What turns it: one figure, another run of the plan, a pair, all together, a "
            "chance that a line is held outside of its bounds, red lines, nothing, or nothing that it "
            "rests on is open.",
        },
        "turned": text("The smallest change in words."),
        "reversals": rows(REVERSAL, "All that were found of that kind, the smallest first."),
        "inputs": whole("How many open figures it rests on."),
        "tried": whole("How many cases were computed."),
    },
    "A conclusion.",
)
CHALLENGE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "seed": count("The seed of all draws: an integer below 2^64, as text."),
        "draws": whole("Draws for each chance."),
        "candidates": rows(
            table({"package": PACKAGE, "names": texts("Why it is one: as in `assess`.")}, "A package."),
            "The packages that conclusions are about.",
        ),
        "conclusions": rows(CONCLUSION, "The conclusions."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente challenge CASE --json`",
)
