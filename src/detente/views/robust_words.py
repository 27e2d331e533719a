"""What robustness finds, in words: shares with their errors, packages by name, open inputs by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.views.demands import demand_name
from detente.views.numbers import count_text
from detente.views.prose import listed, quoted
from detente.views.selected import CONCEPT_NAMES
from detente.views.words import fallback_name, line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.accept.robustness.indices import Estimate
    from detente.accept.robustness.result import Combination, GroupImportance, Importance
    from detente.accept.robustness.share import Share
    from detente.case.model import Case

WHAT_A_DRAW_IS = (
    "A draw fills in everything that the case leaves open, once, at random within what the case says: each "
    "weight, value and reservation, and whether each red line is held."
)
WHAT_THE_ERROR_IS = (
    "The interval is the error of drawing (95 %, Wilson 1927): where the share would lie with ever more "
    "draws from the same laws. The laws are conventions, no knowledge of what parties want."
)


def percent(value: float) -> str:
    """A share as a percentage with one decimal; what is neither nothing nor all is never written as that.

    >>> percent(0.3295), percent(0.0), percent(1.0), percent(0.0001), percent(0.99999)
    ('33.0 %', '0 %', '100 %', 'under 0.1 %', 'over 99.9 %')
    """
    if value in {0.0, 1.0}:
        return f"{100 * value:.0f} %"
    if 0 < value < 0.0005:
        return "under 0.1 %"
    if 0.9995 <= value < 1:
        return "over 99.9 %"
    return f"{100 * value:.1f} %"


def interval_text(share: Share) -> str:
    """The 95 % interval of a share.

    >>> from detente.accept.robustness.share import Share
    >>> interval_text(Share(33, 100)), interval_text(Share(0, 100))
    ('24.6 to 42.7 %', '0 to 3.7 %')
    """
    low, high = share.interval
    start = "0" if share.count == 0 else f"{100 * low:.1f}"
    return f"{start} to {'100' if share.count == share.draws else f'{100 * high:.1f}'} %"


def with_interval(share: Share) -> str:
    """A share with its interval: ``33.0 % (24.6 to 42.7 %)``."""
    return f"{percent(share.value)} ({interval_text(share)})"


def bar_text(estimate: Estimate) -> str:
    """An index with its bar: ``47 % (40 to 54)``; a bar may reach below 0 and above 100.

    >>> from detente.accept.robustness.indices import Estimate
    >>> bar_text(Estimate(value=0.468, low=-0.004, high=0.54, standard_error=0.03))
    '47 % (0 to 54)'
    """
    value, low, high = (f"{100 * part:.0f}" for part in (estimate.value, estimate.low, estimate.high))
    value, low, high = ("0" if part == "-0" else part.replace("-", "−") for part in (value, low, high))
    return f"{value} % ({low} to {high})"


def input_words(case: Case, place: str) -> str:
    """An open input, from its place in the case.

    Args:
        case: The case.
        place: Such as ``red_lines.LINE``, ``parties.PARTY.weights``, ``parties.PARTY.values.ISSUE``.
    """
    kind, owner, *rest = place.split(".")
    if kind == "red_lines":
        return f"whether {demand_name(case, line_of(case, owner))} is held"
    title, what = party_title(case, owner), rest[0]
    if what == "values":
        return f"what the options of {quoted(case.issue(rest[1]).title)} are worth to {title}"
    known = {
        "weights": f"how much each issue weighs for {title}",
        "interactions": f"what combinations of options add for {title}",
        "reservation": f"what {title} has without a deal",
    }
    return known[what]


def moving(known: Importance) -> list[GroupImportance]:
    """The inputs that changed the outcome in any draw, most important first."""
    return [group for group in known.groups or () if group.index.total.high > 0 or group.index.closed.value]


def rare_words(known: Importance) -> str:
    """That an outcome, or its absence, is too rare for the bars of its indices; empty where it is not."""
    if known.groups is None or not known.is_rare:
        return ""
    few = min(known.share.count, known.share.draws - known.share.count)
    whether = "so" if few == known.share.count else "not so"
    return (
        f"That was {whether} in {few} of {count_text(known.share.draws)} draws only: too few for these "
        "intervals, which then miss the true share more often than they state. More draws mend that."
    )


def package_words(case: Case, names: Sequence[str]) -> str:
    """Why a package is followed, from its names; empty for one that the draws brought up."""
    selected = [CONCEPT_NAMES[name] for name in CONCEPT_NAMES if name in names]
    said = [f"{listed(selected)}, with all that is open at its middle"] if selected else []
    said += [_way(case, name.removeprefix("way:")) for name in names if name.startswith("way:")]
    like = [party_title(case, name.removeprefix("like:")) for name in names if name.startswith("like:")]
    if like:
        said.append(f"no deal, as {listed(like)} {'has' if len(like) == 1 else 'have'} it")
    said += [f"draft {quoted(name.removeprefix('given:'))}" for name in names if name.startswith("given:")]
    return "; ".join(said)


def _way(case: Case, demands: str) -> str:
    lines = {line.id for line in case.red_lines}
    said = [
        demand_name(case, line_of(case, name))
        if name in lines
        else f"no less than without a deal ({party_title(case, name)})"
        for name in demands.split("+")
    ]
    return f"Nash if {listed(said)} {'gives' if len(said) == 1 else 'give'} way"


def level_words(case: Case, line_id: str, level: int) -> str:
    """What becomes of a red line that is not held: its fallback, or given up."""
    line = line_of(case, line_id)
    return "given up" if level > len(line.fallback) else fallback_name(case, line.fallback[level - 1])


def combination_words(case: Case, combination: Combination) -> str:
    """Which red lines are not held in a combination, and how far they give way."""
    said = [
        f"{quoted(line_name(case, line_of(case, name)))}: {level_words(case, name, level)}"
        for name, level in combination.levels.items()
        if level
    ]
    return "; ".join(said) or "every red line is held"


def outcome_words(known: Importance) -> str:
    """What an importance is the importance for."""
    if known.outcome == "deal":
        return "Whether a deal exists"
    return "Whether all accept the package that Nash selects with all that is open at its middle"
