"""What ``detente stable`` is asked about: the deals of a case, or a conflict from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.notes import on_private_overlays
from detente.errors import Fault, InputError, UnknownNameError, shown_value, unknown_name_hint

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.case_graph import Breach
    from detente.accept.stability.concepts import Extension
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.replies import Sanctions
    from detente.case.graph import ConflictGraph
    from detente.case.interop.gmcr_write import Spelling
    from detente.case.model import Case

PLACE = "detente stable"
LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The conventions that were asked for."""

    sanctions: Sanctions
    extension: Extension
    breach: Breach


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What was found, and of what.

    Attributes:
        examined: What can be said; None for a case without a package that could be a deal.
        answer: The answer to the case, where it is one.
        file: Path and SHA-256 of the file, where it is one.
        remarks: What is to be said beside the result.
    """

    examined: Examined | None
    answer: Answer | None = None
    file: Mapping[str, str] | None = None
    remarks: tuple[str, ...] = ()


def is_conflict(source: Path) -> bool:
    """Whether the path leads to a conflict's file and not to a case."""
    from detente.case.interop.detect import is_conflict_file

    return is_conflict_file(source)


def refuse_strangers(source: Path, given: Mapping[str, object]) -> None:
    """Refuse options that say nothing of what was given.

    Raises:
        InputError: naming each of them.
    """
    what, other = ("a conflict", "a case") if is_conflict(source) else ("a case", "a conflict's file")
    faults = [
        Fault(
            place=f"{PLACE}: {name}",
            message=f"this option is for {other}, and {source} is {what}",
            hint=f"the same without {name}",
            code="usage",
        )
        for name, value in given.items()
        if value
    ]
    if faults:
        raise InputError(*faults)


def conflict_of(source: Path, rules: Rules, *, write: Path | None, spelling: Spelling) -> Found:
    """What can be said of the conflict in a file; it is written as another file, too, if that is asked for.

    Raises:
        InputError: all that is wrong with the file; or the new file exists, or cannot be written.
    """
    from detente.accept.stability.examine import examine
    from detente.case.interop.files import digest, read_file
    from detente.case.interop.gmcr import gmcr_form
    from detente.case.interop.gmcr_write import write_gmcr
    from detente.case.option_form import option_graph

    file = read_file(source)
    form = gmcr_form(file)
    try:
        graph = option_graph(form)
    except InputError as error:  # too many moves: a fault of the file
        raise InputError(*(replace(fault, file=file.where) for fault in error.faults)) from None
    remarks = []
    if write is not None:
        write_gmcr(form, write, spelling=spelling)
        remarks.append(f"Written in the {spelling} spelling: {write}")
    return Found(
        examined=examine(graph, sanctions=rules.sanctions, extension=rules.extension),
        file={"path": str(source), "digest": digest([file])},
        remarks=tuple(remarks),
    )


def deals_of(
    source: Path, rules: Rules, *, overlays: Sequence[str], drafts: Sequence[Path], gains: Sequence[str]
) -> Found:
    """What can be said of the deals of a case.

    Raises:
        InputError: all that is wrong with the case, the draft or the gains.
    """
    from detente.accept.answer import solve
    from detente.accept.stability.candidates import Candidate, candidates
    from detente.accept.stability.examine import examine_case
    from detente.case.draft import read_drafts
    from detente.case.entry import open_case

    given = _gains(gains)
    case = open_case(source, overlays=overlays)
    _refuse_strange_parties(case, given)
    drafted = tuple(
        Candidate(package=draft.package, name=name) for name, draft in read_drafts(case, drafts).items()
    )
    answer = solve(case)
    remarks = on_private_overlays(case)
    deals = drafted or candidates(answer)
    if not deals:
        return Found(examined=None, answer=answer, remarks=remarks)
    examined = examine_case(
        answer.space.problem,
        deals,
        gains=given,
        breach=rules.breach,
        sanctions=rules.sanctions,
        extension=rules.extension,
    )
    return Found(examined=examined, answer=answer, remarks=remarks)


def state_of(graph: ConflictGraph, name: str) -> str:
    """The id of the state that an id or a number from 1 names.

    Raises:
        UnknownNameError: if there is none, with the nearest.
    """
    names = [state.id for state in graph.states]
    if name in names:
        return name
    if name.isascii() and name.isdigit() and len(name) < 6 and 0 < int(name) <= len(names):
        return names[int(name) - 1]
    hint = unknown_name_hint(name, names)
    message = f"there is no state {shown_value(name)}"
    raise UnknownNameError(Fault(place=f"{PLACE}: --why", message=message, hint=hint, code="unknown-name"))


def _gains(given: Sequence[str]) -> dict[str, Fraction]:
    """Gains as they were typed, by party; the parties are checked with the case."""
    found: dict[str, Fraction] = {}
    faults = []
    for text in given:
        party, _, number = text.partition("=")
        value = _number(number)
        if not party or value is None:
            message = f"{shown_value(text)} is no party with a number"
        elif party in found:
            message = f"{shown_value(party)} is given twice"
        else:
            found[party] = value
            continue
        hint = "PARTY=NUMBER, each party once, such as north=0.1"
        faults.append(Fault(place=f"{PLACE}: --gain", message=message, hint=hint, code="usage"))
    if faults:
        raise InputError(*faults)
    return found


def _refuse_strange_parties(case: Case, gains: Mapping[str, Fraction]) -> None:
    from detente.accept.stability.case_graph import signatories_of

    known = signatories_of(case)
    faults = [
        Fault(
            place=f"{PLACE}: --gain",
            message=f"{shown_value(party)} is no party with a say in an open issue",
            hint=unknown_name_hint(party, known),
            code="unknown-name",
        )
        for party in gains
        if party not in known
    ]
    if faults:
        raise InputError(*faults)


def _number(text: str) -> Fraction | None:
    """A finite decimal of a usual length, exactly."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or len(text) > LONGEST_NUMBER or abs(value.adjusted()) > LONGEST_NUMBER:
        return None
    return Fraction(value)
