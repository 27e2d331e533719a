"""Enforcement as the text of ``enforcement.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case import keys
from detente.case.enforcement import (
    Breach,
    CollateralTerms,
    Enforcement,
    InspectionTerms,
    Lasting,
    Period,
    Pledge,
    Posted,
    SenderTerms,
    SideTerms,
    SnapbackTerms,
    StepTerms,
    Unit,
    When,
)
from detente.case.folder.enforcing import FOR_GOOD, SURE
from detente.case.folder.toml_text import (
    basis_entries,
    block_text,
    figure_text,
    inline_text,
    list_text,
    path_text,
    prose_text,
    text_text,
)
from detente.case.preference import Figure

Entries = Iterator[tuple[str, str]]


def enforcement_text(enforcement: Enforcement) -> str:
    """The text of ``enforcement.toml``.

    Raises:
        ValueError: if a number has no finite decimal, as 1/3.
    """
    blocks = ["\n".join(f"{key} = {value}" for key, value in _head(enforcement))]
    if enforcement.period is not None:
        blocks.append(block_text("[period]", _period(enforcement.period)))
    for side in enforcement.sides:
        blocks += _side(side)
    blocks += [block_text("[[collateral]]", _collateral(item)) for item in enforcement.collateral]
    blocks += [block_text("[[snapbacks]]", _snapback(item)) for item in enforcement.snapbacks]
    blocks += [_block("senders", item.party, _sender(item)) for item in enforcement.senders]
    blocks += [_block("inspections", item.id, _inspection(item)) for item in enforcement.inspections]
    if enforcement.scales:
        blocks.append(block_text("[scales]", _figures(enforcement.scales).items()))
    blocks += [block_text("[[steps]]", _step(item)) for item in enforcement.steps]
    blocks += [block_text("[[pledges]]", _pledge(item)) for item in enforcement.pledges]
    return "\n\n".join(blocks) + "\n"


def _block(section: str, name: str, entries: Entries) -> str:
    return block_text(f"[{path_text(section, name)}]", entries)


def _head(enforcement: Enforcement) -> Entries:
    yield "format", str(keys.FORMAT)
    if enforcement.summary:
        yield "summary", prose_text(enforcement.summary)
    if enforcement.currency:
        yield "currency", text_text(enforcement.currency)


def _period(period: Period) -> Entries:
    yield "days", str(period.days)
    yield "discount", figure_text(period.discount)
    yield "conflict", _lasting(period.conflict)
    if period.conflict.why:
        yield "conflict_why", text_text(period.conflict.why)


def _lasting(lasting: Lasting) -> str:
    least, most = (text_text(FOR_GOOD) if end is None else str(end) for end in (lasting.least, lasting.most))
    return least if least == most else f"[{least}, {most}]"


def _side(side: SideTerms) -> Iterator[str]:
    def entries() -> Entries:
        yield "unit", text_text(side.unit)
        yield "flow", figure_text(side.flow)
        yield "outside", figure_text(side.outside)
        yield from _given("false_alarm", side.false_alarm)
        yield from _given("exchange", side.exchange)

    yield _block("sides", side.party, entries())
    if side.framing is not None:
        framing = (("success", side.framing.success), ("cost", side.framing.cost))
        header = f"[{path_text('sides', side.party, 'framing')}]"
        yield block_text(header, ((key, figure_text(value)) for key, value in framing))
    for breach in side.breaches:
        yield block_text(f"[{path_text('sides', side.party, 'breaches', breach.id)}]", _breach(breach))


def _breach(breach: Breach) -> Entries:
    yield "title", text_text(breach.title)
    yield "gain", figure_text(breach.gain)
    yield from _said(obligation=breach.obligation, violation=breach.violation)
    yield from _given("detection", breach.detection)
    yield from _given("attributed", breach.attributed)
    yield from _given("false_per_day", breach.false_per_day)
    yield from basis_entries(breach.why, ()).items()


def _collateral(item: CollateralTerms) -> Entries:
    yield from _said(id=item.id, title=item.title, party=item.party, holder=item.holder)
    yield from _unit("unit", item.unit, Unit.MONEY)
    yield "amount", figure_text(item.amount)
    yield from _given("stock", item.stock)
    yield "returned_if_complied", figure_text(item.returned_if_complied)
    yield "returned_if_breached", figure_text(item.returned_if_breached)
    if item.delay:
        yield "delay", str(item.delay)
    if item.refills is not None:
        yield "refills", str(item.refills)
    if item.posted is not Posted.FOR_THE_DEAL:
        yield "posted", text_text(item.posted)
    yield from _said(paid_to=item.paid_to)
    if item.paid_to and item.paid_share != SURE:
        yield from _given("paid_share", item.paid_share)
    yield from _basis(item.when, item.why, item.statements)


def _snapback(item: SnapbackTerms) -> Entries:
    yield from _said(id=item.id, title=item.title, on=item.on, sender=item.sender)
    yield "loss", figure_text(item.loss)
    yield from _unit("loss_unit", item.loss_unit, Unit.MONEY)
    yield "cost", figure_text(item.cost)
    yield from _unit("cost_unit", item.cost_unit, Unit.MONEY)
    yield "periods", _lasting(item.lasting)
    yield "start", text_text(item.start)
    yield "seen", figure_text(item.seen)
    yield "credibility", figure_text(item.credibility)
    yield from _basis(item.when, item.why, item.statements)


def _sender(item: SenderTerms) -> Entries:
    yield "partner", text_text(item.partner)
    yield from _unit("unit", item.unit, Unit.UTILITY)
    for key in ("flow", "outside", "false_alarm"):
        yield key, figure_text(getattr(item, key))
    yield from basis_entries(item.why, ()).items()


def _inspection(item: InspectionTerms) -> Entries:
    yield "title", text_text(item.title)
    yield "days", str(item.days)
    yield "visits", str(item.visits)
    yield "caught", figure_text(item.caught)
    yield "chance", figure_text(item.chance)
    yield from _said(obligation=item.obligation)
    yield from basis_entries(item.why, ()).items()


def _step(item: StepTerms) -> Entries:
    yield from _said(id=item.id, title=item.title, actor=item.actor)
    yield "values", inline_text(_figures(item.values)) if item.values else "{}"
    if item.irreversible != SURE:
        yield "irreversible", figure_text(item.irreversible)
    for key in ("days", "verified_after"):
        if getattr(item, key):
            yield key, str(getattr(item, key))
    yield from _said(obligation=item.obligation)
    yield from _given("detection", item.detection)
    yield from _said(seen_with=item.seen_with)
    if item.after:
        yield "after", list_text(item.after)
    if item.parts > 1:
        yield "parts", str(item.parts)
    yield from _said(seen_by=item.seen_by, if_broken=item.if_broken)
    yield from _basis(item.when, item.why, item.statements)


def _pledge(item: Pledge) -> Entries:
    yield "party", text_text(item.party)
    yield "amount", figure_text(item.amount)
    if item.paid:
        yield "paid", inline_text(_figures(item.paid))
    yield from _basis(item.when, item.why, ())


def _figures(figures: Mapping[str, Figure]) -> dict[str, str]:
    return {name: figure_text(figure) for name, figure in figures.items()}


def _given(key: str, figure: Figure | None) -> Entries:
    if figure is not None:
        yield key, figure_text(figure)


def _said(**texts: str) -> Entries:
    for key, text in texts.items():
        if text:
            yield key, text_text(text)


def _unit(key: str, unit: Unit, default: Unit) -> Entries:
    if unit is not default:
        yield key, text_text(unit)


def _basis(when: When, why: str, statements: tuple[str, ...]) -> Entries:
    yield from _said(when=when.text)
    yield from basis_entries(why, statements).items()
