"""GMCR files: what they say, in all spellings; written and read again; what is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.graph import STATES_LIMIT
from detente.case.interop.gmcr import CONDITIONS_LIMIT, read_gmcr
from detente.case.interop.gmcr_write import Spelling, gmcr_text, write_gmcr
from detente.case.option_form import Act, Actor, Direction, OptionForm, feasible_states, option_graph
from detente.errors import DetenteError, Fault, InputError, UnknownNameError

Json = dict[str, Any]
SPELLINGS: tuple[Spelling, ...] = get_args(Spelling)


def cuba() -> Json:
    """The missile crisis of 1962 with preference statements, as gmcr-py's example has them."""
    united_states = [
        [[2, "Y"]], [[3, "N"]], {"compound": True, "members": [[[0, "N"], [2, "Y"]]]}, [[1, "N"], [2, "Y"]],
        [[0, "Y"], [3, "Y"]], [[1, "Y"], [3, "Y"]],
        {"compound": True, "members": [
            [[0, "Y"], [2, "N"]], [[1, "Y"], [3, "N"]], [[0, "Y"], [3, "N"]], [[1, "Y"], [2, "N"]]]},
        [[0, "N"], [2, "N"], [3, "N"]], [[1, "N"], [2, "N"], [3, "N"]],
    ]  # fmt: skip
    return {
        "useManualPreferenceVectors": False,
        "decisionMakers": [
            {"name": "US", "options": [0, 1], "preferences": united_states},
            {"name": "USSR", "options": [2, 3], "preferences": [[[3, "N"]]]},
        ],
        "infeasibles": [[[2, "Y"], [3, "Y"]]],
        "options": [
            {"name": "Air strike", "permittedDirection": "fwd"},
            {"name": "Blockade", "permittedDirection": "both"},
            {"name": "Withdraw", "permittedDirection": "both"},
            {"name": "Escalate", "permittedDirection": "both"},
        ],
        "program": "gmcr-py",
        "version": "0.3.1",
    }


def ranked() -> Json:
    """Two who each have one option, with rankings."""
    return {
        "useManualPreferenceRanking": True,
        "decisionMakers": [
            {"name": "North", "options": [0], "preferences": [], "preferenceRanking": [3, [1, 4], 2]},
            {"name": "South", "options": [1], "preferences": [], "preferenceRanking": [2, 1, 4, 3]},
        ],
        "infeasibles": [],
        "options": [
            {"name": "Open the well", "permittedDirection": "both"},
            {"name": "Open the road", "permittedDirection": "back"},
        ],
    }


def read(document: object, folder: Path) -> OptionForm:
    path = folder / "model.gmcr"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return read_gmcr(path)


