"""The page's colours keep their distance: WCAG 2.1 AA in light, dark and print."""

import re
from itertools import product
from pathlib import Path

import pytest

import detente.report.page
from detente.case.folder import build_case
from detente.views.palette import ROLES
from detente.views.parties import COLOURS, SHAPES, party_marks
from tests.bundled import bundled

CSS = Path(detente.report.page.__file__).with_name("brief.css").read_text(encoding="utf-8")
TEXT, GRAPHIC = 4.5, 3.0
WORDS = ("ink", "muted", "accent", "no", "yes", "doubt")
CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
PARTIES = tuple(f"c{number}" for number in range(COLOURS))


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme; print takes from light what it does not set."""
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", CSS)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in blocks]
    light, dark, chosen_dark, paper = found
    assert dark == chosen_dark
    return {"light": light, "dark": dark, "print": {**light, **paper}}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_words_and_marks_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    for word, ground in product(WORDS, ("paper", "panel", "wash")):
        assert contrast(colours[word], colours[ground]) >= TEXT, (word, ground)
    for name in (*PARTIES, *CONCEPTS):
        assert contrast(colours[name], colours["on"]) >= TEXT, name
        assert contrast(colours[name], colours["paper"]) >= GRAPHIC, name
    assert contrast(colours["cloud"], colours["paper"]) >= GRAPHIC


def test_every_role_of_the_charts_has_a_colour_in_every_theme() -> None:
    for colours in themes().values():
        assert set(ROLES) <= set(colours)


def test_parties_differ_by_more_than_colour() -> None:
    marks = party_marks(bundled("sunday-market", "six-lines")).values()
    assert len({mark.shape for mark in marks}) == len({mark.colour for mark in marks}) == 6
    assert len(SHAPES) == COLOURS
    assert "ring" not in SHAPES  # the mark of a selected package in a chart


def test_many_parties_still_have_marks_of_their_own() -> None:
    parties = {f"p{number}": {"title": f"P{number}"} for number in range(32)}
    issues = {"i": {"title": "I", "options": {"a": "A", "b": "B"}}}
    case = build_case({"format": 1, "case": {"title": "T"}, "parties": parties, "issues": issues})
    assert len({(mark.colour, mark.shape) for mark in party_marks(case).values()}) == 32
