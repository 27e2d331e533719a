"""What a solution concept selects, and what turns it: by hand, by brute force, through the whole chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.answer import solve
from detente.accept.solutions import CONCEPTS, Concept
from detente.assess.candidates import Candidate, candidates_of
from detente.assess.picked import STEPS, picked
from detente.assess.preferences import preference_inputs, with_figure, within_bounds
from detente.assess.reversal import Challenged, along, replayed
from detente.assess.rivals import Rivals, rivals_on
from detente.assess.selection import Selection, instead, selected, selections_of
from detente.case.folder import build_case
from detente.case.model import Case
from tests.bundled import bundled, solved

F = Fraction
UKRAINE = "ukraine-2025-03"
Number = str | tuple[str, str]
Values = Mapping[str, Number]


def said(number: Number) -> object:
    """A number or an interval as a file has it."""
    return Decimal(number) if isinstance(number, str) else [Decimal(end) for end in number]


def choice(p: Values, q: Values, **more: object) -> Case:
    """Two parties and one issue; without a deal nothing, or for p what ``reservation`` says."""
    floors = {"p": more.pop("reservation", Decimal(0)), "q": Decimal(0)}
    added = {"p": more.pop("interactions", []), "q": []}
    parties = {
        name: {
            "title": name.upper(),
            "weights": {"i": 1},
            "values": {"i": {option: said(value) for option, value in values.items()}},
            "reservation": {"value": floors[name], "why": "by hand"},
            "interactions": added[name],
        }
        for name, values in (("p", p), ("q", q))
    }
    issues = {
        "i": {"title": "The ford", "options": {name: f"Way {name}" for name in "abc"[: max(2, len(p))]}}
    }
    return build_case({"format": 1, "case": {"title": "t"}, "parties": parties, "issues": issues, **more})


def selection_in(case: Case, concept: Concept = "nash") -> Selection:
    """The selection of the first package that a concept selects."""
    answer = solve(case)
    candidates = [Candidate(package=answer.solutions[concept].packages[0], names=(concept,))]
    return next(each for each in selections_of(answer, candidates) if each.concept == concept)


def turned(case: Case, concept: Concept = "nash") -> Challenged:
    return picked(case, selection_in(case, concept))


# ---------------------------------------------------------------- by hand


def test_one_value_turns_the_nash_product_where_it_equals_the_rivals() -> None:
    """b is worth 1/2 x 9/10, a is worth 2/5: b is selected until it is worth less than 4/9 to p."""
    case = choice({"a": "1", "b": ("0", "1")}, {"a": "0.4", "b": "0.9"})
    found = turned(case)
    assert found.found == "one"
    (reversal,) = found.reversals
    assert reversal.moves[0].input.place == "parties.p.values.i.b"
    assert reversal.keeps / 2 <= F(1, 2) - F(4, 9) <= reversal.size / 2
    assert reversal.size - reversal.keeps == F(1, STEPS)
    assert reversal.instead == {"i": "a"}
    assert found.package == {"i": "b"}
    assert found.conclusion.margin(replayed(case, reversal)) == (-1,)


def test_an_option_that_nobody_valued_moves_between_nothing_and_all() -> None:
    case = choice({"a": "1"}, {"a": "0.4", "b": "0.9"})
    (known,) = preference_inputs(case)
    assert (known.place, known.figure.low, known.figure.high) == ("parties.p.values.i.b", F(0), F(1))
    assert turned(case).reversals == turned(choice({"a": "1"}, {"a": "0.4", "b": "0.9"})).reversals
    assert turned(case).reversals[0].moves[0].value < F(4, 9)


def test_two_values_turn_what_neither_does() -> None:
    found = turned(choice({"a": "1", "b": ("0.45", "0.55")}, {"a": "0.4", "b": ("0.82", "0.98")}))
    assert found.found == "pair"
    reversal = found.reversals[0]

    def product(part: Fraction) -> Fraction:
        return (F("0.5") - F("0.05") * part) * (F("0.9") - F("0.08") * part)

    assert product(reversal.size) < F("0.4") <= product(reversal.keeps)


def test_three_values_turn_what_no_two_do_and_nothing_turns_the_rest() -> None:
    p = {"a": ("0.87", "0.93"), "b": ("0.47", "0.53")}
    found = turned(choice(p, {"a": "0.45", "b": ("0.87", "0.93")}))
    assert (found.found, len(found.reversals[0].moves)) == ("all", 3)
    safe = turned(choice(p, {"a": "0.35", "b": ("0.87", "0.93")}))
    assert (safe.found, safe.reversals) == ("none", ())
    closed = turned(choice({"a": "1", "b": "0.5"}, {"a": "0.4", "b": "0.9"}))
    assert closed.found == "nothing-open"
    alone = turned(choice({"a": "1", "b": ("0.45", "0.55")}, {"a": "0.4", "b": "0.9"}))
    assert alone.found == "none"  # one figure makes no pair


def test_a_reservation_that_falls_brings_the_other_package() -> None:
    """(1 - r) 2/5 against (1/2 - r) 9/10: the second is greater below r = 1/10; r stands at 2/5."""
    case = choice({"a": "1", "b": "0.5"}, {"a": "0.4", "b": "0.9"}, reservation=[Decimal(0), Decimal("0.8")])
    found = turned(case)
    falling = next(each for each in found.reversals if each.moves[0].value < F(2, 5))
    assert falling.keeps <= F(3, 4) <= falling.size
    assert falling.instead == {"i": "b"}


def test_a_reservation_that_rises_leaves_no_package() -> None:
    case = choice({"a": "0.6", "b": "0.5"}, {"a": "0.9", "b": "0.4"}, reservation=[Decimal(0), Decimal(1)])
    found = turned(case)
    assert found.reversals[0].instead is None
    assert found.reversals[0].moves[0].value > F(3, 5)


def test_what_a_party_adds_can_move_too() -> None:
    """b is worth 2/5 + m to p, m in [0, 1/5]: a is selected once (2/5 + m) 9/10 is below 2/5."""
    added = {"when": "i = b", "value": [Decimal(0), Decimal("0.2")]}
    case = choice({"a": "1", "b": "0.4"}, {"a": "0.4", "b": "0.9"}, interactions=[added])
    (known,) = preference_inputs(case)
    assert known.place == "parties.p.interactions.1"
    (reversal,) = turned(case).reversals
    assert reversal.keeps / 10 <= F(1, 10) - (F(4, 9) - F(2, 5)) <= reversal.size / 10


# ---------------------------------------------------------------- weights


def weighted(bounds: Sequence[tuple[int, int]]) -> Case:
    """One party with weights of which the ratios are bounded, and one with equal ones."""
    names = "abcd"[: len(bounds)]
    values = {name: {"x": Decimal(1), "y": Decimal(0)} for name in names}
    return build_case(
        {
            "format": 1,
            "case": {"title": "t"},
            "issues": {name: {"title": name.upper(), "options": {"x": "X", "y": "Y"}} for name in names},
            "parties": {
                "p": {
                    "title": "P",
                    "weights": {name: list(each) for name, each in zip(names, bounds, strict=True)},
                    "values": values,
                }
            },
        }
    )


BOUNDS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda two: (min(two), max(two))),
    min_size=2,
    max_size=4,
).filter(lambda bounds: any(low < high for low, high in bounds))


@given(BOUNDS)
@settings(max_examples=60, deadline=None)
def test_a_share_goes_as_far_as_the_ratios_allow_and_no_further(bounds: list[tuple[int, int]]) -> None:
    case = weighted(bounds)
    inputs = preference_inputs(case)
    before = case.parties[0].preference.weights
    for known in inputs:
        issue = str(known.path[-1])
        for end in (known.figure.low, known.figure.high):
            if end in (known.middle, 0):
                continue
            moved = with_figure(case, known, end)
            after = moved.parties[0].preference.weights
            share = {name: each.low / sum(one.low for one in after.values()) for name, each in after.items()}
            assert share[issue] == end
            assert within_bounds(case, moved)
            if end < F(999, 1000) and abs(end - known.middle) > F(1, 100):
                beyond = end + (end - known.middle) / 100
                assert not within_bounds(case, with_figure(case, known, beyond))
            others = [name for name in before if name != issue and share[name]]
            centre = {name: one.middle for name, one in ((str(x.path[-1]), x) for x in inputs)}
            ratios = {share[name] / centre[name] for name in others if name in centre}
            assert len(ratios) <= 1  # all others keep their proportions


def test_two_shares_together_can_leave_the_bounds() -> None:
    case = weighted([(1, 3), (1, 3), (2, 2)])
    known = {each.place: each for each in preference_inputs(case)}
    one, two = known["parties.p.weights.a"], known["parties.p.weights.b"]
    both = with_figure(with_figure(case, one, one.figure.high), two, two.figure.low)
    swapped = with_figure(with_figure(case, two, two.figure.low), one, one.figure.high)
    assert both.parties == swapped.parties
    assert within_bounds(case, with_figure(case, one, one.figure.high))
    tight = weighted([(1, 2), (1, 2), (1, 2)])
    known = {each.place: each for each in preference_inputs(tight)}
    one, two = known["parties.p.weights.a"], known["parties.p.weights.b"]
    apart = with_figure(with_figure(tight, one, one.figure.high), two, two.figure.low)
    assert not within_bounds(tight, apart)


def test_weights_that_are_known_or_alone_are_not_moved() -> None:
    assert not [each for each in preference_inputs(weighted([(1, 1), (2, 2)])) if "weights" in each.place]
    assert preference_inputs(choice({"a": "1", "b": "0"}, {"a": "0", "b": "1"})) == ()


# ---------------------------------------------------------------- brute force


TENTHS = st.integers(0, 10).map(lambda tenth: str(Decimal(tenth) / 10))
NUMBERS: st.SearchStrategy[Number] = st.one_of(
    TENTHS, st.tuples(TENTHS, TENTHS).map(lambda two: (min(two, key=float), max(two, key=float)))
)
THREE = st.fixed_dictionaries(dict.fromkeys("abc", NUMBERS))
GRID = 16


@given(THREE, THREE, st.sampled_from(CONCEPTS))
@settings(max_examples=30, deadline=None)
def test_no_smaller_step_of_a_grid_turns_it(p: Values, q: Values, concept: Concept) -> None:
    """Every figure, both ends, every step of a grid, through the whole chain: none before what is found."""
    case = choice(p, q)
    if not solve(case).solutions[concept].packages:
        return
    found = turned(case, concept)
    steps = [F(step, GRID) for step in range(1, GRID + 1)]
    brute = [
        step
        for known in found.conclusion.inputs
        for end in (known.figure.low, known.figure.high)
        for step in steps
        if found.conclusion.margin(with_figure(case, known, along(known, end, step))) == (-1,)
    ]
    if found.found == "one":
        assert found.conclusion.margin(replayed(case, found.reversals[0])) == (-1,)
    if found.found == "one" and concept in {"nash", "utilitarian"}:
        assert not [step for step in brute if step < found.reversals[0].keeps]
    elif concept in {"nash", "utilitarian"}:
        assert brute == []
    for reversal in found.reversals:
        assert found.conclusion.margin(replayed(case, reversal)) == (-1,)


# ---------------------------------------------------------------- the bundled case


def test_the_rivals_and_the_whole_chain_agree_at_every_end() -> None:
    case = bundled(UKRAINE)
    (selection,) = selections_of(solved(UKRAINE), candidates_of(solved(UKRAINE), cap=1))
    space = selection.frontier.space
    chosen = space.problem.numbers(selection.package)
    rivals = Rivals(space, chosen, [selection.frontier])
    assert rivals.margin("nash", rivals.gains(case)) > 0
    inputs = selection.conclusion.inputs
    assert len(inputs) > 100
    for known in [each for each in inputs if each.path[-1] != "reservation"][::9]:
        for end in (known.figure.low, known.figure.high):
            moved = with_figure(case, known, end)
            issue = [each.id for each in case.issues].index(str(known.path[4]))
            on_it = rivals_on(space, chosen, issue)
            quick = on_it.margin("nash", on_it.gains(moved)) < -1e-12
            assert (selection.conclusion.margin(moved) == (-1,)) == quick


def test_the_nash_package_of_the_bundled_case_is_turned_by_little() -> None:
    case = bundled(UKRAINE)
    (selection,) = selections_of(solved(UKRAINE), candidates_of(solved(UKRAINE), cap=1))
    found = picked(case, selection)
    assert (found.found, found.conclusion.id) == ("one", "selected.nash")
    assert [each.size for each in found.reversals] == sorted(each.size for each in found.reversals)
    for reversal in found.reversals:
        after = replayed(case, reversal)
        assert found.conclusion.margin(after) == (-1,)
        assert reversal.instead == instead(after, "nash", selection.opening) != found.package
        assert within_bounds(case, after)
        (move,) = reversal.moves
        before = with_figure(
            case, move.input, along(move.input, _end(move.input, move.value), reversal.keeps)
        )
        assert found.conclusion.margin(before) == (1,)


def _end(known: object, value: Fraction) -> Fraction:
    from detente.assess.inputs import Input

    assert isinstance(known, Input)
    return known.figure.high if value > known.middle else known.figure.low


def test_without_an_exact_frontier_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    case = choice({"a": "1", "b": "0.5"}, {"a": "0.4", "b": "0.9"})
    selection = selection_in(case)
    monkeypatch.setattr("detente.assess.selection.selected", lambda *_: (None, {}))
    assert selection.conclusion.margin(case) is None
    assert instead(case, "nash", None) is None
    monkeypatch.undo()
    assert selected(case, None)[0] is not None
