"""A draft and what could stand in its place, in sentences: the same on the command line and on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from detente.case.model import Like
from detente.views.demands import collision, concession
from detente.views.numbers import count_text, count_words, counted, decimal, signed
from detente.views.prose import capital, listed, quoted, sentence
from detente.views.rule_words import named, said_of_all, subjects_of
from detente.views.words import fallback_name, line_name, line_of, option_title, party_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.accept.proposal.logrolls import Logroll
    from detente.accept.proposal.opened import Opened
    from detente.accept.proposal.proposal import Effect, Proposal
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.remedy import Objection, Remedy
    from detente.case.model import Case

WORSE_OFF = "worse off than without a deal"


# ---------------------------------------------------------------- the draft, and what it lacks


def draft_told(found: Proposals) -> str:
    """How the draft was obtained; of a file the name alone, as pages are passed on."""
    if found.draft.kind == "file":
        return f"The draft is the package in {PurePath(found.draft.origin).name}."
    if found.draft.kind == "given":
        return "The draft is a package that was given."
    parties = [party for party in found.problem.case.parties if isinstance(party.reservation, Like)]
    noun = "reservation" if len(parties) == 1 else "reservations"
    titles = listed([party.title for party in parties])
    return f"The draft is the state without a deal, as the {noun} of {titles} describe{_s(parties)} it."


def lacking(found: Proposals) -> tuple[str, ...]:
    """What the draft lacks and what can be done about it, in at most four sentences."""
    said = (_objects(found), _worse_off(found), _improves(found), _answered(found))
    return tuple(text for text in said if text)


def objection_told(case: Case, objection: Objection) -> str:
    """What a party has against the draft."""
    crossed = [quoted_line(case, name) for name in objection.red_lines]
    parts = [f"crosses {listed(crossed)}"] if crossed else []
    parts += ["is worth less to it than no deal"] if objection.reservation else []
    return f"{party_title(case, objection.party)}: the draft {listed(parts)}."


def quoted_line(case: Case, name: str) -> str:
    """A red line by name, with its party, how firmly it was stated, and the statements it rests on."""
    line = line_of(case, name)
    about = ", ".join([party_title(case, line.party), line.strength.value, *line.statements])
    return f"{quoted(line_name(case, line))} ({about})"


def _objects(found: Proposals) -> str:
    case, raised = found.problem.case, found.remedies.each
    if not raised:
        known = any(effect.met_before is not None for effect in found.drafted.effects.values())
        stated = any(party.reservation is not None for party in case.parties)
        unknown = "" if stated else ", and no reservation is stated"  # stated and not in force: left out
        worse = f" and leaves nobody {WORSE_OFF}" if known else unknown
        return f"No party objects to the draft: it crosses no red line{worse}."
    titles = [party_title(case, own.parties[0]) for own in raised]
    verb = "objects" if len(titles) == 1 else "object"
    of_all = count_words(len(case.parties), "party", "parties")
    who = capital(count_words(len(titles), f"of {of_all}", f"of {of_all}"))
    return f"{who} {verb} to the draft: {listed(titles)}."


def _worse_off(found: Proposals) -> str:
    effects, case = found.drafted.effects, found.problem.case
    if not found.remedies.each or all(effect.met_before is None for effect in effects.values()):
        return ""
    worse = [party_title(case, party) for party, effect in effects.items() if effect.met_before is False]
    unknown = [party_title(case, party) for party, effect in effects.items() if effect.met_before is None]
    but = f"; of {listed(unknown)} that is not known" if unknown else ""
    if not worse:
        return f"It leaves nobody {WORSE_OFF}{but}."
    return f"It leaves {listed(worse)} {WORSE_OFF}{but}."


def _improves(found: Proposals) -> str:
    text = found.text
    within = f"in at most {count_words(text.searched, 'changed issue', 'changed issues')}"
    if not text.searched:
        return ""
    if not text.count:
        return f"No package {within} leaves nobody worse off than the draft and somebody better off."
    packages = count_words(text.count, "improvement", "improvements")
    leave = "leaves" if text.count == 1 else "leave"
    return sentence(f"{packages} {within} {leave} nobody worse off than the draft and somebody better off")


def _answered(found: Proposals) -> str:
    together = found.remedies.together
    if together is None or together.exists is None:
        return ""
    if not together.exists:
        return f"No package answers every objection: {_why(found.problem.case, together)}."
    changes = count_words(together.changes or 0, "issue", "issues")
    return f"The smallest change that answers every objection is one of {changes}."


def _why(case: Case, remedy: Remedy) -> str:
    """Why nothing answers: the first blocker among the demands in question."""
    demands = [known for known in remedy.blockers if known.red_lines or known.reservations]
    return collision(case, demands[0]) if demands else "the structural rules exclude every package"


# ---------------------------------------------------------------- remedies, openings, exchanges


def remedy_told(case: Case, remedy: Remedy) -> str:
    """How few changes answer a party, or all of them."""
    alone = len(remedy.parties) == 1
    whom = party_title(case, remedy.parties[0]) if alone else "All parties together"
    if remedy.exists is None:
        return f"{whom}: the smallest change that answers was not found."
    if not remedy.exists:
        return f"{whom}: no package answers: {_why(case, remedy)}."
    changes = count_words(remedy.changes or 0, "changed issue", "changed issues")
    has = "has no objection left" if alone else "no objection is left"
    return f"{whom}: {has} with {changes}, and with no fewer{_of_how_many(remedy)}."


def opened_told(case: Case, way: Opened, improvements: int) -> str:
    """What is nearest to the draft if something gives way.

    Args:
        case: The case.
        way: The deal under an opening.
        improvements: How many improvements on the draft are listed.
    """
    given, remedy = f"If {concession(case, way)}", way.remedy
    if not remedy.exists:
        return f"{given}: the nearest deal was not found."
    if remedy.changes == 0:
        among = f", and so are {len(way.improvements)} of the {improvements} improvements listed above"
        more = among if way.improvements else ""
        return f"{given}, the draft itself is acceptable to every party{more}."
    changes = count_words(remedy.changes or 0, "issue", "issues")
    return f"{given}, the nearest deal changes {changes} of the draft{_of_how_many(remedy)}."


def fallbacks_told(case: Case, way: Opened) -> tuple[str, ...]:
    """How far a red line has to give way, where less than all of it is enough."""
    said = []
    for name, number in way.fallback.items():
        line = line_of(case, name)
        weaker = fallback_name(case, line.fallback[number])
        said.append(f"Enough: {party_title(case, line.party)} falls back to: {weaker}.")
    return tuple(said)


def exchange_told(case: Case, known: Logroll) -> str:
    """Who gives way on what, and for whom."""
    first, second = (party_title(case, party) for party in known.parties)
    gives = [
        f"{party_title(case, party)} gives way on {quoted(named(case.issue(issue)))}"
        for party, issue in known.gives.items()
    ]
    return f"{first} and {second}: {listed(gives)}." if gives else f"{first} and {second}: both gain."


def _of_how_many(remedy: Remedy) -> str:
    if remedy.packages is None or remedy.packages < 2:
        return ""
    return f" ({counted(remedy.packages, 'package')} would do, {count_text(remedy.count)} undominated)"


# ---------------------------------------------------------------- one proposal


def changes_told(case: Case, proposal: Proposal) -> tuple[str, ...]:
    """Each change from what to what; the same change of several issues is said once."""
    return tuple(
        f"{said_of_all(issues, f'{quoted(before)} becomes {quoted(after)}')}."
        for (before, after), issues in _changed(case, proposal).items()
    )


def changed_issues(case: Case, proposal: Proposal) -> tuple[tuple[str, str, str], ...]:
    """The same in parts: the issues, what was, what is to be."""
    return tuple(
        (subjects_of(issues), before, after) for (before, after), issues in _changed(case, proposal).items()
    )


def _changed(case: Case, proposal: Proposal) -> dict[tuple[str, str], list[str]]:
    said: dict[tuple[str, str], list[str]] = {}
    for change in proposal.changes:
        before, after = (option_title(case, change.issue, name) for name in (change.before, change.after))
        said.setdefault((before, after), []).append(named(case.issue(change.issue)))
    return said


def gain_told(effect: Effect) -> str:
    """``+0.087 (9.7 %)``, with the share of the party's range; 0 where nothing changes."""
    if effect.gain is None:
        return "not stated"
    share = f" ({decimal(100 * abs(effect.share), 1)} %)" if effect.share else ""
    return f"{signed(effect.gain)}{share}"


