"""One text for one value: the canonical JSON that the hashes of a ledger are taken over.

It is the JSON of RFC 8785 (Rundgren, Jordan and Erdtman 2020) without fractions: members of objects stand
in the order of their names' UTF-16 code units (3.2.3), no space between them, strings with the shortest
escapes (3.2.2.2), UTF-8. Numbers are whole and at most 2^53 - 1 in size, which every language reads alike.
A fraction is text, with the digits that were decided on: :func:`decided` writes them, so that no two
programs can differ about how a floating-point number is printed. Text is kept as it is, not normalised.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from numbers import Integral, Real
from typing import TypeAlias

from detente.errors import Fault, InputError, shown_value

Json: TypeAlias = "int | str | Sequence[Json] | Mapping[str, Json] | None"
"""What a ledger holds: JSON without fractions."""

GREATEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6)."""
DEEPEST = 32
"""Levels of lists and tables within each other, at most."""

_EXACT = Context(prec=2000, rounding=ROUND_HALF_EVEN)
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def canonical(value: Json) -> bytes:
    """The one text of a value, in UTF-8.

    Raises:
        InputError: naming each part that has none: a fraction, a number past 2^53 - 1, text that is no
            Unicode, a table whose keys are no text, or more than 32 levels.
    """
    faults: list[Fault] = []
    ordered = _ordered(value, "", 0, faults)
    if faults:
        raise InputError(*faults)
    return _encode(ordered).encode("utf-8")


def decided(value: object, *, places: int | None = None) -> Json:
    """The same value with each fraction as text, and days and times as ISO text.

    Args:
        value: Made of None, booleans, numbers (those of NumPy, too), text, dates, aware times, sequences,
            mappings.
        places: Digits behind the point, rounded half to even from the exact binary value; None for the
            shortest digits that read as the same double, without an exponent.

    Raises:
        InputError: for NaN and infinities (unknown is None), naive times, and what is none of these.
    """
    match value:
        case None | bool() | str():
            return value
        case Integral():
            return int(value)
        case Real():
            return _digits(float(value), places)
        case date():
            return instant_text(value) if isinstance(value, datetime) else value.isoformat()
        case Mapping() if all(isinstance(key, str) for key in value):
            return {key: decided(item, places=places) for key, item in value.items()}
        case list() | tuple():
            return [decided(item, places=places) for item in value]
    message = f"{shown_value(value)} ({type(value).__name__}) has no place in a ledger"
    raise InputError(
        Fault(message=message, hint="text, tables with text for keys, or None for what is unknown")
    )


def instant_text(at: datetime) -> str:
    """An aware time as UTC to the second: ``2025-04-20T09:00:00Z``; fractions of a second are cut off.

    Raises:
        InputError: for a naive time.
    """
    if at.tzinfo is None or at.utcoffset() is None:
        message = f"the time {at.isoformat()} has no time zone"
        raise InputError(Fault(message=message, hint="an aware time, such as datetime.now(UTC)"))
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _digits(number: float, places: int | None) -> str:
    if not math.isfinite(number):
        message = f"{number} is no number to be kept"
        raise InputError(Fault(message=message, hint="None for what is not known"))
    exact = Decimal(float.__repr__(number)) if places is None else Decimal(number)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    text = format(exact, "f")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("-") if not exact else text


def _ordered(value: object, place: str, depth: int, faults: list[Fault]) -> Json:
    """The value with its tables in order; what cannot be written is added to the faults."""
    match value:
        case None | bool():
            return value
        case int() if -GREATEST <= value <= GREATEST:
            return value
        case str() if _is_unicode(value):
            return value
        case Mapping() | list() | tuple() if depth >= DEEPEST:
            faults.append(_fault(place, f"there are more than {DEEPEST} levels", "a flatter table"))
        case Mapping() if all(isinstance(key, str) and _is_unicode(key) for key in value):
            keys = sorted(value, key=_code_units)
            return {key: _ordered(value[key], f"{place}.{key}", depth + 1, faults) for key in keys}
        case list() | tuple():
            return [_ordered(item, f"{place}[{at}]", depth + 1, faults) for at, item in enumerate(value)]
        case _:
            faults.append(_refused(value, place))
    return None


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be")


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _refused(value: object, place: str) -> Fault:
    match value:
        case float():
            return _fault(place, f"the fraction {value!r} has more than one text", "decided(...) of the body")
        case int():
            return _fault(
                place, f"a number beyond 2^53 - 1 ({len(hex(value)) - 2} hex digits)", "text in its place"
            )
        case str():
            return _fault(place, f"{value[:40]!a} is no Unicode text", "text without lone surrogates")
        case Mapping():
            return _fault(place, "a table has a key that is no Unicode text", "text for keys")
        case _:
            return _fault(
                place, f"{type(value).__name__} is nothing that JSON has", "decided(...) of the body"
            )


def _fault(place: str, message: str, hint: str) -> Fault:
    return Fault(place=place.removeprefix("."), message=message, hint=hint)
