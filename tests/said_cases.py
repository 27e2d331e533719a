"""Cases made of statements alone: a word or two each, by invented parties on invented issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.case.model import (
    HELD_BY_DEFAULT,
    Case,
    Issue,
    Option,
    Party,
    RedLine,
    Review,
    Source,
    Stance,
    Statement,
    Strength,
    vocabulary,
)
from detente.case.rules import parse_rule

PARTIES = ("north", "south", "east")
ISSUES = ("well", "road", "guards")


class More(TypedDict, total=False):
    """What a statement may have beside its words."""

    review: Review
    issues_other: tuple[str, ...]
    condition_of: tuple[str, ...]
    yes_but: bool
    speaker: str
    said_on: str
    reported_on: str


def word(name: str, party: str, issue: str, stance: Stance | str, **more: Unpack[More]) -> Statement:
    """A confirmed statement, unless ``more`` says otherwise."""
    given: More = {"review": Review.CONFIRMED, "speaker": party.title(), **more}
    return Statement(
        id=name,
        source_id="paper",
        quote=f"the words of {name}",
        party=party,
        issue=issue,
        stance=Stance(stance),
        **given,
    )


def said_case(
    *statements: Statement,
    parties: Sequence[str] = PARTIES,
    issues: Sequence[str] = ISSUES,
    lines: Mapping[str, tuple[str, str, tuple[str, ...]]] | None = None,
    as_of: str = "2025-03-15",
) -> Case:
    """A case in which this was said.

    Args:
        statements: What was said.
        parties: Their ids.
        issues: Their ids; each has the options ``open``, ``shared`` and ``closed``.
        lines: Red lines by id: party, rule, statements.
        as_of: Its day.
    """
    matters = tuple(
        Issue(
            id=issue,
            title=f"The {issue}",
            options=tuple(Option(id=name, title=name.title()) for name in ("open", "shared", "closed")),
            consent=tuple(parties[:2]),
        )
        for issue in issues
    )
    words = vocabulary(matters)
    drawn = tuple(
        RedLine(
            id=name,
            party=party,
            text=rule,
            formula=parse_rule(rule, words),
            strength=Strength.STATED,
            held=HELD_BY_DEFAULT[Strength.STATED],
            statements=behind,
        )
        for name, (party, rule, behind) in (lines or {}).items()
    )
    return Case(
        id="valley",
        title="The valley",
        parties=tuple(Party(id=party, title=party.title()) for party in parties),
        issues=matters,
        red_lines=drawn,
        statements=statements,
        sources=(Source(id="paper", outlet="The Paper"),),
        as_of=as_of,
    )


def dates() -> st.SearchStrategy[str]:
    """Dates as a record has them: none, a day, a month, a year, an interval; few, so that they meet."""
    days = st.integers(1, 9).map(lambda day: f"2025-03-0{day}")
    spans = st.tuples(days, days).map(lambda pair: "/".join(sorted(pair)))
    return st.sampled_from(("", "2025", "2025-03", "2025-02")) | days | spans


@st.composite
def said_cases(draw: DrawFn, most: int = 9) -> Case:
    """Random cases made of statements, with conditions among them."""
    names = [f"s{number}" for number in range(draw(st.integers(0, most)))]
    statements = [
        word(
            name,
            draw(st.sampled_from((*PARTIES, "media", "other", ""))),
            draw(st.sampled_from((*ISSUES, "elsewhere", ""))),
            draw(st.sampled_from(Stance)),
            review=draw(st.sampled_from((Review.CONFIRMED,) * 5 + tuple(Review))),
            issues_other=tuple(draw(st.lists(st.sampled_from(ISSUES), max_size=2))),
            condition_of=tuple(draw(st.lists(st.sampled_from(names), max_size=1))),
            yes_but=draw(st.booleans()),
            speaker=draw(st.sampled_from(("", "Ana Reyes", "ana  reyes", "Bo Lind"))),
            said_on=draw(dates()),
            reported_on=draw(dates()),
        )
        for name in names
    ]
    behind = tuple(name for name in names[:3])
    rules = {
        "l1": ("north", draw(st.sampled_from(("well = open", "not well = closed", "road = open"))), behind),
        "l2": ("south", draw(st.sampled_from(("well = closed", "well in {open, shared}"))), behind),
    }
    return said_case(*statements, lines=rules)