def standing_told(case: Case, proposal: Proposal) -> tuple[str, ...]:
    """Which red lines and reservations a proposal meets and crosses otherwise than the draft."""
    return tuple(_standing(case, proposal))


def _standing(case: Case, proposal: Proposal) -> Iterator[str]:
    effects = proposal.effects.values()
    newly = [name for effect in effects for name in effect.newly_crossed]
    past = [name for effect in effects for name in effect.past_fallback]
    met = [name for e in effects for name in e.crosses_before if name not in e.crosses_after]
    if newly:
        yield f"Crosses, as the draft does not: {_lines(case, newly)}."
    if past:
        yield f"Crosses the fallback, too, that the draft keeps: {_lines(case, past)}."
    if met:
        yield f"Keeps, as the draft does not: {_lines(case, met)}."
    for words, known in _reserved(proposal):
        if known:
            yield f"{words} {WORSE_OFF}: {listed([party_title(case, party) for party in known])}."


def _reserved(proposal: Proposal) -> Iterator[tuple[str, list[str]]]:
    items = proposal.effects.items()
    yield "Newly", [party for party, effect in items if effect.newly_unmet]
    yield "No longer", [p for p, e in items if e.met_before is False and e.met_after]


def _lines(case: Case, names: Sequence[str]) -> str:
    return listed([quoted_line(case, name) for name in names])


def needs_told(case: Case, proposal: Proposal) -> tuple[str, ...]:
    """What the new options of a proposal need to be possible; the same need is said once."""
    said: dict[str, list[str]] = {}
    for known in proposal.consequences:
        if known.changed and known.needs:
            option = quoted(option_title(case, known.issue, known.option))
            said.setdefault(known.needs, []).append(option)
    return tuple(
        sentence(f"{listed([*dict.fromkeys(options)])} need{_s([*dict.fromkeys(options)])} {needs}")
        for needs, options in said.items()
    )


def ties_told(proposal: Proposal) -> str:
    """How many other packages are equal to it."""
    if proposal.ties is None or proposal.ties < 2:
        return ""
    others = count_words(proposal.ties - 1, "other package is", "other packages are")
    return f"{capital(others)} equal to it in all that was compared."


def _s(parties: Sequence[object]) -> str:
    return "s" if len(parties) == 1 else ""
