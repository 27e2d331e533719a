"""Draft statements from an article: rules over a parse and lists of cue words, deterministic and offline."""

from __future__ import annotations

from detente.record.extract.engine import read_article

__all__ = ["read_article"]