def refused(document: object, folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read(document, folder)
    assert all(fault.file.endswith("model.gmcr") for fault in caught.value.faults)
    return caught.value.faults


def test_statements_rank_the_states(tmp_path: Path) -> None:
    form = read(cuba(), tmp_path)
    graph = option_graph(form)
    assert (form.title, form.notes) == ("model", ())
    best_first = [[graph.states[state].id for state in group] for group in graph.makers[0].preference.groups]
    assert [ids for (ids,) in best_first] == [
        "NNYN",
        "NYYN",
        "YNYN",
        "YYYN",
        "NYNN",
        "YNNN",
        "YYNN",
        "NNNN",
        "YYNY",
        "YNNY",
        "NYNY",
        "NNNY",
    ]
    assert len(graph.makers[1].preference.groups) == 2


def test_moves_change_any_of_ones_options_where_permitted(tmp_path: Path) -> None:
    graph = option_graph(read(cuba(), tmp_path))
    reached = {
        (maker.id, state.id): {graph.states[end].id for end in maker.moves[number]}
        for maker in graph.makers
        for number, state in enumerate(graph.states)
    }
    assert reached["us", "NNNN"] == {"YNNN", "NYNN", "YYNN"}
    assert reached["us", "YNNN"] == {"YYNN"}
    assert reached["ussr", "NNYN"] == {"NNNN", "NNNY"}
    assert {state.title for state in graph.states} >= {"none", "Air strike, Blockade"}


def test_rankings_name_states_by_number_best_first(tmp_path: Path) -> None:
    form = read(ranked(), tmp_path)
    assert form.actors[0].ranking == ((2,), (0, 3), (1,))
    graph = option_graph(form)
    assert [state.id for state in graph.states] == ["NN", "YN", "NY", "YY"]
    assert graph.makers[1].moves == ((), (), (0,), (1,))
    assert graph.is_known


@pytest.mark.parametrize("old_direction", [False, True])
def test_older_spellings_say_the_same(tmp_path: Path, *, old_direction: bool) -> None:
    document = ranked()
    document["useManualPreferenceVectors"] = document.pop("useManualPreferenceRanking")
    for maker in document["decisionMakers"]:
        maker["preferenceVector"] = maker.pop("preferenceRanking")
    if old_direction:
        for option in document["options"]:
            option["reversibility"] = option.pop("permittedDirection")
    assert read(document, tmp_path) == read(ranked(), tmp_path)


def test_a_newer_flag_may_stand_over_an_older_ranking(tmp_path: Path) -> None:
    document = ranked()
    for maker in document["decisionMakers"]:
        maker["preferenceVector"] = maker.pop("preferenceRanking")
    assert read(document, tmp_path) == read(ranked(), tmp_path)


def test_options_stand_in_the_order_of_their_decision_makers(tmp_path: Path) -> None:
    """State numbers count after the options were put in order, as in the program."""
    document = ranked()
    document["options"].reverse()
    document["decisionMakers"][0]["options"], document["decisionMakers"][1]["options"] = [1], [0]
    document["infeasibles"] = []
    assert read(document, tmp_path) == read(ranked(), tmp_path)
    document["infeasibles"] = [[[1, "Y"], [0, "Y"]]]
    for maker in document["decisionMakers"]:
        maker["preferenceRanking"] = [1, 2, 3]
    assert read(document, tmp_path).infeasible == ((((0, True), (1, True)),),)


def test_notes_say_what_is_left_out(tmp_path: Path) -> None:
    document = cuba()
    document["coalitions"] = [[0, 1]]
    document["decisionMakers"][0]["misperceptions"] = [[[2, "Y"]]]
    document["decisionMakers"][1]["preferences"] = []
    form = read(document, tmp_path)
    assert form.notes == (
        "Coalitions are left out: each decision maker moves on its own.",
        "US: states that it does not perceive are left out.",
        "USSR: no preference is stated, which gmcr-py takes for indifference.",
    )
    assert option_graph(form).notes == form.notes
    assert len(option_graph(form).makers[1].preference.groups) == 1


def test_two_decision_makers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    document = ranked()
    document["decisionMakers"][1]["name"] = "North"
    assert [maker.id for maker in option_graph(read(document, tmp_path)).makers] == ["north", "north-2"]


def change(path: list[Any], value: object) -> Callable[[Json], None]:
    """A change of one value in a document; a value of None drops it."""

    def apply(document: Json) -> None:
        spot: Any = document
        for key in path[:-1]:
            spot = spot[key]
        if value is None:
            del spot[path[-1]]
        else:
            spot[path[-1]] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["options"], None, "no value where a list is needed"),
        (["options"], [], "0 options"),
        (["decisionMakers"], [], "0 decision makers"),
        (["decisionMakers", 0, "name"], None, "no value where a name is needed"),
        (["decisionMakers", 0, "options"], [0, 0], "option 0 stands twice"),
        (["decisionMakers", 0, "options"], ["x"], "'x' is not a number"),
        (["decisionMakers", 0, "options"], [7], "there is no option 7"),
        (["decisionMakers", 0, "options"], [0.5], "there is no option 1/2"),
        (["decisionMakers", 0, "options"], [], "no decision maker controls option 0 ('Open the well')"),
        (["options", 1, "permittedDirection"], "forwards", "no direction 'forwards'"),
        (["decisionMakers", 0, "preferenceRanking"], None, "no value where a list is needed"),
        (["decisionMakers", 0, "preferenceRanking"], [1, 2, 3], "state 4 of 4 is missing"),
        (["decisionMakers", 0, "preferenceRanking"], [1, 2, 3, [4, 1]], "state 1 of 4 stands 2 times"),
        (["decisionMakers", 0, "preferenceRanking"], [1, 2, 3, 4, []], "an empty group"),
        (["decisionMakers", 0, "preferenceRanking"], [1, 2, 3, 4, 5], "there is no state 5"),
        (["decisionMakers", 0, "preferences"], [[[0]]], "no pair of an option and whether it is taken"),
        (["decisionMakers", 0, "preferences"], [[[0, "T"]]], "'T' is neither Y nor N"),
        (["decisionMakers", 0, "preferences"], [[[0, "Y"], [0, "N"]]], "option 0 stands twice"),
        (["decisionMakers", 0, "preferences"], [[[0, "Y"]]] * (CONDITIONS_LIMIT + 1), "more than 1000"),
        (["infeasibles"], [[]], "no state is feasible"),
        (["infeasibles"], [[[0, "Y"]], [[0, "N"]]], "no state is feasible"),
        (["infeasibles"], 3, "'3' is not a list"),
        (["useManualPreferenceRanking"], "yes", "neither true nor false"),
        (["useManualPreferenceVectors"], False, "say different things"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, path: list[Any], value: object, said: str) -> None:
    document = ranked()
    change(path, value)(document)
    faults = refused(document, tmp_path)
    assert any(said in str(fault) for fault in faults), faults


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    document = ranked()
    change(["options", 0, "permittedDirection"], "up")(document)
    change(["decisionMakers", 1, "options"], [9])(document)
    change(["infeasibles"], [[[5, "Y"]]])(document)
    places = [fault.place for fault in refused(document, tmp_path)]
    assert places == [
        "options (1).permittedDirection",
        "decisionMakers (2).options (1)",
        "options",
        "infeasibles (1) (1) (1)",
    ]


