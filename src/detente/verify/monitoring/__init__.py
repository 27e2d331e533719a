"""A monitoring plan: which instruments along the line, what they see of each obligation, at which cost."""

from __future__ import annotations

from detente.verify.monitoring.model import (
    Assumed,
    Duty,
    Holding,
    Hour,
    Marginal,
    Money,
    MonitoringPlan,
    OptionEffect,
    Run,
    Site,
    Watch,
)
from detente.verify.monitoring.plan import EFFORT, monitoring_plan

__all__ = [
    "EFFORT",
    "Assumed",
    "Duty",
    "Holding",
    "Hour",
    "Marginal",
    "Money",
    "MonitoringPlan",
    "OptionEffect",
    "Run",
    "Site",
    "Watch",
    "monitoring_plan",
]
