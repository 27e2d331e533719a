"""What could have been seen: the nouns of exposure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING

from detente.watch.exposure.hours import Interval
from detente.watch.exposure.orbits import Orbit
from detente.watch.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class State(IntEnum):
    """Whether a place was looked at on a day."""

    NOT = 0
    PARTLY = 1
    LOOKED = 2


class Reason(IntFlag):
    """What took looks away, or keeps us from knowing; several may hold."""

    FEW_PASSES = 1
    NOT_IN_SERVICE = 2
    OUTAGE = 4
    MISSING_FILE = 8
    OUTSIDE_HOURS = 16
    CLOUD = 32
    CLOUD_UNKNOWN = 64


WORDS: Mapping[Reason, str] = {
    Reason.FEW_PASSES: "the satellites pass less often than is asked for",
    Reason.NOT_IN_SERVICE: "a satellite had no data yet, or no longer",
    Reason.OUTAGE: "an outage was declared",
    Reason.MISSING_FILE: "a file is missing or empty",
    Reason.OUTSIDE_HOURS: "part of the day lies outside the hours asked for",
    Reason.CLOUD: "cloud",
    Reason.CLOUD_UNKNOWN: "the cloud is not known",
}
"""Each reason in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What looks so many times a day, at hours that nobody knows: evenly over the day.

    Attributes:
        id: A short word.
        title: What it is.
        looks: Looks a day.
        through_clouds: Whether clouds don't matter.
    """

    id: str
    title: str
    looks: float
    through_clouds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which a sensor saw nothing, or its data was lost.

    Attributes:
        sensor: Its id.
        time: When.
        why: What happened.
        source: Who says so.
    """

    sensor: str
    time: Interval
    why: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hiding:
    """Which share of looks is lost under a closed cover of cloud.

    A share f of cloud leaves 1 - h f of the looks; h is ``few`` at the least and ``many`` at the most.
    That looks fall with the clear share of the sky (h = 1) is the correction of L. Giglio, I. Csiszar and
    C. Justice, Journal of Geophysical Research 111 (2006), G02016. The middle is measured: fires that
    satellites saw in the five oblasts along the front against cloud by day, within ten days each, winter
    of 2022 to 2023, give 0.99 (5 to 95 % by resampling: 0.99 to 1.00). The lower end is a judgement.
    """

    few: float = 0.9
    mid: float = 0.98
    many: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conditions:
    """What kept sensors from seeing.

    Attributes:
        outages: Declared outages.
        files: By sensor's id, the time that its files cover; a sensor without an entry has all its files,
            and that is said. An absent or empty file covers nothing.
        hours: The hours that matter, such as a truce's; empty for all.
        cloud: Share of cloud, cells x days, from 0 to 1, NaN where it is not known; None if nothing is
            known.
        hiding: What cloud takes.
    """

    outages: tuple[Outage, ...] = ()
    files: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    hours: tuple[Interval, ...] = ()
    cloud: Floats | None = None
    hiding: Hiding = Hiding()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """When a place counts as looked at: so many looks, and such a share of a clear day's without faults."""

    looks: float = 1.0
    share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exposure:
    """What could have been seen: cells x days.

    Attributes:
        span: The days.
        sensors: What looks.
        looks: Effective looks, 0 where nothing looked: what a model takes for exposure.
        low, high: The same where clouds hide as much, and as little, as they may; where the cloud is not
            known, from none of the looks to all of them.
        clear: Looks that would be left under a clear sky; ``looks / clear`` is what cloud left of them.
        possible: Looks under a clear sky, of sensors in service, without outages and missing files, all
            day.
        state: 0 not, 1 partly, 2 looked.
        reasons: What took looks away, as the bits of :class:`Reason`; also where enough of them were left.
        notes: What was assumed, in words.
    """

    span: Span
    sensors: tuple[Orbit | Daily, ...]
    looks: Floats
    low: Floats
    high: Floats
    clear: Floats
    possible: Floats
    state: NDArray[np.uint8]
    reasons: NDArray[np.uint16]
    notes: tuple[str, ...] = ()

    def why(self, cell: int, day: int) -> tuple[str, ...]:
        """The reasons of a cell and day, in words."""
        found = Reason(int(self.reasons[cell, day]))
        return tuple(WORDS[reason] for reason in Reason if reason in found)
