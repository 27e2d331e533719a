"""Proposals on small cases worked by hand: logrolls, improvements, remedies, and what each says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest

from detente.accept.diagram import DiagramTooLargeError
from detente.accept.proposal.logrolls import logrolls
from detente.accept.proposal.negotiating_text import negotiating_text
from detente.accept.proposal.objections import remedies
from detente.accept.proposal.proposal import Consequence, Proposal
from detente.accept.proposal.propose import propose
from detente.accept.proposal.remedy import Objection, Remedy
from detente.accept.sweep import SweepTooLargeError
from detente.case.draft import Draft, DraftError, draft_of, status_quo
from detente.case.folder import build_case, read_case
from detente.case.model import Case
from detente.errors import InputError

Numbers = Mapping[str, tuple[str, ...]]


def small(
    parties: Mapping[str, Numbers],
    *,
    lines: tuple[tuple[str, str, str], ...] = (),
    reservation: dict[str, str] | None = None,
    rules: tuple[str, ...] = (),
) -> Case:
    """A case on scales as written: for each party the worth of the options o0, o1, ... of each issue.

    Red lines are (party, strength, rule); a party without numbers states no preference.
    """
    issues = {issue: len(worth) for numbers in parties.values() for issue, worth in numbers.items()}
    document: dict[str, object] = {
        "format": 1,
        "case": {"title": "A small case"},
        "issues": {
            issue: {"title": issue, "options": {f"o{number}": "an option" for number in range(count)}}
            for issue, count in issues.items()
        },
        "parties": {
            name: _party(numbers, (reservation or {}).get(name)) for name, numbers in parties.items()
        },
        "red_lines": [
            {"id": f"{party}-{number}", "party": party, "strength": strength, "rule": rule, "why": "a test"}
            for number, (party, strength, rule) in enumerate(lines)
        ],
        "structural": [{"id": f"rule-{n}", "rule": rule, "why": "a test"} for n, rule in enumerate(rules)],
    }
    return build_case(document)


def _party(numbers: Numbers, reservation: str | None) -> dict[str, object]:
    party: dict[str, object] = {"title": "a party"}
    if numbers:
        party |= {
            "scale": "as-written",
            "weights": dict.fromkeys(numbers, 1),
            "values": {
                issue: {f"o{number}": Decimal(value) for number, value in enumerate(worth)}
                for issue, worth in numbers.items()
            },
        }
    return party | ({} if reservation is None else {"reservation": Decimal(reservation)})


def at(case: Case, *options: int) -> Draft:
    """The draft with these options, issue by issue."""
    return draft_of(case, {issue.id: f"o{n}" for issue, n in zip(case.issues, options, strict=True)})


def choices(proposal: Proposal) -> str:
    """A proposal's options, issue by issue: ``"102"``."""
    return "".join(option.removeprefix("o") for option in proposal.package.values())


def gains(proposal: Proposal) -> dict[str, int]:
    return {party: int(effect.gain or 0) for party, effect in proposal.effects.items()}


def changed(proposal: Proposal) -> dict[str, str]:
    return {change.issue: change.after for change in proposal.changes}


# ---------------------------------------------------------------- logrolls

# Land matters to North (7 : 3) and water to South, in reverse; o1 splits each in two.
LAND_AND_WATER: dict[str, Numbers] = {
    "north": {"land": ("7", "3.5", "0"), "water": ("3", "1.5", "0")},
    "south": {"land": ("0", "1.5", "3"), "water": ("0", "3.5", "7")},
}


def test_two_issues_of_opposite_priority_are_exchanged() -> None:
    case = small(LAND_AND_WATER)
    found = logrolls(case, at(case, 1, 1))
    (roll,) = found.logrolls
    assert (found.count, found.complete, found.notes) == (1, True, ())
    assert choices(roll.proposal) == "02"
    assert (roll.parties, roll.gives) == (("north", "south"), {"north": "water", "south": "land"})
    assert gains(roll.proposal) == {"north": 2, "south": 2}
    assert roll.share == Fraction(2, 10)
    north = roll.proposal.effects["north"]
    assert (north.before, north.after, north.share) == (Fraction(5), Fraction(7), Fraction(1, 5))


