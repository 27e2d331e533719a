"""How much of a text was found: the drafts of a reading beside the annotated statements."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from detente.errors import Fault, InputError
from detente.record.score.annotations import Annotation, Annotations
from detente.record.score.figures import Share, kappa
from detente.record.score.labels import Labels
from detente.record.score.matching import match
from detente.record.score.speakers import plain, right_speaker, same_party
from detente.record.span import Span
from detente.record.statement import DraftStatement, Reading


class Asked(StrEnum):
    """What is asked of a draft that was matched."""

    SPEAKER = "speaker"
    PARTY = "party"
    ISSUE = "issue"
    STANCE = "stance"
    CONDITIONAL = "conditional"


class OtherTextError(InputError):
    """A reading and annotations are not of the same text."""

    code = "other-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A draft that stands for an annotated statement.

    Attributes:
        gold: The statement's id.
        draft: The draft's id.
        overlap: Intersection over union of the two contents.
        right: What the draft has right of that which the annotation tells.
        asked: What the annotation tells.
        optional: Whether the statement may be left out.
    """

    gold: str
    draft: str
    overlap: float
    right: frozenset[Asked]
    asked: frozenset[Asked]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A reading measured against annotations.

    Attributes:
        file: Where the annotations were read.
        extractor: What read the text.
        matched: The pairs, in the order of the drafts.
        missed: Ids of the statements that no draft stands for.
        missed_optional: How many of them may be left out.
        extra: Ids of the drafts that stand for no statement.
        on_nobodys: How many of them lie for the greater part in what nobody says.
        kappas: By what is asked, agreement beyond chance over the pairs; None where it is not defined.
    """

    file: str
    extractor: str
    matched: tuple[Matched, ...]
    missed: tuple[str, ...]
    missed_optional: int
    extra: tuple[str, ...]
    on_nobodys: int
    kappas: dict[Asked, float | None]

    @property
    def found(self) -> Share:
        """Statements that a draft stands for, of all: recall."""
        return Share(len(self.matched), len(self.matched) + len(self.missed))

    @property
    def found_needed(self) -> Share:
        """The same without the statements that may be left out."""
        needed = sum(not each.optional for each in self.matched)
        return Share(needed, needed + len(self.missed) - self.missed_optional)

    @property
    def precision(self) -> Share:
        """Drafts that stand for a statement, of all drafts."""
        return Share(len(self.matched), len(self.matched) + len(self.extra))

    @property
    def found_with_speaker(self) -> Share:
        """Statements that a draft with the right speaker stands for, of all."""
        return Share(self.right(Asked.SPEAKER).hits, self.found.of)

    def right(self, what: Asked) -> Share:
        """Of the pairs of which the annotation tells it, those that have it right."""
        asked = [each for each in self.matched if what in each.asked]
        return Share(sum(what in each.right for each in asked), len(asked))


def score(reading: Reading, gold: Annotations, *, labels: Labels | None = None) -> Score:
    """Measure a reading against annotations of the same text.

    A draft stands for a statement if their contents overlap by half of what they cover together; each for one
    at most, and so that as many as possible do (:mod:`detente.record.score.matching`). What counts as the
    right speaker stands in :mod:`detente.record.score.speakers`.

    Args:
        reading: The reading.
        gold: The annotations.
        labels: Ids that the annotator's labels of issues and parties stand for.

    Raises:
        OtherTextError: if the two are of different texts.
    """
    _same_text(reading, gold)
    known = (labels or Labels()).of(gold)
    drafts = sorted(reading.drafts, key=_order_of_draft)
    statements = sorted(gold.statements, key=_order_of_gold)

    def preferred(draft: int, statement: int) -> int:
        right = _right(drafts[draft], statements[statement], known)
        speaker = len(Asked) if Asked.SPEAKER in right else 0
        return speaker + len(right - {Asked.SPEAKER})

    pairs = match(
        [draft.content for draft in drafts],
        [statement.content for statement in statements],
        preferred=preferred,
        most=2 * len(Asked) - 1,
    )
    taken = [(drafts[pair.draft], statements[pair.gold], pair.overlap) for pair in pairs]
    matched = {draft.id: _matched(draft, statement, overlap, known) for draft, statement, overlap in taken}
    found = {each.gold for each in matched.values()}
    missed = [statement for statement in gold.statements if statement.id not in found]
    extra = [draft for draft in reading.drafts if draft.id not in matched]
    return Score(
        file=gold.file,
        extractor=reading.extractor,
        matched=tuple(matched[draft.id] for draft in reading.drafts if draft.id in matched),
        missed=tuple(statement.id for statement in missed),
        missed_optional=sum(statement.optional for statement in missed),
        extra=tuple(draft.id for draft in extra),
        on_nobodys=sum(_is_nobodys(draft, gold) for draft in extra),
        kappas=_kappas([(draft, statement) for draft, statement, _ in taken], known),
    )


def _same_text(reading: Reading, gold: Annotations) -> None:
    other = reading.source.sha256 and gold.sha256 and reading.source.sha256 != gold.sha256
    longer = gold.characters is not None and gold.characters != reading.characters
    if longer or other:
        message = "the annotations are of another text than the one that was read"
        hint = "annotations of this text, or the text that they were made of"
        raise OtherTextError(Fault(file=gold.file, message=message, hint=hint, code="other-text"))


def _matched(draft: DraftStatement, gold: Annotation, overlap: float, labels: Labels) -> Matched:
    return Matched(
        gold=gold.id,
        draft=draft.id,
        overlap=overlap,
        right=_right(draft, gold, labels),
        asked=_asked(gold),
        optional=gold.optional,
    )


def _asked(gold: Annotation) -> frozenset[Asked]:
    told = {
        Asked.SPEAKER: bool(gold.speaker or gold.party),
        Asked.PARTY: bool(gold.party),
        Asked.ISSUE: bool(gold.issue),
        Asked.STANCE: True,
        Asked.CONDITIONAL: True,
    }
    return frozenset(what for what, is_told in told.items() if is_told)


def _right(draft: DraftStatement, gold: Annotation, labels: Labels) -> frozenset[Asked]:
    names = labels.names(gold.party)
    answers = {
        Asked.SPEAKER: right_speaker(draft, gold, names),
        Asked.PARTY: same_party(draft, gold, names),
        Asked.ISSUE: labels.same_issue(draft.issue, gold.issue),
        Asked.STANCE: draft.stance is gold.stance,
        Asked.CONDITIONAL: draft.conditional is gold.conditional,
    }
    return frozenset(what for what in _asked(gold) if answers[what])


def _kappas(pairs: list[tuple[DraftStatement, Annotation]], labels: Labels) -> dict[Asked, float | None]:
    """Agreement beyond chance; an id that means one of the annotator's labels counts as that label."""
    parties = [(draft, gold) for draft, gold in pairs if gold.party]
    issues = [(draft, gold) for draft, gold in pairs if gold.issue]
    sides, subjects = ({gold.party for _, gold in parties}, {gold.issue for _, gold in issues})
    coded: dict[Asked, list[tuple[Hashable, Hashable]]] = {
        Asked.PARTY: [(_party_label(draft, gold, sides, labels), gold.party) for draft, gold in parties],
        Asked.ISSUE: [(_issue_label(draft, gold, subjects, labels), gold.issue) for draft, gold in issues],
        Asked.STANCE: [(draft.stance, gold.stance) for draft, gold in pairs],
        Asked.CONDITIONAL: [(draft.conditional, gold.conditional) for draft, gold in pairs],
    }
    return {what: kappa(codes) for what, codes in coded.items()}


