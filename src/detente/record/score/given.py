"""Issue and stance where the words are known: how well a lexicon labels the annotated spans."""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import Fault, InputError
from detente.record.lexicon import Lexicon, StanceFound, Topics, stance_of
from detente.record.score.annotations import Annotation, Annotations
from detente.record.score.figures import Share, kappa
from detente.record.score.labels import Labels
from detente.record.score.speakers import plain
from detente.record.span import Span
from detente.record.statement import Kind

NEAR = 300
"""Code points on both sides of a sentence that are handed on with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """How well a lexicon labels the annotated contents of a text, each with its cue and sentence.

    Attributes:
        issue: Statements whose issue is right, of those that have one.
        issue_among: The same, if a second issue of either side counts too.
        stance: Statements whose stance is right.
        conditional: Statements of which it is right whether they are conditional.
        stance_kappa: Agreement of the stances beyond chance; None where it is not defined.
    """

    issue: Share
    issue_among: Share
    stance: Share
    conditional: Share
    stance_kappa: float | None


class NoTextError(InputError):
    """Annotations have no text beside them where one is needed."""

    code = "no-text"


def given_spans(gold: Annotations, lexicon: Lexicon, *, labels: Labels | None = None) -> Given:
    """Label the annotated contents by a lexicon, and compare.

    Args:
        gold: Annotations with their text.
        lexicon: What is measured.
        labels: Ids that the annotator's labels of issues stand for.

    Raises:
        NoTextError: if the annotated text is not there.
    """
    if gold.text is None:
        message, hint = "the annotated text is not there", "the text beside the annotations"
        raise NoTextError(Fault(file=gold.file, message=message, hint=hint, code="no-text"))
    known = (labels or Labels()).of(gold)
    first, among = [], []
    topics = Topics.of(lexicon, gold.text)
    for each in sorted(gold.statements, key=lambda one: one.content):
        around = _around(gold.text, each.sentence)
        told = topics.issues(each.content.of(gold.text), around=around, at=each.content.start)
        if each.issue:
            found = [it.issue for it in told.found]
            best = found[0] if found else ""
            first.append(known.same_issue(best, each.issue))
            theirs = (each.issue, *each.issues_other)
            among.append(first[-1] or _meets(found[:3], best, theirs, known))
    stances = [(_stance(each, gold.text, lexicon), each) for each in gold.statements]
    return Given(
        issue=Share(sum(first), len(first)),
        issue_among=Share(sum(among), len(among)),
        stance=Share(sum(found.stance is each.stance for found, each in stances), len(stances)),
        conditional=Share(
            sum(found.conditional is each.conditional for found, each in stances), len(stances)
        ),
        stance_kappa=kappa([(found.stance, each.stance) for found, each in stances]),
    )


def _around(text: str, sentence: Span) -> str:
    """The sentence with what stands beside it in its paragraph."""
    start, end = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
    start, end = max(start, sentence.start - NEAR), min(len(text) if end < 0 else end, sentence.end + NEAR)
    return text[start:end]


def _meets(found: list[str], best: str, theirs: tuple[str, ...], labels: Labels) -> bool:
    """Whether one side's first issue is among the issues of the other."""
    listed = any(labels.same_issue(issue, theirs[0]) for issue in found)
    return listed or any(labels.same_issue(best, label) for label in theirs[1:])


def _stance(each: Annotation, text: str, lexicon: Lexicon) -> StanceFound:
    return stance_of(
        lexicon,
        each.content.of(text),
        cue=each.cue,
        sentence=each.sentence.of(text),
        kind=each.kind or Kind.INDIRECT,
        media=plain(each.party) in {"media", "thirdparty"},
    )
