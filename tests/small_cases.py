"""Small cases by hand: utilities as plain tables, rules as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from detente.case.model import (
    HELD_BY_DEFAULT,
    Case,
    Fallback,
    Figure,
    Interaction,
    Issue,
    Like,
    Option,
    Party,
    Preference,
    RedLine,
    Rule,
    Strength,
    vocabulary,
)
from detente.case.rules import parse_rule

Number = int | Fraction
Table = Sequence[Sequence[Number]]


def figure(low: Number, high: Number | None = None) -> Figure:
    """A point, or an interval."""
    return Figure(low=Fraction(low), high=Fraction(low if high is None else high))


def issues_of(sizes: Sequence[int], parties: Sequence[str]) -> tuple[Issue, ...]:
    """Issues ``i0``, ``i1``, ... with options ``o0``, ``o1``, ...; every party has a say on each."""
    return tuple(
        Issue(
            id=f"i{number}",
            title=f"Issue {number}",
            options=tuple(Option(id=f"o{option}", title=f"Option {option}") for option in range(size)),
            consent=tuple(parties),
        )
        for number, size in enumerate(sizes)
    )


def as_written(
    issues: Sequence[Issue], table: Table, interactions: Mapping[str, Number] | None = None
) -> Preference:
    """Utilities that are sums of these values, one row for each issue, and of what interactions add."""
    words = vocabulary(tuple(issues))
    return Preference(
        as_written=True,
        weights={issue.id: figure(1) for issue in issues},
        values={
            issue.id: {option.id: figure(value) for option, value in zip(issue.options, row, strict=True)}
            for issue, row in zip(issues, table, strict=True)
        },
        interactions=tuple(
            Interaction(text=text, formula=parse_rule(text, words), value=figure(value))
            for text, value in (interactions or {}).items()
        ),
    )


def red_line(
    issues: Sequence[Issue],
    name: str,
    party: str,
    rule: str,
    *,
    strength: Strength = Strength.STATED,
    fallback: Sequence[str] = (),
) -> RedLine:
    """A red line from the text of its rule."""
    words = vocabulary(tuple(issues))
    return RedLine(
        id=name,
        party=party,
        text=rule,
        formula=parse_rule(rule, words),
        strength=strength,
        held=HELD_BY_DEFAULT[strength],
        fallback=tuple(Fallback(text=text, formula=parse_rule(text, words)) for text in fallback),
        why="a test",
    )


def case_of(
    sizes: Sequence[int],
    tables: Mapping[str, Table | None],
    *,
    rules: Sequence[str] = (),
    lines: Sequence[tuple[str, str]] = (),
    reservations: Mapping[str, Number | Figure | Like] | None = None,
    interactions: Mapping[str, Mapping[str, Number]] | None = None,
) -> Case:
    """A case from utility tables.

    Args:
        sizes: Number of options of each issue.
        tables: For each party its values as written, or None if it states nothing.
        rules: Structural rules ``rule-0``, ``rule-1``, ...
        lines: Party and rule of the red lines ``line-0``, ``line-1``, ..., all "stated".
        reservations: Utility of no deal for some parties.
        interactions: For some parties what rules add to their utility.
    """
    issues, extras = issues_of(sizes, list(tables)), interactions or {}
    words = vocabulary(issues)
    return Case(
        id="small",
        title="A small case",
        parties=tuple(
            Party(
                id=party,
                title=party,
                preference=Preference() if table is None else as_written(issues, table, extras.get(party)),
                reservation=_reservation((reservations or {}).get(party)),
            )
            for party, table in tables.items()
        ),
        issues=issues,
        structural=tuple(
            Rule(id=f"rule-{number}", text=rule, formula=parse_rule(rule, words))
            for number, rule in enumerate(rules)
        ),
        red_lines=tuple(
            red_line(issues, f"line-{number}", party, rule) for number, (party, rule) in enumerate(lines)
        ),
    )


def _reservation(value: Number | Figure | Like | None) -> Figure | Like | None:
    return figure(value) if isinstance(value, int | Fraction) else value
