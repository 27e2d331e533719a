"""YAML from strangers: plain data with exact numbers, or a refusal.

Built from the parser's events and never by its constructors, so that no tag can make an object, an alias
counts as all that it stands for, and depth is limited before any recursion.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from detente.case.exact import DIGITS_LIMIT
from detente.case.interop.data_tree import NODES_LIMIT, Data, Scalar, scalar_text
from detente.case.interop.decimals import exact
from detente.case.interop.files import DataFile
from detente.errors import Fault, InputError, shown_value

if TYPE_CHECKING:
    from yaml import CSafeLoader
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark
    from yaml.events import AliasEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

DEPTH_LIMIT = 50

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"str", "timestamp", "value"})
_TRUE = frozenset({"yes", "true", "on"})
_INFINITE = {".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}


def parse_yaml(file: DataFile) -> Data:
    """The one document that ``file`` holds; None where it is empty.

    Numbers and truth values are read as in YAML 1.1, dates as text, keys as text.

    Raises:
        InputError: broken YAML, tags of a programming language, a key twice, several documents, too deep or
            too large a structure, with line and column.
    """
    from yaml import CSafeLoader, YAMLError
    from yaml.error import MarkedYAMLError

    try:
        loader = CSafeLoader(file.data)
        try:
            return _Builder(file, loader).build()
        finally:
            loader.dispose()
    except InputError:
        raise
    except MarkedYAMLError as error:
        message = f"not YAML: {error.problem or error.context}"
        raise InputError(_fault(file, error.problem_mark, message, "the file as it was exported")) from None
    except (YAMLError, ValueError) as error:
        message = f"not YAML: {str(error).splitlines()[0]}"
        raise InputError(_fault(file, None, message, "the file saved as UTF-8")) from None


class _Builder:
    """Puts the data together, event by event, on a stack of open lists and mappings."""

    def __init__(self, file: DataFile, loader: CSafeLoader) -> None:
        self.file = file
        self.loader = loader
        self.anchors: dict[str, tuple[Data, int]] = {}
        self.count = 0

    def build(self) -> Data:
        from yaml.events import StreamEndEvent

        self._next()  # the stream starts
        if isinstance(self._next(), StreamEndEvent):
            return None
        data = self._node(self._next(), 0)
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            raise self._unfit(after, "a second document", "one document in a file")
        return data

    def _node(self, event: Event, depth: int) -> Data:
        from yaml.events import AliasEvent, MappingStartEvent, SequenceStartEvent

        self._count(event, 1)
        if depth > DEPTH_LIMIT:
            message = f"nested more than {DEPTH_LIMIT} deep"
            raise self._unfit(event, message, "a file that holds one domain", "too-large")
        if isinstance(event, AliasEvent):
            return self._alias(event)
        before = self.count
        data: Data
        if isinstance(event, SequenceStartEvent):
            data = self._list(event, depth)
        elif isinstance(event, MappingStartEvent):
            data = self._mapping(event, depth)
        else:
            data = self._scalar(cast("ScalarEvent", event))
        anchor = cast("NodeEvent", event).anchor
        if anchor:
            self.anchors[anchor] = (data, self.count - before)
        return data

    def _alias(self, event: AliasEvent) -> Data:
        if event.anchor not in self.anchors:
            raise self._unfit(
                event, f"the alias {shown_value(event.anchor)} points to nothing before it", "its value"
            )
        data, size = self.anchors[event.anchor]
        self._count(event, size)
        return data

    def _list(self, event: SequenceStartEvent, depth: int) -> list[Data]:
        from yaml.events import SequenceEndEvent

        self._plain(event, event.tag, "seq")
        members: list[Data] = []
        while not isinstance(inner := self._next(), SequenceEndEvent):
            members.append(self._node(inner, depth + 1))
        return members

    def _mapping(self, event: MappingStartEvent, depth: int) -> dict[str, Data]:
        from yaml.events import MappingEndEvent

        self._plain(event, event.tag, "map")
        mapping: dict[str, Data] = {}
        while not isinstance(inner := self._next(), MappingEndEvent):
            key = self._node(inner, depth + 1)
            name = f"(key {len(mapping) + 1})" if isinstance(key, list | dict) else scalar_text(key)
            if name in mapping:
                raise self._unfit(inner, f"the key {shown_value(name)} stands twice", "each key once")
            mapping[name] = self._node(self._next(), depth + 1)
        return mapping

    def _scalar(self, event: ScalarEvent) -> Scalar:
        from yaml.nodes import ScalarNode

        tag = event.tag
        if tag is None or tag == "!":
            resolve = self.loader.resolve
            tag = str(resolve(ScalarNode, event.value, event.implicit))  # type: ignore[no-untyped-call] # stubs
        kind = tag.removeprefix(_CORE)
        if kind in _TEXT_TAGS:
            return event.value
        if kind == "null":
            return None
        if kind == "bool":
            return event.value.lower() in _TRUE
        if kind in {"int", "float"}:
            return self._number(event, kind)
        raise self._unfit(
            event, f"the tag {shown_value(tag)} is refused: only plain data is read", "the value alone"
        )

    def _number(self, event: ScalarEvent, kind: str) -> Fraction | float:
        from yaml.nodes import ScalarNode

        text = event.value.replace("_", "").lower()
        if text in _INFINITE:
            return _INFINITE[text]
        value = exact(text) if kind == "float" else None
        if value is not None:
            return value
        node = ScalarNode(f"{_CORE}{kind}", event.value)
        try:
            if len(text) > DIGITS_LIMIT:
                raise ValueError
            return Fraction(
                self.loader.construct_yaml_int(node)
                if kind == "int"
                else self.loader.construct_yaml_float(node)
            )
        except (ValueError, IndexError, OverflowError):
            message = f"{shown_value(event.value)} is no number that can be read"
            raise self._unfit(event, message, "fewer digits") from None

    def _plain(self, event: Event, tag: str | None, kind: str) -> None:
        if tag not in {None, "!", _CORE + kind}:
            raise self._unfit(
                event, f"the tag {shown_value(tag)} is refused: only plain data is read", "the data alone"
            )

    def _next(self) -> Event:
        """The next event: the stubs say that there may be none, which is so after the stream's end only."""
        return cast("Event", self.loader.get_event())

    def _count(self, event: Event, size: int) -> None:
        self.count += size
        if self.count > NODES_LIMIT:
            raise self._unfit(event, f"more than {NODES_LIMIT} values", "one domain or profile", "too-large")

    def _unfit(self, event: Event, message: str, hint: str, code: str = "bad-yaml") -> InputError:
        return InputError(_fault(self.file, event.start_mark, message, hint, code))


def _fault(
    file: DataFile, mark: Mark | CMark | None, message: str, hint: str, code: str = "bad-yaml"
) -> Fault:
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    return Fault(file=file.where, place=place, message=message, hint=hint, code=code)
