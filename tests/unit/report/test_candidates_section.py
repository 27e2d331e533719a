"""The brief's sections on candidates and on what would change our mind: tables, words, what is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import inf
from pathlib import Path

import pytest

from detente.accept.answer import Answer, solve
from detente.assess.candidates import Candidate, candidates_of
from detente.assess.challenge import challenge
from detente.assess.criteria import Measure, between
from detente.assess.inputs import open_inputs
from detente.assess.preferences import preference_inputs
from detente.assess.run import Assessment, assess_candidates
from detente.assess.tried import TrialEffort
from detente.case.entry import open_case
from detente.cli.assessed import assessed
from detente.report.candidates import candidates_section
from detente.report.challenges import challenge_section
from detente.report.first_screen import first_screen
from detente.views.challenge_words import challenge_finding, replay_words
from detente.views.edition import Edition, edition_of
from detente.views.input_words import input_name
from detente.views.study import Study
from tests.bundled import bundled, solved
from tests.hand_plan import hand_plan
from tests.unit.assess.test_assess import _known
from tests.unit.assess.test_selection import choice
from tests.unit.case.enforcement_example import write_enforced
from tests.unit.report.page_reader import read_page
from tests.unit.report.test_brief import with_reservations

NAME = "ukraine-2025-03"
LITTLE = TrialEffort(draws=60, pact_draws=5)
SHARED = {"well": "shared", "road": "open", "guards": "10"}
CLOSED = {"well": "closed", "road": "open", "guards": "10"}


@cache
def bundled_study() -> Study:
    answer = solved(NAME)
    candidates = candidates_of(answer, cap=2)
    return Study(
        assessment=assess_candidates(answer, candidates, effort=LITTLE),
        challenge=challenge(answer, candidates[:1], effort=LITTLE),
    )


def village_study(folder: Path) -> tuple[Answer, Study]:
    """Two drafts of the villages' case with all that a pact takes."""
    answer = solve(_known(open_case(write_enforced(folder))))
    drafts = [Candidate(package=each, names=(f"given:{name}",)) for name, each in DRAFTS.items()]
    return answer, Study(
        assessment=assess_candidates(answer, drafts, effort=LITTLE),
        challenge=challenge(answer, drafts, effort=LITTLE),
    )


DRAFTS = {"sharing": SHARED, "closing": CLOSED}


def told(section: str) -> str:
    reader = read_page(section)
    missing = re.compile(r"#(candidates|challenge)-title")
    assert [problem for problem in reader.problems if not missing.search(problem)] == []
    return " ".join(reader.text.split())


def screened(page: str) -> str:
    """The words of a first screen: its icons and links lead to the rest of the page."""
    return " ".join(read_page(page).text.split())


def shown(study: Study, *, public: bool = False) -> Edition:
    return edition_of(solved(NAME), study=study, public=public)


def compared() -> Assessment:
    """The candidates of the bundled case."""
    found = bundled_study().assessment
    assert found is not None
    return found


def exposed(*measures: Measure) -> Edition:
    """The page where the worst exposures of the candidates are these."""
    found = compared()
    changed = [
        replace(one, measures={**one.measures, "sequence.worst": measure})
        for one, measure in zip(found.candidates, measures, strict=True)
    ]
    return shown(replace(bundled_study(), assessment=replace(found, candidates=tuple(changed))))


# ---------------------------------------------------------------- candidates


def test_each_criterion_has_a_row_with_a_cell_for_each_candidate() -> None:
    study = bundled_study()
    found = study.assessment
    assert found is not None
    page = candidates_section(shown(study))
    text = told(page)
    for question in ("Can all accept it?", "Who goes first?"):
        assert question in text
    assert "Can anyone verify it?" not in text  # no plan was made, and that is said
    assert "no plan was made" in text
    assert "there is no score" in text
    cells = page.count('<span class="label" aria_hidden="true">') + page.count('class="label"')
    assert cells >= len(found.compared) * len(found.candidates)
    assert text.count("Red lines that it crosses") == len(found.candidates)
    assert "What each candidate settles" in text


