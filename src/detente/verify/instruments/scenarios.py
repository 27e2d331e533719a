"""Conditions multiplied out: every combination of a state of each, nature's with their weight.

A violator chooses among the combinations of the chosen conditions; within each, nature draws. Conditions of
nature are taken as independent of each other and of the choice: the weight of a combination is the product of
the weights of its states, which are taken in proportion to their middle values in all runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from detente.case.verification import By, Condition, State

SCENARIOS_LIMIT = 4_096
"""Combinations that are multiplied out, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One combination of states.

    Attributes:
        states: Ids of its states, one for each condition, in the order of the conditions.
        chosen: Ids of those that the violator chooses.
        weight: The chance of nature's part, given the choice: these sum to 1 over each choice.
        disabled: Sensor classes that see nothing in it.
    """

    states: tuple[str, ...]
    chosen: tuple[str, ...]
    weight: float
    disabled: frozenset[str]

    @property
    def id(self) -> str:
        """Its states as one text; ``any`` where there is no condition."""
        return "+".join(self.states) or "any"


def scenarios(conditions: Sequence[Condition]) -> tuple[Scenario, ...]:
    """All scenarios, those of one choice next to each other; one without states where there is no condition.

    Raises:
        ValueError: with more than SCENARIOS_LIMIT of them.
    """
    count = prod(len(condition.states) for condition in conditions)
    if count > SCENARIOS_LIMIT:
        raise ValueError(f"{count} combinations of conditions, more than {SCENARIOS_LIMIT}: fewer conditions")
    ordered = sorted(conditions, key=lambda condition: condition.by is By.NATURE)
    weights = [_weights(condition) for condition in ordered]
    found = []
    for numbers in product(*(range(len(condition.states)) for condition in ordered)):
        pairs = [(item, item.states[at]) for item, at in zip(ordered, numbers, strict=True)]
        by_condition = {condition.id: state.id for condition, state in pairs}
        found.append(
            Scenario(
                states=tuple(by_condition[condition.id] for condition in conditions),
                chosen=tuple(state.id for condition, state in pairs if condition.by is By.CHOSEN),
                weight=prod(share[at] for share, at in zip(weights, numbers, strict=True)),
                disabled=frozenset(sensor for _, state in pairs for sensor in state.disables),
            )
        )
    return tuple(item for item in found if item.weight > 0)


def _weights(condition: Condition) -> list[float]:
    """The share of each state; 1 for each of a chosen condition."""
    if condition.by is By.CHOSEN:
        return [1.0] * len(condition.states)
    raw = [_raw(state) for state in condition.states]
    return [share / sum(raw) for share in raw]


def _raw(state: State) -> float:
    return 0.0 if state.weight is None else state.weight.at("mid")
