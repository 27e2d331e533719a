"""Small instruments, conditions and lines that the tests of verification start from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.case.verification import (
    By,
    Condition,
    Estimate,
    FigureKey,
    Instrument,
    InstrumentFigure,
    ObligationKind,
    Placing,
    Shape,
    State,
)
from detente.verify.cuts import Cut, cut_line


def estimate(*ends: float | str) -> Estimate:
    """An estimate of one number, or of a low, a middle and a high one."""
    values = [Fraction(str(end)) for end in ends]
    low, mid, high = values if len(values) == 3 else values * 3
    return Estimate(low=low, mid=mid, high=high)


def figure(key: str, *ends: float | str, violation: str = "", state: str = "") -> InstrumentFigure:
    """One figure of an instrument."""
    return InstrumentFigure(key=FigureKey(key), value=estimate(*ends), violation=violation, state=state)


def instrument(
    name: str,
    *figures: InstrumentFigure,
    sensor: str = "eyes",
    placing: Placing = Placing.SITE,
    shape: Shape = Shape.STEP,
    sees: tuple[ObligationKind, ...] = (ObligationKind.LINE,),
) -> Instrument:
    """An instrument with these figures."""
    return Instrument(
        id=name, title=name, sensor=sensor, sees=sees, placing=placing, shape=shape, figures=figures
    )


LIGHT = Condition(
    id="light",
    title="Light",
    by=By.CHOSEN,
    states=(State(id="day", title="By day"), State(id="night", title="By night")),
)
SKY = Condition(
    id="sky",
    title="Sky",
    by=By.NATURE,
    states=(
        State(id="clear", title="Clear", weight=estimate(3)),
        State(id="overcast", title="Overcast", weight=estimate("0.5", 1, 2), disables=("satellite",)),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a line."""

    id: str
    path: tuple[tuple[float, float], ...]


def northward(count: int, *, step_km: float = 5.0, longitude: float = 30.0) -> tuple[Part, ...]:
    """A straight line that runs north from the equator in parts of equal length."""
    degrees = step_km / 111.19508
    return tuple(
        Part(id=f"part-{at}", path=((longitude, degrees * at), (longitude, degrees * (at + 1))))
        for at in range(count)
    )


def cuts(count: int, *, step_km: float = 5.0) -> tuple[Cut, ...]:
    """The same as cuts, one for each part."""
    return cut_line(northward(count, step_km=step_km), cell_km=2 * step_km)
