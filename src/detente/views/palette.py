"""Colours by role: charts name a role, and the page or the notebook says what it looks like.

Every role has a colour of its own that a chart carries, so that it can be drawn as it is; a page replaces it
by its own, for light, dark and print.
"""

from __future__ import annotations

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "ink": "#1b1f24",
    "muted": "#59636f",
    "grid": "#dfe3e8",
    "cloud": "#8a96a3",
    "paper": "#fffffe",
    "nash": "#20242a",
    "kalai_smorodinsky": "#2c3036",
    "egalitarian": "#383c42",
    "utilitarian": "#44484e",
    "no-deal": "#5a5a5b",
}
"""Colours on white; those of the solution concepts are near to ink: hues are the parties'."""
