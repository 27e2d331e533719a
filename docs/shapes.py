"""The JSON shapes of the command line as JSON Schemas: the contract that tests hold the verbs to.

``docs/generate.py`` writes them as pages and as files. Every table is closed: a key that is not named here is
a fault of the program. Keys are added with a new minor version; none changes its meaning within a format.
"""

from __future__ import annotations

from docs.plan_shape import PLAN
from docs.propose_shape import PROPOSE
from docs.schema import (
    CASE,
    FORMAT,
    ISSUE,
    PACKAGE,
    PROBLEM,
    UTILITY,
    VERSION,
    Schema,
    by,
    flag,
    maybe,
    number,
    rows,
    table,
    text,
    texts,
    whole,
)
from docs.stable_shape import STABLE

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
        "packages_total": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "Packages before any rule, with settled issues counted as open: an integer of "
            "any size, as text.",
        },
        "packages_within_rules": maybe(
            {
                "type": "string",
                "pattern": "^[0-9]+$",
                "description": "Those that break no structural rule and keep what is settled; null where a "
                "cap on work was reached.",
            }
        ),
        "packages_within_red_lines": maybe(
            {
                "type": "string",
                "pattern": "^[0-9]+$",
                "description": "Those that cross no red line either; null where a cap was reached.",
            }
        ),
        "packages_feasible": maybe(
            {
                "type": "string",
                "pattern": "^[0-9]+$",
                "description": "Those that give each party its reservation, too; null where not counted.",
            }
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

SHARE = table(
    {
        "count": whole("In how many draws it is so."),
        "draws": whole("Of how many."),
        "value": number("The share."),
        "low": number("Lower end of its 95 % score interval (Wilson 1927): the error of drawing."),
        "high": number("Upper end."),
    },
    "A share of draws.",
)
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
                    "options": rows(
                        table({"id": text("Its id."), "title": text("Its title.")}, "An option."),
                        "Its options.",
                    ),
                },
                "An issue.",
            ),
            "The issues, in the order of the case.",
        ),
        "seed": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "The seed of all draws: an integer below 2^64, as text.",
        },
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
        "to": {"enum": ["case", "geniusweb", "negmas"], "description": "In which format."},
        "files": texts("The files in it."),
        "notes": texts("What was left out or had to be settled."),
    },
    "`detente convert CASE FOLDER --to FORMAT --json`",
)

