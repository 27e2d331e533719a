"""``detente fetch``: what needs a network, and nothing else does."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.drafts_options import OF_DRAFTS, drafts_options
from detente.cli.firms_given import Given
from detente.cli.notes import working
from detente.cli.options import json_option, one_of, output_option, path_names, quiet_option
from detente.cli.output import check_target, write_data, write_result
from detente.errors import Fault, InputError, shown_value

if TYPE_CHECKING:
    from detente.cli.download import Limits

KINDS = ("line", "firms", "drafts")
OF_FIRMS = {
    "since": "--since",
    "until": "--until",
    "box": "--box",
    "sources": "--source",
    "key_file": "--key-file",
    "into": "--into",
}
"""Options that belong to `firms`."""
SOURCE = (
    "https://raw.githubusercontent.com/cyterat/deepstate-map-data/HEAD/data/deepstatemap_data_{day}.geojson"
)
"""One file for each day since 8 July 2024, with gaps; the day in figures only."""

CREDIT = "DeepStateMap (deepstatemap.live), occupied areas, via github.com/cyterat/deepstate-map-data"


@click.command(
    name="fetch",
    short_help="Get a layer, detections or a model's drafts.",
    epilog="""\b
Examples:
  detente fetch line --on 2025-03-15
  detente fetch line --on 2025-03-15 -o control.geojson --json
  detente fetch line --url https://example.org/control.geojson -o control.geojson
  detente fetch firms --since 2025-04-01 --until 2025-04-30 --box 36,46,40,50 --source VIIRS_SNPP_SP
  detente fetch drafts talks.txt --endpoint http://localhost:8080/v1 --model NAME -o talks.json
