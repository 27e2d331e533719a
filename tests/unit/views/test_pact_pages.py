"""Pages on breaking a deal and on the order of its steps: each sentence that a finding leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from detente.case.enforcement import Breach, Lasting, SenderTerms
from detente.case.preference import Figure
from detente.enforce.compliance.bounds import Interval
from detente.enforce.compliance.depletion import Depletion
from detente.enforce.deal import Deal, Imposed, Ordered, RunsOut, does_it_pay, who_goes_first
from detente.enforce.deal.senders import SnapbackFinding
from detente.enforce.deal.spans import Span
from detente.enforce.inspection import inspection_game
from detente.enforce.sequence.cover import Cover, Split
from detente.views.enforce_text import enforce_page
from detente.views.enforce_words import enforce_finding, enforce_in_short
from detente.views.page import Part, page_lines
from detente.views.sequence_text import sequence_finding, sequence_in_short, sequence_page
from tests.bundled import bundled
from tests.unit.enforce.test_deal import SEEN, assumed

F = Fraction
NAME = "ukraine-2025-03"


def read(parts: list[Part]) -> str:
    return " ".join(" ".join(page_lines(parts, width=400)).split())


@cache
def ordered() -> Ordered:
    return who_goes_first(bundled(NAME), assumed(), rates=SEEN)


@cache
def deal() -> Deal:
    return does_it_pay(bundled(NAME), assumed(), rates=SEEN, draws=10)


def best(found: Ordered, **changes: object) -> Ordered:
    """The same with its best order changed."""
    assert found.best is not None
    return replace(found, best=replace(found.best, **changes))  # type: ignore[arg-type]  # as its fields are


# ---------------------------------------------------------------- who goes first


def test_one_order_or_several_are_as_good() -> None:
    assert "No other order is as good." in sequence_finding(best(ordered(), orders=1))
    assert "1,234 orders are as good." in sequence_finding(best(ordered(), orders=1234))


def test_who_has_to_be_trusted_loses_or_gains() -> None:
    found = ordered()
    assert found.best is not None
    trust = found.best.trust[0]
    loses = sequence_finding(best(found, trust=(replace(trust, kind="loses"),)))[-1]
    gains = sequence_finding(best(found, trust=(replace(trust, kind="gains"),)))[-1]
    assert "loses most if all stops, and relies on" in loses
    assert "gains most by stopping, and the others rely on it" in gains


def test_those_who_are_relied_on_stand_in_the_order_of_the_case() -> None:
    found = ordered()
    assert found.best is not None
    trust = replace(found.best.trust[0], kind="loses", relies_on=("ukraine", "russia"))
    told = sequence_finding(best(found, trust=(trust,)))[-1]
    assert "relies on Russia and Ukraine." in told


def test_a_package_without_steps_says_so_and_no_more() -> None:
    found = replace(
        ordered(), under=None, best=None, worst=None, rows=(), covers=(), together=(), splits=(),
        could_not=("No steps.",),
    )  # fmt: skip
    assert sequence_finding(found) == ["No steps."]
    text = read(sequence_page(found))
    assert "Who does what" not in text
    assert "What would cover it" not in text
    assert "Exposure is what a party would lose" not in text
    assert "The package: by hand." in text


def test_the_finding_in_short_without_an_order_that_is_best() -> None:
    assert "(0 at middle figures)" in sequence_in_short(replace(ordered(), best=None))


@pytest.mark.parametrize(("tolerance", "words"), [(F(0), "borne"), (F(1, 2), "down to 0.5")])
def test_what_is_borne_needs_no_cover_and_the_rest_some(tolerance: Fraction, words: str) -> None:
    found = replace(best(ordered(), worst=tolerance), tolerance=tolerance)
    assert "Nothing has to be covered: nobody is exposed by more than is borne." in read(sequence_page(found))
    needs = (
        Cover(party="russia", kind="gains", amount=F(1)),
        Cover(party="ukraine", kind="loses", amount=F(2)),
    )
    more = replace(best(found, worst=F(3)), together=needs, covers=needs, splits=())
    text = read(sequence_page(more))
    assert "Russia puts up 1 and forfeits it by stopping and Ukraine is paid 2 by whoever else stops" in text
    assert (words if tolerance else "To take the exposure of this order away,") in text
    assert text.count("One collateral alone is enough in some order") == 2
    assert "lowers the worst exposure" not in text


def test_where_no_collateral_alone_is_enough_that_is_said() -> None:
    needs = (Cover(party="russia", kind="gains", amount=F(1)),)
    none = (replace(needs[0], amount=None),)
    found = replace(best(ordered(), worst=F(3)), together=needs, covers=none)
    line = "No collateral of one party alone takes the worst exposure away, in any order."
    assert line in read(sequence_page(found))
    assert line not in read(sequence_page(replace(found, together=())))


def test_the_split_that_does_best_or_that_none_does() -> None:
    found = best(ordered(), worst=F(3))
    assert found.best is not None
    step = found.rows[0].step.id
    good = Split(step=step, parts=4, best=replace(found.best, worst=F(1)))
    vain = Split(step=step, parts=2, best=found.best)
    told = read(sequence_page(replace(found, splits=(good, vain))))
    assert "in 4 parts lowers the worst exposure to 1: no other split of one step does better." in told
    assert "No step delivered in parts lowers the worst exposure." in read(
        sequence_page(replace(found, splits=(vain,)))
    )


def test_rates_and_what_is_not_known_stand_below() -> None:
    text = read(sequence_page(replace(ordered(), could_not=("Not known.",)), rates="From nowhere."))
    assert text.index("From nowhere.") < text.index("Exposure is what") < text.index("Not known.")
    assert "From nowhere." not in read(sequence_page(ordered()))


# ---------------------------------------------------------------- does breaking it pay


def side(**changes: object) -> Deal:
    """The deal with its first side changed."""
    found = deal()
    first = replace(found.sides[0], **changes)  # type: ignore[arg-type]  # as its fields are
    return replace(found, sides=(first, *found.sides[1:]))


def test_a_side_without_ways_to_break_it_has_no_table_of_them() -> None:
    assert "Russia: ways to break it" in read(enforce_page(deal()))
    assert "Russia: ways to break it" not in read(enforce_page(side(breaches=())))


@pytest.mark.parametrize(("excess", "pays"), [(F(1), "pays"), (F(-1), "does not pay")])
def test_staging_a_breach_of_the_other_pays_or_does_not(excess: Fraction, pays: str) -> None:
    verdict = deal().sides[0].verdict
    framing = [
        each for each in verdict.temptations
        if each.deviation.framing is not None and each.deviation.violation is None
    ]  # fmt: skip
    changed = replace(verdict, temptations=(replace(framing[0], excess=excess),))
    text = read(enforce_page(side(verdict=changed)))
    assert f"Staging a breach of the other side (framing) {pays} at middle figures: {excess} over" in text


def test_each_verdict_on_a_sender_has_its_words() -> None:
    snapback = deal().sides[0].snapbacks[0]
    one = Span(F(1), F(1), F(1))
    for imposed, words in (
        (Imposed.ALWAYS, "it pays its sender to impose it, whatever the figures"),
        (Imposed.DEPENDS, "depends on the figures"),
        (Imposed.NEVER, "so it counts for nothing"),
    ):
        text = read(
            enforce_page(side(snapbacks=(replace(snapback, imposed=imposed, sanction=one, loss=one),)))
        )
        assert f"{words}. If it is imposed for certain an alarm costs 1" in text
    for sanction, loss in ((None, one), (one, None)):
        unknown = replace(
            snapback, imposed=Imposed.UNKNOWN, why_not="nobody said", sanction=sanction, loss=loss
        )
        text = read(enforce_page(side(snapbacks=(unknown,))))
        assert "is not known, so it counts for nothing: nobody said." in text


def test_both_sides_together_with_collateral_that_runs_out() -> None:
    text = read(enforce_page(side(jointly=None)))
    assert "There is no least collateral of both" in text
    joined = replace(deal(), sides=tuple(replace(each, jointly=2.0) for each in deal().sides))
    assert "at middle figures: Russia 2 and Ukraine 2." in read(enforce_page(joined))
    for assumed_, words in ((True, "taken to be what would be enough"), (False, "as it stands")):
        left = Depletion(values={}, worst={}, kept={(1, 0): True, (0, 0): False})
        out = RunsOut(stakes=(1, 0), forfeits=(F(1), F(0)), assumed=assumed_, found=left)
        text = read(enforce_page(replace(joined, runs_out=out)))
        assert f"({words}; depletion)" in text
        assert "the deal is kept; once the last of it is gone the deal is broken." in text


def test_collateral_that_is_put_up_anew_does_not_run_out() -> None:
    assert "depletion" not in read(enforce_page(replace(deal(), runs_out=None)))


def test_without_sides_nothing_is_said_of_both() -> None:
    text = read(enforce_page(replace(deal(), sides=(), could_not=("Not known.",))))
    assert "Both sides together" not in text
    assert "Not computed, not added" not in text
    assert "A period is" not in text
    assert text.startswith(f"{deal().case.title}: does breaking it pay? Whether breaking pays is not known.")


def test_visits_and_how_long_conflict_lasts() -> None:
    games = {"Visits to sites": inspection_game(4, 2)}
    text = read(enforce_page(deal(), rates="From nowhere.", games=games))
    assert "Visits to sites 4 2 1 -0.273" in text
    assert "From nowhere." in text
    period = deal().standing.time
    for lasting, words in (
        (Lasting(least=2, most=2), "an alarm brings 2 periods of conflict (T)"),
        (
            Lasting(least=2, most=None),
            "an alarm brings 2 periods of conflict or more, up to conflict for good (T)",
        ),
        (Lasting(least=None, most=None), "an alarm brings conflict for good (T)"),
    ):
        standing = replace(deal().standing, period=replace(period, conflict=lasting))
        assert words in read(enforce_page(replace(deal(), standing=standing)))
    bare = replace(deal().standing, terms=replace(deal().standing.terms, summary=""), period=None)
    assert "A period is" not in read(enforce_page(replace(deal(), standing=bare, could_not=())))
    assert isinstance(deal().sides[0].least, Interval)


# ---------------------------------------------------------------- senders


def first_snapback(change: Callable[[SenderTerms], SenderTerms] | None) -> SnapbackFinding:
    """The first snapback, where the pact of its sender is another; or where it has none."""
    case = bundled(NAME)
    assert case.enforcement is not None
    senders = () if change is None else tuple(change(each) for each in case.enforcement.senders)
    terms = replace(case.enforcement, senders=senders)
    return does_it_pay(replace(case, enforcement=terms), assumed(), rates=SEEN, draws=2).snapbacks[0]


def at(number: str) -> Figure:
    return Figure(low=F(number), high=F(number))


def test_a_sender_that_is_better_off_without_its_pact_never_imposes() -> None:
    found = first_snapback(lambda each: replace(each, outside=at("1000")))
    assert found.imposed is Imposed.NEVER
    assert found.sanction is not None
    assert found.sanction.low == found.sanction.high == 0


def test_a_sender_whose_figures_leave_it_open_depends() -> None:
    found = first_snapback(lambda each: replace(each, outside=Figure(low=F(0), high=F(1000))))
    assert found.imposed is Imposed.DEPENDS
    assert found.sanction is not None
    assert found.sanction.low == 0 < found.sanction.high


def test_a_sender_with_all_to_lose_always_imposes() -> None:
    found = first_snapback(lambda each: replace(each, flow=at("1000"), false_alarm=at("0")))
    assert found.imposed is Imposed.ALWAYS
    assert found.sanction is not None
    assert found.sanction.low > 0


def test_of_a_sender_without_a_pact_nothing_is_known() -> None:
    found = first_snapback(None)
    assert (found.imposed, found.sanction, found.test) == (Imposed.UNKNOWN, None, None)
    assert found.why_not == "nothing is said of the sender's own pact"


# ---------------------------------------------------------------- what a stake does, and what nobody knows


def with_russia(**changes: object) -> Deal:
    """The deal where the first side of the bundled case has other terms; alarms and beta are the file's."""
    case = bundled(NAME)
    assert case.enforcement is not None
    first, second = case.enforcement.sides
    first = replace(first, **changes)  # type: ignore[arg-type]  # as its fields are
    terms = replace(case.enforcement, sides=(first, second))
    return does_it_pay(replace(case, enforcement=terms), assumed(), rates=SEEN, draws=5)


