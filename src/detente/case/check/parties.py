"""Remarks on what parties prefer: what nobody has valued, what has no source, what cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.case.check.remark import listed, remark
from detente.case.exact import decimal_text
from detente.case.formula import holds
from detente.case.model import Case, Figure, Issue, Like, Party, package_numbers
from detente.errors import Fault


def remarks_on_parties(case: Case) -> Iterator[Fault]:
    """The remarks on all parties, then on the options that no party has valued."""
    for party in case.parties:
        yield from _on_reservation(party)
        yield from _on_like(case, party)
        yield from _on_sources(party)
    for issue in case.issues:
        yield from _on_values(case, issue)


def _on_reservation(party: Party) -> Iterator[Fault]:
    place = ("parties", party.id, "reservation")
    if party.reservation is None:
        if party.preference.is_stated:
            message = f"{party.title} has no reservation, so any package counts as acceptable in value"
            hint = "reservation = [low, high]"
            yield remark(place, message, hint=hint, code="no-reservation")
        return
    if not isinstance(party.reservation, Figure) or party.preference.as_written:
        return
    least, most = _reach(party)
    if party.reservation.low > most:
        message = f"no package can be worth {decimal_text(party.reservation.low)} to {party.title}"
        hint = f"at most {decimal_text(most)}"
        yield remark(place, message, hint=hint, code="out-of-reach")
    elif party.reservation.high < least:
        message = f"every package is worth more than {decimal_text(party.reservation.high)} to {party.title}"
        yield remark(place, message, hint=f"{decimal_text(least)} or more", code="out-of-reach")


def _on_like(case: Case, party: Party) -> Iterator[Fault]:
    """A package that no deal is like, and that the structural rules call meaningless."""
    if not isinstance(party.reservation, Like):
        return
    package = package_numbers(case, party.reservation.package)
    broken = [rule.id for rule in case.structural if not holds(rule.formula, package)]
    if broken:
        message = f"the package that no deal is like to {party.title} breaks {listed(broken)}"
        hint = "a package within the structural rules, or reservation = [low, high]"
        yield remark(("parties", party.id, "reservation", "like"), message, hint=hint, code="impossible")


def _reach(party: Party) -> tuple[Fraction, Fraction]:
    """Bounds on the utility of any package: normalised values lie in [0, 1], interactions come on top."""
    interactions = [interaction.value for interaction in party.preference.interactions]
    least = sum((min(value.low, Fraction(0)) for value in interactions), Fraction(0))
    most = sum((max(value.high, Fraction(0)) for value in interactions), Fraction(1))
    return least, most


def _on_sources(party: Party) -> Iterator[Fault]:
    preference = party.preference
    if preference.as_written:
        return
    figures = [
        *preference.weights.values(),
        *(figure for values in preference.values.values() for figure in values.values()),
        *(interaction.value for interaction in preference.interactions),
    ]
    bare = sum(1 for figure in figures if not (figure.why or figure.statements))
    if bare:
        message = f"{bare} of {len(figures)} figures of {party.title} have neither a why nor statements"
        hint = '{ value = ..., why = "...", statements = ["..."] }'
        yield remark(("parties", party.id), message, hint=hint, code="no-source")


def _on_values(case: Case, issue: Issue) -> Iterator[Fault]:
    valued: set[str] = set()
    for party in case.parties:
        preference = party.preference
        valued.update(preference.values.get(issue.id, ()), preference.option_rankings.get(issue.id, ()))
    missing = [option.id for option in issue.options if option.id not in valued]
    if valued and missing:
        message = f"no party has said what it thinks of {listed(missing)}; each is open between 0 and 1"
        hint = f"[parties.ID.values.{issue.id}]"
        yield remark(("issues", issue.id, "options"), message, hint=hint, code="not-valued")
