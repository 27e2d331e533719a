"""What breaking their deal brings the two villages: an enforcement.toml with every key, and its mistakes."""

from __future__ import annotations

from pathlib import Path

from tests.unit.case.verification_example import write_verified

ENFORCEMENT = """\
format = 1
summary = "What stands behind the days at the well."
currency = "sacks of grain"

[period]
days = 30
discount = { value = [0.9, 0.95], why = "a bad year is near" }
conflict = [2, 6]
conflict_why = "a feud lasts a season or two"

[sides.north]
unit = "utility"
flow = { value = [0.1, 0.2], why = "the herds drink" }
outside = { value = 0, why = "no deal is the feud" }
false_alarm = { value = [0.01, 0.05], why = "a lost goat" }
exchange = { value = [0.02, 0.04], why = "the price at market" }
[sides.north.framing]
success = { value = 0.3, why = "guess" }
cost = { value = 0.1, why = "guess" }
[sides.north.breaches.takes-a-day]
title = "Takes a day that is not its own"
gain = { value = [0.3, 0.5], why = "a day of water" }
obligation = "days-kept"
[sides.north.breaches.shoots]
title = "Shoots at the drovers"
gain = 0.2
obligation = "no-shots"
violation = "small-arms"
detection = { value = [0.5, 0.9], why = "heard at the mill" }
attributed = { value = [0.3, 0.5], why = "one shot is heard, and by whom" }
false_per_day = { value = [0.01, 0.02], why = "a hunter" }
why = "the drovers stay away"

[sides.south]
unit = "money"
flow = { value = [3, 5], why = "tolls" }
outside = { value = -1, why = "no tolls, and a guard to pay" }
[sides.south.breaches.closes]
title = "Closes the road"
gain = { value = [4, 6], why = "the price of a cart" }
detection = { value = 0.9, why = "anyone can see it" }

[[collateral]]
id = "barn"
title = "Grain in the barn"
party = "north"
holder = "the miller"
amount = { value = 20, why = "what it holds" }
stock = 40
returned_if_complied = 1
returned_if_breached = [0, 0.2]
delay = 1
refills = 2
posted = "in-hand"
paid_to = "south"
paid_share = 0.5
when = "well = shared"
why = "the miller's word"
[[collateral]]
id = "oath"
title = "An oath"
party = "south"
holder = "the priest"
unit = "utility"
amount = 0.2
returned_if_complied = 1
returned_if_breached = 0

[[snapbacks]]
id = "toll"
title = "The toll comes back"
on = "north"
sender = "south"
loss = 2
loss_unit = "utility"
cost = 1
periods = "for-good"
start = "next-period"
seen = 0.9
credibility = [0.5, 0.8]
when = "road = open"
why = "as it was"

[senders.south]
partner = "its drovers"
unit = "money"
flow = 3
outside = 0
false_alarm = 0.02
why = "they would leave"

[inspections.barn]
title = "The barn"
days = 10
visits = 3
caught = 1
chance = [0.7, 0.9]
obligation = "days-kept"
why = "the miller looks"

[scales]
north = { value = 1, why = "a herd" }
south = { value = 30, why = "a harvest" }

[[steps]]
id = "open-road"
title = "The road is opened"
actor = "south"
values = { north = { value = [0.1, 0.3], why = "carts" }, south = -2 }
irreversible = [0, 0.5]
days = 3
verified_after = 1
detection = 1
parts = 2
seen_by = "anyone"
if_broken = "the well is closed"
when = "road = open"
why = "a gate"
[[steps]]
id = "share-well"
title = "The well is shared"
actor = "north"
values = { south = 5 }
obligation = "days-kept"
seen_with = "open-road"
after = ["open-road"]

[[pledges]]
party = "north"
amount = 0.1
paid = { south = 2 }
when = "well = shared"
why = "a goat"
"""

