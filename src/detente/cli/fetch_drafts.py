"""``detente fetch drafts``: a language model proposes drafts, and nothing that it says is trusted."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from detente.cli.download import Limits, post, refuse_address
from detente.cli.notes import note, working
from detente.cli.output import write_result
from detente.cli.reading_options import SOURCE, article_of, keep, refuse_decided, source_of
from detente.errors import Fault, InputError, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.record.article import Article
    from detente.record.language_model.answer import Answer
    from detente.record.statement import Reading

PLACE = "detente fetch drafts"
PATH = "/chat/completions"
ANSWER_BYTES = 8_000_000
"""A larger answer to one request is refused."""
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
TOKEN = re.compile(r"[\x21-\x7e]{1,500}")
MODEL = re.compile(r"[\w.:/@+-]{1,120}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be asked of whom.

    Attributes:
        endpoint: The address of the chat completions.
        model: The model's name there.
        key: Sent to that address alone; ``""`` if it needs none.
        characters: Code points of the article in one request, at most.
    """

    endpoint: str
    model: str
    key: str
    characters: int

    @property
    def shown(self) -> str:
        """The address as it may be told: without what stands behind a question mark."""
        parts = urlsplit(self.endpoint)
        return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))

    @property
    def extractor(self) -> str:
        """What a reading says of who made it."""
        return f"language model {self.model} at {urlsplit(self.endpoint).netloc}"


