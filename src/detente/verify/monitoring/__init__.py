"""A monitoring plan: which instruments along the line, what they see of each obligation, at which cost."""

from __future__ import annotations

from detente.verify.monitoring.holdings import Holding, Money, Site
from detente.verify.monitoring.model import Assumed, Duty, MonitoringPlan
from detente.verify.monitoring.otherwise import Marginal, OptionEffect, Run
from detente.verify.monitoring.plan import monitoring_plan
from detente.verify.monitoring.seen import Hour, Watch
from detente.verify.monitoring.ways import with_marginal, with_option_effects

__all__ = [
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
    "with_marginal",
    "with_option_effects",
]
