"""The JSON shape of ``detente solve --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    ISSUE,
    PACKAGE,
    UTILITY,
    VERSION,
    by,
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

GAIN = by("party", {"type": "number"}, "Utility less that of the disagreement point.")
POINT = table({"package": PACKAGE, "utility": UTILITY, "gain": GAIN}, "A package that is selected.")
CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
SOLUTIONS = table(
    {
        concept: rows(POINT, "The packages that it selects: ties are answers, too; at most 100 are listed.")
        for concept in CONCEPTS
    },
    "What each solution concept selects within the agreement space; empty lists where there is nothing.",
)
COST = by(
    "party",
    table(
        {
            "absolute": whole("Absolute red lines that it gives up."),
            "strong": whole("Strong ones."),
            "stated": whole("Stated ones."),
            "reservation": flag("Whether it would have to accept less than no deal."),
            "gain": maybe(
                number(
                    "Its gain over its reservation (its least utility within the structural rules, if it has "
                    "none) at the first Nash package of what opens; null where not computed."
                )
            ),
        },
        "What it costs this party.",
    ),
    "What the opening costs, party by party, never summed up.",
)
OPENING = table(
    {
        "relax": texts("Ids of the red lines that give way."),
        "reservations": texts("Ids of the parties that would accept less than no deal."),
        "cost": COST,
        "fallback": by(
            "red line",
            {"type": "string"},
            "For red lines that need not go altogether: the rule of the first fallback that may stay.",
        ),
        "opens": maybe(
            table(
                {
                    "frontier": table(
                        {
                            "size": maybe(whole("Its number of points; null where not computed.")),
                            "exact": maybe(flag("Whether it is exact.")),
                            "grid": maybe(whole("Steps of the grid, if it is not.")),
                        },
                        "The frontier of the space that opens.",
                    ),
                    "solutions": SOLUTIONS,
                },
                "What becomes possible; computed for the first ten openings, else null.",
            )
        ),
    },
    "One opening.",
)
SOLVE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "parties": rows(
            table(
                {
                    "id": text("The key of this party in all tables of the answer."),
                    "title": text("Its title; for an imported domain the name of its file."),
                    "preference": flag("Whether it states any preference."),
                    "reservation": maybe(
                        table(
                            {
                                "low": number("At the low end of its interval."),
                                "middle": number("At its middle: what the answer uses."),
                                "high": number("At its high end."),
                            },
                            "Utility of no deal; null where none is stated.",
                        )
                    ),
                    "discount": maybe(number("A discount per round, kept from an imported domain; unused.")),
                },
                "A party.",
            ),
            "The parties, in the order of the case.",
        ),
        "issues": rows(ISSUE, "The issues, in the order of the case."),
        "packages_total": count(
            "Packages before any rule, with settled issues counted as open: an integer of any size, as text."
        ),
        "packages_within_rules": maybe(
            count(
                "Those that break no structural rule and keep what is settled; null where a "
                "cap on work was reached."
            )
        ),
        "packages_within_red_lines": maybe(
            count("Those that cross no red line either; null where a cap was reached.")
        ),
        "packages_feasible": maybe(
            count("Those that give each party its reservation, too; null where not counted.")
        ),
        "feasible": maybe(flag("Whether there is a deal; null where a cap on work was reached first.")),
        "feasible_at_reservation_ends": table(
            {
                "low": maybe(flag("With all reservations at their low ends.")),
                "high": maybe(flag("With all of them at their high ends.")),
            },
            "The same at both ends of the reservations.",
        ),
        "blockers": table(
            {
                "complete": flag("Whether these are all there are."),
                "sets": rows(
                    table(
                        {
                            "red_lines": texts("Ids of the red lines in it."),
                            "reservations": texts("Ids of the parties whose reservations are in it."),
                        },
                        "One blocker; an empty one if the structural rules exclude every package.",
                    ),
                    "The blockers, smallest first.",
                ),
            },
            "What collides: minimal sets of demands that no package meets together.",
        ),
        "openings": table(
            {
                "complete": flag("Whether these are all there are."),
                "sets": rows(
                    OPENING, "The openings: fewest absolute, strong, stated lines, reservations first."
                ),
            },
            "What would open a deal: minimal sets of demands whose giving up leaves a package.",
        ),
        "disagreement": table(
            {
                "convention": {
                    "enum": ["reserved", "max-reserved-min"],
                    "description": "Where gains start: see `detente explain disagreement`.",
                },
                "point": maybe(by("party", {"type": "number"}, "Utility where gains start.")),
            },
            "The disagreement point; `point` is null where there is no frontier.",
        ),
        "frontier": table(
            {
                "size": maybe(whole("Number of points; null where it could not be computed.")),
                "exact": maybe(flag("Whether it is exact and complete.")),
                "grid": maybe(whole("Steps of the grid in each party's range, where it is not exact.")),
                "error": maybe(by("party", {"type": "number"}, "What a party can lose at most by the grid.")),
                "points": rows(
                    table(
                        {
                            "package": PACKAGE,
                            "utility": UTILITY,
                            "ties": maybe(whole("Packages with exactly these utilities; null on a grid.")),
                        },
                        "A point.",
                    ),
                    "All points, by the first party's utility from high to low; never shortened.",
                ),
            },
            "Efficient packages within rules and red lines; reservations do not cut them.",
        ),
        "solutions": SOLUTIONS,
        "solutions_about": by(
            "concept",
            table(
                {
                    "ties": maybe(
                        whole("How many packages are selected in all, listed or not; null on a grid.")
                    ),
                    "dropped": texts("Ids of parties that can gain nothing and have no say."),
                    "convention": text("Where gains start, and the rule."),
                    "exact": flag("Whether it was selected exactly: on an exact frontier, or without one."),
                    "needs_comparable_scales": flag("Whether it compares gains between parties."),
                },
                "About a solution concept.",
            ),
            "How each was selected; empty where there is no frontier.",
        ),
        "would_help": rows(
            table(
                {
                    "place": text("Where the input stands in the case."),
                    "low": number("One end of its range."),
                    "high": number("The other end."),
                    "verdict_changes": flag("Whether no efficient package is acceptable at one end."),
                    "issues_changed": whole("In how many issues the Nash package changes."),
                    "utility_moved": number("Largest change of a party's utility between those packages."),
                },
                "An open input.",
            ),
            "The open inputs that move the Nash package most, at most five; that package is sought among "
            "those that are efficient at the centroids.",
        ),
        "method": by("part", {"type": "string"}, "How each part was computed, in sentences."),
        "could_not": texts("What could not be computed, and why."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente solve CASE --json`",
)
