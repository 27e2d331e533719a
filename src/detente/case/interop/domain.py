"""What the foreign formats have in common, and how it becomes a case.

A domain is a list of topics with choices; a profile gives one party's weights and values, number by number in
the domain's order. Names stay as titles and get ids made from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from unicodedata import category

from detente.case.exact import decimal_text
from detente.case.interop.files import DataFile, digest
from detente.case.interop.findings import refusal
from detente.case.model import Case, Figure, Issue, Like, Option, Party, Preference, Range
from detente.case.names import slug
from detente.errors import Fault, shown_value

_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})

CHOICES_LIMIT = 5_000
"""Most options that one issue may have."""

TOPICS_LIMIT = 200
"""Most issues that a domain may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option: its name, its amount on a numeric scale, and what the file says of it."""

    title: str
    amount: Fraction | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One issue as the file has it."""

    title: str
    choices: tuple[Choice, ...]
    range: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One party's additive utility: the sum over issues of weight times value, as written.

    Attributes:
        weights: One per topic.
        values: One tuple per topic, one value per choice.
        reservation: Utility of no deal; a package as choice numbers; or None where there is no constraint.
        reservation_why: How the reservation was settled where the file leaves it open.
    """

    title: str
    weights: tuple[Fraction, ...]
    values: tuple[tuple[Fraction, ...], ...]
    reservation: Fraction | tuple[int, ...] | None
    reservation_why: str = ""
    discount: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a domain comes from: the folder as given, the format, the files read, in name order."""

    folder: Path
    format: str
    files: tuple[DataFile, ...]
    title: str = ""


def stepped_choices(
    start: Fraction, stop: Fraction, step: Fraction, *, file: str, place: str
) -> tuple[Choice, ...] | Fault:
    """The choices of a numeric scale, or why there are none."""
    if step <= 0 or stop < start:
        message = f"the range from {float(start):g} to {float(stop):g} by {float(step):g} has no values"
        return Fault(
            file=file,
            place=place,
            message=message,
            hint="a first value, a larger last one and a step above 0",
        )
    count = (stop - start) // step + 1
    if count > CHOICES_LIMIT:
        return too_many(count, file=file, place=place)
    amounts = [start + number * step for number in range(count)]
    return tuple(Choice(title=decimal_text(amount), amount=amount) for amount in amounts)


def too_many(count: int, *, file: str, place: str) -> Fault:
    """The fault of an issue with more options than can be worked with."""
    return Fault(
        file=file,
        place=place,
        message=f"{count} options, more than {CHOICES_LIMIT}",
        hint="a coarser scale",
        code="too-large",
    )


def check_topics(topics: Sequence[Topic], *, file: str) -> list[Fault]:
    """What is wrong with a domain whatever its format."""
    if not topics:
        return [
            Fault(file=file, message="the domain has no issues", hint="one issue at least, with its options")
        ]
    if len(topics) > TOPICS_LIMIT:
        return [
            Fault(
                file=file,
                message=f"{len(topics)} issues, more than {TOPICS_LIMIT}",
                hint="fewer issues",
                code="too-large",
            )
        ]
    faults = _bad_names([topic.title for topic in topics], "issue", file=file, place="")
    for topic in topics:
        place = f"issue {shown_value(topic.title)}"
        if not topic.choices:
            faults.append(Fault(file=file, place=place, message="no options", hint="one option at least"))
        elif len(topic.choices) > CHOICES_LIMIT:
            faults.append(too_many(len(topic.choices), file=file, place=place))
        faults += _bad_names([choice.title for choice in topic.choices], "option", file=file, place=place)
    return faults


def assemble(
    origin: Origin, topics: Sequence[Topic], profiles: Sequence[Profile], notes: Sequence[str] = ()
) -> Case:
    """The case of a checked domain and its profiles, parties in the order given.

    Raises:
        InputError: a party's or the folder's name is no text, or there is no party.
    """
    name, where = origin.folder.resolve().name, str(origin.folder)
    faults = _bad_names([profile.title for profile in profiles], "party", file=where, place="")
    if not profiles:
        hint = "a file with each party's weights and values beside the domain"
        faults.append(Fault(file=where, message="a domain without a profile", hint=hint))
    if faults:
        raise refusal(faults)
    parties = _named([profile.title for profile in profiles], "party", reserved=("media", "other"))
    consent = tuple(party_id for party_id, _ in parties)
    issues = tuple(
        _issue(topic, names, consent)
        for topic, names in zip(topics, _named([topic.title for topic in topics], "issue"), strict=True)
    )
    return Case(
        id=slug(name, fallback="domain"),
        title=_one_line(origin.title) or _one_line(name) or "Domain",
        parties=tuple(
            _party(profile, names, issues) for profile, names in zip(profiles, parties, strict=True)
        ),
        issues=issues,
        format=str(origin.format),
        notes=(*notes, *_discount_note(profiles)),
        digest=digest(origin.files),
    )


