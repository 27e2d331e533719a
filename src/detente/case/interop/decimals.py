"""Numbers in foreign files: decimal text to exact fractions and back."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

DIGITS_LIMIT = 400
"""More digits or a larger exponent than this make no number: a short text must not become a huge one."""

_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,4}))?", re.ASCII)


def exact(text: str) -> Fraction | None:
    """The value of a decimal number, blanks around it allowed; None where ``text`` is none.

    >>> exact("1.0E-5"), exact(" .2 "), exact("nan"), exact("0,5")
    (Fraction(1, 100000), Fraction(1, 5), None, None)
    """
    text = text.strip()
    found = _NUMBER.fullmatch(text) if len(text) <= DIGITS_LIMIT else None
    if found is None or not (found[2] or found[3]):
        return None
    if abs(int(found[4] or 0)) > DIGITS_LIMIT:
        return None
    return Fraction(Decimal(text))


def decimal_text(value: Fraction) -> str | None:
    """``value`` as plain decimal text, exactly; None where its decimals never end.

    >>> decimal_text(Fraction(-1, 8)), decimal_text(Fraction(30)), decimal_text(Fraction(1, 3))
    ('-0.125', '30', None)
    """
    twos, fives, rest = 0, 0, value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
