"""Issues of a case file: their options, ranges, consent and status."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from detente.case import keys
from detente.case.exact import DIGITS_LIMIT, decimal_text, is_exact, range_options
from detente.case.faults import shown, way_to
from detente.case.folder.figures import Citations, read_number
from detente.case.folder.table import Table
from detente.case.model import Issue, Option, Range, Status
from detente.case.names import AMOUNT_PATTERN

_AMOUNT = re.compile(AMOUNT_PATTERN)


def read_issue(name: str, table: Table, parties: Sequence[str], citations: Citations) -> Issue:
    """One issue. With faults in it, it has as much as could be read, so that rules may still name it."""
    scale: Range | None = None
    options: tuple[Option, ...] = ()
    if "range" in table and "options" in table:
        table.fault("range", "an issue has options or a range, not both", hint="one of them", code="conflict")
    if "range" in table:
        scale = _range(table)
        options = range_options(scale) if scale else ()
    elif "options" in table:
        options = _options(table, citations)
    else:
        hint = 'options.ID = "Title", or range = { from = 0, to = 40, step = 10 }'
        table.fault("options", f"the issue '{name}' has no options", hint=hint, code="missing")
    issue = Issue(
        id=name,
        title=table.line("title", required=True) or name,
        options=options,
        consent=_consent(table, parties),
        status=table.choice("status", Status.OPEN),
        range=scale,
        note=table.prose("note"),
    )
    return _settled(issue, table)


class Choices:
    """The options of an issue by what may name them: an id, or an amount (a number or a text) on a range."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self._by_id = {option.id: option for option in issue.options}
        self._by_amount = {option.amount: option for option in issue.options}

    def named(self, name: object) -> Option | None:
        """The option that a name stands for, or None."""
        if self.issue.range is None:
            return self._by_id.get(name) if isinstance(name, str) else None
        amount = _amount(name)
        return None if amount is None else self._by_amount.get(amount)

    def way_to(self, name: object) -> str | Callable[[], str]:
        """A way out for a name that stands for no option."""
        scale = self.issue.range
        if scale is None:
            return way_to(name if isinstance(name, str) else "", self._by_id, "option")
        start, stop, step = (decimal_text(part) for part in (scale.start, scale.stop, scale.step))
        return f"an amount from {start} to {stop} in steps of {step}"


def _amount(name: object) -> Fraction | None:
    if isinstance(name, str):
        if len(name) > 2 * DIGITS_LIMIT + 2 or not _AMOUNT.fullmatch(name):
            return None
        return Fraction(Decimal(name))
    if isinstance(name, bool) or not isinstance(name, int | Decimal) or not is_exact(name):
        return None
    return Fraction(name)


def _options(table: Table, citations: Citations) -> tuple[Option, ...]:
    options = table.table("options")
    if options is None:
        return ()
    if not options.entries:
        table.fault("options", "there is no option", hint='options.ID = "Title"', code="missing")
    return tuple(
        _option(name, options, citations) for name in options.ids("options", limit=keys.OPTIONS_LIMIT)
    )


def _option(name: str, options: Table, citations: Citations) -> Option:
    value = options.entries[name]
    if not isinstance(value, Mapping):
        return Option(id=name, title=options.line(name, required=True) or name)
    table = Table(value, (*options.place, name), options.faults, known=keys.OPTION)
    return Option(
        id=name,
        title=table.line("title", required=True) or name,
        needs=table.prose("needs"),
        triggers=citations.cited(table, "triggers"),
        note=table.prose("note"),
    )


def _range(issue: Table) -> Range | None:
    table = issue.table("range", known=keys.RANGE)
    if table is None:
        return None
    ends: dict[str, Fraction | None] = {}
    for key in ("from", "to", "step"):
        if key in table:
            ends[key] = read_number(table.entries[key], (*table.place, key), table.faults)
        else:
            table.fault(key, f"'{key}' is missing", hint=f"{key} = 10", code="missing")
    start, stop, step = (ends.get(key) for key in ("from", "to", "step"))
    unit, one = table.line("unit"), table.line("one")
    if start is None or stop is None or step is None:
        return None
    if step <= 0:
        table.fault("step", f"a step of {decimal_text(step)}", hint="a step above 0", code="bounds")
    elif start > stop:
        message = f"the range from {decimal_text(start)} to {decimal_text(stop)} is reversed"
        table.fault("to", message, hint=f"to = {decimal_text(start)} or more", code="reversed")
    elif (stop - start) / step >= keys.OPTIONS_LIMIT:
        count = int((stop - start) / step) + 1
        message = f"the range has {shown(count)} options, more than {keys.OPTIONS_LIMIT}"
        table.fault("step", message, hint="a larger step", code="too-large")
    elif (stop - start) % step:
        last = stop - (stop - start) % step
        message = (
            f"steps of {decimal_text(step)} from {decimal_text(start)} do not end on {decimal_text(stop)}"
        )
        table.fault("to", message, hint=f"to = {decimal_text(last)}", code="bounds")
    else:
        return Range(start=start, stop=stop, step=step, unit=unit, one=one)
    return None


def _consent(table: Table, parties: Sequence[str]) -> tuple[str, ...]:
    if "consent" not in table:
        return tuple(parties)
    if table.entries["consent"] in ([], ()):
        table.fault(
            "consent", "nobody has to agree", hint="at least one party, or no 'consent'", code="missing"
        )
    named = table.names("consent", parties, "party")
    return tuple(party for party in parties if party in named)


def _settled(issue: Issue, table: Table) -> Issue:
    if "agreed" not in table:
        if issue.status is not Status.OPEN:
            message = f"the status is '{issue.status}', but 'agreed' is missing"
            table.fault("agreed", message, hint='agreed = "OPTION"', code="missing")
        return issue
    name = table.entries["agreed"]
    if issue.status is Status.OPEN:
        message = "an option is agreed, but the status is 'open'"
        table.fault("agreed", message, hint='status = "agreed"', code="conflict")
        return issue
    choices = Choices(issue)
    option = choices.named(name)
    if option is None:
        if issue.options:
            hint = choices.way_to(name)
            table.fault("agreed", f"no option {shown(name)}", hint=hint, code="unknown-name")
        return issue
    return replace(issue, agreed=option.id)
