"""What an open figure of a case is called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from detente.views.prose import quoted
from detente.views.rule_words import rule_in_words
from detente.views.words import line_name, option_title, party_title

if TYPE_CHECKING:
    from detente.assess.inputs import Input, Path
    from detente.case.model import Case

WORDS: Mapping[tuple[str, ...], str] = {
    ("red_lines", "held"): "the chance that {it} is held",
    ("parties", "reservation"): "what {of} has without a deal",
    ("parties", "preference", "weights", "*"): "the share of {issue} in all that counts for {of}",
    ("parties", "preference", "values", "*", "*"): "what {option} ({issue}) is worth to {of}",
    ("parties", "preference", "interactions", "value"): "what {of} has more where {rule}",
    ("enforcement", "period", "discount"): "what the next period counts against this one",
    ("enforcement", "period", "conflict"): "the number of periods of conflict after an alarm",
    ("enforcement", "sides", "flow"): "what {of} has a period while both comply",
    ("enforcement", "sides", "outside"): "what {of} has a period without the deal",
    ("enforcement", "sides", "false_alarm"): "the chance a period of an alarm on {of} while it complies",
    ("enforcement", "sides", "exchange"): "what one unit of money is worth to {of}",
    ("enforcement", "sides", "framing", "success"): "the chance that {of} brings about an alarm on the other",
    ("enforcement", "sides", "framing", "cost"): "what it costs {of} to bring about an alarm on the other",
    ("enforcement", "sides", "breaches", "gain"): "what {it} brings {of} when it is done",
    ("enforcement", "sides", "breaches", "detection"): "the chance that {it} by {of} is put down to it",
    (
        "enforcement",
        "sides",
        "breaches",
        "attributed",
    ): "the chance that one act of {it} by {of} is put down to it",
    ("enforcement", "sides", "breaches", "false_per_day"): "false alarms a day that {of} does {it}",
    ("enforcement", "collateral", "amount"): "how much is put up as {it}",
    ("enforcement", "collateral", "stock"): "how much there is of {it}",
    ("enforcement", "collateral", "returned_if_complied"): "the chance that {it} comes back without an alarm",
    ("enforcement", "collateral", "returned_if_breached"): "the chance that {it} comes back after an alarm",
    ("enforcement", "collateral", "paid_share"): "the share of a forfeit of {it} that is paid over",
    ("enforcement", "snapbacks", "loss"): "what {it} costs {of} a period",
    ("enforcement", "snapbacks", "cost"): "what {it} costs its sender, {by}, a period",
    ("enforcement", "snapbacks", "seen"): "the chance that it is seen if {by} does not impose {it}",
    ("enforcement", "snapbacks", "credibility"): "the chance that {by} imposes {it}",
    ("enforcement", "snapbacks", "lasting"): "the number of periods for which {it} lasts",
    ("enforcement", "senders", "flow"): "what {of} has a period from its pact as a sender",
    ("enforcement", "senders", "outside"): "what {of} has a period without its pact as a sender",
    ("enforcement", "senders", "false_alarm"): "the chance that {of} is thought not to impose though it does",
    ("enforcement", "inspections", "caught"): "what a breach that {it} catches is worth to the inspector",
    ("enforcement", "inspections", "chance"): "the chance that {it} catches a breach of its day",
    ("enforcement", "steps", "values", "*"): "what {it} is worth to {to}",
    ("enforcement", "steps", "irreversible"): "the share of {it} that stays if all stops",
    ("enforcement", "steps", "detection"): "the chance that {it} is seen to be pretended where it is",
    ("enforcement", "scales", "*"): "the loss that {to} can bear",
    ("enforcement", "pledges", "amount"): "what {of} forfeits by stopping",
    ("enforcement", "pledges", "paid", "*"): "what {to} is paid if {of} stops",
}
"""Figures by where they stand: ``{it}`` is what they are about, ``{of}`` and ``{to}`` whose they are."""

OWNERS = {"party": "of", "on": "of", "sender": "by"}
"""Fields of a noun that name a party, and what the party is called in :data:`WORDS`."""


def input_name(case: Case, known: Input) -> str:
    """What a figure is, in words; its place in the case where there are none for it.

    Args:
        case: The case.
        known: The figure.
    """
    key, called = _read(case, known.path)
    return WORDS[key].format(**called) if key in WORDS else known.place


def _read(case: Case, path: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """The key of a path in :data:`WORDS`, and what the nouns along it are called."""
    key, called, node = list[str](), dict[str, str](), object()
    node = case
    for name in path:
        if isinstance(name, int):
            node = node[name] if isinstance(node, Sequence) else node
            called |= _called(case, node, path[0])
        elif isinstance(node, Mapping):
            node = node.get(name)
            key.append("*")
            called |= _keyed(case, key, str(name), called)
        else:
            node = getattr(node, name)
            key.append(name)
    return tuple(key), called


def _keyed(case: Case, key: list[str], name: str, called: dict[str, str]) -> dict[str, str]:
    """What the key of a table is called: an issue, an option of it, or a party; ``key`` ends in a star."""
    if key[0] != "parties":
        return {"to": party_title(case, name)}
    if key[-2] == "*":
        issue = next(each for each in case.issues if quoted(each.title) == called["issue"])
        return {"option": quoted(option_title(case, issue.id, name))}
    return {"issue": quoted(case.issue(name).title)}


def _called(case: Case, node: object, kind: str | int) -> dict[str, str]:
    """The names of a noun: its title, and its parties'."""
    if kind == "red_lines":
        return {"it": quoted(next(line_name(case, line) for line in case.red_lines if line is node))}
    if kind == "parties":
        rule = getattr(node, "text", "")
        return {"rule": rule_in_words(rule, case)} if rule else {"of": str(getattr(node, "title", ""))}
    titled = getattr(node, "title", "")
    found = {"it": quoted(titled)} if titled else {}
    for field, word in OWNERS.items():
        if party := getattr(node, field, ""):
            found[word] = party_title(case, party)
    return found
