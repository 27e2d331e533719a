"""From the state of the day in March 2025 to what a mediator could put on the table next, end to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

import pytest

from detente.accept.problem import Problem, problem_of
from detente.accept.proposal.likelihood import with_likelihood
from detente.accept.proposal.negotiating_text import negotiating_text
from detente.accept.proposal.proposal import Proposal
from detente.accept.proposal.propose import Proposals, propose
from detente.case.draft import DraftError, read_draft, status_quo
from detente.case.folder import read_case
from detente.case.formula import Formula, holds

CONTROL = {
    f"control-{name}" for name in ("crimea", "sevastopol", "kherson", "zaporizhzhia", "donetsk", "luhansk")
}
READINGS = [(), ("de-facto",)]
PARTIES = ["russia", "ukraine", "united-states", "european-states"]

Package = tuple[int, ...]


def opened(root: Path, overlays: Sequence[str] = ()) -> Problem:
    return problem_of(read_case(root / "cases" / "ukraine-2025-03", overlays))


def proposed(root: Path, overlays: Sequence[str] = ()) -> Proposals:
    return propose(opened(root, overlays))


def changed(proposal: Proposal) -> dict[str, str]:
    return {change.issue: change.after for change in proposal.changes}


def within(problem: Problem, draft: Package, most: int) -> Iterator[Package]:
    """All packages that differ from the draft in one to ``most`` issues, one by one."""
    for number in range(1, most + 1):
        for issues in combinations(range(len(draft)), number):
            others = [[o for o in range(problem.sizes[issue]) if o != draft[issue]] for issue in issues]
            for options in product(*others):
                package = list(draft)
                for issue, option in zip(issues, options, strict=True):
                    package[issue] = option
                yield tuple(package)


def kept(problem: Problem, draft: Package) -> list[Formula]:
    """The rules, and of each red line what the draft keeps."""
    formulas = list(problem.rules)
    for line in problem.lines:
        formulas += [form for form in (line.formula, *line.fallback) if holds(form, draft)][:1]
    return formulas


@pytest.mark.parametrize("overlays", READINGS)
def test_the_improvements_in_two_changes_are_those_of_trying_all(root: Path, overlays: Sequence[str]) -> None:
    problem = opened(root, overlays)
    quo = status_quo(problem.case)
    own = problem.numbers(quo.package)
    floor = [utility.of(own) for utility in problem.utilities]
    conditions = kept(problem, own)
    points = {
        tuple(utility.of(package) for utility in problem.utilities)
        for package in within(problem, own, 2)
        if all(holds(formula, package) for formula in conditions)
    }
    better = [p for p in points if all(a >= b for a, b in zip(p, floor, strict=True)) and list(p) != floor]
    best = {p for p in better if not any(q != p and all(map(int.__ge__, q, p)) for q in better)}
    text = negotiating_text(problem, quo, changes=2)
    found = [
        tuple(utility.of(problem.numbers(proposal.package)) for utility in problem.utilities)
        for proposal in text.proposals
    ]
    assert (text.complete, text.count, len(found)) == (True, 11, 11)
    assert set(found) == best
    assert all(
        effect.gain is not None and effect.gain >= 0 for p in text.proposals for effect in p.effects.values()
    )


@pytest.mark.parametrize("overlays", READINGS)
def test_more_changes_give_more_improvements(root: Path, overlays: Sequence[str]) -> None:
    problem = opened(root, overlays)
    quo = status_quo(problem.case)
    counts = {changes: negotiating_text(problem, quo, changes=changes).count for changes in (1, 2, 3)}
    assert counts == {1: 4, 2: 11, 3: 21}


def test_the_state_of_the_day_crosses_one_line_and_six_regions_answer_it(root: Path) -> None:
    found = proposed(root)
    assert found.draft.origin == f"the reservation of {', '.join(PARTIES)}"
    (ukraine,) = found.remedies.each
    assert ukraine.objections[0].red_lines == ("ukraine-no-surrender",)
    assert (ukraine.changes, ukraine.packages, ukraine.count) == (6, 1, 1)
    (remedy,) = ukraine.proposals
    assert changed(remedy) == dict.fromkeys(CONTROL, "ukraine")
    assert remedy.effects["russia"].newly_crossed == ("russia-keeps-territory",)
    assert remedy.effects["ukraine"].crosses_after == ()
    together = found.remedies.together
    assert together is not None
    assert (together.exists, together.complete) == (False, True)
    assert [blocker.red_lines for blocker in together.blockers] == [
        ("russia-keeps-territory", "ukraine-no-surrender")
    ]


def test_by_the_other_reading_nobody_objects_to_the_state_of_the_day(root: Path) -> None:
    found = proposed(root, ("de-facto",))
    assert (found.remedies.each, found.remedies.together) == ((), None)
    inside = negotiating_text(found.problem, found.draft, changes=2, lines="all")
    assert [p.package for p in inside.proposals] == [p.package for p in found.text.proposals]


@pytest.mark.parametrize(("overlays", "within_all"), [((), 0), (("de-facto",), 11)])
def test_within_all_red_lines_there_is_what_the_reading_leaves(
    root: Path, overlays: Sequence[str], within_all: int
) -> None:
    problem = opened(root, overlays)
    assert negotiating_text(problem, status_quo(problem.case), changes=2, lines="all").count == within_all


def test_if_talks_put_the_regions_off_two_packages_answer_everybody(root: Path) -> None:
    together = proposed(root, ("later-talks",)).remedies.together
    assert together is not None
    assert (together.changes, together.count) == (7, 2)
    for proposal in together.proposals:
        assert set(changed(proposal)) > CONTROL
        for effect in proposal.effects.values():
            assert effect.crosses_after == ()
            assert effect.met_after is True


@pytest.mark.parametrize("overlays", READINGS)
def test_a_moratorium_is_exchanged_for_guarantees(root: Path, overlays: Sequence[str]) -> None:
    found = proposed(root, overlays).logrolls
    assert (found.complete, found.count) == (True, 15)
    rolls = {(roll.parties, *sorted(changed(roll.proposal).items())): roll for roll in found.logrolls}
    roll = rolls[("russia", "ukraine"), ("guarantees", "european"), ("nato", "moratorium")]
    assert roll.gives == {"ukraine": "nato"}
    gains = {party: effect.gain for party, effect in roll.proposal.effects.items()}
    assert all(gain is not None and gain > 0 for gain in gains.values())
    assert found.logrolls[0].share == max(roll.share for roll in found.logrolls)


def test_what_a_proposal_needs_is_told(root: Path) -> None:
    proposals = proposed(root).text.proposals
    told = {
        (each.issue, each.option): each
        for proposal in proposals
        for each in proposal.consequences
        if each.changed
    }
    assert told["sanctions-us", "eased"].needs.startswith("a peace agreement")
    assert all(each.needs or each.triggers for each in told.values())


def test_a_draft_with_troops_names_the_threats_that_it_triggers(root: Path, tmp_path: Path) -> None:
    problem = opened(root)
    package = {**status_quo(problem.case).package, "ceasefire": "general", "foreign-troops": "non-nato"}
    draft = tmp_path / "draft.toml"
    lines = [f'{issue} = "{option}"' for issue, option in package.items()]
    draft.write_text("\n".join(["[package]", *lines]), encoding="utf-8")
    found = propose(problem, read_draft(problem.case, draft))
    assert [remedy.parties for remedy in found.remedies.each] == [("russia",), ("ukraine",)]
    russia = found.remedies.each[0]
    assert russia.objections[0].red_lines == ("russia-no-foreign-troops", "russia-verified-ceasefire")
    assert russia.changes == 2
    assert changed(russia.proposals[0])["foreign-troops"] == "none"
    troops = [each for p in found.text.proposals for each in p.consequences if each.issue == "foreign-troops"]
    assert troops
    assert all(each.triggers == ("g29",) and not each.changed for each in troops)


def test_the_ceasefire_as_proposed_lacks_verification_and_one_change_adds_it(root: Path) -> None:
    problem = opened(root)
    draft = read_draft(problem.case, root / "cases/ukraine-2025-03/drafts/thirty-days.toml")
    found = with_likelihood(propose(problem, draft), draws=2_000)
    russia, ukraine = found.remedies.each
    assert russia.objections[0].red_lines == ("russia-verified-ceasefire",)
    assert (russia.changes, changed(russia.proposals[0])) == (1, {"verification": "monitors"})
    assert all(
        effect.gain is not None and effect.gain >= 0 for effect in russia.proposals[0].effects.values()
    )
    assert (ukraine.parties, ukraine.changes) == (("ukraine",), 6)
    before, after = found.drafted.likelihood, russia.proposals[0].likelihood
    assert before is not None
    assert after is not None
    assert before.to_each["russia"].interval[1] < after.to_each["russia"].interval[0]
    assert before.to_each["ukraine"] == after.to_each["ukraine"]


def test_the_nearest_deals_are_told_under_the_opening_that_they_take(root: Path) -> None:
    gives, weakens = proposed(root).opened
    assert (gives.opening.red_lines, gives.fallback) == (("russia-keeps-territory",), {})
    assert gives.remedy.changes == 10
    assert gives.remedy.proposals[0].effects["russia"].crosses_after == ("russia-keeps-territory",)
    assert (weakens.opening.red_lines, weakens.fallback) == (
        ("ukraine-no-surrender",),
        {"ukraine-no-surrender": 0},
    )
    assert weakens.remedy.changes == 0
    assert weakens.improvements == tuple(range(11))
    assert proposed(root, ("later-talks",)).opened == ()


def test_a_draft_with_mistakes_is_answered_with_all_of_them(root: Path, tmp_path: Path) -> None:
    problem = opened(root)
    package = {**status_quo(problem.case).package, "verification": "monitor", "flights": "resumed"}
    package["recognitoin"] = package.pop("recognition")
    package["ambassador"] = "pending"
    draft = tmp_path / "draft.toml"
    lines = [f'{issue} = "{option}"' for issue, option in package.items()]
    draft.write_text("\n".join(["[package]", *lines]), encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        read_draft(problem.case, draft)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [
        ("unknown-name", "package.recognitoin"),
        ("unknown-name", "package.verification"),
        ("missing", "package"),
        ("agreed", "package.ambassador"),
        ("structural", "package.sanctions-us"),
    ]
    assert all(fault.hint and fault.file == str(draft) for fault in caught.value.faults)
    assert "to resume them is to ease it" in caught.value.faults[-1].message
