"""The JSON shape of ``detente enforce --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PACKAGE,
    VERSION,
    Schema,
    flag,
    maybe,
    number,
    rows,
    table,
    text,
    texts,
    whole,
)


def _spread(meaning: str) -> Schema:
    ends = {
        "low": maybe(number("The least over all figures, proven; null where no amount is.")),
        "middle": maybe(number("At middle figures; null where no amount is, or none is computed.")),
        "high": maybe(number("The most over all figures, proven; null where no amount is.")),
    }
    return table(ends, meaning)


def _rate(meaning: str) -> Schema:
    return table(
        {
            "low": maybe(number("The least; null where it is not known.")),
            "middle": maybe(number("The one that is taken.")),
            "high": maybe(number("The most.")),
            "from": {"enum": ["plan", "file", "unknown"], "description": "Where it comes from."},
        },
        meaning,
    )


UNIT: Schema = {
    "enum": ["money", "utility"],
    "description": "Money in `currency`, or the side's own utility.",
}
RULE_FOUND = table(
    {
        "days": whole("Days of a review (L)."),
        "alarms": whole("Days with an alarm that make a verdict (k)."),
        "seen": _spread("The residual gain in a period of the pact if the side sees the alarms."),
        "sealed": _spread("The same if alarms are shown at the end only."),
        "unavoidable": _spread("What of `seen` stays, whatever a verdict costs."),
        "enough": _spread("What a verdict has to cost so that sealed alarms leave nothing to gain."),
        "accused": _spread("Chance in a period of the pact of a verdict on a side that complies."),
    },
    "A rule of alarms, and what it leaves to gain in the side's unit: at middle figures, and the least and "
    "the most over all runs.",
)
REVIEW = table(
    {
        "attributed": _spread("The chance that one act is put down to the side."),
        "false_per_day": _spread("False alarms a day that are put down to it, where the act would be."),
        "verdict_cost": _spread("What a verdict is taken to cost the side, in its unit."),
        "best": maybe(RULE_FOUND),
        "own": maybe(RULE_FOUND),
    },
    "What rules of alarms leave to gain: `best` leaves least among those that accuse no more often than the "
    "plan's own, null where there is none; `own` is the plan's, null where the chances are the file's.",
)
BREACH = table(
    {
        "id": text("Its id."),
        "title": text("Its title."),
        "beta": _rate("The chance a period that it is put down to the side."),
        "gain": _spread("What it brings over keeping in the period in which it is done (g)."),
        "most_gain": _spread("The largest gain that would not pay (g_max)."),
        "excess": _spread("What it brings over keeping the deal, the future included; above 0 it pays."),
        "can_be_deterred": flag("Whether any punishment does it and leaves the deal worth having."),
        "binding": flag("Whether it asks for the most collateral."),
        "kept": number("Share of draws in which it does not pay."),
        "review": maybe(REVIEW),
    },
    "A way to break the deal.",
)
TEMPTATION = table(
    {
        "breach": maybe(text("Id of the breach; null for framing alone.")),
        "framing": flag("Whether a breach of the other side is staged."),
        "excess": number("What it brings over keeping the deal, at middle figures."),
    },
    "A deviation.",
)
STAKE = table(
    {
        "id": text("Its id."),
        "title": text("Its title."),
        "in_force": flag("Whether the package puts it up."),
        "unit": UNIT,
        "taken": _spread("What an alarm takes of each unit put up."),
        "effective": _spread("What an alarm takes of all of it, in its own unit."),
        "joined": flag("Whether it is in the side's unit, or an exchange joins the two."),
        "status": maybe(
            text(
                "`achievable`, `not-told-apart`, `not-taken`, `not-worth-it`, `framing` or `above-stock`, at "
                "middle figures; null where it is not joined."
            )
        ),
        "needed": maybe(_spread("How much has to be put up, in its own unit; null where it is not joined.")),
        "least_worth_of_money": maybe(
            _spread("From which worth of one unit of money in the side's utility on it is enough.")
        ),
    },
    "Collateral of the side, by itself.",
)
SIDE = table(
    {
        "party": text("Its id."),
        "unit": UNIT,
        "alpha": _rate("The chance a period that it is accused wrongly."),
        "value": _spread("What the deal is worth to it (V)."),
        "participation": _spread("What the deal is worth a period over no deal."),
        "sanction": _spread("What an alarm costs it by sanctions (S)."),
        "forfeit": _spread("What an alarm costs it by collateral in its unit (K)."),
        "complies": flag("At middle figures nothing pays, framing included."),
        "takes_part": flag("At middle figures the deal is worth at least none."),
        "kept": number("Share of draws in which both are so."),
        "no_collateral_works": flag("At middle figures no collateral does, however large."),
        "least_forfeit": _spread("The least that an alarm has to take (K_min), framing included."),
        "most_forfeit": maybe(number("The most that framing and the deal's worth allow; null: no limit.")),
        "status": text("As of a collateral, with no limit on what there is."),
        "jointly": maybe(number("Its least with the other side's at its own least, at middle figures.")),
        "breaches": rows(BREACH, "Those whose beta is known."),
        "temptations": rows(TEMPTATION, "All deviations, the most tempting first."),
        "collateral": rows(STAKE, "Its collateral, in force or not."),
    },
    "A side; all amounts are in its unit.",
)
SNAPBACK = table(
    {
        "id": text("Its id."),
        "on": text("The side that it falls on."),
        "sender": text("Who imposes it."),
        "imposed": {
            "enum": ["always", "depends", "never", "unknown"],
            "description": "Whether imposing it pays its sender, over all figures.",
        },
        "loss": maybe(_spread("What it costs the side at an alarm if it is imposed for certain.")),
        "sanction": maybe(_spread("What counts: times its credibility, 0 where the sender's test fails.")),
    },
    "A sanction that an alarm brings back.",
)

ENFORCE = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "finding": texts("The finding in sentences; where no collateral works, that comes first."),
        "package": PACKAGE,
        "package_why": text("Where the package comes from."),
        "relaxed": texts("Ids of the red lines that it crosses: taken to have given way."),
        "currency": text("Of all amounts of money; empty where there are none."),
        "rates_from": text("Where beta and alpha come from, in words."),
        "period_days": maybe(whole("Days between two reviews.")),
        "sides": rows(SIDE, "Both sides; empty where nothing is computed."),
        "snapbacks": rows(SNAPBACK, "Those in force."),
        "runs_out": maybe(
            table(
                {
                    "stakes": rows(
                        whole("How many."), "Stakes of the two sides, the one that stands included."
                    ),
                    "assumed": flag("Whether what would be enough stands for what is not joined."),
                    "kept": flag("Whether the deal is kept while they are there."),
                    "kept_after": flag("Whether it is once the last is gone."),
                },
                "Collateral that is not put up anew for ever, at middle figures.",
            )
        ),
        "inspections": rows(
            table(
                {
                    "title": text("Its title."),
                    "days": whole("Days."),
                    "visits": whole("Visits."),
                    "chance": number("How often a visit catches a violation of its day."),
                    "value": number("What the visits are worth to the inspector: 0 is best, -1 worst."),
                },
                "Visits that are fewer than days.",
            ),
            "At middle figures.",
        ),
        "draws": whole("How often all figures were drawn."),
        "seed": whole("The seed of the draws."),
        "could_not": texts("What was not computed or not added, and why."),
    },
    "`detente enforce CASE --json`",
)
