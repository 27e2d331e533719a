"""The JSON shape of ``detente propose --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    ISSUE,
    PACKAGE,
    VERSION,
    by,
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

SHARE = share(
    "A share of draws, with the error of drawing.",
    standard_error=number("Its standard error; 0 at the ends, where the interval says more."),
)
LIKELIHOOD = maybe(
    table(
        {
            "to_each": by("party", SHARE, "For each party the share of draws in which it accepts."),
            "to_all": {**SHARE, "description": "The share of draws in which all parties accept."},
        },
        "How likely it is acceptable; null where no draws were made.",
    )
)
EFFECTS = by(
    "party",
    table(
        {
            "before": maybe(number("Utility of the draft; null for a party that states no preference.")),
            "after": maybe(number("Utility of the proposal.")),
            "gain": maybe(number("The difference.")),
            "share": maybe(
                number("The gain in the party's range over packages within the structural rules.")
            ),
            "crosses_before": texts("Ids of its red lines that the draft crosses."),
            "crosses_after": texts("Ids of its red lines that the proposal crosses."),
            "past_fallback": texts("Of those that both cross: where a fallback that the draft keeps goes."),
            "met_before": maybe(flag("Whether the draft gives it its reservation; null: none is stated.")),
            "met_after": maybe(flag("Whether the proposal does.")),
        },
        "What it means to this party.",
    ),
    "What it means to each party, against the draft.",
)
PROPOSAL = table(
    {
        "package": PACKAGE,
        "changes": rows(
            table(
                {
                    "issue": text("The issue's id."),
                    "before": text("The draft's option."),
                    "after": text("The proposal's."),
                    "consent": texts("Ids of the parties that have to agree to it."),
                },
                "A changed issue.",
            ),
            "Where it differs from the draft.",
        ),
        "effects": EFFECTS,
        "consequences": rows(
            table(
                {
                    "issue": text("The issue's id."),
                    "option": text("The option's id."),
                    "needs": text("What it needs to be possible; may be empty."),
                    "triggers": texts("Ids of statements that threaten: to be quoted, never scored."),
                    "changed": flag("Whether the draft has another option there."),
                },
                "An option with consequences.",
            ),
            "Options that need something or trigger threats.",
        ),
        "ties": maybe(
            text("Packages equal to it in all that was compared, itself among them: a number as text.")
        ),
        "likelihood": LIKELIHOOD,
    },
    "A proposal.",
)
REMEDY = table(
    {
        "parties": texts("Ids of the parties that are to have no objection."),
        "exists": maybe(flag("Whether any package answers; null where a cap was reached first.")),
        "changes": maybe(whole("The fewest changed issues; null where none answers or it is not known.")),
        "at_least": whole("What that number cannot be below."),
        "blockers": rows(
            table(
                {
                    "red_lines": texts("Ids of red lines."),
                    "reservations": texts("Ids of parties with their reservation."),
                },
                "Demands that no package keeps together; empty: the structural rules exclude every package.",
            ),
            "Why nothing answers.",
        ),
        "packages": maybe(text("How many packages answer with so few changes, a number as text.")),
        "count": whole("How many of these are undominated, equal ones counted once."),
        "complete": flag("Whether all undominated ones were found."),
        "proposals": rows(PROPOSAL, "The first of them, at most 20."),
    },
    "The smallest change that answers objections.",
)

PROPOSE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "parties": rows(
            table(
                {
                    "id": text("The party's id."),
                    "title": text("Its title."),
                    "preference": flag("Whether it states preferences that tell packages apart."),
                },
                "A party.",
            ),
            "The parties, in the order of the case.",
        ),
        "issues": rows(ISSUE, "The issues, in the order of the case."),
        "draft": table(
            {
                "kind": {
                    "enum": ["file", "given", "status-quo"],
                    "description": "How it was obtained: from a file, given, or the state without a deal.",
                },
                "origin": text("The file, or whose reservation it is."),
                "package": PACKAGE,
                "objections": rows(
                    table(
                        {
                            "party": text("The party's id."),
                            "red_lines": texts("Ids of its red lines that the draft crosses."),
                            "reservation": flag("Whether the draft gives it less than its reservation."),
                        },
                        "What a party has against it.",
                    ),
                    "Who objects to it, and why.",
                ),
                "effects": EFFECTS,
                "likelihood": LIKELIHOOD,
            },
            "The draft that all of it is measured against.",
        ),
        "lines": {
            "enum": ["kept", "all", "any"],
            "description": "Which red lines improvements and logrolls keep.",
        },
        "draws": whole("Draws behind the likelihoods; 0: none were made."),
        "seed": maybe(whole("Their seed; null where none were made.")),
        "improvements": table(
            {
                "budget": whole("In how many issues an improvement may differ from the draft."),
                "searched": whole("Up to how many the search is complete."),
                "complete": flag("Whether that is all of the budget."),
                "count": whole("How many there are, equal ones counted once."),
                "proposals": rows(PROPOSAL, "The first of them, at most 100: greatest least gain first."),
            },
            "The undominated improvements on the draft (single negotiating text).",
        ),
        "remedies": table(
            {
                "insist": {
                    "enum": ["everything", "raised"],
                    "description": "Whether an answered party has no objection, or none that it raised.",
                },
                "each": rows(REMEDY, "For each party that objects."),
                "together": maybe({**REMEDY, "description": "For all at once; null where nobody objects."}),
            },
            "The smallest changes that answer objections.",
        ),
        "openings": rows(
            table(
                {
                    "relax": texts("Ids of the red lines that give way."),
                    "reservations": texts("Ids of the parties that would accept less than no deal."),
                    "fallback": by(
                        "red line",
                        {"type": "string"},
                        "For red lines that need not go altogether: the rule of the fallback that stays.",
                    ),
                    "improvements": rows(
                        {"type": "integer", "minimum": 1},
                        "Which of the improvements listed are then acceptable to all, by number from 1.",
                    ),
                    "remedy": {**REMEDY, "description": "The smallest change that then answers everybody."},
                },
                "An opening, and what is then nearest to the draft.",
            ),
            "The nearest deals under the first openings; empty where some package answers everybody.",
        ),
        "logrolls": table(
            {
                "others": {
                    "enum": ["draft", "reservation"],
                    "description": "What the other parties get at least.",
                },
                "complete": flag("Whether all pairs of parties were searched."),
                "count": whole("How many there are, one for each pair of parties that gains."),
                "exchanges": rows(
                    table(
                        {
                            "parties": texts("Ids of the two parties that gain."),
                            "gives": by(
                                "party",
                                {"type": "string"},
                                "The issue on which it gives way; a party that gives nothing up is absent.",
                            ),
                            "share": number("The smaller of their gains, each in the party's range."),
                            "proposal": PROPOSAL,
                        },
                        "An exchange.",
                    ),
                    "The first of them, at most 100: greatest smaller gain first.",
                ),
            },
            "Exchanges of two issues from which two parties gain and nobody loses.",
        ),
        "method": by("part", {"type": "string"}, "How each part was computed, in sentences."),
        "could_not": texts("What could not be computed, and why."),
        "notes": texts("What the reader of the files had to decide."),
    },
    "`detente propose CASE --json`",
)
