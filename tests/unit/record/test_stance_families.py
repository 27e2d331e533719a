"""Families of words that make a stance: split cues, facts that are insisted on, what is asked in return."""

from __future__ import annotations

import pytest

from detente.case.statements import Stance
from detente.record.lexicon import issues_of, stance_of, standard_lexicon


@pytest.mark.parametrize(
    ("cue", "quote", "sentence", "stance"),
    [
        ("turned", "the plan", "Maro turned the plan down.", Stance.REJECT),
        ("call", "for a truce", "Deputies call for a truce.", Stance.DEMAND),
        ("called", "the vote", "Rehn called the vote a sham.", Stance.REJECT),
        ("called", "the vote", "Rehn called the vote a milestone.", Stance.SUPPORT),
        ("insisted", "the fire was an accident", "Maro insisted the fire was an accident.", Stance.CLAIM),
        ("insisted on", "a vote before anything is signed", "", Stance.DEMAND),
        ("insisted", "the guns must be moved", "", Stance.DEMAND),
        ("said", "In return we want the army to leave the flats.", "", Stance.DEMAND),
        ("said", "We are staying put", "", Stance.RED_LINE),
        ("said", "Not on our soil.", "", Stance.RED_LINE),
        ("said", "I need them to stop shooting", "", Stance.DEMAND),
        ("needs", "written assurances", "", Stance.DEMAND),
        ("warned that", "it would turn off the gas", "", Stance.THREAT),
    ],
)
def test_a_family_of_words_tells_the_stance(cue: str, quote: str, sentence: str, stance: Stance) -> None:
    assert stance_of(standard_lexicon(), quote, cue=cue, sentence=sentence).stance is stance


@pytest.mark.parametrize(
    ("quote", "issue"),
    [
        ("a third of the ministries for the north", "power-sharing"),
        ("the tankers must pass the narrows freely", "shipping"),
        ("to let flour and insulin into the besieged town", "humanitarian"),
        ("every uprooted household", "refugees"),
        ("any pardon for the commanders", "justice"),
        ("the cod grounds off the cape", "resources"),
        ("the reactor under international safeguards", "nuclear"),
        ("the railway and the mountain crossing", "transport-links"),
        ("the money held abroad", "frozen-assets"),
        ("rifles turned in by the irregulars", "disarmament"),
        ("to recall its ambassador and sever ties", "diplomatic-missions"),
        ("training camps across the border", "military-aid"),
    ],
)
def test_words_of_the_field_tell_the_issue(quote: str, issue: str) -> None:
    assert issues_of(standard_lexicon(), quote)[0].issue == issue