BRIEF = table(
    {
        "format": FORMAT,
        "case": CASE,
        "brief": text("The path of the HTML file."),
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

EXPLAIN = table(
    {
        "format": FORMAT,
        "term": text("The term."),
        "aka": texts("Other names that find it."),
        "plain": text("A plain sentence."),
        "art": text("The term of art."),
        "more": text("What else to know; may be empty."),
        "source": text("Where it comes from."),
        "see": texts("Related terms."),
    },
    "`detente explain TERM --json`",
)

TERMS = table(
    {
        "format": FORMAT,
        "terms": rows(
            table({"term": text("The term."), "plain": text("A plain sentence.")}, "A term."), "All terms."
        ),
    },
    "`detente explain --json`",
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

ERROR = table(
    {
        "error": table(
            {
                "code": text("That of the one problem, or of all of them together."),
                "message": text("The first problem's, with the number of all where there are several."),
                "where": text("The first problem's file and place."),
                "try": text("The first problem's way out."),
                "problems": rows(PROBLEM, "All problems."),
            },
            "What went wrong.",
        )
    },
    "any verb under `--json`, with exit code 2; the plain lines go to standard error",
)

POSITION: Schema = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 2,
    "maxItems": 2,
}


def position(meaning: str) -> Schema:
    """A longitude and a latitude."""
    return {**POSITION, "description": f"{meaning}: longitude and latitude in degrees on WGS 84."}


SIDES: Schema = {
    "enum": ["inside", "outside"],
    "description": "Within the control layer, or on the rest of the land.",
}
CONTROL = {
    "area_km2": number("Its land: the denominator."),
    "inside_km2": number("What the control layer covers of it."),
    "share": number("The second as a share of the first, 0 to 1."),
}
PASSED = table(
    {
        "to_inside": number("Land that was outside the control layer and is inside."),
        "to_outside": number("Land that was inside and is outside."),
        "net_to_inside": number("The first less the second."),
    },
    "Land that changed sides, in square kilometres.",
)
LINE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": maybe({**CASE, "description": "The case whose layers were used; null without one."}),
        "on": maybe(text("The day that the line shows, ISO; null where nobody said.")),
        "sides": table(
            {
                "inside": text("What the side within the control layer is called."),
                "outside": text("What the other side is called."),
            },
            "The sides; `inside` and `outside` unless named.",
        ),
        "line": table(
            {
                "length_km": number("Its geodesic length: nothing without the next two."),
                "eps_km": maybe(
                    number("What lies so near to coast and border is left out; null where not stated.")
                ),
                "simplify_km": maybe(
                    number("Tolerance of the generalisation; 0 for none, null where not stated.")
                ),
                "shortest_km": number("Pieces up to this length were left out; 0 for none."),
                "left_out": table(
                    {"pieces": whole("How many."), "km": number("Their length together.")},
                    "The pieces that were left out for their length.",
                ),
                "pieces": rows(
                    table(
                        {
                            "length_km": number("Its length."),
                            "closed": flag("Whether it ends where it starts."),
                            "start": position("Where it starts"),
                            "end": position("Where it ends"),
                            "positions": whole("How many positions it has."),
                        },
                        "A piece; `inside` lies to its left.",
                    ),
                    "Its unbroken parts, the longest first.",
                ),
            },
            "The contact line.",
        ),
        "land": maybe(table(CONTROL, "The land as a whole; null where only a ready line was read.")),
        "off_land_km2": maybe(number("What the control layer covers off the land; it counts nowhere.")),
        "regions": rows(
            table(
                {
                    "id": text("Its id in the layer."),
                    "name": text("Its name."),
                    **CONTROL,
                },
                "A region.",
            ),
            "Control by region, in the order of the layer; regions without any are listed, too.",
        ),
        "segment_km": number("The length of segments that was asked for; 0 for none."),
        "segments": rows(
            table(
                {
                    "id": text("A name for the place; see `detente explain segment`."),
                    "name": text("The nearest settlement, else the region; empty without a layer of these."),
                    "region": text("The region of its middle; empty where not known."),
                    "piece": whole("Its piece, from 1."),
                    "from_km": number("Where it starts along its piece."),
                    "length_km": number("Its length along the line; the same in all segments of a piece."),
                    "start": position("Where it starts"),
                    "middle": position("Halfway along it"),
                    "end": position("Where it ends"),
                    "bearing": number("Direction from start to end, degrees clockwise from north."),
                },
                "A segment.",
            ),
            "The line cut into equal parts.",
        ),
        "zones": rows(
            table(
                {
                    "side": SIDES,
                    "distance_km": number("Within this distance of the line."),
                    "weapons": text("The class of weapons that it stands for; empty for other distances."),
                    "area_km2": number("Its land."),
                },
                "A zone.",
            ),
            "The land near the line, by distance, `inside` first; shapes: `--geojson`.",
        ),
        "movement": maybe(
            table(
                {
                    "since": text("The earlier day, ISO."),
                    "days": whole("Days from it to `on`."),
                    "km2": PASSED,
                    "km2_per_month": {
                        **PASSED,
                        "description": "The same per month of 30.4375 days; no forecast.",
                    },
                },
                "Land that changed sides since an earlier day; null where none was asked for.",
            )
        ),
        "method": table(
            {
                "areas": text("The plane of areas and of distances from the line, as a PROJ definition."),
                "lengths": text("How lengths were taken."),
                "centre": position("The plane's centre"),
            },
            "How it was measured.",
        ),
        "sources": rows(
            table(
                {
                    "role": {
                        "enum": ["control", "regions", "places", "line"],
                        "description": "What it stands for.",
                    },
                    "file": text("Its path as given."),
                    "sha256": text("SHA-256 of its bytes; of a shapefile, of all its parts."),
                    "crs": text("The coordinate system that it was read in."),
                    "credit": maybe(text("Credit or boundary source as the file states; null if not.")),
                },
                "A file.",
            ),
            "The layers behind the figures.",
        ),
        "notes": texts("What was mended, left out or taken for granted, with the feature's id."),
        "could_not": texts("What could not be computed, and why."),
    },
    "`detente line --json`",
)

FETCH = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "what": {"const": "line", "description": "What was fetched: the control layer of a contact line."},
        "on": maybe(text("The day asked for, ISO; null where an address was given without one.")),
        "url": text("The address."),
        "file": text("The file that was written."),
        "bytes": whole("Its size."),
        "sha256": text("SHA-256 of its bytes, in hex."),
        "features": whole("How many features it has."),
        "credit": maybe(text("Whom to credit; null for an address of your own.")),
    },
    "`detente fetch line --json`",
)

SHAPES: dict[str, Schema] = {
    "overview": OVERVIEW,
    "solve": SOLVE,
    "robust": ROBUST,
    "stable": STABLE,
    "propose": PROPOSE,
    "line": LINE,
    "plan": PLAN,
    "fetch": FETCH,
    "check": CHECK,
    "new": NEW,
    "convert": CONVERT,
    "brief": BRIEF,
    "demo": DEMO,
    "explain": EXPLAIN,
    "terms": TERMS,
    "error": ERROR,
}
