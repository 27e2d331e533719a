"""Conclusions of a case, each with its margins: how far it is from being turned, and what it rests on.

A conclusion is so where all of its margins are 0 or above, and is not where one is below. Margins are
computed by the same functions as the answers are: acceptance over the same draws, the pact's closed forms,
the exact order of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

from detente.accept.robustness.run import acceptance
from detente.accept.space import agreement_space, relax
from detente.assess.inputs import Input, Path, open_inputs
from detente.enforce.compliance.holding import Deviation, compliance
from detente.enforce.compliance.stakes import stake_window
from detente.enforce.deal.pact import pact_of
from detente.enforce.deal.rates import PlanRates
from detente.enforce.deal.standing import standing_under
from detente.enforce.deal.steps import steps_under
from detente.enforce.sequence.order import best_order

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.assess.candidates import Candidate
    from detente.assess.tried import TrialEffort
    from detente.case.model import Case
    from detente.enforce.compliance.sides import Pact
    from detente.enforce.deal.rates import ByDuty

HALF = Fraction(1, 2)
HELD: Path = ("red_lines", 0, "held")
RESERVED: Path = ("parties", 0, "reservation")
PACT: tuple[Path, ...] = tuple(
    ("enforcement", name) for name in ("period", "sides", "collateral", "snapbacks", "senders")
)
STEPS: tuple[Path, ...] = tuple(("enforcement", name) for name in ("steps", "scales", "pledges"))

Number = Fraction | float
Margins = tuple[Number, ...]
Margin = Callable[["Case"], "Margins | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """Something that is so, or is not, at middle figures.

    Attributes:
        id: Such as ``deal``, ``needed.LINE``, ``accepted``, ``keeps.PARTY``, ``stake.PARTY``, ``exposure``.
        about: The red line or the party that it is about; ``""`` where it is about neither.
        candidate: The place of the package that it is about; None where it is about the case.
        margin: How far a case is from each threshold, as many numbers for each case; None where that is not
            decided.
        inputs: What may be changed.
        yes: Whether it is so.
        runs: The same margin where all instruments of the plan are as their ``cautious`` or as their
            ``hopeful`` figures say; empty where there is no plan.
    """

    id: str
    about: str
    candidate: int | None
    margin: Margin
    inputs: tuple[Input, ...]
    yes: bool
    runs: Mapping[str, Margin] = field(default_factory=dict)


def conclusions_of(
    answer: Answer, candidates: tuple[Candidate, ...], effort: TrialEffort, rates: tuple[PlanRates, ...]
) -> tuple[Conclusion, ...]:
    """The conclusions of a case and its candidates; those that cannot be decided are left out.

    Args:
        answer: The answer to the case.
        candidates: The packages.
        effort: Draws and seed.
        rates: beta and alpha for each candidate, of its plan.
    """
    case = answer.case
    found = [*_of_the_case(answer)]
    for place, one in enumerate(candidates):
        held = open_inputs(case, HELD, RESERVED)
        found.append(_made("accepted", "", place, _accepted(one, effort), held, case))
        if case.enforcement is not None:
            found += _of_the_pact(case, place, one, rates[place])
    return tuple(each for each in found if each is not None)


def _made(
    kind: str, about: str, place: int | None, margin: Margin, inputs: tuple[Input, ...], case: Case
) -> Conclusion | None:
    now = margin(case)
    if now is None:
        return None
    name = f"{kind}.{about}" if about else kind
    return Conclusion(id=name, about=about, candidate=place, margin=margin, inputs=inputs, yes=min(now) >= 0)


def _of_the_case(answer: Answer) -> Iterator[Conclusion | None]:
    case, inputs = answer.case, open_inputs(answer.case, RESERVED)
    yield _made("deal", "", None, _deal, inputs, case)
    if answer.space.feasible is False:
        for line in answer.space.lines:
            if relax(answer.space, line.id).feasible:
                yield _made("needed", line.id, None, _without(line.id), inputs, case)


def _deal(case: Case) -> Margins | None:
    return _verdict(agreement_space(case).feasible)


def _verdict(feasible: bool | None) -> Margins | None:  # noqa: FBT001 - a verdict is its only subject
    return None if feasible is None else (1.0 if feasible else -1.0,)


def _without(line: str) -> Margin:
    """Whether the space opens once this line gives way: it is then in every blocker."""

    def margin(case: Case) -> Margins | None:
        return _verdict(relax(agreement_space(case), line).feasible)

    return margin


def _accepted(one: Candidate, effort: TrialEffort) -> Margin:
    def margin(case: Case) -> Margins:
        share = acceptance(case, [one.package], draws=effort.draws, seed=effort.seed)[0].acceptable_to_all
        return (Fraction(share.count, share.draws) - HALF,)

    return margin


def _of_the_pact(case: Case, place: int, one: Candidate, rates: PlanRates) -> Iterator[Conclusion | None]:
    standing = standing_under(case, one.package, rates)
    inputs = open_inputs(case, *PACT)
    runs = _runs(rates)
    for number, side in enumerate(standing.sides):
        party = side.terms.party
        for kind, margin in (("keeps", _keeps), ("stake", _stake)):
            made = _made(kind, party, place, margin(one, rates, number), inputs, case)
            under = {name: margin(one, run, number) for name, run in runs.items()}
            yield None if made is None else replace(made, runs=under)
    if standing.steps:
        made = _made("exposure", "", place, _exposure(one, rates), open_inputs(case, *STEPS), case)
        under = {name: _exposure(one, run) for name, run in runs.items()}
        yield None if made is None else replace(made, runs=under)


def _runs(rates: PlanRates) -> dict[str, PlanRates]:
    """The rates of the plan by its other runs: cautious where less is seen than at middle figures."""
    now = _seen(rates.alarms)
    return {
        "cautious" if _seen(run) < now else "hopeful": PlanRates(alarms=run)
        for run in rates.runs
        if _seen(run) != now
    }


def _seen(alarms: ByDuty) -> float:
    return sum(each.beta for by_violation in alarms.values() for each in by_violation.values())


def _pact(case: Case, one: Candidate, rates: PlanRates) -> Pact | None:
    standing = standing_under(case, one.package, rates)
    return pact_of(standing).pact if standing.is_computable else None


def _keeps(one: Candidate, rates: PlanRates, number: int) -> Margin:
    """What keeping the deal is worth over no deal, and over each deviation."""

    def margin(case: Case) -> Margins | None:
        pact = _pact(case, one, rates)
        if pact is None:
            return None
        verdict = compliance(pact)[number]
        named = sorted(verdict.temptations, key=lambda each: _name(each.deviation))
        return (verdict.participation, *(-each.excess for each in named))

    return margin


def _name(deviation: Deviation) -> tuple[str, bool]:
    violation = deviation.violation
    return ("" if violation is None else violation.id, deviation.framing is not None)


def _stake(one: Candidate, rates: PlanRates, number: int) -> Margin:
    """Whether some forfeit is enough and leaves the deal worth having: the room between least and most."""

    def margin(case: Case) -> Margins | None:
        pact = _pact(case, one, rates)
        if pact is None:
            return None
        window = stake_window(pact, pact.sides[number])
        if window.least is None:
            return (-inf,)
        return (inf if window.most is None else window.most - window.least,)

    return margin


def _exposure(one: Candidate, rates: PlanRates) -> Margin:
    """How far each party's worst exposure stays below one unit of its scale, in the order that is best."""

    def margin(case: Case) -> Margins | None:
        under = steps_under(standing_under(case, one.package, rates))
        if under is None:
            return None
        moments = [moment.levels for moment in best_order(under.plan).moments if moment.counts]
        names = sorted({name for levels in moments for name in levels})
        worst = [max(levels[name] for levels in moments) for name in names]
        return tuple(1 - max(level, Fraction(0)) for level in worst) or (Fraction(1),)

    return margin
