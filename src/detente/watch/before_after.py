"""Before and after in two totals, under an assumption that counts of war don't keep.

Given both totals, the later one is binomial, y1 | y0 + y1 ~ Bin(y0 + y1, e1 rho / (e0 + e1 rho)), where e are
looks and rho is the ratio of the rates (Przyborowski and Wilenski 1940, Biometrika 31:313-323). It holds if
counts were Poisson, and every figure of this module is labelled so: bursts make the interval far too narrow.
The placebo rank (:mod:`~detente.watch.placebo`) is the primary answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import Fault, InputError

LABEL = "if counts were Poisson"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoissonRatio:
    """The ratio of two rates, if counts were Poisson.

    Attributes:
        ratio: Rate after over rate before; None where nothing was seen before.
        low: Ends of the exact interval (Clopper and Pearson 1934), 0 to infinity.
        high: The same.
        confidence: Of the interval.
        fewer: P(at most so many after), if nothing had changed.
        more: P(at least so many after), if nothing had changed.
        label: The assumption.
    """

    ratio: float | None
    low: float
    high: float
    confidence: float
    fewer: float
    more: float
    label: str = LABEL


def ratio_if_poisson(
    before: int, after: int, *, looks_before: float, looks_after: float, confidence: float = 0.95
) -> PoissonRatio:
    """Compare two totals, if counts were Poisson.

    Args:
        before: Total before.
        after: Total after.
        looks_before: Days or looks of each, more than 0.
        looks_after: The same.
        confidence: Of the interval.

    Raises:
        InputError: if a total is negative, looks are not positive, or the confidence is not between 0 and 1.
    """
    from scipy.stats import beta, binom

    _refuse((before, after), (looks_before, looks_after), confidence)
    total, risk = before + after, (1 - confidence) / 2
    low = float(beta.ppf(risk, after, before + 1)) if after else 0.0
    high = float(beta.ppf(1 - risk, after + 1, before)) if before else 1.0
    share = looks_after / (looks_before + looks_after)
    scale = looks_before / looks_after
    return PoissonRatio(
        ratio=after / before * scale if before else None,
        low=low / (1 - low) * scale,
        high=high / (1 - high) * scale if high < 1 else float("inf"),
        confidence=confidence,
        fewer=float(binom.cdf(after, total, share)),
        more=float(binom.sf(after - 1, total, share)),
    )


def _refuse(totals: tuple[int, int], looks: tuple[float, float], confidence: float) -> None:
    faults = []
    for name, total, effort in zip(("before", "after"), totals, looks, strict=True):
        if total < 0:
            faults.append(Fault(place=name, message=f"a total cannot be {total}", code="count"))
        if not 0 < effort < float("inf"):
            message = f"looks have to be more than 0, not {effort}"
            faults.append(Fault(place=name, message=message, hint="a span that was looked at", code="looks"))
    if not 0 < confidence < 1:
        message = f"a confidence has to lie between 0 and 1, not {confidence}"
        faults.append(Fault(message=message, hint="0.95", code="confidence"))
    if faults:
        raise InputError(*faults)
