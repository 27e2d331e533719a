"""Who goes first, as a page of plain text: the finding, the implementation matrix, what would cover it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.enforce_words import amount, ends, rate_words
from detente.views.numbers import count_text, counted
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed, quoted
from detente.views.words import party_title

if TYPE_CHECKING:
    from detente.enforce.deal.order import Ordered
    from detente.enforce.sequence.cover import Cover
    from detente.enforce.sequence.matrix import Row
    from detente.enforce.sequence.order import Trust


def sequence_page(found: Ordered, *, rates: str = "") -> list[Part]:
    """The page.

    Args:
        found: The order.
        rates: Where chances of being seen come from, as a sentence.
    """
    return [
        Heading(f"{found.case.title}: who goes first?"),
        *(Text(each) for each in sequence_finding(found)),
        *matrix_parts(found),
        *_covered(found),
        *_basis(found, rates),
    ]


def sequence_finding(found: Ordered) -> list[str]:
    """The finding: the first step, the worst exposure, who has to trust whom, how many orders are as good."""
    best, under = found.best, found.under
    if best is None or under is None or found.worst is None:
        return list(found.could_not)
    first = found.rows[0]
    title = _titles(found)
    opens = f"{party_title(found.case, first.step.actor)} goes first, with {quoted(title[first.step.id])}"
    least = (
        f"{opens}: in the order below nobody is ever exposed by more than {amount(best.worst)}, at middle "
        f"figures (the least worst exposure, of {counted(len(found.rows), 'step')})."
    )
    whatever = (
        f"Whatever the figures in their intervals, the least worst exposure lies within {ends(found.worst)}: "
        "an outer range, which holds and may be wider than it need be."
    )
    alike = (
        f"{count_text(best.orders)} orders are as good." if best.orders > 1 else "No other order is as good."
    )
    return [least, whatever, alike, *(_trust(found, item) for item in best.trust)]


def sequence_in_short(found: Ordered) -> str:
    """The finding in one sentence."""
    first = found.rows[0].step
    worst = 0 if found.best is None else found.best.worst
    return (
        f"{party_title(found.case, first.actor)}, with {quoted(_titles(found)[first.id])}, in the order "
        f"whose worst exposure is least ({amount(worst)} at middle figures)."
    )


def _titles(found: Ordered) -> dict[str, str]:
    return {step.id: step.title for step in found.standing.terms.steps}


def _trust(found: Ordered, item: Trust) -> str:
    """The step that needs trust."""
    party = party_title(found.case, item.party)
    step = quoted(_titles(found)[item.step.id])
    if item.kind == "loses":
        relied = [each.title for each in found.case.parties if each.id in item.relies_on]
        others = listed(relied)
        told = f"{party} loses most if all stops, and relies on {others}"
    else:
        told = f"{party} gains most by stopping, and the others rely on it"
    return f"Trust is needed at {step}: once it is done {told}."


def matrix_parts(found: Ordered) -> Iterator[Part]:
    """The implementation matrix."""
    if not found.rows or found.under is None:
        return
    titles, under = _titles(found), found.under
    yield Heading("Who does what, by which day")
    yield Grid(
        ("", "who", "what", "days", "seen by", "seen if pretended (P)", "exposure then", "if broken"),
        tuple(
            (
                str(row.number),
                party_title(found.case, row.step.actor),
                titles[row.step.id],
                f"{row.begins} to {row.done}, seen by {row.verified}",
                _eye(row, titles),
                rate_words(under.rates[row.step.id]),
                amount(row.moment.exposure) if row.moment.counts else "the end",
                row.step.if_broken,
            )
            for row in found.rows
        ),
        right=(0, 6),
    )


def _eye(row: Row, titles: dict[str, str]) -> str:
    """By what a step is seen, and which step that needs."""
    eye = row.step.seen_with
    if not eye:
        return row.step.seen_by
    words = f"once {quoted(titles[eye])} is done"
    return f"{row.step.seen_by}, {words}" if row.step.seen_by else words


def _covered(found: Ordered) -> Iterator[Part]:
    best = found.best
    if best is None:
        return
    yield Heading("What would cover it")
    if best.worst <= found.tolerance:
        yield Text("Nothing has to be covered: nobody is exposed by more than is borne.")
        return
    borne = f"down to {amount(found.tolerance)}" if found.tolerance else "away"
    if found.together:
        needs = listed([_cover(found, item) for item in found.together])
        yield Text(f"To take the exposure of this order {borne}, all of it together: {needs}.")
    alone = [item for item in found.covers if item.amount]
    for item in alone:
        yield Text(f"One collateral alone is enough in some order: {_cover(found, item)}.", mark="-")
    if found.together and not alone and all(item.amount is None for item in found.covers):
        yield Text(
            f"No collateral of one party alone takes the worst exposure {borne}, in any order.", mark="-"
        )
    better = [item for item in found.splits if item.best.worst < best.worst]
    if better:
        cut = better[0]
        yield Text(
            f"{quoted(_titles(found)[cut.step])} in {cut.parts} parts lowers the worst exposure to "
            f"{amount(cut.best.worst)}: no other split of one step does better.",
            mark="-",
        )
    elif found.splits:
        yield Text("No step delivered in parts lowers the worst exposure.", mark="-")


def _cover(found: Ordered, item: Cover) -> str:
    """The amount in the party's own unit."""
    title, much = party_title(found.case, item.party), amount(item.amount)
    if item.kind == "loses":
        return f"{title} is paid {much} by whoever else stops"
    return f"{title} puts up {much} and forfeits it by stopping"


def _basis(found: Ordered, rates: str) -> Iterator[Part]:
    yield Heading("What it rests on")
    yield Text(f"The package: {found.assumed.why}.")
    if rates:
        yield Text(rates)
    if found.best is not None:
        yield Text(
            "Exposure is what a party would lose if all stopped then, or gain by stopping, in the scale of "
            "the party; exposures of parties are compared, nowhere added. A step begins once all earlier "
            "steps of others are seen. A chance of being seen (P) counts from the step on without which "
            "nobody would see it ('seen_with' in enforcement.toml); where none is named, what sees it is "
            "taken to stand."
        )
        yield from (Text(each, mark="-") for each in found.could_not)
