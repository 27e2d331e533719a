"""The door for conflict graphs: given by names, checked as a whole, all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from detente.case.graph import (
    MAKERS_LIMIT,
    MOVES_LIMIT,
    STATES_LIMIT,
    ConflictGraph,
    DecisionMaker,
    State,
    StatePreference,
)
from detente.errors import Fault, InputError, shown_value, unknown_name_hint

Arcs: TypeAlias = Iterable[tuple[str, str]]
Ranking: TypeAlias = Sequence[str | Sequence[str]]

FAULTS_SHOWN = 50
"""More faults than this are counted, not listed."""


def both_ways(arcs: Arcs) -> list[tuple[str, str]]:
    """Each arc and the one back: reversible moves.

    >>> both_ways([("peace", "war")])
    [('peace', 'war'), ('war', 'peace')]
    """
    return [pair for start, end in arcs for pair in ((start, end), (end, start))]


def conflict_graph(
    states: Sequence[str] | Mapping[str, str],
    *,
    moves: Mapping[str, Arcs],
    rankings: Mapping[str, Ranking] | None = None,
    prefers: Mapping[str, Arcs] | None = None,
    titles: Mapping[str, str] | None = None,
    title: str = "",
) -> ConflictGraph:
    """A checked conflict graph.

    Args:
        states: Ids of the states, or ids with titles.
        moves: For each decision maker the moves that it can make alone, each as ``(from, to)``. Its keys are
            the decision makers, in order.
        rankings: For a decision maker the states from best to worst, tied ones in a list. A state left out is
            unknown against all others; so are all states of a decision maker without a ranking.
        prefers: Single comparisons beside the ranking, each as ``(better, worse)``. Nothing is inferred from
            them, but that tied states compare alike.
        titles: Titles of decision makers, where the id is not enough.
        title: What the graph is about.

    Returns:
        The graph. A pair of states that nothing says anything of is unknown.

    Raises:
        InputError: every unknown name, repetition, contradiction and move from a state to itself, at once.
    """
    named = dict(states) if isinstance(states, Mapping) else {state: state for state in states}
    found: list[Fault] = _state_faults(states) + _maker_faults(moves, rankings, prefers, titles)
    numbers = {state: number for number, state in enumerate(named)}
    makers = []
    for maker, arcs in moves.items():
        reached = _moves(maker, arcs, numbers, found)
        preference = _preference(
            maker, (rankings or {}).get(maker, ()), (prefers or {}).get(maker, ()), numbers, found
        )
        named_maker = (titles or {}).get(maker, maker)
        makers.append(DecisionMaker(id=maker, title=named_maker, moves=reached, preference=preference))
    crowd = sum(len(ends) for maker in makers for ends in maker.moves)
    if crowd > MOVES_LIMIT:
        message = f"{crowd} moves, more than {MOVES_LIMIT}"
        found.append(Fault(place="moves", message=message, hint="a smaller graph", code="too-large"))
    if found:
        raise InputError(*_shown(found))
    listed = tuple(State(id=state, title=text) for state, text in named.items())
    return ConflictGraph(title=title, states=listed, makers=tuple(makers))


def partial_preference(
    groups: Sequence[tuple[int, ...]], compare: Callable[[int, int], int | None]
) -> StatePreference:
    """A preference from groups of tied states, each state in one, and a comparison of any two groups.

    Args:
        groups: The states of each group.
        compare: Of groups ``a`` and ``b``, by number: positive where ``a`` is preferred, negative where ``b``
            is, None where that is not known.
    """
    below: list[list[int]] = [[] for _ in groups]
    for one, other in combinations(range(len(groups)), 2):
        order = compare(one, other)
        if order is not None:
            better, worse = (one, other) if order > 0 else (other, one)
            below[better].append(worse)
    return _settled(groups, below)


def _settled(groups: Sequence[tuple[int, ...]], below: Sequence[Sequence[int]]) -> StatePreference:
    """The preference, best first where the groups are a ranking from best to worst without gaps."""
    order = sorted(range(len(groups)), key=lambda group: -len(below[group]))
    beats = [len(below[group]) for group in order]
    if beats == list(range(len(groups) - 1, -1, -1)):
        return StatePreference(groups=tuple(groups[group] for group in order))
    return StatePreference(groups=tuple(groups), below=tuple(tuple(sorted(worse)) for worse in below))


def _preference(
    maker: str, ranking: Ranking, prefers: Arcs, numbers: Mapping[str, int], found: list[Fault]
) -> StatePreference:
    groups = _groups(maker, ranking, numbers, found)
    ranked = len(groups)
    listed = {state for group in groups for state in group}
    groups += [(state,) for state in range(len(numbers)) if state not in listed]
    home = {state: number for number, group in enumerate(groups) for state in group}
    below = [set(range(group + 1, ranked)) for group in range(ranked)]
    below += [set() for _ in range(len(groups) - ranked)]
    for number, (better, worse) in enumerate(prefers, start=1):
        place = f"preferences of {maker}, comparison {number}"
        if not _known((better, worse), numbers, place, found):
            continue
        high, low = home[numbers[better]], home[numbers[worse]]
        if high == low or high in below[low]:
            said = "the same as" if high == low else "less than"
            message = f"'{better}' is said to be preferred to '{worse}', and elsewhere to be liked {said} it"
            found.append(Fault(place=place, message=message, hint="one of the two"))
        else:
            below[high].add(low)
    return _settled(groups, [sorted(worse) for worse in below])


def _groups(
    maker: str, ranking: Ranking, numbers: Mapping[str, int], found: list[Fault]
) -> list[tuple[int, ...]]:
    place, seen = f"ranking of {maker}", set()
    groups: list[tuple[int, ...]] = []
    for entry in ranking:
        tied = [entry] if isinstance(entry, str) else list(entry)
        if not tied:
            found.append(Fault(place=place, message="an empty group of tied states", hint="leave it out"))
        for state in tied:
            if state in seen:
                found.append(Fault(place=place, message=f"'{state}' stands twice", hint="each state once"))
            _known((state,), numbers, place, found)
        fresh = dict.fromkeys(state for state in tied if state in numbers and state not in seen)
        seen.update(tied)
        if fresh:
            groups.append(tuple(sorted(numbers[state] for state in fresh)))
    return groups


def _moves(
    maker: str, arcs: Arcs, numbers: Mapping[str, int], found: list[Fault]
) -> tuple[tuple[int, ...], ...]:
    reached: list[set[int]] = [set() for _ in numbers]
    for number, (start, end) in enumerate(arcs, start=1):
        place = f"moves of {maker}, move {number}"
        if not _known((start, end), numbers, place, found):
            continue
        if start == end:
            message = f"a move from '{start}' to itself"
            found.append(Fault(place=place, message=message, hint="leave it out: staying is no move"))
        reached[numbers[start]].add(numbers[end])
    return tuple(tuple(sorted(ends)) for ends in reached)


def _known(states: Iterable[str], numbers: Mapping[str, int], place: str, found: list[Fault]) -> bool:
    unknown = [state for state in states if state not in numbers]
    found += [
        Fault(
            place=place,
            message=f"no state {shown_value(state)}",
            hint=unknown_name_hint(str(state), list(numbers)),
            code="unknown-name",
        )
        for state in unknown
    ]
    return not unknown


def _state_faults(states: Sequence[str] | Mapping[str, str]) -> list[Fault]:
    found = []
    if not states:
        found.append(Fault(place="states", message="no state", hint="one at least"))
    if len(states) > STATES_LIMIT:
        message = f"{len(states)} states, more than {STATES_LIMIT}"
        found.append(Fault(place="states", message=message, hint="a smaller graph", code="too-large"))
    seen: set[str] = set()
    for state in states:
        if not state:
            found.append(Fault(place="states", message="an empty id", hint="a short name"))
        elif state in seen:
            found.append(Fault(place="states", message=f"'{state}' stands twice", hint="each state once"))
        seen.add(state)
    return found


def _maker_faults(
    moves: Mapping[str, Arcs],
    rankings: Mapping[str, Ranking] | None,
    prefers: Mapping[str, Arcs] | None,
    titles: Mapping[str, str] | None,
) -> list[Fault]:
    found = []
    if not moves:
        found.append(Fault(place="moves", message="no decision maker", hint="one at least"))
    if len(moves) > MAKERS_LIMIT:
        message = f"{len(moves)} decision makers, more than {MAKERS_LIMIT}"
        found.append(Fault(place="moves", message=message, hint="fewer", code="too-large"))
    for place, given in (("rankings", rankings), ("prefers", prefers), ("titles", titles)):
        found += [
            Fault(
                place=place,
                message=f"no decision maker {shown_value(maker)}",
                hint=unknown_name_hint(maker, list(moves)),
                code="unknown-name",
            )
            for maker in given or {}
            if maker not in moves
        ]
    return found


def _shown(found: Sequence[Fault]) -> list[Fault]:
    rest = len(found) - FAULTS_SHOWN
    if rest <= 0:
        return list(found)
    counted = Fault(message=f"and {rest} more faults", hint="these first", code="more-faults")
    return [*found[:FAULTS_SHOWN], counted]
