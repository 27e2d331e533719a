"""A case of two sides and a line, small enough to work by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from detente.case.folder import build_case
from detente.case.formula import among
from detente.case.model import Case
from detente.case.verification import (
    AlarmRule,
    Condition,
    Exclusion,
    Instrument,
    Obligation,
    ObligationKind,
    Placing,
    Shape,
    Verification,
    ViolationType,
)
from tests.unit.verify.example import LIGHT, SKY, figure, instrument

BASE = build_case(
    {
        "format": 1,
        "case": {"title": "Two sides and a line"},
        "parties": {"east": {"title": "East"}, "west": {"title": "West"}},
        "issues": {
            "truce": {"title": "The truce", "options": {"yes": "A truce", "no": "None"}},
            "watch": {"title": "Who watches", "options": {"all": "All", "satellites": "Satellites"}},
        },
    }
)
PACKAGE = {"truce": "yes", "watch": "all"}

EAR = instrument(
    "ear",
    figure("detection", "0.4", "0.8", "0.9", violation="shot"),
    figure("range-m", 2000, 4000, 6000),
    figure("range-factor", "0.5", state="overcast"),
    figure("attribution", "0.5", "0.6", "0.7"),
    figure("wrong-side", "0.05", "0.1", "0.2"),
    figure("false-alarms-per-day", "0.001", "0.01", "0.1"),
    figure("per-year", 50, 100, 200),
    shape=Shape.LOG_LOGISTIC,
)
EYE = instrument(
    "eye",
    figure("detection", "0.1", "0.2", "0.3"),
    figure("detection-factor", "0.5", state="night"),
    figure("attribution", "0.9"),
    figure("false-alarms-per-day", "0.02"),
    figure("per-year", 1000),
    figure("at-most", 1),
    sensor="satellite",
    placing=Placing.NONE,
    sees=(ObligationKind.LINE, ObligationKind.AREA),
)
COUNTER = instrument(
    "counter",
    figure("detection", "0.5", violation="hidden"),
    figure("attribution", 1),
    figure("per-year", 10),
    placing=Placing.NONE,
    sees=(ObligationKind.INVENTORY,),
)
MUTE = instrument("mute", figure("per-year", 1))
PRICELESS = instrument("priceless", figure("detection", 1), figure("range-m", 100))
FROM_ABOVE = Exclusion(
    id="from-above", instruments=("ear",), why="w", when="watch = satellites", formula=among(1, 2, 2)
)


def obligation(
    name: str, kind: ObligationKind, *violations: str, within_km: int | None = None, target: str = ""
) -> Obligation:
    """An obligation of both sides in a truce."""
    return Obligation(
        id=name,
        title=name,
        kind=kind,
        of=("east", "west"),
        violations=violations,
        when="truce = yes",
        formula=among(0, 1, 2),
        within_km=None if within_km is None else Fraction(within_km),
        target=Fraction(target) if target else None,
    )


def two_sides(
    *instruments: Instrument,
    conditions: tuple[Condition, ...] = (LIGHT, SKY),
    obligations: tuple[Obligation, ...] = (
        obligation("quiet", ObligationKind.LINE, "shot", "step", target="0.5"),
        obligation("empty", ObligationKind.AREA, "step", within_km=20),
        obligation("counted", ObligationKind.INVENTORY, "hidden"),
    ),
) -> Case:
    """The case with these instruments."""
    verification = Verification(
        obligations=obligations,
        violations=tuple(ViolationType(id=name, title=name) for name in ("shot", "step", "hidden")),
        conditions=conditions,
        exclusions=(FROM_ABOVE,) if EAR in instruments else (),
        instruments=instruments,
        alarm=AlarmRule(alarms=2, window_days=7, review_days=28, acts=14),
    )
    return replace(BASE, verification=verification)
