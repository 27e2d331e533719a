"""How the two villages watch their deal: a watch.toml with every key in it, and mistakes in it."""

from __future__ import annotations

from pathlib import Path

from tests.unit.case.verification_example import write_verified

WATCH = """\
format = 1
summary = "How the days at the well are watched."
level = 0.1
seed = 7

[baseline]
first = 2024-09-01
last = 2025-03-14
ordinary = "quiet"
why = "nobody fought that winter"

[cells]
segment_km = 2
bands_km = [1, 2.5]
inside = "south"
outside = "north"
line_error_km = 0.25

[exposure]
cloud = { file = "exposure/cloud.csv", day = "day", cloud = "pct", region = "r", only = "x", unit = "share" }
coverage.bird = { file = "exposure/coverage.csv", time = "at", there = "rows", covers = "before", hours = 24 }
outages = "exposure/outages.csv"

[placebo]
before_days = 30
other_years = true
weeks_around = 2
other_weeks = false

[windows.truce]
title = "The truce of the spring"
start = 2025-03-15T06:00:00+02:00
end = 2025-04-15T00:00:00Z
source = "the treaty"
[windows.open]
title = "The second one"
start = "2025-05-01T00:00Z"

[sensors.bird]
title = "A bird that sees heat"
satellites = ["viirs-snpp", "viirs-noaa20"]
clouds = true
[sensors.ears]
title = "Ears at the mill"
looks_a_day = 24
places = ["n4720e01045"]
clouds = false

[detections.fires]
title = "Fires"
files = ["detections/fires.csv", "detections/fires-2.csv"]
kind = "fire"
sensor = "bird"
evidence = "trace"
marks = "hit"
columns = { time = "when", zone = "UTC", lat = "y", lon = "x" }
position_error_km = 0.375
source = "the bird's book"
[detections.shots]
title = "Shots heard"
files = ["detections/shots.csv"]
kind = "event"
sensor = "ears"

[obligations.no-shots]
detections = ["fires", "shots"]
chance = { value = [0.1, 0.2, 0.4], certainty = "guess", source = "judgement" }
within_km = 2
why = "what can be heard"
[obligations.days-kept]
detections = ["fires"]

[[fixed_heat]]
title = "The smithy"
longitude = 10.5
latitude = 47.25
within_km = 0.5
source = "known to all"
"""

