"""The cue words of the extractor, read from the table beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Lemmas by the frame that they need; see ``cues.toml`` for the meaning of each list."""

    clause: frozenset[str]
    belief: frozenset[str]
    object: frozenset[str]
    infinitive: frozenset[str]
    intent: frozenset[str]
    particle: frozenset[str]
    preposition: frozenset[str]
    as_: frozenset[str]
    pair: frozenset[str]
    idiom: frozenset[str]
    disposition: frozenset[str]
    light: frozenset[str]
    named_only: frozenset[str]
    speech: frozenset[str]
    among: frozenset[str]
    light_nouns: frozenset[str]
    speakers: frozenset[str]
    persons: frozenset[str]
    institutions: frozenset[str]
    media: frozenset[str]
    unnamed: frozenset[str]
    blocking_marks: frozenset[str]
    modals: frozenset[str]
    raising: frozenset[str]
    silence: frozenset[str]
    silence_verbs: frozenset[str]
    silence_nouns: frozenset[str]
    empty: frozenset[str]
    conditions: tuple[str, ...]
    own_drafts: tuple[str, ...]
    times: frozenset[str]
    events: frozenset[str]
    outside: frozenset[str]
    participle: frozenset[str]
    saying: frozenset[str]
    purpose: frozenset[str]
    bare: frozenset[str]
    heads: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cue words that the package ships."""
    table = tomllib.loads(files("detente.record.extract").joinpath("cues.toml").read_text(encoding="utf-8"))
    frame, noun, speaker, context = table["frame"], table["noun"], table["speaker"], table["context"]
    return Cues(
        clause=_words(frame["clause"]),
        belief=_words(frame["belief"]),
        object=_words(frame["object"]),
        infinitive=_words(frame["infinitive"]),
        intent=_words(frame["intent"]),
        particle=_words(frame["particle"]),
        preposition=_words(frame["preposition"]),
        as_=_words(frame["as"]),
        pair=_words(frame["pair"]),
        idiom=_words(frame["idiom"]),
        disposition=_words(frame["disposition"]),
        light=_words(frame["light"]),
        named_only=_words(table["frame_only_person"]["verbs"]),
        speech=_words(noun["speech"]),
        among=_words(noun["among"]),
        light_nouns=_words(noun["light"]),
        speakers=_words(speaker["noun"]),
        persons=_words(speaker["person"]),
        institutions=_words(speaker["institution"]),
        media=_words(speaker["media"]),
        unnamed=_words(speaker["unnamed"]),
        blocking_marks=_words(context["blocking_marks"]),
        modals=_words(context["modals"]),
        raising=_words(context["raising"]),
        silence=_words(context["silence"]),
        silence_verbs=_words(context["silence_verbs"]),
        silence_nouns=_words(context["silence_nouns"]),
        empty=_words(context["empty"]),
        conditions=_phrases(context["condition_phrases"]),
        own_drafts=_phrases(context["own_drafts"]),
        times=_words(context["times"]),
        events=_words(context["events"]),
        outside=_words(context["outside"]),
        saying=_words(table["saying"]["verbs"]),
        participle=_words(table["passive"]["participle"]),
        purpose=_words(table["passive"]["purpose"]),
        bare=_words(table["passive"]["bare"]),
        heads=frozenset(word.split("-")[0] for listed in frame.values() for word in listed.split()),
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> tuple[str, ...]:
    """Return the phrases between bars, longest first, so that the longest match wins."""
    return tuple(
        sorted({phrase.strip() for phrase in listed.split("|")}, key=lambda phrase: (-len(phrase), phrase))
    )