def test_after_the_exchange_nothing_is_left_to_exchange() -> None:
    case = small(LAND_AND_WATER)
    assert logrolls(case, at(case, 0, 2)).count == 0
    assert negotiating_text(case, at(case, 0, 2)).count == 0


def test_a_compromise_is_improved_by_two_changes_and_by_no_single_one() -> None:
    case = small(LAND_AND_WATER)
    assert negotiating_text(case, at(case, 1, 1), changes=1).proposals == ()
    (proposal,) = negotiating_text(case, at(case, 1, 1), changes=2).proposals
    assert choices(proposal) == "02"


def test_what_both_like_anyway_is_no_exchange() -> None:
    case = small({"north": {"a": ("0", "1"), "b": ("0", "2")}, "south": {"a": ("0", "3"), "b": ("0", "4")}})
    assert logrolls(case, at(case, 0, 0)).count == 0
    (pair,) = logrolls(case, at(case, 0, 0), exchanges=False).logrolls
    assert (choices(pair.proposal), pair.gives) == ("11", {})


def test_two_gifts_are_no_exchange_but_a_compensated_concession_is() -> None:
    gifts = small({"north": {"a": ("0", "1"), "b": ("0", "0")}, "south": {"a": ("0", "0"), "b": ("0", "1")}})
    assert logrolls(gifts, at(gifts, 0, 0)).count == 0
    paid = small({"north": {"a": ("0", "5"), "b": ("0", "0")}, "south": {"a": ("0", "-1"), "b": ("0", "4")}})
    (roll,) = logrolls(paid, at(paid, 0, 0)).logrolls
    assert roll.gives == {"south": "a"}
    assert gains(roll.proposal) == {"north": 5, "south": 3}


def test_a_third_party_must_not_lose_unless_its_reservation_is_the_measure() -> None:
    third: Numbers = {"land": ("0", "4", "4"), "water": ("0", "4", "4")}
    case = small({**LAND_AND_WATER, "east": third}, reservation={"east": "3"})
    assert logrolls(case, at(case, 1, 1)).count == 0
    (roll,) = logrolls(case, at(case, 1, 1), others="reservation").logrolls
    assert gains(roll.proposal) == {"north": 2, "south": 2, "east": -4}
    case = small({**LAND_AND_WATER, "east": third}, reservation={"east": "5"})
    assert logrolls(case, at(case, 1, 1), others="reservation").count == 0


def test_book_for_pen_is_the_one_exchange_of_bill_and_jack(root: Path) -> None:
    """Nash (1950): for the book Bill has 2 and Jack 4, for the pen 10 and 1; no other exchange comes near."""
    case = read_case(root / "cases" / "bill-and-jack")
    (roll,) = logrolls(case, status_quo(case)).logrolls
    assert changed(roll.proposal) == {"book": "jack", "pen": "bill"}
    assert gains(roll.proposal) == {"bill": 8, "jack": 3}
    assert roll.gives == {"bill": "book", "jack": "pen"}


def test_logrolls_need_two_parties_with_preferences() -> None:
    case = small({"north": {"land": ("0", "1")}, "south": {}})
    found = logrolls(case, at(case, 0))
    assert (found.count, found.complete) == (0, True)
    assert found.notes == (
        "No preferences are stated for a party: it is compared by its red lines only.",
        "Logrolls were not searched: fewer than two parties state preferences.",
    )


# ---------------------------------------------------------------- the single negotiating text


