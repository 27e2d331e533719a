"""Packages over all draws, as parts of a page: acceptability, selections, ranks, and what they settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from detente.accept.robustness.choice import SELECTIONS
from detente.views.numbers import count_text, counted, decimal
from detente.views.page import Grid, Heading, Part, Text
from detente.views.prose import listed
from detente.views.robust_words import package_words, percent
from detente.views.selected import CONCEPT_NAMES
from detente.views.words import option_title, party_title

if TYPE_CHECKING:
    from detente.accept.robustness.result import Robustness, Settlement

SIDE_BY_SIDE = 4
"""How many packages are written out option by option."""

LEAST = 0.005
"""An option with a smaller share of the selected packages is not written out."""

HEAVIEST = 3


def packages_parts(found: Robustness) -> Iterator[Part]:
    """The listed packages: to whom they are acceptable, and how often they are selected."""
    if not found.packages:
        return
    case = found.case
    yield Heading("Packages: in which share of the draws each is acceptable, and is selected")
    yield Text(
        f"The best of {counted(len(found.candidates), 'candidate package')} by each measure, and those "
        "that are followed by name. A party accepts a package that keeps its own red lines, as drawn, and is "
        "worth at least what it has without a deal. Nash and the others select among the candidates; "
        "shares of single packages are small where many differ in small things."
    )
    titles = [party.title for party in case.parties]
    concepts = SELECTIONS if found.packages[0].selected is not None else ()
    names = [CONCEPT_NAMES[concept] for concept in concepts]
    rows = tuple(
        (
            f"{number}",
            *(percent(package.acceptable[party.id].value) for party in case.parties),
            percent(package.acceptable_to_all.value),
            *(percent((package.selected or {})[concept].value) for concept in concepts),
        )
        for number, package in enumerate(found.packages, start=1)
    )
    heads = ("package", *titles, "all", *names)
    yield Grid(heads, rows, right=tuple(range(len(heads))))
    for sentence in followed(found):
        yield Text(sentence, indent=2)
    yield from _first_choices(found)
    yield from _settled(found)


def followed(found: Robustness) -> Iterator[str]:
    """Which packages are followed by name, and what they break; those with the same words together."""
    said: dict[str, list[int]] = {}
    for number, package in enumerate(found.packages, start=1):
        parts = [package_words(found.case, package.names)] if package.names else []
        parts += [f"breaks {listed(package.broken)}"] if package.broken else []
        if parts:
            said.setdefault("; ".join(parts), []).append(number)
    for words, numbers in said.items():
        which = f"Package{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"
        yield f"{which}: {words}."


def _first_choices(found: Robustness) -> Iterator[Part]:
    """Rank acceptability, in short: which listed package each party puts first most often."""
    rows = []
    for party in found.packages[0].ranks:
        number, best = max(
            enumerate(found.packages, start=1), key=lambda known: (known[1].ranks[party][0], -known[0])
        )
        share = best.ranks[party][0] / found.deal.draws
        weights = best.central_weights[party]
        rows.append(
            (
                party_title(found.case, party),
                f"package {number}",
                percent(share),
                _heaviest(found, weights or {}),
            )
        )
    if rows:
        yield Heading("First choices among these packages (rank acceptability)")
        yield Grid(
            ("", "first most often", "of the draws", "with mean weights (central weights)"),
            tuple(rows),
            right=(2,),
        )


def _heaviest(found: Robustness, weights: Mapping[str, float]) -> str:
    heaviest = sorted(weights, key=lambda issue: -weights[issue])[:HEAVIEST]
    return ", ".join(f"{found.case.issue(issue).title} {decimal(weights[issue], 2)}" for issue in heaviest)


def _settled(found: Robustness) -> Iterator[Part]:
    """The best package by each measure, option by option."""
    chosen = best_by_each(found)
    case, packages = found.case, [found.packages[number] for number in chosen]
    yield Heading("What some of them settle, side by side")
    differ = [issue for issue in case.issues if len({package.package[issue.id] for package in packages}) > 1]
    if differ:
        yield Grid(
            ("", *(f"package {number + 1}" for number in chosen)),
            tuple(
                (
                    issue.title,
                    *(option_title(case, issue.id, package.package[issue.id]) for package in packages),
                )
                for issue in differ
            ),
        )
    alike = [
        f"{issue.title}: {option_title(case, issue.id, packages[0].package[issue.id])}"
        for issue in case.issues
        if issue not in differ
    ]
    if alike:
        together = "All of them settle" if len(packages) > 1 else "It settles"
        yield Text(f"{together} {'; '.join(alike)}.")


def best_by_each(found: Robustness) -> list[int]:
    """Numbers of the packages that are best by acceptability and by each concept, then of the named ones."""
    columns = [[package.acceptable_to_all.count for package in found.packages]]
    if found.packages[0].selected is not None:
        columns += [
            [(package.selected or {})[concept].count for package in found.packages] for concept in SELECTIONS
        ]
    best = [column.index(max(column)) for column in columns]
    named = [number for number, package in enumerate(found.packages) if package.names]
    return list(dict.fromkeys([*best, *named]))[:SIDE_BY_SIDE]


def settlements_parts(found: Robustness) -> Iterator[Part]:
    """What the packages that Nash selects agree on, issue by issue."""
    if found.settlements is None or not found.candidates.covered:
        return
    yield Heading("What the Nash packages settle, over the draws with a deal")
    yield Text(
        f"In which share of {count_text(found.candidates.covered)} draws a Nash package takes the option; "
        "with ties several do."
    )
    yield Grid(("issue", "options"), tuple(settled_options(found, found.settlements["nash"])))


def settled_options(found: Robustness, settlement: Settlement) -> Iterator[tuple[str, str]]:
    """Each issue with the options that selected packages take, and their shares."""
    for issue in found.case.issues:
        shares = sorted(settlement[issue.id].items(), key=lambda known: -known[1].count)
        told = [
            f"{option_title(found.case, issue.id, option)} ({percent(share.value)})"
            for option, share in shares
            if share.value >= LEAST
        ]
        yield issue.title, "; ".join(told)
