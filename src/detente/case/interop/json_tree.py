"""JSON from strangers: plain data with exact numbers, or a refusal."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from typing import NoReturn

from detente.case.interop.data_tree import NODES_LIMIT, Data
from detente.case.interop.decimals import exact
from detente.case.interop.files import DataFile
from detente.errors import Fault, InputError, shown_value


def parse_json(file: DataFile) -> Data:
    """The value that ``file`` holds.

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
            object_pairs_hook=_mapping,
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
        hint = "a file that holds one domain or profile"
        raise InputError(_fault(file, "", "nested too deep", hint, "too-large")) from None
    return data


class _UnfitError(ValueError):
    """Valid JSON that has no clear meaning."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _mapping(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
    mapping: dict[str, Data] = dict(pairs)
    if len(mapping) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _UnfitError(f"the name {shown_value(twice)} stands twice in one object", "each name once")
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
