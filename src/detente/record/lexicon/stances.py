"""What a statement does with its issue, from its words alone: cues, negation, modal verbs, conditions.

The words that hand a content on decide where they name an act ("rejected", "called for"). Where they only
say that something was said, the content decides: by rules on what a party says that it will and will not do,
else by the heaviest of its own words. Two codings of the same text agree on the stance with kappa 0.68 (the
known answers of this project, before adjudication): no figure of a program means more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.case.statements import Stance
from detente.record.lexicon.acts import ActFound, act_of, books, votes_of
from detente.record.lexicon.conditions import (
    after_quote,
    in_conditions,
    inside_condition,
    obliges,
    reserves,
    states_dependence,
)
from detente.record.lexicon.grammar import listed
from detente.record.lexicon.model import Lexicon
from detente.record.lexicon.own_acts import (
    nothing_without,
    promise_of_own,
    refusal_of_own,
    tolerance,
    unrefused,
)
from detente.record.lexicon.words import Word, stem, words
from detente.record.statement import Kind

WEIGHTS = {
    Stance.RED_LINE: 3.3,
    Stance.THREAT: 3.2,
    Stance.ACCEPT: 3.0,
    Stance.REJECT: 3.0,
    Stance.SUPPORT: 2.6,
    Stance.DEMAND: 2.5,
    Stance.OFFER: 2.5,
    Stance.CONDITION: 2.4,
    Stance.JUSTIFICATION: 2.4,
    Stance.REPORTED_SHIFT: 2.2,
    Stance.UNCLEAR: 2.0,
    Stance.ASSESSMENT: 1.5,
    Stance.CLAIM: 1.4,
}
"""What a word of the content weighs by its stance: acts before views, views before facts."""

LEANING = 1.2
"""Weight of a cue that leans to a stance but may hand on any content ("insisted that", "suggested that")."""

_SETTLED = frozenset({Stance.CLAIM, Stance.JUSTIFICATION, Stance.SILENCE, Stance.ASSESSMENT})
_YES = frozenset({Stance.ACCEPT, Stance.SUPPORT})
_PROMISES = frozenset(stem(verb) for verb in listed("promises"))
_LATER = frozenset({"if", "unless", "provided", "once"})
_REPORTS = frozenset(stem(verb) for verb in ("report", "quote", "publish", "reveal", "broadcast"))
_NOTES = frozenset(stem(verb) for verb in listed("notes"))
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
    """The words of one statement.

    Attributes:
        main: Those of the quote that stand in no condition.
        tail: Those of the sentence behind the quote.
    """

    quote: tuple[Word, ...]
    main: tuple[Word, ...]
    cue: tuple[Word, ...]
    tail: tuple[Word, ...]

    @property
    def deed(self) -> tuple[Word, ...]:
        """The main words; with those of the cue before them if a modal verb is there ("will not attend")."""
        return (
            (*self.cue, *self.main) if any(word.low in {"will", "would"} for word in self.cue) else self.main
        )


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
    own = words(quote)
    inside = in_conditions(own)
    main = tuple(word for at, word in enumerate(own) if at not in inside)
    said = _Said(quote=own, main=main, cue=words(cue), tail=after_quote(quote, sentence))
    if kind is Kind.SILENCE or _silent(lexicon, said):
        return StanceFound(stance=Stance.SILENCE, why="silence")
    if inside_condition(quote, sentence, cue):
        return StanceFound(stance=Stance.CONDITION, why="inside-a-condition")
    if media:
        return _with_dependence(_of_media(said), said)
    if _is_reservation(lexicon, said, sentence, cue):
        return StanceFound(stance=Stance.CONDITION, why="but-behind-a-yes")
    return _with_dependence(_of_party(lexicon, said, kind), said)


def _silent(lexicon: Lexicon, said: _Said) -> bool:
    cue_book, said_book = books(lexicon)
    opening = said.quote[:6]
    found = [*cue_book.find(said.cue), *cue_book.find(opening), *said_book.find(opening)]
    return any(
        each.key == Stance.SILENCE and (each.first <= 1 or each.phrase.startswith(("not", "no ")))
        for each in found
    )


def _of_media(said: _Said) -> StanceFound:
    if any(word.stem in _REPORTS for word in said.cue):
        return StanceFound(stance=Stance.CLAIM, why="an-outlet-reports")
    return StanceFound(stance=Stance.ASSESSMENT, why="an-outlet-judges")


def _is_reservation(lexicon: Lexicon, said: _Said, sentence: str, cue: str) -> bool:
    """``..., but raised concerns over ...`` behind an acceptance or a support of the same sentence."""
    at = sentence.find(cue) if cue else -1
    before = words(sentence[:at]) if at > 0 else ()
    if not before or before[-1].low not in {"but", "though", "although", "while", "yet"}:
        return False
    if not any(word.stem in _NOTES for word in said.cue):
        return False
    cue_book, said_book = books(lexicon)
    found = [*cue_book.find(before), *said_book.find(before)]
    return any(each.key in _YES for each in found)


def _of_party(lexicon: Lexicon, said: _Said, kind: Kind) -> StanceFound:
    act = act_of(lexicon, said.cue, said.quote, _sentence(said.tail))
    if act and not act.leaning:
        return StanceFound(stance=act.stance, why=act.why, cues=act.cues)
    votes = votes_of(lexicon, said.main)
    rule = _by_rule(said, votes, act)
    if rule:
        return rule
    scores = {stance: WEIGHTS[stance] * (1 + 0.1 * (len(phrases) - 1)) for stance, phrases in votes.items()}
    depends = states_dependence(said.quote, open_matter=True)
    if Stance.THREAT not in votes and (promise_of_own(said.deed) or (depends and _possible(said.main))):
        more = 0.8 if depends else 0.0
        scores[Stance.OFFER] = max(scores.get(Stance.OFFER, 0.0), WEIGHTS[Stance.OFFER]) + more
    if act and act.stance in WEIGHTS:
        more = 0.8 if act.stance is Stance.OFFER and (depends or _could(said.main)) else 0.0
        scores[act.stance] = scores.get(act.stance, 0.0) + LEANING + more
    elif _past(said.main):
        scores[Stance.CLAIM] = max(scores.get(Stance.CLAIM, 0.0), 1.6)
    if not scores:
        return StanceFound(stance=_DEFAULTS.get(kind, Stance.CLAIM), why="nothing-found")
    best = max(scores, key=lambda stance: (scores[stance], -list(Stance).index(stance)))
    return StanceFound(
        stance=best, why="words-of-the-content", cues=tuple(votes.get(best, act.cues if act else ()))
    )


def _by_rule(said: _Said, votes: dict[Stance, list[str]], act: ActFound | None) -> StanceFound | None:
    """What the forms of the content decide, before its single words are weighed."""
    plain = (
        (unrefused(said.main), Stance.UNCLEAR, "does-not-rule-out"),
        (tolerance(said.main), Stance.ACCEPT, "would-not-object"),
        (nothing_without(said.quote), Stance.RED_LINE, "nothing-without"),
        (_opines(said.main), Stance.ASSESSMENT, "in-my-view"),
        (_insists_on_a_fact(said, act), Stance.CLAIM, "insists-that-it-is-so"),
    )
    for holds, stance, why in plain:
        if holds:
            return StanceFound(stance=stance, why=why)
    refuses = refusal_of_own(said.deed)
    yes = bool({Stance.ACCEPT, Stance.OFFER} & votes.keys()) and reserves(said.main)
    if yes and (refuses or {Stance.REJECT, Stance.RED_LINE} & votes.keys()):
        return StanceFound(stance=Stance.ACCEPT, why="yes-but-will-not")
    if not refuses or Stance.THREAT in votes:
        return None
    if any(word.stem in _PROMISES for word in said.cue):
        return StanceFound(stance=Stance.OFFER, why="promises-not-to", cues=act.cues if act else ())
    return StanceFound(stance=Stance.RED_LINE, why="will-not")


def _with_dependence(found: StanceFound, said: _Said) -> StanceFound:
    """Conditions and reservations; a yes with one is a yes with conditions."""
    stance = found.stance
    conditional = states_dependence(said.quote, open_matter=stance not in _SETTLED) or _tail_depends(
        said, stance
    )
    yes_but = False
    if stance in _YES:
        yes_but = reserves(said.quote) or reserves(said.cue) or _tail_reserves(said)
        if yes_but or (conditional and stance is Stance.ACCEPT):
            stance = Stance.ACCEPT_WITH_CONDITIONS
            conditional = conditional or obliges(said.quote)
    elif stance is Stance.OFFER:
        yes_but = conditional
    if stance is Stance.CONDITION:
        conditional = False
    return StanceFound(
        stance=stance, conditional=conditional, yes_but=yes_but, why=found.why, cues=found.cues
    )


def _possible(main: Sequence[Word]) -> bool:
    """Whether something is called possible; together with a condition that is an offer."""
    return any(word.low in {"possible", "conceivable"} for word in main)


def _could(main: Sequence[Word]) -> bool:
    """Whether something is said to be possible for somebody; under a cue of an offer that is the offer."""
    return any(word.low in {"could", "might"} for word in main)


def _opines(main: Sequence[Word]) -> bool:
    """``I do not think that``: a view, whatever it is about."""
    opening = [word.low for word in main[:4]]
    views = {"think", "believe", "doubt", "suspect", "fear", "hope"}
    return (
        opening[:1] in (["i"], ["we"])
        and bool(views & set(opening[1:]))
        and not {"will", "would"} & set(opening)
    )


def _insists_on_a_fact(said: _Said, act: ActFound | None) -> bool:
    """``insisted the collision was an accident``: a fact, where nothing has to be done."""
    duties = {"must", "should", "need", "needs", "be", "will", "would", "to", "can", "could", "not", "no"}
    lows = {word.low for word in said.main}
    insists = act is not None and any(phrase.startswith("insist") for phrase in act.cues)
    insists = insists and said.cue[-1].low not in {"on", "upon"}
    return insists and bool(lows & {"was", "were", "is", "are", "had"}) and not lows & duties


def _past(main: Sequence[Word]) -> bool:
    """Whether a fact is told: ``had identified``, ``were shelled``."""
    helps = {"has", "have", "had", "was", "were"}
    return any(
        word.low in helps
        and any(after.low.endswith(("ed", "en")) and not after.breaks for after in main[at + 1 : at + 3])
        for at, word in enumerate(main)
    ) and not any(word.low in {"would", "could", "will", "might", "may"} for word in main)


def _tail_depends(said: _Said, stance: Stance) -> bool:
    """Whether the words behind the quote open a condition of it: at once, or of an offer in its sentence."""
    gives = stance in {Stance.OFFER, Stance.ACCEPT, Stance.SUPPORT}
    if gives and any(word.low in _LATER and word.breaks == "," for word in _sentence(said.tail)):
        return True
    opens = {"if", "unless", "only", "provided", "as", "on", "in", "until", "once"}
    if not said.tail or said.tail[0].breaks == "." or said.tail[0].low not in opens:
        return False
    return states_dependence(said.tail[:6], open_matter=said.tail[0].low in {"until", "once"})


def _sentence(tail: Sequence[Word]) -> Sequence[Word]:
    """The words behind the quote up to the end of its sentence."""
    end = next((at for at, word in enumerate(tail) if at and word.breaks == "."), len(tail))
    return () if tail and tail[0].breaks == "." else tail[:end]


def _tail_reserves(said: _Said) -> bool:
    """Whether the sentence goes on with a reservation of the same speaker, before any other sentence."""
    if said.cue and said.cue[-1].low == "by":
        return False
    openers = {"but", "however", "although", "though"}
    return any(word.low in openers for word in _sentence(said.tail))