def test_a_strip_runs_from_end_to_end_and_infinity_to_the_edge() -> None:
    page = candidates_section(exposed(between(0.5, 1.0, inf), between(0.0, 1.0, 2.0)))
    assert '<rect x="25.00" y="2" width="75.00" height="6" class="part">' in page
    assert '<rect x="0.00" y="2" width="100.00" height="6" class="part">' in page
    assert "1 (0.5 to more than any amount)" in told(page)


def test_where_all_are_nothing_there_is_no_strip() -> None:
    none = between(0.0, 0.0, 0.0)
    page, before = candidates_section(exposed(none, none)), candidates_section(shown(bundled_study()))
    assert page.count('class="track"') == before.count('class="track"') - 2


def test_who_is_dominated_is_said_over_the_column() -> None:
    study = bundled_study()
    assert study.assessment is not None
    first, second = study.assessment.candidates
    beaten = replace(study.assessment, candidates=(first, replace(second, dominated_by=(0,))))
    page = candidates_section(shown(replace(study, assessment=beaten)))
    assert "dominated by A" in told(page)
    screen = screened(first_screen(shown(replace(study, assessment=beaten))))
    assert "Of two candidates one is left" in screen
    assert "None of two candidates is shown to be as good" in screened(first_screen(shown(study)))
    alone = replace(study.assessment, candidates=(first,))
    assert "nothing to compare it with" in screened(first_screen(shown(replace(study, assessment=alone))))


def test_both_sides_are_told_of_in_the_same_words(tmp_path: Path) -> None:
    answer, study = village_study(tmp_path)
    text = told(candidates_section(edition_of(answer, study=study)))
    for words in ("What keeping it is worth to {}", "Least forfeit that makes breaking not pay for {}"):
        assert words.format("North") in text
        assert words.format("South") in text
    assert "Does breaking it pay?" in text


def test_without_candidates_the_page_says_why() -> None:
    edition = shown(Study(no_assessment="Not asked."))
    assert "Not asked." in told(candidates_section(edition))
    assert "Not asked." in told(challenge_section(edition))
    assert "So which deal holds?" not in first_screen(edition)
    nothing = replace(compared(), candidates=(), could_not=())
    edition = shown(Study(assessment=nothing))
    assert "leads to no candidate" in told(candidates_section(edition))
    assert "<table" not in candidates_section(edition)


# ---------------------------------------------------------------- what would change our mind


def test_each_conclusion_has_what_turns_it_and_the_replay() -> None:
    study = bundled_study()
    assert study.challenge is not None
    page = challenge_section(shown(study))
    text = told(page)
    assert page.count('class="chip') == len(study.challenge.conclusions)
    assert "a red line turns it" in text
    assert "Turned if the chance that “Russia gives up none of the six regions” is held is" in text
    assert "outside of its bounds" in text
    assert re.search(r"acceptable to all in [\d.]+ % of draws, before [\d.]+ %", text)
    assert page.count('class="move"') == 2  # the strips of a chance and of a weight
    assert "What turns six conclusions: one by a red line that gives way" in text
    assert "A is what Nash's rule selects where “Russia gives up none of the six regions” gives way." in text
    assert "what Nash's rule selects is then a package with “" in text
    assert "its bounds as a ratio allow" in text


def test_replays_are_told_for_each_kind_of_conclusion(tmp_path: Path) -> None:
    answer, study = village_study(tmp_path)
    found = study.challenge
    assert found is not None
    text = told(challenge_section(edition_of(answer, study=study)))
    kinds = {one.conclusion.id.partition(".")[0] for one in found.conclusions if one.reversals}
    assert {"keeps", "stake", "exposure"} & kinds
    assert "Put through the whole computation again" in text
    stake = next(one for one in found.conclusions if one.conclusion.id == "stake.north")
    reversal = replace(next(one.reversals[0] for one in found.conclusions if one.reversals), margin=-inf)
    short = replace(stake, margin=inf)
    assert "there is nothing, as none is enough, before no limit" in replay_words(found.case, short, reversal)
    room = replay_words(found.case, replace(stake, margin=-0.25), replace(reversal, margin=0.5))
    assert "there is room of 0.5, before no room, 0.25 being short" in room
    exposed = replace(stake, conclusion=replace(stake.conclusion, id="exposure", about=""))
    told_ = replay_words(found.case, replace(exposed, margin=0.75), replace(reversal, margin=-0.5))
    assert "the worst exposure is 1.5, before 0.25" in told_


