"""Verification as the text of ``verification.toml`` and ``instruments.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.folder.compose_tables import table_text
from detente.case.folder.toml_text import (
    basis_entries,
    block_text,
    inline_text,
    list_text,
    path_text,
    prose_text,
    text_text,
)
from detente.case.verification import (
    AlarmRule,
    Budget,
    Certainty,
    Condition,
    Estimate,
    Exclusion,
    Instrument,
    Obligation,
    State,
    Verification,
    ViolationType,
)


def verification_text(verification: Verification) -> str:
    """The text of ``verification.toml``.

    Raises:
        ValueError: if a number has no finite decimal, as 1/3.
    """
    head = [f"format = {keys.FORMAT}"]
    if verification.summary:
        head.append(f"summary = {prose_text(verification.summary)}")
    blocks = ["\n".join(head)]
    if verification.alarm is not None:
        blocks.append(block_text("[alarm]", _alarm(verification.alarm)))
    if verification.budget is not None:
        blocks.append(block_text("[budget]", _budget(verification.budget)))
    blocks += _section("violations", ((item.id, _violation(item)) for item in verification.violations))
    blocks += _section("conditions", ((item.id, _condition(item)) for item in verification.conditions))
    blocks += _section("obligations", ((item.id, _obligation(item)) for item in verification.obligations))
    blocks += [block_text("[[exclusions]]", _exclusion(item)) for item in verification.exclusions]
    return "\n\n".join(blocks) + "\n"


def instruments_text(instruments: Iterable[Instrument]) -> str:
    """The text of ``instruments.csv``, with all columns.

    Raises:
        ValueError: if a number has no finite decimal.
    """
    rows = (
        {"instrument": instrument.id, **row} for instrument in instruments for row in _instrument(instrument)
    )
    return table_text(
        keys.INSTRUMENT_COLUMNS,
        ({column: row.get(column, "") for column in keys.INSTRUMENT_COLUMNS} for row in rows),
    )


def estimate_text(estimate: Estimate) -> str:
    """An estimate: a number or three, or a table where it says what it rests on."""
    ends = [decimal_text(end) for end in (estimate.low, estimate.mid, estimate.high)]
    value = ends[0] if len(set(ends)) == 1 else f"[{', '.join(ends)}]"
    basis = {}
    if estimate.certainty is not Certainty.UNSTATED:
        basis["certainty"] = text_text(estimate.certainty)
    if estimate.source:
        basis["source"] = text_text(estimate.source)
    return inline_text({"value": value, **basis}) if basis else value


def _section(name: str, members: Iterable[tuple[str, Iterator[tuple[str, str]]]]) -> list[str]:
    blocks = [block_text(f"[{path_text(name, member)}]", entries) for member, entries in members]
    return blocks or [f"[{name}]"]


def _alarm(alarm: AlarmRule) -> Iterator[tuple[str, str]]:
    for key in ("alarms", "window_days", "review_days", "acts"):
        yield key, str(getattr(alarm, key))
    yield from basis_entries(alarm.why, ()).items()


def _budget(budget: Budget) -> Iterator[tuple[str, str]]:
    yield "currency", text_text(budget.currency)
    if budget.per_year is not None:
        yield "per_year", decimal_text(budget.per_year)
    yield from basis_entries(budget.why, ()).items()


def _violation(violation: ViolationType) -> Iterator[tuple[str, str]]:
    yield "title", text_text(violation.title)
    if violation.note:
        yield "note", prose_text(violation.note)


def _condition(condition: Condition) -> Iterator[tuple[str, str]]:
    yield "title", text_text(condition.title)
    yield "by", text_text(condition.by)
    yield from basis_entries(condition.why, ()).items()
    for state in condition.states:
        yield path_text("states", state.id), _state(state)


def _state(state: State) -> str:
    entries = {"title": text_text(state.title)}
    if state.weight is not None:
        entries["weight"] = estimate_text(state.weight)
    if state.disables:
        entries["disables"] = list_text(state.disables)
    return inline_text(entries) if len(entries) > 1 else entries["title"]


def _obligation(obligation: Obligation) -> Iterator[tuple[str, str]]:
    yield "title", text_text(obligation.title)
    yield "kind", text_text(obligation.kind)
    yield "of", list_text(obligation.of)
    if obligation.when:
        yield "when", text_text(obligation.when)
    yield "violations", list_text(obligation.violations)
    if obligation.target is not None:
        yield "target", decimal_text(obligation.target)
    if obligation.review_days is not None:
        yield "review_days", str(obligation.review_days)
    if obligation.within_km is not None:
        yield "within_km", decimal_text(obligation.within_km)
    if obligation.places:
        yield "places", list_text(obligation.places)
    yield from basis_entries(obligation.why, obligation.statements).items()


def _exclusion(exclusion: Exclusion) -> Iterator[tuple[str, str]]:
    yield "id", text_text(exclusion.id)
    if exclusion.instruments or not exclusion.nationalities:
        yield "instruments", list_text(exclusion.instruments)
    if exclusion.nationalities:
        yield "nationalities", list_text(exclusion.nationalities)
    if exclusion.when:
        yield "when", text_text(exclusion.when)
    if exclusion.red_line:
        yield "red_line", text_text(exclusion.red_line)
    yield from basis_entries(exclusion.why, exclusion.statements).items()


def _instrument(instrument: Instrument) -> Iterator[Mapping[str, str]]:
    texts = {
        "title": instrument.title,
        "sensor": instrument.sensor,
        "sees": "; ".join(instrument.sees),
        "placing": str(instrument.placing),
        "shape": str(instrument.shape),
        "owner": instrument.owner,
        "nationality": instrument.nationality,
        "territory": instrument.territory,
        "note": instrument.note,
    }
    yield from ({"key": key, "text": text} for key, text in texts.items() if text)
    for row in instrument.figures:
        stated = row.value.certainty is not Certainty.UNSTATED
        yield {
            "key": str(row.key),
            "violation": row.violation,
            "state": row.state,
            "low": decimal_text(row.value.low),
            "mid": decimal_text(row.value.mid),
            "high": decimal_text(row.value.high),
            "certainty": str(row.value.certainty) if stated else "",
            "source": row.value.source,
        }
