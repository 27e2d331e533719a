"""XML from strangers: a tree of tags and attributes, or a refusal.

Document types, entities and external references are refused (defusedxml), and so are deep nesting and a flood
of elements, while the file is being parsed. Text between tags is not kept: no format read here has any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.case.interop.files import DataFile
from detente.errors import Fault, InputError

DEPTH_LIMIT = 50
ELEMENTS_LIMIT = 300_000


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes and the elements in it, in the order of the file."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element, ...]

    def get(self, *names: str) -> str | None:
        """The first of these attributes that is there."""
        return next((self.attributes[name] for name in names if name in self.attributes), None)

    def all(self, tag: str) -> tuple[Element, ...]:
        """The elements with this tag directly within."""
        return tuple(child for child in self.children if child.tag == tag)

    def walk(self) -> Iterator[Element]:
        """This element and all within, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse_xml(file: DataFile) -> Element:
    """The root element of ``file``.

    Raises:
        InputError: broken or hostile XML, with line and column where they are known.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    builder = _Builder(file.where)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(file.data)
        parser.close()
    except InputError:
        raise
    except DefusedXmlException:
        message = "a document type is refused: its entities can grow without end or read other files"
        raise InputError(
            Fault(
                file=file.where, message=message, hint="the file without <!DOCTYPE ...>", code="hostile-xml"
            )
        ) from None
    except ParseError as error:
        line, column = error.position
        raise InputError(
            Fault(
                file=file.where,
                place=f"line {line}, column {column + 1}",
                message=f"not XML: {str(error).rsplit(':', 1)[0]}",
                hint="the file as it was exported",
                code="bad-xml",
            )
        ) from None
    except (LookupError, ValueError) as error:
        raise InputError(
            Fault(
                file=file.where,
                message=f"not XML that can be read: {error}",
                hint="the file saved as UTF-8",
                code="bad-xml",
            )
        ) from None
    return builder.close()


class _Builder:
    """Receives the parser's events; finished elements never change."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.count = 0
        self.open: list[tuple[str, dict[str, str], list[Element]]] = [("", {}, [])]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENTS_LIMIT:
            self._refuse(f"more than {ELEMENTS_LIMIT} elements")
        if len(self.open) > DEPTH_LIMIT:
            self._refuse(f"elements nested more than {DEPTH_LIMIT} deep")
        self.open.append((tag, attributes, []))

    def end(self, _tag: str) -> None:
        tag, attributes, children = self.open.pop()
        self.open[-1][2].append(Element(tag, attributes, tuple(children)))

    def data(self, _text: str) -> None:
        """Text is no part of the formats."""

    def close(self) -> Element:
        return self.open[0][2][0]

    def _refuse(self, message: str) -> None:
        raise InputError(
            Fault(
                file=self.where,
                message=message,
                hint="a file that holds one domain or profile",
                code="too-large",
            )
        )
