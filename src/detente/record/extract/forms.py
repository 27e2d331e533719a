"""Forms of English verbs, for the extractor without a parser: by rule, the irregular ones by list."""

from __future__ import annotations

from collections.abc import Iterable

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "hold": "holds held holding",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew known knowing",
    "write": "writes wrote written writing",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "find": "finds found finding",
    "put": "puts put putting",
    "set": "sets set setting",
    "lay": "lays laid laying",
    "make": "makes made making",
    "give": "gives gave given giving",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "understand": "understands understood understanding",
    "mean": "means meant meaning",
    "forbid": "forbids forbade forbidden forbidding",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "foresee": "foresees foresaw foreseen",
    "uphold": "upholds upheld",
    "spurn": "spurns spurned spurning",
    "spell": "spells spelled spelt spelling",
    "shoot": "shoots shot",
    "throw": "throws threw thrown",
    "read": "reads read",
    "draw": "draws drew drawn drawing",
    "cast": "casts cast casting",
    "stand": "stands stood standing",
    "stick": "sticks stuck sticking",
    "lend": "lends lent lending",
    "take": "takes took taken taking",
    "rule": "rules ruled ruling",
}
_DOUBLED = frozenset(
    {
        "admit",
        "rebut",
        "commit",
        "submit",
        "refer",
        "slam",
        "quip",
        "plan",
        "beg",
        "drop",
        "vet",
        "ban",
        "defer",
        "shun",
    }
)


def forms(lemma: str) -> tuple[str, ...]:
    """Return the inflected forms of a verb, the dictionary form not among them.

    >>> forms("deny"), forms("propose"), forms("admit")
    (('denies', 'denied', 'denying'), ('proposes', 'proposed', 'proposing'), ('admits', 'admitted',
    'admitting'))
    """
    if lemma in _IRREGULAR:
        return tuple(_IRREGULAR[lemma].split())
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    return third, stem + "ed", stem + "ing"


def form_table(lemmas: Iterable[str]) -> dict[str, str]:
    """Return for each past and third-person form of the verbs its dictionary form."""
    return {form: lemma for lemma in sorted(lemmas) for form in forms(lemma) if not form.endswith("ing")}
