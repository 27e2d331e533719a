"""What could have been seen: from passes, cloud, outages and missing files to looks by cell and day."""

from detente.watch.exposure.chance import chance_seen
from detente.watch.exposure.hours import Interval
from detente.watch.exposure.looks import exposure
from detente.watch.exposure.model import Conditions, Daily, Enough, Exposure, Hiding, Outage, Reason, State
from detente.watch.exposure.orbits import ORBITS, Orbit, orbit_of
from detente.watch.exposure.outages import KNOWN_OUTAGES
from detente.watch.exposure.passes import looks_between, passes_of
from detente.watch.exposure.tables import CloudTable, read_cloud, read_files, read_outages
from detente.watch.exposure.timetable import PassHours, timetable

__all__ = [
    "KNOWN_OUTAGES",
    "ORBITS",
    "CloudTable",
    "Conditions",
    "Daily",
    "Enough",
    "Exposure",
    "Hiding",
    "Interval",
    "Orbit",
    "Outage",
    "PassHours",
    "Reason",
    "State",
    "chance_seen",
    "exposure",
    "looks_between",
    "orbit_of",
    "passes_of",
    "read_cloud",
    "read_files",
    "read_outages",
    "timetable",
]
