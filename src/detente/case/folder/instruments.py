"""``instruments.csv``: one row says one thing of one instrument, each figure with what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from detente.case import keys
from detente.case.faults import ID_HINT, id_fault, shown, way_to
from detente.case.folder.estimates import cell_estimate
from detente.case.folder.figures import NOT_NEGATIVE, SHARE, Bounds
from detente.case.folder.rows import Row
from detente.case.names import is_id
from detente.case.verification import (
    LEVELS,
    Estimate,
    FigureKey,
    Instrument,
    InstrumentFigure,
    ObligationKind,
    Placing,
    Shape,
)
from detente.errors import unknown_name_hint

Choice = TypeVar("Choice", bound=StrEnum)

SHARES = frozenset({FigureKey.DETECTION, FigureKey.ATTRIBUTION, FigureKey.WRONG_SIDE})
POSITIVE = frozenset({FigureKey.RANGE_M, FigureKey.STEEPNESS, FigureKey.LIFE_YEARS})
BY_VIOLATION = frozenset({*SHARES, FigureKey.DETECTION_FACTOR, FigureKey.RANGE_M, FigureKey.RANGE_FACTOR})
BY_STATE = frozenset({FigureKey.DETECTION_FACTOR, FigureKey.RANGE_FACTOR})
NAMED = (*keys.INSTRUMENT_TEXTS, *(str(key) for key in FigureKey))
LEAST = Fraction(1, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What rows may name: violation types, states of conditions; None where anything goes."""

    violations: Collection[str] | None = None
    states: Collection[str] | None = None


