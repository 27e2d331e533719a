"""``verification.toml``: obligations, ways to break them, conditions, what is ruled out, the alarm rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from detente.case import keys
from detente.case.faults import shown, way_to
from detente.case.folder.document import read_format
from detente.case.folder.estimates import plain_number, read_estimate, whole_number
from detente.case.folder.figures import NOT_NEGATIVE, SHARE
from detente.case.folder.frame import Frame
from detente.case.folder.lines import read_id
from detente.case.folder.table import Table
from detente.case.formula import Formula
from detente.case.verification import (
    AlarmRule,
    Budget,
    By,
    Condition,
    Exclusion,
    Instrument,
    Obligation,
    ObligationKind,
    State,
    Verification,
    ViolationType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a verification file refers to in the rest of its case.

    Attributes:
        red_lines: Ids of the red lines; None where they could not be read.
        instruments: The case's own instruments; None where it has no table of them.
        instruments_read: Whether that table was read without a fault.
    """

    frame: Frame
    red_lines: Collection[str] | None
    instruments: tuple[Instrument, ...] | None
    instruments_read: bool = True


def read_verification(top: Table, ground: Ground) -> Verification:
    """The verification that a document describes; with faults it is incomplete and must not be used."""
    read_format(top)
    violations = _violations(top)
    named = [violation.id for violation in violations]
    return Verification(
        summary=top.prose("summary"),
        violations=violations,
        conditions=_conditions(top, ground),
        obligations=_obligations(top, named, ground.frame),
        exclusions=_exclusions(top, ground),
        instruments=ground.instruments,
        alarm=_alarm(top),
        budget=_budget(top),
    )


def violation_ids(document: Mapping[str, object]) -> list[str]:
    """The keys of the violations of a document, whatever else is wrong with it."""
    section = document.get("violations")
    return list(section) if isinstance(section, Mapping) else []


def state_ids(document: Mapping[str, object]) -> list[str]:
    """The keys of all states of all conditions of a document, whatever else is wrong with it."""
    section = document.get("conditions")
    conditions = section.values() if isinstance(section, Mapping) else ()
    found = [item.get("states") for item in conditions if isinstance(item, Mapping)]
    return [name for states in found if isinstance(states, Mapping) for name in states]


def _members(top: Table, key: str, known: Sequence[str], limit: int) -> list[tuple[str, Table]]:
    """The tables of a section by id; those that are no tables are noted and left out."""
    section = top.table(key)
    if section is None:
        return []
    named = ((name, section.table(name, known=known)) for name in section.ids(key, limit=limit))
    return [(name, table) for name, table in named if table is not None]


def _violations(top: Table) -> tuple[ViolationType, ...]:
    if "violations" not in top:
        hint = '[violations.ID] with title = "..."'
        top.fault("violations", "'violations' is missing", hint=hint, code="missing")
    return tuple(
        ViolationType(id=name, title=table.line("title", required=True), note=table.prose("note"))
        for name, table in _members(top, "violations", keys.VIOLATION, keys.VIOLATIONS_LIMIT)
    )


# ---------------------------------------------------------------- conditions


def _conditions(top: Table, ground: Ground) -> tuple[Condition, ...]:
    taken: set[str] = set()
    sensors = None
    if ground.instruments is not None and ground.instruments_read:
        sensors = [instrument.sensor for instrument in ground.instruments]
    return tuple(
        _condition(name, table, taken, sensors)
        for name, table in _members(top, "conditions", keys.CONDITION, keys.CONDITIONS_LIMIT)
    )


def _condition(name: str, table: Table, taken: set[str], sensors: Collection[str] | None) -> Condition:
    by = _by(table)
    section = table.table("states")
    names = section.ids("states", limit=keys.STATES_LIMIT) if section is not None else []
    states = tuple(_state(state, section, by, sensors) for state in names if section is not None)
    if section is None or not section.entries:
        table.fault("states", "there is no state", hint='states.ID = "Title"', code="missing")
    for state in states:
        if state.id in taken:
            message = f"the state {shown(state.id)} belongs to another condition, too"
            table.fault("states", message, hint="each state's id once", code="duplicate")
        taken.add(state.id)
    weights = [state.weight for state in states if state.weight is not None]
    if by is By.NATURE and len(weights) == len(states) and weights and not any(item.mid for item in weights):
        message = "no state has a weight above 0 in the middle"
        table.fault("states", message, hint="a share of the time for each", code="bounds")
    return Condition(
        id=name,
        title=table.line("title", required=True),
        by=by or By.NATURE,
        states=states,
        why=table.line("why"),
    )


def _by(table: Table) -> By | None:
    """Who decides; None, with a fault, where that is not said."""
    if "by" not in table:
        hint = 'by = "nature", or "chosen" where the violator takes the worst'
        table.fault("by", "who decides on it is missing", hint=hint, code="missing")
        return None
    before = table.faults.count
    by = table.choice("by", By.NATURE)
    return by if table.faults.count == before else None


def _state(name: str, states: Table, by: By | None, sensors: Collection[str] | None) -> State:
    value = states.entries[name]
    if isinstance(value, Mapping):
        table = Table(value, (*states.place, name), states.faults, known=keys.STATE)
        title = table.line("title", required=True)
    else:
        table, title = Table({}, (*states.place, name), states.faults), states.line(name, required=True)
    weight = read_estimate(table, "weight", bounds=NOT_NEGATIVE)
    if by is By.NATURE and "weight" not in table:
        hint = 'weight = { value = 0.5, certainty = "guess" }'
        table.fault("weight", "a state of nature has a weight", hint=hint, code="missing")
    if by is By.CHOSEN and "weight" in table:
        message = "a state that the violator chooses has no weight"
        table.fault("weight", message, hint='by = "nature", or no weight', code="conflict")
    disabled = tuple(dict.fromkeys(table.texts("disables")))
    if sensors is not None:
        disabled = table.names("disables", sensors, "sensor class")
    return State(id=name, title=title, weight=weight, disables=disabled)