def test_the_text_of_bill_and_jack_reaches_nashs_solution_in_seven_changes(root: Path) -> None:
    """Nash (1950): Bill gives book, whip, ball and bat, Jack pen, toy and knife; gains 12 and 5."""
    case = read_case(root / "cases" / "bill-and-jack")
    text = negotiating_text(case, status_quo(case), changes=9)
    products = {gains(p)["bill"] * gains(p)["jack"]: p for p in text.proposals}
    assert max(products) == 60
    assert set(changed(products[60])) == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    few = negotiating_text(case, status_quo(case), changes=6)
    assert max(gains(p)["bill"] * gains(p)["jack"] for p in few.proposals) < 60


def test_equal_improvements_are_counted_and_the_smallest_change_stands_for_them() -> None:
    case = small({"north": {"a": ("0", "2"), "b": ("0", "0"), "c": ("0", "2")}})
    (proposal,) = negotiating_text(case, at(case, 0, 0, 1), changes=3).proposals
    assert (choices(proposal), proposal.ties) == ("101", 2)


def test_the_text_keeps_what_it_is_told_to_keep() -> None:
    case = small(
        {"north": {"a": ("0", "1"), "b": ("0", "2"), "c": ("0", "4")}},
        lines=(("north", "strong", "a = o0"), ("north", "strong", "c = o1")),
    )
    found = {
        lines: [
            choices(p) for p in negotiating_text(case, at(case, 0, 0, 0), changes=3, lines=lines).proposals
        ]
        for lines in ("any", "kept", "all")
    }
    assert found == {"any": ["111"], "kept": ["011"], "all": ["011"]}
    assert negotiating_text(case, at(case, 0, 0, 0), changes=1, lines="all").count == 1
    crossing = at(case, 1, 0, 0)
    assert [choices(p) for p in negotiating_text(case, crossing, changes=1).proposals] == ["101"]
    assert negotiating_text(case, crossing, changes=1, lines="all").count == 0


def test_a_fallback_that_the_draft_keeps_is_kept() -> None:
    case = small({"north": {"a": ("0", "0", "9")}}, lines=(("north", "strong", "a = o0"),))
    assert [choices(p) for p in negotiating_text(case, at(case, 1)).proposals] == ["2"]
    weaker = build_case(
        {
            "format": 1,
            "case": {"title": "With a fallback"},
            "issues": {"a": {"title": "a", "options": {"o0": "none", "o1": "some", "o2": "all"}}},
            "parties": {"north": {"title": "North", "values": {"a": {"o0": 0, "o1": 0, "o2": 1}}}},
            "red_lines": [
                {"id": "n", "party": "north", "rule": "a = o0", "fallback": ["not a = o2"], "why": "a test"}
            ],
        }
    )
    assert negotiating_text(weaker, at(weaker, 1)).count == 0
    (proposal,) = negotiating_text(weaker, at(weaker, 1), lines="any").proposals
    effect = proposal.effects["north"]
    assert (effect.crosses_before, effect.crosses_after, effect.newly_crossed) == (("n",), ("n",), ())
    assert effect.past_fallback == ("n",)


def test_without_preferences_red_lines_are_what_is_compared(root: Path) -> None:
    case = read_case(root / "cases" / "sunday-market")
    text = negotiating_text(case, draft_of(case, {"market": "dropped", "road": "closed"}))
    (proposal,) = text.proposals
    assert changed(proposal) == {"road": "open"}
    bus = proposal.effects["bus-company"]
    assert (bus.crosses_before, bus.crosses_after) == (("bus-company-open-road",), ())
    assert (bus.before, bus.gain, bus.share, bus.met_after) == (None, None, None, None)
    assert len(text.notes) == 4
    assert "compared by its red lines only" in text.notes[0]
    assert negotiating_text(case, draft_of(case, {"market": "held", "road": "open"})).count == 0


def test_where_nothing_can_be_compared_there_is_no_improvement() -> None:
    case = build_case(
        {
            "format": 1,
            "case": {"title": "Nothing is known"},
            "issues": {"a": {"title": "a", "options": {"o0": "no", "o1": "yes"}}},
            "parties": {"north": {"title": "North"}},
        }
    )
    text = negotiating_text(case, at(case, 0))
    assert (text.count, text.complete) == (0, True)
    assert len(text.notes) == 1