def test_nothing_to_challenge_is_said() -> None:
    found = bundled_study().challenge
    assert found is not None
    assert challenge_finding(replace(found, conclusions=())) == ["There is no conclusion to challenge."]
    edition = shown(Study(challenge=replace(found, conclusions=())))
    assert "What would change our mind?" not in first_screen(edition)


# ---------------------------------------------------------------- in public


def test_in_public_nothing_rests_on_what_a_side_has_without_a_deal(tmp_path: Path) -> None:
    answer, study = village_study(tmp_path)
    stated = [party for party in answer.case.parties if party.reservation is not None]
    assert stated
    complete, public = (edition_of(answer, study=study, public=each) for each in (False, True))
    text = told(candidates_section(public))
    assert "What keeping it is worth" in told(candidates_section(complete))
    assert "What keeping it is worth" not in text
    assert "Does breaking it pay?" not in text
    assert "keeps it in" not in text
    assert "less than no deal" not in text
    for party in stated:
        assert f"Acceptable to {party.title}" not in text
    assert "Acceptable to all" not in text
    assert public.assessment is not None
    assert all(one.tried.deal is None for one in public.assessment.candidates)
    asked = public.challenge
    assert asked is not None
    assert {one.conclusion.id.partition(".")[0] for one in asked.conclusions} <= {"needed", "exposure"}
    assert "are left out here" in told(challenge_section(public))


def test_in_public_a_candidate_that_takes_a_reservation_back_is_left_out() -> None:
    answer = with_reservations()
    candidates = candidates_of(answer)
    names = [each.names for each in candidates]
    assert any(set(name) & {"way:p", "way:q", "way:l+p"} for name in names)
    study = Study(
        assessment=assess_candidates(answer, candidates, effort=LITTLE),
        challenge=challenge(answer, candidates, effort=LITTLE),
    )
    public = edition_of(answer, study=study, public=True)
    found, asked = public.assessment, public.challenge
    assert found is not None
    assert asked is not None
    assert len(found.candidates) < len(candidates)
    assert [one.candidate for one in found.candidates] == list(asked.candidates)
    assert all(
        one.conclusion.candidate is None or one.conclusion.candidate < len(asked.candidates)
        for one in asked.conclusions
    )
    page = candidates_section(public) + challenge_section(public)
    text = told(page)
    assert "left out here" in text
    for secret in ("0.7171", "0.7373", "0.6161", "0.6363", "secret", "the reservation of"):
        assert secret not in page
    assert "Acceptable to" not in text
    assert found.candidates == ()
    assert "No candidate can be shown" in assessed(answer, None, draws=20, public=True).why_not
    assert assessed(answer, None, draws=20, public=False).assessment is not None


def test_in_public_what_rests_on_lines_alone_stays() -> None:
    public = edition_of(solved(NAME), study=bundled_study(), public=True).challenge
    assert public is not None
    kinds = {one.conclusion.id.partition(".")[0] for one in public.conclusions}
    assert kinds == {"deal", "needed", "exposure"}


