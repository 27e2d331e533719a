"""The package that a plan is for, with the red lines that it crosses: these are taken to have given way."""

from __future__ import annotations

from collections.abc import Mapping

from detente.case.formula import holds
from detente.case.model import Case
from detente.verify.instruments.usable import package_numbers
from detente.verify.monitoring.model import Assumed


def assumed_package(case: Case, package: Mapping[str, str], why: str) -> Assumed:
    """A package to be checked.

    Args:
        case: The case.
        package: One option's id for each issue.
        why: Where it comes from, as a clause.

    Raises:
        InputError: if the package leaves out an issue or names an unknown option.
    """
    numbers = package_numbers(case, package)
    crossed = tuple(line.id for line in case.red_lines if not holds(line.formula, numbers))
    return Assumed(package=dict(package), why=why, relaxed=crossed)
