"""Cases drawn from a seed, denser than Hypothesis finds them: coupled lines, wide blockers, many openings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.case.model import Case, Strength
from tests.small_cases import case_of

Random = np.random.Generator


def members(random: Random, size: int, share: float) -> str:
    """A set of options, each with this chance, at least one."""
    chosen = np.flatnonzero(random.random(size) < share)
    kept = chosen if len(chosen) else random.integers(0, size, 1)
    return ", ".join(f"o{option}" for option in kept)


def clause(
    random: Random, sizes: list[int], *, width: tuple[int, int], share: float, word: str = "or"
) -> str:
    """Some issues take options of a set each, joined by a word."""
    count = min(int(random.integers(width[0], width[1] + 1)), len(sizes))
    issues = random.choice(len(sizes), count, replace=False)
    return f" {word} ".join(f"i{issue} in {{{members(random, sizes[issue], share)}}}" for issue in issues)


def dense_case(
    seed: int,
    *,
    sizes: list[int],
    parties: int,
    lines: int,
    rules: int = 1,
    highest: int = 3,
    share: float = 0.4,
    generous: float = 0.6,
) -> Case:
    """A case with values from 0 to ``highest``, one interaction for each party, and lines of all strengths.

    Args:
        seed: The same seed gives the same case.
        sizes: Number of options of each issue.
        parties: How many there are.
        lines: How many red lines, over one to three issues each.
        rules: How many structural rules, over two or three issues each.
        highest: Greatest value of an option.
        share: Chance that a condition admits an option.
        generous: Reservations, as a share of the greatest sum of values.
    """
    random = np.random.default_rng(seed)
    names = [f"p{number}" for number in range(parties)]
    tables = {name: [random.integers(0, highest + 1, size).tolist() for size in sizes] for name in names}
    floors = {name: int(generous * sum(map(max, tables[name]))) for name in names}
    floors.pop(names[seed % parties])
    case = case_of(
        sizes,
        tables,
        rules=[clause(random, sizes, width=(2, 3), share=0.6) for _ in range(rules)],
        lines=[
            (names[random.integers(parties)], clause(random, sizes, width=(1, 3), share=share))
            for _ in range(lines)
        ],
        reservations=floors,
        interactions={
            name: {clause(random, sizes, width=(2, 3), share=0.5, word="and"): int(random.integers(-2, 3))}
            for name in names
        },
    )
    ranks = [list(Strength)[number] for number in random.integers(0, 3, lines)]
    return replace(
        case,
        red_lines=tuple(
            replace(line, strength=rank) for line, rank in zip(case.red_lines, ranks, strict=True)
        ),
    )
