"""What a language model answered: drafts whose words stand in the text, and what was refused, and why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.case.faults import shown
from detente.errors import Fault, InputError
from detente.record.language_model.proposal import Proposal, RefusedError, proposal_of
from detente.record.span import Span
from detente.record.statement import DraftStatement

MOST = 1_000
"""Proposals for one piece that are looked at; more are refused together."""

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n?```\s*", re.DOTALL)


class AnswerError(InputError):
    """An answer of which nothing can be used."""

    code = "bad-answer"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that became no draft: what it proposed, shortened, and why not."""

    proposed: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one answer, or of several.

    Attributes:
        drafts: The drafts, in the order of the text.
        refused: Proposals that became none.
        dropped: Words given for a cue, a speaker or a condition that do not stand near the quote: left out.
    """

    drafts: tuple[DraftStatement, ...] = ()
    refused: tuple[Refusal, ...] = ()
    dropped: int = 0


def content_of(body: bytes, *, endpoint: str) -> str:
    """The message in the body of a chat completion.

    Raises:
        AnswerError: if it is none, or was cut off.
    """
    document = _parsed(body.decode("utf-8", "replace"))
    try:
        choice = document["choices"][0]  # type: ignore[index]  # whatever it is not is caught below
        content, finish = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        content, finish = None, None
    if not isinstance(content, str):
        start = shown(body[:80].decode("utf-8", "replace"))
        raise _error(endpoint, f"what came is no chat completion (it begins with {start})", "its address")
    if finish == "length":
        hint = "--characters with less, so that each answer is shorter, or a model that may answer at length"
        raise _error(endpoint, "the answer was cut off by the model's limit", hint)
    return content


def answer_of(content: str, text: str, piece: Span, *, endpoint: str) -> Answer:
    """The drafts that an answer proposes for a piece of a text; their ids are made by :func:`together`.

    Raises:
        AnswerError: if the answer is no JSON list of statements.
    """
    fenced = _FENCED.fullmatch(content)
    document = _parsed(fenced[1] if fenced else content)
    rows = document.get("statements") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        message = f"the answer is no JSON with statements (it begins with {shown(content[:80])})"
        raise _error(endpoint, message, "another model, or once more")
    found: list[Proposal] = []
    refused = (
        [] if len(rows) <= MOST else [Refusal(f"{len(rows) - MOST:,} proposals", f"past the first {MOST:,}")]
    )
    for row in rows[:MOST]:
        try:
            found.append(proposal_of(row, text, piece))
        except RefusedError as error:
            quote = row.get("quote") if isinstance(row, Mapping) else row
            refused.append(Refusal(shown(quote), str(error)))
    return Answer(
        drafts=tuple(proposal.draft for proposal in found),
        refused=tuple(refused),
        dropped=sum(proposal.dropped for proposal in found),
    )


def together(answers: list[Answer]) -> Answer:
    """Several answers as one: each statement once, in the order of the text, with ids ``d1``, ``d2``, ..."""
    kept: dict[tuple[Span, str, str], DraftStatement] = {}
    refused = [refusal for answer in answers for refusal in answer.refused]
    for draft in (draft for answer in answers for draft in answer.drafts):
        key = (draft.content, draft.speaker, draft.issue)
        if key in kept:
            refused.append(Refusal(shown(draft.quote), "proposed twice"))
        else:
            kept[key] = draft
    ordered = sorted(kept.values(), key=lambda draft: (draft.content, draft.speaker, draft.issue))
    return Answer(
        drafts=tuple(replace(draft, id=f"d{number}") for number, draft in enumerate(ordered, start=1)),
        refused=tuple(refused),
        dropped=sum(answer.dropped for answer in answers),
    )


def _parsed(text: str) -> object:
    """A JSON value; None for what is no JSON, nests too deep, or has numbers of thousands of digits."""
    try:
        value: object = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return value


def _error(endpoint: str, message: str, hint: str) -> AnswerError:
    return AnswerError(Fault(file=endpoint, message=message, hint=hint, code="answer"))
