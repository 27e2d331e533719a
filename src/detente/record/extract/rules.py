"""All rules over one sentence."""

from __future__ import annotations

from detente.record.extract.acts import act
from detente.record.extract.clauses import clause
from detente.record.extract.dispositions import disposition
from detente.record.extract.found import Found, Mention
from detente.record.extract.gate import is_passive, negated, reports
from detente.record.extract.hearsay import impersonal
from detente.record.extract.look import Look
from detente.record.extract.made_clear import made_clear
from detente.record.extract.nominal import nominal
from detente.record.extract.passives import passive
from detente.record.extract.phrases import phrase
from detente.record.extract.quoted import quoted
from detente.record.extract.silence import silence

_POSITIVE_ONLY = frozenset(
    [
        "say",
        "tell",
        "announce",
        "declare",
        "report",
        "propose",
        "offer",
        "suggest",
        "mention",
        "warn",
        "threaten",
    ]
)


def finds(look: Look, carried: Mention | None) -> tuple[Found, ...]:
    """Return what the rules find in a sentence, in the order of its words; finds may overlap.

    Args:
        look: The sentence.
        carried: Who spoke last, for a quotation that stands alone.
    """
    found: list[Found] = list(quoted(look, carried))
    for index, word in enumerate(look.sentence.words):
        if word.quoted:
            continue
        if word.tag.startswith("VB"):
            found.extend(_verb(look, index))
        elif word.tag.startswith("NN"):
            found.extend(nominal(look, index))
        if word.tag == "IN" or word.lower == "according":
            found.extend(phrase(look, index))
    return tuple(found)


def _verb(look: Look, verb: int) -> tuple[Found, ...]:
    silent = silence(look, verb)
    if silent:
        return silent
    word = look.sentence.words[verb]
    if word.dep == "amod":
        return ()
    by_agent = passive(look, verb) or impersonal(look, verb)
    if by_agent:
        return by_agent
    if not reports(look.sentence, verb, look.cues) or (
        negated(look.sentence, verb) and word.lemma in _POSITIVE_ONLY
    ):
        return ()
    if word.lemma in {"be", "remain", "stay", "seem", "become"}:
        return disposition(look, verb)
    return (
        clause(look, verb)
        or made_clear(look, verb)
        or (() if is_passive(look.sentence, verb) else act(look, verb))
    )
