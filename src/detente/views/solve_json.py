"""An answer as the JSON shape of ``detente solve --json``.

Numbers of packages are text, as they can be larger than what JSON readers keep. Utilities are computed
exactly; what is written is the nearest floating-point number, in the shortest text that reads as the same
number. Packages and utilities are keyed by ids; titles stand beside the ids under ``parties`` and ``issues``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.accept.disagreement import disagreement_point
from detente.accept.solutions import CONCEPTS
from detente.case.model import Strength
from detente.views.json_text import json_chunks
from detente.views.method import method_of

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.accept.answer import Answer
    from detente.accept.blockers import Opening
    from detente.accept.frontier import Frontier
    from detente.accept.sensitivity import Lever
    from detente.accept.solutions import Concept, Solution
    from detente.accept.utility import Utility
    from detente.accept.way import Way
    from detente.case.model import Case, Issue, Party

FORMAT = 1

Shape = dict[str, object]


def solve_json(answer: Answer) -> Iterator[str]:
    """The JSON text of an answer, in pieces: frontiers can be long, and no point is left out."""
    return json_chunks(solve_shape(answer))


def solve_shape(answer: Answer) -> Shape:
    """The answer as tables and lists; the frontier's points are an iterator, to be read once."""
    case = answer.case
    return {
        "format": FORMAT,
        "detente": __version__,
        "case": case_shape(case),
        "parties": _parties(answer),
        "issues": [issue_shape(issue) for issue in case.issues],
        **_counts(answer),
        "feasible": answer.space.feasible,
        "feasible_at_reservation_ends": {"low": answer.ends.low, "high": answer.ends.high},
        "blockers": {
            "complete": answer.blockers.complete,
            "sets": [
                {"red_lines": found.red_lines, "reservations": found.reservations}
                for found in answer.blockers
            ],
        },
        "openings": {"complete": answer.openings.complete, "sets": _openings(answer)},
        "disagreement": _disagreement(answer),
        "frontier": _frontier(answer.frontier),
        "solutions": _solutions(answer.solutions),
        "solutions_about": {name: _about(found) for name, found in answer.solutions.items()},
        "would_help": [_lever(lever) for lever in answer.levers],
        "method": method_of(answer),
        "could_not": answer.could_not,
        "notes": case.notes,
    }


def case_shape(case: Case) -> Shape:
    """Which case it was, and which overlays were laid over it; the title of a private one is left out."""
    return {
        "id": case.id,
        "title": case.title,
        "as_of": case.as_of or None,
        "format": case.format,
        "digest": case.digest,
        "overlays": [
            {
                "id": overlay.id,
                "title": None if overlay.private else overlay.title,
                "private": overlay.private,
            }
            for overlay in case.overlays
            if overlay.applied
        ],
    }


def _parties(answer: Answer) -> list[Shape]:
    utilities = {utility.party: utility for utility in answer.space.problem.utilities}
    return [
        {"id": party.id, "title": party.title, **_stake(party, utilities.get(party.id))}
        for party in answer.case.parties
    ]


def _stake(party: Party, utility: Utility | None) -> Shape:
    """What a party's utilities are to be read against."""
    reservation: Shape | None = None
    if utility is not None and utility.reservation is not None and utility.reservation_ends is not None:
        low, high = utility.reservation_ends
        reservation = {
            "low": low / utility.scale,
            "middle": utility.reservation / utility.scale,
            "high": high / utility.scale,
        }
    return {
        "preference": utility is not None,
        "reservation": reservation,
        "discount": None if party.discount is None else float(party.discount),
    }


def issue_shape(issue: Issue) -> Shape:
    """An issue with its options: ids and titles."""
    return {
        "id": issue.id,
        "title": issue.title,
        "status": issue.status.value,
        "agreed": issue.agreed,
        "unit": (issue.range.unit or None) if issue.range else None,
        "options": [{"id": option.id, "title": option.title} for option in issue.options],
    }


def _counts(answer: Answer) -> Shape:
    counts = answer.counts
    numbers = {
        "packages_total": counts.total,
        "packages_within_rules": counts.within_rules,
        "packages_within_red_lines": counts.within_red_lines,
        "packages_feasible": counts.feasible,
    }
    return {name: None if number is None else str(number) for name, number in numbers.items()}


