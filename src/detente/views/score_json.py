"""A reading measured against annotations, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.score.scoring import Asked

if TYPE_CHECKING:
    from detente.record.score.figures import Share
    from detente.record.score.scoring import Matched, Score


def score_shape(found: Score) -> dict[str, object]:
    """The score: shares with their 95 % intervals, kappas, and every pair."""
    return {
        "file": found.file,
        "found": share_shape(found.found),
        "found_needed": share_shape(found.found_needed),
        "found_with_speaker": share_shape(found.found_with_speaker),
        "precision": share_shape(found.precision),
        "right": {what.value: share_shape(found.right(what)) for what in Asked},
        "kappa": {what.value: value for what, value in found.kappas.items()},
        "on_nobodys": found.on_nobodys,
        "missed": list(found.missed),
        "extra": list(found.extra),
        "matched": [_matched(pair) for pair in found.matched],
    }


def share_shape(share: Share) -> dict[str, object]:
    """A share: the counts, the value (null out of nothing) and Wilson's interval."""
    low, high = share.interval
    return {"hits": share.hits, "of": share.of, "value": share.value, "low": low, "high": high}


def _matched(pair: Matched) -> dict[str, object]:
    return {
        "statement": pair.gold,
        "draft": pair.draft,
        "overlap": pair.overlap,
        "right": [what.value for what in Asked if what in pair.right],
        "wrong": [what.value for what in Asked if what in pair.asked - pair.right],
        "optional": pair.optional,
    }
