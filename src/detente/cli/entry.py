"""The entry point of the command line."""

import click

from detente._version import __version__


@click.group(name="detente")
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Find, check and defend peace deals."""
