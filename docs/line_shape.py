"""The JSON shapes of ``detente line --json`` and ``detente fetch line --json``."""

from __future__ import annotations

from docs.schema import (
    CASE,
    FORMAT,
    VERSION,
    Schema,
    flag,
    maybe,
    number,
    position,
    rows,
    table,
    text,
    texts,
    whole,
)

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
