"""What a statement does with its issue, from its words alone: cues, negation, modal verbs, conditions.

The words that hand a content on decide where they name an act ("rejected", "called for"). Where they only say
that something was said, the content decides, by the heaviest of its own words and by rules on what a party
says it will and will not do. Two codings of the same text agree on the stance with kappa 0.68 (the known
answers of this project, before adjudication): no figure of a program means more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.case.statements import Stance
from detente.record.lexicon.conditions import (
    after_quote,
    first_condition,
    inside_condition,
    reserves,
    states_dependence,
)
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.negation import FLIPPED, TOLERATES, ended, negated
from detente.record.lexicon.phrases import Found, PhraseBook, longest
from detente.record.lexicon.refusals import refusal_of_own, tolerance, unrefused
from detente.record.lexicon.words import Word, words
from detente.record.statement import Kind

WEIGHTS = {
    Stance.RED_LINE: 3.0,
    Stance.THREAT: 3.2,
    Stance.ACCEPT: 3.0,
    Stance.REJECT: 3.0,
    Stance.SUPPORT: 2.6,
    Stance.DEMAND: 2.5,
    Stance.OFFER: 2.5,
    Stance.CONDITION: 2.4,
    Stance.JUSTIFICATION: 2.4,
    Stance.REPORTED_SHIFT: 2.2,
    Stance.ASSESSMENT: 1.5,
    Stance.CLAIM: 1.4,
}
"""What a word of the content weighs by its stance: acts before views, views before facts."""

LEANING = 1.2
"""Weight of a cue that leans to a stance but may hand on any content ("insisted that", "suggested that")."""

_LEANS = frozenset(
    {
        "insist", "suggest", "hint", "promise", "pledge", "maintain that", "insist that", "argue",
        "warn that", "caution", "note", "recall", "point out",
        "remind", "announce", "confirm", "report", "declare", "reveal", "disclose", "inform", "acknowledge",
        "admit", "observe", "comment", "find", "see",
        "claim", "assert", "contend", "publish", "according to", "explain", "tell ... to", "ask", "extend",
        "table", "testify", "think", "believe", "hope", "intend to", "commit to", "undertake",
    }
)  # fmt: skip
_SETTLED = frozenset({Stance.CLAIM, Stance.JUSTIFICATION, Stance.SILENCE, Stance.ASSESSMENT})
_DEFAULTS = {
    Kind.ATTRIBUTED_BELIEF: Stance.ASSESSMENT,
    Kind.ATTRIBUTED_INTENT: Stance.DEMAND,
    Kind.SILENCE: Stance.SILENCE,
    Kind.REPORTED_ACT: Stance.UNCLEAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceFound:
    """What a statement does with its issue.

    Attributes:
        conditional: Whether a dependence is stated.
        yes_but: Whether it is a yes with a reservation.
        why: The rule that decided.
        cues: The phrases of the lexicon that were met.
    """

    stance: Stance
    conditional: bool = False
    yes_but: bool = False
    why: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The words of one statement, once."""

    quote: tuple[Word, ...]
    cue: tuple[Word, ...]
    tail: tuple[Word, ...]


def stance_of(
    lexicon: Lexicon,
    quote: str,
    *,
    cue: str = "",
    sentence: str = "",
    kind: Kind = Kind.INDIRECT,
    media: bool = False,
) -> StanceFound:
    """The stance of a statement.

    Args:
        lexicon: Whose words.
        quote: What was said, accepted or offered, without the words that hand it on.
        cue: Those words ("rejected", "said that").
        sentence: The sentence around, for conditions and reservations that stand outside the quote.
        kind: How the text hands it on.
        media: Whether an outlet or an analyst speaks: nobody's position, so a view or a fact.

    >>> from detente.record.lexicon import standard_lexicon
    >>> words_said = "the plan in principle, but observers must come first"
    >>> found = stance_of(standard_lexicon(), words_said, cue="accepts")
    >>> str(found.stance), found.conditional, found.yes_but
    ('accept-with-conditions', True, True)
    """
    said = _Said(quote=words(quote), cue=words(cue), tail=after_quote(quote, sentence))
    if kind is Kind.SILENCE or _silent(lexicon, said):
        return StanceFound(stance=Stance.SILENCE, why="silence")
    if inside_condition(quote, sentence, cue):
        return StanceFound(stance=Stance.CONDITION, why="inside-a-condition")
    stance, why, cues = _of_media(lexicon, said) if media else _of_party(lexicon, said, kind)
    return _with_dependence(StanceFound(stance=stance, why=why, cues=cues), said)