@pytest.mark.parametrize("text", ["", "[]", "3", "{", "null", '{"options": 1}', "[" * 100_000, '"\ud800"'])
def test_other_texts_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.gmcr"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DetenteError):
        read_gmcr(path)


def many_options(count: int, infeasible: list[Any]) -> Json:
    return {
        "useManualPreferenceRanking": False,
        "decisionMakers": [{"name": "A", "options": list(range(count)), "preferences": []}],
        "infeasibles": infeasible,
        "options": [{"name": str(number), "permittedDirection": "both"} for number in range(count)],
    }


def test_too_many_states_are_refused_in_time(tmp_path: Path) -> None:
    (fault,) = refused(many_options(40, []), tmp_path)
    assert fault.code == "too-large"
    assert str(STATES_LIMIT) in fault.message
    pigeons = [[[0, "Y" if number % 2 else "N"], [number, "Y"]] for number in range(1, 40)]
    (fault,) = refused(many_options(40, [*pigeons, [[0, "Y"]], [[0, "N"], [1, "N"]]]), tmp_path)
    assert fault.code in {"too-large", "bad-input"}
    assert "options" in refused(many_options(65, []), tmp_path)[0].place


def test_as_many_states_as_a_graph_may_have_are_read(tmp_path: Path) -> None:
    assert len(feasible_states(read(many_options(12, []), tmp_path))) == STATES_LIMIT


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "absent.gmcr", tmp_path / "pipe", "a\0b"):
        with pytest.raises(InputError, match="is no file"):
            read_gmcr(path)