def breaches(**changes: object) -> tuple[Breach, ...]:
    case = bundled(NAME)
    assert case.enforcement is not None
    return tuple(
        replace(each, **changes)  # type: ignore[arg-type]  # as its fields are
        for each in case.enforcement.sides[0].breaches
    )


def test_collateral_in_money_is_named_and_not_said_to_take_nothing() -> None:
    text = read(enforce_page(deal()))
    assert "An alarm: by collateral in billion EUR, not added K" in text
    assert "where 173 to 210 is put up, in billion EUR." in text


def test_where_breaking_does_not_pay_collateral_is_not_needed() -> None:
    harmless = with_russia(breaches=breaches(gain=at("0")), framing=None)
    text = " ".join(enforce_finding(harmless))
    assert "is not needed at middle figures, as breaking the deal does not pay Russia without it" in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (
            {"detection": at("0"), "obligation": "", "violation": ""},
            "alarms do not tell breaking from keeping well enough",
        ),
        ({"gain": at("1000"), "detection": at("1/5")}, "a stake that deters makes the deal worth less than"),
    ],
)
def test_where_no_collateral_works_no_sentence_says_that_some_is_enough(
    changes: dict[str, object], why: str
) -> None:
    found = with_russia(breaches=breaches(**changes), false_alarm=at("1/10"))
    assert found.sides[0].no_collateral_works
    first, *others = enforce_finding(found)
    assert first.startswith("No collateral makes breaking the deal not pay for Russia")
    assert why in first
    text = " ".join(others)
    assert "is not enough at middle figures, whatever one billion EUR is worth" in text
    assert "is enough if one billion EUR" not in text


