"""Collect the words by which phrases and credits are looked up, from all tables."""

from __future__ import annotations

from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.furniture.reading import book
from cleanup.phrases import phrases


def keys_of_tables() -> tuple[frozenset[str], ...]:
    """Return the fields of ``cleanup.grammar.furniture.gate.Keys``, in order."""
    known = book()
    beginnings = frozenset(f"{first} {second}".strip() for first, second in known.beginning)
    of_agencies = frozenset(word for name in agencies() for word in name.split())
    of_credits = frozenset(word for line in phrases("credit_words") for word in line.split())
    named, numbered = frozenset(known.named), frozenset(known.numbered)
    return beginnings, named, numbered, of_agencies, of_credits | of_agencies
