"""A case as a conflict graph: does a deal hold once it is made?

Bare packages are no states: no party alone can move from no deal to a deal. The decision makers are the
*signatories*, the parties whose consent some open issue needs. For each candidate package a state says who
has accepted it, or, once it is in force, who has broken it or withdrawn from it:

* no deal: nothing is on the table;
* accepted by A, for each non-empty set A of signatories short of all: nothing is in force yet;
* in force: all signatories have accepted;
* broken by B, for each non-empty set B of signatories.

Moves, each of one signatory alone: from no deal it accepts any candidate; on the table it accepts, or takes
its acceptance back (which leads to no deal where it was the only one); in force it breaks the deal, and
where others have broken it, it withdraws too. These last are irreversible unless ``breach="reversible"``.

Worth, by the central utility: a package in force is worth its utility; no deal, acceptances, and a deal that
all have broken are worth the reservation. A package that crosses a red line in force of a party is worth less
to it than no deal. What a deal is worth that some have broken and some have not is unknown to everybody,
but for the gain of the only one who broke it, where ``gains`` states it. Nothing else is filled in: a party
without a reservation does not compare no deal with packages within its red lines, a party without
preferences compares no packages. See Li, Hipel, Kilgour and Fang 2004 for what unknown pairs mean.

As accepting changes nothing until the last acceptance, no deal is stable under every concept: the graph says
whether a deal holds, not whether it comes about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

from detente.accept.problem import Problem, problem_of
from detente.accept.stability.case_worth import Place, party_preference
from detente.case.formula import holds
from detente.case.graph import STATES_LIMIT, ConflictGraph
from detente.case.graph_build import conflict_graph
from detente.case.model import Case, Status
from detente.errors import Fault, InputError, shown_value, unknown_name_hint

Breach: TypeAlias = Literal["irreversible", "reversible"]

NO_DEAL = "no-deal"
"""Id of the state in which nothing is on the table."""


def in_force(number: int) -> str:
    """Id of the state in which candidate ``number``, counted from 1, is in force."""
    return f"p{number}"


def case_graph(
    case: Case | Problem,
    packages: Sequence[Mapping[str, str]],
    *,
    gains: Mapping[str, Fraction] | None = None,
    breach: Breach = "irreversible",
) -> ConflictGraph:
    """The default conflict graph of a case.

    Args:
        case: The case, or the problem made of it.
        packages: Candidate packages as ``{issue: option}``; they are counted from 1.
        gains: For some signatories what breaking a deal that the others keep adds to its utility.
        breach: Whether who broke a deal, or withdrew from it, can come back to it.

    Returns:
        A graph with 1 + packages x (2^(signatories + 1) - 2) states.

    Raises:
        InputError: every package that is incomplete, names what is not there, breaks a structural rule or
            stands twice; unknown names in ``gains``; more states than a graph may have.
    """
    problem = case if isinstance(case, Problem) else problem_of(case)
    signatories = signatories_of(problem.case)
    numbers = _checked(problem, packages, signatories, gains or {})
    places = tuple(_places(len(packages), signatories))
    names = {place: _id(place, signatories) for place in places}
    graph = conflict_graph(
        {name: _title(place, problem, signatories) for place, name in names.items()},
        moves={
            party: [
                (names[place], names[end])
                for place in places
                for end in _moves(place, party, signatories, len(packages), breach)
            ]
            for party in signatories
        },
        titles={party: problem.case.party(party).title for party in signatories},
        title=problem.case.title,
    )
    makers = tuple(
        replace(maker, preference=party_preference(problem, maker.id, places, numbers, gains or {}))
        for maker in graph.makers
    )
    return replace(graph, makers=makers, notes=tuple(_notes(problem, signatories, packages)))


def signatories_of(case: Case) -> tuple[str, ...]:
    """The parties whose consent an open issue needs; where all is settled, any issue."""
    open_issues = [issue for issue in case.issues if issue.status is Status.OPEN] or list(case.issues)
    consent = {party for issue in open_issues for party in issue.consent}
    return tuple(party.id for party in case.parties if party.id in consent)


def _places(packages: int, signatories: tuple[str, ...]) -> Iterator[Place]:
    """All states: no deal, then for each package those before it is in force, in force, and broken."""
    everybody = frozenset(signatories)
    some = [
        frozenset(group) for size in range(1, len(signatories)) for group in combinations(signatories, size)
    ]
    yield Place()
    for package in range(1, packages + 1):
        yield from (Place(package=package, accepted=group) for group in some)
        yield Place(package=package, accepted=everybody)
        yield from (Place(package=package, accepted=everybody, broken=group) for group in (*some, everybody))


def _moves(
    place: Place, party: str, signatories: tuple[str, ...], packages: int, breach: Breach
) -> Iterator[Place]:
    own = frozenset({party})
    if place.package == 0:
        yield from (Place(package=package, accepted=own) for package in range(1, packages + 1))
    elif len(place.accepted) < len(signatories):
        left = place.accepted ^ own
        yield replace(place, accepted=left) if left else Place()
    elif party not in place.broken or breach == "reversible":
        yield replace(place, broken=place.broken ^ own)


def _checked(
    problem: Problem,
    packages: Sequence[Mapping[str, str]],
    signatories: Sequence[str],
    gains: Mapping[str, Fraction],
) -> list[tuple[int, ...]]:
    """The packages as option numbers, once all is well with them and with the names in ``gains``."""
    faults = [
        Fault(
            place="gains",
            message=f"no signatory {shown_value(party)}",
            hint=unknown_name_hint(party, list(signatories)),
            code="unknown-name",
        )
        for party in gains
        if party not in signatories
    ]
    if not signatories:
        faults.append(Fault(message="no issue needs anybody's consent", hint="a case with parties"))
    if not packages:
        faults.append(Fault(place="packages", message="no package", hint="one candidate at least"))
    states = 1 + len(packages) * (2 ** (len(signatories) + 1) - 2)
    if states > STATES_LIMIT:
        message = f"{len(packages)} packages and {len(signatories)} signatories make {states} states"
        hint = f"fewer packages, for at most {STATES_LIMIT} states"
        faults.append(Fault(place="packages", message=message, hint=hint, code="too-large"))
    numbers: list[tuple[int, ...]] = []
    for position, package in enumerate(packages, start=1):
        try:
            found = problem.numbers(package)
        except InputError as error:
            faults += [replace(fault, place=f"package {position}: {fault.place}") for fault in error.faults]
            continue
        faults += _rule_faults(problem.case, found, package, f"package {position}")
        if found in numbers:
            faults.append(Fault(place=f"package {position}", message="stands twice", hint="each once"))
        numbers.append(found)
    if faults:
        raise InputError(*faults)
    return numbers


def _rule_faults(
    case: Case, numbers: tuple[int, ...], package: Mapping[str, str], place: str
) -> Iterator[Fault]:
    for rule in case.structural:
        if not holds(rule.formula, numbers):
            message = f"breaks the structural rule '{rule.id}' ({rule.text})"
            yield Fault(place=place, message=message, hint="a package that keeps it")
    for issue in case.issues:
        if issue.status is not Status.OPEN and package[issue.id] != issue.agreed:
            message = f"'{issue.id}' is {issue.status.value}: {issue.agreed}"
            yield Fault(place=place, message=message, hint=f"{issue.id} = {issue.agreed}")


def _id(place: Place, signatories: Sequence[str]) -> str:
    if place.package == 0:
        return NO_DEAL
    if place.broken:
        return f"{in_force(place.package)}:broken:{_listed(place.broken, signatories)}"
    if len(place.accepted) < len(signatories):
        return f"{in_force(place.package)}:accepted:{_listed(place.accepted, signatories)}"
    return in_force(place.package)


def _listed(group: frozenset[str], signatories: Sequence[str]) -> str:
    return ",".join(party for party in signatories if party in group)


def _title(place: Place, problem: Problem, signatories: Sequence[str]) -> str:
    def named(group: frozenset[str]) -> str:
        return ", ".join(problem.case.party(party).title for party in signatories if party in group)

    if place.package == 0:
        return "No deal"
    if place.broken:
        return f"Package {place.package}, broken by {named(place.broken)}"
    if len(place.accepted) < len(signatories):
        return f"Package {place.package}, accepted by {named(place.accepted)}"
    return f"Package {place.package} in force"


def _notes(
    problem: Problem, signatories: Sequence[str], packages: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    for number, package in enumerate(packages, start=1):
        chosen = "; ".join(f"{issue.id} = {package[issue.id]}" for issue in problem.case.issues)
        yield f"Package {number}: {chosen}."
    for party in problem.case.parties:
        if party.id not in signatories:
            yield f"{party.title} has no say in any open issue and makes no move."
        elif party.id in problem.silent:
            yield f"Preferences of {party.title} are not stated: how it compares packages is unknown."
        elif party.id not in problem.reserved:
            unknown = "how it compares packages with no deal is unknown"
            yield f"The reservation of {party.title} is not stated: {unknown}."
