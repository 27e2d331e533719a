"""The JSON shape of ``detente sequence --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PACKAGE,
    VERSION,
    Schema,
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

KIND: Schema = {"enum": ["loses", "gains"], "description": "If all stops, or by stopping."}


def _ends(meaning: str) -> Schema:
    return maybe(table({"low": number("The least."), "high": number("The most.")}, meaning))


def _covers(meaning: str) -> Schema:
    return rows(
        table(
            {
                "party": text("Whose exposure it covers."),
                "kind": KIND,
                "amount": maybe(number("In the party's own unit; null where no amount is enough.")),
            },
            "`loses`: paid to the party by whoever else stops; `gains`: put up by the party.",
        ),
        meaning,
    )


STEP = table(
    {
        "number": whole("Its place, from 1."),
        "step": text("Its id."),
        "actor": text("Who delivers it."),
        "begins": whole("The day on which it begins, from 0."),
        "done": whole("The day by which it is done."),
        "verified": whole("The day by which it is seen."),
        "detection": maybe(number("The chance that a pretence is seen; null where it is not known.")),
        "seen_with": maybe(text("The step without which nobody sees it; null where there is none.")),
        "seen_by": text("By what."),
        "if_broken": text("What follows if it is not done or undone."),
        "exposure": number("How exposed the most exposed party is once it is done."),
        "counts": flag("Whether that counts towards the worst: not after the last step."),
        "levels": rows(
            table(
                {
                    "party": text("Its id."),
                    "kind": KIND,
                    "level": number("In its scale; 0 or less: not at all."),
                },
                "A party's exposure.",
            ),
            "Two for each party.",
        ),
    },
    "A step of the implementation matrix.",
)

SEQUENCE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "finding": texts("The finding in sentences."),
        "package": PACKAGE,
        "package_why": text("Where the package comes from."),
        "relaxed": texts("Ids of the red lines that it crosses: taken to have given way."),
        "rates_from": text("Where chances of being seen come from, in words."),
        "worst": maybe(number("The least worst exposure, at middle figures; null without steps.")),
        "worst_range": _ends("It lies within, whatever the figures: an outer range."),
        "order_range": _ends("The worst exposure of the order at hand lies within."),
        "orders": count("How many orders are as good, as text."),
        "exact": flag("Whether all figures were compared as they are."),
        "steps": rows(STEP, "In the best order."),
        "trust": rows(
            table(
                {
                    "step": text("Id of the step."),
                    "party": text("Who is exposed once it is done."),
                    "kind": KIND,
                    "relies_on": texts("Who does the rest."),
                },
                "A step that takes a party to the worst exposure.",
            ),
            "The steps that need trust.",
        ),
        "tolerance": number("The worst exposure that is borne."),
        "covers": _covers("For each party and kind alone: the least in some order."),
        "covers_together": _covers("What the order at hand needs, all of it together."),
        "splits": rows(
            table(
                {
                    "step": text("Id of the step."),
                    "parts": whole("In how many parts."),
                    "worst": number("The least worst exposure then."),
                },
                "A step in parts.",
            ),
            "The best first.",
        ),
        "absent": texts("Ids of the steps that the package does not have."),
        "could_not": texts("What is not known, and how it was taken."),
    },
    "`detente sequence CASE --json`",
)
