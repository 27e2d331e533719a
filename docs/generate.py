"""Writes the generated reference pages: ``python -m docs.generate``, or ``make docs``.

A test compares the pages with what is generated, so that they cannot go stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from detente.case.schema import schema_text
from detente.cli.verbs import OVERVIEW, VERBS, group
from detente.record.lexicon.schema import lexicon_schema_text
from detente.record.reading_file_schema import reading_schema_text
from docs.python_page import python_page
from docs.schema import Schema
from docs.shapes import SHAPES

REFERENCE = Path(__file__).resolve().parent / "reference"
WIDTH = 90


def pages() -> dict[str, str]:
    """Each generated page by its name in docs/reference."""
    return {
        "command-line.md": command_line_page(),
        "json.md": json_page(),
        "python.md": python_page(),
        "json.schema.json": json.dumps(json_schemas(), indent=1, ensure_ascii=False) + "\n",
        "case.schema.json": schema_text("case"),
        "overlay.schema.json": schema_text("overlay"),
        "verification.schema.json": schema_text("verification"),
        "watch.schema.json": schema_text("watch"),
        "enforcement.schema.json": schema_text("enforcement"),
        "reading.schema.json": reading_schema_text(),
        "lexicon.schema.json": lexicon_schema_text(),
    }


def command_line_page() -> str:
    """The help of every verb."""
    context = click.Context(group, info_name="detente", max_content_width=WIDTH, terminal_width=WIDTH)
    lines = [
        "# The command line",
        "",
        "Written by `make docs` from the help that each command prints.",
        "",
        "- Results go to standard output; notes, warnings of the program and errors to standard error.",
        "- Exit code 0: done. 1: a finding under `--check` (see `detente explain finding`). 2: bad input.",
        "  A shell sees 130 after an interrupt and 141 if the reader of a pipe went away.",
        "- An error is one line, `file: place: what is wrong, with the value. Try: a way out.` All faults of",
        "  a folder are named at once. Under `--json` they come as JSON on standard output, too:",
        "  see [the JSON shapes](json.md).",
        "- Files appear whole or not at all. No verb but `fetch` uses a network.",
        "- The same input gives the same bytes. Verbs that draw random numbers take a `--seed`; the",
        "  number of `--workers` changes nothing.",
        "",
        *_help("detente", group, context),
    ]
    for verb in (*VERBS, OVERVIEW):
        command = command_of(verb, context)
        name = "detente CASE" if verb == OVERVIEW else f"detente {verb}"
        child = click.Context(
            command, info_name="" if verb == OVERVIEW else verb, parent=context,
            max_content_width=WIDTH, terminal_width=WIDTH,
        )  # fmt: skip
        lines += _help(name, command, child)
    return "\n".join(lines)


def command_of(verb: str, context: click.Context) -> click.Command:
    """The command of a verb.

    Raises:
        LookupError: if there is none.
    """
    command = group.get_command(context, verb)
    if command is None:
        raise LookupError(verb)
    return command


def _help(name: str, command: click.Command, context: click.Context) -> list[str]:
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return [f"## {name}", "", "```text", text.replace("detente  [", "detente ["), "```", ""]


def json_page() -> str:
    """The JSON shapes, key by key."""
    lines = [
        "# The JSON shapes",
        "",
        "Written by `make docs` from `docs/*_shape.py`, which the tests hold every verb to. The same as a",
        "JSON Schema: [json.schema.json](json.schema.json), one definition for each shape.",
        "",
        "- Every shape but that of errors has `format`: it changes when a key changes its meaning or goes",
        "  away. Keys may be added.",
        "- Tables are keyed by ids; titles stand beside the ids in `parties` and `issues`. The parties of an",
        "  imported domain have their files' names for titles.",
        "- Numbers are exact inside and become the nearest floating-point number on output, in the shortest",
        "  text that reads as the same number. Counts that may be large are text.",
        '- `null` is "not known" or "does not apply", never 0.',
        "- The same input gives the same bytes: keys keep their order.",
        "",
    ]
    for name, schema in SHAPES.items():
        lines += [
            f"## {name}",
            "",
            f"{schema['description']}.",
            "",
            "| key | type | meaning |",
            "|---|---|---|",
        ]
        lines += [f"| `{path}` | {kind} | {meaning} |" for path, kind, meaning in _keys(schema)]
        lines.append("")
    return "\n".join(lines)


def json_schemas() -> Schema:
    """All shapes as one JSON Schema with a definition for each."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:detente:answers:1",
        "title": "What the verbs of Detente print under --json",
        "$defs": SHAPES,
    }


def _keys(schema: Schema, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Path, type and meaning of everything in a table, depth first."""
    inner = _inside(schema)
    properties, others = inner.get("properties"), inner.get("additionalProperties")
    if isinstance(properties, dict):
        for key, known in properties.items():
            yield from _entry(known, f"{path}.{key}".removeprefix("."))
    elif isinstance(others, dict):
        key = str(inner["x-key"]).upper().replace(" ", "-")
        if _inside(others).get("properties"):
            yield from _keys(others, f"{path}.{key}")
    elif isinstance(inner.get("items"), dict):
        yield from _keys(inner["items"], f"{path}[]")  # type: ignore[arg-type]  # a schema, as asked for


def _entry(schema: Schema, path: str) -> Iterator[tuple[str, str, str]]:
    yield path, _kind(schema), str(schema.get("description", ""))
    yield from _keys(schema, path)


def _inside(schema: Schema) -> Schema:
    """The schema itself, or the one that may be null."""
    choices = schema.get("anyOf")
    return choices[0] if isinstance(choices, list) else schema


def _kind(schema: Schema) -> str:
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if isinstance(known := schema.get("enum"), list):
        return " or ".join(f"`{json.dumps(value)}`" for value in known)
    inner = _inside(schema)
    kinds = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
    names = {"object": "table", "array": "list", "string": "text", "boolean": "true or false", "null": "null"}
    said = [names.get(str(kind), str(kind)) for kind in kinds]
    if isinstance(items := inner.get("items"), dict) and "type" in items:
        said[0] = f"list of {_kind(items)}s"
    others = inner.get("additionalProperties")
    if isinstance(others, dict):
        said[0] = f"table: {inner['x-key']} to {_kind(others)}"
    if inner is not schema:
        said.append("null")
    return " or ".join(said)


def main() -> None:
    """Write the pages."""
    REFERENCE.mkdir(exist_ok=True)
    for name, page in pages().items():
        (REFERENCE / name).write_text(page, encoding="utf-8")
        print(REFERENCE / name)


if __name__ == "__main__":
    main()
