"""What can see a violation: the table of instruments, detection, attribution, and what may be used."""

from detente.verify.instruments.attribution import Combined, combined, rates
from detente.verify.instruments.cost import yearly_cost
from detente.verify.instruments.detection import curve, detection, sight
from detente.verify.instruments.means import active, means
from detente.verify.instruments.scenarios import Scenario, scenarios
from detente.verify.instruments.table import CAVEAT, default_instruments, default_notes, instruments_of
from detente.verify.instruments.usable import Refusal, Usable, usable

__all__ = [
    "CAVEAT",
    "Combined",
    "Refusal",
    "Scenario",
    "Usable",
    "active",
    "combined",
    "curve",
    "default_instruments",
    "default_notes",
    "detection",
    "instruments_of",
    "means",
    "rates",
    "scenarios",
    "sight",
    "usable",
    "yearly_cost",
]
