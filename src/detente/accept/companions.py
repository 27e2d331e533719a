"""Which red lines a line needs beside it in a blocker.

Let an option alone be enough to keep a line, whatever the other issues take. In a minimal set of demands that
no package keeps, all others can be kept together; if none of them and no structural rule could suffer from
taking that option, too, the line would be kept as well, and there would be a package. So where the line
stands in a blocker, something that can suffer from the option stands there with it. This holds of every
blocker, and spares the search most sets that are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.formula import All, Among, Formula, scope


def companions(
    sizes: Sequence[int], rules: Sequence[Formula], lines: Sequence[Formula], others: Sequence[int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """For each line, and each option that is enough to keep it, who may stand in a blocker with it.

    Args:
        sizes: Number of options of each issue.
        rules: Structural rules; where one can suffer from the option, nothing is said.
        lines: The red lines, numbered from 0.
        others: Numbers of demands that may suffer from any option.

    Yields:
        The number of a line, and numbers of demands, one of which is in every blocker that has the line.
    """
    rule_scopes, line_scopes = [scope(rule) for rule in rules], [scope(line) for line in lines]
    for number, line in enumerate(lines):
        for issue in sorted(line_scopes[number]):
            near = [place for place, own in enumerate(line_scopes) if issue in own and place != number]
            bound = [rule for rule, own in zip(rules, rule_scopes, strict=True) if issue in own]
            for option in range(sizes[issue]):
                if not is_enough(line, issue, option):
                    continue
                if all(is_enough(rule, issue, option) for rule in bound):
                    suffer = [place for place in near if not is_enough(lines[place], issue, option)]
                    yield number, frozenset((*suffer, *others))


def is_enough(formula: Formula, issue: int, option: int) -> bool:
    """Whether taking one option is seen to be enough for ``formula``, whatever the other issues take."""
    if isinstance(formula, Among):
        return formula.issue == issue and bool(formula.mask >> option & 1)
    met = (is_enough(part, issue, option) for part in formula.parts)
    return all(met) if isinstance(formula, All) else any(met)
