"""A layer: the features of one file, as they were drawn, with the file's coordinate system and credit.

Nothing is mended here: which features are used is known only when a day is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Fault
from detente.verify.line.model import Origin

if TYPE_CHECKING:
    from pyproj import CRS

IDS = ("id", "shapeiso", "iso", "iso_3166_2", "code", "gid", "fid", "ogc_fid", "objectid")
NAMES = ("name", "name_en", "shapename", "title", "label", "admin", "name_1", "naam", "nom")
CREDITS = ("credit", "credits", "attribution", "boundary_source", "source")
LONGITUDE_LATITUDE = "OGC:CRS84"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One row of a layer.

    Attributes:
        id: Its id in the file, or ``#`` and its number from 1.
        properties: Its properties, as the file has them.
        drawn: Its geometry as it stands in the file: a GeoJSON object or well-known binary; None for none.
    """

    id: str
    properties: Mapping[str, object]
    drawn: Mapping[str, object] | bytes | None

    def first(self, keys: tuple[str, ...]) -> str:
        """The first of these properties that has a value, as text; upper and lower case are the same."""
        lowered = {key.lower(): value for key, value in self.properties.items()}
        found = (lowered.get(key) for key in keys)
        return next((text for value in found if value is not None and (text := str(value).strip())), "")

    @property
    def name(self) -> str:
        """Its name, or its id where it has none."""
        return self.first(NAMES) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The features of a file.

    Attributes:
        role: What the layer is used for: ``control``, ``regions``, ``places`` or ``line``.
        file: Its path as it was given.
        sha256: Digest of its bytes.
        crs: The coordinate system of its numbers; None where nobody says.
        credit: Whom to credit, as the file says; None where it does not.
        features: Its rows.
        properties: What stands at the top of the file.
        notes: What was taken for granted in reading it.
    """

    role: str
    file: str
    sha256: str
    crs: CRS | None
    credit: str | None
    features: tuple[Feature, ...]
    properties: Mapping[str, object]
    notes: tuple[str, ...] = ()

    @property
    def origin(self) -> Origin:
        """The file as a source of figures."""
        crs = "not known" if self.crs is None else str(self.crs.name)
        return Origin(role=self.role, file=self.file, sha256=self.sha256, crs=crs, credit=self.credit)

    def fault(self, feature: Feature | None, message: str, hint: str, code: str) -> Fault:
        """Something wrong with the layer or one of its features."""
        place = f"feature {feature.id}" if feature is not None else ""
        return Fault(file=self.file, place=place, message=message, hint=hint, code=code)


def stated_credit(properties: Mapping[str, object], features: tuple[Feature, ...]) -> str | None:
    """The credit that stands at the top of a file, or in the same words in every feature."""
    lowered = {key.lower(): value for key, value in properties.items()}
    for key in CREDITS:
        if isinstance(said := lowered.get(key), str) and said.strip():
            return " ".join(said.split())
    found = {feature.first(CREDITS) for feature in features}
    return " ".join(found.pop().split()) or None if len(found) == 1 else None


def feature_id(properties: Mapping[str, object], number: int, own: object = None) -> str:
    """The id of a feature: its own, else that of a property, else ``#`` and its number."""
    if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip():
        return " ".join(str(own).split())[:80]
    named = Feature(id="", properties=properties, drawn=None).first(IDS)
    return " ".join(named.split())[:80] or f"#{number}"
