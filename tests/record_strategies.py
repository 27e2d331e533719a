"""Random texts, statements and sources for Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from detente.case.model import Review, Source, Stance, Statement


@cache
def texts(*, lines: bool = False) -> SearchStrategy[str]:
    """Texts that titles and notes may hold, without blanks around them."""
    plain = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    inside = plain | st.sampled_from("\n\t\"'\\;,") if lines else plain | st.sampled_from("\"'\\;,")
    return st.text(inside, min_size=1, max_size=12).map(str.strip).filter(bool)


def some(names: Sequence[str]) -> SearchStrategy[list[str]]:
    """Up to three of these names, each once."""
    return _some(tuple(names))


@lru_cache(maxsize=4096)
def _some(names: tuple[str, ...]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=3) if names else st.just([])


@st.composite
def all_sources(draw: DrawFn) -> tuple[Source, ...]:
    """One or two sources."""
    return tuple(
        Source(
            id=f"source-{number}",
            outlet=draw(texts()),
            title=draw(texts(lines=True)),
            published_on=draw(_days()),
            url=draw(st.sampled_from(("", "https://example.org/a?b=c,d"))),
            sha256=draw(st.sampled_from(("", "0123456789abcdef" * 4))),
            note=draw(texts(lines=True)),
        )
        for number in range(draw(st.integers(1, 2)))
    )


@st.composite
def all_statements(
    draw: DrawFn, parties: tuple[str, ...], sources: tuple[Source, ...]
) -> tuple[Statement, ...]:
    """Up to four statements from these sources."""
    ids = tuple(f"s{number}" for number in range(draw(st.integers(0, 4))))
    speakers = st.sampled_from((*parties, "media", "other", ""))
    return tuple(_statement(draw, name, ids, speakers, sources) for name in ids)


def _statement(
    draw: DrawFn,
    name: str,
    ids: tuple[str, ...],
    speakers: SearchStrategy[str],
    sources: tuple[Source, ...],
) -> Statement:
    quote = draw(texts(lines=True))
    start = draw(_start())
    return Statement(
        id=name,
        source_id=draw(st.sampled_from(sources)).id,
        quote=quote,
        stance=draw(st.sampled_from(Stance)),
        review=draw(st.sampled_from(Review)),
        via=draw(_several()),
        start=start,
        end=None if start is None else start + len(quote),
        reading=draw(_said(lines=True)),
        speaker=draw(_said()),
        party=draw(speakers),
        issue=draw(st.sampled_from(("i0", "elsewhere", ""))),
        issues_other=draw(_several()),
        cue=draw(_said()),
        condition_of=tuple(draw(some([other for other in ids if other != name]))),
        yes_but=draw(st.booleans()),
        said_on=draw(_days()),
        note=draw(_said(lines=True)),
    )


@cache
def _said(*, lines: bool = False) -> SearchStrategy[str]:
    return st.just("") | texts(lines=lines)


@cache
def _several() -> SearchStrategy[tuple[str, ...]]:
    return st.lists(texts().filter(lambda text: ";" not in text), max_size=2).map(tuple)


@cache
def _start() -> SearchStrategy[int | None]:
    return st.none() | st.integers(0, 10_000)


@cache
def _days() -> SearchStrategy[str]:
    days = st.dates().map(lambda day: day.isoformat())
    spans = st.tuples(days, days).map(lambda pair: "/".join(sorted(pair)))
    return st.just("") | days | days.map(lambda day: day[:7]) | spans
