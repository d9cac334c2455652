"""English words by which places are judged: those of the closed classes."""

from __future__ import annotations

from cleanup.phrases import phrases

CLOSED = frozenset(word for line in phrases("closed_words") for word in line.split())
"""Words of the closed classes, and verbs that introduce speech or carry links; in lower case."""


def plain(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    return word.lower().replace("\u2019", "'")
