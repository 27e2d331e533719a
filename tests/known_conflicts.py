"""Published conflicts in option form, as gmcr-py has them, and small games: what tests lean on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from detente.case.option_form import Act, Actor, Direction, OptionForm, Statement


def choice(acts: Sequence[int]) -> tuple[Statement, ...]:
    """Infeasible unless exactly one of the acts is taken."""
    two = tuple(((one, True), (other, True)) for one, other in combinations(acts, 2))
    return (*((pair,) for pair in two), (tuple((act, False) for act in acts),))


def states(*groups: int | Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """A ranking by state numbers from 1, as the program that the model comes with writes it."""
    return tuple(
        (group - 1,) if isinstance(group, int) else tuple(sorted(state - 1 for state in group))
        for group in groups
    )


def game(
    title: str, first: Sequence[int | Sequence[int]], second: Sequence[int | Sequence[int]]
) -> OptionForm:
    """A game of two who each defect or not; states 1 to 4: nobody, the first, the second, both."""
    return OptionForm(
        title=title,
        acts=(Act(title="A defects"), Act(title="B defects")),
        actors=(
            Actor(title="A", acts=(0,), ranking=states(*first)),
            Actor(title="B", acts=(1,), ranking=states(*second)),
        ),
    )


PRISONERS = game("Prisoners", (2, 1, 4, 3), (3, 1, 4, 2))
CHICKEN = game("Chicken", (2, 1, 3, 4), (3, 1, 2, 4))
STAG_HUNT = game("Stag hunt", (1, 2, 4, 3), (1, 3, 4, 2))

ELMIRA = OptionForm(
    title="Elmira",
    acts=(
        Act(title="Modify", direction=Direction.FORWARD),
        Act(title="Delay", direction=Direction.BACK),
        Act(title="Accept"),
        Act(title="Abandon", direction=Direction.FORWARD),
        Act(title="Insist"),
    ),
    actors=(
        Actor(title="Ministry", acts=(0,), ranking=states(9, 3, 4, 10, 7, 1, 2, 8, (5, 6, 11, 12))),
        Actor(title="Uniroyal", acts=(1, 2, 3), ranking=states(1, 4, 10, 7, (5, 6, 11, 12), 2, 3, 9, 8)),
        Actor(title="Local Government", acts=(4,), ranking=states(9, 3, 7, 1, 10, 8, 4, 2, (5, 6, 11, 12))),
    ),
    infeasible=choice((1, 2, 3)),
)

SYRIA_IRAQ = OptionForm(
    title="Syria and Iraq",
    acts=(Act(title="Release water"), Act(title="Escalate"), Act(title="Attack")),
    actors=(
        Actor(title="Syria", acts=(0, 1), ranking=states(1, 3, 6, 2, 4, 5)),
        Actor(title="Iraq", acts=(2,), ranking=states(2, 4, 6, 1, 5, 3)),
    ),
    infeasible=((((0, True), (1, True)),),),
)

CUBA = OptionForm(
    title="Cuba 1962",
    acts=(
        Act(title="Air strike", direction=Direction.FORWARD),
        Act(title="Blockade"),
        Act(title="Withdraw"),
        Act(title="Escalate"),
    ),
    actors=(
        Actor(title="United States", acts=(0, 1), ranking=states(5, 7, 6, 8, 3, 2, 4, 1, 12, 10, 11, 9)),
        Actor(title="Soviet Union", acts=(2, 3), ranking=states(1, 5, 7, 3, 6, 2, 8, 4, 12, 10, 11, 9)),
    ),
    infeasible=((((2, True), (3, True)),),),
)

GARRISON = OptionForm(
    title="Garrison Diversion Unit",
    acts=tuple(
        Act(title=title)
        for title in (
            *("Full", "Reduced", "Appease"),
            *("Legal challenge", "Treaty challenge"),
            *("Full", "Reduced", "Lonetree", "Suspend"),
        )
    ),
    actors=(
        Actor(
            title="US support",
            acts=(0, 1, 2),
            ranking=states(
                3, 7, (1, 2), 4, (5, 6), 8, 9, 12, 11, 15, 10, 13, 14, 17, 16, 18, 19, 21, 20, 22, 23
            ),
        ),
        Actor(
            title="US opposition",
            acts=(3,),
            ranking=states(
                (21, 17, 13, 10, 6, 2), (23, 19), 15, 11, 8, 4, 22, 18, 14, 7, 3, 20, 16, 12, 9, 5, 1
            ),
        ),
        Actor(
            title="Canadian opposition",
            acts=(4,),
            ranking=states(
                *(23, (20, 21), 19, (16, 17), 11, (9, 10), 15, (12, 13), 2, 4, 1, 8, (5, 6), 22, 18, 14),
                *(3, 7),
            ),
        ),
        Actor(title="Commission", acts=(5, 6, 7, 8), ranking=(tuple(range(23)),)),
    ),
    infeasible=(
        *choice((0, 1, 2)),
        *choice((5, 6, 7, 8)),
        (((0, True), (3, False)),),
        (((2, True), (3, True)),),
        (((0, True), (4, False), (5, False)),),
        *((((project, True), (4, False), (report, True)),) for project in (1, 2) for report in (7, 8)),
    ),
)
