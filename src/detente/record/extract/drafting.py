"""From finds to draft statements: speaker, party, issue, stance, kind, condition, doubts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.case.statements import Stance
from detente.record.extract.blocks import Block
from detente.record.extract.conditions import condition_span, conditions_apart
from detente.record.extract.confidence import confidence
from detente.record.extract.coreference import Memory
from detente.record.extract.cues import Cues
from detente.record.extract.dates import said_on
from detente.record.extract.doubts import doubts_of, with_contradictions
from detente.record.extract.found import Found
from detente.record.extract.look import Look
from detente.record.extract.quotes import Quotation
from detente.record.extract.resolved import Resolved
from detente.record.lexicon import Lexicon, Topics, issues_of, stance_of
from detente.record.statement import DraftStatement, Kind

_OFFERS = frozenset({Stance.OFFER, Stance.ACCEPT, Stance.ACCEPT_WITH_CONDITIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """What turns finds into drafts: an article, a lexicon, and what the article has named.

    Attributes:
        text: The article.
        lexicon: Whose names, issues and stances.
        memory: Who has been named so far.
        cues: The lists of cue words.
        quotations: The article's quotations, in order.
        topics: What the article speaks of.
    """

    text: str
    lexicon: Lexicon
    memory: Memory
    cues: Cues
    quotations: tuple[Quotation, ...]
    topics: Topics

    def drafts(self, finds: Iterable[tuple[Found, Look, Block]]) -> tuple[DraftStatement, ...]:
        """Return the drafts of an article, numbered in the order of their content."""
        made = [draft for one, look, block in finds for draft in self._draft(one, look, block)]
        later = self.memory.named_later
        made = [replace(draft, speaker=later.get(draft.speaker, draft.speaker)) for draft in made]
        return with_contradictions(
            _numbered(sorted(made, key=lambda draft: (draft.content.start, draft.content.end)))
        )

    def _draft(self, one: Found, look: Look, block: Block) -> Iterator[DraftStatement]:
        one = replace(one, content=one.content.whole_words(self.text))
        if one.mention is not None:
            self.memory.subjects(look.sentence, before=one.mention.span.start)
        speaker = self.memory.inferred(self.memory.resolve(one.mention), one.content.of(self.text))
        kind = self._kind(one)
        sentence = one.sentence.of(self.text)
        quote = one.content.of(self.text)
        media = speaker.party == "media" or speaker.what == "outlet"
        stance = stance_of(
            self.lexicon, quote, cue=_cue(one, self.text), sentence=sentence, kind=kind, media=media
        )
        topical = self.topics.issues(quote, around=self._around(one, block), at=one.content.start)
        issues = topical.found
        condition = None if kind is Kind.SILENCE else condition_span(self.text, one.content, self.cues)
        day, basis = self._dated(one)
        draft = DraftStatement(
            id="",
            content=one.content,
            quote=quote,
            stance=stance.stance,
            kind=kind,
            rule=one.rule,
            confidence=confidence(one.rule),
            cue=one.cue,
            mention=one.mention.span if one.mention else None,
            speaker=speaker.name,
            speaker_role=speaker.role,
            party=speaker.party,
            issue=issues[0].issue if issues else "",
            issues_other=tuple(found.issue for found in issues[1:]),
            conditional=stance.conditional or condition is not None,
            condition=condition,
            yes_but=stance.yes_but,
            said_on=day,
            date_basis=basis,
            via=tuple(name for mention in one.via if (name := self.memory.resolve(mention).name)),
        )
        draft = replace(draft, doubts=doubts_of(draft, speaker, guessed=topical.guessed))
        yield draft
        if stance.stance in _OFFERS:
            yield from self._conditions(draft, one, look, speaker)

    def _conditions(
        self, draft: DraftStatement, one: Found, look: Look, speaker: Resolved
    ) -> Iterator[DraftStatement]:
        for span in conditions_apart(look.sentence, one.content, self.cues):
            issues = issues_of(self.lexicon, span.of(self.text), around=draft.quote)
            part = replace(
                draft,
                id="",
                content=span,
                quote=span.of(self.text),
                stance=Stance.CONDITION,
                rule="condition",
                confidence=confidence("condition"),
                issue=issues[0].issue if issues else "",
                issues_other=tuple(found.issue for found in issues[1:]),
                conditional=False,
                condition=None,
                condition_of=(f"{draft.content.start}-{draft.content.end}",),
                yes_but=False,
                doubts=(),
            )
            yield replace(part, doubts=doubts_of(part, speaker))

    def _dated(self, one: Found) -> tuple[str, str]:
        """Return when a find was said, from the words of its sentence around what was said."""
        before = self.text[one.sentence.start : max(one.sentence.start, one.content.start)]
        behind = self.text[one.content.end : max(one.sentence.end, one.content.end)]
        return said_on(f"{before} | {behind}", self.memory.on)

    def _kind(self, one: Found) -> Kind:
        """Return the kind of a find.

        Words of a quotation in it make it mixed, all of it in one makes it direct.
        """
        if one.kind in {Kind.SILENCE, Kind.DIRECT, Kind.ATTRIBUTED_BELIEF}:
            return one.kind
        at = bisect_left(self.quotations, one.content.start, key=lambda quotation: quotation.outer.start)
        for quotation in self.quotations[max(0, at - 3) :]:
            if quotation.outer.start >= one.content.end:
                break
            if quotation.inner.start <= one.content.start and one.content.end <= quotation.inner.end:
                return Kind.DIRECT if one.rule in {"clause", "quotation"} else Kind.MIXED
            if quotation.inner.start < one.content.end and one.content.start < quotation.inner.end:
                return Kind.MIXED
        return one.kind

    def _around(self, one: Found, block: Block) -> str:
        start, end = max(block.start, one.sentence.start - 300), min(block.end, one.sentence.end + 300)
        heading = self.text[slice(*block.heading)] if block.heading else ""
        return f"{heading} {self.text[start:end]}" if start < end else heading


def _cue(one: Found, text: str) -> str:
    return one.cue.of(text) if one.cue else ""


def _numbered(drafts: list[DraftStatement]) -> tuple[DraftStatement, ...]:
    ids = {
        f"{draft.content.start}-{draft.content.end}": f"d{number}" for number, draft in enumerate(drafts, 1)
    }
    return tuple(
        replace(
            draft, id=f"d{number}", condition_of=tuple(ids[key] for key in draft.condition_of if key in ids)
        )
        for number, draft in enumerate(drafts, 1)
    )
