"""JSON from strangers: plain data with exact numbers, or a refusal."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from functools import partial
from typing import NoReturn

from detente.case.interop.data_tree import NODES_LIMIT, Data
from detente.case.interop.decimals import exact
from detente.case.interop.files import DataFile
from detente.errors import Fault, InputError, shown_value


def parse_json(file: DataFile, *, twice: list[str] | None = None) -> Data:
    """The value that ``file`` holds.

    Args:
        file: The file.
        twice: Takes up the names that stand twice in one object, of which the first value counts; None: to
            have one is a fault.

    Raises:
        InputError: broken JSON, a name twice in one object, a number that is not finite or has hundreds of
            digits, too deep or too large a structure.
    """
    if sum(map(file.data.count, (b",", b":", b"[", b"{"))) > NODES_LIMIT:
        raise InputError(
            _fault(file, "", f"more than {NODES_LIMIT} values", "one domain or profile", "too-large")
        )
    try:
        data: Data = json.loads(
            file.data,
            object_pairs_hook=partial(_mapping, twice=twice),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_not_finite,
        )
    except _UnfitError as error:
        raise InputError(_fault(file, "", str(error), error.hint)) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(
            _fault(file, place, f"not JSON: {error.msg}", "the file as it was exported")
        ) from None
    except UnicodeDecodeError as error:
        message = f"not JSON: no text at byte {error.start}"
        raise InputError(_fault(file, "", message, "the file saved as UTF-8")) from None
    except RecursionError:
        hint = "a file that is nested less deep"
        raise InputError(_fault(file, "", "nested too deep", hint, "too-large")) from None
    return data


class _UnfitError(ValueError):
    """Valid JSON that has no clear meaning."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _mapping(pairs: list[tuple[str, Data]], *, twice: list[str] | None) -> dict[str, Data]:
    mapping: dict[str, Data] = dict(reversed(pairs))
    if len(mapping) == len(pairs):
        return dict(pairs)
    counts = Counter(name for name, _ in pairs)
    if twice is None:
        ((name, _),) = counts.most_common(1)
        raise _UnfitError(f"the name {shown_value(name)} stands twice in one object", "each name once")
    twice += [name for name, count in counts.items() if count > 1]
    return mapping


def _number(text: str) -> Fraction:
    value = exact(text)
    if value is None:
        raise _UnfitError(f"the number {shown_value(text)} is too long", "fewer digits")
    return value


def _not_finite(text: str) -> NoReturn:
    raise _UnfitError(f"{text} is no finite number", "a finite number")


def _fault(file: DataFile, place: str, message: str, hint: str, code: str = "bad-json") -> Fault:
    return Fault(file=file.where, place=place, message=message, hint=hint, code=code)
