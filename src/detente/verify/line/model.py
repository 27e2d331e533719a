"""The nouns of the contact line: plain data in degrees, kilometres and square kilometres, with their method.

Positions are (longitude, latitude) in degrees on WGS 84. The two sides of a line are named by the control
layer alone: ``inside`` is the area that the layer covers, ``outside`` the rest of the land. Nothing here
needs a package for geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Position = tuple[float, float]
"""Longitude and latitude in degrees on WGS 84."""

Path = tuple[Position, ...]
"""A line through positions, straight from one to the next."""

Polygons = tuple[tuple[Path, ...], ...]
"""Polygons, each a closed outer ring and then its holes."""


class Side(StrEnum):
    """On which side of the line: within the control layer, or on the rest of the land."""

    INSIDE = "inside"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class SideNames:
    """How the two sides are called in sentences, in the same words for both unless the user names them."""

    inside: str = "inside"
    outside: str = "outside"

    def of(self, side: Side) -> str:
        """The name of a side."""
        return self.inside if side is Side.INSIDE else self.outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file that a figure rests on.

    Attributes:
        role: What it stands for: ``control``, ``regions``, ``places`` or ``line``.
        file: Its path as it was given.
        sha256: Digest of its bytes; of a shapefile, of all its parts.
        crs: The coordinate system that its numbers were read in.
        credit: Whom to credit, or where the boundary comes from, as the file says; None where it does not.
    """

    role: str
    file: str
    sha256: str
    crs: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How areas and lengths were measured.

    Attributes:
        centre: The centre (longitude, latitude) of the equal-area plane.
        crs: That plane as a PROJ definition.
        origins: The files behind the figures.
        notes: What was mended, left out or taken for granted on the way.
    """

    centre: Position
    crs: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One unbroken part of a contact line, drawn so that ``inside`` lies to its left.

    Attributes:
        path: Its positions.
        length_km: Its geodesic length on WGS 84.
        closed: Whether it ends where it starts.
    """

    path: Path
    length_km: float
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Where the control of one side ends and that of the other begins, within the land.

    A length has no meaning without ``eps_km`` and ``simplify_km``: the same day gives 800 to 1,600 km in
    Ukraine.

    Attributes:
        on: The day that it shows, ISO; None where nobody said.
        pieces: Its parts, the longest first.
        length_km: The sum of their geodesic lengths.
        eps_km: What lies within so many kilometres of the coast or the border of the land is left out; None
            where the file of a ready line does not say.
        simplify_km: The tolerance of the generalisation (Douglas and Peucker 1973), 0 for none; None where
            not said.
        shortest_km: With a generalisation, pieces up to this length are left out beforehand.
        left_out: How many pieces were left out for that reason, and how long they were together.
        sides: How the sides are called.
        method: The plane, the files and the notes.
        borders: Borders of the regions, for maps, as the layer of regions draws them and generalised; empty
            where there is no such layer, or nobody asked. They say nothing of whose land it is.
    """

    on: str | None
    pieces: tuple[Piece, ...]
    length_km: float
    eps_km: float | None
    simplify_km: float | None
    shortest_km: float
    left_out: tuple[int, float]
    sides: SideNames
    method: Method
    borders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One of the equal parts that a piece of the line is cut into.

    Attributes:
        id: A name for the place: the cell of a grid that holds its middle; see ``segments``.
        name: The nearest settlement, or the region; empty where no layer gives one.
        region: The region that holds its middle; empty where not known.
        piece: The number of its piece, from 0.
        from_km: Where it starts, along its piece.
        length_km: Its geodesic length along the line.
        path: Its positions; ``inside`` lies to the left.
        middle: The position halfway along it.
        bearing: Direction from its start to its end, degrees clockwise from north.
    """

    id: str
    name: str
    region: str
    piece: int
    from_km: float
    length_km: float
    path: Path
    middle: Position
    bearing: float

    @property
    def start(self) -> Position:
        """Where it starts."""
        return self.path[0]

    @property
    def end(self) -> Position:
        """Where it ends."""
        return self.path[-1]

    def normal(self, side: Side) -> float:
        """The direction that leads away from the line on a side, degrees clockwise from north."""
        return (self.bearing + (-90 if side is Side.INSIDE else 90)) % 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The land within a distance of the line, on one side.

    Attributes:
        weapons: The class of weapons that the distance stands for; empty for any other distance.
        polygons: Its shape.
    """

    side: Side
    distance_km: float
    weapons: str
    area_km2: float
    polygons: Polygons


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlShare:
    """How much of a region's land lies within the control layer.

    Attributes:
        id: The region's id in its layer; empty for the land as a whole.
        name: Its name.
        area_km2: Its land: the denominator.
        inside_km2: The part within the control layer.
    """

    id: str
    name: str
    area_km2: float
    inside_km2: float

    @property
    def share(self) -> float:
        """The part within the control layer, 0 to 1."""
        return self.inside_km2 / self.area_km2


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How the line moved between two days: areas that changed sides, both ways.

    Attributes:
        since: The earlier day, ISO.
        on: The later day, ISO.
        days: Days between them.
        to_inside_km2: Land that was outside and is inside.
        to_outside_km2: Land that was inside and is outside.
        method: The plane, the files and the notes.
    """

    since: str
    on: str
    days: int
    to_inside_km2: float
    to_outside_km2: float
    method: Method

    @property
    def net_km2(self) -> float:
        """What ``inside`` gained less what it lost."""
        return self.to_inside_km2 - self.to_outside_km2

    def per_month(self, area_km2: float) -> float:
        """An area of this span of days as a pace: square kilometres per month of 30.4375 days."""
        return area_km2 * DAYS_PER_MONTH / self.days


DAYS_PER_MONTH = 365.25 / 12
"""Days of a mean month."""
