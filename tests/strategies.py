"""Random cases for Hypothesis: documents as ``case.toml`` would hold them, read as files are.

A :class:`Shape` says what may occur. Engines that need small, additive or point-valued cases take one of the
shapes below or replace some of its fields::

    @given(cases(replace(POINT, parties=(2, 2), structural=(0, 0))))
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from detente.case.folder import build_case
from detente.case.model import Case, Review, Source, Statement
from tests.record_strategies import all_sources, all_statements, some, texts
from tests.rule_strategies import rules

Document = dict[str, object]
Span = tuple[int, int]
HALF = Decimal("0.5")
Reserved = Literal["none", "point", "interval", "like"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a random case may hold; each span is least and most, both included.

    Attributes:
        ranges: Some issues have a numeric range instead of named options.
        figures: ``point``: each party gives every weight and value as a number; ``mixed``: also intervals,
            rankings and gaps, of any party or none; ``none``: no preferences at all.
        as_written: Some parties' numbers are on scales of their own (with all weights and values given).
        reservations: The kinds that a party's reservation may be of.
        partial_consent: Some issues need the consent of some parties only.
        settled: Some issues are agreed or done.
        record: Statements and sources, cited by figures, lines and options.
    """

    parties: Span = (2, 4)
    issues: Span = (1, 6)
    options: Span = (2, 4)
    structural: Span = (0, 2)
    red_lines: Span = (0, 4)
    interactions: Span = (0, 2)
    ranges: bool = True
    figures: Literal["point", "mixed", "none"] = "mixed"
    as_written: bool = False
    reservations: tuple[Reserved, ...] = ("none", "point", "interval", "like")
    partial_consent: bool = True
    settled: bool = False
    record: bool = False


EVERYTHING = Shape(
    parties=(1, 3),
    issues=(1, 3),
    options=(1, 3),
    structural=(0, 1),
    red_lines=(0, 2),
    interactions=(0, 1),
    as_written=True,
    settled=True,
    record=True,
)
"""Whatever a case folder may hold, in small."""

POINT = Shape(figures="point", reservations=("none", "point", "like"), partial_consent=False)
"""Utilities are known numbers; rules, red lines and interactions couple the issues."""

ADDITIVE = Shape(
    figures="point",
    structural=(0, 0),
    red_lines=(0, 0),
    interactions=(0, 0),
    reservations=("none", "point"),
    partial_consent=False,
)
"""Utilities are known and additive, and nothing is ruled out."""

LINES_ONLY = Shape(figures="none", interactions=(0, 0), reservations=("none",))
"""Rules and red lines, no preferences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """What :func:`build_case` takes."""

    document: Document
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()

    def case(self, case_id: str = "case") -> Case:
        """The case that they make."""
        return build_case(self.document, case_id=case_id, statements=self.statements, sources=self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What the parts of one document may refer to."""

    parties: tuple[str, ...]
    options: dict[str, tuple[str, ...]]
    ranged: frozenset[str]
    statements: tuple[Statement, ...]


@cache
def cases(shape: Shape = POINT) -> SearchStrategy[Case]:
    """Random cases of a shape."""
    return ingredients(shape).map(Ingredients.case)


@st.composite
def ingredients(draw: DrawFn, shape: Shape = POINT) -> Ingredients:
    """Documents of a shape, with the statements and sources that they cite."""
    parties = tuple(f"p{number}" for number in range(draw(st.integers(*shape.parties))))
    sources = draw(all_sources()) if shape.record else ()
    statements = draw(all_statements(parties, sources)) if shape.record else ()
    document: Document = {"format": 1, "case": _head(draw, shape)}
    issues, names = _issues(draw, shape, parties, statements)
    document["parties"] = {party: _party(draw, shape, names) for party in parties}
    document["issues"] = issues
    count = draw(st.integers(*shape.structural))
    document["structural"] = [
        {"id": f"rule-{number}", "rule": draw(rules(names.options, names.ranged))} | _basis(draw, names)
        for number in range(count)
    ]
    count = draw(st.integers(*shape.red_lines))
    document["red_lines"] = [_red_line(draw, shape, names, number) for number in range(count)]
    return Ingredients(document=document, statements=statements, sources=sources)


