"""A draft: one package that is on the table, from a file, from a mapping, or the state without a deal.

A draft file is TOML with a table ``[package]`` of one line for each issue (``well = "shared"``), or JSON with
an object ``package``, or the object itself. Reading it names everything that is wrong with it at once: what
it calls by a wrong name, what it leaves out, which structural rule it breaks and why there is that rule, and
where it contradicts what is agreed already. A draft may cross red lines: to say which is what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from detente.case.draft_text import DraftText, plain, read_draft_text
from detente.case.faults import Faults, Place, shown, way_to
from detente.case.folder.document import read_format
from detente.case.folder.issues import Choices
from detente.case.folder.table import Table
from detente.case.formula import All, Among, Formula, scope
from detente.case.model import Case, Issue, Like, Rule
from detente.errors import Fault, InputError

HEAD = ("format", "title")
"""What a draft file may say besides its package."""

REPAIRS = 3
"""Most issues, and most options of each, that a way out of a broken rule names."""


Kind = Literal["file", "given", "status-quo"]
"""How a draft was obtained: read from a file, given as a mapping, or the state without a deal."""


class DraftError(InputError):
    """A draft is no package of its case; ``faults`` lists everything that is wrong with it."""

    code = "bad-draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A package that breaks no structural rule and contradicts nothing that is agreed.

    Attributes:
        package: One option for each issue, ``{issue: option}``, in the order of the case.
        origin: Where it comes from: the path of a file, ``given``, or whose reservation it is.
        kind: How it was obtained.
    """

    package: Mapping[str, str]
    origin: str
    kind: Kind = "given"


def read_draft(case: Case, path: Path | str) -> Draft:
    """Read a draft from a ``.toml`` or ``.json`` file.

    Raises:
        InputError: with every fault of the file, each with place, value and a way out.
    """
    file = Path(path)
    faults = Faults(str(file))
    text = read_draft_text(file, faults)
    package = {} if text is None else _in_document(case, text, faults)
    return _checked(package, str(file), faults, kind="file")


def read_drafts(case: Case, paths: Sequence[Path]) -> dict[str, Draft]:
    """Several draft files, each once, by the names of the files, or by their paths where names are the same.

    Raises:
        DraftError: with all that is wrong with any of them.
    """
    files = list(dict.fromkeys(paths))
    stems = [path.stem for path in files]
    found, faults = dict[str, Draft](), list[Fault]()
    for path in files:
        try:
            found[path.stem if stems.count(path.stem) == 1 else str(path)] = read_draft(case, path)
        except InputError as error:
            faults += error.faults
    if faults:
        raise DraftError(*faults)
    return found


def draft_of(case: Case, package: Mapping[str, object], *, origin: str = "given") -> Draft:
    """A draft from a mapping of issues to options; on an issue with a range a number names an option, too.

    Raises:
        DraftError: with every fault of the mapping.
    """
    faults = Faults("")
    return _checked(_package(case, Table(package, (), faults)), origin, faults)


def is_no_deal(case: Case, draft: Draft) -> bool:
    """Whether the draft is what a party's reservation is given as: a gain over it is one over no deal."""
    likes = [party.reservation.package for party in case.parties if isinstance(party.reservation, Like)]
    return any(dict(like) == dict(draft.package) for like in likes)


def status_quo(case: Case) -> Draft:
    """The state without a deal: the package that reservations are given as, if there is one and no other.

    Parties whose reservation is a figure, or absent, have no say in it.

    Raises:
        DraftError: if no reservation is a package, if reservations are different packages, or if that
            package breaks a structural rule or contradicts what is agreed.
    """
    likes = {
        party.id: party.reservation.package for party in case.parties if isinstance(party.reservation, Like)
    }
    if not likes:
        message = "what there is without a deal is not known: no party's reservation is given as a package"
        raise _no_status_quo("parties", message)
    first, *others = likes.values()
    differ = [
        issue.id for issue in case.issues if any(other[issue.id] != first[issue.id] for other in others)
    ]
    if differ:
        listed = ", ".join(differ[:8]) + (", ..." if len(differ) > 8 else "")
        message = f"the reservations of {', '.join(likes)} are different packages: they differ in {listed}"
        raise _no_status_quo("parties", message)
    faults, place = Faults(""), ("parties", next(iter(likes)), "reservation", "like")
    origin = f"the reservation of {', '.join(likes)}"
    return _checked(_package(case, Table(first, place, faults)), origin, faults, kind="status-quo")


def _no_status_quo(place: str, message: str) -> DraftError:
    hint = "a draft file: TOML with [package] and one line for each issue, ISSUE = OPTION"
    return DraftError(Fault(place=place, message=message, hint=hint, code="no-status-quo"))


def _checked(package: Mapping[str, str], origin: str, faults: Faults, *, kind: Kind = "given") -> Draft:
    if faults.count:
        raise DraftError(*faults.all_found())
    return Draft(package=package, origin=origin, kind=kind)


