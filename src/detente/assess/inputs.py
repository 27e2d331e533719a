"""The figures of a case that are open, each with its place, its bounds and a way to set it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from detente.case.enforcement import Lasting
from detente.case.preference import Figure

if TYPE_CHECKING:
    from detente.case.model import Case

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An open figure of a case.

    Attributes:
        place: Where it stands, with ids, such as ``enforcement.sides.north.flow``.
        path: The same as names and numbers of the nouns that lead to it.
        figure: Its bounds, why, and the statements that it rests on.
        start: Where it stands now, if not in the middle of its bounds.
        whole: Whether it is a number of periods, and moves by whole ones.
    """

    place: str
    path: Path
    figure: Figure
    start: Fraction | None = None
    whole: bool = False

    @property
    def middle(self) -> Fraction:
        """Where it stands now."""
        return self.figure.middle if self.start is None else self.start


def open_inputs(case: Case, *prefixes: Path) -> tuple[Input, ...]:
    """The open figures under some places of a case.

    Args:
        case: The case.
        prefixes: Names that lead to them; a number stands for any of a row.
    """
    return tuple(
        _input(case, path, figure)
        for path, figure in _figures(case, ())
        if any(_starts(path, prefix) for prefix in prefixes)
    )


def _input(case: Case, path: Path, figure: Figure | Lasting) -> Input:
    place = _place(case, path)
    if isinstance(figure, Figure):
        return Input(place=place, path=path, figure=figure)
    low, high = (Fraction(end or 0) for end in (figure.least, figure.most))
    bounds = Figure(low=low, high=high, why=figure.why)
    return Input(place=place, path=path, figure=bounds, start=Fraction((low + high) // 2), whole=True)


def with_value(case: Case, known: Input, value: Fraction) -> Case:
    """The case with one figure set to one number."""
    figure: Figure | Lasting = replace(known.figure, low=value, high=value)
    if known.whole:
        figure = Lasting(least=int(value), most=int(value), why=known.figure.why)
    found = _replaced(case, known.path, figure)
    return found if isinstance(found, type(case)) else case


def _starts(path: Path, prefix: Path) -> bool:
    return len(path) >= len(prefix) and all(
        isinstance(mine, int) if isinstance(theirs, int) else mine == theirs
        for mine, theirs in zip(path, prefix, strict=False)
    )


WALKED = frozenset({"parties", "red_lines", "enforcement"})
"""The parts of a case whose figures are looked for."""


def _figures(node: object, path: Path) -> Iterator[tuple[Path, Figure | Lasting]]:
    """All that is open; a number of periods that may have no end is left where it is."""
    if isinstance(node, Figure | Lasting):
        if _is_open(node):
            yield path, node
        return
    for name, inner in _parts(node):
        if path or name in WALKED:
            yield from _figures(inner, (*path, name))


def _is_open(node: Figure | Lasting) -> bool:
    if isinstance(node, Figure):
        return node.is_open
    return node.least is not None and node.most is not None and node.least < node.most


def _parts(node: object) -> Iterator[tuple[str | int, object]]:
    if is_dataclass(node) and not isinstance(node, type):
        yield from ((field.name, getattr(node, field.name)) for field in fields(node))
    elif isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, Sequence) and not isinstance(node, str):
        yield from enumerate(node)


def _replaced(node: object, path: Path, figure: Figure | Lasting) -> object:
    if not path:
        return figure
    name, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        return {**node, name: _replaced(node.get(name), rest, figure)}
    if isinstance(node, tuple):
        return tuple(_replaced(each, rest, figure) if at == name else each for at, each in enumerate(node))
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{str(name): _replaced(getattr(node, str(name)), rest, figure)})
    return node


def _place(case: Case, path: Path) -> str:
    words, node = list[str](), object()
    node = case
    for name in path:
        inner = dict(_parts(node))[name]
        called = getattr(inner, "id", None) or getattr(inner, "party", None)
        words.append(str(called or name) if isinstance(name, int) else str(name))
        node = inner
    return ".".join(words)