def _party_label(draft: DraftStatement, gold: Annotation, known: set[str], labels: Labels) -> str:
    if same_party(draft, gold, labels.names(gold.party)):
        return gold.party
    said = plain(draft.party)
    alike = (label for label in sorted(known) if said in {plain(n) for n in (label, *labels.names(label))})
    return next(alike, f"draft: {said}")


def _issue_label(draft: DraftStatement, gold: Annotation, known: set[str], labels: Labels) -> str:
    if labels.same_issue(draft.issue, gold.issue):
        return gold.issue
    alike = (label for label in sorted(known) if labels.same_issue(draft.issue, label))
    return next(alike, f"draft: {draft.issue}")


def _is_nobodys(draft: DraftStatement, gold: Annotations) -> bool:
    """Whether more than half of a draft lies in one stretch that nobody says."""
    return any(
        2 * (min(draft.content.end, span.end) - max(draft.content.start, span.start)) > len(draft.content)
        for span in gold.nobodys
    )


_Order = tuple[Span, tuple[str, ...], bool]


def _order_of_draft(draft: DraftStatement) -> _Order:
    words = (draft.speaker, draft.party, draft.issue, draft.stance.value, *draft.doubts)
    return draft.content, words, draft.conditional


def _order_of_gold(gold: Annotation) -> _Order:
    return gold.content, (gold.speaker, gold.party, gold.issue, gold.stance.value), gold.conditional
