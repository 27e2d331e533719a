"""GMCR files: conflicts in option form as gmcr-py saves them (JSON, ``.gmcr``), in all its spellings.

The newer spelling has ``useManualPreferenceRanking`` and ``preferenceRanking``, the older one
``useManualPreferenceVectors`` and ``preferenceVector``; the direction of an option is ``permittedDirection``,
in the first version ``reversibility``. Options are named by their number from 0, states by their number from
1: the feasible states in ascending binary order, the first option the lowest digit, after the options were
put in the order of the decision makers that control them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from detente.case.graph import MAKERS_LIMIT
from detente.case.interop.data_tree import Spot
from detente.case.interop.files import DataFile, read_file
from detente.case.interop.findings import Findings, refusal
from detente.case.interop.json_tree import parse_json
from detente.case.option_form import (
    Act,
    Actor,
    Condition,
    Direction,
    OptionForm,
    Statement,
    feasible_states,
)
from detente.errors import InputError, shown_value, unknown_name_hint

ACTS_LIMIT = 64
"""Most options that a conflict may have."""

CONDITIONS_LIMIT = 1_000
"""Most conditions in the list of infeasible states, or of one decision maker."""

ROOT_KEYS = (
    "decisionMakers",
    "options",
    "infeasibles",
    "useManualPreferenceRanking",
    "useManualPreferenceVectors",
    "coalitions",
    "coalitionsFull",
    "program",
    "version",
)
MAKER_KEYS = (
    "name",
    "options",
    "preferences",
    "preferenceRanking",
    "preferenceVector",
    "misperceptions",
    "payoffs",
)
ACT_KEYS = ("name", "permittedDirection", "reversibility")

ALIKE = 0.8
"""How alike by spelling a strange key has to be to a known one to be taken for a mistake."""
LONGEST_KEY = 60

NEWER = ("useManualPreferenceRanking", "preferenceRanking")
OLDER = ("useManualPreferenceVectors", "preferenceVector")


def read_gmcr(path: Path | str) -> OptionForm:
    """Read a GMCR file.

    Coalitions, and states that a decision maker does not perceive, are left out, and a note says so.

    Raises:
        InputError: all that is wrong with the file, each with its place.
    """
    return gmcr_form(read_file(Path(path)))


def gmcr_form(file: DataFile) -> OptionForm:
    """What :func:`read_gmcr` makes of a file that was read already.

    Raises:
        InputError: all that is wrong with the file, each with its place.
    """
    findings = Findings(file=file.where)
    root = Spot(parse_json(file), "", findings)
    if not isinstance(root.data, dict):
        root.fault("no conflict", "a file saved by gmcr-py")
        raise refusal(findings.faults)
    form = _form(root, file.stem)
    if findings.faults:
        raise refusal(findings.faults)
    return form


def _form(root: Spot, title: str) -> OptionForm:
    _keys(root, ROOT_KEYS)
    acts = [_act(option) for option in root.at("options").members()]
    if not 0 < len(acts) <= ACTS_LIMIT:
        root.at("options").fault(f"{len(acts)} options", f"1 to {ACTS_LIMIT}")
    makers = list(root.at("decisionMakers").members())
    if not 0 < len(makers) <= MAKERS_LIMIT:
        root.at("decisionMakers").fault(f"{len(makers)} decision makers", f"1 to {MAKERS_LIMIT}")
    for maker in makers:
        _keys(maker, MAKER_KEYS)
    owned = [_numbers(maker.at("options"), len(acts), "option") for maker in makers]
    order = _order(root, acts, owned)
    infeasible = _statements(root.at("infeasibles"), order)
    if root.findings.faults:
        _look_further(root, makers, order)
        return OptionForm(title=title, acts=(), actors=())
    places = sorted(order, key=lambda act: order[act])
    form = OptionForm(title=title, acts=tuple(acts[act] for act in places), actors=(), infeasible=infeasible)
    actors = _actors(root, makers, [[order[act] for act in own] for own in owned], order, form)
    return replace(form, actors=actors, notes=tuple(_notes(root, makers)))


def _look_further(root: Spot, makers: Sequence[Spot], order: Mapping[int, int]) -> None:
    """Find what else is wrong where the states cannot be told any more: all faults are named at once."""
    manual, key = _ranked_by_hand(root)
    for maker in makers:
        maker.at("name").text()
        if "preferences" in maker:
            _statements(maker.at("preferences"), order)
        if manual:
            for entry in maker.at(_spelled(maker, key)).members():
                for state in entry.members() if isinstance(entry.data, list) else (entry,):
                    state.number()


def _keys(spot: Spot, known: Sequence[str]) -> None:
    """A key that is nearly a known one is a fault; other programs may add others, of which a note is made."""
    if not isinstance(spot.data, dict):
        return
    for key in spot.data:
        if key in known:
            continue
        close = get_close_matches(key[:LONGEST_KEY], known, n=1, cutoff=ALIKE)
        if close:
            spot.at(key).fault(f"there is no key {shown_value(key)}", f"'{close[0]}'", code="unknown-name")
        else:
            spot.findings.notes.append(f"{spot.at(key).place}: not known to this reader, and left out.")


def _act(option: Spot) -> Act:
    _keys(option, ACT_KEYS)
    name = option.at("name").text()
    spelling = "permittedDirection" if "permittedDirection" in option else "reversibility"
    direction = option.at(spelling)
    try:
        return Act(title=name, direction=Direction(direction.text()))
    except ValueError:
        hint = unknown_name_hint(direction.text(), [known.value for known in Direction])
        direction.fault(f"no direction {shown_value(direction.text())}", hint)
        return Act(title=name)


def _order(root: Spot, acts: Sequence[Act], owned: Sequence[Sequence[int]]) -> Mapping[int, int]:
    """For each option of the file its place in the order of the decision makers; nobody's stand last."""
    listed = list(dict.fromkeys(act for own in owned for act in own))
    for act in range(len(acts)):
        if act not in listed:
            listed.append(act)
            message = f"no decision maker controls option {act} ({shown_value(acts[act].title)})"
            root.at("options").fault(message, "its number among the options of a decision maker")
    return {act: place for place, act in enumerate(listed)}


