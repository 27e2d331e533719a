"""How often a CUSUM is wrong: its average run length, and the threshold that gives one.

With k and h multiples of 1/m, S takes the values 0, 1/m, ..., h - 1/m before the alarm and is a Markov chain;
with Q its transitions among them, the average run lengths from each value are (I - Q)^-1 1 (Brook and Evans
1972, Biometrika 59:539-549; Lucas 1985). That holds for one mean on all days. Where looks differ from day to
day, alarms are counted in seeded draws instead, over the days as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.watch.onset import reference_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTS = 20
"""m: reference value and threshold are held to a twentieth of a count."""
STATES_LIMIT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLength:
    """A CUSUM for one mean on all days, and how long it runs.

    Attributes:
        reference: k, a multiple of 1/PARTS.
        threshold: h, likewise.
        days: Average days (with a look) to an alarm from S = 0.
        days_head_start: The same from S = h / 2.
    """

    reference: float
    threshold: float
    days: float
    days_head_start: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChance:
    """Chance of an alarm within the days as they are, with its error.

    Attributes:
        chance: Share of draws with an alarm.
        low: Ends of the exact interval of 95 % (Clopper and Pearson 1934).
        high: The same.
        draws: How many.
        seed: Of the draws.
    """

    chance: float
    low: float
    high: float
    draws: int
    seed: int


def run_length(mean: float, *, reference: float, threshold: float, size: float | None = None) -> RunLength:
    """Average run length of a CUSUM with given k and h when the true mean is ``mean``.

    Args:
        mean: True mean count of a day; mu0 for false alarms, mu1 for the delay.
        reference: k, rounded to a multiple of 1/PARTS, at least one.
        threshold: h, likewise.
        size: Size of the negative binomial; None for Poisson.

    Raises:
        InputError: if a number is not positive, or the threshold asks for more than STATES_LIMIT states.
    """
    import numpy as np

    step, states = max(1, round(reference * PARTS)), round(threshold * PARTS)
    _refuse(mean, states, size)
    now = np.arange(states)
    most = (states + step) // PARTS + 1
    count = np.arange(most + 1)
    law = _law(count, mean, size)
    ahead = now[:, None] + count[None, :] * PARTS - step
    move = np.zeros((states, states))
    within = ahead < states
    np.add.at(
        move,
        (np.broadcast_to(now[:, None], ahead.shape)[within], np.maximum(ahead, 0)[within]),
        np.broadcast_to(law, ahead.shape)[within],
    )
    runs = np.linalg.solve(np.eye(states) - move, np.ones(states))
    return RunLength(
        reference=step / PARTS,
        threshold=states / PARTS,
        days=float(runs[0]),
        days_head_start=float(runs[states // 2]),
    )


def threshold_for(mean: float, *, ratio: float, least_days: float, size: float | None = None) -> RunLength:
    """The least threshold whose false alarms are at least so many days apart on average.

    Args:
        mean: mu0, the mean count of a day "as before".
        ratio: The rise that is looked for; k follows from it.
        least_days: Average run length without a rise that is asked for, more than 1.
        size: Size of the negative binomial; None for Poisson.

    Raises:
        InputError: if a number is out of its bounds, or no threshold within STATES_LIMIT states suffices.
    """
    import numpy as np

    if not 1 < least_days < np.inf:
        message = f"an average run length has to be more than 1 day, not {least_days}"
        raise InputError(Fault(message=message, hint="365 for one false alarm a year", code="run-length"))
    reference = float(reference_value(np.asarray(mean), ratio=ratio, size=size))
    low, high = 0, 1
    while run_length(mean, reference=reference, threshold=high / PARTS, size=size).days < least_days:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        short = run_length(mean, reference=reference, threshold=middle / PARTS, size=size).days < least_days
        low, high = (middle, high) if short else (low, middle)
    return run_length(mean, reference=reference, threshold=high / PARTS, size=size)


def alarm_chance(
    mean: NDArray[np.float64],
    reference: NDArray[np.float64],
    *,
    threshold: float,
    size: float | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> AlarmChance:
    """Chance of an alarm within given days, by draws.

    Args:
        mean: True mean count of each day, of (days,).
        reference: k_t of each day, of (days,); days without a look are left out of both.
        threshold: h.
        size: Size of the negative binomial; None for Poisson.
        draws: How many.
        seed: Of the draws.

    Raises:
        InputError: if the arrays differ, or draws is less than 1.
    """
    import numpy as np
    from scipy.special import betaincinv

    if mean.shape != reference.shape or draws < 1:
        message = f"{mean.shape} means, {reference.shape} reference values, {draws} draws"
        raise InputError(
            Fault(message=message, hint="one of each for a day, and one draw or more", code="shape")
        )
    random = np.random.default_rng(seed)
    now, alarmed = np.zeros(draws), np.zeros(draws, dtype=bool)
    for middle, step in zip(mean, reference, strict=True):
        rate = middle if size is None else middle * random.gamma(size, 1 / size, draws)
        now = np.maximum(now + random.poisson(rate, draws) - step, 0.0)
        alarmed |= now >= threshold
    hits = int(alarmed.sum())
    return AlarmChance(
        chance=hits / draws,
        low=float(betaincinv(hits, draws - hits + 1, 0.025)) if hits else 0.0,
        high=float(betaincinv(hits + 1, draws - hits, 0.975)) if hits < draws else 1.0,
        draws=draws,
        seed=seed,
    )


def _law(count: NDArray[np.int64], mean: float, size: float | None) -> NDArray[np.float64]:
    """Chances of the counts."""
    import numpy as np
    from scipy.stats import nbinom, poisson

    law = poisson.pmf(count, mean) if size is None else nbinom.pmf(count, size, size / (size + mean))
    return np.asarray(law, dtype=np.float64)


def _refuse(mean: float, states: int, size: float | None) -> None:
    import numpy as np

    faults = []
    if not 0 < mean < np.inf:
        faults.append(Fault(message=f"a mean has to be more than 0, not {mean}", code="mean"))
    if size is not None and not 0 < size < np.inf:
        faults.append(
            Fault(message=f"a size has to be more than 0, not {size}", hint="None for Poisson", code="size")
        )
    if not 1 <= states <= STATES_LIMIT:
        message = f"a threshold of {states / PARTS} counts is outside {1 / PARTS} to {STATES_LIMIT / PARTS:g}"
        hint = "a larger ratio, or shorter runs; alarm_chance(...) for larger counts"
        faults.append(Fault(message=message, hint=hint, code="threshold"))
    if faults:
        raise InputError(*faults)
