"""A complete case folder as text, and how to write it with edits: what the tests of the reader start from."""

from __future__ import annotations

from pathlib import Path

CASE = """\
format = 1
[case]
title = "Two villages and a well"
as_of = 2025-03-15
summary = "One paragraph that stands on the first screen."

[parties.north]
title = "North"
reservation = [0.2, 0.5]              # or 0.3, or { like = { ... } }
[parties.south]
title = "South"

[issues.well]
title = "The well"
consent = ["north", "south"]
status = "open"
options.north-only = "North alone"
options.shared = { title = "Shared days", needs = "a joint commission", triggers = ["s7"], note = "..." }
options.closed = "Closed"
[issues.road]
title = "The road"
options.open = "Open"
options.closed = "Closed"
[issues.guards]
title = "Guards"
range = { from = 0, to = 40, step = 10, unit = "guards" }

[[structural]]
id = "no-road-no-sharing"
rule = "well = shared -> road = open"
why = "the well lies across the road"

[parties.north.weights]
well = { value = [3, 5], why = "the herds", statements = ["s2"] }
road = 1
guards = [1, 2]
[parties.north.values.well]
north-only = 1.0
closed = 0.0
[parties.south.ranking]
issues = ["road", "well", "guards"]
options.well = ["shared", "closed", "north-only"]
[[parties.south.interactions]]
when = "well = shared and guards <= 10"
value = 0.1

[[red_lines]]
id = "north-few-guards"
party = "north"
rule = "guards <= 20"
strength = "absolute"
statements = ["s4"]
held = [0.9, 1.0]
fallback = ["guards <= 30"]
"""

STATEMENTS = """\
id,source_id,via,start,end,quote,party,issue,stance,condition_of,yes_but,said_on,review
s2,gazette,radio;courier,,,our herds cannot do without,north,well,justification,,,2025-03-01,confirmed
s4,gazette,,0,27,"not more than 20 guards, no",north,guards,red-line,s2,true,2025-03,confirmed
s7,gazette,,,,we will close the road,south,road,threat,,false,2025-03-01/2025-03-04,confirmed
"""

SOURCES = """\
id,outlet,published_on,url
gazette,The Valley Gazette,2025-03-05,https://gazette.example/5
"""

OVERLAY = """\
format = 1
title = "South's reading"
"""


def write_example(
    folder: Path,
    *,
    case: str = CASE,
    statements: str | None = STATEMENTS,
    sources: str | None = SOURCES,
    overlays: dict[str, str] | None = None,
) -> Path:
    """The example in ``folder``, with other texts where they are given; None leaves a table out."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"case.toml": case, "statements.csv": statements, "sources.csv": sources}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_bytes(text.encode("utf-8"))
    for name, text in (overlays or {}).items():
        (folder / "overlays").mkdir(exist_ok=True)
        (folder / "overlays" / f"{name}.toml").write_bytes(text.encode("utf-8"))
    return folder


def edited(text: str, old: str, new: str) -> str:
    """``text`` with its one ``old`` turned into ``new``."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