def test_a_proposal_names_what_it_needs_and_whom_it_provokes() -> None:
    options = {
        "o0": "no",
        "o1": {"title": "yes", "needs": "a referendum"},
    }
    case = build_case(
        {
            "format": 1,
            "case": {"title": "Needs"},
            "issues": {
                "a": {"title": "a", "options": options, "consent": ["south"]},
                "b": {"title": "b", "options": options},
            },
            "parties": {
                "north": {"title": "North", "values": {"a": {"o0": 0, "o1": 1}}},
                "south": {"title": "South"},
            },
        }
    )
    (proposal,) = negotiating_text(case, at(case, 0, 1)).proposals
    assert proposal.consequences == (
        Consequence(issue="a", option="o1", needs="a referendum", triggers=(), changed=True),
        Consequence(issue="b", option="o1", needs="a referendum", triggers=(), changed=False),
    )
    assert [change.consent for change in proposal.changes] == [("south",)]
    assert proposal.likelihood is None


def test_a_budget_below_one_is_refused() -> None:
    case = small(LAND_AND_WATER)
    with pytest.raises(InputError, match="a budget of 0 changed issues"):
        negotiating_text(case, at(case, 1, 1), changes=0)


def test_a_budget_above_the_number_of_issues_is_all_of_them() -> None:
    case = small(LAND_AND_WATER)
    text = negotiating_text(case, at(case, 1, 1), changes=40)
    assert (text.count, text.searched, text.complete) == (1, 40, True)


def test_a_draft_of_another_case_is_refused() -> None:
    case = small(LAND_AND_WATER)
    foreign = Draft(package={"land": "o9"}, origin="elsewhere")
    for question in (negotiating_text, remedies, logrolls, propose):
        with pytest.raises(DraftError, match="no option 'o9'") as caught:
            question(case, foreign)
        assert len(caught.value.faults) == 2


# ---------------------------------------------------------------- objections and remedies


def answers(remedy: Remedy) -> list[str]:
    return [choices(proposal) for proposal in remedy.proposals]


def test_a_market_on_sunday(root: Path) -> None:
    """Traders want the market, the parish does not; residents want the road closed for it, the buses open."""
    case = read_case(root / "cases" / "sunday-market")
    found = remedies(case, draft_of(case, {"market": "held", "road": "open"}))
    assert [own.objections for own in found.each] == [
        (Objection(party="parish", red_lines=("parish-no-market",), reservation=False),),
        (Objection(party="residents", red_lines=("residents-closed-road",), reservation=False),),
    ]
    parish, residents = found.each
    assert [changed(proposal) for proposal in parish.proposals] == [{"market": "dropped"}]
    assert parish.proposals[0].effects["traders"].newly_crossed == ("traders-market",)
    assert (residents.exists, residents.changes, residents.packages) == (True, 1, 2)
    together = found.together
    assert together is not None
    assert (together.exists, together.changes, together.proposals) == (False, None, ())
    assert [str(blocker) for blocker in together.blockers] == [
        "parish-no-market against traders-market",
        "bus-company-open-road against residents-closed-road against traders-market",
    ]


def test_nobody_objects_to_what_everybody_accepts() -> None:
    case = small(LAND_AND_WATER, reservation={"north": "5", "south": "5"})
    found = remedies(case, at(case, 1, 1))
    assert (found.each, found.together) == ((), None)


def test_a_reservation_is_met_in_as_few_changes_as_it_takes() -> None:
    case = small(LAND_AND_WATER, reservation={"north": "6.5", "south": "6.5"})
    found = remedies(case, at(case, 1, 1))
    north, south = found.each
    assert (north.changes, answers(north)) == (1, ["01"])
    assert north.objections == (Objection(party="north", red_lines=(), reservation=True),)
    assert (south.changes, answers(south)) == (1, ["12"])
    assert found.together is not None
    assert (found.together.changes, answers(found.together)) == (2, ["02"])


