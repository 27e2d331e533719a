"""The JSON shape of ``detente plan --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    PACKAGE,
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


def _money(meaning: str) -> Schema:
    ends = {
        "low": maybe(number("At the cheap ends of the figures; null where one is not known.")),
        "mid": maybe(number("At the middle.")),
        "high": maybe(number("At the dear ends.")),
    }
    return table(ends, meaning)


COUNTS = by("instrument", {"type": "integer"}, "Copies by instrument.")
CERTAINTY = by("certainty", {"type": "integer"}, "How many figures: sourced, estimate, guess, unstated.")
HOURS = by(
    "hour",
    table(
        {
            "seen": number("The chance that one act is seen."),
            "attributed": number("The chance that it is put down to the side that did it, and to no other."),
            "wrong_side": number("The chance that it is put down to the other side alone."),
        },
        "At this hour of the violator's choice.",
    ),
    "By hour, nature's conditions mixed within each.",
)
WATCH = table(
    {
        "obligation": text("Id of the obligation."),
        "violation": text("Id of the way to break it."),
        "segment": text("Id of the segment."),
        "side": text("`inside` or `outside` for an area beside the line, empty on the line."),
        "cell": text("Id of the part of the segment where it is least likely seen."),
        "target": maybe(number("The chance that is asked for; null where none is.")),
        "best": maybe(number("With everything in place; only where the target cannot be reached.")),
        "alone": number("Of the instrument that sees it best by itself, at the worst hour and place."),
        "worst_hour": text("The hour at which it is least likely seen."),
        "hours": HOURS,
    },
    "A violation type of an obligation on a segment.",
)
RULE = table(
    {
        "alarms": whole("So many alarms put down to a party"),
        "window_days": whole("within so many days in a row"),
        "review_days": whole("of a review period of so many days"),
        "acts": whole("with a campaign of so many acts."),
    },
    "The alarm rule.",
)
HELD_RATE = table(
    {
        "obligation": text("Id of the obligation."),
        "violation": text("Id of the way to break it."),
        "alarms": whole("Alarms of its rule (k)."),
        "window_days": whole("In so many days in a row (L)."),
        "review_days": whole("Days of its review period."),
        "acts": whole("Acts of the campaign."),
        "beta": number("The chance of being caught in it with the campaign: in any cell, or by the means."),
        "alpha": number("The chance of being caught in it with no acts."),
        "attributed": maybe(number("The chance that one act is put down to its side, where that is least.")),
        "false_per_day": maybe(number("False alarms a day there that name a side.")),
        "alpha_there": maybe(number("The chance of being caught there with no acts.")),
    },
    "Beta and alpha of one way to break an obligation.",
)
RUN = table(
    {
        "copies": COUNTS,
        "per_year": number("What the run's own plan costs a year at this level."),
        "worst": maybe(number("The least chance over what is aimed at and something can see.")),
        "mean": maybe(number("The mean chance over what is aimed at.")),
        "reached": maybe(number("Share of the line and the ways to break it where the target is met.")),
        "bound": maybe(number("No plan is better than this; null where nothing is proven.")),
        "gap": maybe(number("Between plan and bound, as a share of the plan.")),
        "status": text("`optimal`, `within-gap`, `stopped` or `infeasible`."),
        "held_worst": maybe(number("`worst` of the plan at hand if the figures are those of this level.")),
        "held_mean": maybe(number("Its mean.")),
        "held_reached": maybe(number("Its share of targets met.")),
        "held_rates": rows(HELD_RATE, "Its beta and alpha then, as far as something sees it."),
    },
    "A plan by the figures of one level, and the plan at hand under them.",
)
OBLIGATION = table(
    {
        "id": text("Its id."),
        "title": text("Its title."),
        "kind": text("`line`, `area`, `site`, `inventory` or `act`."),
        "of": texts("Ids of the parties that it binds."),
        "when": text("The rule on a package under which it holds; empty where it always does."),
        "placed": flag("Whether instruments are placed for it."),
        "target": maybe(number("The chance that is asked for.")),
        "seen": by(
            "violation",
            maybe(by("hour", {"type": "number"}, "The chance, where it is least; hour `` for means.")),
            "Null where nothing in place sees it anywhere, or nothing is known to.",
        ),
        "rates": rows(
            table(
                {
                    "violation": text("Id of the way to break it."),
                    "rule": RULE,
                    "cell": text("Where an act is least likely attributed."),
                    "hour": text("The hour that the violator picks."),
                    "attributed": number("The chance that one act there is attributed."),
                    "false_per_day": number("False alarms a day there that name one party."),
                    "beta": number("The chance of being caught there with the campaign."),
                    "alpha": number("The chance of being caught there with no acts."),
                    "beta_anywhere": number("The chance of being caught in any cell, with the campaign."),
                    "alpha_anywhere": number("The chance of being caught in any cell, with no acts."),
                },
                "Beta and alpha of one violation type.",
            ),
            "For what is placed; empty without an alarm rule.",
        ),
        "means": rows(
            table(
                {
                    "violation": text("Id of the way to break it."),
                    "instruments": texts("Ids of the instruments that are known to see it."),
                    "seen": maybe(number("The chance that one of each sees it, at the worst hour.")),
                    "rule": maybe(RULE),
                    "beta": maybe(number("The chance of being caught with one act.")),
                    "alpha": maybe(number("The chance of being caught with none.")),
                },
                "The means for one violation type.",
            ),
            "For what is not placed.",
        ),
        "means_per_year": maybe(_money("One of each of the means, a year; not in the plan's cost.")),
    },
    "An obligation that the package brings.",
)
HOLDING = table(
    {
        "instrument": text("Its id."),
        "title": text("Its title."),
        "owner": text("Who would own or run it; empty where open."),
        "nationality": text("Of those who staff it; empty where open."),
        "territory": text("Where it may stand."),
        "copies": whole("How many."),
        "standing": whole("How many of them stood before."),
        "per_year": _money("All of them a year, capital by its part for one year of life."),
        "capital": _money("What buying them costs at once."),
        "crew": _money("People for all of them."),
        "certainty": CERTAINTY,
    },
    "One kind of instrument.",
)
SITE = table(
    {
        "id": text("Of the candidate: instrument and place."),
        "instrument": text("Id of the instrument."),
        "position": maybe(
            {
                "type": "array",
                "items": {"type": "number"},
                "description": "Longitude and latitude, rounded to the line's generalisation; null if none.",
            }
        ),
        "side": text("On which side of the line; empty on it or without a site."),
        "segment": text("Id of the segment beside which it stands; empty without a site."),
        "copies": whole("How many."),
        "standing": whole("How many of them stood before."),
        "per_year": number("What they cost a year at the level of the plan."),
    },
    "A candidate position that the plan takes.",
)
EFFECT = table(
    {
        "issue": text("Id of the issue that is decided otherwise."),
        "option": text("Id of the option."),
        "breaks": texts("Ids of the structural rules that the changed package breaks: no deal by itself."),
        "excluded": texts("Ids of instruments that it rules out."),
        "admitted": texts("Ids of instruments that it lets in."),
        "lost": texts("Ids of obligations that go."),
        "added": texts("Ids of obligations that come."),
        "per_year": maybe(number("What the changed plan costs; null where nothing is aimed at.")),
        "worst": maybe(number("Its least chance.")),
        "mean": maybe(number("Its mean chance.")),
        "reached": maybe(number("Its share of targets met.")),
        "status": maybe(text("How sure it is.")),
        "gap": maybe(number("Its gap; null where nothing is proven.")),
    },
    "What an option does to the plan, by a quick plan.",
)
LINE_OF_PLAN = table(
    {
        "on": maybe(text("The day that it shows.")),
        "length_km": number("Its length: nothing without the next two."),
        "eps_km": maybe(number("What lies so near to coast and border is left out.")),
        "simplify_km": maybe(number("Tolerance of the generalisation.")),
        "inside": text("What the side to its left is called."),
        "outside": text("What the other side is called."),
        "segments": whole("How many segments."),
        "segment_km": number("Their mean length."),
        "cell_km": number("How finely they are looked at."),
        "sources": rows(
            table(
                {
                    "role": text("What the file stands for."),
                    "file": text("Its path as given."),
                    "sha256": text("Digest of its bytes."),
                    "credit": maybe(text("Whom to credit; null where the file does not say.")),
                },
                "A file.",
            ),
            "The files behind it.",
        ),
    },
    "The contact line.",
)

PLAN = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "case": CASE,
        "finding": texts("The finding in sentences."),
        "caveat": text("What no public source says of detection."),
        "package": PACKAGE,
        "package_why": text("Where the package comes from."),
        "relaxed": texts("Ids of the red lines that it crosses: taken to have given way."),
        "goal": {"enum": ["target", "mean", "worst"], "description": "What was asked for."},
        "channel": {"enum": ["detection", "attribution"], "description": "What targets and means are of."},
        "level": {"enum": ["low", "mid", "high"], "description": "The figures by which it was chosen."},
        "budget": maybe(number("Most a year; null for a target.")),
        "target": maybe(number("In place of the targets of the case; null where these hold.")),
        "currency": text("Of all sums."),
        "status": text("`optimal`, `within-gap`, `stopped` or `infeasible`."),
        "objective": maybe(number("Cost, mean or worst chance, by the goal.")),
        "bound": maybe(number("No plan is better than this; null where nothing is proven.")),
        "gap": maybe(number("Between plan and bound, as a share of the plan.")),
        "timed": flag("Whether the clock ended the search, so that another run may differ."),
        "method": texts("What found and what proved it."),
        "per_year": _money("What the plan costs a year, capital by its part for one year of life."),
        "capital": _money("What buying all of it costs at once."),
        "holdings": rows(HOLDING, "The instruments by kind, dearest first."),
        "sites": rows(SITE, "Where they stand."),
        "hours": rows(
            table({"id": text("Its id."), "title": text("In words.")}, "An hour."),
            "The hours that the violator may pick.",
        ),
        "worst": maybe(WATCH),
        "watches": rows(WATCH, "Every violation type of every placed obligation on every segment."),
        "unreachable": rows(WATCH, "Those whose target nothing reaches."),
        "unseen": rows(
            table(
                {
                    "obligation": text("Id of the obligation."),
                    "violation": text("Id of the way to break it."),
                },
                "A way to break an obligation.",
            ),
            "What nothing that may be used is known to see.",
        ),
        "obligations": rows(OBLIGATION, "All that the package brings."),
        "refusals": rows(
            table(
                {
                    "instrument": text("Its id."),
                    "exclusion": text("Id of the exclusion."),
                    "red_line": text("Id of the red line that it would cross; empty for the package alone."),
                    "why": text("Why."),
                },
                "An instrument that is ruled out.",
            ),
            "What the package or a red line rules out.",
        ),
        "unknown": rows(
            table(
                {
                    "instrument": text("Its id."),
                    "violation": text("What it is not known to see; empty where its cost is not known."),
                },
                "What is not known.",
            ),
            "What is not known of instruments that may be used.",
        ),
        "runs": by("level", RUN, "By the figures of each level: low, mid, high."),
        "marginal": rows(
            table(
                {
                    "per_year": number("What is spent."),
                    "worst": number("The least chance that it buys."),
                    "mean": number("The mean chance."),
                },
                "A point.",
            ),
            "What money buys, by greedy plans; empty with --plan-only.",
        ),
        "option_effects": rows(EFFECT, "What options do; empty with --plan-only."),
        "certainty": CERTAINTY,
        "line": LINE_OF_PLAN,
        "notes": texts("What else is to be said."),
        "seed": text("Of the search."),
        "digest": text("SHA-256 over what the plan rests on."),
    },
    "`detente plan --json`",
)