""",
)
@click.argument("what", metavar="WHAT", callback=one_of(KINDS, "thing to fetch"))
@click.argument("article", required=False, type=Path, shell_complete=path_names, metavar="[ARTICLE]")
@click.option("--on", metavar="DATE", help="The day, such as 2025-03-15.")
@click.option(
    "--url",
    metavar="URL",
    help="An address of your own, https, in place of the usual one; of `firms` a server; of `drafts` the "
    "article's, for the record.",
)
@click.option("--since", metavar="DATE", help="Fires: the first day.")
@click.option("--until", metavar="DATE", help="Fires: the last day.")
@click.option("--box", metavar="W,S,E,N", help="Fires: west, south, east, north in degrees.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    help="Fires: a source of FIRMS, such as VIIRS_SNPP_NRT or MODIS_SP. May be given several times.",
)
@click.option(
    "--into",
    type=Path,
    metavar="FOLDER",
    shell_complete=path_names,
    help="Fires: the folder of the files.  [default: firms]",
)
@click.option(
    "--key-file",
    type=Path,
    metavar="FILE",
    shell_complete=path_names,
    help="Fires: a file with your key for FIRMS; else the environment variable DETENTE_FIRMS_KEY.",
)
@drafts_options
@click.option(
    "--megabytes",
    type=click.FloatRange(min=0, min_open=True, max=4000),
    default=100,
    show_default=True,
    metavar="MB",
    help="Refuse a larger file.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True, max=86_400),
    default=300,
    show_default=True,
    metavar="S",
    help="Give up after so long.",
)
@json_option
@output_option
@quiet_option
def command(  # noqa: PLR0913 - one argument for each option
    *,
    what: str,
    on: str | None,
    url: str | None,
    since: str | None,
    until: str | None,
    box: str | None,
    sources: tuple[str, ...],
    into: Path | None,
    key_file: Path | None,
    megabytes: float,
    seconds: float,
    as_json: bool,
    target: Path | None,
    quiet: bool,
    **drafts: object,
) -> None:
    """Get a control layer, detections, or a model's drafts, from the network; each file whole or not at all.

    WHAT is `line`, `firms` or `drafts`.

    `line`: by default the layer comes from DeepStateMap as republished day by day at
    github.com/cyterat/deepstate-map-data: areas that it assessed as occupied, no grey zone; whoever uses it
    credits DeepState. With --url it comes from where you say. The file is GeoJSON (also .gz), is written to
    ./control-DATE.geojson or to -o, and its SHA-256 is printed, so that a figure can be traced to it.

    `firms`: fires from NASA FIRMS, from near real time (NRT) or the archive (SP), into a folder, five
    days to a file. What the folder has is not fetched again, so that a fetch
    that broke off goes on where it stopped. The key is your own; it is sent to the server, and shown and
    written nowhere.

    `drafts`: a language model at an endpoint that you name reads ARTICLE and proposes draft statements, as
    'detente read' does offline. The article's text is sent to that endpoint, and to nothing else. A proposal
    whose words do not stand in the text, letter for letter, is refused and counted. The key is read from an
    environment variable, sent to the endpoint, and shown and written nowhere. The drafts go to a reading file
    (-o, else ID.reading.json) for 'detente review', as any others.

    Only https is used (http on this machine). Of `line` and `firms` nothing is sent but the address. No other
    verb of Detente uses a network.
    """
    from detente.cli.download import Limits

    limits = Limits(bytes_at_most=round(megabytes * 1e6), silence_s=min(30.0, seconds), total_s=seconds)
    given = Given(since=since, until=until, box=box, sources=sources, into=into, key_file=key_file, url=url)
    _refuse_strangers(what, given, on=on, target=target, drafts=drafts)
    if what == "drafts":
        from detente.cli.fetch_drafts import run as run_drafts

        run_drafts(target, {**drafts, "source_url": url}, limits, as_json=as_json, quiet=quiet)
    elif what == "firms":
        from detente.cli.firms_verb import run

        run(given, limits, as_json=as_json, quiet=quiet)
    else:
        _line(on, url, target, limits, as_json=as_json, quiet=quiet)


def _refuse_strangers(
    what: str, given: Given, *, on: str | None, target: Path | None, drafts: Mapping[str, object]
) -> None:
    """Refuse options that belong to the other thing to fetch.

    Raises:
        UsageError: with all of them.
    """
    of_firms = {option: getattr(given, name) or None for name, option in OF_FIRMS.items()}
    of_drafts = {option: drafts[name] for name, option in OF_DRAFTS.items()}
    other: dict[str, object] = {"--on": on, "--output": target} | of_drafts
    if what == "line":
        other = of_firms | of_drafts
    if what == "drafts":
        other = {"--on": on} | of_firms
    strange = [option for option, value in other.items() if value is not None]
    if strange:
        message = f"{', '.join(strange)} does not go with '{what}'"
        raise click.UsageError(message, click.get_current_context())


def _line(
    on: str | None, url: str | None, target: Path | None, limits: Limits, *, as_json: bool, quiet: bool
) -> None:
    from detente.cli.download import download

    address = _address(on, url)
    file = target or Path(f"control-{on}.geojson" if on else "control.geojson")
    check_target(file)
    with working(f"Fetching {address}", quiet=quiet):
        data = download(address, limits)
    features = _features(data, address, limits.bytes_at_most * 20)
    write_data([data], file)
    digest, credit = hashlib.sha256(data).hexdigest(), None if url else CREDIT
    shape = {
        "format": 1,
        "detente": _version(),
        "what": "line",
        "on": on,
        "url": address,
        "file": str(file),
        "bytes": len(data),
        "sha256": digest,
        "features": features,
        "credit": credit,
    }
    if as_json:
        from detente.views.json_text import json_chunks

        write_result(json_chunks(shape), None, is_data=True)
        return
    lines = [f"{file}: {len(data):,} bytes, {features} features", f"sha256 {digest}", f"from {address}"]
    lines += [f"Credit: {credit}"] if credit else []
    write_result([f"{line}\n" for line in lines], None, is_data=False)


def _address(on: str | None, url: str | None) -> str:
    """The address to use: the user's own, or that of the day.

    Raises:
        InputError: if there is neither, or the day is none.
    """
    day = ""
    if on is not None:
        try:
            day = date.fromisoformat(on).strftime("%Y%m%d")
        except ValueError:
            day = ""
        if not day or len(on) != 10:
            raise InputError(_fault(f"{shown_value(on)} is no day", "a day as 2025-03-15"))
    if url is not None:
        return url
    if not day:
        raise InputError(_fault("no day and no address is given", "--on 2025-03-15, or --url https://..."))
    return SOURCE.format(day=day)


def _features(data: bytes, url: str, most: int) -> int:
    """How many features a file of GeoJSON has.

    Raises:
        InputError: if it is none: an error page, an archive, half a file.
    """
    try:
        text = _unpacked(data, most).decode("utf-8-sig")
        document = json.loads(text)
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile, RecursionError):
        document = None
    rows = document.get("features") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not rows:
        start = shown_value(data[:40].decode("utf-8", "replace"))
        message = f"what came is no GeoJSON with features (it begins with {start}); nothing was written"
        raise InputError(Fault(file=url, message=message, hint="the address of a GeoJSON file", code="fetch"))
    return len(rows)


def _unpacked(data: bytes, most: int) -> bytes:
    """The bytes, unpacked where they are packed; no more of them than the cap allows."""
    if data[:2] != b"\x1f\x8b":
        return data
    stream = zlib.decompressobj(wbits=31)
    unpacked = stream.decompress(data, most)
    if not stream.eof:
        raise EOFError
    return unpacked


def _version() -> str:
    from detente._version import __version__

    return __version__


def _fault(message: str, hint: str) -> Fault:
    return Fault(place="detente fetch line", message=message, hint=hint, code="usage")