MISTAKES = [
    # what was written, what stands there now, place, message, hint
    ("format = 1\n", "", "format", "'format' is missing", "format = 1"),
    ("[period]\ndays", "[perod]\ndays", "perod", "unknown key 'perod'", "'period'"),
    ('currency = "sacks of grain"\n', "", "currency", "amounts of money, and no currency", 'currency = "'),
    ("days = 30", "days = 0", "period.days", "0 is out of bounds", "from 1"),
    ("[0.9, 0.95]", "[0.9, 1]", "period.discount", "a discount of 1 makes the future count", "below 1"),
    ("[0.9, 0.95]", "[0.9, 0.99999999999999999999]", "period.discount", "without end", "below 1"),
    ("refills = 2", "refills = 61", "collateral.barn.refills", "61 is out of bounds", "from 0 to 60"),
    ("days = 10\nvisits", "days = 367\nvisits", "inspections.barn.days", "367 is out of bounds", "to 366"),
    ("[0.9, 0.95]", "[0.9, 1.5]", "period.discount.value", "is not at least 0 and at most 1", "a number"),
    ("conflict = [2, 6]\n", "", "period.conflict", "'conflict' is missing", '"for-good"'),
    ("conflict = [2, 6]", "conflict = [6, 2]", "period.conflict", "[6, 2] is reversed", "conflict = [2, 6]"),
    ("conflict = [2, 6]", 'conflict = ["for-good", 2]', "period.conflict", "is reversed", '[2, "for-good"]'),
    ("conflict = [2, 6]", "conflict = -1", "period.conflict", "-1 is no number of periods", "[3, 12]"),
    ("conflict = [2, 6]", "conflict = 0.5", "period.conflict", "0.5 is no number of periods", "[3, 12]"),
    ("conflict = [2, 6]", "conflict = true", "period.conflict", "true is no number of periods", "for-good"),
    ("[sides.south]", "[sides.soth]", "sides.soth", "no party 'soth'", "'south'"),
    ('unit = "utility"\nflow = { value = [0.1', 'unit = "utils"\nflow = { value = [0.1',
     "sides.north.unit", "'utils' is no unit", "'utility'"),
    ('outside = { value = 0, why = "no deal is the feud" }\n', "",
     "sides.north.outside", "'outside' is missing", "outside = {"),
    ("value = [0.01, 0.05]", "value = [0.05, 0.01]", "sides.north.false_alarm.value", "is reversed", "[0.01"),
    ('unit = "money"\nflow = { value = [3, 5]', 'unit = "money"\nexchange = 1\nflow = { value = [3, 5]',
     "sides.south.exchange", "needs no exchange", "no exchange"),
    ("cost = { value = 0.1", "cost = { value = -0.1",
     "sides.north.framing.cost.value", "-0.1 is not", "at least 0"),
    ('obligation = "days-kept"\n[sides', "[sides",
     "sides.north.breaches.takes-a-day.detection", "nothing says how surely it is seen", "obligation ="),
    ('violation = "small-arms"', 'violation = "shot"',
     "sides.north.breaches.shoots.violation", "no violation 'shot'", "small-arms"),
    ('obligation = "no-shots"\nviolation', "violation",
     "sides.north.breaches.shoots.obligation", "breaks", "obligation ="),
    ('obligation = "no-shots"', 'obligation = "no-shot"',
     "sides.north.breaches.shoots.obligation", "no obligation 'no-shot'", "'no-shots'"),
    ('attributed = { value = [0.3, 0.5], why = "one shot is heard, and by whom" }\n', "",
     "sides.north.breaches.shoots.attributed", "one is missing", "attributed ="),
    ('false_per_day = { value = [0.01, 0.02], why = "a hunter" }\n', "",
     "sides.north.breaches.shoots.false_per_day", "one is missing", "false_per_day ="),
    ("attributed = { value = [0.3, 0.5]", "attributed = { value = [0.3, 1.5]",
     "sides.north.breaches.shoots.attributed.value", "1.5] is not", "at most 1"),
    ("gain = 0.2", "gain = -0.2", "sides.north.breaches.shoots.gain", "-0.2 is not at least 0", "a number"),
    ('id = "oath"', 'id = "barn"', "collateral[2].id", "stands twice", "each id once"),
    ('party = "north"\nholder', 'party = "east"\nholder',
     "collateral.barn.party", "'east' is no side of the pact", "north or south"),
    ("stock = 40", "stock = 10", "collateral.barn.amount", "20 is put up, and there is 10", "the stock"),
    ('paid_to = "south"', 'paid_to = "north"', "collateral.barn.paid_to", "no other side 'north'", "'south'"),
    ('paid_to = "south"\n', "", "collateral.barn.paid_to", "nothing says to whom", 'paid_to = "'),
    ('posted = "in-hand"', 'posted = "inhand"',
     "collateral.barn.posted", "'inhand' is no posted", "'in-hand'"),
    ('when = "well = shared"\nwhy = "the miller', 'when = "well = shred"\nwhy = "the miller',
     "collateral.barn.when", "no option 'shred'", "'shared'"),
    ('sender = "south"', 'sender = "west"', "snapbacks.toll.sender", "no party 'west'", ""),
    ("[senders.south]", "[senders.north]",
     "snapbacks.toll.sender", "loses by not imposing it", "[senders.south]"),
    ('periods = "for-good"', 'periods = "ever"', "snapbacks.toll.periods", "'ever' is no number", "for-good"),
    ("visits = 3\n", "", "inspections.barn.visits", "'visits' is missing", "visits = 0"),
    ("north = { value = 1, why", "north = { value = 0, why",
     "scales.north.value", "0 is not at least", "a number"),
    ('after = ["open-road"]', 'after = ["open-rod"]',
     "steps.share-well.after", "no step 'open-rod'", "'open-road'"),
    ('after = ["open-road"]', 'after = ["share-well"]',
     "steps.share-well.after", "share-well -> share-well", "take"),
    ('after = ["open-road"]', 'after = ["open-road", "open-road"]',
     "steps.share-well.after", "stands twice", "once"),
    ('seen_with = "open-road"', 'seen_with = "open-rod"',
     "steps.share-well.seen_with", "no step 'open-rod'", "'open-road'"),
    ('seen_with = "open-road"', 'seen_with = "share-well"',
     "steps.share-well.seen_with", "cannot be what sees itself", "another step"),
    ("detection = 1\nparts", "parts", "steps.open-road.detection", "how surely a pretence", "detection ="),
    ("values = { south = 5 }\n", "", "steps.share-well.values", "what it is worth to whom", "values = {"),
    ("values = { south = 5 }", "values = { sout = 5 }",
     "steps.share-well.values.sout", "no party 'sout'", "'south'"),
    ('actor = "north"', 'actor = "nobody"', "steps.share-well.actor", "no party 'nobody'", ""),
    ("parts = 2", "parts = 0", "steps.open-road.parts", "0 is out of bounds", "from 1"),
]  # fmt: skip


def write_enforced(folder: Path, enforcement: str | None = ENFORCEMENT) -> Path:
    """A case folder of the two villages with this enforcement.toml; None for none."""
    write_verified(folder)
    if enforcement is not None:
        (folder / "enforcement.toml").write_text(enforcement, encoding="utf-8")
    return folder
