"""What ``detente enforce`` and ``detente sequence`` start from: the case, the package, beta and alpha."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detente.cli.line_plan import CELL_KM, SEGMENT_KM
from detente.cli.notes import working

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.enforce.deal import PlanRates, Standing
    from detente.verify.monitoring.model import Assumed

SHOWN = 5
"""Issues that a refusal names."""
PLAN_TEXT = (
    "Take beta and alpha, and without --from the package, from what 'detente plan CASE --json -o "
    "FILE' wrote. "
    "Default: where the file leaves a chance to a plan, a quick one is made."
)
NO_PLAN_TEXT = "Make no plan: the figures of the file alone; what it leaves open is not computed."


class Inputs(NamedTuple):
    """The case, the package, and what is known of beta and alpha, with a sentence on where that is from."""

    case: Case
    assumed: Assumed
    rates: PlanRates
    told: str


def with_enforcement(path: Path, overlays: tuple[str, ...]) -> Case:
    """The case.

    Raises:
        InputError: if it says nothing of enforcement.
    """
    from detente.case.entry import open_case
    from detente.enforce.deal import terms_of

    opened = open_case(path, overlays=overlays)
    terms_of(opened)
    return opened


def inputs_of(
    case: Case, folder: Path, *, draft: Path | None, plan: Path | None, no_plan: bool, quiet: bool
) -> Inputs:
    """The package and the rates.

    Raises:
        InputError: with every fault of the files, or if the case leads to no package.
    """
    from detente.cli.plan_inputs import to_be_checked
    from detente.enforce.deal import PlanRates, standing_under

    if plan is not None:
        return _from_file(case, folder, plan, draft)
    with working("Looking for the package", quiet=quiet):
        assumed = to_be_checked(case, draft, folder)
    alone = "beta and alpha are those of enforcement.toml; what it leaves to a plan is not known here"
    if no_plan or not _leaves_open(standing_under(case, assumed.package)):
        return Inputs(case, assumed, PlanRates(), f"{alone[0].upper()}{alone[1:]}.")
    if case.verification is None or not (folder / "layers").is_dir():
        why = "No plan could be made: the case has no verification.toml, or no layers of a contact line"
        return Inputs(case, assumed, PlanRates(), f"{why}; {alone}.")
    with working("Planning what could see a breach", quiet=quiet):
        rates = _planned(case, assumed, folder)
    told = (
        f"What enforcement.toml leaves to a plan (beta, alpha) comes from a quick one for this "
        "package, in segments of "
        f"{SEGMENT_KM:g} km, from low to high figures of its instruments; --plan FILE takes another."
    )
    return Inputs(case, assumed, rates, told)


def _leaves_open(standing: Standing) -> bool:
    sides = any(
        rate.span is None for side in standing.sides for rate in (side.false_alarm, *side.detection.values())
    )
    return sides or any(step.detection is None for step in standing.steps)


def _planned(case: Case, assumed: Assumed, folder: Path) -> PlanRates:
    from detente.enforce.deal import rates_of
    from detente.verify.line import Wanted, draw_line
    from detente.verify.line.folder import layers_of
    from detente.verify.monitoring import monitoring_plan
    from detente.verify.placement import SitingRule

    layers = layers_of(folder)
    on = case.as_of or None if layers.control is not None else None
    drawn = draw_line(layers, Wanted(on=on, segment_km=SEGMENT_KM, zones_km=()))
    plan = monitoring_plan(
        case,
        assumed=assumed,
        line=drawn.line,
        segments=drawn.segments,
        siting=SitingRule(cell_km=CELL_KM),
    )
    return rates_of(plan)


def _from_file(case: Case, folder: Path, file: Path, draft: Path | None) -> Inputs:
    from detente.cli.plan_inputs import to_be_checked
    from detente.enforce.deal.plan_file import read_plan
    from detente.errors import Fault, InputError
    from detente.verify.monitoring.assumed import assumed_package

    rates, package = read_plan(file)
    if unknown := sorted(set(package) ^ {issue.id for issue in case.issues}):
        raise InputError(
            Fault(
                file=str(file),
                place="package",
                message=f"the plan is for another case: {', '.join(unknown[:SHOWN])}"
                f"{' ...' if len(unknown) > SHOWN else ''} stand in one of the two only",
                hint=f"'detente plan {folder} --json -o {file}'",
                code="other-case",
            )
        )
    if draft is None:
        assumed = assumed_package(case, package, f"that of the plan {file}")
    else:
        assumed = to_be_checked(case, draft, folder)
    if differing := _differing(assumed.package, package):
        raise InputError(
            Fault(
                file=str(file),
                place="package",
                message=f"the plan is for another package: {', '.join(differing)} differ",
                hint=f"'detente plan {folder} --from FILE --json -o {file}' with the same package",
                code="other-package",
            )
        )
    return Inputs(case, assumed, rates, f"beta and alpha come from the plan in {file} where it has them.")


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return [issue for issue, option in one.items() if other.get(issue) != option]
