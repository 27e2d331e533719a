"""What a candidate has of each criterion: from acceptance, its plan, its pact and its order."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

from detente.assess.criteria import Criterion, Measure, Measured, Unknown, between
from detente.case.formula import holds

if TYPE_CHECKING:
    from detente.accept.problem import Problem
    from detente.accept.robustness.paired import Marked
    from detente.accept.robustness.result import Acceptance
    from detente.assess.tried import Order, Tried
    from detente.case.model import Case, Party
    from detente.enforce.deal.sides import SideFinding
    from detente.verify.monitoring.model import MonitoringPlan

SURE = "in every draw"
"""The basis of what is acceptable whatever is drawn."""
NO_VERIFICATION = "the case says nothing of how it can be checked"
NO_PLAN = "no plan was made"
NO_ENFORCEMENT = "the case says nothing of what breaking a deal brings"


def criteria_of(case: Case) -> tuple[Criterion, ...]:
    """All that candidates of a case are compared by, in the order of the tests."""
    found = [
        Criterion(id="accept", test="accept", title="acceptable to all", better="more"),
        *(
            Criterion(
                id=f"accept.{party.id}", test="accept", title=f"acceptable to {party.title}", better="more"
            )
            for party in case.parties
        ),
        Criterion(id="verify.worst", test="verify", title="chance of being seen at its worst", better="more"),
        Criterion(
            id="verify.blind", test="verify", title="ways to break it that nothing sees", better="less",
            unit="ways",
        ),
        Criterion(
            id="verify.cost", test="verify", title="cost of watching it for a year", better="less", unit="EUR"
        ),
    ]  # fmt: skip
    sides = () if case.enforcement is None else case.enforcement.sides
    for side in sides:
        title = case.party(side.party).title
        unit = case.enforcement.currency if case.enforcement and side.unit == "money" else "utility"
        named = (
            (
                "margin",
                f"what keeping it is worth to {title} over what tempts most, framing included",
                "more",
            ),
            ("worth", f"what it is worth to {title} a period over no deal", "more"),
            ("stake", f"least forfeit that makes breaking not pay for {title}", "less"),
        )
        found += [
            Criterion(
                id=f"enforce.{name}.{side.party}", test="enforce", title=words,
                better="more" if better == "more" else "less", unit=unit,
            )
            for name, words, better in named
        ]  # fmt: skip
    if case.enforcement is not None:
        found.append(
            Criterion(
                id="sequence.worst", test="sequence", title="worst exposure while it is carried out",
                better="less", unit="scales",
            )
        )  # fmt: skip
    return tuple(found)


def measures_of(problem: Problem, acceptance: Acceptance, tried: Tried) -> dict[str, Measured]:
    """Each criterion of a candidate."""
    found: dict[str, Measured] = {}
    found.update(_accepted(problem, acceptance))
    found.update(_seen(problem.case, tried))
    found.update(_kept(problem.case, tried))
    if problem.case.enforcement is not None:
        found["sequence.worst"] = _exposed(tried.order, tried.order_basis)
    return found


# ---------------------------------------------------------------- accept


def _accepted(problem: Problem, acceptance: Acceptance) -> Iterator[tuple[str, Measured]]:
    bases = {party.id: acceptance_basis(problem, party, acceptance) for party in problem.case.parties}
    whole = " | ".join([*bases.values(), _rules(problem, acceptance)])
    yield "accept", _share(acceptance.drawn_to_all, whole)
    for party, drawn in acceptance.drawn.items():
        yield f"accept.{party}", _share(drawn, bases[party])


def _share(drawn: Marked, basis: str) -> Measure:
    if basis == SURE:
        return Measure(low=1.0, middle=1.0, high=1.0, basis=SURE, drawn=drawn)
    low, high = drawn.share.interval
    return Measure(low=low, middle=drawn.share.value, high=high, basis=basis, drawn=drawn)


def acceptance_basis(problem: Problem, party: Party, acceptance: Acceptance) -> str:
    """What a party's acceptance of a package rests on: of its lines what is kept, and its reservation.

    Packages of which a party without a reservation keeps the same lines and fallbacks are acceptable to it
    in the same draws, whatever else is in them; those that keep all of them, in every draw. To a party with
    a reservation only one and the same package is sure to be as acceptable.
    """
    numbers = problem.numbers(acceptance.package)
    kept = [
        "".join("01"[holds(form, numbers)] for form in (line.formula, *line.fallback))
        for line in problem.lines
        if line.party == party.id
    ]
    if party.id in problem.silent or party.reservation is None:
        return SURE if "0" not in "".join(kept) else f"{party.id}: {' '.join(kept)}"
    return f"{party.id}: {' '.join(kept)}; {' '.join(map(str, numbers))}"


def _rules(problem: Problem, acceptance: Acceptance) -> str:
    numbers = problem.numbers(acceptance.package)
    return "".join("01"[holds(rule, numbers)] for rule in problem.rules)


# ---------------------------------------------------------------- verify


def _seen(case: Case, tried: Tried) -> Iterator[tuple[str, Measured]]:
    plan, basis = tried.plan, tried.plan_basis
    if plan is None:
        why = NO_VERIFICATION if case.verification is None else NO_PLAN
        for name in ("worst", "blind", "cost"):
            yield f"verify.{name}", Unknown(why)
        return
    yield "verify.worst", _worst(plan, basis)
    blind = float(len(plan.unseen))
    yield "verify.blind", between(blind, blind, blind, basis)
    money = plan.per_year
    if money.low is None or money.mid is None or money.high is None:
        yield "verify.cost", Unknown("what an instrument of the plan costs is not known")
    else:
        yield "verify.cost", between(money.low, money.mid, money.high, basis)


def _worst(plan: MonitoringPlan, basis: str) -> Measured:
    held = {level: run.held_worst for level, run in plan.runs.items()}
    ends = [chance for chance in held.values() if chance is not None]
    middle = held.get("mid")
    if middle is None:
        return Unknown("nothing of it is seen along the line")
    return between(min(ends), middle, max(ends), basis)


# ---------------------------------------------------------------- enforce


def _kept(case: Case, tried: Tried) -> Iterator[tuple[str, Measured]]:
    if case.enforcement is None:
        return
    found = {} if tried.deal is None else {side.party: side for side in tried.deal.sides}
    why = "how surely a breach is put down to a side, or how often a side is accused wrongly, is not known"
    for side in case.enforcement.sides:
        known = found.get(side.party)
        for name in ("margin", "worth", "stake"):
            key = f"enforce.{name}.{side.party}"
            yield key, Unknown(why) if known is None else _of_side(known, name, tried.deal_basis)


def _of_side(side: SideFinding, name: str, basis: str) -> Measured:
    if name == "worth":
        reach, middle = side.participation, float(side.verdict.participation)
        return between(reach.low, middle, reach.high, basis)
    if not side.breaches or side.greatest is None:
        return Unknown("no way to break it is known with its chance of being seen")
    if len(side.breaches) < len(side.standing.terms.breaches):
        return Unknown("how surely one of the breaches is put down to that side is not known")
    if name == "margin":
        middle = -float(side.verdict.temptations[0].excess)
        return between(-side.greatest.high, middle, -side.greatest.low, basis)
    least = side.window.least
    middle = inf if least is None else float(least)
    return between(min(side.least.low, middle), middle, max(side.least.high, middle), basis)


# ---------------------------------------------------------------- sequence


def _exposed(order: Order | None, basis: str) -> Measured:
    if order is None:
        return Unknown("it has no steps that the case speaks of")
    return between(order.worst.low, float(order.best.worst), order.worst.high, basis)