@st.composite
def forms(draw: st.DrawFn) -> OptionForm:
    """Conflicts in option form as the format can say them."""
    owned = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    count = sum(owned)
    titles = st.text(st.characters(codec="utf-8"), max_size=5)
    conditions = st.dictionaries(st.integers(0, count - 1), st.booleans(), min_size=1).map(
        lambda found: tuple(sorted(found.items()))
    )
    statements = st.lists(st.lists(conditions, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
    acts = tuple(
        Act(title=draw(titles), direction=draw(st.sampled_from(list(Direction)))) for _ in range(count)
    )
    form = OptionForm(title="model", acts=acts, actors=(), infeasible=draw(statements))
    states = len(feasible_states(form))
    by_hand = draw(st.booleans())
    actors = []
    for number, own in enumerate(owned):
        levels = draw(st.lists(st.integers(0, 3), min_size=states, max_size=states))
        groups = tuple(
            tuple(state for state, level in enumerate(levels) if level == wanted)
            for wanted in sorted(set(levels))
        )
        start = sum(owned[:number])
        actors.append(
            Actor(
                title=draw(titles),
                acts=tuple(range(start, start + own)),
                statements=draw(statements),
                ranking=groups if by_hand else None,
            )
        )
    return OptionForm(title="model", acts=acts, actors=tuple(actors), infeasible=form.infeasible)


@given(form=forms(), spelling=st.sampled_from(SPELLINGS))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, form: OptionForm, spelling: Spelling
) -> None:
    folder = tmp_path_factory.mktemp("gmcr")
    write_gmcr(form, folder / "model.gmcr", spelling=spelling)
    if not feasible_states(form):
        with pytest.raises(InputError, match="no state is feasible"):
            read_gmcr(folder / "model.gmcr")
        return
    again = read_gmcr(folder / "model.gmcr")
    assert (again.title, again.acts, again.actors, again.infeasible) == (
        form.title, form.acts, form.actors, form.infeasible,
    )  # fmt: skip
    assert option_graph(again).makers == option_graph(form).makers


def test_the_spelling_is_as_asked(tmp_path: Path) -> None:
    form = read(ranked(), tmp_path)
    newer, older = (json.loads(gmcr_text(form, spelling=spelling)) for spelling in SPELLINGS)
    assert newer["useManualPreferenceRanking"] is older["useManualPreferenceVectors"] is True
    assert newer["decisionMakers"][0]["preferenceRanking"] == [3, [1, 4], 2]
    assert older["decisionMakers"][0]["preferenceVector"] == [3, [1, 4], 2]
    with pytest.raises(UnknownNameError, match=r"no spelling 'oldest'\. Try: 'older'"):
        gmcr_text(form, spelling=cast("Spelling", "oldest"))


def test_what_the_format_cannot_say_is_refused(tmp_path: Path) -> None:
    acts = (Act(title="a"), Act(title="b"))
    actors = (Actor(title="A", acts=(1,)), Actor(title="B", acts=(0,), ranking=((0, 1, 2, 3),)))
    with pytest.raises(InputError) as caught:
        write_gmcr(OptionForm(title="x", acts=acts, actors=actors), tmp_path / "x.gmcr")
    assert [fault.place for fault in caught.value.faults] == ["decisionMakers", "options"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    form = read(ranked(), tmp_path)
    before = (tmp_path / "model.gmcr").read_text()
    with pytest.raises(InputError, match="exists, so nothing was written"):
        write_gmcr(form, tmp_path / "model.gmcr")
    with pytest.raises(InputError, match="cannot be written"):
        write_gmcr(form, tmp_path / "absent" / "model.gmcr")
    assert (tmp_path / "model.gmcr").read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["model.gmcr"]


KEYS = ("name", "options", "members", "preferences", "x")
SCALARS = st.none() | st.booleans() | st.integers(-2, 9) | st.floats(allow_nan=True) | st.text(max_size=3)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
def test_damaged_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever stands anywhere in a file, the reader answers with a graph or with what is wrong."""
    document: Any = data.draw(st.sampled_from([cuba, ranked]))()
    for _ in range(data.draw(st.integers(1, 3))):
        spot = document
        while isinstance(spot, dict | list) and spot:
            keys = sorted(spot) if isinstance(spot, dict) else list(range(len(spot)))
            key = data.draw(st.sampled_from(keys))
            if data.draw(st.integers(0, 2)) == 0 or not isinstance(spot[key], dict | list):
                spot[key] = data.draw(JUNK)
                break
            spot = spot[key]
    faults: tuple[Fault, ...] = ()
    graph = None
    try:
        graph = option_graph(read(document, tmp_path_factory.mktemp("gmcr")))
    except InputError as error:
        faults = error.faults
    assert (graph is None) == bool(faults)
    assert all(fault.message for fault in faults)