def run(
    target: Path | None,
    given: Mapping[str, object],
    limits: Limits,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Ask a model for drafts and write a reading of what stands in the text.

    Raises:
        InputError: for whatever is missing or wrong, or went wrong on the way; nothing is written then.
    """
    asked = _asked(given)
    article = given.get("article")
    if not isinstance(article, Path):
        raise _fault("ARTICLE is missing", f"'{PLACE} ARTICLE --endpoint URL --model NAME'")
    encoding = given.get("encoding")
    held = article_of(article, encoding if isinstance(encoding, str) else "")
    source = source_of("fetch drafts", {name: _text(given, f"source_{name}") for name in SOURCE}, held)
    file = target or Path(f"{source.id}.reading.json")
    refuse_decided(file)
    patient = replace(limits, silence_s=limits.total_s, bytes_at_most=min(limits.bytes_at_most, ANSWER_BYTES))
    answer = _answers(asked, held, given.get("case"), patient, quiet=quiet)
    from detente.record.statement import Reading

    reading = Reading(
        source=source,
        characters=len(held.text),
        extractor=asked.extractor,
        lexicon="",
        drafts=answer.drafts,
    )
    keep(reading, held, file)
    write_result(_printed(reading, answer, file, as_json=as_json), None, is_data=as_json)
    note(f"Next: 'detente review {shlex.quote(str(file))}'.", quiet=quiet)


def _answers(asked: Asked, held: Article, case: object, limits: Limits, *, quiet: bool) -> Answer:
    """What came of all pieces of the article together."""
    from detente.cli.reading_names import known_names
    from detente.record.language_model.answer import answer_of, content_of, together
    from detente.record.language_model.question import pieces, question

    known = known_names(case if isinstance(case, Path) else None, ())
    spans = pieces(held.text, at_most=asked.characters)
    times = "one request" if len(spans) == 1 else f"{len(spans)} requests"
    note(f"Sending {len(held.text):,} characters to {asked.shown} in {times}.", quiet=quiet)
    found = []
    with working(f"Asking {asked.model}", quiet=quiet) as tell:
        for number, span in enumerate(spans, start=1):
            tell(f"{number} of {len(spans)}")
            body = question(asked.model, span.of(held.text), parties=known.parties, issues=known.issues)
            try:
                data = post(asked.endpoint, json.dumps(body).encode(), limits, key=asked.key)
            except InputError as error:
                raise InputError(*(_without_secrets(fault, asked) for fault in error.faults)) from None
            content = content_of(data, endpoint=asked.shown)
            found.append(answer_of(content, held.text, span, endpoint=asked.shown))
    return together(found)


def _printed(reading: Reading, answer: Answer, file: Path, *, as_json: bool) -> Iterator[str]:
    from detente.cli.terminal import is_terminal, page_of
    from detente.record.reading_file_head import measured
    from detente.views.read_json import read_json
    from detente.views.read_text import read_page

    recall = measured(reading.extractor)
    if as_json:
        refused = [(refusal.proposed, refusal.why) for refusal in answer.refused]
        return read_json(reading, recall=recall, file=str(file), refused=refused, dropped=answer.dropped)
    return page_of(
        read_page(reading, recall=recall, remarks=[*_remarks(answer), f"Written to {file}."]),
        to_terminal=is_terminal(),
    )


def _remarks(answer: Answer) -> Iterator[str]:
    if answer.refused:
        reasons = Counter(refusal.why for refusal in answer.refused).most_common()
        listed = "; ".join(f"{count}: {why}" for why, count in reasons)
        yield f"Refused of what the model proposed: {len(answer.refused)} ({listed})."
    if answer.dropped:
        yield f"Left out beside a quote, as it does not stand near it or is no date: {answer.dropped}."


def _asked(given: Mapping[str, object]) -> Asked:
    """What is asked of whom, with all that is missing or wrong told at once.

    Raises:
        InputError: with every fault.
    """
    faults: list[Fault] = []
    endpoint, model, variable = (_text(given, name) or "" for name in ("endpoint", "model", "key_env"))
    if not endpoint:
        faults += _fault("--endpoint is missing", "--endpoint http://localhost:8080/v1").faults
    else:
        try:
            refuse_address(endpoint)
        except InputError as error:
            faults += error.faults
        else:
            if "@" in urlsplit(endpoint).netloc:
                hint = "--key-env with the name of an environment variable"
                faults += _fault("--endpoint: no name and password in an address", hint).faults
    if not MODEL.fullmatch(model):
        message = f"--model: {shown_value(model)} is no model's name" if model else "--model is missing"
        faults += _fault(message, "--model NAME, as the endpoint lists it").faults
    key = ""
    if variable:
        try:
            key = _key(variable)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*faults)
    characters = given.get("characters")
    return Asked(
        endpoint=_whole_address(endpoint),
        model=model,
        key=key,
        characters=characters if isinstance(characters, int) else 8_000,
    )


def _whole_address(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    path = parts.path.rstrip("/")
    return urlunsplit(
        (parts.scheme, parts.netloc, path if path.endswith(PATH) else path + PATH, parts.query, "")
    )


def _key(variable: str) -> str:
    """The key in an environment variable; it is told to nobody but the endpoint.

    Raises:
        InputError: if there is none, or it is none.
    """
    if not VARIABLE.fullmatch(variable):  # perhaps the key itself: it is not repeated
        raise _fault("--key-env: this is no name of an environment variable", "--key-env MY_KEY")
    text = os.environ.get(variable, "").strip()
    if not text:
        raise _fault(
            f"--key-env: the environment variable {variable} is empty", f"'export {variable}=...' first"
        )
    if not TOKEN.fullmatch(text):
        hint = "the letters, figures and signs of the key alone"
        raise _fault(f"--key-env: what {variable} holds is no key", hint)
    return text


def _without_secrets(fault: Fault, asked: Asked) -> Fault:
    message = fault.message.replace(asked.key, "...") if asked.key else fault.message
    hint = "a model that keeps to the question" if fault.hint.startswith("--megabytes") else fault.hint
    return replace(fault, file=asked.shown, message=message, hint=hint)


def _text(given: Mapping[str, object], name: str) -> str | None:
    value = given.get(name)
    return value if isinstance(value, str) else None


def _fault(message: str, hint: str) -> InputError:
    return InputError(Fault(place=PLACE, message=message, hint=hint, code="usage"))
