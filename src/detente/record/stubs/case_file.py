"""The skeleton of a case as the text of ``case.toml``: stubs with their statements, and what to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.case.faults import one_line, shortened
from detente.case.folder.toml_text import block_text, inline_text, list_text, path_text, text_text
from detente.case.names import slug
from detente.case.statements import Stance, Statement
from detente.record.stubs.skeleton import OTHERWISE, IssueStub, OptionStub, Side, Skeleton

QUOTED = 160
"""Code points of a quote in a comment or a note."""

HEAD = """\
# The skeleton of a case, from confirmed statements. Everything here is a stub to be worked on:
# - an option is named after who demands, offers, accepts or rejects it. Where two mean the same, make them
#   one; where one means several, take it apart; give each a title that both sides would sign.
# - a red line stands where a party itself rejects something or draws a line. A demand makes none by itself.
# - values are comments, open from 0 to 1 with the statements that speak of the option: narrow them before you
#   take them in, as an open value counts as a half where one number is needed. A ranking stands where the
#   statements of a party place all options of an issue. Weights and reservations: nobody states them.
# After each step: detente check FOLDER
# What each key means: detente explain TERM, or the example that 'detente new FOLDER' writes."""


def case_file_text(
    skeleton: Skeleton,
    *,
    title: str,
    as_of: str,
    titles: Mapping[str, str],
    conditions: Mapping[str, str],
) -> str:
    """The text of ``case.toml``.

    Args:
        skeleton: What the statements leave to be decided.
        title: The title of the case, on one line.
        as_of: The day that it describes, ISO; ``""`` if none is known.
        titles: Titles of parties and issues by id; an id without one is spelled out.
        conditions: The words of conditions, by statement.
    """
    head = [("title", text_text(title)), *([("as_of", as_of)] if as_of else [])]
    blocks = [
        f"{HEAD}\n\nformat = 1",
        block_text("[case]", head),
        "# ---------------------------------------------------------------- who is at the table",
        *(party_text(name, titles) for name in skeleton.parties),
        "# ---------------------------------------------------------------- what is between them",
        *(issue_text(stub, titles, conditions) for stub in skeleton.issues),
        *aside_texts(skeleton),
        "# ---------------------------------------------------------------- what each party wants",
        *(block for party in skeleton.parties for block in preference_texts(skeleton, party)),
        "# ---------------------------------------------------------------- what a party rules out",
        *(block for stub in skeleton.issues for block in red_line_texts(stub, titles)),
    ]
    return "\n\n".join(blocks) + "\n"


def title_of(name: str, titles: Mapping[str, str]) -> str:
    """The title of a party or an issue: the known one, or its id spelled out.

    >>> title_of("foreign-troops", {})
    'Foreign troops'
    """
    known = titles.get(name, "").strip()
    return known or name.replace("-", " ").capitalize()


def party_text(name: str, titles: Mapping[str, str]) -> str:
    """A party without preferences."""
    return block_text(f"[{path_text('parties', name)}]", [("title", text_text(title_of(name, titles)))])


def issue_text(stub: IssueStub, titles: Mapping[str, str], conditions: Mapping[str, str]) -> str:
    """An issue with its option stubs."""
    entries = [("title", text_text(title_of(stub.id, titles)))]
    entries += [
        (path_text("options", option.id), _option(option, titles, conditions)) for option in stub.options
    ]
    if stub.open:
        entries.append((path_text("options", OTHERWISE), text_text("Otherwise: to be named")))
    lines = [block_text(f"[{path_text('issues', stub.id)}]", entries)]
    if stub.threats:
        ids = list_text(one.id for one in stub.threats)
        lines.append(f"# Threats on this issue; on the option that each would answer: triggers = {ids}")
        lines += [f"#   {quoted(one)}" for one in stub.threats]
    return "\n".join(lines)


def aside_texts(skeleton: Skeleton) -> Iterator[str]:
    """Comments on issues on which nobody takes a side, and on statements without a party or an issue."""
    if skeleton.aside:
        listed = [f"#   {name}: {', '.join(one.id for one in some)}" for name, some in skeleton.aside.items()]
        yield "\n".join(["# Spoken of, with no demand, offer, acceptance or refusal confirmed:", *listed])
    if skeleton.without:
        ids = ", ".join(one.id for one in skeleton.without)
        yield f"# Confirmed, and without a party at the table or without an issue: {ids}"


