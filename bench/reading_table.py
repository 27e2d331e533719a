"""The tables of readings: what was found in each text, and what reading takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bench import reading
from bench.tables import cells, in_mb, in_seconds, prose
from detente.record.score.figures import Share

if TYPE_CHECKING:
    from bench.reading import PlainFigures, ReadingFigures
    from bench.reading_ours import TextFigures

FOUND = """
Annotated statements that a draft stands for: their contents overlap by half of what the two cover together,
one to one. *Speaker*: found and with the right speaker. *Precision*: drafts that stand for a statement, of
all drafts. The texts under *tuned* were looked at while rules were written; nobody who wrote a rule has seen
those under *held*. `article` and `synthetic` are known answers that are not part of this repository. *Marks*:
whatever stands between quotation marks, found by a regular expression. *textacy*: its quotation finder
(`textacy.extract.direct_quotations`, version 0.13) with the same spaCy pipeline; where it stopped, on the
apostrophe of a possessive, in brackets what it finds with the apostrophes taken out of its way. It looks for
quotations alone, so *quoted* says how many of the statements are in the speaker's own words. Its speaker
counts as right where the names share a word; of ours more is asked.
"""

TAKES = """
All texts one after the other, as often as makes {long:,} characters, read as one; the first call of a
process, which loads the model, is apart. Same bytes: two processes gave the same readings of all texts.
"""

GIVEN = """
Issue and stance where the span is given, with its cue and sentence: what the lexicon makes of words that were
annotated. *Names of the case*: the issues of the case that was made of the article, by their titles alone;
*words of the case*: with its `lexicon.toml`, which was written on the article. The case has no issue of
nuclear weapons, of which two statements speak. Two independent codings of the article agreed with kappa 0.94
on issues and 0.68 on stances (28 of 39): a figure for stances above that says that the lexicon has learnt one
coder's habits.
"""

LABELS = """
Of the statements found, those with the right speaker, party, issue and stance, and of which it is right
whether they are conditional (95 % intervals of Wilson):
"""


def reading_table(found: ReadingFigures) -> list[str]:
    """What was found, then what it takes."""
    parser, cues = (found["ours"][engine]["texts"] for engine in reading.ENGINES)
    lines = prose(FOUND)
    heads = (
        "text",
        "statements",
        "parser: found",
        "speaker",
        "precision",
        "cues: found",
        "speaker",
        "precision",
        "quoted",
        "marks: found",
        "textacy: found",
        "speaker",
    )
    lines += ["", cells(*heads), "|" + "---|" * len(heads)]
    plain = list(_plain(found))
    for part in ("tuned", "held"):
        rows = [at for at, text in enumerate(parser) if text["part"] == part]
        for at in rows:
            lines.append(_row(f"{part}: {parser[at]['name']}", [parser[at]], [cues[at]], [plain[at]]))
        if rows:
            ours, less = ([texts[at] for at in rows] for texts in (parser, cues))
            lines.append(_row(f"**all {part}**", ours, less, [plain[at] for at in rows]))
    return [*lines, "", *_labels(found), "", *_given(found), "", *_takes(found)]


def _plain(found: ReadingFigures) -> list[tuple[PlainFigures, PlainFigures | None, PlainFigures | None]]:
    theirs, helped = found["textacy"], found["textacy_helped"]
    return [
        (marks, theirs[at] if theirs else None, helped[at] if helped else None)
        for at, marks in enumerate(found["marks"])
    ]


def _row(
    title: str,
    parser: list[TextFigures],
    cues: list[TextFigures],
    plain: list[tuple[PlainFigures, PlainFigures | None, PlainFigures | None]],
) -> str:
    theirs = [each for _, each, _ in plain if each]
    helped = [each for _, _, each in plain if each]
    stopped = any(each["stopped"] for each in theirs)
    both = (
        f"{_sum(theirs, key)}{f' ({_sum(helped, key)})' if stopped else ''}" for key in ("found", "speaker")
    )
    return cells(
        title,
        str(_sum(parser, "statements")),
        *_ours(parser),
        *_ours(cues),
        str(sum(marks["quoted"] for marks, _, _ in plain)),
        str(sum(marks["found"] for marks, _, _ in plain)),
        *(both if theirs else ("", "")),
    )


def _ours(texts: list[TextFigures]) -> tuple[str, str, str]:
    found, drafts = _sum(texts, "found"), _sum(texts, "drafts")
    return str(found), str(_sum(texts, "speaker")), f"{found / drafts:.2f}" if drafts else ""


def _sum(texts: Sequence[Mapping[str, object]], key: str) -> int:
    return sum(int(str(text[key])) for text in texts)


def _labels(found: ReadingFigures) -> list[str]:
    """What is right of that which was found, by part, with Wilson's intervals."""
    what = ("speaker", "party", "issue", "stance", "conditional")
    lines = [
        *prose(LABELS),
        "",
        cells("texts", "engine", *what),
        "|" + "---|" * (2 + len(what)),
    ]
    for part in ("tuned", "held"):
        for engine in reading.ENGINES:
            texts = [text for text in found["ours"][engine]["texts"] if text["part"] == part]
            if texts:
                shares = (Share(_sum(texts, key), _sum(texts, "found")) for key in what)
                lines.append(cells(part, engine, *(_share(share) for share in shares)))
    return lines


def _given(found: ReadingFigures) -> list[str]:
    """Issue and stance given the span."""
    heads = ("texts", "lexicon", "issue", "issue, or a second one", "stance", "conditional")
    lines = [*prose(GIVEN), "", cells(*heads), "|" + "---|" * len(heads)]
    for row in found["given"]:
        counts = (row["issue"], row["among"], row["stance"], row["conditional"])
        shares = (_share(Share(count, row["statements"])) for count in counts)
        lines.append(cells(row["texts"], row["lexicon"], *shares))
    return lines


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{share} ({low:.0%} to {high:.0%})"


def _takes(found: ReadingFigures) -> list[str]:
    first = found["ours"][reading.ENGINES[0]]
    lines = prose(TAKES, long=first["characters"])
    heads = ("reader", "characters/s", "target", "loading", "MB", "target", "same bytes")
    lines += ["", cells(*heads), "|" + "---|" * len(heads)]
    for engine in reading.ENGINES:
        ours = found["ours"][engine]
        speed, mb = ours["characters"] / ours["seconds"], ours["mb"]
        fast = "met" if speed >= reading.LEAST_SPEED else "missed"
        small = "met" if mb <= reading.MOST_MB else "missed"
        lines.append(
            cells(
                ours["extractor"],
                f"{speed:,.0f}",
                f"{reading.LEAST_SPEED:,}: {fast}",
                f"{in_seconds(ours['load_seconds'])} s",
                in_mb(mb),
                f"{reading.MOST_MB}: {small}",
                "yes" if found["same_bytes"][engine] else "no",
            )
        )
    theirs = found["textacy_speed"]
    if theirs:
        lines.append(
            cells("textacy 0.13, spaCy", f"{theirs:,.0f}", "", "", in_mb(found["textacy_mb"]), "", "")
        )
    return lines
