"""Genius domains: one XML file with issues and items, and one with weights and evaluations for each party.

The format of the Genius negotiation environment (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014),
as the ANAC competitions use it. Read as written: utility is the sum of weight times evaluation, never divided
by the largest evaluation as Genius itself does; an integer issue is valued by a line,
``offset + slope v`` in newer files and ``parameter0 + parameter1 v`` in older ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.case.interop.detect import SUFFIXES, Format
from detente.case.interop.domain import Origin, Profile, Topic, assemble, left_out
from detente.case.interop.files import read_files
from detente.case.interop.findings import parse_all, read_all, refusal
from detente.case.interop.genius_domain import read_topics
from detente.case.interop.genius_profile import NO_RESERVATION, NONLINEAR_TAGS, read_profile
from detente.case.interop.xml_tree import Element, parse_xml
from detente.case.model import Case
from detente.errors import Fault

_PREFERENCE_TAGS = frozenset({"weight", "evaluator", "reservation", "discount_factor"})


def read_genius(folder: Path) -> Case:
    """Read a folder with one Genius domain and its profiles; each profile is a party by its file's name.

    Raises:
        InputError: all that is wrong with the files, each with file and place. Nested objectives, real-valued
            issues and utilities that are no weighted sum are refused.
    """
    files = read_files(folder, SUFFIXES[Format.GENIUS])
    roots = parse_all(files, parse_xml)
    domains = [(file, root) for file, root in roots if _is_domain(root)]
    if len(domains) != 1:
        raise refusal([_not_one_domain(folder, [file.name for file, _ in domains])])
    topics = read_topics(*domains[0])
    parties = [(file, root) for file, root in roots if _is_profile(root)]
    profiles, notes = read_all(parties, lambda file, root, found: read_profile(file, root, topics, found))
    strangers = [file.name for file, root in roots if _is_other(root)]
    origin = Origin(folder=folder, format=Format.GENIUS, files=files)
    told = (*_reservation_note(profiles), *_division_note(profiles, topics), *notes, *left_out(strangers))
    return assemble(origin, topics, profiles, told)


def _is_domain(root: Element) -> bool:
    return root.tag == "negotiation_template" or (root.tag == "utility_space" and not _has_preferences(root))


def _is_profile(root: Element) -> bool:
    return root.tag == "utility_space" and _has_preferences(root)


def _is_other(root: Element) -> bool:
    return root.tag not in {"negotiation_template", "utility_space"}


def _has_preferences(root: Element) -> bool:
    return any(
        element.tag in _PREFERENCE_TAGS
        or element.tag.lower() in NONLINEAR_TAGS
        or "evaluation" in element.attributes
        for element in root.walk()
    )


def _not_one_domain(folder: Path, found: Sequence[str]) -> Fault:
    if found:
        message = f"{len(found)} domains in one folder: {', '.join(found[:5])}"
        return Fault(file=str(folder), message=message, hint="a folder for each", code="no-domain")
    hint = "a file whose root is <negotiation_template> beside the profiles"
    return Fault(
        file=str(folder), message="no Genius domain among the XML files", hint=hint, code="no-domain"
    )


def _reservation_note(profiles: Sequence[Profile]) -> tuple[str, ...]:
    without = [profile.title for profile in profiles if profile.reservation_why == NO_RESERVATION]
    return (
        (f"No reservation in the file of {', '.join(without)}: taken as 0, as in Genius.",) if without else ()
    )


def _division_note(profiles: Sequence[Profile], topics: Sequence[Topic]) -> tuple[str, ...]:
    above = [
        profile.title
        for profile in profiles
        if any(
            topic.range is None and any(value > 1 for value in values)
            for topic, values in zip(topics, profile.values, strict=True)
        )
    ]
    if not above:
        return ()
    told = (
        "Evaluations above 1 stand as written, where Genius itself divides those of an issue by the largest"
    )
    return (f"{told}: {', '.join(above)}.",)
