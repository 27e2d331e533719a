"""Numbers as text for readers: counts with their nouns, utilities to a few places, intervals, dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case.model import Figure

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def count_text(count: int) -> str:
    """A count with its thousands apart.

    >>> count_text(13544423424)
    '13,544,423,424'
    """
    return f"{count:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 issue``, ``2 issues``."""
    return f"{count_text(number)} {one if number == 1 else many or one + 's'}"


def count_or_unknown(number: int | None) -> str:
    """A count, or that there is none."""
    return "not counted" if number is None else count_text(number)


def count_words(count: int, one: str, many: str) -> str:
    """A count with its noun, small numbers as words.

    >>> count_words(1, "package", "packages"), count_words(40, "package", "packages")
    ('one package', '40 packages')
    """
    number = _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"
    return f"{number} {one if count == 1 else many}"


def decimal(value: Fraction | float, places: int = 3) -> str:
    """A number rounded half to even at ``places`` decimals, without trailing zeros.

    >>> decimal(Fraction(1, 3)), decimal(Fraction(12)), decimal(Fraction(-1, 8), 2)
    ('0.333', '12', '-0.12')
    """
    scaled = round(Fraction(value) * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    tail = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{'-' if scaled < 0 else ''}{whole:,}{'.' if tail else ''}{tail}"


def padded(values: Sequence[Fraction], places: int = 3) -> list[str]:
    """Numbers with the same number of decimals, to stand in one column; whole numbers have none.

    >>> padded([Fraction(59, 100), Fraction(1, 3)]), padded([Fraction(12), Fraction(5)])
    (['0.590', '0.333'], ['12', '5'])
    """
    texts = [decimal(value, places) for value in values]
    width = max((len(text.partition(".")[2]) for text in texts), default=0)
    return [
        text if not width else f"{text.partition('.')[0]}.{text.partition('.')[2]:0<{width}}"
        for text in texts
    ]


def signed(value: Fraction, places: int = 3) -> str:
    """The same with its sign, as a gain is read.

    >>> signed(Fraction(1, 4)), signed(Fraction(0)), signed(Fraction(-1, 4))
    ('+0.25', '0', '−0.25')
    """
    text = decimal(abs(value), places)
    if text == "0":
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def interval(figure: Figure, places: int = 3) -> str:
    """A figure as one number or as an interval.

    >>> from detente.case.model import Figure
    >>> interval(Figure(low=Fraction(0), high=Fraction(1, 2)))
    '0 to 0.5'
    """
    low, high = decimal(figure.low, places), decimal(figure.high, places)
    return low if figure.low == figure.high else f"{low} to {high}"


def date_text(text: str) -> str:
    """An ISO date, month or interval as it is read; anything else as it stands.

    >>> date_text("2025-03-15"), date_text("2024-06"), date_text("2025-03-14/2025-03-16"), date_text("spring")
    ('15 March 2025', 'June 2024', '14 to 16 March 2025', 'spring')
    """
    first, slash, last = text.partition("/")
    if slash:
        start, end = date_text(first), date_text(last)
        head, _, tail = start.partition(" ")
        return f"{head if tail and end.endswith(f' {tail}') else start} to {end}"
    parts = text.split("-")
    if len(parts) == 2 and len(parts[0]) == 4 and parts[1].isdecimal() and 1 <= int(parts[1]) <= 12:
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
