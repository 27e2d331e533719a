"""How an article introduces somebody whom it later names by the family name alone, and its dateline.

It looks at the letters of the article, not at a parse: an introduction may stand behind what it explains, and
labels of a transcript have no grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.case.names import slug
from detente.record.lexicon import Lexicon

_LINKS = frozenset({"the", "of", "for", "and", "a", "an", "to"})
_WINDOW = 120
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+)*)(?:, ([A-Z][\w-]*(?: [A-Z][\w-]*)*))?"
    r"[^\n]{0,40}?\s[-–—]{1,2}\s"
)
_SELF_NAMED = re.compile(
    r"(?:call|calls|calling|style|styles|styling) (?:themselves|itself) "
    r"(?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
_BEFORE_IT = re.compile(r"([a-z]+),? (?:who |which |that )?$")
_FULL_NAME = re.compile(r" ([A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+)(?=[ ,])")
_COMMITS = re.compile(
    r"((?:[Tt]he )?(?:(?:republic|government|kingdom|state) of )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
    r" (?:will|would|is|was|has|had|remains|does|did|\w+s) "
)
_NO_NAMES = frozenset(
    {"there", "it", "this", "that", "we", "they", "he", "she", "i", "you", "nobody"}
    | {"no", "both", "these", "those", "all", "any", "such", "our", "my", "if"}
)
_DOMESTIC = frozenset(
    {
        "lawmaker",
        "senator",
        "mayor",
        "sheriff",
        "councillor",
        "governor",
        "deputy",
        "opposition",
        "council",
        "mp",
    }
)
_BETWEEN = re.compile(r"secretary.general|special (?:envoy|representative)|mediator|commissioner|rapporteur")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """The introductions of one article.

    Attributes:
        text: The article.
        lexicon: Whose words for offices.
    """

    text: str
    lexicon: Lexicon
    _found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _offices: set[str] = field(default_factory=set)
    _groups: dict[str, str] = field(default_factory=dict)

    def of(self, last_name: str) -> tuple[str, ...]:
        """Return the first full name that ends so with the office before it, then with the one behind.

        >>> from detente.record.lexicon import standard_lexicon
        >>> text = "Talks with the envoy of Belmar, Ana Roe, began. Roe: We wait."
        >>> Introductions(text=text, lexicon=standard_lexicon()).of("Roe")
        ('the envoy of Belmar, Ana Roe',)
        """
        if last_name not in self._found:
            self._found[last_name] = self._search(last_name)
        return self._found[last_name]

    def home(self, among: tuple[str, ...]) -> str:
        """Return the party in the dateline: the country, or else the town; ``""`` without one."""
        dateline = _DATELINE.match(self.text[:160])
        if dateline is None:
            return ""
        named = (dateline[2] or "", dateline[1], dateline[1].split()[-1])
        return next((slug(name) for name in named if slug(name) in among), "")

    def self_named(self, words: str) -> str:
        """Return the name that a group gives itself: "the rebels, who call themselves the River Army"."""
        if not self._groups:
            self._groups[""] = ""
            for found in _SELF_NAMED.finditer(self.text):
                noun = _BEFORE_IT.search(self.text[max(0, found.start() - 30) : found.start()])
                if noun:
                    self._groups.setdefault(noun[1], found[1])
        return self._groups.get(words.lower().removeprefix("the "), "")

    def completed(self, words: str, end: int) -> str:
        """Return an office with the full name that stands right behind it in the article."""
        name = _FULL_NAME.match(self.text[end : end + _WINDOW])
        last = words.rsplit(maxsplit=1)[-1].lower() if words else ""
        return f"{words} {name[1]}" if name and last in self._words_of_offices() else words

    def _search(self, last_name: str) -> tuple[str, ...]:
        start, end = self._full_name(last_name)
        if end == 0:
            return ()
        before, name = self._before(start), self.text[start:end]
        behind = re.match(r", ([^,.;:\n\"”]{3,80})[,.]", self.text[end : end + _WINDOW])
        made = []
        if before:
            made.append(f"{before}{name}")
        if behind and self._is_office(behind[1]):
            made.append(f"{name}, {behind[1]}")
        return tuple(made)

    def _full_name(self, last_name: str) -> tuple[int, int]:
        """Return where the first full name of a family name stands, ``(0, 0)`` if nowhere."""
        at = -1
        written = last_name.capitalize() if last_name.isupper() else last_name
        for _ in range(_MOST):
            at = self.text.find(f" {written}", at + 1)
            end = at + 1 + len(written)
            if at < 0:
                return 0, 0
            first = re.search(r"([A-Z][\w’'-]*[a-z])(?: [A-Z]\.?)?$", self.text[max(0, at - 40) : at])
            if first and not self.text[end : end + 1].isalnum() and first[1].lower() not in self._titles():
                return max(0, at - 40) + first.start(), end
        return 0, 0

    def _titles(self) -> set[str]:
        return self._words_of_offices() | set(self.lexicon.titles) | _LINKS

    def _before(self, end: int) -> str:
        """Return the title and the owner that stand right before a name, with their comma."""
        start = end
        for word in reversed(list(re.finditer(r"\S+\s+", self.text[max(0, end - _WINDOW) : end]))):
            plain = word.group().strip()
            bare = plain.strip(",").lower()
            if "\n" in word.group() or plain[-1] in '.;:!?"”' or (plain[-1] == "," and start != end):
                break
            if not (plain[0].isupper() or bare in _LINKS or bare in self._words_of_offices()):
                break
            start = max(0, end - _WINDOW) + word.start()
        words = self.text[start:end]
        return words if self._is_office(words) else ""

    def _is_office(self, words: str) -> bool:
        return any(
            word.strip(",.’'s").lower() in self._words_of_offices()
            or word.lower() in self._words_of_offices()
            for word in words.split()
        )

    def _words_of_offices(self) -> set[str]:
        if not self._offices:
            self._offices.update(word for office in self.lexicon.offices for word in office.split())
            self._offices.difference_update(_LINKS)
        return self._offices


def committed(content: str) -> str:
    """Return who is committed by what is said, ``""`` if no name begins it.

    >>> committed("Belmar will observe the truce"), committed("We will")
    ('Belmar', '')
    """
    found = _COMMITS.match(content)
    if found is None or found[1].split()[0].lower() in _NO_NAMES:
        return ""
    return re.sub(r"^[Tt]he (?:republic|government|kingdom|state) of ", "", found[1])


def is_of_home(role: str) -> bool:
    """Return whether an office is one of the place where the article is written: a mayor, a lawmaker."""
    return bool(_DOMESTIC & set(role.split()))


def is_of_many(role: str) -> bool:
    """Return whether an office is one of many states: a secretary-general, a mediator."""
    return _BETWEEN.search(role) is not None
