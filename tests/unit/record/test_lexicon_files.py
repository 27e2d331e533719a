"""Files of a lexicon: what they add, and everything that is wrong with them at once."""

from pathlib import Path

import pytest

from detente.case.entry import open_case
from detente.case.statements import Stance
from detente.record.lexicon import (
    LexiconError,
    case_lexicon,
    issues_of,
    lexicon_beside,
    read_lexicon,
    stance_of,
    standard_lexicon,
    who,
)

GOOD = """
format = 1

[parties.karsk]
title = "Republic of Karsk"
what = "state"
names = ["Karsk"]
adjectives = ["Karski"]
seats = ["Upper Harbour"]
institutions = ["the Long House"]

[parties.ostrava-league]
title = "Ostrava League"
what = "bloc"
members = ["karsk"]

[people.bo-ren]
name = "Bo Ren"
party = "karsk"
terms = [["Harbour Master of Karsk", "2020-01-01", "2022-01-01"], ["First Speaker of Karsk", "2022-01-01"]]

[outlets]
names = ["The Lantern"]

[issues.lighthouse]
title = "The lighthouse"
strong = ["lighthouse", "lamp ... keeper"]
faint = ["lamp"]

[issues.fog-signals]
title = "Fog signals"
like = ["lighthouse"]
cues = ["horn"]

[stances.reject]
cue = ["pooh-pooh"]
"""


def written(folder: Path, text: str, name: str = "lexicon.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_adds_parties_people_outlets_issues_and_stances(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, GOOD))
    assert who(lexicon, "the Long House").party == "karsk"
    assert who(lexicon, "Upper Harbour").name == "Republic of Karsk"
    assert who(lexicon, "Karski officials").party == "karsk"
    assert who(lexicon, "Bo Ren", on="2021-06-01").role == "Harbour Master of Karsk"
    assert who(lexicon, "Ren").role == "First Speaker of Karsk"
    assert who(lexicon, "The Lantern").party == "media"
    assert issues_of(lexicon, "the lamp of the old keeper")[0].issue == "lighthouse"
    assert [found.issue for found in issues_of(lexicon, "the horn")] == ["fog-signals"]
    assert stance_of(lexicon, "the offer", cue="pooh-poohed").stance is Stance.REJECT
    assert who(lexicon, "Paris").party == "france"


def test_the_digest_tells_lexicons_apart(tmp_path: Path) -> None:
    standard = standard_lexicon()
    first, second = (read_lexicon(written(tmp_path, GOOD)) for _ in range(2))
    assert first.digest == second.digest != standard.digest
    assert read_lexicon().digest == standard.digest
    assert len({first, second, standard}) == 2


def test_a_later_file_sees_an_earlier_one(tmp_path: Path) -> None:
    one = written(tmp_path, GOOD)
    two = written(tmp_path, 'format = 1\n[people.ada]\nname = "Ada Orr"\nparty = "karsk"\n', "two.toml")
    assert who(read_lexicon(one, two), "Ada Orr").party == "karsk"
    with pytest.raises(LexiconError, match="no party 'karsk'"):
        read_lexicon(two)


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    bad = """
[parties.Karsk]
title = "Karsk"

[parties.north]
what = "planet"
names = ["", "x\\u0007", 3]
members = ["Not An Id"]

[people.ada]
name = "Ada Orr"
party = "nowhere"
terms = [["Mayor", "2022-13-01"], ["Mayor", "2023-01-01", "2020-01-01"], "Mayor", []]

[people.eve]
party = 7
terms = "always"

[issues.lamp]
title = "Lamp"
like = ["light"]
strong = ["..."]
colour = "red"

[stances.maybe]
cue = ["perhaps"]

[stances.reject]
cue = "no"

[outlets]
names = 3
"""
    file = written(tmp_path, bad)
    with pytest.raises(LexiconError) as caught:
        read_lexicon(file, tmp_path / "absent.toml")
    places = {fault.place for fault in caught.value.faults}
    assert places >= {
        "format",
        "parties.Karsk",
        "parties.north.title",
        "parties.north.what",
        "parties.north.names[1]",
        "parties.north.names[2]",
        "parties.north.names[3]",
        "parties.north.members",
        "people.ada.party",
        "people.ada.terms[1]",
        "people.ada.terms[2]",
        "people.ada.terms[3]",
        "people.ada.terms[4]",
        "people.eve.name",
        "people.eve.party",
        "people.eve.terms",
        "issues.lamp.like[1]",
        "issues.lamp.strong[1]",
        "issues.lamp.colour",
        "stances.maybe",
        "stances.reject.cue",
        "outlets.names",
    }
    assert {fault.file for fault in caught.value.faults} == {str(file), str(tmp_path / "absent.toml")}
    assert all(fault.message for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = 2", "format 2 is not known"),
        ("format = 1\nparties = 3", "not a table"),
        ("format = 1\n[parties]\nkarsk = 3", "not a table"),
        ("format = 1\nstances = 3", "not a table"),
        ("format = 1\n[issues.lamp]\ntitle = 'x'\ncues = ['" + "y" * 300 + "']", "300 characters"),
        ("format = 1\n[issues.lamp]\ntitle = 'x'\ncues = [" + "'y'," * 2_500 + "]", "2500 words"),
        ("format = 1\n[parties]\n" + "".join(f"p{n} = {{}}\n" for n in range(20_001)), "20001 entries"),
        ("format = ", "not valid TOML"),
    ],
)
def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lexicon(written(tmp_path, text))


def test_the_lexicon_of_the_bundled_case_speaks_of_its_parties_and_issues(root: Path) -> None:
    folder = root / "cases" / "ukraine-2025-03"
    case = open_case(folder)
    lexicon = case_lexicon(case, read_lexicon(*lexicon_beside(folder)))
    assert [topic.id for topic in lexicon.topics] == [issue.id for issue in case.issues]
    assert who(lexicon, "the Kremlin").party == "russia"
    assert who(lexicon, "Paris").party == "european-states"
    assert who(lexicon, "Britain and France").party == "european-states"
    assert who(lexicon, "NATO").party == "other"
    assert who(lexicon, "Belmar").party == ""
    assert who(lexicon, "Reuters").party == "media"
    assert who(lexicon, "both sides").candidates == tuple(party.id for party in case.parties)
    assert who(lexicon, "Russian and Ukrainian officials").candidates == ("russia", "ukraine")
    assert issues_of(lexicon, "the return of these premises")[0].issue == "compounds"
    assert issues_of(lexicon, "nuclear weapons would be used")[0].issue == "foreign-troops"


def test_without_a_file_the_titles_of_a_case_choose_the_words(root: Path) -> None:
    lexicon = case_lexicon(open_case(root / "cases" / "ukraine-2025-03"))
    assert issues_of(lexicon, "all restrictions on trade, an embargo")[0].issue == "sanctions-us"
    assert issues_of(lexicon, "the railway and direct flights")[0].issue == "flights"
    assert issues_of(lexicon, "Sevastopol")[0].issue == "control-sevastopol"
    assert issues_of(lexicon, "prisoners") == ()
    assert lexicon_beside(root / "cases" / "sunday-market") == ()


def test_a_case_without_states_has_its_own_parties(root: Path) -> None:
    case = open_case(root / "cases" / "sunday-market")
    lexicon = case_lexicon(case)
    for party in case.parties:
        assert who(lexicon, party.title).party == party.id
    assert who(lexicon, "Paris").party == "other"
