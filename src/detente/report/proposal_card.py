"""One proposal as a card: what changes, what it keeps and crosses, who gains and loses, who accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.report.icons import icon, party_name
from detente.report.markup import Content, Html, el, spoken
from detente.report.statements import cited
from detente.views.likelihood import share_text
from detente.views.numbers import decimal, signed
from detente.views.parties import party_marks
from detente.views.proposal_words import changed_issues, needs_told, standing_told, ties_told
from detente.views.prose import quoted, sentence

if TYPE_CHECKING:
    from detente.accept.proposal.proposal import Effect, Proposal
    from detente.accept.proposal.propose import Proposals
    from detente.accept.robustness.share import Share
    from detente.case.model import Case
    from detente.views.parties import Mark

HALF = 100.0
"""Half the width of a drawing of gains, in its own units; the middle is the draft."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The share of a range that half a drawing stands for: the same on all cards of a page."""

    most: float

    @classmethod
    def of(cls, found: Proposals) -> Scale:
        """The scale on which the greatest gain or loss of all proposals fills its half."""
        known = [*found.text.proposals, *(roll.proposal for roll in found.logrolls.logrolls)]
        for remedy in (*found.remedies.each, *(way.remedy for way in found.opened)):
            known += remedy.proposals
        if found.remedies.together is not None:
            known += found.remedies.together.proposals
        shares = [abs(float(e.share)) for proposal in known for e in proposal.effects.values() if e.share]
        return cls(max(shares, default=1.0))


def proposal_card(
    case: Case, proposal: Proposal, scale: Scale, *, number: int | None = None, more: Sequence[Html] = ()
) -> Html:
    """A proposal with all that is known of it.

    Args:
        case: The case.
        proposal: The proposal.
        scale: What the bars are drawn on.
        number: Its number in a list.
        more: What else is to be said of it.
    """
    head = el("span", f"{number}", class_="ordinal") if number is not None else None
    return el(
        "article",
        el("div", head, el("dl", _changes(case, proposal), class_="changes"), class_="what"),
        el("ul", _standing(case, proposal), class_="standing-of") if standing_told(case, proposal) else None,
        _effects(case, proposal, scale),
        [el("p", text) for text in needs_told(case, proposal)],
        _threats(case, proposal),
        el("p", ties_told(proposal)) if ties_told(proposal) else None,
        more,
        class_="way proposal",
    )


def accepts_table(case: Case, proposal: Proposal) -> Html | None:
    """How likely each party accepts a package, and all of them; nothing where no draws were made."""
    if proposal.likelihood is None:
        return None
    rows = [
        _row(party_name(mark), _share(proposal.likelihood.to_each[party], f"c{mark.colour}"))
        for party, mark in party_marks(case).items()
    ]
    rows.append(_row("All of them", _share(proposal.likelihood.to_all, "all")))
    return el(
        "table",
        el("caption", "How likely each party accepts the draft as it stands"),
        el("tbody", rows),
        class_="accepts",
    )


def _changes(case: Case, proposal: Proposal) -> Iterator[Html]:
    for issues, before, after in changed_issues(case, proposal):
        new = el("span", spoken("becomes "), el("b", quoted(after)))
        yield el("div", el("dt", issues), el("dd", el("span", quoted(before), class_="was"), " → ", new))


def _standing(case: Case, proposal: Proposal) -> list[Html]:
    """What it keeps and crosses otherwise than the draft, with the statements behind each line."""
    items = []
    for text in standing_told(case, proposal):
        better = text.startswith(("Keeps", "No longer"))
        drawing = icon("keeps" if better else "refuses", class_="st-accept" if better else "st-reject")
        items.append(el("li", drawing, el("span", text)))
    return items


def _effects(case: Case, proposal: Proposal, scale: Scale) -> Html:
    """A row for each party, all in the same words: a bar from the middle, the gain, the chance to accept."""
    likelihood = proposal.likelihood
    heads: list[Content] = [el("th", spoken("Party"), scope="col"), el("th", "Against the draft", colspan=2)]
    if likelihood is not None:
        heads.append(el("th", "Accepts", scope="col"))
    rows = [
        _effect(
            mark, proposal.effects[party], scale, None if likelihood is None else likelihood.to_each[party]
        )
        for party, mark in party_marks(case).items()
    ]
    if likelihood is not None:
        cells = [el("th", "All of them", scope="row"), el("td", colspan=2), _accepts(likelihood.to_all)]
        rows.append(el("tr", cells, class_="whole"))
    return el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="costs effects")


def _effect(mark: Mark, effect: Effect, scale: Scale, share: Share | None) -> Html:
    gain = "not stated" if effect.gain is None else signed(effect.gain)
    part = el("span", f" {decimal(100 * abs(effect.share), 1)} %", class_="note") if effect.share else None
    return el(
        "tr",
        el("th", party_name(mark), scope="row"),
        el("td", _bar(effect, scale, mark), class_="drawn"),
        el("td", gain, part, class_="figure"),
        _accepts(share) if share is not None else None,
    )


def _accepts(share: Share) -> Html:
    return el("td", el("span", "accepts ", class_="label"), share_text(share), class_="figure taken")


def _bar(effect: Effect, scale: Scale, mark: Mark) -> Html:
    """A bar to the right for a gain, to the left for a loss."""
    width = HALF * float(effect.share or 0) / scale.most
    bar = el(
        "rect",
        x=f"{min(width, 0.0):.1f}",
        y=2,
        width=f"{abs(width):.1f}",
        height=8,
        class_=f"c{mark.colour}",
    )
    middle = el("rect", x="-0.5", y=0, width=1, height=12, class_="middle")
    return el(
        "svg",
        bar,
        middle,
        class_="diverging",
        viewBox=f"{-HALF:.0f} 0 {2 * HALF:.0f} 12",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _share(share: Share, colour: str) -> Html:
    """A share of draws as a bar from 0 to 1, and in words."""
    bar = el("rect", x=0, y=2, width=f"{100 * share.value:.1f}", height=8, class_=colour)
    ground = el("rect", x=0, y=5, width=100, height=2, class_="middle")
    drawn = el(
        "svg",
        ground,
        bar,
        class_="diverging",
        viewBox="0 0 100 12",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    return Html(f"{el('td', drawn, class_='drawn')}{el('td', share_text(share), class_='figure')}")


def _row(head: Content, cells: Html) -> Html:
    return el("tr", el("th", head, scope="row"), cells)


def _threats(case: Case, proposal: Proposal) -> list[Html]:
    """Which threats its options are tied to: links to their words."""
    parts = []
    for known in proposal.consequences:
        if known.triggers:
            issue = case.issue(known.issue)
            option = next(option.title for option in issue.options if option.id == known.option)
            words = sentence(f"{quoted(option)} is tied to threats").removesuffix(".")
            parts.append(
                el("p", icon("threat", class_="st-threat"), f" {words}: ", cited(case, known.triggers))
            )
    return parts
