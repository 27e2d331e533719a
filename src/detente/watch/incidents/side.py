"""On whose side of the line it was: side a, side b, or not attributable.

A fire marks where something was hit, never who fired. What can be told is the side of the line on which it
lies, and that only where the distance to the line is large against the errors of position and line: with a
signed distance d (positive on side a) and independent normal errors, P(side a) = Phi(d / sqrt(position^2 +
line^2)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.errors import Fault, InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Side = Literal["a", "b", "not attributable"]
SURE = 0.95
"""How likely a side has to be before it is named."""


def chance_of_a(
    signed_km: NDArray[np.float64],
    position_error_km: NDArray[np.float64] | float,
    *,
    line_error_km: float = 0.0,
) -> NDArray[np.float64]:
    """P(side a) of each place; NaN where its distance is NaN (no line there).

    Args:
        signed_km: Distance to the line, positive on side a.
        position_error_km: Standard deviation of the place, one for each or for all.
        line_error_km: Standard deviation of the line itself: the true line is a band.

    Raises:
        InputError: if an error is negative or no number.
    """
    import numpy as np
    from scipy.special import ndtr

    position = np.asarray(position_error_km, dtype=np.float64)
    if not (np.isfinite(position) & (position >= 0)).all() or not 0 <= line_error_km < np.inf:
        raise InputError(
            Fault(message="an error of position has to be a number of at least 0 km", code="error")
        )
    distance = np.asarray(signed_km, dtype=np.float64)
    error = np.maximum(np.hypot(position, line_error_km), 1e-9)
    result: NDArray[np.float64] = ndtr(distance / error)
    return result


def sides(chance: NDArray[np.float64], *, sure: float = SURE) -> tuple[Side, ...]:
    """The side of each place from its chance of being on side a.

    Raises:
        InputError: if ``sure`` is not more than a half and at most 1.
    """
    if not 0.5 < sure <= 1:
        message = f"a side can be named at a chance of more than 0.5 and at most 1, not {sure}"
        raise InputError(Fault(message=message, hint="0.95", code="sure"))
    return tuple(_side(float(value), sure) for value in chance)


def together(found: tuple[Side, ...]) -> Side:
    """The side of several places: theirs if they agree, else not attributable."""
    first = found[0] if found else "not attributable"
    return first if all(side == first for side in found) else "not attributable"


def _side(chance: float, sure: float) -> Side:
    if chance >= sure:
        return "a"
    return "b" if 1 - chance >= sure else "not attributable"