def _actors(
    root: Spot,
    makers: Sequence[Spot],
    owned: Sequence[Sequence[int]],
    order: Mapping[int, int],
    form: OptionForm,
) -> tuple[Actor, ...]:
    manual, key = _ranked_by_hand(root)
    try:
        count = len(feasible_states(form))
    except InputError as error:
        root.findings.faults.extend(replace(fault, file=root.findings.file) for fault in error.faults)
        return ()
    if count == 0:
        root.at("infeasibles").fault("no state is feasible", "fewer infeasible combinations")
        return ()
    return tuple(
        Actor(
            title=maker.at("name").text(),
            acts=tuple(own),
            statements=_statements(maker.at("preferences"), order) if "preferences" in maker else (),
            ranking=_ranking(maker.at(_spelled(maker, key)), count) if manual else None,
        )
        for maker, own in zip(makers, owned, strict=True)
    )


def _ranked_by_hand(root: Spot) -> tuple[bool, str]:
    """Whether the rankings count rather than the statements, and how they are spelled."""
    flags = {spelling: root.at(flag) for flag, spelling in (NEWER, OLDER) if flag in root}
    for flag in flags.values():
        if not isinstance(flag.data, bool):
            flag.fault("neither true nor false", "true or false")
    said = {flag.data for flag in flags.values() if isinstance(flag.data, bool)}
    if len(said) > 1:
        root.fault(f"{NEWER[0]} and {OLDER[0]} say different things", "one of them")
    return said == {True}, next(iter(flags), NEWER[1])