def test_a_reservation_out_of_reach_is_its_own_blocker() -> None:
    case = small(LAND_AND_WATER, reservation={"north": "11"})
    (north,) = remedies(case, at(case, 1, 1)).each
    assert (north.exists, north.changes) == (False, None)
    assert [blocker.reservations for blocker in north.blockers] == [("north",)]


def test_one_absolute_line_outweighs_two_stated_ones() -> None:
    lines = (
        ("north", "strong", "not a = o0"),
        ("south", "absolute", "not a = o1"),
        ("south", "stated", "not a = o2"),
        ("east", "stated", "a in {o0, o1}"),
    )
    case = small({"north": {"a": ("0", "0", "0")}, "south": {}, "east": {}}, lines=lines)
    (north,) = remedies(case, at(case, 0)).each
    assert (answers(north), north.count, north.packages) == (["2"], 1, 2)
    assert north.proposals[0].effects["south"].newly_crossed == ("south-2",)


def test_a_reservation_kept_outweighs_a_greater_loss_elsewhere() -> None:
    worth = {"north": ("0", "0", "0"), "south": ("9", "8", "9"), "east": ("9", "9", "2")}
    case = small(
        {party: {"a": numbers} for party, numbers in worth.items()},
        lines=(("north", "strong", "not a = o0"),),
        reservation={"south": "9", "east": "1"},
    )
    (north,) = remedies(case, at(case, 0)).each
    assert answers(north) == ["2", "1"]
    assert north.proposals[1].effects["south"].newly_unmet


def test_the_greatest_loss_counts_first_and_in_its_partys_range() -> None:
    worth = {
        "north": ("0", "0", "0"),
        "south": ("10", "7", "9"),
        "east": ("10", "10", "6"),
        "west": ("0", "1", "10"),
    }
    case = small(
        {party: {"a": numbers} for party, numbers in worth.items()},
        lines=(("north", "strong", "not a = o0"),),
    )
    (north,) = remedies(case, at(case, 0)).each
    # South's range is 3, east's 4: o1 costs south all of it, o2 costs south a third and east all of it.
    assert answers(north) == ["1", "2"]


def test_two_middling_losses_are_less_than_a_great_one_and_none() -> None:
    case = small(
        {
            "north": {"a": ("0", "0", "0"), "b": ("0", "0")},
            "south": {"a": ("10", "0", "4"), "b": ("0", "0")},
            "east": {"a": ("10", "10", "8"), "b": ("0", "-2")},
        },
        lines=(("north", "strong", "not a = o0"),),
    )
    (north,) = remedies(case, at(case, 0, 0)).each
    # In their ranges (10 and 4) o1 costs south 1 and east 0, o2 costs them 3/5 and 1/2.
    assert answers(north) == ["20", "10"]


def test_the_greatest_gain_of_those_who_objected_breaks_what_is_left() -> None:
    worth = {"north": ("0", "1", "2"), "south": ("5", "4", "4")}
    case = small(
        {party: {"a": numbers} for party, numbers in worth.items()},
        lines=(("north", "strong", "not a = o0"),),
    )
    (north,) = remedies(case, at(case, 0)).each
    assert answers(north) == ["2"]


def test_a_party_may_insist_on_what_it_raised_only() -> None:
    lines = (("north", "strong", "not a = o0"), ("north", "stated", "b = o0"))
    case = small({"north": {"a": ("0", "1"), "b": ("0", "0")}}, lines=lines, rules=("a = o1 -> b = o1",))
    (everything,) = remedies(case, at(case, 0, 0)).each
    assert everything.exists is False
    assert [blocker.red_lines for blocker in everything.blockers] == [("north-0", "north-1")]
    (raised,) = remedies(case, at(case, 0, 0), insist="raised").each
    assert answers(raised) == ["11"]
    assert raised.proposals[0].effects["north"].newly_crossed == ("north-1",)