def _openings(answer: Answer) -> list[Shape]:
    ways: list[Way | None] = [*answer.ways]
    ways += [None] * (len(answer.openings) - len(ways))
    return [
        {
            "relax": opening.red_lines,
            "reservations": opening.reservations,
            "cost": _cost(answer, opening, way),
            "fallback": {} if way is None else _fallback(answer, way),
            "opens": None if way is None else _opens(way),
        }
        for opening, way in zip(answer.openings, ways, strict=True)
    ]


def _cost(answer: Answer, opening: Opening, way: Way | None) -> Shape:
    given_up = [answer.space.problem.line(line) for line in opening.red_lines]
    costs: Shape = {}
    for party in answer.case.parties:
        own = [line.strength for line in given_up if line.party == party.id]
        gain = None if way is None else way.cost[party.id].gain
        costs[party.id] = {
            **{strength.value: own.count(strength) for strength in Strength},
            "reservation": party.id in opening.reservations,
            "gain": None if gain is None else float(gain),
        }
    return costs


def _fallback(answer: Answer, way: Way) -> dict[str, str]:
    lines = {line.id: line for line in answer.case.red_lines}
    return {name: lines[name].fallback[number].text for name, number in way.fallback.items()}


def _opens(way: Way) -> Shape:
    frontier = way.frontier
    return {
        "frontier": {
            "size": None if frontier is None else len(frontier),
            "exact": None if frontier is None else frontier.exact,
            "grid": None if frontier is None else frontier.grid,
        },
        "solutions": _solutions(way.solutions),
    }


def _disagreement(answer: Answer) -> Shape:
    point: dict[str, float] | None = None
    if answer.solutions:
        point = _floats(disagreement_point(answer.space, answer.disagreement))
    return {"convention": answer.disagreement, "point": point}


def _frontier(frontier: Frontier | None) -> Shape:
    if frontier is None:
        return {"size": None, "exact": None, "grid": None, "error": None, "points": []}
    return {
        "size": len(frontier),
        "exact": frontier.exact,
        "grid": frontier.grid,
        "error": None if frontier.error is None else _floats(frontier.error),
        "points": frontier_points(frontier),
    }


def frontier_points(frontier: Frontier) -> Iterator[Shape]:
    """All points of a frontier as JSON tables, in order and without a fraction for each."""
    issues = frontier.space.problem.case.issues
    names = [issue.id for issue in issues]
    options = [
        [issue.options[option].id for option in column]
        for issue, column in zip(issues, frontier.choices.T.tolist(), strict=True)
    ]
    parties = [utility.party for utility in frontier.utilities]
    ties: Sequence[int | None] = frontier.ties if frontier.ties is not None else [None] * len(frontier)
    for package, row, tied in zip(
        zip(*options, strict=True), zip(*utility_columns(frontier), strict=True), ties, strict=True
    ):
        yield {
            "package": dict(zip(names, package, strict=True)),
            "utility": dict(zip(parties, row, strict=True)),
            "ties": tied,
        }


def utility_columns(frontier: Frontier) -> list[list[float]]:
    """Each party's utilities at all points: exact integers, divided once and rounded once."""
    return [
        [integer / utility.scale for integer in column]
        for utility, column in zip(frontier.utilities, frontier.sums.T.tolist(), strict=True)
    ]


def _solutions(solutions: Mapping[Concept, Solution]) -> Shape:
    return {
        concept: [
            {"package": point.package, "utility": _floats(point.utility), "gain": _floats(point.gain)}
            for point in (solutions[concept].points if concept in solutions else ())
        ]
        for concept in CONCEPTS
    }


def _about(solution: Solution) -> Shape:
    return {
        "ties": solution.ties,
        "dropped": solution.dropped,
        "convention": solution.convention,
        "exact": solution.exact,
        "needs_comparable_scales": solution.needs_comparable_scales,
    }


def _lever(lever: Lever) -> Shape:
    return {
        "place": lever.place,
        "low": float(lever.low),
        "high": float(lever.high),
        "verdict_changes": lever.verdict_changes,
        "issues_changed": lever.issues_changed,
        "utility_moved": lever.utility_moved,
    }


def _floats(numbers: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(number) for name, number in numbers.items()}
