"""Overlays: another reading of a case, laid over its document key by key.

Tables are merged down to single figures, options, ranges and reservations, which are replaced whole.
Structural rules and red lines are matched by id: keys of a known one are replaced, a new one is appended, and
``remove = true`` drops one. A ranking takes the place of numbers for the same thing, and the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.case import keys
from detente.case.faults import Faults, Place, shown, way_to
from detente.case.folder.table import item_names

Document = dict[str, object]
Laid = dict[Place, tuple[str, Place]]
"""What overlays have set so far: see :data:`~detente.case.faults.Origins`."""

_TABLES: tuple[tuple[str, ...], ...] = (
    ("case",),
    ("parties",),
    ("parties", "*"),
    ("parties", "*", "weights"),
    ("parties", "*", "values"),
    ("parties", "*", "values", "*"),
    ("parties", "*", "ranking"),
    ("parties", "*", "ranking", "options"),
    ("issues",),
    ("issues", "*"),
    ("issues", "*", "options"),
    ("issues", "*", "options", "*"),
)
_BY_ID = ("structural", "red_lines")


def merge(
    base: Mapping[str, object],
    overlay: Mapping[str, object],
    *,
    file: str,
    origins: Laid,
    faults: Faults,
) -> Document:
    """The document with ``overlay`` laid over it. Each place that the overlay sets goes into ``origins``."""
    changes = {key: overlay[key] for key in keys.SECTIONS if key in overlay}
    merged = dict(base)
    for key, value in changes.items():
        if key in _BY_ID:
            merged[key] = _by_id(key, base.get(key, []), value, file, origins, faults)
        else:
            merged[key] = _deep(base.get(key), value, (key,), file, origins)
    return merged


def _deep(old: object, new: object, place: Place, file: str, origins: Laid) -> object:
    if _is_option(place) and isinstance(old, str | Mapping) and isinstance(new, str | Mapping):
        old, new = _as_table(old), _as_table(new)
    if not (isinstance(old, Mapping) and isinstance(new, Mapping) and _is_merged(place)):
        origins[place] = file, place
        return new
    merged = dict(old)
    if len(place) == 2 and place[0] == "parties":
        merged = _without_rivals(merged, new)
    for key, value in new.items():
        merged[key] = _deep(merged.get(key), value, (*place, key), file, origins)
    return merged


def _by_id(section: str, old: object, new: object, file: str, origins: Laid, faults: Faults) -> object:
    if not isinstance(new, list) or not isinstance(old, list):
        origins[section,] = file, (section,)
        return new
    merged, added = list(old), dict[int, Document]()
    for number, change in enumerate(new, start=1):
        place = (section, number)
        name = change.get("id") if isinstance(change, Mapping) else None
        if isinstance(change, Mapping) and not isinstance(name, str) and "rule" in change:
            added[number] = _kept(change)  # a whole entry: what else is wrong with it comes out, too
            continue
        if not isinstance(change, Mapping) or not isinstance(name, str):
            message = "an entry of an overlay needs an id"
            faults.add(place, message, hint='id = "..."', code="missing", file=file)
            continue
        known = [item.get("id") if isinstance(item, Mapping) else None for item in merged]
        position = known.index(name) if name in known else None
        if change.get("remove", False) is not False:
            _remove(merged, position, change, place, [k for k in known if isinstance(k, str)], file, faults)
        elif position is None:
            added[number] = _kept(change)
        else:
            merged[position] = {**_table(merged[position]), **_kept(change)}
            origins.update({(section, name, key): (file, (section, name, key)) for key in change})
    _append(section, merged, added, file, origins)
    return merged


def _append(
    section: str, merged: list[object], added: Mapping[int, Document], file: str, origins: Laid
) -> None:
    """Put new entries, by their positions in the overlay, behind all others."""
    first = len(merged)
    merged += added.values()
    names = item_names(merged)[first:]
    for position, (number, name) in enumerate(zip(added, names, strict=True), start=first + 1):
        origins[section, name] = file, (section, number if name == position else name)


def _remove(
    merged: list[object],
    position: int | None,
    change: Mapping[str, object],
    place: Place,
    known: list[str],
    file: str,
    faults: Faults,
) -> None:
    name = str(change["id"])
    if change["remove"] is not True:
        message = f"{shown(change['remove'])} is not true or false"
        faults.add((*place, "remove"), message, hint="remove = true", code="wrong-type", file=file)
    elif position is None:
        hint = way_to(name, known, "entry")
        message = f"there is no {shown(name)} to remove"
        faults.add((*place, "id"), message, hint=hint, code="unknown-name", file=file)
    else:
        extra = next((key for key in change if key not in {"id", "remove"}), "")
        if extra:
            message = f"{shown(extra)} is given for an entry that is removed"
            faults.add((*place, extra), message, hint="id and remove only", code="conflict", file=file)
        del merged[position]


def _kept(change: Mapping[str, object]) -> Document:
    return {key: value for key, value in change.items() if key != "remove"}


def _without_rivals(party: Document, changes: Mapping[str, object]) -> Document:
    ranking, ranked = _table(party.get("ranking")), _table(changes.get("ranking"))
    values, valued = _table(party.get("values")), _table(changes.get("values"))
    options, ranked_options = _table(ranking.get("options")), _table(ranked.get("options"))
    kept = dict(party)
    if "issues" in ranked:
        kept.pop("weights", None)
    if "weights" in changes:
        ranking.pop("issues", None)
    if isinstance(kept.get("ranking"), Mapping):
        left = {issue: value for issue, value in options.items() if issue not in valued}
        kept["ranking"] = ranking | ({"options": left} if options else {})
    if isinstance(kept.get("values"), Mapping):
        kept["values"] = {issue: value for issue, value in values.items() if issue not in ranked_options}
    return kept


def _table(value: object) -> Document:
    return dict(value) if isinstance(value, Mapping) else {}


def _is_merged(place: Place) -> bool:
    return any(
        len(pattern) == len(place)
        and all(want in {"*", part} for want, part in zip(pattern, place, strict=True))
        for pattern in _TABLES
    )


def _is_option(place: Place) -> bool:
    return len(place) == 4 and place[0] == "issues" and place[2] == "options"


def _as_table(option: object) -> object:
    return {"title": option} if isinstance(option, str) else option
