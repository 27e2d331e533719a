"""``enforcement.toml`` of a folder, read against its case: the pact, what stands behind it, its steps."""

from __future__ import annotations

from fractions import Fraction

from detente.case import keys
from detente.case.enforcement import (
    Breach,
    Enforcement,
    FramingMeans,
    InspectionTerms,
    Period,
    SideTerms,
    Unit,
)
from detente.case.exact import decimal_text
from detente.case.faults import shown
from detente.case.folder.document import read_format
from detente.case.folder.enforcement_stakes import read_collateral, read_senders, read_snapbacks
from detente.case.folder.enforcement_steps import read_pledges, read_steps
from detente.case.folder.enforcing import ANY, NOT_NEGATIVE, SHARE, Ground, lasting, members, one_of, unit_of
from detente.case.folder.estimates import whole_number
from detente.case.folder.figures import Bounds, Citations
from detente.case.folder.frame import frame_of
from detente.case.folder.inputs import CASE_FILE, ENFORCEMENT_FILE, Inputs
from detente.case.folder.table import Table
from detente.case.model import Case
from detente.case.verification import Verification

SIDES = 2
POSITIVE = Bounds(low=Fraction(1, 10**12))


def read_enforcement_file(
    inputs: Inputs, case: Case | None, verification: Verification | None, citations: Citations
) -> Enforcement | None:
    """What the folder says of enforcement; None where it says nothing, or nothing that can be read.

    Args:
        inputs: The folder; faults go to its enforcement.toml.
        case: The case as far as it could be read.
        verification: Where the obligations stand; None where there are none, or none that can be read.
        citations: The statements that may be cited.
    """
    if not inputs.has(ENFORCEMENT_FILE):
        return None
    document = inputs.toml(ENFORCEMENT_FILE)
    if document is None or case is None:
        return None
    sound = inputs.faults_of(CASE_FILE).count == 0
    frame = frame_of(
        tuple(party.id for party in case.parties),
        case.issues,
        frozenset() if sound else frozenset(issue.id for issue in case.issues),
        citations,
    )
    obligations = None
    if verification is not None:
        obligations = {item.id: item.violations for item in verification.obligations}
    faults = inputs.faults_of(ENFORCEMENT_FILE)
    top = Table(document, (), faults, known=keys.ENFORCEMENT_TOP)
    return read_enforcement(top, Ground(frame=frame, obligations=obligations))


def read_enforcement(top: Table, ground: Ground) -> Enforcement:
    """What a document says of enforcement; with faults it is incomplete and must not be used."""
    read_format(top)
    sides = _sides(top, ground)
    collateral = read_collateral(top, ground, [side.party for side in sides])
    snapbacks = read_snapbacks(top, ground, [side.party for side in sides])
    found = Enforcement(
        summary=top.prose("summary"),
        currency=top.line("currency"),
        period=_period(top, ground),
        sides=sides,
        collateral=collateral,
        snapbacks=snapbacks,
        senders=read_senders(top, ground),
        inspections=_inspections(top, ground),
        steps=read_steps(top, ground),
        scales=ground.figures(top, "scales", POSITIVE),
        pledges=read_pledges(top, ground),
    )
    _check_whole(top, found)
    return found


def _check_whole(top: Table, found: Enforcement) -> None:
    """What one part of the file needs of another."""
    if found.sides and len(found.sides) != SIDES:
        message = f"a pact has two sides, this file has {len(found.sides)}"
        top.fault("sides", message, hint="two tables [sides.PARTY]", code="missing")
    if found.sides and found.period is None:
        message = "nothing says how long a period is and what the next one counts"
        hint = "[period] with days, discount and conflict"
        top.fault("period", message, hint=hint, code="missing")
    if not found.currency and _has_money(found):
        hint = 'currency = "billion USD"'
        top.fault("currency", "there are amounts of money, and no currency", hint=hint, code="missing")
    senders = {sender.party for sender in found.senders}
    for snapback in found.snapbacks:
        if snapback.sender and snapback.sender not in senders:
            message = f"nothing says what {shown(snapback.sender)} loses by not imposing it"
            hint = f"[senders.{snapback.sender}] with partner, flow, outside and false_alarm"
            top.faults.add(("snapbacks", snapback.id, "sender"), message, hint=hint, code="missing")


def _has_money(found: Enforcement) -> bool:
    units = [side.unit for side in found.sides] + [stake.unit for stake in found.collateral]
    units += [unit for one in found.snapbacks for unit in (one.loss_unit, one.cost_unit)]
    units += [sender.unit for sender in found.senders]
    exchanged = any(side.exchange is not None for side in found.sides)
    return Unit.MONEY in units or exchanged


