"""The words of a verdict: four findings, the reasons behind them, and whose ground it was."""

from __future__ import annotations

from enum import StrEnum


class Finding(StrEnum):
    """What can be said of an obligation on a stretch of ground in a window. The same words for both sides."""

    KEPT = "kept as far as seen"
    BROKEN = "broken"
    NOT_OBSERVED = "not observed"
    NO_BOUND = "no bound"


class Reason(StrEnum):
    """Why it is this finding and no other.

    BEYOND: more was seen than the ordinary explains, and nothing else that was looked at explains it.
    QUIET: nothing beyond the ordinary, and so many acts at most.
    NOTHING_LOOKED: no sensor looked at it on any day.
    UNSEEN: too much of the window was seen by nothing, so that no number of acts can be excluded.
    NO_CHANCE: nobody has said with which chance an act is seen.
    AS_BEFORE: the ordinary was a time of fighting, and detections go on: each may be an act, or none.
    EVERYWHERE: a rise of traces that ground beyond the obligation's reach shows as well.
    NO_COMPARISON: a rise of traces, and no ground beyond the obligation's reach to compare with.
    """

    BEYOND = "beyond the ordinary"
    QUIET = "nothing beyond the ordinary"
    NOTHING_LOOKED = "nothing looked"
    UNSEEN = "too much seen by nothing"
    NO_CHANCE = "no chance of detection stated"
    AS_BEFORE = "detections go on as before"
    EVERYWHERE = "the same rise elsewhere"
    NO_COMPARISON = "nothing to compare with"


class Ground(StrEnum):
    """On whose side of the line something was seen: farther from it than its position may be off."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NOT_ATTRIBUTABLE = "not attributable"


class Day(StrEnum):
    """What a day of the calendar shows of a segment; the first is drawn in grey."""

    NOT_OBSERVED = "not observed"
    PARTLY = "partly observed"
    NOTHING = "nothing seen"
    ORDINARY = "seen, and ordinary"
    RISE = "a rise that is put down to nobody"
    BEYOND = "beyond the ordinary"
