"""What confirmed statements add to a case that exists: new issues as stubs, and lines to choose for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from detente.case.folder.compose_tables import sources_text, statements_text, table_text
from detente.case.model import Case, Issue
from detente.record.stubs.case_file import (
    aside_texts,
    issue_text,
    party_text,
    preference_texts,
    quoted,
    red_line_texts,
)
from detente.record.stubs.gathered import Gathered
from detente.record.stubs.skeleton import IssueStub, Side, Skeleton

HEAD = """\
# Stubs for a case that exists, from confirmed statements that were added to its record. Take what you need
# into its case.toml, piece by piece, and after each step run: detente check FOLDER"""


def tables_with(case: Case, gathered: Gathered, held: Mapping[str, str]) -> dict[str, str]:
    """``statements.csv`` and ``sources.csv`` of a case with the new rows behind the old ones.

    Args:
        case: The case.
        gathered: The new rows.
        held: The texts of its tables by file name; a table that has the columns for the new rows keeps its
            own text before them, else it is written anew.
    """
    whole = {
        "sources.csv": sources_text((*case.sources, *gathered.sources)),
        "statements.csv": statements_text((*case.statements, *gathered.statements)),
    }
    new = {
        "sources.csv": sources_text(gathered.sources),
        "statements.csv": statements_text(gathered.statements),
    }
    return {name: _appended(held.get(name, ""), new[name]) or whole[name] for name in whole}


def _appended(old: str, new: str) -> str:
    """A table with the rows of another behind its own; "" where it lacks a column that these need."""
    header = next(csv.reader(io.StringIO(old)), [])
    names = [name.strip().removeprefix("\ufeff") for name in header]
    rows = list(csv.DictReader(io.StringIO(new, newline="")))
    if not names or any(value and name not in names for row in rows for name, value in row.items()):
        return ""
    lines = table_text(tuple(names), rows).partition("\n")[2]
    return old + ("" if old.endswith("\n") or not lines else "\n") + lines


def additions_text(
    skeleton: Skeleton, case: Case, *, titles: Mapping[str, str], conditions: Mapping[str, str]
) -> str:
    """What to take into ``case.toml``: nothing of it stands against what the case has.

    Args:
        skeleton: What the statements leave to be decided.
        case: The case; on its own issues all stubs are comments, as an analyst has to choose the option.
        titles: Titles of parties and issues by id.
        conditions: The words of conditions, by statement.
    """
    known = {issue.id: issue for issue in case.issues}
    parties = {party.id for party in case.parties}
    fresh = Skeleton(
        parties=tuple(party for party in skeleton.parties if party not in parties),
        issues=tuple(stub for stub in skeleton.issues if stub.id not in known),
        aside=skeleton.aside,
        without=skeleton.without,
    )
    blocks = [HEAD]
    blocks += [party_text(name, titles) for name in fresh.parties]
    blocks += [issue_text(stub, titles, conditions) for stub in fresh.issues]
    for party in skeleton.parties:
        blocks += preference_texts(fresh, party)
    for stub in fresh.issues:
        blocks += red_line_texts(stub, titles)
    for stub in skeleton.issues:
        if stub.id in known:
            blocks += _on_known(stub, known[stub.id])
    blocks += aside_texts(fresh)
    return "\n\n".join(blocks) + "\n"


def _on_known(stub: IssueStub, issue: Issue) -> Iterator[str]:
    options = ", ".join(option.id for option in issue.options[:12]) + (", ..." if issue.options[12:] else "")
    for option in stub.options:
        lines = [f"# {option.party} {option.side}, on {issue.id} (its options: {options}):"]
        lines += [f"#   {quoted(one)}" for one in option.statements]
        if option.side is Side.REJECTS:
            ids = ", ".join(f'"{one.id}"' for one in option.statements)
            lines += [
                "# [[red_lines]]",
                f'# id = "{option.party}-rejects-{issue.id}"',
                f'# party = "{option.party}"',
                f'# rule = "not {issue.id} = OPTION"',
                '# strength = "stated"',
                f"# statements = [{ids}]",
            ]
        yield "\n".join(lines)
