"""The frame of a page: one HTML file with its style and script inside, closed to every network."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from detente.report.icons import icon, sprite
from detente.report.markup import Content, Html, el, html

CONTENTS = "contents"
"""The anchor of the list of contents, which is a popover where the page has no room for a rail."""

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("finding", "The finding"),)),
    (
        "Can all accept it?",
        (
            ("positions", "Who stands where"),
            ("collisions", "What collides"),
            ("openings", "What would open a deal"),
            ("deals", "Efficient and fair deals"),
            ("robustness", "What survives the unknown"),
            ("stability", "Would a deal hold, move by move"),
            ("proposals", "What to put on the table next"),
        ),
    ),
    ("Can anyone verify it?", (("verification", "Can it be checked along the line"),)),
    ("Is it being kept?", (("keeping", "What was seen, and what nobody saw"),)),
    (
        "Does breaking it pay?",
        (
            ("breaking", "What breaking it brings, and what stops it"),
            ("order", "Who goes first"),
        ),
    ),
    (
        "So which deal holds?",
        (
            ("candidates", "Every candidate through all tests"),
            ("challenge", "What would change our mind"),
        ),
    ),
    (
        "What does it rest on?",
        (
            ("gaps", "What would help, what is missing"),
            ("sources", "Where it comes from"),
        ),
    ),
)
"""The questions that sections answer, in their order, each with its sections: anchor, which is the short name
too, and title. A question without a section is left out of the contents; the finding stands before all."""

SECTIONS = dict(entry for _, entries in GROUPS for entry in entries)
"""The titles of the sections by their anchors, in their order."""


def document(title: str, *, language: str = "en", body: Content) -> Html:
    """A whole page."""
    style, script = _resource("brief.css"), _resource("brief.js")
    policy = (
        f"default-src 'none'; style-src '{_hashed(style)}'; script-src '{_hashed(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = el(
        "head",
        el("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", title),
        el("style", Html(style)),
    )
    page = el("body", sprite(), _top(), body, el("script", Html(script)))
    return Html(f"<!doctype html>\n{el('html', head, page, lang=language)}\n")


def section(anchor: str, *content: Content, lead: Content = None) -> Html:
    """One numbered section; its number and its heading come from :data:`SECTIONS`."""
    heading = el(
        "h2",
        el("span", f"{number_of(anchor)}", class_="number"),
        SECTIONS[anchor],
        id=f"{anchor}-title",
    )
    opening = el("p", lead, class_="lead") if lead else None
    return el("section", heading, opening, content, id=anchor, aria_labelledby=f"{anchor}-title")


def number_of(anchor: str) -> int:
    """The number of a section."""
    return list(SECTIONS).index(anchor) + 1


def pointer(anchor: str) -> Html:
    """A link to a section, by its number."""
    return el("a", f"section {number_of(anchor)}", href=f"#{anchor}")


def fold(summary: Content, *content: Content, open_: bool = False, class_: str = "") -> Html:
    """A part that folds; print shows it whole."""
    return el("details", el("summary", summary), content, open=open_, class_=f"fold {class_}".strip())


def scroll(content: Content, *, label: str) -> Html:
    """A wide table that scrolls by itself, so that the page never has to."""
    return el("div", content, class_="scroll", role="region", aria_label=label, tabindex=0)


def _top() -> Html:
    """The head of the page: a bar with the contents behind a button, or beside a wide page as a rail."""
    opener = el(
        "button", icon("contents"), "Contents", type="button", popovertarget=CONTENTS, class_="quiet opener"
    )
    told = el("span", "Light or dark", class_="tells")
    toggle = el("button", icon("theme"), told, type="button", id="theme", class_="quiet", hidden=True)
    return el(
        "header",
        el("a", "Skip to the finding", href="#finding", class_="skip"),
        el("p", "Detente", el("span", "brief"), class_="brand"),
        opener,
        el("nav", map(_group, GROUPS), id=CONTENTS, popover=True, aria_label="Contents"),
        toggle,
        class_="top",
    )


def _group(group: tuple[str, tuple[tuple[str, str], ...]]) -> Html | None:
    """A question of the contents with links to its sections; None where it has none."""
    question, entries = group
    if not entries:
        return None
    links = [
        el(
            "li",
            el("a", el("span", f"{number_of(anchor)}", class_="number"), _short(anchor), href=f"#{anchor}"),
        )
        for anchor, _ in entries
    ]
    first = f"{number_of(entries[0][0])}"
    return html([el("p", question) if question else None, el("ol", links, start=first)])


def _short(anchor: str) -> str:
    return anchor.replace("-", " ").capitalize()


@cache
def _resource(name: str) -> str:
    return (files("detente.report") / name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
