"""The parties that a text names, so that short forms and adjectives in a mention find them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.case.names import slug
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.mention import goes_on_with_of
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.names import ACTORS, name_book
from detente.record.lexicon.owners import LINKS
from detente.record.lexicon.unknown import COMPASS, among_of, begins_alike, is_group
from detente.record.lexicon.words import Word, fold, words

_NO_NAMES = LINKS | set(listed("times")) | {"no", "not", "mr", "mrs", "ms", "dr"}
_PLACES = frozenset({"port", "fort", "lake", "mount", "cape", "saint", "st", "city", "river", "bay", "gulf"})
_OPENERS = frozenset(listed("openers"))
CHUNK = 50_000
"""Code points that are read at a time."""


def parties_named(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """Ids of the parties that a text names, the most often named first.

    They are the actors of the lexicon, and names that it does not know: one word with a capital inside a
    sentence ("Belmar"), or several that end in a word for a group ("the Free Valley Front"). Family names of
    people whose full names stand in the text are left out.

    Returns:
        What :func:`who` takes as ``among``, so that "the Belmaran army" and "the Front" are resolved to them.

    >>> from detente.record.lexicon import standard_lexicon
    >>> parties_named(standard_lexicon(), "Troops of Galdra met the Free Valley Front near France.")
    ('france', 'free-valley-front', 'galdra')
    """
    known: Counter[str] = Counter()
    single: Counter[str] = Counter()
    people: set[str] = set()
    groups = {fold(group) for group in lexicon.groups}
    mastheads = {fold(word) for word in lexicon.mastheads}
    for start in range(0, len(text), CHUNK):
        part = words(text[start : start + CHUNK])
        covered: set[int] = set()
        for stretch in name_book(lexicon).stretches(part):
            if stretch.sort == "outlet" and _goes_on(part, stretch.last):
                continue
            covered.update(range(stretch.first, stretch.last))
            if stretch.sort in ACTORS:
                known.update(stretch.ids)
        for run in _runs(part, covered):
            lows = [part[at].low for at in run]
            if len(run) > 1 and (is_group(lows, groups) or lows[0] in COMPASS):
                known[slug(" ".join(lows))] += 1
            elif len(run) > 1:
                people.update(_family_name(part, run, mastheads))
            else:
                single[slug(lows[0])] += 1
    names = {*known, *single}
    for name, count in single.items():
        if name in people or any(begins_alike(name, other) for other in names):
            continue
        known[among_of(name, tuple(names - {name}))] += count
    return tuple(sorted(known, key=lambda name: (-known[name], name)))


def _goes_on(part: Sequence[Word], at: int) -> bool:
    """Whether a name goes on: ``The National`` is no paper in ``the National Council``."""
    return at < len(part) and part[at].capital and not part[at].breaks


def _family_name(part: Sequence[Word], run: tuple[int, ...], mastheads: set[str]) -> tuple[str, ...]:
    """The last of two or more words with capitals, unless they are a place, a paper or a line in capitals."""
    run = run[1:] if part[run[0]].low in _OPENERS else run
    first, last = part[run[0]], part[run[-1]]
    if len(run) < 2 or first.low in _PLACES or last.low in mastheads or last.text.isupper():
        return ()
    return (last.low,)


def _runs(part: Sequence[Word], covered: set[int]) -> list[tuple[int, ...]]:
    """Words with capitals that stand together; alone at the beginning of a sentence if it owns something."""
    runs: list[tuple[int, ...]] = []
    for at, word in enumerate(part):
        if at in covered or not word.capital or not word.low.isalpha() or word.low in _NO_NAMES:
            continue
        if runs and runs[-1][-1] == at - 1 and not word.breaks and not part[at - 1].owns:
            runs[-1] = (*runs[-1], at)
        elif runs and runs[-1][-1] == at - 2 and goes_on_with_of(part, runs[-1]):
            runs[-1] = (*runs[-1], at - 1, at)
        else:
            runs.append((at,))
    opens = {at for at, word in enumerate(part) if at == 0 or word.breaks == "."}
    return [run for run in runs if len(run) > 1 or run[0] not in opens or part[run[0]].owns]
