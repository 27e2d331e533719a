"""Names of the files that are written: what parties are called where a file may be called so."""

from __future__ import annotations

import re

from detente.case.interop.export import Export
from detente.case.names import slug

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,78}[A-Za-z0-9])?", re.ASCII)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.ASCII | re.IGNORECASE)


def file_names(written: Export, suffix: str) -> tuple[str, tuple[str, ...]]:
    """Names for the domain's file and each profile's, all different on any system.

    A profile's file is named by its party, by its id where the title makes no file name. Where the order of
    names is not the order of the parties they are numbered, as readers take files by the order of names.
    """
    titles = [profile.title for profile in written.profiles]
    usable = all(_PLAIN.fullmatch(title) and not _DEVICE.fullmatch(title) for title in titles)
    distinct = len({title.lower() for title in titles}) == len(titles)
    stems = titles if usable and distinct else list(written.ids)
    if sorted(f"{stem}{suffix}" for stem in stems) != [f"{stem}{suffix}" for stem in stems]:
        width = len(str(len(stems)))
        stems = [f"{number:0{width}}-{stem}" for number, stem in enumerate(stems, start=1)]
    taken = {stem.lower() for stem in stems}
    domain = slug(written.name, taken=taken | {slug(stem) for stem in stems}, fallback="domain")
    return f"{domain}{suffix}", tuple(f"{stem}{suffix}" for stem in stems)
