"""What stands behind a pact: collateral, sanctions that come back, and what binds their senders."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case import keys
from detente.case.enforcement import (
    CollateralTerms,
    Posted,
    SenderTerms,
    SnapbackTerms,
    Start,
    Unit,
)
from detente.case.exact import decimal_text
from detente.case.faults import shown
from detente.case.folder.enforcing import ANY, NOT_NEGATIVE, SHARE, SURE, Ground, lasting, one_of, unit_of
from detente.case.folder.estimates import whole_number
from detente.case.folder.lines import read_id
from detente.case.folder.table import Table


def read_collateral(top: Table, ground: Ground, sides: Sequence[str]) -> tuple[CollateralTerms, ...]:
    """The stakes; their parties are sides of the pact."""
    taken: set[str] = set()
    tables = top.tables("collateral", known=keys.COLLATERAL, limit=keys.STAKES_LIMIT)
    return tuple(_collateral(table, taken, ground, sides) for table in tables)


def read_snapbacks(top: Table, ground: Ground, sides: Sequence[str]) -> tuple[SnapbackTerms, ...]:
    """The sanctions that an alarm brings back; they fall on a side of the pact."""
    taken: set[str] = set()
    tables = top.tables("snapbacks", known=keys.SNAPBACK, limit=keys.STAKES_LIMIT)
    return tuple(_snapback(table, taken, ground, sides) for table in tables)


def read_senders(top: Table, ground: Ground) -> tuple[SenderTerms, ...]:
    """What binds those who would impose sanctions."""
    section = top.table("senders")
    if section is None:
        return ()
    named = ((party, section.table(party, known=keys.SENDER)) for party in ground.parties(section))
    return tuple(_sender(party, table, ground) for party, table in named if table is not None)


def _collateral(table: Table, taken: set[str], ground: Ground, sides: Sequence[str]) -> CollateralTerms:
    amount = ground.figure(table, "amount", NOT_NEGATIVE)
    stock = ground.figure(table, "stock", NOT_NEGATIVE, None)
    if stock is not None and amount.low > stock.high:
        message = f"{decimal_text(amount.low)} is put up, and there is {decimal_text(stock.high)} at most"
        table.fault("amount", message, hint="no more than the stock", code="bounds")
    party = _side(table, "party", sides)
    paid_to = one_of(table, "paid_to", [side for side in sides if side != party], "other side")
    paid_share = ground.figure(table, "paid_share", SHARE, SURE if paid_to else None)
    if paid_share is not None and not paid_to:
        message = "a share is paid, and nothing says to whom"
        table.fault("paid_to", message, hint='paid_to = "..."', code="missing")
    return CollateralTerms(
        id=read_id(table, taken),
        title=table.line("title", required=True),
        party=party,
        holder=table.line("holder", required=True),
        unit=unit_of(table, default=Unit.MONEY),
        amount=amount,
        stock=stock,
        returned_if_complied=ground.figure(table, "returned_if_complied", SHARE),
        returned_if_breached=ground.figure(table, "returned_if_breached", SHARE),
        delay=whole_number(table, "delay", least=0, most=keys.PERIODS_LIMIT) or 0,
        refills=whole_number(table, "refills", least=0, most=keys.REFILLS_LIMIT),
        posted=table.choice("posted", Posted.FOR_THE_DEAL),
        paid_to=paid_to,
        paid_share=paid_share,
        when=ground.when(table),
        why=table.line("why"),
        statements=ground.cited(table),
    )


def _snapback(table: Table, taken: set[str], ground: Ground, sides: Sequence[str]) -> SnapbackTerms:
    return SnapbackTerms(
        id=read_id(table, taken),
        title=table.line("title", required=True),
        on=_side(table, "on", sides),
        sender=ground.party(table, "sender"),
        loss=ground.figure(table, "loss", NOT_NEGATIVE),
        loss_unit=unit_of(table, "loss_unit", Unit.MONEY),
        cost=ground.figure(table, "cost", NOT_NEGATIVE),
        cost_unit=unit_of(table, "cost_unit", Unit.MONEY),
        lasting=lasting(table, "periods"),
        start=table.choice("start", Start.AT_ONCE),
        seen=ground.figure(table, "seen", SHARE, SURE),
        credibility=ground.figure(table, "credibility", SHARE),
        when=ground.when(table),
        why=table.line("why"),
        statements=ground.cited(table),
    )


def _sender(party: str, table: Table, ground: Ground) -> SenderTerms:
    return SenderTerms(
        party=party,
        partner=table.line("partner", required=True),
        unit=unit_of(table),
        flow=ground.figure(table, "flow", ANY),
        outside=ground.figure(table, "outside", ANY),
        false_alarm=ground.figure(table, "false_alarm", SHARE),
        why=table.line("why"),
    )


def _side(table: Table, key: str, sides: Sequence[str]) -> str:
    name = table.line(key, required=True)
    if name and name not in sides:
        hint = f"one of the two sides, {' or '.join(sides)}" if sides else "a table [sides.PARTY] for it"
        table.fault(key, f"{shown(name)} is no side of the pact", hint=hint, code="unknown-name")
    return name
