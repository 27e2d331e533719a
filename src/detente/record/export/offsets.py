"""Places in a text counted in code points, as here, or in UTF-16 code units, as in Java and JavaScript.

The two differ by one for every character before the place that lies beyond the basic plane (an emoji, a
letter of some old scripts): such a character is two units (The Unicode Standard, section 3.9, UTF-16).
"""

from __future__ import annotations

from bisect import bisect_left


class Offsets:
    """Turns places of one text from one count into the other.

    >>> places = Offsets(f"a{chr(0x1F54A)}b")
    >>> places.units(2), places.points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._wide = [place for place, sign in enumerate(text) if ord(sign) > 0xFFFF]
        self._units = [place + before for before, place in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """The number of UTF-16 code units before a code point.

        Raises:
            ValueError: if the text has no such place.
        """
        if not 0 <= point <= self.length:
            message = f"the text has {self.length} code points; there is no place {point}"
            raise ValueError(message)
        return point + bisect_left(self._wide, point)

    def points(self, unit: int) -> int:
        """The number of code points before a UTF-16 code unit.

        Raises:
            ValueError: if the text has no such place, or if it lies within one character.
        """
        before = bisect_left(self._units, unit)
        if not 0 <= unit <= self.length + len(self._wide):
            message = f"the text has {self.length + len(self._wide)} code units; there is no place {unit}"
            raise ValueError(message)
        if before and self._units[before - 1] == unit - 1:
            message = f"the code unit {unit} is the second half of a character"
            raise ValueError(message)
        return unit - before
