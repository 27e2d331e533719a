"""Stances of sentences about invented conflicts, written for these tests: they copy no known answer."""

import pytest

from detente.case.statements import Stance
from detente.record.lexicon import stance_of, standard_lexicon

# What hands the content on | the content | the stance | whether a dependence is stated.
SENTENCES = """
did not rule out | talks on the status of the province | unclear | plain
has not rejected | the plan put forward by the mediators | unclear | plain
refused to accept | the mediators' map | reject | plain
refused to sign | the annex on prisoners | reject | plain
said | his troops would not withdraw from the dam | red-line | plain
no longer insists | on the resignation of the governor | reported-shift | plain
hardly welcomed | the proposal | reject | plain
said | they were ready to discuss a corridor | offer | plain
told reporters | we agree in principle, but the lists must be checked | accept-with-conditions | conditional
said | Ostrava would not object if observers came from neutral states | accept-with-conditions | conditional
failed to endorse | the text | reject | plain
has stopped demanding | an apology | reported-shift | plain
did not refuse to accept | the mediators | unclear | plain
said | No talks until the hostages are home | red-line | conditional
warned | any vessel that enters the bay will be treated as a legitimate target | threat | plain
threatened | to cut off the water supply | threat | plain
vowed | it would never cede an inch of the plateau | red-line | plain
pledged | not to attack the pumping stations | offer | plain
promised | to release forty detainees | offer | plain
offered | a week-long pause in the shelling | offer | plain
proposed | joint patrols along the canal | offer | plain
called for | an immediate end to the siege | demand | plain
called on | both sides to return to the table | demand | plain
urged | restraint | demand | plain
demanded | that Karsk hand over the suspects | demand | plain
is pushing for | a referendum before the end of the year | demand | plain
wants | its fishing rights restored | demand | plain
insisted | the refugees must be allowed to return | demand | plain
insisted | his forces would not leave the fort | red-line | plain
accepted | the list of monitors | accept | plain
agreed to | a prisoner swap | accept | plain
has signed | the protocol | accept | plain
gave its consent to | the deployment of medics | accept | plain
backs | the plan for a joint commission | support | plain
welcomed | the pause as a step in the right direction | support | plain
praised | the mediators' work | support | plain
voiced support for | a demilitarised zone | support | plain
rejected | the offer | reject | plain
rejected | any foreign presence under any circumstances | red-line | plain
dismissed | the proposal as a publicity stunt | reject | plain
ruled out | an extension | reject | plain
turned down | an invitation to the summit | reject | plain
opposes | the return of the former governor | reject | plain
condemned | the annexation | reject | plain
does not support | the new draft | reject | plain
said | the draft is unacceptable | reject | plain
said | sovereignty over the islands is not up for negotiation | red-line | plain
said | There can be no ceasefire without a full withdrawal | red-line | conditional
said | partition is out of the question | red-line | plain
declared | we will never recognise the so-called republic | red-line | plain
said | the port could be reopened if the mines were cleared | offer | conditional
said | it would lift the embargo once the prisoners were freed | offer | conditional
said | we are prepared to withdraw our guns provided that the rebels do the same | offer | conditional
said | if they stop shooting, we will stop shooting | offer | conditional
said | Unless the convoys are let through, we will resume our strikes | threat | conditional
said | those who cross the river will pay a heavy price | threat | plain
warned of | dire consequences should the pipeline be closed | threat | conditional
reserves the right to | respond by all available means | threat | plain
justified | the raid as an act of self-defence | justification | plain
defended | the closure of the border | justification | plain
said | the army had no choice because it was attacked | justification | plain
claimed | its units had taken the ridge | claim | plain
accused | Karsk of breaking the truce | claim | plain
announced | that the bridge had been reopened | claim | plain
confirmed | that both delegations had arrived | claim | plain
said | 14 villages were shelled overnight | claim | plain
said | the valley has belonged to our people for centuries | claim | plain
denied | that its drones crossed the border | claim | plain
believes | the talks are unlikely to produce a result | assessment | plain
said | the gap between the two positions remained wide but could be bridged | assessment | plain
described | the meeting as constructive | support | plain
called | the referendum a farce | reject | plain
called | the offer "a good basis for talks" | support | plain
fears | that the truce may collapse | assessment | plain
expects | the deal to be signed in autumn | assessment | plain
has dropped its demand for | a seat in the cabinet | reported-shift | plain
softened its position on | the status of the enclave | reported-shift | plain
backed away from | its threat to leave the talks | reported-shift | plain
declined to comment | on the report | silence | plain
did not respond to | a request for comment | silence | plain
made no mention of | the detainees | silence | plain
remained silent on | the question of reparations | silence | plain
would not say | whether the offer still stands | silence | plain
said | the observers must be unarmed | demand | plain
said | Karsk should release all civilians immediately | demand | plain
stressed | the need for an international investigation | demand | plain
said | we ask for nothing but our own water | demand | plain
expressed readiness | to host a second round | offer | plain
signalled | it was open to a neutral administration of the port | offer | plain
hinted | that tariffs could be lowered in return for access to the harbour | offer | conditional
would accept | international monitors, but not foreign soldiers | accept-with-conditions | plain
agreed, with reservations, to | the timetable | accept-with-conditions | plain
said yes to | a truce on condition that the blockade ends | accept-with-conditions | conditional
said | we can live with the map as long as the road stays open | accept-with-conditions | conditional
has not agreed to | the inspection of its depots | reject | plain
has yet to accept | the invitation | unclear | plain
said | she was not opposed to a transition period | accept | plain
has not abandoned | its claim to the islands | demand | plain
said | Nothing is ruled out | unclear | plain
stopped short of endorsing | the proposal | unclear | plain
said | the time for sanctions has come | demand | plain
said | any attack on our allies will be met with force | threat | plain
will not attend | the conference in the capital | red-line | plain
is ready to | exchange all prisoners of war | offer | plain
is not ready to | give up the radar station | red-line | plain
said | we have no intention of leaving the enclave | red-line | plain
said | Our demands are clear: an end to the blockade and the release of our sailors | demand | plain
said | the agreement would strengthen security in the whole region | assessment | plain
said | I do not think that the other side wants peace | assessment | plain
said | we stand by the agreement of 1998 | support | plain
said | peace is impossible while tanks stand in our towns | assessment | plain
vetoed | the resolution | reject | plain
boycotted | the vote | reject | plain
would like | the old toll abolished | demand | plain
is seeking | a full exchange of detainees | demand | plain
reiterated its call for | an independent inquiry | demand | plain
pressed | the mediators to fix a date | demand | plain
set as its price | the return of two villages | demand | plain
said | it is high time to open the crossing | demand | plain
has agreed in principle to | a demilitarised strip | accept-with-conditions | plain
gave the plan a cautious welcome | the plan | accept-with-conditions | plain
has signed up to | the timetable | accept | plain
bowed to | demands for an inquiry | accept | plain
would not stand in the way of | a vote | accept | plain
has shelved | plans to annex the delta | reported-shift | plain
climbed down from | its demand for a veto | reported-shift | plain
has hardened its stance on | the detainees | reported-shift | plain
brushed aside | the offer of mediation | reject | plain
slammed | the vote as illegitimate | reject | plain
poured cold water on | talk of a summit | reject | plain
said no to | joint patrols | reject | plain
said | we shall never kneel | red-line | plain
said | not one soldier will leave the fort before the treaty is signed | red-line | conditional
said | there is nothing to discuss | red-line | plain
said | they will not be bullied into a deal | red-line | plain
said | if the dam is touched, the response will be devastating | threat | conditional
said | they will pay for every shell | threat | plain
said | our missiles are ready | threat | plain
warned that | the truce could collapse within days | assessment | plain
cautioned against | reading too much into the meeting | assessment | plain
said | we fired only because we were fired upon | justification | plain
said | the strike was necessary to protect our citizens | justification | plain
cited | security concerns for the closure | justification | plain
said | the convoy was let through at noon | claim | plain
insisted that | no shells had been fired | claim | plain
said | the other side broke the truce 14 times | claim | plain
acknowledged | that some prisoners had died | claim | plain
kept silent about | the fate of the envoy | silence | plain
would neither confirm nor deny | the report | silence | plain
could not be reached for comment | could not be reached for comment | silence | plain
is willing to | swap land for peace | offer | plain
tabled | a draft on water rights | offer | plain
said | our hand remains outstretched | offer | plain
said | we would be happy to host the talks | offer | plain
said | in exchange for the quarry we would drop the claim to the bridge | offer | conditional
suggested | that neutral officers could run the port | offer | plain
reaffirmed | its commitment to the 1994 accord | support | plain
threw its weight behind | the mediator's text | support | plain
commended | the restraint of both sides | support | plain
thinks | the deal will hold | assessment | plain
said | it was too early to speak of peace | assessment | plain
"""
ROWS = [tuple(part.strip() for part in line.split("|")) for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize(("cue", "quote", "stance", "dependence"), ROWS)
def test_the_stance_of_a_sentence(cue: str, quote: str, stance: str, dependence: str) -> None:
    found = stance_of(standard_lexicon(), quote, cue=cue, sentence=f"Karsk {cue} {quote}.")
    assert found.stance == Stance(stance)
    assert found.conditional == (dependence == "conditional")
    assert found.why
