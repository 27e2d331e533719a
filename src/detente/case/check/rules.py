"""Remarks on structural rules and red lines: what says nothing, what cannot hold, what is not weaker."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.check.remark import listed, remark
from detente.case.entail import entails, is_possible
from detente.case.formula import FALSE, TRUE, Formula, all_of, among, scope
from detente.case.model import Case, RedLine, is_inert
from detente.errors import Fault

OPTIONS_TRIED = 400
"""Options whose possibility under the structural rules is examined, at most."""


def remarks_on_rules(case: Case) -> Iterator[Fault]:
    """The remarks on structural rules together, then on each red line."""
    settled = _settled(case)
    rules = all_of((settled, *(rule.formula for rule in case.structural)))
    for rule in case.structural:
        yield from _on_constant(("structural", rule.id), rule.formula)
    if is_possible(rules) is not False:
        yield from _on_options(case, rules)
    elif all(is_possible(rule.formula) for rule in case.structural):
        message = "no package keeps all structural rules and what is agreed"
        yield remark(("structural",), message, hint="fewer rules, or weaker ones", code="impossible")
    for line in case.red_lines:
        yield from _on_line(case, line, settled)
        yield from _on_fallback(line, rules)


def _settled(case: Case) -> Formula:
    return all_of(
        among(number, 1 << place, len(issue.options))
        for number, issue in enumerate(case.issues)
        for place, option in enumerate(issue.options)
        if issue.agreed == option.id
    )


def _on_options(case: Case, rules: Formula) -> Iterator[Fault]:
    tried = 0
    for number in sorted(scope(rules)):
        issue = case.issues[number]
        tried += len(issue.options)
        if issue.agreed is not None or tried > OPTIONS_TRIED:
            continue
        lost = [
            option.id
            for place, option in enumerate(issue.options)
            if is_possible(all_of((rules, among(number, 1 << place, len(issue.options))))) is False
        ]
        if lost:
            message = f"the structural rules leave no package with {issue.id} = {listed(lost)}"
            hint = "a weaker rule, or no such option"
            yield remark(("issues", issue.id, "options"), message, hint=hint, code="impossible")


def _on_line(case: Case, line: RedLine, settled: Formula) -> Iterator[Fault]:
    place = ("red_lines", line.id)
    yield from _on_constant(place, line.formula)
    if line.formula in (TRUE, FALSE):
        return
    if is_inert(case, line):
        message = f"the consent of '{line.party}' is not asked on any issue of the line, so it binds nobody"
        hint = "the party under 'consent' of an issue, or leave it as a record"
        yield remark(place, message, hint=hint, code="inert")
    if is_possible(all_of((settled, line.formula))) is False:
        message = "what is agreed breaks this line in every package"
        yield remark((*place, "rule"), message, hint="the status of the issues in it", code="impossible")


def _on_constant(place: tuple[str, str], formula: Formula) -> Iterator[Fault]:
    if formula == TRUE:
        message = "every package meets this rule, so it says nothing"
        yield remark((*place, "rule"), message, hint="the options that it is to exclude", code="empty-rule")
    elif is_possible(formula) is False:
        message = "no package meets this rule"
        yield remark((*place, "rule"), message, hint="the options that it is to allow", code="impossible")


def _on_fallback(line: RedLine, rules: Formula) -> Iterator[Fault]:
    """What is not weaker than the step before it, among the packages within the structural ``rules``."""
    if line.formula == TRUE or not is_possible(all_of((rules, line.formula))):
        return
    stronger, name = line.formula, "the line"
    for number, fallback in enumerate(line.fallback, start=1):
        place = ("red_lines", line.id, "fallback", number)
        if entails(all_of((rules, stronger)), fallback.formula) is False:
            message = f"'{fallback.text}' is not weaker than {name}: some package meets {name} and not this"
            hint = "a rule that holds wherever the one before it does"
            yield remark(place, message, hint=hint, code="not-weaker")
        elif entails(all_of((rules, fallback.formula)), stronger):
            message = f"'{fallback.text}' says the same as {name}"
            yield remark(place, message, hint="a weaker rule", code="not-weaker")
        stronger, name = fallback.formula, f"fallback {number}"
