"""A table of a case file with its place: typed access to its keys, each mistake noted and read past."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from detente.case.faults import ID_HINT, Faults, Place, control_in, id_fault, shown, way_to
from detente.case.names import is_id
from detente.errors import unknown_name_hint

Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a document.

    Reading a key that is absent gives the empty value of its type; one of the wrong type does too, and notes
    a fault. So a reader runs to the end and all faults come out together.
    """

    def __init__(
        self,
        entries: Mapping[str, object],
        place: Place,
        faults: Faults,
        *,
        known: Sequence[str] | None = None,
        hint: str = "",
    ) -> None:
        self.entries = entries
        self.place = place
        self.faults = faults
        if known is not None:
            self._refuse_unknown(known, hint)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def fault(
        self, key: str | int, message: str, *, hint: str | Callable[[], str] = "", code: str = "bad-input"
    ) -> None:
        """Note a fault at ``key``."""
        self.faults.add((*self.place, key), message, hint=hint, code=code)

    def line(self, key: str, *, required: bool = False) -> str:
        """A text on one line, without blanks around it."""
        value = self.prose(key, required=required)
        raw = self.entries.get(key)
        if isinstance(raw, str) and ("\n" in raw or "\t" in raw):
            self.fault(key, f"{shown(raw)} has a line break or a tab", hint="one line", code="wrong-type")
        return value

    def prose(self, key: str, *, required: bool = False) -> str:
        """A text that may have several lines, without blanks around it."""
        if key not in self.entries:
            if required:
                self.fault(key, f"'{key}' is missing", hint=f'{key} = "..."', code="missing")
            return ""
        value = self.entries[key]
        if not isinstance(value, str):
            self.fault(key, f"{shown(value)} is not a text", hint=f'{key} = "..."', code="wrong-type")
            return ""
        if not value.strip() and required:
            self.fault(key, f"'{key}' is empty", hint=f'{key} = "..."', code="missing")
        strange = control_in(value)
        if strange:
            message = f"{shown(value)} holds the control character U+{ord(strange):04X}"
            self.fault(key, message, hint="the text without it", code="bad-text")
        return value.strip()

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.entries.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, f"{shown(value)} is not true or false", hint=f"{key} = true", code="wrong-type")
            return False
        return value

    def choice(self, key: str, default: Choice) -> Choice:
        """One of the words of an enumeration."""
        kind = type(default)
        value = self.entries.get(key, default)
        if not isinstance(value, str):
            self.fault(key, f"{shown(value)} is not a text", hint=_either(list(kind)), code="wrong-type")
            return default
        if value not in {str(word) for word in kind}:
            hint = unknown_name_hint(value, [str(word) for word in kind])
            self.fault(key, f"{shown(value)} is no {key}", hint=hint, code="unknown-name")
            return default
        return kind(value)

    def texts(self, key: str) -> list[str]:
        """A list of texts; members that are not texts are noted and left out."""
        value = self.entries.get(key, [])
        if not isinstance(value, list | tuple):
            hint = f'{key} = ["..."]'
            self.fault(key, f"{shown(value)} is not a list of texts", hint=hint, code="wrong-type")
            return []
        kept = []
        for number, member in enumerate(value, start=1):
            if isinstance(member, str):
                kept.append(member)
            else:
                place = (*self.place, key, number)
                self.faults.add(place, f"{shown(member)} is not a text", hint="a text", code="wrong-type")
        return kept

    def names(self, key: str, known: Collection[str], kind: str, *, hint: str = "") -> tuple[str, ...]:
        """A list of distinct names out of ``known``; others are noted and left out."""
        kept: dict[str, None] = {}
        for number, name in enumerate(self.texts(key), start=1):
            place = (*self.place, key, number)
            if name in kept:
                self.faults.add(place, f"{shown(name)} stands twice", hint="each name once", code="duplicate")
            elif name not in known:
                way = hint or way_to(name, known, kind)
                self.faults.add(place, f"no {kind} {shown(name)}", hint=way, code="unknown-name")
            else:
                kept[name] = None
        return tuple(kept)

    def table(self, key: str, *, known: Sequence[str] | None = None) -> Table | None:
        """The table at ``key``; None if there is none."""
        if key not in self.entries:
            return None
        value = self.entries[key]
        if not isinstance(value, Mapping):
            hint = f"[{'.'.join(str(part) for part in (*self.place, key))}]"
            self.fault(key, f"{shown(value)} is not a table", hint=hint, code="wrong-type")
            return None
        return Table(value, (*self.place, key), self.faults, known=known)

    def tables(self, key: str, *, known: Sequence[str], limit: int) -> list[Table]:
        """The array of tables at ``key``; each is named by its id if that is a good one, else by position."""
        value = self.entries.get(key, [])
        if not isinstance(value, list | tuple):
            self.fault(key, f"{shown(value)} is not a list of tables", hint=f"[[{key}]]", code="wrong-type")
            return []
        if len(value) > limit:
            self.fault(key, f"{len(value)} entries, more than {limit}", hint="fewer", code="too-large")
            return []
        kept = []
        for member, name in zip(value, item_names(value), strict=True):
            place = (*self.place, key, name)
            if isinstance(member, Mapping):
                kept.append(Table(member, place, self.faults, known=known))
            else:
                message = f"{shown(member)} is not a table"
                self.faults.add(place, message, hint=f"[[{key}]]", code="wrong-type")
        return kept

    def ids(self, what: str, *, limit: int) -> list[str]:
        """The keys of this table as ids; those that are none are noted and left out."""
        if len(self.entries) > limit:
            message = f"{len(self.entries)} {what}, more than {limit}"
            self.faults.add(self.place, message, hint=f"at most {limit} {what}", code="too-large")
            return []
        kept = []
        for key in self.entries:
            wrong = id_fault(key)
            if wrong:
                self.fault(key, wrong, hint=ID_HINT, code="bad-id")
            else:
                kept.append(key)
        return kept

    def _refuse_unknown(self, known: Sequence[str], hint: str) -> None:
        for key in self.entries:
            if key not in known:
                self.fault(
                    key,
                    f"unknown key {shown(key)}",
                    hint=hint or way_to(key, known, "key"),
                    code="unknown-key",
                )


def item_names(items: Sequence[object]) -> list[str | int]:
    """What the entries of an array of tables are called in a place: by their ids, else by position from 1."""
    names: list[str | int] = []
    for number, item in enumerate(items, start=1):
        name = item.get("id") if isinstance(item, Mapping) else None
        fit = isinstance(name, str) and is_id(name) and name not in names
        names.append(name if fit and isinstance(name, str) else number)
    return names


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"'{word}'" for word in words)
