"""A monitoring plan along a short line, for the tests of plans and of their pages."""

from __future__ import annotations

from detente.case.model import Case
from detente.verify.monitoring import MonitoringPlan, monitoring_plan
from detente.verify.monitoring.assumed import assumed_package
from detente.verify.placement import SitingRule
from tests.unit.verify.case_example import COUNTER, EAR, EYE, PACKAGE, two_sides
from tests.unit.verify.line_example import line_of, segments_of

SEGMENTS = segments_of(5)
CASE = two_sides(EAR, EYE, COUNTER)
FINE = SitingRule(cell_km=2.0)


def planned(case: Case = CASE, package: dict[str, str] | None = None, **asked: object) -> MonitoringPlan:
    """A plan along five segments of four kilometres."""
    return monitoring_plan(
        case,
        assumed=assumed_package(case, package or PACKAGE, "a test"),
        line=line_of(SEGMENTS),
        segments=SEGMENTS,
        **{"siting": FINE, **asked},  # type: ignore[arg-type]  # options of the function
    )
