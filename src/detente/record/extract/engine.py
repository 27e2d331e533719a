"""From an article to draft statements: the door of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from detente.case.statements import Source
from detente.record.extract.blocks import Block
from detente.record.extract.coreference import Memory
from detente.record.extract.cues import Cues, cues
from detente.record.extract.cues_engine import cue_finds
from detente.record.extract.drafting import Drafting
from detente.record.extract.finding import Layout, layout, parsed_finds
from detente.record.extract.found import Found
from detente.record.extract.introductions import Introductions
from detente.record.extract.look import Look
from detente.record.extract.parser import has_parser, parser_version
from detente.record.extract.persons import Names
from detente.record.lexicon import Lexicon, Topics, parties_named, standard_lexicon
from detente.record.statement import Reading

Engine = Literal["auto", "parser", "cues"]
"""Which extractor reads: rules over a parse, cue words alone, or the first where it is installed."""

Finder = Callable[[str, Layout, Memory, Cues], Iterator[tuple[Found, Look, Block]]]
PARSER = "detente rules over a parse"
CUES = "detente cue words and quotation marks, without a parser"


def read_article(
    text: str, *, source: Source, lexicon: Lexicon | None = None, engine: Engine = "auto"
) -> Reading:
    """Read an article: draft statements with verbatim spans, speakers, parties, issues and stances.

    Deterministic and offline. What it returns is a draft: nothing of it counts until a reader has confirmed
    it.

    Args:
        text: The article, decoded.
        source: Where it was published; ``published_on`` chooses between holders of an office.
        lexicon: Names and cues; the shipped one if none is given.
        engine: ``parser`` needs the extra ``nlp``; ``cues`` finds quotations and cue words alone; ``auto``
            takes the parser where it is installed.

    Returns:
        The drafts, in the order of the text, with what read it; offsets are code points of ``text``.

    Raises:
        MissingExtraError: if the parser is asked for and the extra ``nlp`` is not installed.
    """
    words = lexicon or standard_lexicon()
    lists = cues()
    memory = Memory(
        lexicon=words,
        cues=lists,
        names=Names(text=text, cues=lists),
        introductions=Introductions(text=text, lexicon=words),
        among=parties_named(words, text),
        on=source.published_on,
    )
    plan = layout(text)
    drafting = Drafting(
        text=text,
        lexicon=words,
        memory=memory,
        cues=lists,
        quotations=plan.quotations,
        topics=Topics.of(words, text),
    )
    parser = has_parser() if engine == "auto" else engine == "parser"
    find: Finder = parsed_finds if parser else cue_finds
    return Reading(
        source=source,
        characters=len(text),
        extractor=f"{PARSER} ({parser_version()})" if parser else CUES,
        lexicon=words.digest,
        drafts=drafting.drafts(find(text, plan, memory, lists)),
    )