def preference_texts(skeleton: Skeleton, party: str) -> Iterator[str]:
    """A party's preferences: a ranking where its statements place all options, else comments."""
    ranked = [stub for stub in skeleton.issues if stub.is_ranked_by(party)]
    if ranked:
        header = f"[{path_text('parties', party, 'ranking')}]"
        rows = [
            (path_text("options", stub.id), list_text(option.id for option in stub.of(party)))
            for stub in ranked
        ]
        basis = [f"# {stub.id}: {_basis(stub.of(party))}" for stub in ranked]
        yield "\n".join(["# Best first, as the stances suggest:", *basis, block_text(header, rows)])
    for stub in skeleton.issues:
        own = stub.of(party)
        if not own or stub in ranked:
            continue
        values = [
            (
                option.id,
                inline_text(
                    {
                        "value": "[0, 1]",
                        "why": text_text(f"open; it {option.side} this"),
                        "statements": list_text(one.id for one in option.statements),
                    }
                ),
            )
            for option in own
        ]
        header = f"[{path_text('parties', party, 'values', stub.id)}]"
        block = "\n".join(f"# {line}" for line in block_text(header, values).split("\n"))
        if len(own) > 1:
            block = (
                f"# The stances suggest this order, best first: {', '.join(one.id for one in own)}\n{block}"
            )
        yield block


def red_line_texts(stub: IssueStub, titles: Mapping[str, str]) -> Iterator[str]:
    """Red lines from what parties reject; a demand as a comment that waits for an analyst's why."""
    for option in stub.options:
        demand = option.side is Side.DEMANDS
        if option.side is not Side.REJECTS and not demand:
            continue
        drawn = any(one.stance is Stance.RED_LINE for one in option.statements)
        name = slug(f"{option.party}-{'demands' if demand else 'rejects'}-{stub.id}")
        entries = [
            ("id", text_text(name)),
            ("title", text_text(_title(option, stub, titles))),
            ("party", text_text(option.party)),
            ("rule", text_text(f"{stub.id} = {option.id}" if demand else f"not {stub.id} = {option.id}")),
            ("strength", text_text("strong" if drawn else "stated")),
            *([("why", text_text("..."))] if demand else []),
            ("statements", list_text(one.id for one in option.statements)),
        ]
        lines = [f"# {quoted(one)}" for one in option.statements]
        if demand:
            lines.append("# A demand is a red line only with an analyst's why. If this one is:")
        body = block_text("[[red_lines]]", entries).split("\n")
        lines += [f"# {line}" if demand else line for line in body]
        yield "\n".join(lines)


def quoted(one: Statement) -> str:
    """A statement in a comment: its id, who said it, and its words on one line."""
    words = shortened(" ".join(one.quote.split()), limit=QUOTED)
    who = one.speaker or one.party or "speaker not known"
    return one_line(f"{one.id}, {who}: “{words}”" + (f" (read as: {one.reading})" if one.reading else ""))


def _option(option: OptionStub, titles: Mapping[str, str], conditions: Mapping[str, str]) -> str:
    party = title_of(option.party, titles)
    verb = "What {} rejects" if option.side is Side.REJECTS else f"As {{}} {option.side} it"
    entries = {"title": text_text(verb.format(party))}
    needs = [conditions[one.id] for one in option.statements if one.id in conditions]
    if needs and option.side is not Side.REJECTS:
        entries["needs"] = text_text(one_line("; ".join(needs)))
    entries["note"] = text_text("; ".join(quoted(one) for one in option.statements))
    return inline_text(entries)


def _title(option: OptionStub, stub: IssueStub, titles: Mapping[str, str]) -> str:
    words = shortened(" ".join(option.statements[0].quote.split()), limit=80)
    verb = "demands" if option.side is Side.DEMANDS else "rejects"
    return one_line(f"{title_of(option.party, titles)} {verb}, on {title_of(stub.id, titles)}: “{words}”")


def _basis(options: Sequence[OptionStub]) -> str:
    return ", ".join(f"{option.id} ({', '.join(one.id for one in option.statements)})" for option in options)
