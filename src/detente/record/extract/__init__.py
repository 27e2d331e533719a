"""Draft statements from an article: rules over a parse and lists of cue words, deterministic and offline."""

from __future__ import annotations

from detente.record.extract.engine import Engine, read_article

__all__ = ["Engine", "read_article"]
