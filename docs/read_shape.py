"""The JSON shapes of ``detente read``, ``review``, ``draft`` and ``fetch drafts``."""

from __future__ import annotations

from detente.case.statements import Review, Stance
from detente.record.score.scoring import Asked
from detente.record.statement import Doubt, Kind
from detente.record.stubs.skeleton import Side
from docs.schema import FORMAT, VERSION, Schema, by, flag, maybe, rows, table, text, texts, whole

SOURCE = table(
    {
        "id": text("Its id."),
        "outlet": text("Who published it; empty where it was not said."),
        "title": text("Its title."),
        "author": text("Its author."),
        "published_on": text("The day, ISO."),
        "url": text("Its address."),
        "licence": text("Its licence."),
        "sha256": text("SHA-256 of the text as UTF-8, in hex."),
        "note": text("A note."),
    },
    "Where the article was published; what is not known is empty.",
)


def stretch(meaning: str) -> Schema:
    """A stretch of the text, or null."""
    keys = {
        "start": whole("First code point, of the text without a byte order mark."),
        "end": whole("Code point after the last one."),
        "text": text("The words, verbatim."),
    }
    return maybe(table(keys, meaning))


DRAFT = table(
    {
        "id": text("`d1`, `d2`, ... in the order of the text."),
        "start": whole("First code point of the quote, of the text without a byte order mark."),
        "end": whole("Code point after its last one."),
        "quote": text("What is said, verbatim: `text[start:end]`."),
        "cue": stretch("The words that introduce it."),
        "speaker_mention": stretch("The words that name the speaker."),
        "speaker": text("The speaker's name; empty where it is not known."),
        "speaker_role": text("The office."),
        "party": text("A party's id, `media`, `other`, or empty (not known)."),
        "addressee": text("Whom it was said to."),
        "issue": text("The issue's id; empty where no cue was met."),
        "issues_other": texts("Further issues that the words touch."),
        "stance": {
            "enum": [stance.value for stance in Stance],
            "description": "What it does with its issue.",
        },
        "kind": {"enum": [kind.value for kind in Kind], "description": "How the text hands it on."},
        "conditional": flag("Whether the text states a dependence."),
        "condition": stretch("The words of the condition, where they are a stretch of their own."),
        "condition_of": texts("Ids of the drafts that this one is a condition of."),
        "yes_but": flag("Whether it is a yes in principle with a reservation behind it."),
        "via": texts("Who reports it between the speaker and this text, nearest to the speaker first."),
        "said_on": text("ISO date, month or interval; empty where the text gives none."),
        "date_basis": text("The words that the date rests on."),
        "rule": text("The rule that found it."),
        "confidence": maybe(
            {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "description": "Share of the rule's drafts that were right in the texts it was tuned on; "
                "null: never measured.",
            }
        ),
        "doubts": rows(
            {"enum": [doubt.value for doubt in Doubt]}, "What a reader has to look at, the riskiest first."
        ),
    },
    "A draft statement.",
)


def _share(meaning: str) -> Schema:
    """A share with its interval."""
    number: Schema = {"type": "number", "minimum": 0, "maximum": 1}
    keys = {
        "hits": whole("How many."),
        "of": whole("Of how many."),
        "value": maybe({**number, "description": "The share; null out of nothing."}),
        "low": {**number, "description": "Lower end of Wilson's 95 % interval."},
        "high": {**number, "description": "Upper end."},
    }
    return table(keys, meaning)


_ASKED: Schema = {"enum": [what.value for what in Asked], "description": "What is asked of a draft."}
SCORE = table(
    {
        "file": text("The annotations."),
        "found": _share("Annotated statements that a draft stands for, of all."),
        "found_needed": _share("The same, without those that may be left out."),
        "found_with_speaker": _share("Annotated statements that a draft with the right speaker stands for."),
        "precision": _share("Drafts that stand for a statement, of all drafts."),
        "right": by(
            "what is asked",
            _share("Pairs that have it right, of those of which the annotation tells it."),
            "What the drafts have right: `speaker`, `party`, `issue`, `stance`, `conditional`.",
        ),
        "kappa": by(
            "what is asked",
            maybe({"type": "number", "description": "Kappa; null where it is not defined."}),
            "Agreement beyond chance, over the pairs; none of speakers.",
        ),
        "on_nobodys": whole("Drafts beyond the annotations that lie in what nobody says."),
        "missed": texts("Ids of the statements that no draft stands for."),
        "extra": texts("Ids of the drafts that stand for no statement."),
        "matched": rows(
            table(
                {
                    "statement": text("The annotated statement's id."),
                    "draft": text("The draft's id."),
                    "overlap": {
                        "type": "number",
                        "description": "Code points in both contents over those in either.",
                    },
                    "right": rows(_ASKED, "What the draft has right."),
                    "wrong": rows(_ASKED, "What it has wrong."),
                    "optional": flag("Whether the statement may be left out."),
                },
                "A draft that stands for a statement.",
            ),
            "The pairs, in the order of the drafts.",
        ),
    },
    "The reading measured against annotations (`--score`); null where it was not.",
)

