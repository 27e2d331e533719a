"""Who did it: attribution as a channel of its own, with its errors.

Each instrument j that sees a violation names the right side with chance a_j, the wrong side with w_j, and no
side otherwise (a_j + w_j <= 1). Given the scenario, instruments see and judge independently. The violation is
attributed to a side if at least one instrument names it and none names the other; where they contradict
each other it is not attributable. With p_j the chance of seeing and x_j the number of instruments:

    seen    = 1 - prod_j (1 - p_j)^x_j
    neither = prod_j (1 - p_j (a_j + w_j))^x_j
    right   = prod_j (1 - p_j w_j)^x_j - neither
    wrong   = prod_j (1 - p_j a_j)^x_j - neither

``right`` is the event that nobody names the wrong side, less that nobody names any. The rule of contradiction
and the independence are conventions of this library; dependence through cloud, wind or an outage is in the
scenario. More instruments never lower ``seen``; they can lower ``right``, as they can contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.verification import FigureKey, Instrument, Level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What several instruments make of one violation: arrays of the same shape, each between 0 and 1.

    Attributes:
        seen: Chance that at least one of them sees it.
        right: Chance that it is attributed to the side that did it.
        wrong: Chance that it is attributed to the other side.
    """

    seen: NDArray[np.float64]
    right: NDArray[np.float64]
    wrong: NDArray[np.float64]


def rates(instrument: Instrument, violation: str, level: Level = "mid") -> tuple[float, float]:
    """The chances that what is seen is put down to the right side, and to the wrong one.

    At the level ``low`` the first is at its low and the second at its high end. An instrument whose
    attribution is not known names no side.
    """
    right = instrument.figure(FigureKey.ATTRIBUTION, violation=violation)
    wrong = instrument.figure(FigureKey.WRONG_SIDE, violation=violation)
    if right is None:
        return 0.0, 0.0
    return right.at(level), 0.0 if wrong is None else wrong.against(level)


def combined(p: ArrayLike, right: ArrayLike, wrong: ArrayLike, counts: ArrayLike = 1.0) -> Combined:
    """What instruments make of a violation together; the last axis runs over the instruments.

    Args:
        p: Chance of seeing, ``(..., J)``.
        right: Chance that an instrument names the right side of what it sees, ``(J,)`` or ``(..., J)``.
        wrong: Chance that it names the wrong one, of the same shape.
        counts: How many of each there are, ``(J,)``.

    Raises:
        ValueError: if a probability is outside [0, 1], or if right and wrong come to more than 1.
    """
    import numpy as np

    seen, names, errs, number = (np.asarray(part, dtype=np.float64) for part in (p, right, wrong, counts))
    slack = 1e-12
    for part in (seen, names, errs, names + errs):
        if not bool(((part >= 0) & (part <= 1 + slack)).all()):
            raise ValueError("chances lie between 0 and 1, and those of the two sides come to at most 1")

    def missed(chance: NDArray[np.float64]) -> NDArray[np.float64]:
        result: NDArray[np.float64] = np.prod(np.clip(1 - chance, 0, 1) ** number, axis=-1)
        return result

    neither = missed(seen * (names + errs))
    return Combined(
        seen=1 - missed(seen),
        right=np.clip(missed(seen * errs) - neither, 0, 1),
        wrong=np.clip(missed(seen * names) - neither, 0, 1),
    )