MISTAKES = [
    # what was written, what stands there now, place, message, hint
    ("format = 1\n", "", "format", "'format' is missing", "format = 1"),
    ("seed = 7", "sed = 7", "sed", "unknown key 'sed'", "'seed'"),
    ("seed = 7", "seed = -7", "seed", "-7 is out of bounds", "from 0"),
    ("level = 0.1", "level = 0", "level", "0 is no level", "above 0"),
    ("level = 0.1", "level = 0.6", "level", "0.6 is no level", "up to 0.5"),
    ("level = 0.1", "level = 2", "level", "2 is not at least 0 and at most 1", "a number"),
    ("first = 2024-09-01", "first = 1", "baseline.first", "1 is no ISO date", "first = 2020-07-26"),
    ("first = 2024-09-01", "first = 2024-09-01T00:00:00Z", "baseline.first", "is no ISO date", "first ="),
    ("first = 2024-09-01", 'first = "2024-09-31"', "baseline.first", "'2024-09-31' is no ISO date", "first"),
    ("first = 2024-09-01", "first = 0990-01-01", "baseline.first", "0990-01-01 is out of bounds", "1900"),
    ("first = 2024-09-01\n", "", "baseline.first", "'first' is missing", "first ="),
    ("first = 2024-09-01", "first = 2025-03-15", "baseline.last", "before it begins on 2025-03-15", "later"),
    ("last = 2025-03-14", "last = 2025-03-15", "baseline.last", "days of the window 'truce'", "before 2025"),
    ('ordinary = "quiet"\n', "", "baseline.ordinary", "what it was a time of is missing", "fighting"),
    ('"quiet"', '"quite"', "baseline.ordinary", "'quite' is no ordinary", "'quiet'"),
    ("segment_km = 2\n", "", "cells.segment_km", "'segment_km' is missing", "segment_km = 10"),
    ("segment_km = 2\n", "segment_km = 0.01\n", "cells.segment_km", "0.01 is not at least 0.1", "at least"),
    ("segment_km = 2\n", "raster_km = 2\n", "cells", "keys of both kinds of cells", "raster_km with box"),
    ("bands_km = [1, 2.5]", "bands_km = [2.5, 1]", "cells.bands_km", "[2.5, 1] does not rise", "[1, 2.5]"),
    ("bands_km = [1, 2.5]", "bands_km = []", "cells.bands_km", "0 bands", "[5, 20]"),
    ("bands_km = [1, 2.5]", "bands_km = 3", "cells.bands_km", "3 is no list of numbers", "[5, 20]"),
    ("bands_km = [1, 2.5]", "bands_km = [1, 2000]", "cells.bands_km[2]", "2000 is not at least", "at most"),
    ('inside = "south"\n', "", "cells.inside", "'inside' is missing", 'inside = "..."'),
    ('inside = "south"', 'inside = "soth"', "cells.inside", "no party 'soth'", "'south'"),
    ('inside = "south"', 'inside = "north"', "cells.outside", "'north' is on both sides", "other side"),
    ("exposure/cloud.csv", "/etc/cloud.csv", "exposure.cloud.file", "no path within", "the file in it"),
    ("before_days = 30", "before_days = 0", "placebo.before_days", "0 is out of bounds", "from 1"),
    ("weeks_around = 2", "weeks_around = 1.5", "placebo.weeks_around", "1.5 is not a whole number", "weeks"),
    ("other_years = true", "other_years = 1", "placebo.other_years", "1 is not true or false", "true"),
    ("other_weeks = false", "other_week = false", "placebo.other_week", "unknown key", "'other_weeks'"),
    ("06:00:00+02:00", "06:00:00", "windows.truce.start", "does not say its time zone", "Z for UTC"),
    ("2025-03-15T06:00:00+02:00", "2025-03-15", "windows.truce.start", "2025-03-15 is no time", "start ="),
    ('"2025-05-01T00:00Z"', '"2025-05-51T00:00Z"', "windows.open.start", "is no time", "start ="),
    ('"2025-05-01T00:00Z"', "3000-01-01T00:00:00Z", "windows.open.start", "is out of bounds", "1900"),
    ('start = "2025-05-01T00:00Z"\n', "", "windows.open.start", "'start' is missing", "start ="),
    ("end = 2025-04-15T00:00:00Z", "end = 2025-03-15T04:00:00Z", "windows.truce.end", "before it", "later"),
    ("looks_a_day = 24\n", "", "sensors.ears", "it does not say how it looks", "looks_a_day = 24"),
    ("looks_a_day = 24", "looks_a_day = 0", "sensors.ears.looks_a_day", "0 is not at least", "a number"),
    ("looks_a_day = 24", "looks_a_day = 24\nsatellites = []", "sensors.ears", "it has both", "satellites"),
    ('"viirs-snpp", ', "3, ", "sensors.bird.satellites[1]", "3 is not a text", "a text"),
    ('file = "exposure/cloud.csv", ', "", "exposure.cloud.file", "'file' is missing", "file ="),
    ('region = "r", ', "", "exposure.cloud.only", "no column of regions", "region ="),
    ('unit = "share"', 'unit = "shar"', "exposure.cloud.unit", "no unit", "'share'"),
    ("coverage.bird", "coverage.brid", "exposure.coverage.brid", "no sensor 'brid'", "'bird'"),
    ('covers = "before"', 'covers = "befor"', "exposure.coverage.bird.covers", "no covers", "'before'"),
    ("hours = 24", "hours = 0", "exposure.coverage.bird.hours", "0 is not at least 0.01", "a number"),
    ("clouds = true", "clouds = 1", "sensors.bird.clouds", "1 is not true or false", "clouds = true"),
    ('sensor = "bird"', 'sensor = "brid"', "detections.fires.sensor", "no sensor 'brid'", "'bird'"),
    ('kind = "fire"\n', "", "detections.fires.kind", "'kind' is missing", "'event'"),
    ('files = ["detections/shots.csv"]\n', "", "detections.shots.files", "'files' is missing", "fires.csv"),
    ('"detections/shots.csv"', '"../x.csv"', "detections.shots.files[1]", "within the folder", "the file in"),
    ('"detections/shots.csv"', '" "', "detections.shots.files[1]", "' ' is no path", "fires.csv"),
    ("fires-2.csv", "fires.csv", "detections.fires.files[2]", "stands twice", "each once"),
    ('time = "when"', "time = 3", "detections.fires.columns.time", "3 is not a text", "time ="),
    ('time = "when", ', "", "detections.fires.columns.time", "'time' is missing", "time ="),
    ('time = "when"', 'time = "t", tim = "when"', "detections.fires.columns.tim", "unknown key", "'time'"),
    ("line_error_km = 0.25", "line_error_km = -1", "cells.line_error_km", "-1 is not at least 0", "0"),
    ("position_error_km = 0.375", "position_error_km = -1", "detections.fires.position_error_km", "-1", "0"),
    ("[obligations.no-shots]", "[obligations.no-shot]", "obligations.no-shot", "no obligation", "'no-shots'"),
    ('["fires", "shots"]', '["fires", "shot"]', "obligations.no-shots.detections[2]", "'shot'", "'shots'"),
    ('["fires", "shots"]', "[]", "obligations.no-shots.detections", "'detections' is missing", "detections"),
    ("[0.1, 0.2, 0.4]", "[0.1, 0.2, 1.4]", "obligations.no-shots.chance.value", "1.4] is not", "numbers"),
    ("within_km = 2\n", "within_km = -2\n", "obligations.no-shots.within_km", "-2 is not at least 0", "0"),
    ('title = "The smithy"\n', "", "fixed_heat[1].title", "'title' is missing", "title ="),
    ("longitude = 10.5", "longitude = 200", "fixed_heat[1].longitude", "200 is not at least -180", "180"),
    ("latitude = 47.25\n", "", "fixed_heat[1].latitude", "'latitude' is missing", "latitude ="),
]  # fmt: skip


def write_watched(folder: Path, *, watch: str | None = WATCH) -> Path:
    """The example with its verification and its watch.toml, or with another text in its place."""
    write_verified(folder)
    if watch is not None:
        (folder / "watch.toml").write_bytes(watch.encode("utf-8"))
    return folder
