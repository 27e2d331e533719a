"""The reference page of the Python library: every public name, from its signature and its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from textwrap import dedent

import detente

HEAD = """\
# The Python library

Written by `make docs` from `detente.__all__`: signatures and docstrings as they stand in the code. Nothing
heavy is loaded before the first call. Nouns are frozen; numbers inside are exact fractions. What a verb of
the [command line](command-line.md) prints, a function here returns.
"""
SPECIAL = ("__len__", "__iter__", "__getitem__", "__str__")
"""Methods by syntax that are listed where a class has its own."""

_ADDRESS = re.compile(r"<function (\w+) at 0x[0-9a-f]+>")
"""A function that is a default: its name tells, its place in memory changes with every run."""

_SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields):\n", re.MULTILINE)
_ENTRY = re.compile(r"^(\w+): ", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")


def python_page() -> str:
    """The page: functions, then nouns, then errors."""
    known = [(name, getattr(detente, name)) for name in sorted(detente.__all__, key=str.lower)]
    groups = {
        "Functions": [(name, thing) for name, thing in known if inspect.isfunction(thing)],
        "Nouns": [(name, thing) for name, thing in known if _is_noun(thing)],
        "Errors": [(name, thing) for name, thing in known if _is_error(thing)],
        "Version": [(name, thing) for name, thing in known if isinstance(thing, str)],
    }
    lines = [HEAD]
    for title, members in groups.items():
        lines += [f"## {title}", ""]
        for name, thing in members:
            lines += [f"### {name}", "", *_described(name, thing), ""]
    return "\n".join(lines).rstrip() + "\n"


def _is_error(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Exception)


def _is_noun(thing: object) -> bool:
    return isinstance(thing, type) and not _is_error(thing)


def _described(name: str, thing: object) -> Iterator[str]:
    if inspect.isfunction(thing):
        yield from _function(name, thing)
    elif isinstance(thing, type):
        yield from _class(thing)
    else:
        yield "The version of the library, as text."


def _function(name: str, function: Callable[..., object]) -> Iterator[str]:
    yield from ("```text", f"{name}{_signature(function)}", "```", "")
    told = docstring(function)
    yield told["head"]
    for section in ("Args", "Returns", "Raises"):
        if section in told:
            yield from ("", f"{section}:" if section != "Args" else "Arguments:", "", *_listed(told[section]))


def _class(noun: type) -> Iterator[str]:
    if _is_error(noun):
        yield from (f"Child of {' and '.join(f'`{base.__name__}`' for base in noun.__bases__)}.", "")
    told = docstring(noun)
    yield told["head"]
    members = [*_fields(noun, told.get("Attributes", "")), *_methods(noun)]
    if members:
        yield from ("", *members)


def _fields(noun: type, attributes: str) -> Iterator[str]:
    if not is_dataclass(noun):
        return
    meanings = dict(_entries(attributes))
    for field in fields(noun):
        meaning = meanings.get(field.name)
        yield f"- `{field.name}: {field.type}`" + (f": {meaning}" if meaning else "")


def _methods(noun: type) -> Iterator[str]:
    for name, member in vars(noun).items():
        if name.startswith("_") and name not in SPECIAL:
            continue
        if isinstance(member, property) and member.fget is not None:
            returned = inspect.signature(member.fget).return_annotation
            yield f"- `{name}: {returned}` (property): {docstring(member)['head']}"
        elif inspect.isfunction(member) and member.__doc__ and member.__module__.startswith("detente"):
            yield f"- `{name}{_signature(member)}`: {docstring(member)['head']}"


class _Plain:
    """An annotation as it stands in the code, which is text already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _signature(function: Callable[..., object]) -> str:
    known = inspect.signature(function)
    parameters = [
        one if one.annotation is one.empty else one.replace(annotation=_Plain(one.annotation))
        for one in known.parameters.values()
        if one.name != "self"
    ]
    told = str(known.replace(parameters=parameters, return_annotation=_Plain(known.return_annotation)))
    return _ADDRESS.sub(r"\1", told)


def docstring(thing: object) -> dict[str, str]:
    """The first paragraph of a docstring under ``head``, and each of its sections by name, in Markdown.

    Raises:
        LookupError: if there is none.
    """
    text = inspect.getdoc(thing)
    if not text:
        raise LookupError(f"{thing!r} has no docstring")
    first, *rest = _SECTION.split(f"{text}\n")
    sections = {
        name: dedent(body.partition("\n\n")[0]) for name, body in zip(rest[::2], rest[1::2], strict=True)
    }
    return {"head": _markdown(first.partition("\n\n")[0]), **sections}


def _listed(section: str) -> list[str]:
    entries = _entries(section)
    return [f"- `{name}`: {meaning}" for name, meaning in entries] or [_markdown(section)]


def _entries(section: str) -> list[tuple[str, str]]:
    """Names and meanings of a section; a meaning may go on over lines that are set in."""
    _, *parts = _ENTRY.split(section)
    return [(name, _markdown(meaning)) for name, meaning in zip(parts[::2], parts[1::2], strict=True)]


def _markdown(text: str) -> str:
    return _ROLE.sub(r"`\1`", " ".join(text.split())).replace("``", "`")
