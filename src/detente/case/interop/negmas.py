"""NegMAS scenarios: one YAML file with issues, and one with a utility function for each party.

The folder format of the NegMAS library (Mohammad, Nakadai and Greenwald 2021), as version 0.16 writes it.
Discrete issues can be read, and utilities that are weighted sums of tables or lines; a constant is counted in
the values of the first issue. A reservation that is absent or minus infinity is no constraint.
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
from detente.case.interop.negmas_domain import kind_of, read_topics
from detente.case.interop.negmas_ufun import read_ufun
from detente.case.interop.yaml_tree import parse_yaml
from detente.case.model import Case
from detente.errors import Fault

_Parsed: TypeAlias = "tuple[DataFile, Data]"


def read_negmas(folder: Path) -> Case:
    """Read a folder with one NegMAS scenario; each utility function is a party by the name in it.

    Where those names are not distinct, parties go by their files.

    Raises:
        InputError: all that is wrong with the files, each with file and place. Continuous issues and
            utilities that are no weighted sum are refused.
    """
    files = read_files(folder, SUFFIXES[Format.NEGMAS])
    parsed = parse_all(files, parse_yaml)
    domain = _find_domain(folder, [item for item in parsed if _is_domain(item[1])])
    topics = read_topics(domain)
    if domain.findings.faults:
        raise refusal(domain.findings.faults)
    parties = [(file, data) for file, data in parsed if _is_ufun(data)]
    profiles, notes = read_all(parties, lambda file, data, found: read_ufun(file, data, topics, found))
    named = distinct_titles(profiles, [file.stem for file, _ in parties])
    strangers = [file.name for file, data in parsed if not _is_domain(data) and not _is_ufun(data)]
    origin = Origin(folder=folder, format=Format.NEGMAS, files=files)
    return assemble(origin, topics, named, (*_reservation_note(named), *notes, *left_out(strangers)))


def _is_domain(data: Data) -> bool:
    return isinstance(data, dict) and ("outcomespace" in kind_of(data) or "issues" in data)


def _is_ufun(data: Data) -> bool:
    return not _is_domain(data) and "fun" in kind_of(data)


def _find_domain(folder: Path, domains: Sequence[_Parsed]) -> Spot:
    if len(domains) != 1:
        names = ", ".join(file.name for file, _ in domains[:5])
        message = f"{len(domains)} domains in one folder: {names}" if domains else "no NegMAS domain"
        hint = "a folder for each" if domains else "a file with 'issues' beside the utility functions"
        raise refusal([Fault(file=str(folder), message=message, hint=hint, code="no-domain")])
    file, data = domains[0]
    return Spot(data, "", Findings(file=file.where))


def _reservation_note(profiles: Sequence[Profile]) -> tuple[str, ...]:
    without = [profile.title for profile in profiles if profile.reservation is None]
    return (f"No reservation of {', '.join(without)}: no constraint, as in NegMAS.",) if without else ()
