"""The steps in which a deal is carried out, and what is pledged meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from detente.case import keys
from detente.case.enforcement import Pledge, StepTerms
from detente.case.faults import shown, way_to
from detente.case.folder.enforcing import ANY, NOT_NEGATIVE, SHARE, SURE, Ground
from detente.case.folder.estimates import whole_number
from detente.case.folder.lines import read_id
from detente.case.folder.table import Table

PARTS_LIMIT = 12


def read_steps(top: Table, ground: Ground) -> tuple[StepTerms, ...]:
    """The steps; what they wait for is another step, and nothing waits for itself in the end."""
    taken: set[str] = set()
    tables = top.tables("steps", known=keys.STEP, limit=keys.STEPS_LIMIT)
    steps = [_step(table, taken, ground) for table in tables]
    names = [step.id for step in steps]
    for table, step in zip(tables, steps, strict=True):
        for name in step.after:
            if name not in names:
                hint = way_to(name, names, "step")
                table.fault("after", f"no step {shown(name)}", hint=hint, code="unknown-name")
        _check_eye(table, step, names)
    _refuse_rings(top, steps)
    return tuple(_known(step, names) for step in steps)


def read_pledges(top: Table, ground: Ground) -> tuple[Pledge, ...]:
    """What parties forfeit if they stop."""
    tables = top.tables("pledges", known=keys.PLEDGE, limit=keys.STAKES_LIMIT)
    return tuple(
        Pledge(
            party=ground.party(table, "party"),
            amount=ground.figure(table, "amount", NOT_NEGATIVE),
            paid=ground.figures(table, "paid", NOT_NEGATIVE),
            when=ground.when(table),
            why=table.line("why"),
        )
        for table in tables
    )


def _known(step: StepTerms, names: list[str]) -> StepTerms:
    return replace(
        step,
        after=tuple(name for name in step.after if name in names),
        seen_with=step.seen_with if step.seen_with in names else "",
    )


def _check_eye(table: Table, step: StepTerms, names: list[str]) -> None:
    """What sees a step is another step."""
    name = step.seen_with
    if name and name == step.id:
        message = "a step cannot be what sees itself"
        table.fault("seen_with", message, hint="another step, or leave it out", code="seen-with-itself")
    elif name and name not in names:
        hint = way_to(name, names, "step")
        table.fault("seen_with", f"no step {shown(name)}", hint=hint, code="unknown-name")


def _refuse_rings(top: Table, steps: list[StepTerms]) -> None:
    try:
        TopologicalSorter({step.id: step.after for step in steps}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        message = f"no order is possible, each waits for the one before it: {' -> '.join(ring)}"
        hint = "take one of these out of the prerequisites of the next"
        top.faults.add(("steps", ring[-1], "after"), message, hint=hint, code="cyclic-steps")


def _step(table: Table, taken: set[str], ground: Ground) -> StepTerms:
    obligation = ground.obligation(table)
    values = ground.figures(table, "values", ANY)
    if not values and "values" not in table:
        hint = 'values = { PARTY = { value = [-0.2, -0.1], why = "..." } }'
        table.fault("values", "nothing says what it is worth to whom", hint=hint, code="missing")
    detection = ground.figure(table, "detection", SHARE, None)
    if detection is None and not obligation:
        message = "nothing says how surely a pretence would be seen"
        hint = 'detection = { value = [0.8, 1.0], why = "..." }, or obligation = "..." for the plan\'s figure'
        table.fault("detection", message, hint=hint, code="missing")
    return StepTerms(
        id=read_id(table, taken),
        title=table.line("title", required=True),
        actor=ground.party(table, "actor"),
        values=values,
        irreversible=ground.figure(table, "irreversible", SHARE, SURE),
        days=_days(table, "days"),
        verified_after=_days(table, "verified_after"),
        obligation=obligation,
        detection=detection,
        seen_with=table.line("seen_with"),
        after=tuple(_others(table)),
        parts=whole_number(table, "parts", least=1, most=PARTS_LIMIT) or 1,
        seen_by=table.line("seen_by"),
        if_broken=table.line("if_broken"),
        when=ground.when(table),
        why=table.line("why"),
        statements=ground.cited(table),
    )


def _days(table: Table, key: str) -> int:
    return whole_number(table, key, least=0, most=keys.DAYS_LIMIT) or 0


def _others(table: Table) -> Iterator[str]:
    """The steps that a step waits for, each once."""
    found: set[str] = set()
    for name in table.texts("after"):
        if name in found:
            table.fault("after", f"{shown(name)} stands twice", hint="each step once", code="duplicate")
        else:
            found.add(name)
            yield name
