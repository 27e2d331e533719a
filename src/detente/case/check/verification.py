"""Remarks on verification: rules that say nothing, what no obligation needs, figures without certainty."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.check.remark import listed, remark
from detente.case.entail import is_possible
from detente.case.formula import TRUE, Formula, all_of
from detente.case.model import Case
from detente.case.verification import Certainty, Instrument, Verification
from detente.errors import Fault

FILE, TABLE = "verification.toml", "instruments.csv"


def remarks_on_verification(case: Case) -> Iterator[Fault]:
    """The remarks on the obligations, the violations, the alarm rule and the case's own instruments."""
    verification = case.verification
    if verification is None:
        return
    rules = all_of(rule.formula for rule in case.structural)
    for obligation in verification.obligations:
        yield from on_rule(("obligations", obligation.id, "when"), obligation.formula, rules, FILE)
    for exclusion in verification.exclusions:
        yield from on_rule(("exclusions", exclusion.id, "when"), exclusion.formula, rules, FILE)
    yield from _on_violations(verification)
    if verification.alarm is None and verification.obligations:
        message = "there is no alarm rule, so nothing says when a party counts as caught"
        hint = "[alarm] with alarms, window_days, review_days and acts"
        yield remark("", message, hint=hint, code="no-alarm", file=FILE)
    yield from _on_figures(verification.instruments or ())


def on_rule(
    place: tuple[str, str, str], formula: Formula | None, rules: Formula, file: str
) -> Iterator[Fault]:
    """The remark on a rule that every package meets, or that none can."""
    if formula is None:
        return
    if formula == TRUE:
        message = "every package meets this rule"
        yield remark(place, message, hint="no 'when' says the same", code="empty-rule", file=file)
    elif is_possible(all_of((rules, formula))) is False:
        message = "no package within the structural rules meets this rule"
        hint = "the options that it is meant for"
        yield remark(place, message, hint=hint, code="impossible", file=file)


def _on_violations(verification: Verification) -> Iterator[Fault]:
    used = {name for obligation in verification.obligations for name in obligation.violations}
    idle = [violation.id for violation in verification.violations if violation.id not in used]
    if idle:
        message = f"no obligation is broken by {listed(idle)}"
        hint = "under 'violations' of an obligation, or leave it out"
        yield remark(("violations",), message, hint=hint, code="unused", file=FILE)


def _on_figures(instruments: tuple[Instrument, ...]) -> Iterator[Fault]:
    for instrument in instruments:
        certainties = [row.value.certainty for row in instrument.figures]
        bare = certainties.count(Certainty.UNSTATED)
        if bare:
            message = (
                f"{bare} of {len(certainties)} figures of '{instrument.id}' do not say how certain they are"
            )
            hint = "sourced, estimate or guess in the column certainty"
            yield remark("column certainty", message, hint=hint, code="no-source", file=TABLE)
