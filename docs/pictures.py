"""Takes the pictures of the documentation anew: ``python -m docs.pictures``, with chromium installed.

Each is a view of the brief of the bundled case in a real browser, so they change only when the page does (or
the fonts of the machine).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.png import packed_anew

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CASE = ROOT / "cases" / "ukraine-2025-03"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LARGEST = 300_000
WIDTH, HEIGHT = 1280, 1204


def main() -> None:
    """Write ``docs/images/brief.png``: the first screen of the brief and the head of its positions."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser was found: install one of {', '.join(BROWSERS)}")
    IMAGES.mkdir(exist_ok=True)
    picture = IMAGES / "brief.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "brief.html"
        write = [sys.executable, "-m", "detente", "brief", CASE, "--output", page, "--quiet"]
        subprocess.run(write, check=True)  # noqa: S603 - our own command line with fixed arguments
        take(browser, page, picture, profile=Path(folder) / "profile")
    picture.write_bytes(packed_anew(picture.read_bytes()))
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"a picture of more than {LARGEST:,} bytes is too large to keep")


def take(browser: str, page: Path, picture: Path, *, profile: Path) -> None:
    """Take a picture of a page, without a network."""
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        f"--user-data-dir={profile}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - fixed arguments


if __name__ == "__main__":
    main()
