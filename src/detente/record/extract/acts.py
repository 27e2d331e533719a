"""Acts of speech with an object, an infinitive, a preposition or two objects.

"rejected the plan", "offered to send", "insisted on".
"""

from __future__ import annotations

from detente.record.extract.cues import Cues
from detente.record.extract.found import Found
from detente.record.extract.links import idiom, pair, particle, preposition
from detente.record.extract.look import Look, cue_of, find, whole
from detente.record.extract.predicates import second_object, what_called
from detente.record.extract.speakers import speaks, subject
from detente.record.extract.stretches import trimmed, under
from detente.record.extract.tree import Sentence
from detente.record.statement import Kind

_OBJECT = ("dobj", "dative")
_WISHES = frozenset({"want", "like", "prefer"})
_PROMISES = frozenset({"vow", "pledge", "promise", "threaten", "offer", "refuse", "agree", "decline"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


_NAMES = frozenset({"call", "style", "describe", "consider", "see", "present", "portray"})
_SELVES = frozenset({"themselves", "itself", "himself", "herself"})


def act(look: Look, verb: int) -> tuple[Found, ...]:
    """Find what an act of speech is about, by the first frame that fits its verb."""
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    if lemma not in cues.heads or (lemma == "like" and sentence.child(verb, "aux") is None):
        return ()
    if lemma in _NAMES and any(word.lower in _SELVES for word in sentence.words[verb + 1 : verb + 2]):
        return ()
    speaker = subject(sentence, verb)
    if speaker is None or not speaks(sentence, speaker, cues, strict=lemma in cues.named_only):
        return ()
    for frame in (idiom, what_called, second_object, _infinitive, pair, particle, preposition, _object):
        found = frame(look, verb, speaker)
        if found:
            return found
    return ()


def _infinitive(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    intent = lemma in cues.intent
    if not intent and lemma not in cues.infinitive:
        return ()
    kid = next(
        (
            kid
            for kid in sentence.kids(verb, "xcomp", "ccomp", *(["advcl"] if lemma in _PROMISES else []))
            if kid > verb and _is_deed(sentence, kid, wanted=lemma in _WISHES)
        ),
        None,
    )
    if (
        kid is None
        or sentence.words[kid].quoted
        or (lemma == "ask" and sentence.words[kid].lemma in {"name", "identify", "quote"})
    ):
        return ()
    stretch = _with_gerunds(look, verb, kid, under(sentence, kid, cues, clause=False, avoid=verb))
    start = _addressee(sentence, verb)
    if stretch is not None and start is not None and verb < start < stretch[0]:
        stretch = sentence.edges[start][0], stretch[1]
    last = None
    if intent and stretch is not None and sentence.words[stretch[0]].tag == "TO" and stretch[1] > stretch[0]:
        last, stretch = stretch[0], (stretch[0] + 1, stretch[1])
    return find(
        look,
        rule="intent" if intent else "infinitive",
        kind=Kind.ATTRIBUTED_INTENT if intent else Kind.REPORTED_ACT,
        content=whole(look, verb, stretch),
        verb=verb,
        cue=cue_of(sentence, verb, last),
        speaker=speaker,
    )


def _is_deed(sentence: Sentence, kid: int, *, wanted: bool) -> bool:
    """Return whether a verb is an infinitive or a gerund; if wanted, also a participle ("lifted")."""
    if sentence.words[kid].tag in {"VB", "VBG", "VBN"}:
        return True
    return wanted or any(sentence.words[aux].tag == "TO" for aux in sentence.kids(kid, "aux"))


def _addressee(sentence: Sentence, verb: int) -> int | None:
    """Return who is asked to do it: "urged Belmar to withdraw", "called on Belmar to withdraw"."""
    asked = sentence.child(verb, *_OBJECT)
    if asked is not None:
        return asked
    on = next(
        (kid for kid in sentence.kids(verb, "prep") if sentence.words[kid].lower in {"on", "upon"}), None
    )
    asked = None if on is None or on < verb else sentence.child(on, "pobj")
    return (
        asked
        if asked is None or (sentence.words[asked].tag in {"NNP", "NNPS"} and not _is_day(sentence, asked))
        else None
    )


def _is_day(sentence: Sentence, noun: int) -> bool:
    return sentence.words[noun].lower in _DAYS


def _with_gerunds(look: Look, verb: int, kid: int, stretch: tuple[int, int] | None) -> tuple[int, int] | None:
    """Take the gerunds in that spell a proposed one out.

    "suggested using assets, allowing their seizure if ...".
    """
    sentence = look.sentence
    if stretch is None or sentence.words[kid].tag != "VBG":
        return stretch
    for other in (*sentence.kids(verb, "advcl"), *sentence.kids(kid, "advcl")):
        word = sentence.words[other]
        if word.tag == "VBG" and word.lemma in _SPELLS_OUT and sentence.edges[other][0] == stretch[1] + 2:
            return stretch[0], sentence.edges[other][1]
    return stretch


_SPELLS_OUT = frozenset(
    [
        "allow",
        "enable",
        "permit",
        "use",
        "let",
        "include",
        "open",
        "give",
        "provide",
        "require",
        "ensure",
        "exclude",
        "limit",
    ]
)


def _object(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    sentence, cues = look.sentence, look.cues
    lemma = sentence.words[verb].lemma
    goal = sentence.child(verb, "dobj")
    if goal is None and sentence.words[verb].dep == "relcl" and lemma in cues.bare:
        return _bare_relative(look, verb, speaker)
    if goal is None or not _takes_object(sentence, lemma, goal, cues):
        return ()
    if sentence.words[goal].tag in {"WDT", "WP"} or goal < verb:
        return _bare_relative(look, verb, speaker) if sentence.words[verb].dep == "relcl" else ()
    light = lemma not in cues.object
    content = whole(look, verb, under(sentence, goal, cues, clause=light))
    rule = "light-verb" if light else "object"
    return find(
        look,
        rule=rule,
        kind=Kind.REPORTED_ACT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )


def _takes_object(sentence: Sentence, lemma: str, goal: int, cues: Cues) -> bool:
    noun = sentence.words[goal]
    if noun.quoted or noun.lower in {"itself", "himself", "herself", "themselves"}:
        return False
    return (
        lemma in cues.object
        or lemma in _WISHES
        or (lemma in cues.light and (noun.lemma in cues.light_nouns or noun.lower in cues.light_nouns))
    )


def _bare_relative(look: Look, verb: int, speaker: int) -> tuple[Found, ...]:
    """Find what was rejected before its clause: "the truce Belmar rejected"."""
    sentence = look.sentence
    noun = sentence.words[verb].head
    if noun == speaker:
        return ()
    start = sentence.edges[verb][0]
    content = trimmed(sentence, sentence.edges[noun][0], start - 1)
    return find(
        look,
        rule="relative",
        kind=Kind.REPORTED_ACT,
        content=content,
        verb=verb,
        cue=cue_of(sentence, verb),
        speaker=speaker,
    )