def _period(top: Table, ground: Ground) -> Period | None:
    table = top.table("period", known=keys.PERIOD)
    if table is None:
        return None
    days = whole_number(table, "days", least=1, most=keys.DAYS_LIMIT, required=True)
    discount = ground.figure(table, "discount", SHARE)
    if float(discount.high) >= 1:
        message = f"a discount of {decimal_text(discount.high)} makes the future count without end"
        table.fault("discount", message, hint="an interval below 1, such as [0.9, 0.99]", code="bounds")
    conflict = lasting(table, "conflict", table.line("conflict_why"))
    return Period(days=days or 1, discount=discount, conflict=conflict)


def _sides(top: Table, ground: Ground) -> tuple[SideTerms, ...]:
    section = top.table("sides")
    if section is None:
        return ()
    named = ((party, section.table(party, known=keys.SIDE)) for party in ground.parties(section))
    return tuple(_side(party, table, ground) for party, table in named if table is not None)


def _side(party: str, table: Table, ground: Ground) -> SideTerms:
    unit = unit_of(table)
    exchange = ground.figure(table, "exchange", NOT_NEGATIVE, None)
    if exchange is not None and unit is Unit.MONEY:
        message = "a side whose amounts are money needs no exchange"
        table.fault("exchange", message, hint='unit = "utility", or no exchange', code="conflict")
    breaches = tuple(
        _breach(name, inner, ground)
        for name, inner in members(table, "breaches", keys.BREACH, keys.BREACHES_LIMIT)
    )
    return SideTerms(
        party=party,
        unit=unit,
        flow=ground.figure(table, "flow", ANY),
        outside=ground.figure(table, "outside", ANY),
        false_alarm=ground.figure(table, "false_alarm", SHARE, None),
        exchange=exchange,
        breaches=breaches,
        framing=_framing(table, ground),
    )


def _framing(table: Table, ground: Ground) -> FramingMeans | None:
    inner = table.table("framing", known=keys.FRAMING)
    if inner is None:
        return None
    return FramingMeans(
        success=ground.figure(inner, "success", SHARE), cost=ground.figure(inner, "cost", NOT_NEGATIVE)
    )


def _breach(name: str, table: Table, ground: Ground) -> Breach:
    obligation = ground.obligation(table)
    known = (ground.obligations or {}).get(obligation)
    violation = table.line("violation") if known is None else one_of(table, "violation", known, "violation")
    if violation and not obligation:
        message = f"nothing says which obligation {shown(violation)} breaks"
        table.fault("obligation", message, hint='obligation = "..."', code="missing")
    detection = ground.figure(table, "detection", SHARE, None)
    if detection is None and not obligation:
        message = "nothing says how surely it is seen"
        hint = 'detection = { value = [0.3, 0.6], why = "..." }, or obligation = "..." for the plan\'s figure'
        table.fault("detection", message, hint=hint, code="missing")
    attributed = ground.figure(table, "attributed", SHARE, None)
    false_per_day = ground.figure(table, "false_per_day", NOT_NEGATIVE, None)
    if (attributed is None) != (false_per_day is None):
        missing = "attributed" if attributed is None else "false_per_day"
        message = "of the chance that one act is put down to it and of false alarms a day one is missing"
        hint = f'{missing} = {{ value = [0.1, 0.3], why = "..." }}, or neither for the plan\'s figures'
        table.fault(missing, message, hint=hint, code="missing")
    return Breach(
        id=name,
        title=table.line("title", required=True),
        gain=ground.figure(table, "gain", NOT_NEGATIVE),
        obligation=obligation,
        violation=violation,
        detection=detection,
        attributed=attributed,
        false_per_day=false_per_day,
        why=table.line("why"),
    )


def _inspections(top: Table, ground: Ground) -> tuple[InspectionTerms, ...]:
    return tuple(
        _inspection(name, table, ground)
        for name, table in members(top, "inspections", keys.INSPECTION, keys.OBLIGATIONS_LIMIT)
    )


def _inspection(name: str, table: Table, ground: Ground) -> InspectionTerms:
    days = whole_number(table, "days", least=1, most=keys.VISIT_DAYS_LIMIT, required=True)
    visits = whole_number(table, "visits", least=0, most=keys.VISIT_DAYS_LIMIT, required=True)
    return InspectionTerms(
        id=name,
        title=table.line("title", required=True),
        days=days or 1,
        visits=visits or 0,
        caught=ground.figure(table, "caught", NOT_NEGATIVE),
        chance=ground.figure(table, "chance", SHARE),
        obligation=ground.obligation(table),
        why=table.line("why"),
    )
