"""What a deal obliges to, what could see it broken, and what that costs: the nouns of verification.

A figure is an :class:`Estimate`: low, middle and high with what it rests on. What nobody has said is absent,
never zero. Shares and probabilities lie between 0 and 1, lengths are in metres where the name says ``_m`` and
in kilometres where it says ``_km``, money is in the currency of the budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from detente.case.formula import Formula

Level = Literal["low", "mid", "high"]
LEVELS: tuple[Level, ...] = ("low", "mid", "high")
"""The three runs: ``low`` takes every figure at the end where least is seen at the highest cost."""

_MIRROR: dict[Level, Level] = {"low": "high", "mid": "mid", "high": "low"}


class Certainty(StrEnum):
    """What a figure rests on. A guess is one that no source gives; unstated is not the same as a guess."""

    SOURCED = "sourced"
    ESTIMATE = "estimate"
    GUESS = "guess"
    UNSTATED = "unstated"


class ObligationKind(StrEnum):
    """Where an obligation can be broken: along the line, in an area, at a site, in a holding, by an act."""

    LINE = "line"
    AREA = "area"
    SITE = "site"
    INVENTORY = "inventory"
    ACT = "act"


class By(StrEnum):
    """Who decides on a condition: nature (it comes with weights) or the violator (who takes the worst)."""

    NATURE = "nature"
    CHOSEN = "chosen"


class Placing(StrEnum):
    """Whether an instrument needs a site of its own, or works without one (a satellite, an order)."""

    SITE = "site"
    NONE = "none"


class Shape(StrEnum):
    """How detection falls with distance; the range is where a half is left, for ``step`` where it ends."""

    STEP = "step"
    EXPONENTIAL = "exponential"
    LOG_LOGISTIC = "log-logistic"


class FigureKey(StrEnum):
    """What a figure of an instrument says."""

    DETECTION = "detection"
    DETECTION_FACTOR = "detection-factor"
    RANGE_M = "range-m"
    RANGE_FACTOR = "range-factor"
    STEEPNESS = "steepness"
    ATTRIBUTION = "attribution"
    WRONG_SIDE = "wrong-side"
    FALSE_ALARMS_PER_DAY = "false-alarms-per-day"
    CAPITAL = "capital"
    PER_YEAR = "per-year"
    LIFE_YEARS = "life-years"
    CREW = "crew"
    AT_MOST = "at-most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure as low, middle and high, with what it rests on.

    Attributes:
        source: Where it comes from, or how it was reckoned, in words.
    """

    low: Fraction
    mid: Fraction
    high: Fraction
    certainty: Certainty = Certainty.UNSTATED
    source: str = ""

    def at(self, level: Level) -> float:
        """The figure at one of the levels."""
        return float({"low": self.low, "mid": self.mid, "high": self.high}[level])

    def against(self, level: Level) -> float:
        """The figure at the opposite level: for costs and errors, which are high where detection is low."""
        return self.at(_MIRROR[level])


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationType:
    """A way to break an obligation."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What a deal forbids or demands.

    Attributes:
        of: Ids of the parties that it binds.
        violations: Ids of the ways to break it.
        when: The rule on a package under which it holds, as text; ``""`` where it always does.
        formula: The same, compiled; None where it always holds.
        target: The probability with which a violation is to be seen; None where none is set.
        review_days: Days of a review period, where they differ from those of the alarm rule.
        within_km: How far from the line it reaches on either side; None where that is not said.
        places: Names of the sites, or of the holdings.
    """

    id: str
    title: str
    kind: ObligationKind
    of: tuple[str, ...]
    violations: tuple[str, ...]
    when: str = ""
    formula: Formula | None = None
    target: Fraction | None = None
    review_days: int | None = None
    within_km: Fraction | None = None
    places: tuple[str, ...] = ()
    why: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of a condition.

    Attributes:
        weight: Its share of the time, for conditions of nature; weights are taken in proportion.
        disables: Sensor classes that see nothing in this state: an outage that they share.
    """

    id: str
    title: str
    weight: Estimate | None = None
    disables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What detection depends on besides distance: light, cloud, wind, an outage."""

    id: str
    title: str
    by: By
    states: tuple[State, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentFigure:
    """One figure of an instrument.

    Attributes:
        violation: The violation type that it holds for; ``""`` for every one that has no row of its own.
        state: The state of a condition that it holds in; ``""`` for every one.
    """

    key: FigureKey
    value: Estimate
    violation: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """Something that can see a violation: a sensor, a patrol, a satellite, an inspection.

    Attributes:
        sensor: Its sensor class: what goes down together in an outage.
        sees: The kinds of obligations that it is a means for.
        placing: Whether it needs a site.
        shape: How its detection falls with distance.
        owner: Who would own or run it; ``""`` where that is open.
        nationality: Of those who staff it, joined by ``;``; ``""`` where that is open.
        territory: Where it may stand.
        figures: All that is known of it in numbers.
    """

    id: str
    title: str
    sensor: str
    sees: tuple[ObligationKind, ...]
    placing: Placing = Placing.SITE
    shape: Shape = Shape.STEP
    owner: str = ""
    nationality: str = ""
    territory: str = ""
    note: str = ""
    figures: tuple[InstrumentFigure, ...] = ()

    @property
    def nationalities(self) -> tuple[str, ...]:
        """The nationalities of those who staff it, one by one; none where that is open."""
        return tuple(name for part in self.nationality.split(";") if (name := " ".join(part.split())))

    def figure(self, key: FigureKey, *, violation: str = "", state: str = "") -> Estimate | None:
        """The figure for a violation in a state: its own row, else the one for every violation, else None."""
        known = {(row.violation, row.state): row.value for row in self.figures if row.key is key}
        own = known.get((violation, state))
        return own if own is not None else known.get(("", state))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Instruments that a package, or a red line while it is held, rules out: by id, or by who staffs them.

    Attributes:
        nationalities: Whoever staffs an instrument and has one of these rules it out as well.
        when: The rule on a package under which they are ruled out; ``""`` where that is any package.
        red_line: Id of the red line that they would cross; the exclusion goes where the line gives way.
    """

    id: str
    instruments: tuple[str, ...]
    why: str
    nationalities: tuple[str, ...] = ()
    when: str = ""
    formula: Formula | None = None
    red_line: str = ""
    statements: tuple[str, ...] = ()

    def names(self, instrument: Instrument) -> bool:
        """Whether it rules out an instrument; capital letters make no difference to a nationality."""
        barred = {name.casefold() for name in self.nationalities}
        staffed = {name.casefold() for name in instrument.nationalities}
        return instrument.id in self.instruments or bool(barred & staffed)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRule:
    """When a party counts as caught: so many alarms within so many days of a review period.

    Attributes:
        alarms: How many alarms attributed to it (k).
        window_days: Within how many days in a row (L).
        review_days: Days of a review period.
        acts: Acts of the campaign against which the rule is judged, spread over the review period (n).
    """

    alarms: int
    window_days: int
    review_days: int
    acts: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent: a yearly sum, in which capital counts by its part for one year of life."""

    currency: str
    per_year: Fraction | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What ``verification.toml`` and ``instruments.csv`` of a case say.

    Attributes:
        instruments: The case's own table; None where it has none and the shipped one stands in.
    """

    obligations: tuple[Obligation, ...]
    violations: tuple[ViolationType, ...]
    summary: str = ""
    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    instruments: tuple[Instrument, ...] | None = None
    alarm: AlarmRule | None = None
    budget: Budget | None = None

    def obligation(self, obligation_id: str) -> Obligation:
        """The obligation with this id (KeyError if there is none)."""
        return {item.id: item for item in self.obligations}[obligation_id]
