"""Many tests at once: the Benjamini-Hochberg procedure on exact tails.

With m tests and ordered tails p_(1) <= ... <= p_(m), all up to the last i with p_(i) <= i q / m are
discoveries; in expectation at most the share q of them is false, if the tests are independent or positively
dependent (Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57:289-300; Benjamini and Yekutieli 2001). Tails of
counts are discrete, P(p <= u) <= u, so that the bound holds and is not reached. A mid-p value is smaller and
breaks the bound; it is a comparison only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def adjusted(tails: NDArray[np.float64]) -> NDArray[np.float64]:
    """Adjusted tails: the least level q at which each test is a discovery. NaN is no test, and stays NaN.

    Raises:
        InputError: if a tail is not between 0 and 1.
    """
    import numpy as np

    values = np.asarray(tails, dtype=np.float64)
    told = ~np.isnan(values)
    given = values[told]
    if ((given < 0) | (given > 1)).any():
        wrong = given[(given < 0) | (given > 1)][0]
        raise InputError(Fault(message=f"a tail has to lie between 0 and 1, not {wrong}", code="tail"))
    order = np.argsort(given, kind="stable")
    number = len(given)
    steps = given[order] * number / np.arange(1, number + 1)
    least = np.minimum.accumulate(steps[::-1])[::-1]
    found = np.empty(number)
    found[order] = np.minimum(least, 1.0)
    result = np.full(values.shape, np.nan)
    result[told] = found
    return result