def _silent(lexicon: Lexicon, said: _Said) -> bool:
    cue_book, said_book = _books(lexicon)
    opening = said.quote[:6]
    found = [*cue_book.find(said.cue), *cue_book.find(opening), *said_book.find(opening)]
    return any(
        each.key == Stance.SILENCE and (each.first == 0 or each.phrase.startswith(("not", "no ")))
        for each in found
    )


def _of_media(lexicon: Lexicon, said: _Said) -> tuple[Stance, str, tuple[str, ...]]:
    reported = any(word.stem in {"report", "quot"} for word in said.cue)
    votes = _votes(lexicon, said.quote)
    if reported and Stance.ASSESSMENT not in votes:
        return Stance.CLAIM, "an-outlet-reports", ()
    return Stance.ASSESSMENT, "an-outlet-judges", ()


def _of_party(lexicon: Lexicon, said: _Said, kind: Kind) -> tuple[Stance, str, tuple[str, ...]]:
    act = _act(lexicon, said)
    if act and act[1] != "leaning":
        return act
    own = _own_limit(said.quote)
    if own:
        return own
    votes = _votes(lexicon, said.quote)
    cues = tuple(phrase for phrases in votes.values() for phrase in phrases)
    scores = {stance: WEIGHTS[stance] * (1 + 0.1 * (len(phrases) - 1)) for stance, phrases in votes.items()}
    if act and act[0] in WEIGHTS:
        scores[act[0]] = scores.get(act[0], 0.0) + LEANING
    if not scores:
        return (
            (act[0], "the-cue-leans", act[2])
            if act
            else (_DEFAULTS.get(kind, Stance.CLAIM), "nothing-found", ())
        )
    best = max(scores, key=lambda stance: (scores[stance], -list(Stance).index(stance)))
    return best, "words-of-the-content", cues


def _act(lexicon: Lexicon, said: _Said) -> tuple[Stance, str, tuple[str, ...]] | None:
    """The stance that the cue names; ``leaning`` is the rule if the cue may hand on anything."""
    book, _ = _books(lexicon)
    found = [each for each in longest(book.find(said.cue)) if each.key != Stance.SILENCE]
    if not found:
        return None
    each = max(found, key=lambda one: (one.phrase not in _LEANS, one.last - one.first, -one.first))
    stance = Stance(each.key)
    phrases = (each.phrase,)
    if ended(said.cue, each.first) and stance in {
        Stance.DEMAND,
        Stance.REJECT,
        Stance.OFFER,
        Stance.SUPPORT,
        Stance.ACCEPT,
    }:
        return Stance.REPORTED_SHIFT, "no-longer", phrases
    if negated(said.cue, each.first):
        return _flipped(stance, each), "negated-cue", phrases
    if stance is Stance.REJECT and _absolute(lexicon, said.quote):
        return Stance.RED_LINE, "refusal-without-exception", phrases
    if stance is Stance.CONDITION and said.quote and not _yes_before(said):
        stance = Stance.DEMAND if _has_duty(lexicon, said.quote) else Stance.CONDITION
    return stance, "leaning" if each.phrase in _LEANS else "the-cue", phrases


