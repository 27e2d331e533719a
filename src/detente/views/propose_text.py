"""Proposals as a page for people: what the draft lacks first, then what could stand in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.views.case_head import case_head
from detente.views.likelihood import draws_told, share_text
from detente.views.numbers import count_words
from detente.views.page import Grid, Heading, Part, Text
from detente.views.proposal_list import exchanges_by_package, threats_told
from detente.views.proposal_words import (
    changes_told,
    draft_told,
    exchange_told,
    fallbacks_told,
    gain_told,
    lacking,
    needs_told,
    objection_told,
    opened_told,
    remedy_told,
    standing_told,
    ties_told,
)

if TYPE_CHECKING:
    from detente.accept.proposal.proposal import Proposal
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.remedy import Remedy
    from detente.case.model import Case

SHOWN, SHOWN_OF_ONE = 5, 2
"""How many proposals of each kind are written out, and for each party; ``--json`` has all that are listed."""

COMPARED = (
    "Tables: gain over the draft, with its share of the range between the least and the most that the party "
    "can get within the structural rules; below it how likely the party accepts."
)


def propose_page(found: Proposals) -> tuple[Part, ...]:
    """The page of what can be proposed."""
    return (
        *case_head(found.problem.case),
        *_draft(found),
        *_improvements(found),
        *_remedies(found),
        *_opened(found),
        *_logrolls(found),
        *_threats(found),
        *_rest(found),
    )


def _draft(found: Proposals) -> Iterator[Part]:
    yield Heading("The draft")
    for text in (draft_told(found), *lacking(found)):
        yield Text(text)
    for remedy in found.remedies.each:
        for objection in remedy.objections:
            yield Text(objection_told(found.problem.case, objection), mark="-")
    yield from _table(found.problem.case, [found.drafted], marks=["draft"])


def _improvements(found: Proposals) -> Iterator[Part]:
    text, case = found.text, found.problem.case
    if not text.count:
        return
    most = count_words(text.searched, "changed issue", "changed issues")
    yield Heading(f"What leaves nobody worse off than the draft (single negotiating text): at most {most}")
    shown = text.proposals[:SHOWN]
    for place, proposal in enumerate(shown, start=1):
        yield from _proposal(case, proposal, indent=3, mark=f"{place}.")
    yield from _more(text.count, len(shown))
    yield from _table(case, shown)


def _remedies(found: Proposals) -> Iterator[Part]:
    together = found.remedies.together
    if together is None:
        return
    yield Heading("What answers the objections: the smallest changes")
    for remedy in (*found.remedies.each, together):
        yield from _remedy(found.problem.case, remedy)


def _remedy(case: Case, remedy: Remedy) -> Iterator[Part]:
    yield Text(remedy_told(case, remedy), mark="-")
    shown = remedy.proposals[:SHOWN_OF_ONE]
    for place, proposal in enumerate(shown, start=1):
        yield from _proposal(case, proposal, indent=5, mark=f"{place}.")
    yield from _more(remedy.count, len(shown))
    yield from _table(case, shown)


def _opened(found: Proposals) -> Iterator[Part]:
    if not found.opened:
        return
    case, listed_above = found.problem.case, len(found.text.proposals)
    yield Heading("The nearest deal, if something gives way (openings)")
    for place, way in enumerate(found.opened, start=1):
        yield Text(opened_told(case, way, listed_above), mark=f"{place}.")
        for text in fallbacks_told(case, way):
            yield Text(text, indent=3)
        if way.remedy.changes:
            shown = way.remedy.proposals[:1]
            for proposal in shown:
                yield from _proposal(case, proposal, indent=6)
            yield from _table(case, shown, marks=[f"{place}."])


def _logrolls(found: Proposals) -> Iterator[Part]:
    rolls, case = found.logrolls, found.problem.case
    if not rolls.count:
        return
    yield Heading("Exchanges of two issues that two parties gain by, at nobody's cost (logrolls)")
    groups = exchanges_by_package(rolls)[:SHOWN]
    for place, group in enumerate(groups, start=1):
        yield from _proposal(case, group[0].proposal, indent=3, mark=f"{place}.")
        for known in group:
            yield Text(exchange_told(case, known), indent=6)
    yield from _more(rolls.count, sum(len(group) for group in groups))
    yield from _table(case, [group[0].proposal for group in groups])


# ---------------------------------------------------------------- one proposal, and several side by side


def _proposal(case: Case, proposal: Proposal, *, indent: int, mark: str = "") -> Iterator[Part]:
    first, *others = changes_told(case, proposal) or ("The draft as it stands.",)
    yield Text(first, mark=mark, indent=indent - len(mark) - 1 if mark else indent)
    for text in others:
        yield Text(text, indent=indent)
    ties = ties_told(proposal)
    about = (*standing_told(case, proposal), *needs_told(case, proposal), *([ties] if ties else []))
    for text in about:
        yield Text(text, indent=indent + 3)


def _table(case: Case, proposals: Sequence[Proposal], *, marks: Sequence[str] = ()) -> Iterator[Part]:
    """Who gains what, and how likely it is accepted; a line each for every proposal."""
    rows: list[tuple[str, ...]] = []
    for place, proposal in enumerate(proposals):
        mark = marks[place] if marks else f"{place + 1}."
        effects = proposal.effects.values()
        if proposal.changes and any(effect.gain is not None for effect in effects):
            rows.append((mark, "gains", *(gain_told(effect) for effect in effects), ""))
            mark = ""
        if proposal.likelihood is not None:
            shares = [share_text(share) for share in proposal.likelihood.to_each.values()]
            rows.append((mark, "accepts", *shares, share_text(proposal.likelihood.to_all)))
    if rows:
        titles = [party.title for party in case.parties]
        yield Grid(("", "", *titles, "all"), tuple(rows))


# ---------------------------------------------------------------- the rest


def _threats(found: Proposals) -> Iterator[Part]:
    """Threats that options of the proposals on the page are tied to: quoted, never scored."""
    told = threats_told(found.problem.case, _on_the_page(found))
    if told:
        yield Heading("Threats tied to options of these packages: quoted, not scored")
        for text in told:
            yield Text(text, mark="-")


def _on_the_page(found: Proposals) -> Iterator[Proposal]:
    yield from found.text.proposals[:SHOWN]
    together = found.remedies.together
    for remedy in (*found.remedies.each, *(() if together is None else (together,))):
        yield from remedy.proposals[:SHOWN_OF_ONE]
    for way in found.opened:
        yield from way.remedy.proposals[:1]
    yield from (group[0].proposal for group in exchanges_by_package(found.logrolls)[:SHOWN])


def _rest(found: Proposals) -> Iterator[Part]:
    yield Heading("What the tables tell")
    yield Text(COMPARED)
    yield Text(draws_told(found.draws, found.seed))
    if found.could_not:
        yield Heading("What could not be computed")
        for said in found.could_not:
            yield Text(said, mark="-")
    if found.problem.case.notes:
        yield Heading("Notes of the reader of the files")
        for said in found.problem.case.notes:
            yield Text(said, mark="-")


def _more(count: int, shown: int) -> Iterator[Part]:
    if count > shown:
        yield Text(f"{count - shown} more: see --json.")