# ---------------------------------------------------------------- numbers


@cache
def hundredths(low: int = 0, high: int = 100, step: int = 5) -> SearchStrategy[Decimal]:
    """Decimals from ``low``/100 to ``high``/100 in steps of ``step``/100: coarse, so that ties occur."""
    return st.integers(low // step, high // step).map(lambda number: Decimal(number * step).scaleb(-2))


@cache
def _wholes() -> SearchStrategy[Decimal]:
    return st.integers(0, 5).map(Decimal)


@cache
def _interval(number: SearchStrategy[Decimal]) -> SearchStrategy[list[Decimal]]:
    return st.tuples(number, number).map(sorted)


def _figure(draw: DrawFn, shape: Shape, names: _Names, number: SearchStrategy[Decimal]) -> object:
    value: object = draw(number)
    if shape.figures != "point" and draw(st.booleans()):
        value = draw(_interval(number))
    basis = _basis(draw, names)
    return {"value": value, **basis} if basis else value


def _figures(
    draw: DrawFn, shape: Shape, names: _Names, number: SearchStrategy[Decimal], count: int
) -> list[object]:
    if shape.figures == "point" and not names.statements:
        return list(draw(st.lists(number, min_size=count, max_size=count)))
    return [_figure(draw, shape, names, number) for _ in range(count)]


def _basis(draw: DrawFn, names: _Names) -> Document:
    basis: Document = {}
    if names.statements:
        if draw(st.booleans()):
            basis["why"] = draw(texts())
        cited = draw(some([statement.id for statement in names.statements]))
        if cited:
            basis["statements"] = cited
    return basis


# ---------------------------------------------------------------- sections of the document


def _head(draw: DrawFn, shape: Shape) -> Document:
    if not shape.record:
        return {"title": "A random case"}
    head: Document = {"title": draw(texts())}
    if draw(st.booleans()):
        head["as_of"] = draw(st.dates())
    if draw(st.booleans()):
        head["summary"] = draw(texts(lines=True))
    return head


def _issues(
    draw: DrawFn, shape: Shape, parties: tuple[str, ...], statements: tuple[Statement, ...]
) -> tuple[Document, _Names]:
    issues: Document = {}
    options: dict[str, tuple[str, ...]] = {}
    ranged: set[str] = set()
    for number in range(draw(st.integers(*shape.issues))):
        name = f"i{number}"
        count = draw(st.integers(*shape.options))
        issue: Document = {"title": draw(texts()) if shape.record else name}
        if shape.ranges and draw(st.integers(0, 3)) == 0:
            ranged.add(name)
            start, step = draw(st.integers(-2, 2)), draw(st.sampled_from([Decimal(1), Decimal(2), HALF]))
            scale: Document = {"from": start, "to": start + (count - 1) * step, "step": step}
            if shape.record:
                scale |= draw(_units())
            issue["range"] = scale
            options[name] = tuple(f"{(start + place * step).normalize():f}" for place in range(count))
        else:
            options[name] = tuple(f"o{place}" for place in range(count))
            issue["options"] = {option: _option(draw, shape, statements) for option in options[name]}
        issues[name] = issue | _terms(draw, shape, parties, options[name])
    names = _Names(parties=parties, options=options, ranged=frozenset(ranged), statements=statements)
    return issues, names


@cache
def _units() -> SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional={"unit": texts(), "one": texts()})


def _option(draw: DrawFn, shape: Shape, statements: tuple[Statement, ...]) -> object:
    if not shape.record:
        return "an option"
    title = draw(texts())
    if draw(st.booleans()):
        return title
    option: Document = {"title": title, "needs": draw(texts(lines=True)), "note": draw(texts(lines=True))}
    return option | {"triggers": draw(some([statement.id for statement in statements]))}


