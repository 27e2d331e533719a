"""Decisions laid over drafts: what stands, what was taken back, and what to look at first."""

from dataclasses import replace

from detente.case.statements import Review, Stance
from detente.record.decision import Verb
from detente.record.review.outcome import counted, names_in, outcomes, standing
from detente.record.review.risk import by_risk, with_contradictions
from detente.record.review.session import before, begin, merging, next_added, skip, undo
from detente.record.statement import Doubt
from tests.readings import ARTICLE, DRAFTS, decided, reading_file


def test_each_verb_leaves_its_mark() -> None:
    found = outcomes(
        reading_file(
            decided("d1", Verb.ACCEPT),
            decided("d2", Verb.CORRECT, party="beltova", reading="the harbour stays ours"),
            decided("d3", Verb.DOUBT, why="which offer?"),
            decided("d4", Verb.REJECT, why="no statement"),
        )
    )
    assert [outcome.review for outcome in found] == [
        Review.CONFIRMED,
        Review.CONFIRMED,
        Review.DOUBTFUL,
        Review.REJECTED,
    ]
    assert found[1].draft.party == "beltova"
    assert (found[1].reading, found[1].changed) == ("the harbour stays ours", ("party", "reading"))
    assert (found[2].why, found[2].by) == ("which offer?", "ann")
    assert counted(found)[Review.UNREVIEWED] == 0


def test_a_draft_merged_into_another_hands_on_its_words() -> None:
    merged = decided("d4", Verb.MERGE, into="d3", issues_other=("patrols",))
    found = {outcome.draft.id: outcome for outcome in outcomes(reading_file(merged))}
    assert found["d4"].review is Review.REJECTED
    assert found["d4"].merged_into == "d3"
    assert found["d3"].draft.issues_other == ("patrols",)
    assert found["d3"].review is Review.UNREVIEWED


def test_an_undo_takes_back_the_last_decision_about_its_draft_alone() -> None:
    done = (
        decided("d1", Verb.ACCEPT),
        decided("d2", Verb.ACCEPT),
        decided("d1", Verb.REJECT),
        decided("d1", Verb.UNDO),
    )
    assert [(one.draft, one.verb) for one in standing(done)] == [("d1", Verb.ACCEPT), ("d2", Verb.ACCEPT)]
    assert standing((decided("d1", Verb.UNDO),)) == ()
    assert outcomes(reading_file(*done))[0].review is Review.CONFIRMED


def test_a_statement_that_the_reader_adds_stands_at_its_place_in_the_text() -> None:
    added = decided("a1", Verb.ADD, start=0, end=12, quote="BRIDGE TALKS", stance="claim", party="other")
    found = outcomes(reading_file(added))
    assert found[0].draft.quote == "BRIDGE TALKS"
    assert found[0].draft.stance is Stance.CLAIM
    assert found[0].is_added
    assert found[0].review is Review.CONFIRMED
    gone = outcomes(reading_file(added, decided("a1", Verb.UNDO)))
    assert [outcome.draft.id for outcome in gone] == ["d1", "d2", "d3", "d4"]


def test_the_riskiest_come_first() -> None:
    assert [draft.id for draft in by_risk(DRAFTS)] == ["d1", "d2", "d4", "d3"]
    two = replace(DRAFTS[1], doubts=(Doubt.CONDITIONAL, Doubt.PRONOUN))
    assert [draft.id for draft in by_risk((DRAFTS[0], two))] == ["d2", "d1"]
    unmeasured = replace(DRAFTS[3], doubts=(), confidence=None)
    assert [draft.id for draft in by_risk((DRAFTS[2], unmeasured))] == ["d4", "d3"]


def test_yes_and_no_of_one_party_to_one_issue_are_a_contradiction() -> None:
    yes = replace(DRAFTS[2], id="d5", stance=Stance.ACCEPT)
    found = with_contradictions((*DRAFTS, yes))
    assert [draft.id for draft in found if Doubt.CONTRADICTION in draft.doubts] == ["d3", "d5"]
    conditional = replace(yes, conditional=True)
    assert with_contradictions((*DRAFTS, conditional)) == (*DRAFTS, conditional)


def test_names_are_offered_by_how_often_they_stand() -> None:
    found = outcomes(reading_file())
    assert names_in(found, "party") == ("arvania", "beltova")
    assert names_in(found, "issue") == ("bridge", "harbour")
    assert names_in(found, "issues_other") == ()


def test_a_merge_takes_over_issue_and_condition() -> None:
    text = ARTICLE
    session = begin(reading_file())
    changed = merging(session, "d1", into="d2", text=text)
    assert changed["issues_other"] == ("bridge",)
    assert changed["conditional"] is True
    start, end = changed["start"], changed["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert changed["quote"] == text[start:end]
    assert "quote" not in merging(session, "d1", into="d2", text=None)


def test_what_was_rejected_is_passed_over_on_the_way_to_the_one_before() -> None:
    session = begin(reading_file(decided("d3", Verb.REJECT)), in_order=True)
    assert session.queue == ("d1", "d2", "d4")
    assert before(session, "d4") == "d2"
    assert before(session, "d1") == ""
    assert before(session, "d9") == ""


def test_a_session_that_is_over_skips_nothing() -> None:
    session = begin(reading_file(), in_order=True)
    while session.queue:
        session = skip(session)
    assert session.current is None
    assert skip(session) == session
    assert session.skipped == ("d1", "d2", "d3", "d4")


def test_ids_of_added_statements_are_not_given_twice() -> None:
    added = decided("a1", Verb.ADD, start=0, end=12, quote="BRIDGE TALKS")
    assert next_added(reading_file()) == "a1"
    assert next_added(reading_file(added)) == "a2"
    undone = undo(begin(reading_file(added)), by="ann", at=added.at)
    assert "a1" not in undone.queue
    assert next_added(undone.file) == "a2"


def test_names_of_lists_are_offered_too() -> None:
    merged = decided("d4", Verb.CORRECT, issues_other=("patrols", "fish"))
    assert names_in(outcomes(reading_file(merged)), "issues_other") == ("fish", "patrols")
