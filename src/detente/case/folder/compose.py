"""A case as the text of a case file, laid out as people write them: the matter first, then who wants what."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import one_line
from detente.case.folder.toml_text import (
    basis_entries,
    block_text,
    figure_text,
    inline_text,
    key_text,
    list_text,
    path_text,
    prose_text,
    text_text,
)
from detente.case.model import (
    HELD_BY_DEFAULT,
    Case,
    Figure,
    Issue,
    Like,
    Option,
    Party,
    RedLine,
    Rule,
    Status,
)


def case_text(case: Case) -> str:
    """The text of ``case.toml``.

    Raises:
        ValueError: if a number has no finite decimal, as 1/3.
    """
    blocks = [
        "\n".join([*_comments(case), f"format = {keys.FORMAT}"]),
        block_text("[case]", _head(case)),
        *(block_text(f"[{path_text('parties', party.id)}]", _party(party, case)) for party in case.parties),
        *(block_text(f"[{path_text('issues', issue.id)}]", _issue(issue, case)) for issue in case.issues),
        *(block_text("[[structural]]", _rule(rule)) for rule in case.structural),
        *(block for party in case.parties for block in _preference(party, case)),
        *(block_text("[[red_lines]]", _red_line(line)) for line in case.red_lines),
    ]
    return "\n\n".join(blocks) + "\n"


def _comments(case: Case) -> Iterator[str]:
    """What the reader of a foreign format had to decide, kept for people."""
    if case.format != "case":
        yield from (f"# {one_line(note)}" for note in case.notes)


def _head(case: Case) -> Iterator[tuple[str, str]]:
    yield "title", text_text(case.title)
    if case.as_of:
        yield "as_of", case.as_of
    if case.summary:
        yield "summary", prose_text(case.summary)


def _party(party: Party, case: Case) -> Iterator[tuple[str, str]]:
    yield "title", text_text(party.title)
    if isinstance(party.reservation, Figure):
        yield "reservation", figure_text(party.reservation)
    elif party.reservation is not None:
        yield "reservation", _like(party.reservation, case)
    if party.preference.as_written:
        yield "scale", text_text("as-written")
    if party.discount is not None:
        yield "discount", decimal_text(party.discount)
    if party.note:
        yield "note", prose_text(party.note)


def _like(like: Like, case: Case) -> str:
    package = {name: _option_text(case.issue(name), option) for name, option in like.package.items()}
    return inline_text({"like": inline_text(package), **basis_entries(like.why, like.statements)})


def _issue(issue: Issue, case: Case) -> Iterator[tuple[str, str]]:
    yield "title", text_text(issue.title)
    if issue.consent != tuple(party.id for party in case.parties):
        yield "consent", list_text(issue.consent)
    if issue.status is not Status.OPEN:
        yield "status", text_text(issue.status)
    if issue.agreed is not None:
        yield "agreed", _option_text(issue, issue.agreed)
    if issue.range is None:
        for option in issue.options:
            yield path_text("options", option.id), _option(option)
    else:
        ends = {"from": issue.range.start, "to": issue.range.stop, "step": issue.range.step}
        entries = {key: decimal_text(value) for key, value in ends.items()}
        nouns = {"unit": issue.range.unit, "one": issue.range.one}
        entries |= {key: text_text(noun) for key, noun in nouns.items() if noun}
        yield "range", inline_text(entries)
    if issue.note:
        yield "note", prose_text(issue.note)


def _option(option: Option) -> str:
    entries = {"title": text_text(option.title)}
    if option.needs:
        entries["needs"] = text_text(option.needs)
    if option.triggers:
        entries["triggers"] = list_text(option.triggers)
    if option.note:
        entries["note"] = text_text(option.note)
    return inline_text(entries) if len(entries) > 1 else entries["title"]


def _option_text(issue: Issue, option: str) -> str:
    """The name of an option as a value: an amount on a range, else a text."""
    return option if issue.range is not None else text_text(option)


def _rule(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "id", text_text(rule.id)
    yield "rule", text_text(rule.text)
    yield from basis_entries(rule.why, rule.statements).items()


def _preference(party: Party, case: Case) -> Iterator[str]:
    preference, root = party.preference, ("parties", party.id)
    if preference.weights:
        weights = ((key_text(name), figure_text(figure)) for name, figure in preference.weights.items())
        yield block_text(f"[{path_text(*root, 'weights')}]", weights)
    for name, values in preference.values.items():
        figures = ((key_text(option), figure_text(figure)) for option, figure in values.items())
        yield block_text(f"[{path_text(*root, 'values', name)}]", figures)
    if preference.issue_ranking or preference.option_rankings:
        yield block_text(f"[{path_text(*root, 'ranking')}]", _ranking(party, case))
    for interaction in preference.interactions:
        entries = {"when": text_text(interaction.text), "value": figure_text(interaction.value)}
        yield block_text(f"[[{path_text(*root, 'interactions')}]]", iter(entries.items()))


def _ranking(party: Party, case: Case) -> Iterator[tuple[str, str]]:
    if party.preference.issue_ranking:
        yield "issues", list_text(party.preference.issue_ranking)
    for name, ranked in party.preference.option_rankings.items():
        members = ", ".join(_option_text(case.issue(name), option) for option in ranked)
        yield path_text("options", name), f"[{members}]"


def _red_line(line: RedLine) -> Iterator[tuple[str, str]]:
    yield "id", text_text(line.id)
    if line.title:
        yield "title", text_text(line.title)
    yield "party", text_text(line.party)
    yield "rule", text_text(line.text)
    yield "strength", text_text(line.strength)
    if line.held != HELD_BY_DEFAULT[line.strength]:
        yield "held", figure_text(line.held)
    if line.fallback:
        yield "fallback", list_text(fallback.text for fallback in line.fallback)
    yield from basis_entries(line.why, line.statements).items()