def _flipped(stance: Stance, each: Found) -> Stance:
    if stance is Stance.REJECT and each.phrase in TOLERATES:
        return Stance.ACCEPT
    return FLIPPED.get(stance, stance)


def _absolute(lexicon: Lexicon, quote: Sequence[Word]) -> bool:
    return any(each.key == Stance.RED_LINE for each in _books(lexicon)[1].find(quote))


def _yes_before(said: _Said) -> bool:
    return bool(said.cue) and said.cue[0].low == "but"


def _has_duty(lexicon: Lexicon, quote: Sequence[Word]) -> bool:
    return any(each.key == Stance.DEMAND for each in _books(lexicon)[1].find(quote))


def _own_limit(quote: Sequence[Word]) -> tuple[Stance, str, tuple[str, ...]] | None:
    """What a party says that it will not do, does not rule out, or would not mind."""
    if unrefused(quote):
        return Stance.UNCLEAR, "does-not-rule-out", ()
    if tolerance(quote):
        return Stance.ACCEPT, "would-not-object", ()
    if refusal_of_own(quote):
        return Stance.RED_LINE, "will-not", ()
    return None


def _votes(lexicon: Lexicon, quote: Sequence[Word]) -> dict[Stance, list[str]]:
    """The stances that the words of a content speak for; words behind a condition have no vote."""
    _, book = _books(lexicon)
    end = first_condition(quote)
    votes: dict[Stance, list[str]] = {}
    for each in longest(book.find(quote)):
        stance = Stance(each.key)
        if each.first >= end or stance is Stance.SILENCE:
            continue
        if stance is Stance.RED_LINE and _past(quote, each):
            continue
        if not each.phrase.startswith(("not ", "no ")) and negated(quote, each.first):
            stance = _flipped(stance, each)
        if stance in WEIGHTS:
            votes.setdefault(stance, []).append(each.phrase)
    return votes


def _past(quote: Sequence[Word], each: Found) -> bool:
    """``has never attacked`` is a fact, no limit."""
    return (
        each.phrase == "never"
        and each.first > 0
        and quote[each.first - 1].low in {"has", "have", "had", "was", "were", "is", "are"}
    )


def _with_dependence(found: StanceFound, said: _Said) -> StanceFound:
    """Conditions and reservations; a yes with one is a yes with conditions."""
    stance = found.stance
    open_matter = stance not in _SETTLED
    conditional = states_dependence(said.quote, open_matter=open_matter) or _tail_depends(said)
    yes_but = False
    if stance in {Stance.ACCEPT, Stance.SUPPORT}:
        yes_but = reserves(said.quote) or reserves(said.cue) or _tail_reserves(said)
        if yes_but or (conditional and stance is Stance.ACCEPT):
            stance, conditional = Stance.ACCEPT_WITH_CONDITIONS, True
    if stance is Stance.CONDITION:
        conditional = False
    return StanceFound(
        stance=stance, conditional=conditional, yes_but=yes_but, why=found.why, cues=found.cues
    )


def _tail_depends(said: _Said) -> bool:
    """Whether the words right behind the quote open a condition of it."""
    return (
        bool(said.tail)
        and states_dependence(said.tail[:3], open_matter=False)
        and said.tail[0].low in {"if", "unless", "only", "provided", "as", "on", "in"}
    )


def _tail_reserves(said: _Said) -> bool:
    """Whether the sentence goes on with a reservation of the same speaker, before any other sentence."""
    for at, word in enumerate(said.tail):
        if word.breaks == "." and at:
            return False
        if word.low in {"but", "however", "although", "though"}:
            return True
    return False


@lru_cache(maxsize=32)
def _books(lexicon: Lexicon) -> tuple[PhraseBook, PhraseBook]:
    cue = PhraseBook.of((phrase, str(act.stance), 1.0) for act in lexicon.acts for phrase in act.cue)
    said = PhraseBook.of((phrase, str(act.stance), 1.0) for act in lexicon.acts for phrase in act.said)
    return cue, said
