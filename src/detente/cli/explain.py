"""``detente explain``: a term in one plain sentence, with the term of art and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.options import json_option
from detente.cli.output import write_result

if TYPE_CHECKING:
    from detente.cli.glossary import Term
    from detente.views.page import Part


@click.command(
    name="explain",
    short_help="A term in one plain sentence.",
    epilog="""\b
Examples:
  detente explain
  detente explain red line
  detente explain rule
  detente explain nash --json
""",
)
@click.argument("term", nargs=-1, metavar="[TERM]")
@json_option
def command(*, term: tuple[str, ...], as_json: bool) -> None:
    """Explain a term: a plain sentence first, then the term of art and its source.

    Without TERM, lists all of them. `detente explain rule` shows the rule language with examples.
    """
    from detente.cli.glossary import find_term, glossary

    found = find_term(" ".join(term)) if term else None
    if as_json:
        from detente.views.json_text import json_chunks

        shape: dict[str, object] = {"format": 1}
        if found is None:
            shape["terms"] = [{"term": known.name, "plain": known.plain} for known in glossary().values()]
        else:
            shape |= {
                "term": found.name,
                "aka": found.aka,
                "plain": found.plain,
                "art": found.art,
                "more": found.more,
                "source": found.source,
                "see": found.see,
            }
        write_result(json_chunks(shape), None, is_data=True)
        return
    from detente.cli.terminal import is_terminal, page_of

    parts = _list(list(glossary().values())) if found is None else _page(found)
    write_result(page_of(parts, to_terminal=is_terminal()), None, is_data=False)


def _list(terms: list[Term]) -> list[Part]:
    from detente.views.page import Grid

    return [Grid(("term", "in plain words"), tuple((term.name, term.plain) for term in terms))]


def _page(term: Term) -> list[Part]:
    from detente.views.page import Code, Heading, Text

    parts: list[Part] = [Heading(term.name), Text(f"{term.plain} [{term.art}]")]
    for paragraph in term.more.split("\n\n") if term.more else ():
        lines = paragraph.split("\n")
        parts += [Code(line) for line in lines] if len(lines) > 1 else [Text(paragraph)]
    parts.append(Text(f"Source: {term.source}"))
    if term.see:
        parts.append(Text(f"See also: {', '.join(term.see)}."))
    return parts
