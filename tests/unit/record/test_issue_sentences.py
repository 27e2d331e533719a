"""Issues of sentences about invented conflicts, written for these tests: they copy no known answer."""

import pytest

from detente.record.lexicon import issues_of, standard_lexicon

# The content | its issue.
SENTENCES = """
a two-week pause in fighting along the whole front | ceasefire
both sides silence their guns by Friday | ceasefire
unarmed observers at every crossing of the line | verification
the monitors have been refused entry to three depots | verification
the northern border must follow the old canal | territory
they will never cede the highlands | territory
the withdrawal of all tanks to their barracks | withdrawal
they pulled their artillery back by ten kilometres | withdrawal
an army of no more than 20,000 soldiers with no long-range missiles | force-limits
Karsk should stay out of any military alliance | alliance-membership
neutral status for the republic | alliance-membership
peacekeepers from three continents | foreign-troops
foreign soldiers on our soil | foreign-troops
binding security guarantees by treaty | security-guarantees
the embargo on timber and all other sanctions | sanctions
the release of the frozen funds in foreign banks | frozen-assets
reopening the consulate in the port city | diplomatic-missions
the expulsion of diplomats was a mistake | diplomatic-missions
direct flights between the two capitals | transport-links
uranium enrichment under safeguards | nuclear
the exchange of all prisoners of war | prisoners
the hostages have to come home | prisoners
aid convoys into the besieged town | humanitarian
free elections within a year | elections
a transitional government without the general | elections
recognition of the island's independence | recognition
autonomy for the eastern province | recognition
a third of the cabinet posts for the opposition | power-sharing
disarmament of the militias in the hills | disarmament
the right of return of all displaced families | refugees
compensation for the burnt villages | reparations
an amnesty for fighters who committed no war crimes | justice
fishing rights in the outer bay | resources
the share of river water for irrigation | water
the transit of gas through the western pipeline | energy
customs duties on grain | trade
lifting the naval blockade | shipping
the safety of shipping in the strait | shipping
arms deliveries to the rebels have to end | military-aid
a just peace treaty | settlement-terms
direct talks without preconditions | talks
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize(("quote", "issue"), ROWS)
def test_the_issue_of_a_content(quote: str, issue: str) -> None:
    found = issues_of(standard_lexicon(), quote)
    assert found[0].issue == issue
    assert found[0].cues


def test_each_issue_of_the_standard_lexicon_is_tried() -> None:
    assert {topic.id for topic in standard_lexicon().topics} == {issue for _, issue in ROWS}


def test_words_around_fill_in_where_the_quote_has_no_cue() -> None:
    lexicon = standard_lexicon()
    assert issues_of(lexicon, "this is theft") == ()
    around = "On the frozen reserves he was brief: this is theft. The embassy stays shut, said another."
    assert issues_of(lexicon, "this is theft", around=around)[0].issue == "frozen-assets"
    assert (
        issues_of(lexicon, "the truce", around="sanctions, sanctions and an embargo")[0].issue == "ceasefire"
    )


def test_what_a_condition_is_about_is_not_what_the_statement_is_about() -> None:
    found = issues_of(standard_lexicon(), "the blockade ends if all prisoners and hostages are released")
    assert [each.issue for each in found] == ["shipping", "prisoners"]


def test_a_word_inside_a_longer_cue_is_left_out() -> None:
    found = issues_of(standard_lexicon(), "NATO forces in the valley")
    assert found[0].issue == "foreign-troops"
    assert "alliance-membership" not in [each.issue for each in found]
