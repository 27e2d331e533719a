"""The JSON shape of ``detente positions --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
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

SIDE: Schema = {"enum": ["yes", "yes-if", "asks", "no"], "description": "What the words say to the issue."}
STAND: Schema = {
    "enum": ["accepts", "accepts-if", "asks", "yes-and-no", "refuses", "silent", "unknown"],
    "description": "Where the party stands by its latest confirmed words; `unknown` where there are none.",
}
PARTY, ISSUE = text("The party."), text("The issue.")


def _said(meaning: str = "Between which days it was said.") -> Schema:
    return table(
        {
            "first": maybe(text("The first possible day, ISO; null where it is not known.")),
            "last": maybe(text("The last possible day, ISO; null where it is not known.")),
        },
        meaning,
    )


def _days(meaning: str) -> Schema:
    bound = maybe({"type": "integer", "description": "A number of days; null where there is no such bound."})
    return table({"least": bound, "most": bound}, meaning)


POSITION = table(
    {
        "party": PARTY,
        "issue": ISSUE,
        "stand": STAND,
        "since": maybe(_said("When the first of an unbroken run of such words was said; null without any.")),
        "consents": flag("Whether the party has to agree on the issue."),
        "statements": rows(
            table(
                {
                    "id": text("The statement."),
                    "side": SIDE,
                    "main": flag("Whether it is mainly about this issue."),
                    "current": flag("Whether it is among the latest words, which decide the stand."),
                    "said": _said(),
                },
                "One statement.",
            ),
            "What makes the position, by the last possible day.",
        ),
        "asides": rows(
            table(
                {
                    "id": text("The statement."),
                    "why": {
                        "enum": ["doubtful", "unreviewed", "no-position", "silence", "beside"],
                        "description": "Why it makes none; `beside`: a yes mainly about another issue.",
                    },
                },
                "One statement.",
            ),
            "Statements of the party on the issue that make no position.",
        ),
        "perhaps": texts("Statements of which it is not known whether they were made by the day asked for."),
    },
    "The position of one party on one issue.",
)

TIE = table(
    {
        "parties": texts("The two parties."),
        "agree": texts("Issues on which both say yes, with conditions or without."),
        "conflict": texts("Issues of yes against no, or of two refusals whose red lines exclude each other."),
        "by_lines": texts("Those of `conflict` that rest on red lines."),
        "undecided": texts("Issues on which both have positions that cannot be compared."),
        "subtract": {"type": "integer", "description": "Issues of agreement less issues of conflict."},
        "activity": number("Half the number of yeses and noes of both together."),
        "normalised": maybe(number("`subtract` by `activity`; null where neither said yes or no.")),
        "literal": table(
            {
                "congruence": whole("With two refusals counted as agreement."),
                "conflict": whole("With yes against no only."),
            },
            "By the letter of the formulas of discourse network analysis.",
        ),
    },
    "Two parties.",
)

WORDS = table(
    {"side": SIDE, "statements": texts("The statements."), "said": _said()}, "Words with one side and date."
)
SPEAKER = table({"speaker": text("Who speaks."), "statements": texts("The statements.")}, "One speaker.")

DRIFT = table(
    {
        "until": maybe(text("The day that days are counted to, ISO; null where there is none.")),
        "shifts": rows(
            table(
                {
                    "party": PARTY,
                    "issue": ISSUE,
                    "from": WORDS,
                    "to": WORDS,
                    "towards_yes": flag("Whether the later words go further towards a yes."),
                    "days": maybe(_days("Days between the two.")),
                },
                "One shift.",
            ),
            "Shifts in a party's own words; only where the dates tell the order.",
        ),
        "reported_shifts": rows(
            table(
                {
                    "id": text("The statement."),
                    "party": text("Whose words they are; may be empty."),
                    "issue": text("What they are about; may be empty."),
                    "review": text("What a reader said of it."),
                },
                "One statement.",
            ),
            "Shifts as they are reported, kept apart.",
        ),
        "contradictions": rows(
            table(
                {
                    "party": PARTY,
                    "issue": ISSUE,
                    "yes": SPEAKER,
                    "no": SPEAKER,
                    "order": {
                        "enum": ["yes-first", "no-first", "unknown"],
                        "description": "Which came first, where the dates tell.",
                    },
                },
                "Two speakers.",
            ),
            "Speakers of one party of whom one says yes and another no.",
        ),
        "yes_but": rows(
            table(
                {
                    "party": PARTY,
                    "issue": ISSUE,
                    "statement": text("The yes."),
                    "conditions": texts("Its conditions, where these are statements of their own."),
                },
                "One yes.",
            ),
            "Yeses that come with a condition.",
        ),
        "last_unconditional": rows(
            table(
                {
                    "party": PARTY,
                    "statements": texts("The words that may be the last; empty where there are none."),
                    "said": maybe(_said("When that was; null where no such words are on record.")),
                    "days": maybe(_days("Days from then to `until`.")),
                },
                "One party.",
            ),
            "The last yes without a condition.",
        ),
        "rounds": rows(
            table(
                {
                    "party": PARTY,
                    "issue": ISSUE,
                    "rounds": rows(
                        table(
                            {
                                "said": _said(),
                                "statements": texts("The yeses of this round."),
                                "conditions": by(
                                    "issue", texts("The conditions."), "What the conditions are about."
                                ),
                                "added": maybe(texts("Not named in the round before; null if unknown.")),
                                "not_repeated": maybe(texts("Not named again; null if unknown.")),
                            },
                            "One round.",
                        ),
                        "The earliest first.",
                    ),
                },
                "A party on an issue.",
            ),
            "Conditions by round. Not repeated is not given up.",
        ),
        "silences": texts("Statements that somebody did not speak to an issue."),
    },
    "Indicators of words, never of intent.",
)

POSITIONS = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "on": maybe(text("The day that was asked for, ISO; null for all that is on record.")),
        "finding": texts("The finding in sentences."),
        "positions": rows(POSITION, "One for each issue and party, in the orders of the case."),
        "timeline": rows(
            table(
                {
                    "said": _said(),
                    "party": PARTY,
                    "issue": ISSUE,
                    "side": SIDE,
                    "statement": text("The statement."),
                    "current": flag("Whether it is among the latest words of its party on the issue."),
                },
                "One statement on one issue.",
            ),
            "All that makes a position, by its last possible day.",
        ),
        "network": rows(TIE, "One for each pair of parties."),
        "drift": DRIFT,
        "apart": table(
            {
                "nobodys": texts("Statements of outlets, analysts, others, or a party that is not known."),
                "elsewhere": texts("Statements of parties on no issue of the case."),
                "rejected": whole("How many a reader has rejected; they are left out."),
                "later": whole("How many came after the day that was asked for."),
            },
            "What makes nobody's position.",
        ),
        "beside_the_case": table(
            {
                "cells": whole("Cells of party and issue."),
                "equal": whole("Cells in which the same statements stand, none counted."),
                "filled": whole("Those of them with at least one statement."),
                "shared": whole("Entries of cell and statement that both have."),
                "differences": rows(
                    table(
                        {
                            "party": PARTY,
                            "issue": ISSUE,
                            "statement": text("The statement."),
                            "in": {"enum": ["case", "positions"], "description": "Which of them has it."},
                            "why": {
                                "enum": [
                                    "doubtful",
                                    "no-position",
                                    "of-another",
                                    "condition",
                                    "other-issue",
                                    "beside",
                                    "later",
                                    "not-cited",
                                    "no-numbers",
                                ],
                                "description": "Why the other has not.",
                            },
                        },
                        "One entry.",
                    ),
                    "Entries that one of them has alone.",
                ),
            },
            "The positions beside the statements that the case's weights, values and red lines cite.",
        ),
        "method": text("How positions and networks are made."),
        "caveats": texts("What to bear in mind."),
    },
    "`detente positions CASE --json`",
)
