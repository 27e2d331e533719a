"""The lexicon on texts and files in any state: it answers or refuses, the same twice, and never crashes."""

import tempfile
from itertools import pairwise, product
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.case.statements import Stance
from detente.errors import Fault
from detente.record.lexicon import (
    Lexicon,
    LexiconError,
    issues_of,
    parties_named,
    read_lexicon,
    stance_of,
    standard_lexicon,
    who,
)
from detente.record.lexicon.phrases import Found, PhraseBook, longest
from detente.record.lexicon.words import stem, words
from detente.record.statement import Kind
from tests.broken_files import cut_or_stuffed, entries_of, with_another_value

PIECES = [
    *(
        "the",
        "Kremlin",
        "Arvania",
        "’s",
        "'s",
        "s'",
        "army",
        "not",
        "will",
        "would",
        "never",
        "if",
        "unless",
        ",",
    ),
    *(".", "ceasefire", "no longer", "U.S.", "EU", "(", ")", "“", "”", "\u200b", "\u0301", "ﷺ", "\U0001f54a"),
    *("…", "\n", "-", "accept", "refused to", "said", "until", "Front", "Ilse", "Koren", "president", "of"),
    *(
        "May",
        "May 5",
        "ÄÖ",
        "ß",
        "ı",
        "Hamas",
        "both sides",
        "\t",
        "\x00",
        "won't",
        "can’t",
        "it’s",
        "without",
    ),
    *("peace", "before", "or else", "but"),
]
SPACED = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TEXTS = st.one_of(st.text(max_size=80), SPACED, GLUED)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(Kind), st.booleans())
@example("if", "", "if", Kind.DIRECT, False)
@example("’", "'", "”", Kind.SILENCE, True)
def test_any_words_are_answered_the_same_twice(
    quote: str, cue: str, sentence: str, kind: Kind, media: bool
) -> None:
    lexicon = standard_lexicon()
    found = [stance_of(lexicon, quote, cue=cue, sentence=sentence, kind=kind, media=media) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].stance in Stance
    assert found[0].why
    assert not (found[0].stance is Stance.CONDITION and found[0].conditional)
    issues = issues_of(lexicon, quote, around=sentence)
    assert issues == issues_of(lexicon, quote, around=sentence)
    assert [each.score for each in issues] == sorted((each.score for each in issues), reverse=True)
    assert {each.issue for each in issues} <= {topic.id for topic in lexicon.topics}


@given(TEXTS, st.lists(st.sampled_from(["arvania", "free-valley-front", "lake-union"]), unique=True))
def test_any_mention_is_answered(mention: str, among: list[str]) -> None:
    found = who(standard_lexicon(), mention, among=among)
    assert found == who(standard_lexicon(), mention, among=among)
    assert not (found.party and found.candidates)
    assert len(found.candidates) != 1 or not standard_lexicon().closed
    assert "\n" not in found.name


@given(TEXTS)
def test_any_text_has_parties_named_once_each(text: str) -> None:
    named = parties_named(standard_lexicon(), text)
    assert len(named) == len(set(named))
    assert "" not in named


@given(TEXTS)
def test_words_stand_in_the_text_in_order(text: str) -> None:
    found = words(text)
    for before, after in pairwise(found):
        assert before.end <= after.start
    for word in found:
        assert 0 <= word.start < word.end <= len(text)
        assert word.stem
        assert word.stem == stem(word.low)


LETTERS = st.lists(st.sampled_from(["ab", "cd", "ef"]), min_size=1, max_size=3).map(" ".join)


@given(
    st.lists(LETTERS, max_size=5, unique=True),
    st.lists(st.sampled_from(["ab", "cd", "ef", "x."]), max_size=12),
)
def test_phrases_are_found_where_a_plain_search_finds_them(phrases: list[str], parts: list[str]) -> None:
    text = words(" ".join(parts))
    met = PhraseBook.of((phrase, phrase, 1.0) for phrase in phrases).find(text)
    plain = set()
    for phrase, first in product(phrases, range(len(text))):
        lows = phrase.split()
        window = text[first : first + len(lows)]
        if [word.low for word in window] == lows and not any(word.breaks for word in window[1:]):
            plain.add((phrase, first))
    assert {(each.phrase, each.first) for each in met} == plain


PLACES = st.sets(st.integers(0, 8), min_size=1, max_size=4).map(lambda places: tuple(sorted(places)))


@given(st.lists(PLACES, max_size=8))
def test_the_longest_are_those_inside_no_other(places: list[tuple[int, ...]]) -> None:
    found = [Found(places=each, phrase=str(number), key="", weight=1.0) for number, each in enumerate(places)]
    kept = [each for each in found if not any(set(each.places) < set(other.places) for other in found)]
    assert longest(found) == kept


GOOD = """format = 1
[parties.karsk]
title = "Karsk"
what = "state"
names = ["Karsk"]
members = ["france"]
[people.bo]
name = "Bo Ren"
party = "karsk"
terms = [["Mayor", "2020-01-01", ""]]
[issues.lamp]
title = "Lamp"
like = ["talks"]
strong = ["lamp ... keeper", "light*"]
[stances.reject]
cue = ["pooh-pooh"]
[outlets]
names = ["The Lantern"]
"""
VALUES = [
    *("1", "-1", "0", "true", '""', '"x"', "[]", "{}", "[[]]", '["*"]', '["..."]', "2020-01-01"),
    *('[["a", "b"]]', "1e400", "nan", '{ a = { title = "x" } }'),
]
KEYS = ["parties", "people", "outlets", "speakers", "issues", "stances", "format", "other", '""', '"a.b"']


def read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lexicon.toml"
        file.write_bytes(data)
        lexicon, faults = _read(file)
    for fault in faults:
        assert fault.message
        assert fault.hint or fault.code == "more"
        assert fault.file == str(file)
        assert len(str(fault).splitlines()) == 1
    if lexicon is None:
        assert faults
        return
    assert who(lexicon, "the Kremlin").party == "russia"
    assert stance_of(lexicon, "it", cue="rejected").stance is Stance.REJECT


def _read(file: Path) -> tuple[Lexicon | None, tuple[Fault, ...]]:
    try:
        return read_lexicon(file), ()
    except LexiconError as error:
        return None, error.faults


@settings(max_examples=40)
@given(st.data())
def test_a_file_cut_or_stuffed_is_read_or_refused(draw: st.DataObject) -> None:
    read_or_refused(cut_or_stuffed(draw, GOOD))


@settings(max_examples=40)
@given(st.one_of(entries_of(KEYS, VALUES), with_another_value(GOOD, VALUES)))
def test_a_file_of_other_values_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)
