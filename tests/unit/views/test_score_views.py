"""A score as text and as JSON."""

from detente.record.score.scoring import Asked, Matched, Score
from detente.views.page import page_lines
from detente.views.score_json import score_shape
from detente.views.score_text import score_parts


def pair(number: int, right: frozenset[Asked], *, optional: bool = False) -> Matched:
    return Matched(
        gold=f"g{number}",
        draft=f"d{number}",
        overlap=0.75,
        right=right,
        asked=frozenset(Asked),
        optional=optional,
    )


def a_score(*matched: Matched, missed: tuple[str, ...] = (), extra: tuple[str, ...] = ()) -> Score:
    return Score(
        file="gold.json",
        extractor="cues 1",
        matched=matched,
        missed=missed,
        missed_optional=min(1, len(missed)),
        extra=extra,
        on_nobodys=min(1, len(extra)),
        kappas={Asked.STANCE: 0.5, Asked.ISSUE: None},
    )


def text_of(found: Score) -> str:
    return "\n".join(page_lines(score_parts(found), width=100))


def test_the_text_names_what_was_found_and_what_was_missed() -> None:
    found = a_score(
        pair(1, frozenset(Asked)), pair(2, frozenset({Asked.PARTY})), missed=("g3", "g4"), extra=("d9",)
    )
    text = text_of(found)
    assert "cues 1, against gold.json." in text
    assert "statements found" in text
    assert "2 of 4" in text
    assert "15% to 85%" in text
    assert "Missed (1 of them may be left out): g3, g4." in text
    assert "Drafts that stand for none (1 in what nobody says): d9." in text
    assert "unknown" in text
    assert "0.50" in text


def test_a_long_list_is_counted_and_an_empty_one_is_said() -> None:
    many = tuple(f"g{number}" for number in range(50))
    assert "g39 and 10 others." in text_of(a_score(missed=many)).replace("\n", " ")
    assert "Nothing was missed" in text_of(a_score(pair(1, frozenset(Asked))))
    assert "no annotated statement and no draft" in text_of(a_score())


def test_the_json_has_every_share_with_its_interval() -> None:
    shape = score_shape(
        a_score(pair(1, frozenset({Asked.PARTY}), optional=True), missed=("g3",), extra=("d9",))
    )
    assert shape["found"] == {
        "hits": 1,
        "of": 2,
        "value": 0.5,
        "low": 0.09453120573423074,
        "high": 0.9054687942657693,
    }
    assert shape["matched"] == [
        {
            "statement": "g1",
            "draft": "d1",
            "overlap": 0.75,
            "right": ["party"],
            "wrong": ["speaker", "issue", "stance", "conditional"],
            "optional": True,
        }
    ]
    assert shape["kappa"] == {"stance": 0.5, "issue": None}
    assert (shape["missed"], shape["extra"]) == (["g3"], ["d9"])
