"""Stances that rest on the kind of a statement, on who speaks, or on the sentence around it."""

import pytest

from detente.case.statements import Stance
from detente.record.lexicon import issues_of, stance_of, standard_lexicon, who
from detente.record.lexicon.stances import StanceFound
from detente.record.statement import Kind


def found(quote: str, cue: str = "said", sentence: str = "", kind: Kind = Kind.INDIRECT) -> StanceFound:
    return stance_of(standard_lexicon(), quote, cue=cue, sentence=sentence, kind=kind)


@pytest.mark.parametrize(
    ("kind", "stance"),
    [
        (Kind.DIRECT, Stance.CLAIM),
        (Kind.ATTRIBUTED_BELIEF, Stance.ASSESSMENT),
        (Kind.ATTRIBUTED_INTENT, Stance.DEMAND),
        (Kind.REPORTED_ACT, Stance.UNCLEAR),
        (Kind.SILENCE, Stance.SILENCE),
    ],
)
def test_words_that_tell_nothing_have_the_stance_of_their_kind(kind: Kind, stance: Stance) -> None:
    assert found("the lamp by the quay", cue="", kind=kind).stance is stance


def test_an_outlet_reports_or_judges() -> None:
    lexicon = standard_lexicon()
    assert stance_of(lexicon, "the hills must be returned", cue="reported", media=True).stance is Stance.CLAIM
    judged = stance_of(lexicon, "the hills must be returned", cue="According to", media=True)
    assert judged.stance is Stance.ASSESSMENT


def test_an_if_clause_is_a_condition_and_not_conditional() -> None:
    sentence = "Rehn said Belmar would leave the dam if Arvania freed the sailors and lifted the embargo."
    for quote in ("Arvania freed the sailors", "lifted the embargo", "if Arvania freed the sailors"):
        assert found(quote, sentence=sentence).stance is Stance.CONDITION
        assert not found(quote, sentence=sentence).conditional
    offer = found("Belmar would leave the dam if Arvania freed the sailors", sentence=sentence)
    assert (offer.stance, offer.conditional) == (Stance.OFFER, True)


def test_a_reservation_behind_a_yes_is_a_condition() -> None:
    sentence = "Rehn supported the truce but raised concerns over the lists."
    assert found("concerns over the lists", "raised", sentence).stance is Stance.CONDITION
    other = "Rehn supported the truce but rejected the lists."
    assert found("the lists", "rejected", other).stance is Stance.REJECT
    alone = "Rehn met the envoy but raised concerns over the lists."
    assert found("the cost of the lists", "noted", alone).stance is not Stance.CONDITION


def test_a_yes_is_qualified_by_the_rest_of_its_sentence_alone() -> None:
    yes = found("the truce", "accepted", "Rehn accepted the truce, but not the lists.")
    assert (yes.stance, yes.yes_but) == (Stance.ACCEPT_WITH_CONDITIONS, True)
    by = found("the truce", "accepted by", "The truce was accepted by Belmar, but Koren left.")
    assert by.stance is Stance.ACCEPT
    apart = found("the truce", "accepted", "Rehn accepted the truce. But Koren left.")
    assert apart.stance is Stance.ACCEPT


@pytest.mark.parametrize(
    ("sentence", "conditional"),
    [
        ("“Today we will open the port,” he said, “once the fees are paid.”", True),
        ("He said we will open the port only if the fees are paid.", True),
        ("He said we will open the port. If it rains, it stays shut.", False),
        ("He said we will open the port as a sign of good will.", False),
    ],
)
def test_a_condition_behind_the_quote_counts_in_its_sentence(sentence: str, conditional: bool) -> None:
    assert found("we will open the port", sentence=sentence).conditional is conditional


def test_a_yes_with_a_no_behind_it() -> None:
    both = found("we are ready to stop firing, but we will not leave the fort")
    assert (both.stance, both.yes_but) == (Stance.ACCEPT_WITH_CONDITIONS, True)


def test_a_quote_that_leaves_open_or_denies_a_refusal() -> None:
    assert found("we have not ruled out a vote").stance is Stance.UNCLEAR
    assert found("we did not refuse to support the plan").stance is Stance.UNCLEAR
    assert found("the army has never attacked a village").stance is Stance.CLAIM
    assert found("we meet in May").stance is Stance.CLAIM
    assert found("an exchange is possible if the list is true").stance is Stance.OFFER
    assert found("I think that they want a truce").stance is Stance.ASSESSMENT
    assert found("sanctions will not be lifted").stance is Stance.RED_LINE
    assert found("the fort will not be a problem").stance is not Stance.RED_LINE
    assert found("we are not going to leave the fort").stance is Stance.RED_LINE


def test_a_verdict_under_a_negation_turns_round() -> None:
    assert found("the plan not acceptable, not unfair", "called").stance is Stance.SUPPORT
    assert found("the plan not helpful", "called").stance is Stance.REJECT


def test_reasons_are_not_what_a_statement_is_about() -> None:
    issues = issues_of(standard_lexicon(), "the port stays shut because of the blockade and the prisoners")
    assert [each.issue for each in issues] == ["shipping", "prisoners"]
    assert issues[1].score < 2


def test_names_that_several_people_have_are_left_to_the_reader() -> None:
    lexicon = standard_lexicon()
    assert who(lexicon, "Medvedev's aides").party == "russia"
    assert who(lexicon, "Sudan and South Sudan").candidates == ("sudan", "south-sudan")
    assert who(lexicon, "Russian").party == "russia"
    assert who(lexicon, "journalists").party == "media"
