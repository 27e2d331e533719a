"""A case made ready for computing: option counts, formulas and exact utilities, without a word of prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.accept.utility import Utility, central_utility
from detente.case.formula import Formula, among
from detente.case.model import Case, Status, Strength, is_inert, package_numbers
from detente.errors import Fault, InputError, UnknownNameError, unknown_name_hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A red line that binds: the party rejects every package that breaks ``formula``."""

    id: str
    party: str
    formula: Formula
    strength: Strength
    fallback: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What the engines read.

    Attributes:
        sizes: Number of options of each issue.
        rules: Structural rules, and one formula for each issue that is settled already.
        lines: Red lines that bind.
        utilities: Central utilities of the parties that state a preference, in the order of the case.
        silent: Ids of the parties that state none.
    """

    case: Case
    sizes: tuple[int, ...]
    rules: tuple[Formula, ...]
    lines: tuple[Line, ...]
    utilities: tuple[Utility, ...]
    silent: tuple[str, ...]

    def line(self, line_id: str) -> Line:
        """The red line with this id.

        Raises:
            UnknownNameError: if there is none, with the nearest.
        """
        for line in self.lines:
            if line.id == line_id:
                return line
        names = [line.id for line in self.lines]
        raise UnknownNameError(
            Fault(
                message=f"no red line '{line_id}'",
                hint=unknown_name_hint(line_id, names),
                code="unknown-name",
            )
        )

    @property
    def reserved(self) -> tuple[str, ...]:
        """Ids of the parties that state a reservation which can be computed."""
        return tuple(utility.party for utility in self.utilities if utility.reservation is not None)

    def names(self, package: Sequence[int]) -> dict[str, str]:
        """A package as ``{issue: option}``."""
        return {
            issue.id: issue.options[option].id
            for issue, option in zip(self.case.issues, package, strict=True)
        }

    def numbers(self, package: Mapping[str, str | int]) -> tuple[int, ...]:
        """A package given by ids as option numbers; on an issue with a range an amount may be a number.

        Raises:
            InputError: naming every unknown issue, missing issue and unknown option at once.
        """
        texts = {issue: str(option) for issue, option in package.items()}
        faults = _package_faults(self.case, texts)
        if faults:
            raise InputError(*faults)
        return package_numbers(self.case, texts)


def unreserved(problem: Problem) -> Problem:
    """The same problem with no reservation in force: what it comes to tells nothing of any."""
    utilities = tuple(
        replace(utility, reservation=None, reservation_ends=None) for utility in problem.utilities
    )
    return replace(problem, utilities=utilities)


def problem_of(case: Case) -> Problem:
    """Make a case ready for computing; open figures stand at their centroids."""
    settled = [
        among(number, 1 << [option.id for option in issue.options].index(issue.agreed), len(issue.options))
        for number, issue in enumerate(case.issues)
        if issue.status is not Status.OPEN and issue.agreed is not None
    ]
    lines = tuple(
        Line(
            id=line.id,
            party=line.party,
            formula=line.formula,
            strength=line.strength,
            fallback=tuple(weaker.formula for weaker in line.fallback),
        )
        for line in case.red_lines
        if not is_inert(case, line)
    )
    utilities = [central_utility(case, party) for party in case.parties]
    return Problem(
        case=case,
        sizes=tuple(len(issue.options) for issue in case.issues),
        rules=(*(rule.formula for rule in case.structural), *settled),
        lines=lines,
        utilities=tuple(utility for utility in utilities if utility is not None),
        silent=tuple(
            party.id for party, utility in zip(case.parties, utilities, strict=True) if utility is None
        ),
    )


def _package_faults(case: Case, package: Mapping[str, str]) -> list[Fault]:
    issues = {issue.id: [option.id for option in issue.options] for issue in case.issues}
    faults = [
        Fault(
            place=name,
            message=f"no issue '{name}'",
            hint=unknown_name_hint(name, list(issues)),
            code="unknown-name",
        )
        for name in package
        if name not in issues
    ]
    for issue, options in issues.items():
        if issue not in package:
            hint = f"{issue} = one of {', '.join(options[:12])}"
            faults.append(Fault(place=issue, message=f"the package says nothing on '{issue}'", hint=hint))
        elif package[issue] not in options:
            hint = unknown_name_hint(str(package[issue]), options)
            message = f"issue '{issue}' has no option '{package[issue]}'"
            faults.append(Fault(place=issue, message=message, hint=hint, code="unknown-name"))
    return faults
