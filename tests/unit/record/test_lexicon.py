"""The lexicon answers with the shapes that the other parts of the room build on."""

import pytest

from detente.case.statements import Stance
from detente.record.lexicon import issues_of, stance_of, standard_lexicon, who


@pytest.mark.parametrize(
    ("mention", "party"),
    [
        ("Russian Foreign Ministry spokesperson Maria Zakharova", "russia"),
        ("Moscow", "russia"),
        ("the Kremlin", "russia"),
        ("Paris", "france"),
        ("the U.S.", "united-states"),
        ("Downing Street", "united-kingdom"),
        ("the American newspaper The Washington Post", "media"),
        ("The Harbour Post", "media"),
        ("analysts", "other"),
        ("Arvania's president, Ilse Koren", "arvania"),
        ("Arvania’s president, Ilse Koren", "arvania"),
        ("the Free Valley Front", "free-valley-front"),
        ("the Belmaran army", "belmar"),
        ("The Foreign Ministry", ""),
        ("two diplomats", ""),
        ("", ""),
    ],
)
def test_a_mention_gives_its_party(mention: str, party: str) -> None:
    assert who(standard_lexicon(), mention).party == party


def test_an_issue_is_found_by_the_longest_cue() -> None:
    found = issues_of(standard_lexicon(), "NATO troops on Arvanian soil")
    assert found[0].issue == "foreign-troops"
    assert issues_of(standard_lexicon(), "") == ()


@pytest.mark.parametrize(
    ("quote", "cue", "stance"),
    [
        ("any truce before spring", "rejected", Stance.REJECT),
        ("any truce before spring", "has not ruled out", Stance.UNCLEAR),
        ("we will not withdraw from the hills", "said", Stance.RED_LINE),
        ("the return of the hills", "demands", Stance.DEMAND),
        ("on sanctions", "did not comment", Stance.SILENCE),
    ],
)
def test_a_stance_is_found_by_cue_and_negation(quote: str, cue: str, stance: Stance) -> None:
    assert stance_of(standard_lexicon(), quote, cue=cue).stance == stance
