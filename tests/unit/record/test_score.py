"""Scoring on a text small enough to count by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from detente.case.statements import Source, Stance
from detente.record.score.annotation_file import read_annotations
from detente.record.score.annotations import Annotation, Annotations
from detente.record.score.figures import Share, kappa
from detente.record.score.labels import STANDARD, Labels
from detente.record.score.matching import match
from detente.record.score.scoring import Asked, OtherTextError, score
from detente.record.score.speakers import is_person, right_speaker, same_name, same_party
from detente.record.span import Span
from detente.record.statement import Doubt, DraftStatement, Kind, Reading

TEXT = "Ilse Koren said she accepts the truce. Belmar rejected it. It was claimed that guns moved. Snow fell."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def draft(name: str, words: str, **given: object) -> DraftStatement:
    plain = DraftStatement(
        id=name,
        content=span(words),
        quote=words,
        stance=Stance.CLAIM,
        kind=Kind.INDIRECT,
        rule="by hand",
        confidence=None,
    )
    return replace(plain, **given)  # type: ignore[arg-type]  # each test names fields of a draft


def reading(*drafts: DraftStatement) -> Reading:
    source = Source(id="text", outlet="nobody")
    return Reading(source=source, characters=len(TEXT), extractor="by hand", lexicon="", drafts=drafts)


def said(name: str, words: str, **given: object) -> Annotation:
    plain = Annotation(id=name, content=span(words), sentence=span(words), stance=Stance.CLAIM)
    return replace(plain, **given)  # type: ignore[arg-type]  # each test names fields of an annotation


KOREN = said(
    "s1",
    "she accepts the truce",
    speaker="Ilse Koren",
    speaker_role="president",
    party="Arvania",
    issue="truce",
    stance=Stance.ACCEPT,
)
BELMAR = said("s2", "it", speaker="Belmar", speaker_role="state", party="Belmar", stance=Stance.REJECT)
CLAIMED = said("s3", "guns moved", speaker="unspecified", party="unspecified", optional=True)


def gold(*statements: Annotation) -> Annotations:
    return Annotations(
        file="gold.json",
        text=TEXT,
        characters=len(TEXT),
        statements=statements,
        nobodys=(span("Snow fell."),),
        issues={"truce": ("ceasefire",)},
    )


def test_a_reading_is_counted_as_by_hand() -> None:
    drafts = (
        draft(
            "d1",
            "she accepts the truce.",
            speaker="Koren",
            party="arvania",
            issue="ceasefire",
            stance=Stance.ACCEPT,
        ),
        draft("d2", "guns moved", conditional=True),
        draft("d3", "Snow fell", party="belmar"),
    )
    found = score(reading(*drafts), gold(KOREN, BELMAR, CLAIMED))
    assert [(each.gold, each.draft) for each in found.matched] == [("s1", "d1"), ("s3", "d2")]
    assert found.matched[0].overlap == pytest.approx(21 / 22)
    assert (found.missed, found.extra, found.on_nobodys) == (("s2",), ("d3",), 1)
    assert (found.found, found.precision, found.found_needed) == (Share(2, 3), Share(2, 3), Share(1, 2))
    assert found.found_with_speaker == Share(2, 3)
    assert found.right(Asked.PARTY) == Share(2, 2)
    assert found.right(Asked.ISSUE) == Share(1, 1)
    assert found.right(Asked.STANCE) == Share(2, 2)
    assert found.right(Asked.CONDITIONAL) == Share(1, 2)
    assert found.kappas[Asked.STANCE] == 1
    assert found.kappas[Asked.ISSUE] is None


def test_two_statements_of_the_same_words_are_told_apart_by_their_speakers() -> None:
    both = (
        replace(BELMAR, content=KOREN.content, party="Belmar"),
        replace(KOREN, speaker="Arvania", speaker_role="state"),
    )
    drafts = (
        draft("d1", "she accepts the truce", party="arvania"),
        draft("d2", "she accepts the truce", party="belmar"),
    )
    for given in (drafts, drafts[::-1]):
        found = score(reading(*given), gold(*both))
        assert {(each.gold, each.draft) for each in found.matched} == {("s1", "d1"), ("s2", "d2")}
        assert found.right(Asked.SPEAKER) == Share(2, 2)


def test_a_reading_of_another_text_is_refused() -> None:
    with pytest.raises(OtherTextError, match=r"gold\.json: the annotations are of another text"):
        score(replace(reading(), characters=3), gold(KOREN))
    told = replace(gold(KOREN), sha256="a" * 64)
    other = replace(reading(), source=Source(id="text", outlet="nobody", sha256="b" * 64))
    with pytest.raises(OtherTextError):
        score(other, told)
    assert score(reading(), told).found == Share(0, 1)


def test_nothing_beside_nothing_is_unknown_and_not_zero() -> None:
    found = score(reading(), gold())
    assert (found.found.value, found.found.interval, set(found.kappas.values())) == (None, (0.0, 1.0), {None})


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    drafts = [Span(0, 10), Span(0, 7)]
    statements = [Span(0, 10), Span(0, 15)]
    pairs = match(drafts, statements)
    assert [(pair.draft, pair.gold) for pair in pairs] == [(0, 1), (1, 0)]
    with pytest.raises(ValueError, match="lies above 0"):
        match(drafts, statements, least=0)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Vladimir Putin", "Putin", True),
        ("Russian President Vladimir Putin", "Vladimir Putin", True),
        ("V. Putin", "Vladimir Putin", True),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", True),
        ("Arman Dele", "Arman Delé", True),
        ("Hanne Solberg Ruiz", "Hanne Solberg-Ruiz", True),
        ("Envoy Solberg-Ruiz", "H. Solberg Ruiz", True),
        ("Ms Odalys M. Finch", "Odalys Finch", True),
        ("Belmar’s foreign minister Davo Rehn", "Davo Rehn", True),
        ("Davo Rehn, the foreign minister", "Rehn", True),
        ("Ana Koren", "Ilse Koren", False),
        ("Koren", "Rehn", False),
        ("", "Rehn", False),
        ("He", "Rehn", False),
    ],
)
def test_names_are_alike_up_to_titles_and_given_names(one: str, other: str, alike: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is alike


def test_a_person_is_named_and_not_only_put_on_a_side() -> None:
    assert is_person(KOREN)
    assert not right_speaker(draft("d", "it", party="arvania", speaker="Davo Rehn"), KOREN)
    assert not right_speaker(draft("d", "it", party="arvania"), KOREN)
    assert right_speaker(draft("d", "it", speaker="President Koren"), KOREN)
    crossed = draft("d", "it", speaker="Ilse Koren", party="belmar")
    assert right_speaker(crossed, KOREN)  # what is wrong with it is the party, which is counted by itself
    assert not same_party(crossed, KOREN)


def test_a_state_speaks_through_whoever_speaks_for_it() -> None:
    kremlin = replace(
        BELMAR, speaker="Kremlin", speaker_role="Presidential administration of Russia", party="Russia"
    )
    assert right_speaker(draft("d", "it", speaker="Dmitry Peskov", party="russia"), kremlin)
    assert right_speaker(draft("d", "it", speaker="the Kremlin"), kremlin)
    assert not right_speaker(draft("d", "it", speaker="Moscow"), kremlin)
    assert not right_speaker(draft("d", "it", party="rus"), kremlin)
    assert right_speaker(draft("d", "it", party="rus"), kremlin, ["RUS"])


def test_an_outlet_and_a_source_without_a_name_need_a_word_of_their_name() -> None:
    post = replace(BELMAR, speaker="The Harbour Post", speaker_role="news outlet", party="media")
    assert right_speaker(draft("d", "it", speaker="Harbour Post", party="media"), post)
    assert not right_speaker(draft("d", "it", speaker="Daily Compass", party="media"), post)
    two = replace(BELMAR, speaker="two diplomats", speaker_role="diplomats", party="unnamed")
    assert right_speaker(draft("d", "it", speaker="two diplomats", party="other"), two)
    assert not right_speaker(draft("d", "it", speaker="two", party=""), two)


def test_nobody_is_named_where_nobody_speaks() -> None:
    assert right_speaker(draft("d", "it"), CLAIMED)
    assert not right_speaker(draft("d", "it", speaker="Davo Rehn"), CLAIMED)
    assert not right_speaker(draft("d", "it", party="belmar"), CLAIMED)


def test_an_ambiguous_party_has_to_be_flagged_as_such() -> None:
    unclear = replace(BELMAR, speaker="ambiguous: the one or the other", party="ambiguous")
    assert not right_speaker(draft("d", "it", party="russia"), unclear)
    assert right_speaker(draft("d", "it", party="russia", doubts=(Doubt.AMBIGUOUS_PARTY,)), unclear)


def test_where_no_name_is_given_the_party_decides() -> None:
    bare = said("s", "it", party="Belmar")
    assert right_speaker(draft("d", "it", party="belmar"), bare)
    assert not right_speaker(draft("d", "it", party="arvania"), bare)
    assert same_party(draft("d", "it", party="belmar"), bare)
    assert not score(reading(draft("d", "it")), gold(said("s", "it"))).matched[0].asked & {
        Asked.SPEAKER,
        Asked.ISSUE,
    }


def test_labels_stand_for_themselves_and_for_what_they_are_given() -> None:
    assert STANDARD.same_issue("frozen-assets", "frozen_assets")
    assert STANDARD.same_issue("verification", "ceasefire_verification")
    assert not STANDARD.same_issue("", "ceasefire_verification")
    joined = STANDARD.of(replace(gold(), issues={"water": ("rivers",)}))
    assert joined.same_issue("rivers", "water")
    assert joined.same_issue("resources", "water")
    assert Labels().names("Belmar") == ()


def test_kappa_counts_the_label_that_an_id_stands_for() -> None:
    more = replace(KOREN, id="s4", content=BELMAR.content, issue="land", party="Belmar", speaker="")
    drafts = (
        draft("d1", "she accepts the truce", issue="ceasefire", party="arvania"),
        draft("d2", "it", issue="ceasefire", party="arvania"),
    )
    found = score(reading(*drafts), gold(KOREN, more))
    labels = [("truce", "truce"), ("truce", "land")]
    assert found.kappas[Asked.ISSUE] == kappa(labels) == 0
    assert found.kappas[Asked.PARTY] == 0
    other = (drafts[0], replace(drafts[1], issue="weather", party="third"))
    assert score(reading(*other), gold(KOREN, more)).kappas[Asked.ISSUE] == kappa([("a", "a"), ("b", "c")])


def test_shares_have_the_interval_of_wilson() -> None:
    low, high = Share(33, 44).interval  # by the formula: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
    assert (round(low, 4), round(high, 4)) == (0.6056, 0.8543)
    assert Share(0, 5).interval[0] == 0
    assert Share(5, 5).interval[1] == 1
    with pytest.raises(ValueError, match="6 of 5"):
        Share(6, 5)


def test_kappa_as_in_the_worked_example_of_cohen() -> None:
    # Two judges, 200 subjects, three categories (Cohen 1960, table 1, as counts): kappa 0.492.
    table = {"a": (88, 14, 18), "b": (10, 40, 10), "c": (2, 6, 12)}
    pairs = [
        (one, other)
        for one, row in table.items()
        for other, n in zip("abc", row, strict=True)
        for _ in range(n)
    ]
    assert round(kappa(pairs) or 0, 3) == 0.492
    assert kappa([("a", "a")]) is None


def test_the_annotations_of_this_repository_are_read(root: Path) -> None:
    for file in sorted((root / "tests" / "texts").glob("*/*.json")):
        found = read_annotations(file)
        raw = json.loads(file.read_text(encoding="utf-8"))
        assert found.text == file.with_suffix(".txt").read_text(encoding="utf-8")
        assert [each.id for each in found.statements] == [each["id"] for each in raw["statements"]]
        assert len(found.nobodys) == len(raw["not_statements"])