# ---------------------------------------------------------------- files


def _in_document(case: Case, text: DraftText, faults: Faults) -> dict[str, str]:
    issues, document = {issue.id for issue in case.issues}, text.document
    wrapped = isinstance(document.get("package"), Mapping) or (
        "package" in document and "package" not in issues
    )
    if wrapped:
        top = Table(document, (), faults, known=(*HEAD, "package"))
        _read_head(top)
        package = top.table("package")
        return {} if package is None else _package(case, package, text.unread)
    if not issues & {*document, *text.unread}:
        faults.add(
            "package", "there is no package", hint='[package] with lines ISSUE = "OPTION"', code="missing"
        )
        return {}
    head = {key: value for key, value in document.items() if key in HEAD and key not in issues}
    _read_head(Table(head, (), faults))
    rest = {key: value for key, value in document.items() if key not in head}
    return _package(case, Table(rest, (), faults), text.unread)


def _read_head(top: Table) -> None:
    if "format" in top:
        read_format(top)
    top.line("title")


# ---------------------------------------------------------------- the package itself


def _package(case: Case, given: Table, unread: frozenset[str] = frozenset()) -> dict[str, str]:
    """The package as far as it can be read, with every fault noted; what is ``unread`` is told already."""
    issues = {issue.id: issue for issue in case.issues}
    for name in given.entries:
        if name not in issues:
            given.fault(
                name, f"no issue {shown(name)}", hint=way_to(name, issues, "issue"), code="unknown-name"
            )
    package: dict[str, str] = {}
    for issue in case.issues:
        if issue.id in given:
            option = _option(issue, given)
            if option is not None:
                package[issue.id] = option
        elif issue.id not in unread:
            message = f"the package says nothing on '{issue.id}'"
            given.faults.add(_whole(given), message, hint=_line_for(issue), code="missing")
    _refuse_broken(case, package, given)
    return package


def _whole(given: Table) -> Place | str:
    return given.place or "package"


def _line_for(issue: Issue) -> str:
    if issue.agreed is not None:
        return f'{issue.id} = "{issue.agreed}", as agreed'
    first, *others = (option.id for option in issue.options[:6])
    return f"{issue.id} = {first}" + (f", or {', '.join(others)}" if others else "")


def _option(issue: Issue, given: Table) -> str | None:
    named, choices = plain(given.entries[issue.id]), Choices(issue)
    option = choices.named(named)
    if option is None:
        message = f"issue '{issue.id}' has no option {shown(named)}"
        given.fault(issue.id, message, hint=choices.way_to(named), code="unknown-name")
        return None
    if issue.agreed is not None and option.id != issue.agreed:
        message = f"'{issue.id}' is {issue.status} as '{issue.agreed}', the package has '{option.id}'"
        given.fault(issue.id, message, hint=f'{issue.id} = "{issue.agreed}"', code="agreed")
    return option.id


def _refuse_broken(case: Case, package: Mapping[str, str], given: Table) -> None:
    """Note the rules that the package breaks whatever the options are that could not be read."""
    chosen = {
        number: [option.id for option in issue.options].index(package[issue.id])
        for number, issue in enumerate(case.issues)
        if issue.id in package
    }
    for rule in case.structural:
        if _may_hold(rule.formula, chosen):
            continue
        at = [case.issues[number] for number in sorted(scope(rule.formula)) if number in chosen]
        said = ", ".join(f"{issue.id} = {package[issue.id]}" for issue in at) or "any package"
        reason = f", because {rule.why}" if rule.why else ""
        message = f"breaks the structural rule '{rule.id}' with {said}: {rule.text}{reason}"
        place = (*given.place, at[0].id) if at else _whole(given)
        given.faults.add(place, message, hint=_repairs(case, rule, chosen), code="structural")


def _may_hold(formula: Formula, chosen: Mapping[int, int]) -> bool:
    """Whether options for the issues that are not chosen may make it hold, each part looked at by itself.

    False is always right; true may be wrong where two parts ask different things of one open issue.
    """
    if isinstance(formula, Among):
        option = chosen.get(formula.issue)
        return bool(formula.mask if option is None else formula.mask >> option & 1)
    parts = [_may_hold(part, chosen) for part in formula.parts]
    return all(parts) if isinstance(formula, All) else any(parts)


def _repairs(case: Case, rule: Rule, chosen: Mapping[int, int]) -> str:
    """Single changes after which the rule may hold."""
    ways = []
    for number in sorted(scope(rule.formula)):
        issue = case.issues[number]
        fit = [
            option.id
            for place, option in enumerate(issue.options)
            if issue.agreed in {None, option.id} and _may_hold(rule.formula, {**chosen, number: place})
        ]
        if fit and number in chosen:
            ways.append(f"{issue.id} = {' or '.join(fit[:REPAIRS])}")
    if ways:
        return "; or ".join(ways[:REPAIRS])
    return "a change of more than one of these issues" if len(scope(rule.formula)) > 1 else ""
