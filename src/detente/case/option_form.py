"""Option form: a conflict by the courses of action that each decision maker takes or not.

Metagame analysis (Howard 1971) and programs for the graph model describe a conflict by yes-no options. A
state says for each option whether it is taken; some combinations are infeasible. A decision maker moves by
changing any of its own options at once, each in a direction that is permitted. It prefers states by a list of
statements, the most important first (option prioritizing: a state that makes an earlier statement true is
preferred, whatever the later ones say; Fang, Hipel, Kilgour and Peng 2003), or by a ranking of the states.

An option is called an *act* here, as an option of Detente settles an issue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from detente.case.graph import MOVES_LIMIT, STATES_LIMIT, ConflictGraph, DecisionMaker, State, StatePreference
from detente.case.names import slug
from detente.errors import Fault, InputError

SEARCH_LIMIT = 200_000
"""Most partial combinations that are looked at in search of the feasible states."""

Condition: TypeAlias = tuple[tuple[int, bool], ...]
"""Acts by number, and whether each is taken; all must be so."""

Statement: TypeAlias = tuple[Condition, ...]
"""True where one of its conditions is."""


class Direction(StrEnum):
    """How an act may be changed: both ways, or only taken up, or only given up."""

    BOTH = "both"
    FORWARD = "fwd"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A course of action that is taken or not."""

    title: str
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A decision maker in option form.

    Attributes:
        acts: Numbers of the acts that it controls.
        statements: What it wants, the most important first.
        ranking: The states from best to worst, tied ones in one group; None where the statements decide.
    """

    title: str
    acts: tuple[int, ...]
    statements: tuple[Statement, ...] = ()
    ranking: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionForm:
    """A conflict in option form.

    States are counted from 0 by the number whose binary digits are the acts, the first act the lowest.

    Attributes:
        infeasible: Combinations that cannot be.
        notes: What the reader of the file had to decide.
    """

    title: str
    acts: tuple[Act, ...]
    actors: tuple[Actor, ...]
    infeasible: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()


def feasible_states(form: OptionForm) -> tuple[int, ...]:
    """The feasible states as binary numbers, ascending: bit ``k`` is 1 where act ``k`` is taken.

    Raises:
        InputError: more states, or more work to find them, than the limits.
    """
    closing: list[list[tuple[int, int]]] = [[] for _ in form.acts]
    for condition in (condition for statement in form.infeasible for condition in statement):
        if not condition:
            return ()
        closing[min(act for act, _ in condition)].append(_mask(condition))
    return tuple(_combinations(closing))


def option_graph(form: OptionForm) -> ConflictGraph:
    """The graph of a conflict in option form; a state's id is a letter for each act, Y where it is taken.

    Raises:
        InputError: no feasible state, or too many states or moves.
    """
    states = feasible_states(form)
    _refuse_crowds(form, states)
    if not states:
        hint = "fewer infeasible combinations"
        raise InputError(Fault(place="infeasibles", message="no state is feasible", hint=hint))
    taken: set[str] = set()
    makers = []
    for actor in form.actors:
        name = slug(actor.title, taken=taken, fallback="maker")
        taken.add(name)
        makers.append(
            DecisionMaker(
                id=name,
                title=actor.title,
                moves=_moves(form, actor, states),
                preference=actor_preference(actor, states),
            )
        )
    listed = tuple(State(id=_letters(state, form), title=_words(state, form)) for state in states)
    return ConflictGraph(title=form.title, states=listed, makers=tuple(makers), notes=form.notes)


def actor_preference(actor: Actor, states: Sequence[int]) -> StatePreference:
    """A decision maker's ranking of ``states``: as given, or as its statements decide."""
    if actor.ranking is not None:
        return StatePreference(groups=actor.ranking)
    wanted = [[_mask(condition) for condition in statement] for statement in actor.statements]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for number, state in enumerate(states):
        score = tuple(any(state & mask == value for mask, value in anyhow) for anyhow in wanted)
        groups.setdefault(score, []).append(number)
    return StatePreference(groups=tuple(tuple(groups[score]) for score in sorted(groups, reverse=True)))


def _combinations(closing: Sequence[Sequence[tuple[int, int]]]) -> Iterator[int]:
    """Depth first from the last act to the first; a condition is tested once all its acts are settled."""
    work, found = 0, 0
    stack = [(len(closing), 0)]
    while stack:
        settled, state = stack.pop()
        work += 1
        if work > SEARCH_LIMIT or found > STATES_LIMIT:
            message = f"more than {STATES_LIMIT} feasible states, or too many combinations to search"
            raise InputError(Fault(place="options", message=message, hint="fewer options", code="too-large"))
        if settled == 0:
            found += 1
            yield state
            continue
        act = settled - 1
        stack += [
            (act, after)
            for after in (state | 1 << act, state)
            if not any(after & mask == value for mask, value in closing[act])
        ]


def _moves(form: OptionForm, actor: Actor, states: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    own = sum(1 << act for act in actor.acts)
    forward, back = (
        sum(1 << number for number, act in enumerate(form.acts) if act.direction is direction)
        for direction in (Direction.FORWARD, Direction.BACK)
    )
    together: dict[int, list[int]] = {}
    for number, state in enumerate(states):
        together.setdefault(state & ~own, []).append(number)
    return tuple(
        tuple(
            other
            for other in together[state & ~own]
            if other != number and not (state & ~states[other] & forward or states[other] & ~state & back)
        )
        for number, state in enumerate(states)
    )


def _refuse_crowds(form: OptionForm, states: Sequence[int]) -> None:
    moves = 0
    for actor in form.actors:
        own = sum(1 << act for act in actor.acts)
        moves += sum(size * (size - 1) for size in Counter(state & ~own for state in states).values())
    if moves > MOVES_LIMIT:
        message = f"{len(states)} states with {moves} moves, more than {MOVES_LIMIT}"
        hint = "fewer options of one decision maker"
        raise InputError(Fault(place="options", message=message, hint=hint, code="too-large"))


def _mask(condition: Condition) -> tuple[int, int]:
    """A condition as binary numbers: the acts it names, and those of them that are taken."""
    return sum(1 << act for act, _ in condition), sum(1 << act for act, is_taken in condition if is_taken)


def _letters(state: int, form: OptionForm) -> str:
    return "".join("Y" if state >> act & 1 else "N" for act in range(len(form.acts)))


def _words(state: int, form: OptionForm) -> str:
    return ", ".join(act.title for number, act in enumerate(form.acts) if state >> number & 1) or "none"
