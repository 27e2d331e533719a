"""``detente read``: an article to draft statements."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from detente.cli.notes import note, on_private_overlays, working
from detente.cli.options import (
    beside_option,
    choice_option,
    file_option,
    json_option,
    path_names,
    quiet_option,
    shape_of,
)
from detente.cli.output import write_result
from detente.cli.reading_options import SOURCE, article_of, keep, refuse_decided, source_of, source_options
from detente.errors import Fault, InputError

if TYPE_CHECKING:
    from detente.record.score.annotations import Annotations
    from detente.record.score.scoring import Score
    from detente.record.statement import Reading

ENGINES = ("auto", "parser", "cues")


@click.command(
    name="read",
    short_help="An article to draft statements, to be reviewed.",
    epilog="""\b
Examples:
  detente read talks.txt
  detente read talks.txt --outlet "The Harbour Post" --published-on 2025-03-14 -o talks.json
  detente read talks.txt --case cases/ukraine-2025-03 -o talks.json
  detente read - --engine cues --csv
  detente read talks.txt --score talks-annotated.json
""",
)
@click.argument("article", type=Path, shell_complete=path_names, metavar="ARTICLE")
@beside_option("--output", "Write the reading to FILE, for 'detente review'.", short="-o")
@file_option("--case", text="A case: its parties and issues come before those of the lexicon.")
@file_option(
    "--lexicon",
    "lexicons",
    multiple=True,
    text="A lexicon of your own, in TOML, that adds to the shipped one.",
)
@source_options()
@choice_option(
    "--engine",
    ENGINES,
    "engine",
    "parser: rules over a parse of each sentence (needs the extra 'nlp'); cues: quotation marks and cue "
    "words; auto: the first that is installed.",
    default="auto",
)
@click.option("--encoding", default="", metavar="NAME", help="Of ARTICLE.  [default: UTF-8, or by its mark]")
@file_option("--score", "gold", text="Annotations of ARTICLE, in JSON: say how much of them was found.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the drafts as a table of CSV.")
@json_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    article: Path,
    output: Path | None,
    case: Path | None,
    lexicons: tuple[Path, ...],
    engine: str,
    encoding: str,
    gold: Path | None,
    as_csv: bool,
    as_json: bool,
    quiet: bool,
    **source: str | None,
) -> None:
    """Read ARTICLE, an English text in UTF-8 ('-': standard input), and print who says what in it.

    What comes out are drafts: a verbatim stretch of the text each, with speaker, party, issue, stance,
    conditions, the rule that found it, and what a reader should look at. Nothing counts until a reader has
    confirmed it with 'detente review'. It is done offline, and the same text gives the same bytes.

    A web page is no text: save the article's text first.
    """
    shape = shape_of(as_json=as_json, as_csv=as_csv)
    annotations = _annotations(gold, shape)
    from detente.case.entry import open_case
    from detente.cli.reading_names import lexicon_of
    from detente.record.extract import read_article
    from detente.record.lexicon import lexicon_beside, remarks_on_lexicon
    from detente.record.statement import with_words
    from detente.views.page import printable

    if output is not None:
        refuse_decided(output)
    opened = None if case is None else open_case(case)
    for text in () if opened is None else on_private_overlays(opened):
        note(text, quiet=quiet)
    held = article_of(article, encoding)
    given = source_of("read", {name: source[f"source_{name}"] for name in SOURCE}, held)
    with working("Reading the article", quiet=quiet):
        beside = () if case is None else lexicon_beside(case)
        lexicon = lexicon_of(opened, (*beside, *lexicons))
        unused = () if opened is None else remarks_on_lexicon(opened, *beside, *lexicons)
        chosen = cast("Literal['auto', 'parser', 'cues']", engine)
        reading = with_words(read_article(held.text, source=given, lexicon=lexicon, engine=chosen), held.text)
    for remark in unused:
        note(f"Note: {printable(str(remark))}", quiet=quiet)
    score = None if annotations is None else _score(reading, annotations)
    if output is not None:
        keep(reading, held, output)
    write_result(_text(reading, shape, output, score), None, is_data=shape is not None)
    if output is not None:
        note(f"Next: 'detente review {shlex.quote(str(output))}'.", quiet=quiet)


def _annotations(file: Path | None, shape: str | None) -> Annotations | None:
    """The annotations to measure against; they are read before the article is."""
    if file is None:
        return None
    if shape == "csv":
        message, hint = "--score is no part of a table of drafts", "--score with --json, or with the page"
        raise InputError(Fault(place="--score", message=message, hint=hint, code="bad-option"))
    from detente.record.score.annotation_file import read_annotations

    return read_annotations(file)


def _score(reading: Reading, annotations: Annotations) -> Score:
    from detente.record.score.labels import STANDARD
    from detente.record.score.scoring import score

    return score(reading, annotations, labels=STANDARD)


def _text(reading: Reading, shape: str | None, output: Path | None, score: Score | None) -> Iterator[str]:
    from detente.record.reading_file_head import measured
    from detente.views.read_json import read_csv, read_json

    recall = measured(reading.extractor)
    if shape == "json":
        return read_json(reading, recall=recall, file=None if output is None else str(output), score=score)
    if shape == "csv":
        return read_csv(reading)
    from detente.cli.terminal import is_terminal, page_of
    from detente.views.read_text import NOTHING, read_page
    from detente.views.score_text import score_parts

    page = read_page(reading, recall=recall, remarks=() if reading.drafts else (NOTHING,))
    measured_parts = [] if score is None else score_parts(score)
    return page_of([*page, *measured_parts], to_terminal=is_terminal())
