"""GeniusWeb domains: one JSON file with issues and values, and one profile for each party.

The format of the GeniusWeb negotiation platform (Interactive Intelligence group, TU Delft), as the
competitions since 2020 use it, with the older names of its parts. A profile is a weighted sum over issues; a
value that it does not mention has utility 0; numbers between the ends of a range are interpolated, here
exactly and there to eight decimals. A reservation bid is a package like which no deal is; without one, no
deal counts 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from detente.case.interop.data_tree import Data, Spot
from detente.case.interop.detect import SUFFIXES, Format
from detente.case.interop.domain import Origin, Profile, assemble, distinct_titles, left_out
from detente.case.interop.files import DataFile, read_files
from detente.case.interop.findings import Findings, parse_all, read_all, refusal
from detente.case.interop.geniusweb_domain import read_topics
from detente.case.interop.geniusweb_profile import KIND, NO_RESERVATION, read_profile
from detente.case.interop.json_tree import parse_json
from detente.case.model import Case
from detente.errors import Fault

_Parsed: TypeAlias = "tuple[DataFile, Data]"


def read_geniusweb(folder: Path) -> Case:
    """Read a folder with one GeniusWeb domain and its profiles; each profile is a party by the name in it.

    Where those names are not distinct, parties go by their files. The domain may stand in the profiles alone.

    Raises:
        InputError: all that is wrong with the files, each with file and place. Profiles of another kind than
            LinearAdditiveUtilitySpace are refused.
    """
    files = read_files(folder, SUFFIXES[Format.GENIUSWEB])
    parsed = parse_all(files, parse_json)
    parties = [(file, data) for file, data in parsed if _is_profile(data)]
    domain = _find_domain(folder, [item for item in parsed if _is_domain(item[1])], parties)
    topics = read_topics(domain)
    if domain.findings.faults:
        raise refusal(domain.findings.faults)
    profiles, notes = read_all(parties, lambda file, data, found: read_profile(file, data, topics, found))
    named = distinct_titles(profiles, [file.stem for file, _ in parties])
    strangers = [file.name for file, data in parsed if not _is_domain(data) and not _is_profile(data)]
    title = domain.at("name").data
    origin = Origin(
        folder=folder, format=Format.GENIUSWEB, files=files, title=title if isinstance(title, str) else ""
    )
    return assemble(origin, topics, named, (*_reservation_note(named), *notes, *left_out(strangers)))


def _is_domain(data: Data) -> bool:
    return isinstance(data, dict) and "issuesValues" in data


def _is_profile(data: Data) -> bool:
    """Whether it is a profile of any kind: the kind's name with a mapping that has a domain."""
    return isinstance(data, dict) and any(
        key == KIND or (isinstance(value, dict) and "domain" in value) for key, value in data.items()
    )


def _find_domain(folder: Path, domains: Sequence[_Parsed], parties: Sequence[_Parsed]) -> Spot:
    if len(domains) > 1:
        names = ", ".join(file.name for file, _ in domains[:5])
        message = f"{len(domains)} domains in one folder: {names}"
        raise refusal([Fault(file=str(folder), message=message, hint="a folder for each", code="no-domain")])
    if domains:
        file, data = domains[0]
        return Spot(data, "", Findings(file=file.where))
    for file, data in parties:
        own = Spot(data, "", Findings(file=file.where)).at(KIND).at("domain")
        if "issuesValues" in own:
            return own
    hint = 'a file with "issuesValues" beside the profiles'
    message = "no GeniusWeb domain among the JSON files"
    raise refusal([Fault(file=str(folder), message=message, hint=hint, code="no-domain")])


def _reservation_note(profiles: Sequence[Profile]) -> tuple[str, ...]:
    without = [profile.title for profile in profiles if profile.reservation_why == NO_RESERVATION]
    return (f"No reservation bid of {', '.join(without)}: no deal counts 0.",) if without else ()