def _terms(draw: DrawFn, shape: Shape, parties: tuple[str, ...], options: tuple[str, ...]) -> Document:
    terms: Document = {}
    if shape.partial_consent and draw(st.booleans()):
        terms["consent"] = draw(st.lists(st.sampled_from(parties), min_size=1, unique=True))
    if shape.settled and draw(st.integers(0, 4)) == 0:
        terms |= {
            "status": draw(st.sampled_from(("agreed", "done"))),
            "agreed": draw(st.sampled_from(options)),
        }
    if shape.record and draw(st.booleans()):
        terms["note"] = draw(texts(lines=True))
    return terms


def _party(draw: DrawFn, shape: Shape, names: _Names) -> Document:
    party: Document = (
        {"title": draw(texts()), "note": draw(texts(lines=True))} if shape.record else {"title": "a party"}
    )
    as_written = shape.as_written and draw(st.integers(0, 4)) == 0
    if as_written:
        party |= {"scale": "as-written", "discount": draw(hundredths())}
    complete = as_written or shape.figures == "point"
    if shape.figures != "none":
        number = hundredths(-300, 300) if as_written else hundredths()
        party |= _importance(draw, shape, names, complete)
        party |= _worth(draw, shape, names, complete, number, party)
        count = draw(st.integers(*shape.interactions))
        party["interactions"] = [_interaction(draw, shape, names) for _ in range(count)]
    kind = draw(st.sampled_from(shape.reservations))
    if kind != "none":
        party["reservation"] = _reservation(draw, kind, names)
    return party


def _importance(draw: DrawFn, shape: Shape, names: _Names, complete: bool) -> Document:
    kind = "weights" if complete else draw(st.sampled_from(("weights", "ranking", "none")))
    if kind == "none":
        return {}
    if kind == "ranking":
        return {"ranking": {"issues": draw(st.permutations(sorted(names.options)))}}
    number = _wholes()
    weights = dict(zip(names.options, _figures(draw, shape, names, number, len(names.options)), strict=True))
    weights[draw(st.sampled_from(sorted(names.options)))] = 3
    return {"weights": weights}


def _worth(
    draw: DrawFn,
    shape: Shape,
    names: _Names,
    complete: bool,
    number: SearchStrategy[Decimal],
    party: Document,
) -> Document:
    values: Document = {}
    ranked: Document = {}
    for issue, options in names.options.items():
        kind = "all" if complete else draw(st.sampled_from(("all", "some", "ranked", "none")))
        if kind == "ranked":
            ranked[issue] = draw(st.permutations(options))
        elif kind != "none":
            given = options if kind == "all" else draw(some(options))
            values[issue] = dict(zip(given, _figures(draw, shape, names, number, len(given)), strict=True))
    worth: Document = {"values": values} if values else {}
    if ranked:
        known = party.get("ranking")
        worth["ranking"] = {**(known if isinstance(known, dict) else {}), "options": ranked}
    return worth


def _interaction(draw: DrawFn, shape: Shape, names: _Names) -> Document:
    value = _figure(draw, shape, names, hundredths(-50, 50))
    return {"when": draw(rules(names.options, names.ranged)), "value": value}


def _reservation(draw: DrawFn, kind: Reserved, names: _Names) -> object:
    basis = _basis(draw, names)
    if kind == "like":
        package = {issue: draw(st.sampled_from(options)) for issue, options in names.options.items()}
        return {"like": package, **basis}
    value: object = draw(hundredths()) if kind == "point" else draw(_interval(hundredths()))
    return {"value": value, **basis} if basis else value


def _red_line(draw: DrawFn, shape: Shape, names: _Names, number: int) -> Document:
    line: Document = {
        "id": f"line-{number}",
        "party": draw(st.sampled_from(names.parties)),
        "rule": draw(rules(names.options, names.ranged)),
        "strength": draw(st.sampled_from(("absolute", "strong", "stated"))),
        "why": "a test",
    }
    if draw(st.booleans()):
        line["held"] = draw(_interval(hundredths()))
    if draw(st.booleans()):
        weaker = draw(rules(names.options, names.ranged))
        line["fallback"] = [f"({line['rule']}) or ({weaker})"]
    if shape.record:
        line["title"] = draw(texts())
        fit = [
            statement.id
            for statement in names.statements
            if statement.party == line["party"] and statement.review is Review.CONFIRMED
        ]
        line["statements"] = draw(some(fit))
    return line
