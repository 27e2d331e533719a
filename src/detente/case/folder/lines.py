"""Structural rules and red lines of a case file."""

from __future__ import annotations

from detente.case import keys
from detente.case.faults import ID_HINT, id_fault, shown, way_to
from detente.case.folder.figures import SHARE, read_figure
from detente.case.folder.frame import Frame
from detente.case.folder.table import Table
from detente.case.model import (
    HELD_BY_DEFAULT,
    LINE_STANCES,
    Fallback,
    Figure,
    RedLine,
    Review,
    Rule,
    Strength,
)


def read_structural(document: Table, frame: Frame) -> tuple[Rule, ...]:
    """The structural rules; those with faults are left out."""
    rules = []
    taken: set[str] = set()
    for table in document.tables("structural", known=keys.STRUCTURAL, limit=keys.RULES_LIMIT):
        name = read_id(table, taken)
        rule = frame.rule(table, "rule")
        why, statements = table.line("why"), frame.citations.cited(table)
        if rule:
            rules.append(Rule(id=name, text=rule[0], formula=rule[1], why=why, statements=statements))
    return tuple(rules)


def read_red_lines(document: Table, frame: Frame) -> tuple[RedLine, ...]:
    """The red lines; those with faults are left out."""
    taken: set[str] = set()
    tables = document.tables("red_lines", known=keys.RED_LINE, limit=keys.RULES_LIMIT)
    lines = (_red_line(table, taken, frame) for table in tables)
    return tuple(line for line in lines if line)


def _red_line(table: Table, taken: set[str], frame: Frame) -> RedLine | None:
    name, party = read_id(table, taken), _party(table, frame)
    rule, fallback = frame.rule(table, "rule"), _fallback(table, frame)
    strength = table.choice("strength", Strength.STATED)
    held = _held(table, strength, frame)
    why, title = table.line("why"), table.line("title")
    statements = frame.citations.cited(table)
    _check_basis(table, party, why, statements, frame)
    if not (rule and party):
        return None
    return RedLine(
        id=name,
        party=party,
        text=rule[0],
        formula=rule[1],
        strength=strength,
        held=held,
        fallback=fallback,
        title=title,
        why=why,
        statements=statements,
    )


def read_id(table: Table, taken: set[str]) -> str:
    """The id of an entry of an array: a good one, and no other entry's; "" with a fault."""
    name = table.line("id", required=True)
    if not name:
        return ""
    wrong = id_fault(name)
    if wrong:
        table.fault("id", wrong, hint=ID_HINT, code="bad-id")
    elif name in taken:
        table.fault("id", f"the id {shown(name)} stands twice", hint="each id once", code="duplicate")
    taken.add(name)
    return name


def _party(table: Table, frame: Frame) -> str:
    party = table.line("party", required=True)
    if party and party not in frame.parties:
        hint = way_to(party, frame.parties, "party")
        table.fault("party", f"no party {shown(party)}", hint=hint, code="unknown-name")
        return ""
    return party


def _held(table: Table, strength: Strength, frame: Frame) -> Figure:
    if "held" not in table:
        return HELD_BY_DEFAULT[strength]
    value, place = table.entries["held"], (*table.place, "held")
    figure = read_figure(value, place, table.faults, bounds=SHARE, citations=frame.citations)
    return figure or HELD_BY_DEFAULT[strength]


def _fallback(table: Table, frame: Frame) -> tuple[Fallback, ...]:
    texts = table.texts("fallback")
    if len(texts) > keys.FALLBACKS_LIMIT:
        message = f"{len(texts)} fallbacks, more than {keys.FALLBACKS_LIMIT}"
        table.fault("fallback", message, hint="fewer", code="too-large")
        return ()
    found = []
    for number, text in enumerate(texts, start=1):
        rule = frame.compiled(text, table, (*table.place, "fallback", number))
        if rule:
            found.append(Fallback(text=rule[0], formula=rule[1]))
    return tuple(found)


def _check_basis(table: Table, party: str, why: str, statements: tuple[str, ...], frame: Frame) -> None:
    if not why and not table.entries.get("statements"):
        message = "a red line rests on statements or on an analyst's why"
        table.fault("statements", message, hint='statements = ["..."] or why = "..."', code="missing")
    for name in statements:
        statement = frame.citations.statements[name]
        if statement.review is not Review.CONFIRMED:
            message = f"statement '{name}' is {statement.review}, and only confirmed ones carry a red line"
            table.fault("statements", message, hint="confirm it in statements.csv, or drop it", code="basis")
        if party and statement.party != party:
            speaker = f"'{statement.party}'" if statement.party else "no party"
            message = f"statement '{name}' is by {speaker}, the line by '{party}'"
            table.fault("statements", message, hint=f"statements of '{party}'", code="basis")
        if statement.stance not in LINE_STANCES and not why:
            message = f"statement '{name}' is coded '{statement.stance}', which is no red line by itself"
            hint = 'why = "..." to make it an analyst\'s line'
            table.fault("statements", message, hint=hint, code="basis")
