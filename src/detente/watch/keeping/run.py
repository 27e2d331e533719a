"""``watch_case``: the whole way from the files of a case to what can be said of its truce."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.case.model import Case
from detente.case.verification import Obligation
from detente.case.watching import RasterCells, Watched, Watching, Window
from detente.errors import Fault, InputError
from detente.verify.line.answer import Layers
from detente.watch.baseline.fit import Baseline
from detente.watch.keeping.accounts import accounted, digests, side_titles
from detente.watch.keeping.compared import compared
from detente.watch.keeping.fitted import fitted
from detente.watch.keeping.ground import Ground, ground_of
from detente.watch.keeping.hours import in_hours
from detente.watch.keeping.judged import Judged, Looking, judged
from detente.watch.keeping.looked import Looks, looks_of
from detente.watch.keeping.model import BeforeAfter, Keeping, ObligationKeeping, WindowKeeping
from detente.watch.keeping.reported import reported, touching
from detente.watch.keeping.sightings import Sightings
from detente.watch.keeping.sources import all_sightings, last_row
from detente.watch.keeping.times import whole_span, window_days
from detente.watch.span import Span
from detente.watch.verdict.calendar import calendar
from detente.watch.verdict.judge import Duty, beyond, judge

DRAWS = 199

_Key = tuple[str, bytes]
"""A source, and which cells are tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is looked at.

    Attributes:
        draws: Null worlds of the scan for clusters; 0 for no scan.
        seed: Their seed; None for that of the case.
        executor: Who places detections in cells: processes, or a cluster; None for this process. It changes
            no number.
    """

    draws: int = DRAWS
    seed: int | None = None
    executor: Executor | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Source:
    """A source with its counts, looks and baseline over the whole span."""

    seen: Sightings
    counts: NDArray[np.int64]
    looks: Looks
    baseline: Baseline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Setting:
    """What all windows of a case share."""

    case: Case
    folder: Path
    watching: Watching
    ground: Ground
    pairs: NDArray[np.int64]
    whole: Span
    sources: dict[str, _Source]
    windows: tuple[tuple[Window, Span], ...]
    how: Looking


def watch_case(
    case: Case,
    folder: Path,
    *,
    until: date,
    effort: Effort | None = None,
    layers: Layers | None = None,
    say: Callable[[str], None] | None = None,
) -> Keeping:
    """Say what can be said of the keeping of a deal.

    Args:
        case: The case, with a watch.toml.
        folder: Its folder, in which the files of detections lie.
        until: The last day that may have been seen, usually today; later detections are refused as from the
            future.
        effort: Draws and seed.
        layers: Layers of the line in place of the case's own.
        say: Takes news of how far it is; None for nobody.

    Raises:
        InputError: if the case has no watch.toml, a file cannot be read, nothing was looked at in the
            baseline, or
            no window has begun.
    """
    watching = _watching_of(case, folder)
    wanted, told = effort or Effort(), say or _unheard
    told("ground")
    ground = ground_of(case, watching, folder, layers)
    with tempfile.TemporaryDirectory(prefix="detente-") as scratch:
        seen = all_sightings(watching, folder, ground, until, Path(scratch), (told, wanted.executor))
    windows, skipped = _windows(watching, until, last_row(seen, until))
    if not windows:
        message = "; ".join(f"{name}: {why}" for name, why in skipped)
        file = str(folder / "watch.toml")
        hint = "detections of those days, or a later day for which all is known (--until)"
        raise InputError(Fault(file=file, place="windows", message=message, hint=hint, code="window"))
    whole = whole_span(watching.baseline, [span for _, span in windows])
    sources = {one.files.id: _source(watching, folder, ground, whole, one, told) for one in seen}
    setting = _Setting(
        case=case,
        folder=folder,
        watching=watching,
        ground=ground,
        pairs=touching(ground),
        whole=whole,
        sources=sources,
        windows=windows,
        how=Looking(
            level=float(watching.level) / (2 * len(sources)),
            draws=wanted.draws,
            seed=watching.seed if wanted.seed is None else wanted.seed,
        ),
    )
    found = [_window(setting, window, span, told) for window, span in windows]
    return Keeping(
        case=case,
        windows=tuple(one for one, _ in found),
        skipped=skipped,
        places=ground.places,
        line=ground.line,
        sides=side_titles(case, watching),
        sources=tuple(accounted(source.seen, source.looks, whole, watching) for source in sources.values()),
        level=float(watching.level),
        tested=sum(tested for _, tested in found),
        notes=(*_notes(ground, sources), *setting.how.notes),
        crs=ground.cells.crs,
        centre=ground.cells.plane.centre,
        seed=setting.how.seed,
        draws=setting.how.draws,
        inputs=digests(watching, folder),
    )


def _unheard(_news: str) -> None:
    """Nobody listens."""


def _watching_of(case: Case, folder: Path) -> Watching:
    if case.watching is None:
        message = "the case says nothing of how its keeping is watched: it has no watch.toml"
        hint = "a watch.toml beside its case.toml; 'detente new FOLDER' writes one to start from"
        raise InputError(Fault(file=str(folder), message=message, hint=hint, code="no-watch"))
    return case.watching


def _windows(
    watching: Watching, until: date, last_row: date
) -> tuple[tuple[tuple[Window, Span], ...], tuple[tuple[str, str], ...]]:
    """The windows with their days, and those that have none."""
    spans = [(window, window_days(window, until, last_row)) for window in watching.windows]
    kept = tuple((window, span) for window, span in spans if span is not None)
    why = "there is no UTC day in it, with at least a half of it, that the files reach"
    return kept, tuple((window.id, why) for window, span in spans if span is None)


def _source(
    watching: Watching,
    folder: Path,
    ground: Ground,
    whole: Span,
    seen: Sightings,
    say: Callable[[str], None],
) -> _Source:
    """A source, counted and fitted."""
    looks = looks_of(watching, watching.sensor(seen.files.sensor), folder, ground, whole, seen)
    counts = seen.table(len(ground.cells), whole)
    say(f"what is ordinary in {seen.files.title}")
    baseline = fitted(watching, counts, looks, whole, seen.files.id, folder)
    return _Source(seen=seen, counts=counts, looks=looks, baseline=baseline)


def _window(
    setting: _Setting, window: Window, span: Span, say: Callable[[str], None]
) -> tuple[WindowKeeping, int]:
    """One window, and how many cell-days were tested in it."""
    found: dict[_Key, Judged] = {}
    for item in setting.watching.watched:
        reach = _duty(setting, item).reach
        for name in item.detections:
            if (name, reach.tobytes()) not in found:
                say(f"{window.title}: {setting.sources[name].seen.files.title}")
                found[name, reach.tobytes()] = _held(setting, window, span, name, reach)
    obligations = tuple(_obligation(setting, item, found, span) for item in setting.watching.watched)
    kept = WindowKeeping(window=window, days=span.dates, obligations=obligations)
    return kept, sum(one.tests.tests for one in found.values())


def _held(setting: _Setting, window: Window, span: Span, name: str, reach: NDArray[np.bool_]) -> Judged:
    """One source in one window, where an obligation reaches."""
    source, ground = setting.sources[name], setting.ground
    first = (span.first - setting.whole.first).days
    held = in_hours(setting.watching, setting.folder, ground, window, span, source.seen)
    seen, looked = held or (source.seen, source.looks.of(slice(first, first + span.days)))
    return judged(seen, source.baseline, looked, ground, span, setting.how, reach)


def _obligation(setting: _Setting, item: Watched, found: dict[_Key, Judged], span: Span) -> ObligationKeeping:
    watching, ground = setting.watching, setting.ground
    duty, reach_km = _duty(setting, item), _reach_km(setting, item)
    sources = [found[name, duty.reach.tobytes()] for name in item.detections]
    series = [one.series for one in sources]
    over = [beyond(duty, one) for one in series]
    obligation = _obligation_of(setting.case, item)
    return ObligationKeeping(
        id=item.obligation,
        title=obligation.title,
        of=obligation.of,
        reach_km=reach_km,
        sources=item.detections,
        shapes=ground.within(duty.reach),
        verdicts=judge(duty, series, over, ground.stretches),
        calendar=calendar(duty, series, over, ground.stretches),
        incidents=reported(sources, over, ground, setting.pairs, span),
        before_after=tuple((name, _compared(setting, duty, name, span)) for name in item.detections),
        chance=item.chance,
        ordinary=watching.baseline.ordinary,
    )


def _compared(setting: _Setting, duty: Duty, name: str, span: Span) -> BeforeAfter:
    source = setting.sources[name]
    cells = duty.reach & (source.looks.looks > 0).any(axis=1)
    return compared(
        source.counts[cells],
        source.looks.looks[cells],
        setting.ground.cells.area_km2[cells],
        whole=setting.whole,
        window=span,
        others=[other for _, other in setting.windows if other is not span],
        placebos=setting.watching.placebo,
    )


def _obligation_of(case: Case, item: Watched) -> Obligation:
    if case.verification is None:  # pragma: no cover - the reader refuses a watch.toml without it
        raise KeyError(item.obligation)
    return case.verification.obligation(item.obligation)


def _reach_km(setting: _Setting, item: Watched) -> float | None:
    """How far from the line an obligation is watched; None where there is no line, or no limit."""
    if isinstance(setting.watching.cells, RasterCells):
        return None
    within = item.within_km
    if within is None:
        within = _obligation_of(setting.case, item).within_km
    return None if within is None else float(within)


def _duty(setting: _Setting, item: Watched) -> Duty:
    return Duty(
        id=item.obligation,
        chance=item.chance,
        reach=setting.ground.reach(_reach_km(setting, item)),
        ordinary=setting.watching.baseline.ordinary,
        level=float(setting.watching.level),
        weight=setting.ground.cells.area_km2,
    )


def _notes(ground: Ground, sources: dict[str, _Source]) -> tuple[str, ...]:
    said = [*ground.cells.notes]
    if ground.line is not None:
        said += ground.line.method.notes
    for source in sources.values():
        said += source.looks.notes
        said += [source.baseline.season.why] if source.baseline.season.why else []
    return tuple(dict.fromkeys(said))
