"""The command line: one small file per verb."""

from detente.cli.entry import main

__all__ = ["main"]
