"""The keys of a case file, said once: the reader, the writer and the JSON Schema all take them from here."""

from __future__ import annotations

FORMAT = 1
"""The format of case files that this version reads and writes."""

SECTIONS = ("case", "parties", "issues", "structural", "red_lines")
TOP = ("format", *SECTIONS)
OVERLAY_TOP = ("format", "title", "private", *SECTIONS)
CASE = ("title", "as_of", "summary")
PARTY = (
    "title",
    "reservation",
    "weights",
    "values",
    "ranking",
    "interactions",
    "scale",
    "discount",
    "note",
)
ISSUE = ("title", "consent", "status", "agreed", "options", "range", "note")
OPTION = ("title", "needs", "triggers", "note")
RANGE = ("from", "to", "step", "unit", "one")
FIGURE = ("value", "why", "statements")
LIKE = ("like", "why", "statements")
RANKING = ("issues", "options")
INTERACTION = ("when", "value")
STRUCTURAL = ("id", "rule", "why", "statements")
RED_LINE = ("id", "party", "rule", "title", "strength", "held", "fallback", "why", "statements")
SCALES = ("normalised", "as-written")

STATEMENT_COLUMNS = (
    "id",
    "source_id",
    "via",
    "start",
    "end",
    "quote",
    "reading",
    "speaker",
    "speaker_role",
    "addressee",
    "party",
    "issue",
    "issues_other",
    "stance",
    "cue",
    "condition_of",
    "yes_but",
    "said_on",
    "reported_on",
    "date_basis",
    "coder",
    "review",
    "note",
)
STATEMENT_REQUIRED = ("id", "source_id", "quote", "stance", "review")
SOURCE_COLUMNS = ("id", "outlet", "title", "author", "published_on", "url", "licence", "sha256", "note")
SOURCE_REQUIRED = ("id", "outlet")
SPEAKERS_OUTSIDE = ("media", "other")
"""What a statement's party may be besides a party of the case."""

VERIFICATION_TOP = (
    "format",
    "summary",
    "alarm",
    "budget",
    "violations",
    "conditions",
    "obligations",
    "exclusions",
)
ALARM = ("alarms", "window_days", "review_days", "acts", "why")
BUDGET = ("currency", "per_year", "why")
VIOLATION = ("title", "note")
CONDITION = ("title", "by", "states", "why")
STATE = ("title", "weight", "disables")
ESTIMATE = ("value", "certainty", "source")
OBLIGATION = (
    "title",
    "kind",
    "of",
    "when",
    "violations",
    "target",
    "review_days",
    "within_km",
    "places",
    "why",
    "statements",
)
EXCLUSION = ("id", "instruments", "nationalities", "when", "red_line", "why", "statements")
WATCH_TOP = (
    "format",
    "summary",
    "level",
    "seed",
    "baseline",
    "cells",
    "exposure",
    "placebo",
    "windows",
    "sensors",
    "detections",
    "obligations",
    "fixed_heat",
)
WINDOW = ("title", "start", "end", "source")
BASELINE = ("first", "last", "ordinary", "why")
CELLS = ("segment_km", "bands_km", "inside", "outside", "line_error_km", "raster_km", "box")
COLUMN_ROLES = (
    "time",
    "clock",
    "end",
    "day_format",
    "zone",
    "lat",
    "lon",
    "place",
    "label",
    "strength",
    "id",
    "sensor",
)
"""What the columns of a table of one's own may be named for."""
SENSOR = ("title", "satellites", "looks_a_day", "places", "clouds")
DETECTIONS = (
    "title",
    "files",
    "kind",
    "sensor",
    "evidence",
    "marks",
    "columns",
    "position_error_km",
    "source",
)
EXPOSURE = ("cloud", "coverage", "outages")
CLOUD = ("file", "day", "cloud", "region", "only", "unit")
COVERAGE = ("file", "time", "there", "covers", "hours")
FIXED_HEAT = ("title", "longitude", "latitude", "within_km", "source")
PLACEBO = ("before_days", "other_years", "weeks_around", "other_weeks")
WATCHED = ("detections", "chance", "within_km", "why")
ENFORCEMENT_TOP = (
    "format",
    "summary",
    "currency",
    "period",
    "sides",
    "collateral",
    "snapbacks",
    "senders",
    "inspections",
    "steps",
    "scales",
    "pledges",
)
PERIOD = ("days", "discount", "conflict", "conflict_why")
SIDE = ("unit", "flow", "outside", "false_alarm", "exchange", "breaches", "framing")
BREACH = (
    "title", "gain", "obligation", "violation", "detection", "attributed", "false_per_day", "why",
)  # fmt: skip
FRAMING = ("success", "cost")
COLLATERAL = (
    "id",
    "title",
    "party",
    "holder",
    "unit",
    "amount",
    "stock",
    "returned_if_complied",
    "returned_if_breached",
    "delay",
    "refills",
    "posted",
    "paid_to",
    "paid_share",
    "when",
    "why",
    "statements",
)
SNAPBACK = (
    "id",
    "title",
    "on",
    "sender",
    "loss",
    "loss_unit",
    "cost",
    "cost_unit",
    "periods",
    "start",
    "seen",
    "credibility",
    "when",
    "why",
    "statements",
)
SENDER = ("partner", "unit", "flow", "outside", "false_alarm", "why")
INSPECTION = ("title", "days", "visits", "caught", "chance", "obligation", "why")
STEP = (
    "id",
    "title",
    "actor",
    "values",
    "irreversible",
    "days",
    "verified_after",
    "obligation",
    "detection",
    "seen_with",
    "after",
    "parts",
    "seen_by",
    "if_broken",
    "when",
    "why",
    "statements",
)
PLEDGE = ("party", "amount", "paid", "when", "why")
INSTRUMENT_COLUMNS = (
    "instrument",
    "key",
    "violation",
    "state",
    "text",
    "low",
    "mid",
    "high",
    "certainty",
    "source",
)
INSTRUMENT_REQUIRED = ("instrument", "key")
INSTRUMENT_TEXTS = (
    "title",
    "sensor",
    "sees",
    "placing",
    "shape",
    "owner",
    "nationality",
    "territory",
    "note",
)
"""Keys of an instrument whose row holds a text; all others hold a figure."""

PARTIES_LIMIT = 32
ISSUES_LIMIT = 200
OPTIONS_LIMIT = 5_000
RULES_LIMIT = 2_000
INTERACTIONS_LIMIT = 1_000
FALLBACKS_LIMIT = 20
OBLIGATIONS_LIMIT = 200
VIOLATIONS_LIMIT = 100
CONDITIONS_LIMIT = 8
STATES_LIMIT = 8
INSTRUMENTS_LIMIT = 100
DAYS_LIMIT = 10_000
WINDOWS_LIMIT = 50
SENSORS_LIMIT = 20
DETECTIONS_LIMIT = 50
FILES_LIMIT = 1_000
FIXED_HEAT_LIMIT = 2_000
BANDS_LIMIT = 8
WEEKS_LIMIT = 520
BREACHES_LIMIT = 100
STAKES_LIMIT = 100
STEPS_LIMIT = 200
PERIODS_LIMIT = 10_000
REFILLS_LIMIT = 60
VISIT_DAYS_LIMIT = 366

CASE_BYTES_LIMIT = 10_000_000
TABLE_BYTES_LIMIT = 20_000_000
TEXT_BYTES_LIMIT = 20_000_000
