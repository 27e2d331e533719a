"""The first screen: what the case is, the finding in three sentences, and what the numbers are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bands import finding_band
from detente.report.icons import icon
from detente.report.markup import Content, Html, el
from detente.report.page import pointer
from detente.views.assess_words import assess_in_short
from detente.views.challenge_words import challenge_finding
from detente.views.checked_words import in_short
from detente.views.edition import applied_overlays, private_overlays
from detente.views.enforce_words import enforce_in_short
from detente.views.figures import BASIS_WORDS, Basis, basis_counts, figures_of
from detente.views.finding import finding, verdict
from detente.views.numbers import count_text, count_words, date_text
from detente.views.prose import listed, quoted
from detente.views.sequence_text import sequence_in_short
from detente.views.words import count_labels

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.case.model import Case
    from detente.views.edition import Edition

_READ = (
    "A statement that is cited is the ground for a number and seldom holds it: "
    "what it comes to as a number is an analyst's reading."
)

_STILL_TOLD = (
    "Reservations were computed with all the same: whether a deal is possible, which packages are fair, "
    "whether these would hold, and any gain that can be worked out from them still carry information about "
    "reservations."
)


def first_screen(edition: Edition) -> Html:
    """The first section of the page."""
    answer, case = edition.answer, edition.answer.case
    sentences = [el("p", text) for text in finding(edition, answer)]
    return el(
        "section",
        el("h1", case.title, id="finding-title"),
        el("p", _dateline(answer), class_="dateline"),
        el(
            "div",
            el(
                "div",
                _verdict(answer),
                el("div", sentences, class_="sentences"),
                finding_band(edition),
                _pointers(edition),
                _checked(edition),
                _held(edition),
                _left(edition),
                class_="says",
            ),
            el("aside", _notice(case), _basis(edition), _edition_note(edition), class_="beside"),
            class_="opening",
        ),
        _counts(edition),
        id="finding",
        aria_labelledby="finding-title",
    )


def _pointers(edition: Edition) -> Html | None:
    """Where the page tells more of what the finding names."""
    answer = edition.answer
    if answer.frontier is not None and answer.space.feasible:
        return el("p", "Which deals are efficient and fair: ", pointer("deals"), ".", class_="by")
    ways = edition.ways(answer)
    if not ways:
        return None
    then: list[Content] = ["; what is then efficient and fair: ", pointer("deals")]
    return el(
        "p",
        "Who would give up what: ",
        pointer("openings"),
        then if ways[0].frontier is not None else None,
        ".",
        class_="by",
    )


def _checked(edition: Edition) -> Html | None:
    """Whether a deal can be checked, in a sentence."""
    plan = edition.monitoring
    if plan is None:
        return None
    return el(
        "p",
        el("b", "Can it be checked? "),
        f"{in_short(plan)} ",
        "More: ",
        pointer("verification"),
        ".",
        class_="can",
    )


def _held(edition: Edition) -> Html | None:
    """Whether breaking a deal pays, and who goes first, in a sentence each."""
    deal, found = edition.deal, edition.ordered
    words: list[Content] = []
    if deal is not None and deal.sides:
        words += [el("b", "Does breaking it pay? "), enforce_in_short(deal)]
        words += [" More: ", pointer("breaking"), ". "]
    if found is not None and found.rows:
        words += [el("b", "Who goes first? "), sequence_in_short(found), " More: ", pointer("order"), "."]
    return el("p", words, class_="can") if words else None


def _left(edition: Edition) -> Html | None:
    """Which candidates are left, and what would turn the conclusions, in a sentence each."""
    found, asked = edition.assessment, edition.challenge
    words: list[Content] = []
    if found is not None and found.candidates:
        words += [el("b", "So which deal holds? "), assess_in_short(found)]
        words += [" More: ", pointer("candidates"), ". "]
    if asked is not None and asked.conclusions:
        words += [el("b", "What would change our mind? "), challenge_finding(asked)[0]]
        words += [" More: ", pointer("challenge"), "."]
    return el("p", words, class_="can") if words else None


def _dateline(answer: Answer) -> str:
    case = answer.case
    parts = [
        f"As of {date_text(case.as_of)}" if case.as_of else "",
        count_words(len(case.parties), "party", "parties"),
        count_words(len(case.issues), "issue", "issues"),
        count_words(len(case.red_lines), "red line", "red lines"),
        *(f"read with {quoted(overlay.title)}" for overlay in applied_overlays(answer)),
    ]
    return " · ".join(part for part in parts if part)


def _verdict(answer: Answer) -> Html:
    name = {True: "keeps", False: "refuses", None: "unclear"}[answer.space.feasible]
    return el("p", icon(name), verdict(answer), class_=f"verdict is-{name}")


def _notice(case: Case) -> Html | None:
    return (
        el("div", el("h2", "About this case"), el("p", case.summary), class_="notice")
        if case.summary
        else None
    )


def _basis(edition: Edition) -> Html:
    """How much of the input is judgement: a bar and the numbers behind it."""
    entries = figures_of(edition.answer.case, reservations=not edition.public)
    if not entries:
        text = "The case states no numbers: what is found follows from rules and red lines alone."
        return el("div", el("h2", "What the numbers rest on"), el("p", text), class_="basis")
    counts, total = basis_counts(entries), len(entries)
    items = [
        el(
            "li",
            el("span", class_=f"key b-{basis}"),
            el("b", f"{count_text(counts[basis])} ({100 * counts[basis] / total:.0f} %)"),
            f" {BASIS_WORDS[basis]}",
        )
        for basis in Basis
        if counts[basis]
    ]
    return el(
        "div",
        el("h2", "What the numbers rest on"),
        _bar([(f"b-{basis}", counts[basis]) for basis in Basis], total),
        el("ul", items),
        el("p", _READ, class_="by") if counts[Basis.STATEMENT] else None,
        el("p", el("a", f"All {count_text(total)} numbers", href="#figures"), " can be traced and changed."),
        class_="basis",
    )


def _bar(parts: list[tuple[str, int]], total: int) -> Html:
    start, blocks = 0.0, list[Html]()
    for name, count in parts:
        width = 100 * count / total
        if count:
            blocks.append(el("rect", x=f"{start:.2f}", y=0, width=f"{width:.2f}", height=6, class_=name))
        start += width
    return el(
        "svg", blocks, class_="bar", viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true"
    )


def _edition_note(edition: Edition) -> Html | None:
    notes: list[str] = []
    private = [
        quoted(known.id)
        for answer in (edition.answer, *edition.readings)
        for known in private_overlays(answer)
    ]
    if edition.public:
        notes.append(
            "This is the public edition: what parties have without a deal (reservations), gains over it, and "
            "private readings are left out."
        )
        cases = [known.case for known in (edition.answer, *edition.readings)]
        if any(party.reservation is not None for case in cases for party in case.parties):
            notes.append(_STILL_TOLD)
    if private:
        names = listed(list(dict.fromkeys(private)))
        notes.append(f"This page holds private readings ({names}): it is not for handing on.")
    return el("div", [el("p", note) for note in notes], class_="edition") if notes else None


def _counts(edition: Edition) -> Html:
    counts = edition.answer.counts
    every, within = count_labels(edition.answer.case)
    steps: list[tuple[str, int | None]] = [
        (f"packages {every}", counts.total),
        (within, counts.within_rules),
        ("and within all red lines", counts.within_red_lines),
    ]
    if not edition.public:
        steps.append(("and nobody worse off than without a deal", counts.feasible))
    items: list[Content] = [
        el("div", el("dt", words), el("dd", "not counted" if count is None else count_text(count)))
        for words, count in steps
    ]
    return el("dl", items, class_="counts", aria_label="Packages: one option for each issue")
