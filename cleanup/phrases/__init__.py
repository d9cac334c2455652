"""Tables of phrases: one phrase a line; a line that begins with ``#`` is a comment.

The tables in this folder are English or independent of language. Those of another language are
in a folder named by its code and list words separated by spaces.
"""

from __future__ import annotations

from functools import cache


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of ``table`` (a file ``<table>.txt`` here), in the order of the file."""
    with open(f"{__path__[0]}/{table}.txt", encoding="utf-8") as file:  # noqa: PTH123
        lines = [line.strip() for line in file]
    return tuple(line for line in lines if line and not line.startswith("#"))


LANGUAGES = ("de", "es", "fr", "it", "pl", "pt", "ru")
"""Languages other than English that have tables."""


@cache
def words_of(table: str, lang: str | None) -> frozenset[str]:
    """Return the words of a table of one language; none for a language without tables."""
    if lang not in LANGUAGES:
        return frozenset()
    return frozenset(word for line in phrases(f"{lang}/{table}") for word in line.split())


@cache
def words_of_all(table: str) -> frozenset[str]:
    """Return the words of this table in all languages except English."""
    return frozenset().union(*(words_of(table, lang) for lang in LANGUAGES))