_READ: dict[str, Schema] = {
    "format": FORMAT,
    "detente": VERSION,
    "what": text("That these are drafts, and nothing counts until a reader has confirmed it."),
    "recall": text("What was measured of how much the extractor finds."),
    "source": SOURCE,
    "characters": whole("Length of the text in code points."),
    "extractor": text("What read it, with versions."),
    "lexicon": text("SHA-256 of the lexicon that was used; empty where none was."),
    "reading": maybe(text("The reading file that was written.")),
    "drafts": rows(DRAFT, "The drafts, in the order of the text."),
    "refused": rows(
        table({"proposed": text("The quote, shortened."), "why": text("Why it became no draft.")}, "One."),
        "What a language model proposed and was refused; empty for `read`.",
    ),
    "dropped": whole("Words that a language model gave beside a quote and that are not in the text."),
    "score": maybe(SCORE),
}

READ = table(_READ, "`detente read --json`")
FETCH_DRAFTS = table(_READ, "`detente fetch drafts --json`")

REVIEW = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "reading": text("The reading file."),
        "decisions": whole("Decisions taken in this session."),
        "waiting": texts("Ids of the drafts that wait, in the order in which they come."),
        "outcomes": rows(
            table(
                {
                    "id": text("The draft's id; `a1`, `a2`, ... for statements that a reader added."),
                    "review": {"enum": [review.value for review in Review], "description": "What it is now."},
                    "merged_into": text("The id of the draft that it was merged into, or empty."),
                    "changed": texts("Fields that the reader changed."),
                    "by": text("Who decided last; empty where nobody has."),
                    "at": text("When, in UTC."),
                    "why": text("The reason given."),
                },
                "What became of a draft.",
            ),
            "All drafts, in the order of the text.",
        ),
    },
    "`detente review --json`",
)

DRAFTED = table(
    {
        "format": FORMAT,
        "detente": VERSION,
        "folder": maybe(text("Where the files were written; null where they were not.")),
        "files": texts("Names of the files."),
        "statements": rows(
            table(
                {
                    "id": text("Its id in the case."),
                    "source": text("The source's id."),
                    "review": {"enum": ["confirmed", "doubtful"], "description": "What the reader said."},
                    "party": text("The party's id, `media`, `other`, or empty."),
                    "issue": text("The issue's id, or empty."),
                    "stance": {"enum": [stance.value for stance in Stance], "description": "Its stance."},
                    "same": texts("Statements of other sources that say the same."),
                },
                "A statement.",
            ),
            "Confirmed and doubtful statements, by article.",
        ),
        "sources": texts("Ids of the sources that are new."),
        "parties": texts("Ids of the parties that speak."),
        "issues": rows(
            table(
                {
                    "id": text("Its id."),
                    "options": rows(
                        table(
                            {
                                "id": text("Its id."),
                                "party": text("Whose it is."),
                                "side": {
                                    "enum": [side.value for side in Side],
                                    "description": "What the party does with it; `rejects` makes a red line.",
                                },
                                "statements": texts("The statements behind it."),
                            },
                            "An option stub.",
                        ),
                        "Its option stubs.",
                    ),
                    "threats": texts("Threats on it."),
                },
                "An issue on which somebody takes a side.",
            ),
            "The issues.",
        ),
        "without": texts("Confirmed statements without a party at the table or without an issue."),
        "left": by("review", {"type": "integer"}, "Drafts that were left out, by their review."),
        "held": whole("Statements that the record had already."),
    },
    "`detente draft --json`",
)
