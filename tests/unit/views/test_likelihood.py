"""Shares of draws are said in one way, by robustness and by proposals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.robustness.share import Share
from detente.views.likelihood import draws_told, share_text
from detente.views.robust_words import interval_text, percent, with_interval


@pytest.mark.parametrize(
    ("count", "draws", "words"),
    [
        (0, 10_000, "0 %"),
        (1, 10_000, "under 0.1 %"),
        (700, 10_000, "7.0 ± 0.5 %"),
        (5_094, 10_000, "50.9 ± 1.0 %"),
        (9_999, 10_000, "over 99.9 %"),
        (10_000, 10_000, "100 %"),
        (999_000, 1_000_000, "99.9 ± 0.1 %"),
    ],
)
def test_a_share_has_one_decimal_and_at_least_a_tenth_of_error(count: int, draws: int, words: str) -> None:
    assert share_text(Share(count, draws)) == words


@given(st.integers(1, 20_000).flatmap(lambda draws: st.tuples(st.integers(0, draws), st.just(draws))))
def test_proposals_and_robustness_say_a_share_in_the_same_words(drawn: tuple[int, int]) -> None:
    share = Share(*drawn)
    assert share_text(share).partition(" ±")[0].removesuffix(" %") == percent(share.value).removesuffix(" %")
    assert with_interval(share).startswith(percent(share.value))
    start, _, end = interval_text(share).removesuffix(" %").partition(" to ")
    assert (start == "0") == (share.count == 0)
    assert (end == "100") == (share.count == share.draws)
    assert float(start) <= float(f"{100 * share.value:.1f}") <= float(end)


def test_none_and_all_of_the_draws_come_with_what_they_are_worth() -> None:
    told = draws_told(1_000, 3)
    assert "its share of 1,000 draws (seed 3)" in told
    assert told.endswith("the interval then ends at 0.39 %, or begins at 99.61 %.")
    assert 0.0038 < Share(0, 1_000).interval[1] <= 0.0039
    assert "was not computed" in draws_told(0, None)
