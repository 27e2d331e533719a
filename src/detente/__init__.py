"""Find, check and defend peace deals: acceptable to every party, verifiable by anyone, not worth breaking."""

from detente._version import __version__

__all__ = ["__version__"]
