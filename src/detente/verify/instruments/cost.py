"""What an instrument costs a year: running costs, and capital by its part for one year of life."""

from __future__ import annotations

from detente.case.verification import FigureKey, Instrument, Level


def yearly_cost(instrument: Instrument, level: Level = "mid") -> float | None:
    """Cost of one instrument a year, in the currency of its table; None where it is not known.

    Capital is divided by the life in years, without interest. At the level ``low``, the run in which least is
    seen, costs are at their high end and the life at its low one. Capital without a life is not known a year;
    an instrument for which neither capital nor running cost is given has no known cost.
    """
    capital, running = instrument.figure(FigureKey.CAPITAL), instrument.figure(FigureKey.PER_YEAR)
    life = instrument.figure(FigureKey.LIFE_YEARS)
    if capital is None:
        return None if running is None else running.against(level)
    if capital.high == 0:
        return 0.0 if running is None else running.against(level)
    if life is None:
        return None
    part = capital.against(level) / life.at(level)
    return part if running is None else part + running.against(level)
