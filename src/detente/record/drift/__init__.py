"""What has moved in words: shifts, contradictions, yeses with a but, days since, conditions by round."""

from detente.record.drift.moves import LastMove, YesBut
from detente.record.drift.rounds import Change, Round, Rounds
from detente.record.drift.run import Drift, drift
from detente.record.drift.shifts import Shift
from detente.record.drift.speakers import Contradiction

__all__ = ["Change", "Contradiction", "Drift", "LastMove", "Round", "Rounds", "Shift", "YesBut", "drift"]
