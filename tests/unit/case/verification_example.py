"""How the two villages verify their deal: a file and a table of instruments, with every key in them."""

from __future__ import annotations

from pathlib import Path

from tests.unit.case.example import write_example

VERIFICATION = """\
format = 1
summary = "How the days at the well are kept."

[alarm]
alarms = 2
window_days = 7
review_days = 28
acts = 8
why = "two in a week are no mistake"
[budget]
currency = "EUR"
per_year = 2000.50
why = "what both villages give"

[violations.small-arms]
title = "A shot"
note = "At the well or on the road."
[violations.herds]
title = "Herds on the wrong day"

[conditions.light]
title = "Light"
by = "chosen"
why = "herds move at night"
[conditions.light.states]
day = "By day"
night = { title = "By night" }
[conditions.wind]
title = "Wind"
by = "nature"
[conditions.wind.states]
calm = { title = "Calm", weight = [0.6, 0.8, 0.9] }
[conditions.wind.states.windy]
title = "Windy"
weight = { value = 0.2, certainty = "sourced", source = "the mill's book" }
disables = ["kite"]

[obligations.days-kept]
title = "Each village keeps to its days"
kind = "site"
of = ["north", "south"]
when = "well = shared"
violations = ["herds"]
target = 0.9
review_days = 14
within_km = 1.5
places = ["The well", "The trough"]
why = "as the option says"
statements = ["s2"]
[obligations.no-shots]
title = "No shots"
kind = "line"
of = ["north", "south"]
violations = ["small-arms", "herds"]

[[exclusions]]
id = "no-guards-no-watch"
instruments = ["watch"]
when = "guards <= 0"
why = "the watch is drawn from the guards"
[[exclusions]]
id = "south-no-kites"
instruments = ["kite", "watch"]
nationalities = ["of the valley"]
red_line = "north-few-guards"
why = "they would count as guards"
statements = ["s4"]
"""

INSTRUMENTS = """\
instrument,key,violation,state,text,low,mid,high,certainty,source
watch,title,,,Two guards on watch,,,,,
watch,sensor,,,eyes,,,,,
watch,sees,,,line; site,,,,,
watch,placing,,,site,,,,,
watch,shape,,,log-logistic,,,,,
watch,owner,,,both villages,,,,,
watch,nationality,,,of the valley,,,,,
watch,territory,,,the well,,,,,
watch,note,,,"They talk, too.",,,,,
watch,detection,,,,0.2,0.5,0.8,guess,judgement
watch,detection,herds,,,0.5,0.9,1,estimate,they are loud
watch,detection-factor,,night,,,0.5,,guess,judgement
watch,range-m,,,,100,200,400,guess,judgement
watch,range-factor,herds,windy,,,0.8,,,
watch,steepness,,,,2,3,4,,
watch,attribution,,,,0.5,0.7,0.9,guess,judgement
watch,wrong-side,,,,0.01,0.05,0.1,guess,judgement
watch,false-alarms-per-day,,,,,0.1,,,
watch,per-year,,,,100,200,300,sourced,the villages' book
watch,crew,,,,,2,,,
kite,title,,,A kite with a bell,,,,,
kite,sensor,,,kite,,,,,
kite,sees,,,line,,,,,
kite,placing,,,none,,,,,
kite,detection,small-arms,,,,0,,,
kite,capital,,,,,10,,,
kite,life-years,,,,1,2,4,,
kite,at-most,,,,,1,,,
"""


def write_verified(
    folder: Path, *, verification: str | None = VERIFICATION, instruments: str | None = INSTRUMENTS
) -> Path:
    """The example with its verification, with other texts where they are given; None leaves a file out."""
    write_example(folder)
    for name, text in (("verification.toml", verification), ("instruments.csv", instruments)):
        if text is not None:
            (folder / name).write_bytes(text.encode("utf-8"))
    return folder
