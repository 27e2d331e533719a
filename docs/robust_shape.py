"""The JSON shape of ``detente robust --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    OPTIONS,
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
INDEX = table(
    {
        "value": number("The estimate; it may fall a little below 0 or above 1."),
        "low": number("Lower end of its 95 % bootstrap interval."),
        "high": number("Upper end."),
        "standard_error": number("Standard deviation over the resamples."),
    },
    "A share of the outcome's variance.",
)
WEIGHTS = by(
    "party",
    maybe(by("issue", {"type": "number"}, "Mean weight of each issue.")),
    "For each party that states preferences; null where there is no such draw.",
)
SELECTIONS = ("nash", "kalai_smorodinsky", "egalitarian")
ROBUST = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "parties": rows(
            table(
                {
                    "id": text("The key of this party in all tables of the answer."),
                    "title": text("Its title."),
                    "open_figures": maybe(
                        whole("How many of its numbers are open; null where it states no preference.")
                    ),
                },
                "A party.",
            ),
            "The parties, in the order of the case.",
        ),
        "issues": rows(
            table(
                {
                    "id": text("The key of this issue in all packages."),
                    "title": text("Its title."),
                    "options": OPTIONS,
                },
                "An issue.",
            ),
            "The issues, in the order of the case.",
        ),
        "seed": count("The seed of all draws: an integer below 2^64, as text."),
        "effort": table(
            {
                "draws": whole("Draws of everything that is open."),
                "frontiers": whole("Draws whose exact frontiers may give candidates."),
                "best": whole("Candidates from each frontier by each measure."),
                "checks": whole("Further draws in which selections are held against exact frontiers."),
                "listed": whole("Packages listed by each measure."),
                "importance": whole("Draws for each importance."),
                "resamples": whole("Bootstrap resamples behind its bars."),
            },
            "How much work was done.",
        ),
        "disagreement": {
            "enum": ["reserved", "max-reserved-min"],
            "description": "Where gains start: see `detente explain disagreement`.",
        },
        "deal": {**SHARE, "description": "In which draws a deal exists; undecided ones count as without."},
        "undecided": whole("Draws in which that was not decided: the share may be higher by so many."),
        "ruled_out": whole("Draws in which rules and red lines alone leave no package."),
        "combinations": rows(
            table(
                {
                    "levels": by(
                        "red line",
                        {"type": "integer"},
                        "0: held, 1: first fallback, ...; one more than its fallbacks: given up.",
                    ),
                    "draws": whole("Draws that have it."),
                    "deals": whole("Those in which a deal exists."),
                    "undecided": whole("Those in which that was not decided."),
                    "ruled_out": flag("Whether rules and these lines alone leave no package."),
                },
                "A combination.",
            ),
            "The drawn combinations of red lines, most frequent first.",
        ),
        "candidates": table(
            {
                "size": whole("How many packages were followed in all; `--csv` has them."),
                "frontiers": whole("How many drawn frontiers they come from."),
                "rounded": whole("How many of these were rounded to a grid."),
                "without": whole("Draws that had no frontier because a cap was reached."),
                "covered": whole("Draws in which at least one candidate is in the space."),
            },
            "The candidate packages.",
        ),
        "packages": rows(
            table(
                {
                    "package": PACKAGE,
                    "names": texts(
                        "Why it is followed: `nash`, `kalai_smorodinsky`, `egalitarian`, `utilitarian` (at "
                        "the centroids), `way:LINE+LINE` (the Nash package where these give way), "
                        "`like:PARTY` (no deal as the party has it), `given:NAME`; empty for what the draws "
                        "brought up."
                    ),
                    "broken": texts("Structural rules that it breaks; `agreed:ISSUE` for what is agreed."),
                    "acceptable": by("party", SHARE, "In which draws each party accepts it."),
                    "acceptable_to_all": {**SHARE, "description": "In which draws all accept it."},
                    "selected": maybe(
                        table(
                            dict.fromkeys(SELECTIONS, SHARE),
                            "In which draws each concept selects it among the candidates; ties all count. "
                            "Null where that could not be computed.",
                        )
                    ),
                    "ranks": by(
                        "party",
                        rows({"type": "integer"}, "Draws in which it is first, second, ..."),
                        "Its rank among the packages of this list; packages that tie share the better one.",
                    ),
                    "central_weights": {**WEIGHTS, "description": "Mean weights where it is first."},
                    "nash_weights": {**WEIGHTS, "description": "Mean weights where Nash selects it."},
                },
                "A package.",
            ),
            "The packages followed by name, then the best by each measure.",
        ),
        "settlements": maybe(
            table(
                {
                    concept: by("issue", by("option", {"type": "number"}, "Its share."), "For each issue.")
                    for concept in SELECTIONS
                },
                "In which share of the draws with a candidate in the space a selected package takes each "
                "option; null where nothing was selected.",
            )
        ),
        "check": maybe(
            table(
                {
                    "same": table(
                        dict.fromkeys(SELECTIONS, SHARE),
                        "Where the candidates give each party exactly what the exact frontier's choice does.",
                    ),
                    "mean_shortfall": number(
                        "Mean share of the geometric mean of gains that the candidates' Nash package misses."
                    ),
                    "worst_shortfall": number("The largest."),
                    "left_out": whole("Draws whose frontiers were too large to be exact."),
                },
                "What selecting among candidates costs; null where nothing was checked.",
            )
        ),
        "importance": rows(
            table(
                {
                    "outcome": {
                        "enum": ["deal", "accepted"],
                        "description": "A deal exists, or all accept `package`.",
                    },
                    "package": maybe(PACKAGE),
                    "share": {**SHARE, "description": "How often the outcome holds, over both samples."},
                    "left_out": whole("Draws left out because the outcome was not decided in a variant."),
                    "groups": maybe(
                        rows(
                            table(
                                {
                                    "place": text("Where the input stands in the case."),
                                    "closed": {**INDEX, "description": "What goes once it is known."},
                                    "total": {**INDEX, "description": "What stays if all else is known."},
                                },
                                "A group of open inputs.",
                            ),
                            "By total index; null where the outcome never varies.",
                        )
                    ),
                },
                "An outcome.",
            ),
            "Which open inputs the outcomes hang on; empty where nothing is open.",
        ),
        "rounded": texts("Ids of parties whose stated numbers, too, had to be rounded."),
        "conventions": texts("What the draws rest on."),
        "could_not": texts("What could not be computed, and why."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente robust CASE --json`",
)