# ---------------------------------------------------------------- obligations and exclusions


def _obligations(top: Table, violations: Sequence[str], frame: Frame) -> tuple[Obligation, ...]:
    if "obligations" not in top:
        hint = "[obligations.ID] with title, kind, of and violations"
        top.fault("obligations", "'obligations' is missing", hint=hint, code="missing")
    return tuple(
        _obligation(name, table, violations, frame)
        for name, table in _members(top, "obligations", keys.OBLIGATION, keys.OBLIGATIONS_LIMIT)
    )


def _obligation(name: str, table: Table, violations: Sequence[str], frame: Frame) -> Obligation:
    if "kind" not in table:
        kinds = " or ".join(f"'{kind}'" for kind in ObligationKind)
        table.fault("kind", "'kind' is missing", hint=kinds, code="missing")
    when, formula = _when(table, frame)
    return Obligation(
        id=name,
        title=table.line("title", required=True),
        kind=table.choice("kind", ObligationKind.LINE),
        of=_some(table, "of", frame.parties, "party"),
        violations=_some(table, "violations", violations, "violation"),
        when=when,
        formula=formula,
        target=plain_number(table, "target", bounds=SHARE),
        review_days=whole_number(table, "review_days", least=1, most=keys.DAYS_LIMIT),
        within_km=plain_number(table, "within_km", bounds=NOT_NEGATIVE),
        places=_on_one_line(table, "places"),
        why=table.line("why"),
        statements=frame.citations.cited(table),
    )


def _some(table: Table, key: str, known: Collection[str], kind: str) -> tuple[str, ...]:
    """A list of at least one name out of ``known``."""
    if not table.entries.get(key, ()):
        table.fault(key, f"'{key}' is missing", hint=f'{key} = ["..."]', code="missing")
    return table.names(key, known, kind)


def _on_one_line(table: Table, key: str) -> tuple[str, ...]:
    """A list of names that are not ids."""
    names = [name.strip() for name in table.texts(key)]
    for number, name in enumerate(names, start=1):
        if not name or "\n" in name or "\t" in name:
            place = (*table.place, key, number)
            table.faults.add(place, f"{shown(name)} is no name", hint="a name on one line", code="bad-text")
    return tuple(names)


def _when(table: Table, frame: Frame) -> tuple[str, Formula | None]:
    if "when" not in table:
        return "", None
    return frame.rule(table, "when") or ("", None)


def _exclusions(top: Table, ground: Ground) -> tuple[Exclusion, ...]:
    taken: set[str] = set()
    tables = top.tables("exclusions", known=keys.EXCLUSION, limit=keys.RULES_LIMIT)
    return tuple(_exclusion(table, taken, ground) for table in tables)


def _exclusion(table: Table, taken: set[str], ground: Ground) -> Exclusion:
    name = read_id(table, taken)
    listed = _ruled_out(table, ground) if "instruments" in table or "nationalities" not in table else ()
    when, formula = _when(table, ground.frame)
    line = table.line("red_line")
    if line and ground.red_lines is not None and line not in ground.red_lines:
        hint = way_to(line, ground.red_lines, "red line")
        table.fault("red_line", f"no red line {shown(line)}", hint=hint, code="unknown-name")
    return Exclusion(
        id=name,
        instruments=listed,
        why=table.line("why", required=True),
        nationalities=_nationalities(table),
        when=when,
        formula=formula,
        red_line=line,
        statements=ground.frame.citations.cited(table),
    )


def _ruled_out(table: Table, ground: Ground) -> tuple[str, ...]:
    """The instruments that an exclusion names."""
    if ground.instruments is not None and ground.instruments_read:
        return _some(table, "instruments", [item.id for item in ground.instruments], "instrument")
    given = table.entries.get("instruments")
    names = given if isinstance(given, list | tuple) else ()
    return _some(table, "instruments", [name for name in names if isinstance(name, str)], "instrument")


def _nationalities(table: Table) -> tuple[str, ...]:
    if "nationalities" in table and table.entries["nationalities"] in ([], ()):
        table.fault("nationalities", "the list is empty", hint='nationalities = ["..."]', code="missing")
    return _on_one_line(table, "nationalities")


# ---------------------------------------------------------------- the alarm rule and the budget


def _alarm(top: Table) -> AlarmRule | None:
    table = top.table("alarm", known=keys.ALARM)
    if table is None:
        return None
    most = keys.DAYS_LIMIT
    alarms = whole_number(table, "alarms", least=1, most=most, required=True)
    window = whole_number(table, "window_days", least=1, most=most, required=True)
    review = whole_number(table, "review_days", least=1, most=most, required=True)
    acts = whole_number(table, "acts", least=0, most=most, required=True)
    why = table.line("why")
    if window is not None and review is not None and window > review:
        message = f"a window of {window} days is longer than the review period of {review}"
        table.fault("window_days", message, hint=f"at most {review}", code="bounds")
    if alarms is None or window is None or review is None or acts is None:
        return None
    return AlarmRule(alarms=alarms, window_days=window, review_days=review, acts=acts, why=why)


def _budget(top: Table) -> Budget | None:
    table = top.table("budget", known=keys.BUDGET)
    if table is None:
        return None
    per_year = plain_number(table, "per_year", bounds=NOT_NEGATIVE)
    return Budget(currency=table.line("currency", required=True), per_year=per_year, why=table.line("why"))
