"""Who speaks: mentions of known and of invented parties, people, institutions and outlets."""

import pytest

from detente.record.lexicon import parties_named, standard_lexicon, who

# The mention | the party | what it names | the name | the candidates.
MENTIONS = """
Russian President Putin | russia | person | Vladimir Putin |
Sir Keir Starmer | united-kingdom | person | Keir Starmer |
UK's Starmer | united-kingdom | person | Keir Starmer |
Turkish President Recep Tayyip Erdoğan | turkey | person | Recep Tayyip Erdoğan |
Congolese President Felix Tshisekedi | democratic-republic-of-the-congo | person | Félix Tshisekedi |
US envoy to Russia Keith Kellogg | united-states | person | Keith Kellogg |
Moscow’s ambassador to the UN, Vasily Nebenzya | russia | person | Vasily Nebenzya |
Wang Yi, China's foreign minister, | china | person | Wang Yi |
IDF spokesperson Rear Adm. Daniel Hagari | israel | person | Daniel Hagari |
London Mayor Sadiq Khan | united-kingdom | person | Sadiq Khan |
Hamas official Osama Hamdan | hamas | person | Osama Hamdan |
Putin's spokesman | russia | person | |
a senior U.S. official | united-states | person | |
officials in Kyiv | ukraine | person | |
a source in the Ukrainian General Staff | ukraine | person | |
Türkiye | turkey | state | Turkey |
the U.S.’ | united-states | state | United States |
Washington | united-states | state | United States |
Downing Street | united-kingdom | institution | Downing Street |
Iran's Revolutionary Guards | iran | institution | Revolutionary Guards |
China's Foreign Ministry | china | institution | |
NATO | nato | institution | NATO |
the M23 rebels | m23 | institution | M23 |
South Sudanese rebels | south-sudan-rebels | institution | |
Russian and Ukrainian officials | | person | | russia ukraine
Britain, France and Germany | | state | Britain | united-kingdom france germany
The Foreign Ministry | | institution | |
two diplomats | | person | |
analysts | other | unknown | |
experts at the Institute for War Studies | other | unknown | |
Marta Quell of the Institute for Small States | other | unknown | Marta Quell |
the Reuters news agency | media | outlet | Reuters |
The American Washington Post | media | outlet | Washington Post |
The Harbour Post | media | outlet | Harbour Post |
Russian state television | media | outlet | |
Arvania’s president, Ilse Koren | arvania | person | Ilse Koren |
President of Arvania Ilse Koren | arvania | person | Ilse Koren |
Arvanian President Ilse Koren | arvania | person | Ilse Koren |
Belmar's foreign minister Davo Rehn | belmar | person | Davo Rehn |
the Belmaran army | belmar | institution | |
the Belmarans | belmar | unknown | Belmarans |
the head of the Belmaran delegation to the Lake Union | belmar | person | |
Lt. Gen. Marko Dell, commander of the Arvanian army | arvania | person | Marko Dell |
a spokeswoman for the Arvanian foreign ministry, Lena Tor, | arvania | person | Lena Tor |
Foreign Minister Davo Rehn | | person | Davo Rehn |
Ms. Koren | | person | Koren |
the Free Valley Front | free-valley-front | institution | Free Valley Front |
the Free Valley Front (FVF) | free-valley-front | institution | Free Valley Front |
Marko Dell, a spokesman for the Free Valley Front | free-valley-front | person | Marko Dell |
Karsk National Army spokesman Bo Ren | karsk-national-army | person | Bo Ren |
the Lake Union's envoy Anselm Roe | lake-union | person | Anselm Roe |
North Arvania | north-arvania | unknown | North Arvania |
Jordan | jordan | state | Jordan |
Michael Jordan | | person | Michael Jordan |
Paris Hilton | | person | Paris Hilton |
Trade Minister Jo Bell | | person | Jo Bell |
the Galdran Water Minister Jo Bell | galdra | person | Jo Bell |
Opposition lawmaker Jana Weil | | person | Jana Weil |
Coast Guard Commander Bo Ren | | person | Bo Ren |
Council President Ana Roe | | person | Ana Roe |
the Council's president, Ana Roe | council | person | Ana Roe |
Ministry of Water spokeswoman Ana Roe | | person | Ana Roe |
Vale Militia captain Bo Ren | vale-militia | person | Bo Ren |
the Free Council of Orre (FCO) | free-council-of-orre | institution | Free Council of Orre |
Davit Ruel, spokesman for the Free Council of Orre | free-council-of-orre | person | Davit Ruel |
Professor Alan Tinsley, a lawyer at Corrie University | other | unknown | Alan Tinsley |
he | | unknown | |
the rebels | | unknown | |
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in MENTIONS.strip().splitlines()]


@pytest.mark.parametrize(("mention", "party", "what", "name", "candidates"), ROWS)
def test_a_mention_is_resolved(mention: str, party: str, what: str, name: str, candidates: str) -> None:
    found = who(standard_lexicon(), mention)
    assert (found.party, found.what, found.name) == (party, what, name)
    assert found.candidates == tuple(candidates.split())


def test_an_office_is_the_one_held_on_the_day() -> None:
    lexicon = standard_lexicon()
    assert who(lexicon, "Medvedev", on="2010-01-01").role == "President of Russia"
    assert who(lexicon, "Medvedev", on="2015-01-01").role == "Prime Minister of Russia"
    assert who(lexicon, "Medvedev", on="1990-01-01").role == ""
    assert who(lexicon, "Prime Minister Medvedev", on="1990-01-01").role == "Prime Minister"


def test_a_name_with_an_office_of_another_party_is_left_to_the_reader() -> None:
    found = who(standard_lexicon(), "Ukrainian President Vladimir Putin")
    assert found.party == ""
    assert found.candidates == ("ukraine", "russia")


def test_a_text_names_the_parties_that_short_forms_mean() -> None:
    lexicon = standard_lexicon()
    text = "Galdra met the Free Valley Front (FVF) in Oslo. Troops of Galdra left, and the Front stayed."
    among = parties_named(lexicon, text)
    assert {"galdra", "free-valley-front", "norway"} <= set(among)
    assert who(lexicon, "Galdran officials", among=among).party == "galdra"
    assert who(lexicon, "the FVF", among=among).party == "free-valley-front"
    assert who(lexicon, "the Front", among=among).party == "free-valley-front"
    assert who(lexicon, "both sides", among=("galdra", "norway")).candidates == ("galdra", "norway")
    assert parties_named(lexicon, "") == ()


def test_short_forms_of_a_group_leave_out_small_words_and_adjectives_add_to_a_whole_name() -> None:
    lexicon = standard_lexicon()
    among = parties_named(
        lexicon, "The National Council of Orre (NCO) met Kovia in Port Hallen, and Hallen agreed."
    )
    assert {"national-council-of-orre", "kovia", "hallen"} <= set(among)
    assert who(lexicon, "NCO spokesman Bo Ren", among=among).party == "national-council-of-orre"
    assert who(lexicon, "Kovian President Ana Roe", among=among).party == "kovia"


def test_family_names_of_people_in_the_text_are_no_parties() -> None:
    text = "Officials met Ilse Koren in Belmar. Later Koren left Belmar."
    assert parties_named(standard_lexicon(), text) == ("belmar",)
