"""A small monitoring plan made by hand: two pieces of line, three segments, two hours, three instruments."""

from __future__ import annotations

from fractions import Fraction

from detente.case.model import Case
from detente.case.verification import Level, Obligation, ObligationKind
from detente.verify.instruments.usable import Refusal
from detente.verify.line.model import ContactLine, Method, Origin, Path, Piece, Segment, SideNames
from detente.verify.monitoring.holdings import Holding, Money, Site
from detente.verify.monitoring.model import Assumed, Duty, MonitoringPlan
from detente.verify.monitoring.otherwise import HeldRates, Marginal, Run
from detente.verify.monitoring.seen import Hour, HourName, Watch
from detente.verify.placement import SitingRule
from detente.verify.plan.outcome import Status
from tests.bundled import bundled

OBLIGATION = Obligation(
    id="no-fire",
    title="No fire <across> the line",
    kind=ObligationKind.LINE,
    of=("russia", "ukraine"),
    violations=("small-arms",),
    target=Fraction(1, 2),
)
PATHS: tuple[Path, ...] = (
    ((36.0, 48.0), (37.0, 48.0)),
    ((37.0, 48.0), (37.0, 49.0)),
    ((38.0, 49.2), (38.4, 49.4)),
)
LENGTHS = (74.63, 111.2, 36.6)
CHANCES = ((0.9, 0.6, 0.5, 0.4), (0.8, 0.4, 0.4, 0.2), (0.3, 0.0, 0.1, 0.0))
"""Seen by day and by night, attributed by day and by night."""


def segment(number: int) -> Segment:
    path = PATHS[number]
    (x, y), (x1, y1) = path[0], path[-1]
    return Segment(
        id=f"s{number}",
        name="",
        region="",
        piece=0 if number < 2 else 1,
        from_km=LENGTHS[0] if number == 1 else 0.0,
        length_km=LENGTHS[number],
        path=path,
        middle=((x + x1) / 2, (y + y1) / 2),
        bearing=(90.0, 0.0, 50.0)[number],
    )


def watch(number: int, *, target: float | None = 0.5) -> Watch:
    day, night, right_day, right_night = CHANCES[number]
    return Watch(
        obligation="no-fire",
        violation="small-arms",
        segment=f"s{number}",
        side="",
        cell=f"s{number}.1",
        hours={
            "day": Hour(seen=day, attributed=right_day, wrong=0.01),
            "night": Hour(seen=night, attributed=right_night, wrong=0.01),
        },
        alone=min(day, night) / 2,
        target=target,
        best=0.25 if number == 2 and target is not None else None,
    )


def contact_line(*, credit: str | None = "Made <by> hand", simplify_km: float | None = 5.0) -> ContactLine:
    return ContactLine(
        on="2025-03-15",
        pieces=(
            Piece(path=(*PATHS[0], PATHS[1][1]), length_km=LENGTHS[0] + LENGTHS[1], closed=False),
            Piece(path=PATHS[2], length_km=LENGTHS[2], closed=False),
        ),
        length_km=sum(LENGTHS),
        eps_km=2.0,
        simplify_km=simplify_km,
        shortest_km=0.0,
        left_out=(0, 0.0),
        sides=SideNames("North <side>", "South"),
        method=Method(
            centre=(37.0, 48.5),
            crs="+proj=laea +lat_0=48.5 +lon_0=37 +datum=WGS84 +units=m",
            origins=(
                Origin(role="line", file="layers/line.geojson", sha256="0" * 64, crs="WGS 84", credit=credit),
            ),
        ),
    )


def site(number: int, instrument: str, position: tuple[float, float] | None, side: str = "inside") -> Site:
    return Site(
        id=f"{instrument}-{number}",
        instrument=instrument,
        position=position,
        side=side if position else "",
        segment="s0" if position else "",
        copies=1,
        standing=0,
        per_year=1e4,
    )


def holding(name: str, title: str, copies: int) -> Holding:
    return Holding(
        instrument=name,
        title=title,
        owner="a mission",
        nationality="",
        territory="",
        copies=copies,
        standing=0,
        per_year=Money(low=1e4, mid=2e4, high=4e4),
        capital=Money(low=1e5, mid=1e5, high=1e5),
        crew=Money(low=None, mid=None, high=None),
        certainty={"sourced": 1, "guess": 3},
    )


def run(level: Level, per_year: float) -> Run:
    return Run(
        level=level,
        copies={"camera": 2},
        per_year=per_year,
        worst=0.1,
        mean=0.4,
        reached=0.3,
        bound=1e6,
        gap=0.2,
        status=Status.STOPPED,
        held_worst=0.1,
        held_mean=0.2,
        held_reached=0.3,
        held_rates=HeldRates(placed=(), means=()),
    )


def duty() -> Duty:
    return Duty(
        obligation=OBLIGATION,
        placed=True,
        target=0.5,
        seen={"small-arms": {"day": 0.3, "night": 0.0}},
        rates=(),
        means=(),
        per_year=None,
    )


def hand_plan(case: Case | None = None) -> MonitoringPlan:
    """The plan."""
    watches = tuple(watch(number) for number in range(3))
    return MonitoringPlan(
        case=case or bundled("ukraine-2025-03"),
        assumed=Assumed(package={"ceasefire": "general"}, why="a package made by hand"),
        goal="target",
        channel="detection",
        level="mid",
        budget=None,
        target=None,
        currency="EUR",
        line=contact_line(),
        segments=tuple(segment(number) for number in range(3)),
        segment_km=74.1,
        siting=SitingRule(cell_km=2.0),
        hours=(HourName(id="day", title="By day"), HourName(id="night", title="By night")),
        sites=(
            site(0, "camera", (36.5, 48.01)),
            site(1, "camera", (36.51, 48.01)),
            site(2, "camera", (36.8, 47.99), "outside"),
            site(3, "radar", (36.5, 48.01)),
            site(4, "satellite", None),
        ),
        watches=watches,
        worst=watches[2],
        unreachable=(watches[2],),
        unseen=(("no-fire", "advance"),),
        duties=(duty(),),
        holdings=(
            holding("camera", "Camera <fixed>", 3),
            holding("satellite", "Satellite", 1),
            holding("radar", "Radar", 1),
        ),
        refusals=(Refusal(instrument="uav-small", exclusion="none", why="no <drones>"),),
        unknown=(),
        per_year=Money(low=1e6, mid=2e6, high=4e6),
        capital=Money(low=3e6, mid=5e6, high=9e6),
        objective=2e6,
        bound=1.6e6,
        gap=0.2,
        status=Status.STOPPED,
        method=("greedy cover",),
        timed=False,
        runs={"low": run("low", 9e6), "mid": run("mid", 2e6), "high": run("high", 5e5)},
        marginal=(Marginal(per_year=1e6, worst=0.1, mean=0.3), Marginal(per_year=2e6, worst=0.2, mean=0.5)),
        option_effects=(),
        caveat="No public source has calibrated it.",
        certainty={"sourced": 1, "guess": 3},
        notes=(),
        seed=0,
        digest="0" * 64,
    )
