"""Drafts on the table, drawn: a case, one of its packages as the draft, and all packages within the rules."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import product

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from detente.accept.problem import Problem, problem_of
from detente.case.draft import Draft, draft_of
from detente.case.formula import holds
from detente.case.model import Case
from tests.strategies import POINT, Shape, cases

Package = tuple[int, ...]
Vector = tuple[int, ...]

SMALL = replace(POINT, parties=(1, 3), issues=(1, 4), options=(2, 3), red_lines=(0, 4), settled=True)
OPEN = replace(SMALL, figures="mixed", reservations=("none", "point", "interval", "like"))
SILENT = replace(SMALL, figures="none", interactions=(0, 0), reservations=("none",))
PAIRS = replace(SMALL, parties=(2, 3), issues=(2, 4), red_lines=(0, 2), structural=(0, 1))


@dataclass(frozen=True, slots=True)
class Given:
    """A case with a draft, and all packages within its rules."""

    problem: Problem
    draft: Draft
    own: Package
    packages: tuple[Package, ...]

    def worth(self, package: Package) -> Vector:
        return tuple(utility.of(package) for utility in self.problem.utilities)

    def changes(self, package: Package) -> int:
        return sum(a != b for a, b in zip(package, self.own, strict=True))

    def share(self, place: int, gain: int) -> Fraction:
        worths = [self.problem.utilities[place].of(package) for package in self.packages]
        span = max(worths) - min(worths)
        return Fraction(gain, span) if span else Fraction(0)


@st.composite
def on_the_table(draw: DrawFn, *shapes: Shape) -> Given:
    """A case and one of the packages within its rules as the draft."""
    case = draw(_of_shapes(shapes))
    problem = problem_of(case)
    everything = product(*(range(size) for size in problem.sizes))
    packages = tuple(package for package in everything if all(holds(rule, package) for rule in problem.rules))
    assume(packages)
    own = packages[draw(st.integers(0, len(packages) - 1))]
    return Given(problem, draft_of(case, problem.names(own)), own, packages)


@cache
def _of_shapes(shapes: tuple[Shape, ...]) -> SearchStrategy[Case]:
    return st.one_of([cases(shape) for shape in shapes])