class _Draft:
    """What was read of one instrument so far."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.texts: dict[str, tuple[Row, str]] = {}
        self.figures: dict[tuple[FigureKey, str, str], tuple[Row, Estimate]] = {}


def read_instruments(rows: Iterable[Row], terms: Terms) -> tuple[Instrument, ...]:
    """The instruments of a table, in the order of their first rows.

    Args:
        rows: The rows; what is wrong with them is noted as a fault of theirs.
        terms: What the rows may name.
    """
    drafts: dict[str, _Draft] = {}
    for row in rows:
        name, key = row.text("instrument", required=True), row.text("key", required=True)
        wrong = id_fault(name) if name else ""
        if wrong:
            row.fault("instrument", wrong, hint=ID_HINT, code="bad-id")
        if wrong or not name or not key:
            continue
        if key not in NAMED:
            hint = unknown_name_hint(key, list(NAMED))
            row.fault("key", f"{shown(key)} is no key of an instrument", hint=hint, code="unknown-key")
            continue
        draft = drafts.setdefault(name, _Draft(row))
        if key in keys.INSTRUMENT_TEXTS:
            _take_text(draft, row, key)
        else:
            _take_figure(draft, row, FigureKey(key), terms)
    if len(drafts) > keys.INSTRUMENTS_LIMIT:
        row = next(iter(drafts.values())).row
        message = f"{len(drafts)} instruments, more than {keys.INSTRUMENTS_LIMIT}"
        row.fault("instrument", message, hint="fewer", code="too-large")
    return tuple(_instrument(name, draft) for name, draft in drafts.items())


def _take_text(draft: _Draft, row: Row, key: str) -> None:
    _refuse_filled(row, ("violation", "state", "low", "mid", "high", "certainty", "source"), "a text")
    if key in draft.texts:
        row.fault("key", f"'{key}' is given twice", hint="one row for it", code="duplicate")
        return
    text = row.text("text", required=True)
    if "\n" in text or "\t" in text:
        row.fault("text", f"{shown(text)} has a line break or a tab", hint="one line", code="wrong-type")
    draft.texts[key] = row, text


def _take_figure(draft: _Draft, row: Row, key: FigureKey, terms: Terms) -> None:
    _refuse_filled(row, ("text",), "a figure")
    violation = _named(row, "violation", terms.violations, allowed=key in BY_VIOLATION)
    state = _named(row, "state", terms.states, allowed=key in BY_STATE)
    if key in BY_STATE and not state:
        row.fault("state", f"a {key} is of a state", hint="the id of a state", code="missing")
    value = cell_estimate(row, bounds=_bounds(key))
    if (key, violation, state) in draft.figures:
        hint = "one row for each key, violation and state"
        row.fault("key", f"'{key}' is given twice for the same", hint=hint, code="duplicate")
    elif value is not None:
        draft.figures[key, violation, state] = row, value


def _refuse_filled(row: Row, columns: Iterable[str], what: str) -> None:
    for column in columns:
        if row.text(column):
            message = f"the row holds {what}, so {shown(row.text(column))} has no meaning here"
            row.fault(column, message, hint="an empty cell", code="conflict")


def _named(row: Row, column: str, known: Collection[str] | None, *, allowed: bool) -> str:
    name = row.text(column)
    if not name:
        return ""
    if not allowed:
        message = f"'{row.text('key')}' does not depend on a {column}"
        row.fault(column, message, hint="an empty cell", code="conflict")
    elif known is None:
        if not is_id(name):
            row.fault(column, f"{shown(name)} is not an id", hint=ID_HINT, code="bad-id")
    elif name not in known:
        row.fault(column, f"no {column} {shown(name)}", hint=way_to(name, known, column), code="unknown-name")
    return name


def _bounds(key: FigureKey) -> Bounds:
    if key in SHARES:
        return SHARE
    return Bounds(low=LEAST) if key in POSITIVE else NOT_NEGATIVE


def _instrument(name: str, draft: _Draft) -> Instrument:
    for needed in ("title", "sensor", "sees"):
        if needed not in draft.texts:
            message = f"the instrument {shown(name)} has no row '{needed}'"
            draft.row.fault("key", message, hint=f"a row {name},{needed}", code="missing")
    said = {key: text for key, (_, text) in draft.texts.items()}
    figures = tuple(
        InstrumentFigure(key=key, value=value, violation=violation, state=state)
        for (key, violation, state), (_, value) in draft.figures.items()
    )
    instrument = Instrument(
        id=name,
        title=said.get("title", ""),
        sensor=_sensor(draft),
        sees=_sees(draft),
        placing=_choice(draft, "placing", Placing.SITE),
        shape=_choice(draft, "shape", Shape.STEP),
        owner=said.get("owner", ""),
        nationality=said.get("nationality", ""),
        territory=said.get("territory", ""),
        note=said.get("note", ""),
        figures=figures,
    )
    _refuse_more_than_all(instrument, draft)
    return instrument


def _sensor(draft: _Draft) -> str:
    row, sensor = draft.texts.get("sensor", (draft.row, ""))
    if sensor and not is_id(sensor):
        row.fault("text", f"{shown(sensor)} is not an id", hint=ID_HINT, code="bad-id")
    return sensor


def _sees(draft: _Draft) -> tuple[ObligationKind, ...]:
    row, text = draft.texts.get("sees", (draft.row, ""))
    found: dict[ObligationKind, None] = {}
    for word in (part.strip() for part in text.split(";")):
        if word in set(ObligationKind):
            found[ObligationKind(word)] = None
        elif text:
            hint = unknown_name_hint(word, [str(kind) for kind in ObligationKind])
            row.fault("text", f"{shown(word)} is no kind of obligation", hint=hint, code="unknown-name")
    return tuple(found)


def _choice(draft: _Draft, key: str, default: Choice) -> Choice:
    if key not in draft.texts:
        return default
    row, text = draft.texts[key]
    words = [str(word) for word in type(default)]
    if text not in words:
        hint = unknown_name_hint(text, words)
        row.fault("text", f"{shown(text)} is no {key}", hint=hint, code="unknown-name")
        return default
    return type(default)(text)


def _refuse_more_than_all(instrument: Instrument, draft: _Draft) -> None:
    """A detection is attributed to the right side, to the wrong one, or to none: at most 1 in all runs."""
    named = {row.violation for row in instrument.figures if row.key in SHARES - {FigureKey.DETECTION}}
    for violation in sorted(named):
        right = instrument.figure(FigureKey.ATTRIBUTION, violation=violation)
        wrong = instrument.figure(FigureKey.WRONG_SIDE, violation=violation)
        if right is None or wrong is None:
            continue
        if any(right.at(level) + wrong.against(level) > 1 for level in LEVELS):
            message = f"attribution and wrong-side of '{instrument.id}' come to more than 1 in a run"
            hint = "low with high, middle with middle, high with low: at most 1 together"
            draft.row.fault("key", message, hint=hint, code="bounds")