def test_a_cap_on_the_answers_leaves_one_that_is_right() -> None:
    case = small(LAND_AND_WATER, reservation={"north": "6.5", "south": "3"})
    (full,) = remedies(case, at(case, 1, 1)).each
    (part,) = remedies(case, at(case, 1, 1), cap=1).each
    assert full.complete
    assert not part.complete
    assert (part.exists, part.changes, part.packages) == (full.exists, full.changes, full.packages)
    (proposal,) = part.proposals
    assert proposal.effects["north"].met_after
    assert proposal.ties is None


# ---------------------------------------------------------------- caps on work


def too_large(*_: object, **__: object) -> NoReturn:
    raise DiagramTooLargeError(0)


def too_many(*_: object, **__: object) -> NoReturn:
    raise SweepTooLargeError(0)


def test_rules_that_couple_too_much_are_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    case = small(LAND_AND_WATER, reservation={"north": "6.5"})
    for module in ("negotiating_text", "logrolls", "remedy", "tabled"):
        monkeypatch.setattr(f"detente.accept.proposal.{module}.diagram_with", too_large)
    found = propose(case, at(case, 1, 1))
    ranges = "gains are set against ranges in which the structural rules are left aside"
    for notes in (found.text.notes, found.remedies.notes, found.logrolls.notes):
        assert ranges in notes[0]
    assert (found.text.complete, found.text.searched, found.text.count) == (False, 0, 0)
    assert "Improvements were not searched" in found.text.notes[1]
    assert (found.logrolls.complete, found.logrolls.count) == (False, 0)
    assert "between north and south were not searched" in found.logrolls.notes[1]
    (north,) = found.remedies.each
    assert (north.exists, north.changes, north.at_least, north.complete) == (None, None, 0, False)


def test_ranges_without_the_rules_are_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    case = small({"north": {"a": ("0", "1"), "b": ("0", "2")}}, rules=("a = o0 or b = o0",))
    (proposal,) = negotiating_text(case, at(case, 0, 0)).proposals
    assert (choices(proposal), proposal.effects["north"].share) == ("01", Fraction(1))
    monkeypatch.setattr("detente.accept.proposal.tabled.diagram_with", too_large)
    (proposal,) = negotiating_text(case, at(case, 0, 0)).proposals
    assert (choices(proposal), proposal.effects["north"].share) == ("01", Fraction(2, 3))


def test_exchanges_past_a_cap_are_not_searched() -> None:
    case = small(LAND_AND_WATER)
    found = logrolls(case, at(case, 1, 1), cap=1)
    assert (found.complete, found.count) == (False, 0)
    assert found.notes == ("Logrolls between north and south were not searched: a cap was reached.",)


def test_a_remedy_past_a_cap_says_what_it_takes_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (("north", "strong", "not land = o1"),)
    case = small(LAND_AND_WATER, lines=lines, reservation={"north": "6.5"})
    monkeypatch.setattr("detente.accept.proposal.remedy.package_in", too_many)
    (north,) = remedies(case, at(case, 1, 1)).each
    assert (north.exists, north.changes, north.at_least, north.complete) == (None, None, 1, False)
    assert (north.packages, north.proposals, north.blockers) == (None, (), ())


def test_a_party_whose_utility_never_moves_has_no_share() -> None:
    case = small({"north": {"a": ("0", "1")}, "south": {"a": ("4", "4")}})
    (proposal,) = negotiating_text(case, at(case, 0)).proposals
    assert (proposal.effects["south"].gain, proposal.effects["south"].share) == (Fraction(0), None)


# ---------------------------------------------------------------- all of it


def test_the_state_without_a_deal_is_the_draft_where_none_is_given(root: Path) -> None:
    case = read_case(root / "cases" / "bill-and-jack")
    found = propose(case)
    assert found.draft == status_quo(case) == found.text.draft == found.remedies.draft == found.logrolls.draft
    with pytest.raises(DraftError, match="no party's reservation is given as a package"):
        propose(read_case(root / "cases" / "sunday-market"))
