"""A text as words that can be compared: folded, without marks, cut to stems, each with its place.

The stems are rough on purpose: they join the forms of one word (``withdraws``, ``withdrawing``), and are
never
shown. All steps take time linear in the length of the text, whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from detente.record.lexicon.grammar import listed

LONGEST_WORD = 80
"""Code points of a word that are looked at; no word of any language of the lexicon is longer."""

_MARKS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_LETTER = r"[^\W_]"
_PART = rf"{_LETTER}[{_MARKS}{_UNSEEN}]*"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|(?:{_PART})+(?:['’ʼ](?:{_PART})+)*"
    r"|(?P<stop>[.!?;:…\n])|(?P<comma>[,()\[\]—–]|(?<=\s)-(?=\s))|(?P<quote>[\"“”«»„])"
)
_SHORT = re.compile(r"[^aeiouy]*[aeiouy][^aeiouxwy]$")
"""One syllable with a short end: behind it an ``e`` belongs to the word (``note`` is no ``not``)."""
_UNSEEN_ANY = re.compile(f"[{_UNSEEN}]")
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "ı": "i",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "’": "'",
        "ʼ": "'",
    }
)
_CONTRACTED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
}
_ENDINGS = {"'ll": "will", "'ve": "have", "'re": "are", "'d": "would", "'m": "am"}
_WHOLE = frozenset(listed("whole"))
_IRREGULAR = {
    past.strip(): base.strip()
    for base, pasts in (entry.split(":") for entry in listed("irregular"))
    for past in pasts.split(",")
}
_IS_SHORT = frozenset({"it's", "that's", "he's", "she's", "there's", "what's", "who's", "here's"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a text.

    Attributes:
        text: As it stands, without a possessive ending.
        low: Folded: small letters, no marks, plain apostrophes.
        stem: What its forms have in common.
        start: First code point in the text.
        end: Code point after the last one, the possessive ending included.
        owns: Whether a possessive ending stands behind it.
        breaks: What stands before it: ``"."`` an end of a sentence, ``","`` a comma or bracket, ``""``
            neither.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int
    owns: bool = False
    breaks: str = ""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def fold(text: str) -> str:
    """Small letters without marks and unseen characters; at most :data:`LONGEST_WORD` code points are read.

    >>> fold("Süddeutsche"), fold("O’Neill"), fold("Erdoğan")
    ('suddeutsche', "o'neill", 'erdogan')
    """
    return _fold(text[:LONGEST_WORD])


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order. Contractions come apart (``won't`` is ``will`` and ``not``).

    >>> [(word.low, word.owns) for word in words("The U.S.’ army won't leave Arvania's hills.")][1:5]
    [('us', True), ('army', False), ('will', False), ('not', False)]
    """
    found: list[Word] = []
    breaks = ""
    for match in _WORD.finditer(text):
        if match["stop"]:
            breaks = "."
        elif match["comma"]:
            breaks = breaks or ","
        elif not match["quote"]:
            found += _parts(match[0], match.start(), match.end(), breaks, text)
            breaks = ""
    return tuple(found)


@lru_cache(maxsize=20_000)
def stem(low: str) -> str:
    """What the forms of a folded English word have in common.

    >>> {stem(word) for word in ("release", "releases", "released", "releasing")}
    {'releas'}
    >>> stem("noted"), stem("note"), stem("not"), stem("planned"), stem("planes")
    ('note', 'note', 'not', 'plan', 'plane')
    >>> stem("countries") == stem("country"), stem("stopped") == stem("stop"), stem("crisis")
    (True, True, 'crisis')
    """
    low = _IRREGULAR.get(low, low)
    if len(low) <= 3 or low in _WHOLE:
        return low
    base = _without_plural(low)
    for ending, least in (("ing", 6), ("ed", 5)):
        if base.endswith(ending) and len(base) >= least and not base.endswith("eed"):
            cut = base.removesuffix(ending)
            base = f"{cut}e" if _SHORT.match(cut) else _single(cut)
            break
    if base.endswith("eed") and len(base) > 4:
        base = base[:-1]
    if base.endswith("i"):
        base = f"{base[:-1]}y"
    base = base.removesuffix("e") if len(base) > 3 and not _SHORT.match(base[:-1]) else base
    return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "aeiou" else base


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _UNSEEN_ANY.sub("", text))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.casefold().translate(_LETTERS)


def _parts(text: str, start: int, end: int, breaks: str, whole: str) -> list[Word]:
    """One run of letters as one word, or as two if it is a contraction."""
    low = fold(text).replace(".", "")
    if low in _CONTRACTED:
        first, second = _CONTRACTED[low]
    elif low.endswith("n't") and len(low) > 4:
        first, second = low[:-3], "not"
    elif low in _IS_SHORT:
        first, second = low[:-2], "is"
    else:
        ending = next((ending for ending in _ENDINGS if low.endswith(ending) and len(low) > len(ending)), "")
        first, second = (low.removesuffix(ending), _ENDINGS[ending]) if ending else (low, "")
    if second:
        cut = max(start + 1, end - 3)
        one = Word(text=text, low=first, stem=stem(first), start=start, end=cut, breaks=breaks)
        return [one, Word(text=second, low=second, stem=stem(second), start=cut, end=end)]
    owns = low.endswith("'s")
    if owns:
        low, text = low[:-2], text[:-2]
    elif (
        whole[end : end + 1] in {"'", "’"}
        and low.endswith("s")
        and whole[end + 1 : end + 2] in {" ", "\n", ""}
    ):
        owns, end = True, end + 1
    return [Word(text=text, low=low, stem=stem(low), start=start, end=end, owns=owns, breaks=breaks)]


def _without_plural(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    if low.endswith("ied") and len(low) > 4:
        return f"{low[:-3]}y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def _single(base: str) -> str:
    """``stopp`` is ``stop``; ``sell`` and ``pass`` keep both letters."""
    doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeioulsz"
    return base[:-1] if doubled else base
