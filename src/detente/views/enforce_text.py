"""Whether breaking a deal pays, as a page of plain text: the finding, then a part for each side alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.enforce.deal.senders import Imposed
from detente.views.enforce_review import review_parts
from detente.views.enforce_words import (
    amount,
    chance,
    ends,
    enforce_finding,
    forfeit_words,
    rate_words,
    stake_unit,
    stake_words,
    tempting,
    unit_words,
    with_ends,
)
from detente.views.numbers import count_text, counted, interval
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed, quoted, sentence
from detente.views.robust_words import percent
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.case.enforcement import Lasting
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.senders import SnapbackFinding
    from detente.enforce.deal.sides import SideFinding
    from detente.enforce.inspection import InspectionGame

_IMPOSED = {
    Imposed.ALWAYS: "it pays its sender to impose it, whatever the figures",
    Imposed.DEPENDS: "whether it pays its sender to impose it depends on the figures",
    Imposed.NEVER: "it does not pay its sender to impose it, whatever the figures, so it counts for nothing",
    Imposed.UNKNOWN: "whether its sender would impose it is not known, so it counts for nothing",
}


def enforce_page(
    deal: Deal, *, rates: str = "", games: dict[str, InspectionGame] | None = None
) -> list[Part]:
    """The page.

    Args:
        deal: The finding.
        rates: Where beta and alpha come from, as a sentence.
        games: Inspections by title, solved at middle figures.
    """
    return [
        Heading(f"{deal.case.title}: does breaking it pay?"),
        *(Text(each) for each in enforce_finding(deal)),
        *(part for side in deal.sides for part in _side(deal, side)),
        *review_parts(deal),
        *_together(deal),
        *_inspections(games or {}),
        *_open(deal),
        *_basis(deal, rates),
    ]


def _side(deal: Deal, side: SideFinding) -> Iterator[Part]:
    title, verdict = party_title(deal.case, side.party), side.verdict
    yield Heading(title)
    rows = (
        (
            "The deal, a period, over no deal",
            with_ends(verdict.participation, side.participation),
            "V(1-d) - o",
        ),
        ("The deal, all periods together", with_ends(verdict.value, side.value.outer), "V"),
        ("An alarm: by sanctions", with_ends(side.sanction.middle, side.sanction.interval), "S"),
        ("An alarm: by collateral", forfeit_words(deal, side), "K"),
        ("Accused wrongly, a period", rate_words(side.standing.false_alarm), "alpha"),
    )
    yield Grid((f"in {unit_words(deal, side)}", "middle (range)", "term"), rows)
    if side.breaches:
        yield Heading(f"{title}: ways to break it")
        heads = (
            "way",
            "brings (g)",
            "put down to it (beta)",
            "may bring (g_max)",
            "over keeping it",
            "draws kept",
        )
        yield Grid(
            heads,
            tuple(
                (
                    f"{found.breach.title}{' (asks for the most)' if found.binding else ''}",
                    f"{amount(found.breach.gain.middle)} ({interval(found.breach.gain)})",
                    rate_words(found.detection),
                    with_ends(found.temptation.most_gain, found.most_gain.outer),
                    with_ends(found.temptation.excess, found.excess),
                    percent(found.kept),
                )
                for found in side.breaches
            ),
            right=(5,),
        )
    for item in verdict.temptations:
        if item.deviation.framing is not None and item.deviation.violation is None:
            pays = "pays" if item.excess > 0 else "does not pay"
            yield Text(
                f"{sentence(tempting(item, side))[:-1]} (framing) {pays} at middle figures: "
                f"{amount(item.excess)} over keeping the deal."
            )
    for stake in side.stakes:
        yield Text(stake_words(deal, side, stake), mark="-")
        yield Text(
            f"An alarm takes {ends(stake.taken.interval)} of each unit put up: "
            f"{ends(stake.effective.interval)} where {interval(stake.terms.amount)} is put up, in "
            f"{stake_unit(deal, side, stake)}.",
            indent=2,
        )
    for snapback in side.snapbacks:
        yield Text(_snapback(deal, snapback), mark="-")


def _snapback(deal: Deal, item: SnapbackFinding) -> str:
    sender = party_title(deal.case, item.terms.sender)
    told = f"{quoted(item.terms.title)} (snapback, by {sender}): {_IMPOSED[item.imposed]}"
    if item.sanction is None or item.loss is None:
        return f"{told}: {item.why_not}."
    return (
        f"{told}. If it is imposed for certain an alarm costs "
        f"{with_ends(item.loss.middle, item.loss.interval)}; "
        f"what counts is {with_ends(item.sanction.middle, item.sanction.interval)}."
    )


def _together(deal: Deal) -> Iterator[Part]:
    if not deal.sides:
        return
    yield Heading("Both sides together")
    if all(side.jointly is not None for side in deal.sides):
        told = [f"{party_title(deal.case, side.party)} {amount(side.jointly)}" for side in deal.sides]
        yield Text(
            f"Least collateral of both, each the least given the other's, at middle figures: {listed(told)}."
        )
    else:
        yield Text("There is no least collateral of both: some violation is not told from keeping the deal.")
    out = deal.runs_out
    if out is None:
        return
    taken = "taken to be what would be enough" if out.assumed else "as it stands"
    yield Text(
        f"Collateral that is not put up anew for ever ({taken}; depletion), at middle figures: while it is "
        f"there the deal {_kept(out.kept)}; once the last of it is gone the deal {_kept(out.kept_after)}."
    )


def _kept(kept: object) -> str:
    return "is kept" if kept else "is broken"


def _inspections(games: dict[str, InspectionGame]) -> Iterator[Part]:
    if not games:
        return
    yield Heading("Visits that are fewer than days")
    rows = [
        (title, str(game.days), str(game.inspections), chance(game.chance), f"{float(game.value):.3f}")
        for title, game in games.items()
    ]
    yield Grid(
        ("visits", "days", "of them", "a visit catches", "worth to the inspector (v)"),
        tuple(rows),
        right=(1, 2, 3, 4),
    )
    yield Text(
        "0 is as good as no violation, -1 as bad as one that nobody sees. --calendars FILE draws the "
        "days to visit, to be "
        "handed out sealed: this worth is guaranteed against a party that knows how they are drawn."
    )


def _open(deal: Deal) -> Iterator[Part]:
    if deal.could_not and deal.sides:
        yield Heading("Not computed, not added")
        yield from (Text(each, mark="-") for each in deal.could_not)


def _basis(deal: Deal, rates: str) -> Iterator[Part]:
    yield Heading("What it rests on")
    yield Text(f"The package: {deal.assumed.why}.")
    if rates:
        yield Text(rates)
    if deal.standing.terms.summary:
        yield Text(deal.standing.terms.summary)
    period = deal.standing.period
    if period is not None and deal.sides:
        yield Text(
            f"A period is {counted(period.days, 'day')}, the next counts {interval(period.discount)} "
            f"of this one (d), an alarm brings {_lasting(period.conflict)} (T). "
            f"Ranges hold for all figures in their intervals; {count_text(deal.draws)} draws from "
            f"seed {deal.seed} are "
            "shares of that box, no probabilities of events."
        )


def _lasting(conflict: Lasting) -> str:
    """How long conflict lasts after an alarm."""
    if conflict.least is None:
        return "conflict for good"
    if conflict.most is None:
        return f"{counted(conflict.least, 'period')} of conflict or more, up to conflict for good"
    if conflict.least == conflict.most:
        return f"{counted(conflict.least, 'period')} of conflict"
    return f"{conflict.least} to {counted(conflict.most, 'period')} of conflict"
