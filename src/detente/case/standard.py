"""The names that the shipped table of instruments uses; a case that uses them needs no table of its own."""

from __future__ import annotations

from collections.abc import Mapping

STANDARD_VIOLATIONS: Mapping[str, str] = {
    "small-arms": "Small-arms fire",
    "indirect-fire": "Fire of mortars, artillery and rockets",
    "drone-strike": "Strike by an armed drone",
    "air-strike": "Strike by an aircraft or a missile",
    "heavy-weapons": "Heavy weapons where they may not be",
    "advance": "Movement of a position forward",
    "barred-entry": "Monitors are kept from a place",
    "undeclared-holding": "A holding differs from what was declared",
    "act-undone": "A public or documentary act is not done, or is undone",
}
"""Ways to break a ceasefire, by id."""

STANDARD_STATES: Mapping[str, str] = {
    "day": "By day",
    "night": "By night",
    "clear": "Clear sky",
    "overcast": "Overcast sky",
    "calm": "Little wind",
    "windy": "Strong wind",
    "signal": "Radio and satellite navigation work",
    "jammed": "Radio or satellite navigation is jammed",
}
"""States of light, sky, wind and radio, by id."""
