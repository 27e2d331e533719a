"""Numbers in foreign files: decimal text to exact fractions, and to fractions that decimals can say."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from detente.case.exact import DIGITS_LIMIT, is_exact

_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,4}))?", re.ASCII)


def exact(text: str) -> Fraction | None:
    """The value of a decimal number, blanks around it allowed; None where ``text`` is none or too long.

    >>> exact("1.0E-5"), exact(" .2 "), exact("nan"), exact("0,5")
    (Fraction(1, 100000), Fraction(1, 5), None, None)
    """
    text = text.strip()
    found = _NUMBER.fullmatch(text) if len(text) <= 3 * DIGITS_LIMIT else None
    if found is None or not (found[2] or found[3]):
        return None
    value = Decimal(text)
    return Fraction(value) if is_exact(value) else None


def is_decimal(value: Fraction) -> bool:
    """Whether finite decimals can say ``value``: its denominator has no prime factor but 2 and 5.

    >>> is_decimal(Fraction(3, 40)), is_decimal(Fraction(1, 3))
    (True, False)
    """
    return pow(10, value.denominator.bit_length(), value.denominator) == 0
