"""Random rules for Hypothesis: texts of the rule language over given issues."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def rules(options: dict[str, tuple[str, ...]], ranged: frozenset[str] = frozenset()) -> SearchStrategy[str]:
    """Texts of rules over these issues; about half couple two issues or more."""
    return _rules(tuple(options.items()), ranged)


@lru_cache(maxsize=4096)  # making a recursive strategy takes longer than drawing from it
def _rules(options: tuple[tuple[str, tuple[str, ...]], ...], ranged: frozenset[str]) -> SearchStrategy[str]:
    known = dict(options)
    atoms = st.sampled_from(sorted(known)).flatmap(lambda issue: _atom(issue, known[issue], issue in ranged))
    return st.recursive(atoms, _compound, max_leaves=4)


@lru_cache(maxsize=4096)
def _atom(issue: str, options: tuple[str, ...], has_range: bool) -> SearchStrategy[str]:
    equal = st.sampled_from(options).map(f"{issue} = {{}}".format)
    some = st.lists(st.sampled_from(options), min_size=1, unique=True)
    member = some.map(lambda chosen: f"{issue} in {{{', '.join(chosen)}}}")
    if not has_range:
        return equal | member
    bound = st.tuples(st.sampled_from(("<=", ">=")), st.integers(-1, 5))
    return equal | member | bound.map(lambda pair: f"{issue} {pair[0]} {pair[1]}")


def _compound(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    joined = st.tuples(inner, st.sampled_from(("and", "or", "->")), inner)
    return inner.map("not ({})".format) | joined.map(lambda part: f"({part[0]}) {part[1]} ({part[2]})")