def distinct_titles(profiles: Sequence[Profile], stems: Sequence[str]) -> tuple[Profile, ...]:
    """The profiles by the names in them or, where those are not distinct, by their files."""
    if len({profile.title for profile in profiles}) == len(profiles):
        return tuple(profiles)
    return tuple(replace(profile, title=stem) for profile, stem in zip(profiles, stems, strict=True))


def left_out(names: Sequence[str]) -> tuple[str, ...]:
    """The note on files that are no part of the domain."""
    return (f"Neither a domain nor a profile, left out: {', '.join(names)}.",) if names else ()


def _issue(topic: Topic, names: tuple[str, str], consent: tuple[str, ...]) -> Issue:
    if topic.range:
        named = [(choice.title, choice.title) for choice in topic.choices]
    else:
        named = _named([choice.title for choice in topic.choices], "option")
    options = tuple(
        Option(id=option_id, title=title, amount=choice.amount if topic.range else None, note=choice.note)
        for (option_id, title), choice in zip(named, topic.choices, strict=True)
    )
    issue_id, title = names
    return Issue(id=issue_id, title=title, options=options, consent=consent, range=topic.range)


def _party(profile: Profile, names: tuple[str, str], issues: tuple[Issue, ...]) -> Party:
    party_id, title = names
    weights = {issue.id: _known(weight) for issue, weight in zip(issues, profile.weights, strict=True)}
    values = {
        issue.id: {option.id: _known(value) for option, value in zip(issue.options, row, strict=True)}
        for issue, row in zip(issues, profile.values, strict=True)
    }
    return Party(
        id=party_id,
        title=title,
        preference=Preference(weights=weights, values=values, as_written=True),
        reservation=_reservation(profile, issues),
        discount=profile.discount,
    )


def _reservation(profile: Profile, issues: tuple[Issue, ...]) -> Figure | Like | None:
    stated, why = profile.reservation, profile.reservation_why
    if stated is None:
        return None
    if isinstance(stated, Fraction):
        return Figure(low=stated, high=stated, why=why)
    package = {issue.id: issue.options[number].id for issue, number in zip(issues, stated, strict=True)}
    return Like(package=package, why=why)


def _known(value: Fraction) -> Figure:
    return Figure(low=value, high=value)


def _named(titles: Sequence[str], fallback: str, *, reserved: Sequence[str] = ()) -> list[tuple[str, str]]:
    """An id and a title for each name: the name on one line, if that leaves the names apart."""
    taken = set(reserved)
    lines = [_one_line(title) for title in titles]
    named: list[tuple[str, str]] = []
    for number, title in enumerate(lines if len(set(lines)) == len(lines) else titles, start=1):
        name = slug(title, taken=taken, fallback=f"{fallback}-{number}")
        taken.add(name)
        named.append((name, title))
    return named


def _one_line(text: str) -> str:
    """The text without control characters and line breaks, and without blanks around it."""
    return "".join(" " if category(character) in _BREAKS else character for character in text).strip()


def _bad_names(titles: Sequence[str], kind: str, *, file: str, place: str) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, title in enumerate(titles, start=1):
        if not _one_line(title):
            message, hint = f"{kind} number {number} has no name", "a name for it"
        elif any("\ud800" <= character <= "\udfff" for character in title):
            message, hint = f"the name {shown_value(title)} is no Unicode text", "a name in valid Unicode"
        elif title in seen:
            message, hint = f"{kind} {shown_value(title)} is there twice", "another name for one of them"
        else:
            seen.add(title)
            continue
        faults.append(Fault(file=file, place=place, message=message, hint=hint, code="bad-name"))
    return faults


def _discount_note(profiles: Sequence[Profile]) -> tuple[str, ...]:
    told = [
        f"{profile.title} {decimal_text(profile.discount)}"
        for profile in profiles
        if profile.discount is not None and profile.discount != 1
    ]
    return (f"A discount per round is kept and not used: {', '.join(told)}.",) if told else ()
