"""Exact numbers: decimals as they stand in a file, and back to text without loss."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from detente.case.model import Option, Range

DIGITS_LIMIT = 100
"""Digits that a number may have before its point, and behind it; of integers, about as many."""


def decimal_text(value: Fraction) -> str:
    """The shortest decimal that equals ``value``, without an exponent.

    Raises:
        ValueError: if no finite decimal equals it, as for 1/3.

    >>> decimal_text(Fraction(40)), decimal_text(Fraction(-1, 8))
    ('40', '-0.125')
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"{value} has no finite decimal")
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    head, tail = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{'-' if value < 0 else ''}{head}{'.' if tail else ''}{tail}"


def is_exact(value: int | Decimal) -> bool:
    """Whether a number is finite and within :data:`DIGITS_LIMIT` on both sides of its point."""
    if isinstance(value, int):
        return value.bit_length() <= 3 * DIGITS_LIMIT
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS_LIMIT and value.adjusted() < DIGITS_LIMIT


def range_options(scale: Range) -> tuple[Option, ...]:
    """The options that a range stands for: ``start``, ``start + step``, ... not past ``stop``.

    >>> [option.title for option in range_options(Range(start=Fraction(0), stop=Fraction(1),
    ...     step=Fraction(1, 2), unit="km"))]
    ['0 km', '0.5 km', '1 km']
    >>> [option.title for option in range_options(Range(start=Fraction(0), stop=Fraction(2),
    ...     step=Fraction(1), unit="guards", one="guard"))]
    ['0 guards', '1 guard', '2 guards']
    """
    count = int((scale.stop - scale.start) / scale.step) + 1
    amounts = [scale.start + number * scale.step for number in range(count)]
    return tuple(
        Option(id=text, title=f"{text} {scale.noun(amount)}".strip(), amount=amount)
        for amount, text in ((amount, decimal_text(amount)) for amount in amounts)
    )