def test_a_way_to_break_it_that_was_not_tested_leaves_the_verdict_open() -> None:
    found = deal()
    first = found.sides[0]
    one = replace(found, sides=(replace(first, breaches=first.breaches[:1]), *found.sides[1:]))
    text = " ".join(enforce_finding(one))
    assert "Not tested, as beta is not known: “Moves positions forward”." in text
    assert "so that no violation that was tested pays" in text
    assert "whether it is enough is not known" in text
    assert "it is not known to pay for Russia or not" in enforce_in_short(one)
    verdict = replace(first.verdict, temptations=())
    none = replace(found, sides=(replace(first, breaches=(), verdict=verdict), *found.sides[1:]))
    text = " ".join(enforce_finding(none))
    assert "Whether breaking the deal pays for Russia is not known. Not tested" in text
    assert "of Russia so that no violation pays (K_min) is not known." in text
    assert "Not tested" not in " ".join(enforce_finding(found))


def test_money_that_is_joined_is_counted_and_the_rest_named() -> None:
    joined = with_russia(exchange=at("1/10"))
    text = read(enforce_page(joined))
    assert "and 173 to 210 is said, in billion EUR." in text
    assert "not added K" not in text
    stake = deal().sides[0].stakes[0]
    (first, *others) = joined.sides
    both = replace(joined, sides=(replace(first, stakes=(*first.stakes, stake)), *others))
    assert "; more in billion EUR, not added K" in read(enforce_page(both))