def _spelled(maker: Spot, key: str) -> str:
    """The spelling of the ranking that this decision maker has."""
    other = {NEWER[1]: OLDER[1], OLDER[1]: NEWER[1]}[key]
    return other if key not in maker and other in maker else key


def _ranking(ranking: Spot, count: int) -> tuple[tuple[int, ...], ...]:
    """State numbers from 0, best first, each state once."""
    groups = []
    for entry in ranking.members():
        tied = list(entry.members()) if isinstance(entry.data, list) else [entry]
        numbers = [_number(state, 1, count, "state") for state in tied]
        groups.append(tuple(sorted(number - 1 for number in numbers if number is not None)))
        if not tied:
            entry.fault("an empty group of states", "leave it out")
    times = Counter(state for group in groups for state in group)
    for state in range(count):
        if times[state] != 1 and isinstance(ranking.data, list):
            said = "is missing" if times[state] == 0 else f"stands {times[state]} times"
            ranking.fault(f"state {state + 1} of {count} {said}", "each feasible state once")
    return tuple(groups)


def _statements(listed: Spot, order: Mapping[int, int]) -> tuple[Statement, ...]:
    found, conditions = [], 0
    for statement in listed.members():
        compound = isinstance(statement.data, dict)
        parts = statement.at("members").members() if compound else iter([statement])
        found.append(tuple(_condition(part, order) for part in parts))
        conditions += len(found[-1])
        if conditions > CONDITIONS_LIMIT:
            listed.fault(f"more than {CONDITIONS_LIMIT} conditions", "fewer", code="too-large")
            break
    return tuple(found)


def _condition(condition: Spot, order: Mapping[int, int]) -> Condition:
    found: dict[int, bool] = {}
    for part in condition.members():
        pair = list(part.members()) if isinstance(part.data, list) else []
        if len(pair) != 2:
            part.fault("no pair of an option and whether it is taken", 'a pair such as [0, "Y"]')
            continue
        act = _number(pair[0], 0, len(order) - 1, "option")
        if pair[1].data not in ("Y", "N"):
            pair[1].fault(f"{shown_value(pair[1].data)} is neither Y nor N", '"Y" or "N"')
        if act is None or act not in order:
            continue
        if order[act] in found:
            part.fault(f"option {act} stands twice in one condition", "each option once")
        found[order[act]] = pair[1].data == "Y"
    return tuple(sorted(found.items()))


def _numbers(listed: Spot, count: int, what: str) -> list[int]:
    found: list[int] = []
    for entry in listed.members():
        number = _number(entry, 0, count - 1, what)
        if number in found:
            entry.fault(f"{what} {number} stands twice", f"each {what} once")
        elif number is not None:
            found.append(number)
    return found


def _number(spot: Spot, low: int, high: int, what: str) -> int | None:
    """A whole number within bounds; None with a fault otherwise."""
    before = len(spot.findings.faults)
    value = spot.number()
    if len(spot.findings.faults) > before:
        return None
    if value.denominator != 1 or not low <= value <= high:
        spot.fault(f"there is no {what} {value}", f"one from {low} to {high}" if high >= low else "")
        return None
    return int(value)


def _notes(root: Spot, makers: Sequence[Spot]) -> list[str]:
    names = [maker.at("name").text() for maker in makers]
    notes = [*root.findings.notes]
    if isinstance(groups := root.at("coalitions").data, list) and any(
        isinstance(one, list) for one in groups
    ):
        notes.append("Coalitions are left out: each decision maker moves on its own.")
    for name, maker in zip(names, makers, strict=True):
        if maker.at("misperceptions").data not in (None, []):
            notes.append(f"{name}: states that it does not perceive are left out.")
        if not _ranked_by_hand(root)[0] and maker.at("preferences").data in (None, []):
            notes.append(f"{name}: no preference is stated, which gmcr-py takes for indifference.")
    return notes
