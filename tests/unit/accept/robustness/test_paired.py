"""Two shares of the same draws: the difference by hand and by repetition, and what pairing shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.robustness.paired import Difference, Marked, paired
from detente.errors import InputError


def marked(draws: list[bool]) -> Marked:
    return Marked(sum(so << number for number, so in enumerate(draws)), len(draws))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=200))
def test_a_difference_is_the_mean_of_the_differences(draws: list[tuple[bool, bool]]) -> None:
    one, other = marked([a for a, _ in draws]), marked([b for _, b in draws])
    found = paired(one, other)
    each = np.array([a - b for a, b in np.array(draws, dtype=int)])
    assert found.value == pytest.approx(each.mean())
    assert found.standard_error == pytest.approx(each.std() / len(draws) ** 0.5)
    assert found.value == pytest.approx(one.share.value - other.share.value)
    assert paired(other, one).interval == pytest.approx(tuple(-end for end in reversed(found.interval)))


def test_what_is_always_accepted_with_another_is_shown_to_be_more_where_intervals_overlap() -> None:
    one = marked([n % 2 == 0 for n in range(400)])
    other = marked([n % 2 == 0 and n > 20 for n in range(400)])
    assert one.share.interval[0] < other.share.interval[1]
    found = paired(one, other)
    assert (found.more, found.fewer) == (11, 0)
    assert found.interval[0] > 0


def test_intervals_cover_about_95_percent_of_the_time() -> None:
    """Two things that are so in 0.5 and 0.45 of the draws, both in 0.4."""
    generator = np.random.default_rng(8)
    counts = generator.multinomial(500, [0.4, 0.1, 0.05, 0.45], size=2_000)
    intervals = [Difference(int(more), int(fewer), 500).interval for _, more, fewer, _ in counts]
    assert 0.935 < np.mean([low <= 0.05 <= high for low, high in intervals]) < 0.965


def test_shares_of_different_numbers_of_draws_are_not_paired() -> None:
    with pytest.raises(InputError, match="10 draws and 20 cannot be paired"):
        paired(Marked(1, 10), Marked(1, 20))