def test_dominance_is_found_anew_among_what_is_public(tmp_path: Path) -> None:
    """A candidate that is beaten in public and not in private, where its pact is the better one."""
    answer, study = village_study(tmp_path)
    assert study.assessment is not None
    first, second = study.assessment.candidates
    cheap = {**first.measures, "verify.cost": between(1, 1, 1), "sequence.worst": between(0, 0, 0)}
    dear = {**first.measures, "verify.cost": between(2, 2, 2), "sequence.worst": between(0, 0, 0)}
    dear["enforce.margin.north"] = between(9e9, 9e9, 9e9)
    for criterion in ("verify.worst", "verify.blind"):
        cheap[criterion] = dear[criterion] = between(0.5, 0.5, 0.5)
    both = (replace(first, measures=cheap), replace(second, measures=dear))
    found = replace(study.assessment, candidates=both)
    public = edition_of(answer, study=Study(assessment=found), public=True).assessment
    assert public is not None
    assert [one.dominated_by for one in public.candidates] == [(), (0,)]


# ---------------------------------------------------------------- what the brief asks for


def test_what_the_brief_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = solved(NAME)
    assert "Nothing was drawn" in assessed(answer, None, draws=0, public=False).why_not
    nothing = replace(answer, solutions={}, ways=())
    assert "leads to no package" in assessed(nothing, None, draws=20, public=False).why_not
    found = assessed(answer, None, draws=20, public=False)
    assert found.assessment is not None
    assert found.challenge is not None
    assert found.assessment.plans == 0
    first = found.assessment.candidates[0].candidate.package
    plan = hand_plan()
    plan = replace(plan, assumed=replace(plan.assumed, package=first))
    made = list[object]()

    def planned(*_args: object, **named: object) -> object:
        made.append(named["assumed"])
        return plan

    monkeypatch.setattr("detente.assess.tried.monitoring_plan", planned)
    shared = assessed(answer, plan, draws=20, public=False).assessment
    assert shared is not None
    assert len(made) == 1  # the page's own plan stands for the first candidate
    assert shared.plans == 2
    partial = hand_plan()  # its package leaves out most issues
    assert "Nothing could be compared" in assessed(answer, partial, draws=20, public=False).why_not


def test_open_figures_have_names_that_tell_whose_they_are(tmp_path: Path) -> None:
    for case in (bundled(NAME), open_case(write_enforced(tmp_path))):
        inputs = open_inputs(case, ("red_lines",), ("enforcement",), ("parties", 0, "reservation"))
        assert inputs
        for known in inputs:
            name = input_name(case, known)
            assert name != known.place
            assert "{" not in name
    names = {input_name(bundled(NAME), each) for each in open_inputs(bundled(NAME), ("enforcement",))}
    assert len(names) == len(open_inputs(bundled(NAME), ("enforcement",)))
    weight, *rest = preference_inputs(bundled(NAME))
    name = "the share of “The ceasefire of thirty days: its scope” in all that counts for Russia"
    assert input_name(bundled(NAME), weight) == name
    value = next(each for each in rest if "values" in each.place)
    assert re.match(r"what “.*” \(“.*”\) is worth to Russia", input_name(bundled(NAME), value))
    added = choice({"a": "1", "b": "0"}, {"a": "0", "b": "1"}, interactions=[ADDED])
    assert "P has more where" in input_name(added, preference_inputs(added)[0])
    unheard_of = replace(weight, place="somewhere", path=("title",))
    assert input_name(bundled(NAME), unheard_of) == "somewhere"


ADDED = {"when": "i = b", "value": [Decimal(0), Decimal("0.2")]}


def test_a_rule_that_selects_nothing_any_more_is_told() -> None:
    case = choice({"a": "0.6", "b": "0.5"}, {"a": "0.9", "b": "0.4"}, reservation=[Decimal(0), Decimal(1)])
    answer = solve(case)
    found = challenge(answer, candidates_of(answer), effort=LITTLE)
    one = next(each for each in found.conclusions if each.conclusion.id == "selected.nash")
    assert one.reversals[0].instead is None
    told_ = replay_words(case, one, one.reversals[0])
    assert told_.endswith("what Nash's rule selects is then no package at all.")
    public = edition_of(answer, study=Study(challenge=found), public=True).challenge
    assert public is not None
    assert not [each for each in public.conclusions if each.conclusion.id.startswith("selected")]
